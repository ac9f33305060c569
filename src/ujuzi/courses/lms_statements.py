"""What cmi5 asks the hub itself to say of a package's units: launched, abandoned, waived, satisfied (section 9.3)."""

import uuid
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings

from ujuzi.courses.models import Enrolment, Session, Unit
from ujuzi.courses.statements import Statement, course_id, made_id, unit_id
from ujuzi.records.queries import persons
from ujuzi.standards.cmi5 import ids


def block_id(course: str, publisher: str) -> str:
    """The hub's own id of a block, the same for every learner."""
    return f"{course_id(course)}#{uuid.uuid5(uuid.NAMESPACE_URL, publisher)}"


def launched(session: Session, unit: Unit, *, url: str, now: datetime) -> Statement:
    """`url` is that of the launch, without what the launch adds to it."""
    asked = unit.launch["settings"]
    extensions = {
        ids.LAUNCH_MODE: session.mode,
        ids.LAUNCH_URL: url,
        ids.MOVE_ON: asked["moveOn"],
        **({} if asked["mastery"] is None else {ids.MASTERY: asked["mastery"]}),
        **({} if asked["launchParameters"] is None else {ids.LAUNCH_PARAMETERS: asked["launchParameters"]}),
    }
    return _statement("launched", ids.LAUNCHED, session, unit, now=now, extensions=extensions)


def abandoned(session: Session, unit: Unit, *, now: datetime) -> Statement:
    """The duration is the time from the launch to the last that was heard (9.5.4.2)."""
    lasted = (session.heard_at or session.launch.started_at) - session.launch.started_at
    made = _statement("abandoned", ids.ABANDONED, session, unit, now=now)
    return made | {"result": {"duration": _duration(lasted)}}


def waived(
    enrolment: Enrolment, unit: Unit, *, session: str, reason: str, by: dict[str, Any] | None, now: datetime
) -> Statement:
    """Once for a unit in a registration, with a session id of its own. `by` is the agent who decided it."""
    made = _envelope(
        made_id(enrolment.apart, unit.name, "waived"),
        ids.WAIVED,
        enrolment,
        session,
        unit.launch["settings"]["publisher"],
        now,
    )
    made["object"] = _unit(enrolment, unit)
    made["context"]["contextActivities"]["category"].append(_activity(ids.MOVE_ON_CATEGORY))
    if by is not None:
        made["context"]["instructor"] = by
    return made | {"result": {"completion": True, "success": True, "extensions": {ids.REASON: reason}}}


def satisfied(enrolment: Enrolment, publisher: str, *, whole: bool, session: str, now: datetime) -> Statement:
    """A block or the whole course; once in a registration."""
    course = enrolment.course
    made = _envelope(
        made_id(enrolment.apart, publisher, "satisfied"), ids.SATISFIED, enrolment, session, publisher, now
    )
    made["object"] = {
        "objectType": "Activity",
        "id": course_id(course.name) if whole else block_id(course.name, publisher),
        "definition": {"type": ids.COURSE_TYPE if whole else ids.BLOCK_TYPE},
    }
    return made


def _statement(
    what: str,
    verb: str,
    session: Session,
    unit: Unit,
    *,
    now: datetime,
    extensions: dict[str, Any] | None = None,
) -> Statement:
    enrolment, key = session.launch.enrolment, str(session.pk)
    made = _envelope(made_id(key, what), verb, enrolment, key, unit.launch["settings"]["publisher"], now)
    made["object"] = _unit(enrolment, unit)
    made["context"]["extensions"] |= extensions or {}
    return made


def _envelope(
    sid: str, verb: str, enrolment: Enrolment, session: str, publisher: str, now: datetime
) -> Statement:
    return {
        "id": sid,
        "actor": persons.agent(enrolment.person),
        "verb": {"id": verb, "display": {"en": verb.rpartition("/")[2]}},
        "context": {
            "registration": str(enrolment.apart),
            "platform": settings.HUB_NAME,
            "contextActivities": {"grouping": [_activity(publisher)], "category": [_activity(ids.CATEGORY)]},
            "extensions": {ids.SESSION: session},
        },
        "timestamp": now.isoformat(),
    }


def _activity(iri: str) -> dict[str, Any]:
    return {"objectType": "Activity", "id": iri}


def _unit(enrolment: Enrolment, unit: Unit) -> dict[str, Any]:
    definition: dict[str, Any] = {"name": unit.titles}
    if kind := unit.launch["settings"].get("type"):
        definition["type"] = kind
    return {
        "objectType": "Activity",
        "id": unit_id(enrolment.course.name, unit.name),
        "definition": definition,
    }


def _duration(lasted: timedelta) -> str:
    return f"PT{max(0.0, lasted.total_seconds()):.2f}S"
