"""What learners do here as xAPI statements, with the verbs of the ADL and cmi5 vocabularies.

Ids are made from what happened, so that saying it twice stores it once.
"""

import uuid
from datetime import datetime
from typing import Any

from django.conf import settings

from ujuzi.courses.assessment import grading
from ujuzi.courses.models import Attempt, Enrolment, Launch, Unit
from ujuzi.courses.text.shapes import Item, ItemType
from ujuzi.records.queries import persons
from ujuzi.standards.cmi5 import ids
from ujuzi.standards.scorm.runtime import Outcome

_ADL = "http://adlnet.gov/expapi/verbs/"
REGISTERED = f"{_ADL}registered"
ANSWERED = f"{_ADL}answered"
COMPLETED, PASSED, FAILED, VOIDED = ids.COMPLETED, ids.PASSED, ids.FAILED, ids.VOIDED
INITIALIZED, WAIVED = ids.INITIALIZED, ids.WAIVED
_NAMES = {
    REGISTERED: "registered",
    COMPLETED: "completed",
    PASSED: "passed",
    FAILED: "failed",
    ANSWERED: "answered",
    VOIDED: "voided",
    INITIALIZED: "initialized",
    WAIVED: "waived",
}
_COURSE = ids.COURSE_TYPE
_LESSON = "http://adlnet.gov/expapi/activities/lesson"
_ASSESSMENT = "http://adlnet.gov/expapi/activities/assessment"
_INTERACTION = "http://adlnet.gov/expapi/activities/cmi.interaction"
_INTERACTIONS = {
    ItemType.SINGLE: "choice",
    ItemType.MULTIPLE: "choice",
    ItemType.TRUE_FALSE: "true-false",
    ItemType.NUMBER: "numeric",
    ItemType.TEXT: "fill-in",
    ItemType.ORDERING: "sequencing",
    ItemType.MATCHING: "matching",
    ItemType.GAP: "fill-in",
}

Statement = dict[str, Any]


def course_id(course: str) -> str:
    return f"{settings.ORIGIN}/learn/{course}"


def unit_id(course: str, unit: str) -> str:
    return f"{course_id(course)}/{unit}"


def item_id(course: str, unit: str, item: str) -> str:
    return f"{unit_id(course, unit)}#{item}"


def named(address: str) -> tuple[str, str] | None:
    """(course, unit) of an activity of this hub; the unit is "" for the course itself; None for anything else."""
    before = f"{settings.ORIGIN}/learn/"
    if not address.startswith(before):
        return None
    course, _slash, unit = address.removeprefix(before).partition("/")
    return (course, unit) if "#" not in unit else None


def made_id(*what: object) -> str:
    """The id of the statement about this: the same for the same."""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, "/".join([settings.ORIGIN, *map(str, what)])))


def enrolled(enrolment: Enrolment) -> Statement:
    sid = made_id(enrolment.registration, "registered")
    return _statement(sid, REGISTERED, _course(enrolment), enrolment, enrolment.enrolled_at)


def done(enrolment: Enrolment, unit: Unit, *, now: datetime, language: str = "") -> Statement:
    """A lesson that the learner says she has done. Done again after it was taken back, it is said again."""
    sid = made_id(enrolment.registration, unit.name, "completed", int(now.timestamp()))
    made = _statement(sid, COMPLETED, _unit(enrolment, unit), enrolment, now, language=language)
    return made | {"result": {"completion": True}}


def waived(
    enrolment: Enrolment, unit: Unit, *, reason: str, by: dict[str, Any] | None, now: datetime
) -> Statement:
    """A facilitator marks it as done. `by` is her agent."""
    sid = made_id(enrolment.registration, unit.name, "waived", int(now.timestamp()))
    made = _statement(sid, WAIVED, _unit(enrolment, unit), enrolment, now)
    if by is not None:
        made["context"]["instructor"] = by
    return made | {"result": {"completion": True, "success": True, "extensions": {ids.REASON: reason}}}


def finished(enrolment: Enrolment, *, now: datetime) -> Statement:
    sid = made_id(enrolment.registration, "completed")
    made = _statement(sid, COMPLETED, _course(enrolment), enrolment, now)
    return made | {"result": {"completion": True, "success": True}}


def taken_back(enrolment: Enrolment, target: str, *, now: datetime) -> Statement:
    """Voids a statement of hers."""
    return {
        "id": made_id(target, "voided"),
        "actor": persons.agent(enrolment.person),
        "verb": _verb(VOIDED),
        "object": {"objectType": "StatementRef", "id": target},
        "timestamp": now.isoformat(),
    }


def handed_in(attempt: Attempt, unit: Unit, items: dict[str, tuple[str, Item]]) -> list[Statement]:
    """An `answered` for each question and one for the whole: `passed`, `failed`, or `completed` where nothing is to pass.

    `items`: {name: (its unit, the item)} of those drawn.
    """
    when = attempt.submitted_at or attempt.started_at
    said = [
        _answered(attempt, unit, *items[drawn["item"]], when)
        for drawn in attempt.drawn
        if drawn["item"] in items
    ]
    verb = COMPLETED if attempt.passed is None else PASSED if attempt.passed else FAILED
    result: dict[str, Any] = {
        "score": {"scaled": round(attempt.score or 0, 4)},
        "completion": True,
        "duration": f"PT{max(0, int((when - attempt.started_at).total_seconds()))}S",
    }
    if attempt.passed is not None:
        result["success"] = attempt.passed
    enrolment = attempt.enrolment
    sid = made_id(attempt.pk, "handed in")
    whole = _statement(sid, verb, _unit(enrolment, unit), enrolment, when, language=attempt.language)
    return [*said, whole | {"result": result}]


def initialized(launch: Launch, unit: Unit) -> Statement:
    """A package was opened."""
    enrolment = launch.enrolment
    return _statement(
        made_id(launch.pk, "initialized"), INITIALIZED, _unit(enrolment, unit), enrolment, launch.started_at
    )


def about_part(enrolment: Enrolment, unit: Unit, part: str, kind: str, verb: str, now: datetime) -> Statement:
    """About something within a lesson, such as a film; by itself it says nothing about the lesson."""
    thing = {
        "objectType": "Activity",
        "id": item_id(enrolment.course.name, unit.name, part),
        "definition": {"type": kind},
    }
    return _statement(str(uuid.uuid4()), verb, thing, enrolment, now, parent=unit)


def outcome(launch: Launch, unit: Unit, before: Outcome, after: Outcome, *, now: datetime) -> list[Statement]:
    """What is new since the package last wrote: each verb once for a launch."""
    enrolment, said = launch.enrolment, []
    result: dict[str, Any] = {"score": {"scaled": after.score}} if after.score is not None else {}
    if after.passed is not None and after.passed != before.passed:
        verb = PASSED if after.passed else FAILED
        made = _statement(made_id(launch.pk, _NAMES[verb]), verb, _unit(enrolment, unit), enrolment, now)
        said.append(made | {"result": result | {"success": after.passed}})
    done, was_done = (one.completed and one.passed is not False for one in (after, before))
    if done and not was_done:
        made = _statement(made_id(launch.pk, "completed"), COMPLETED, _unit(enrolment, unit), enrolment, now)
        said.append(made | {"result": result | {"completion": True}})
    return said


def _answered(attempt: Attempt, unit: Unit, home: str, item: Item, when: datetime) -> Statement:
    enrolment, score = attempt.enrolment, attempt.graded.get(item.name, 0)
    thing = {
        "objectType": "Activity",
        "id": item_id(enrolment.course.name, home, item.name),
        "definition": {"type": _INTERACTION, "interactionType": _INTERACTIONS[item.type]},
    }
    made = _statement(
        made_id(attempt.pk, item.name),
        ANSWERED,
        thing,
        enrolment,
        when,
        language=attempt.language,
        parent=unit,
    )
    response = response_of(item, attempt.answers.get(item.name, []))
    return made | {"result": {"score": {"scaled": score}, "success": score >= 1, "response": response}}


def response_of(item: Item, given: list[Any]) -> str:
    """A learner's response in the notation of xAPI's interactions (4.2.7.1.1): `[,]` parts, `[.]` pairs."""
    if item.type == ItemType.TRUE_FALSE:
        return "" if not given else "true" if given[0] == 1 else "false"
    if item.type == ItemType.MATCHING:
        return "[,]".join(f"{left}[.]{right}" for left, right in enumerate(given) if right != -1)
    if item.type == ItemType.ORDERING:
        return "[,]".join(str(place) for place in grading.sequence(item, given))
    return "[,]".join(str(one) for one in given)


def _statement(
    sid: str,
    verb: str,
    thing: dict[str, Any],
    enrolment: Enrolment,
    when: datetime,
    *,
    language: str = "",
    parent: Unit | None = None,
) -> Statement:
    course = {"objectType": "Activity", "id": course_id(enrolment.course.name)}
    context: dict[str, Any] = {
        "registration": str(enrolment.registration),
        "platform": settings.HUB_NAME,
        "contextActivities": {"grouping": [course]},
    }
    if parent is not None:
        context["contextActivities"]["parent"] = [
            {"objectType": "Activity", "id": unit_id(enrolment.course.name, parent.name)}
        ]
    if language:
        context["language"] = language
    return {
        "id": sid,
        "actor": persons.agent(enrolment.person),
        "verb": _verb(verb),
        "object": thing,
        "context": context,
        "timestamp": when.isoformat(),
    }


def _verb(verb: str) -> dict[str, Any]:
    return {"id": verb, "display": {"en": _NAMES.get(verb) or verb.rpartition("/")[2]}}


def _course(enrolment: Enrolment) -> dict[str, Any]:
    course = enrolment.course
    definition = {"type": _COURSE, "name": course.titles}
    return {"objectType": "Activity", "id": course_id(course.name), "definition": definition}


def _unit(enrolment: Enrolment, unit: Unit) -> dict[str, Any]:
    definition = {"type": _ASSESSMENT if unit.is_quiz else _LESSON, "name": unit.titles}
    return {
        "objectType": "Activity",
        "id": unit_id(enrolment.course.name, unit.name),
        "definition": definition,
    }
