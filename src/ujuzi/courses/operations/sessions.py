"""A cmi5 unit at work: it is launched with a key of its own, speaks for one learner in one registration, and ends."""

import base64
import hmac
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import quote, urlencode
from uuid import UUID

import orjson
from django.conf import settings
from django.db import transaction

from ujuzi.courses import lms_statements, statements
from ujuzi.courses.models import Enrolment, Launch, Session, Unit
from ujuzi.courses.operations import progress, recording, settling
from ujuzi.organisations import secrets
from ujuzi.records import keys, marks
from ujuzi.records.authors import PACKAGES, Author
from ujuzi.records.operations import documents, following
from ujuzi.records.operations.writing import microseconds
from ujuzi.records.queries import persons
from ujuzi.standards.cmi5 import ids
from ujuzi.standards.cmi5 import sessions as rules
from ujuzi.standards.xapi import actors

Clock = Callable[[], datetime]
MODES = ("Normal", "Browse", "Review")
LIFE = timedelta(hours=12)
UNDECIDED = timedelta(
    minutes=1
)  # for which a verb is kept for a statement that may still be on its way into the log


def launch(
    enrolment: Enrolment, unit: Unit, *, mode: str = "Normal", language: str = "en", clock: Clock
) -> Launch:
    """A new session, after every other of this unit has ended. What the unit is told stands in its launch data (section 10)."""
    assert unit.package is not None
    for other in open_sessions(enrolment).filter(launch__unit=unit.name):
        end(other, clock=clock)
    made = Launch.objects.create(
        enrolment=enrolment, unit=unit.name, package=unit.package, started_at=clock()
    )
    session = Session.objects.create(launch=made, mode=mode)
    recording.record([statements.enrolled(enrolment)], clock=clock)
    settling.settle(enrolment, session=str(session.pk), clock=clock)
    _tell(session, unit, language, clock())
    said = lms_statements.launched(session, unit, url=address(made, unit), now=clock())
    recording.record([said], clock=clock)
    return made


def open_sessions(enrolment: Enrolment) -> Any:
    """Those that have not ended."""
    found = Session.objects.filter(launch__enrolment=enrolment, ended_at=None)
    return found.select_related("launch__enrolment__course", "launch__enrolment__person")


def address(made: Launch, unit: Unit) -> str:
    """The whole address of the unit as its publisher wrote it."""
    file = str(unit.launch["file"])
    if file.startswith(("http://", "https://")):
        return file
    at = min((file.index(mark) for mark in "?#" if mark in file), default=len(file))
    return f"{_base(made)}/f/{quote(file[:at])}{file[at:]}"


def launch_address(made: Launch, unit: Unit) -> str:
    """That address with what the launch adds to it (8.1)."""
    enrolment = made.enrolment
    added = {
        "endpoint": f"{_base(made)}/xapi/",
        "fetch": f"{_base(made)}/fetch",
        "actor": orjson.dumps(persons.agent(enrolment.person)).decode(),
        "registration": str(enrolment.apart),
        "activityId": statements.unit_id(enrolment.course.name, unit.name),
    }
    plain, hash_mark, place = address(made, unit).partition("#")
    return f"{plain}{'&' if '?' in plain else '?'}{urlencode(added, quote_via=quote)}{hash_mark}{place}"


def _base(made: Launch) -> str:
    return f"{settings.PACKAGES_ORIGIN}/p/{made.pk}"


def _tell(session: Session, unit: Unit, language: str, now: datetime) -> None:
    """LMS.LaunchData, and the learner's preferences where she has none."""
    asked, made = unit.launch["settings"], session.launch
    data: dict[str, Any] = {
        "contextTemplate": {
            "contextActivities": {"grouping": [{"objectType": "Activity", "id": asked["publisher"]}]},
            "extensions": {ids.SESSION: str(session.pk)},
        },
        "launchMode": session.mode,
        "launchMethod": "OwnWindow" if asked["ownWindow"] else "AnyWindow",
        "moveOn": asked["moveOn"],
        "returnURL": f"{_base(made)}/return",
    }
    if asked["mastery"] is not None:
        data["masteryScore"] = asked["mastery"]
        data["contextTemplate"]["extensions"][ids.MASTERY] = asked["mastery"]
    if asked["launchParameters"] is not None:
        data["launchParameters"] = asked["launchParameters"]
    if asked["entitlementKey"] is not None:
        data["entitlementKey"] = {"courseStructure": asked["entitlementKey"]}
    _put(_shelf(made, "state"), ids.LAUNCH_DATA, data, now)
    shelf = _shelf(made, "agent")
    if documents.get(shelf, ids.PREFERENCES) is None:
        _put(shelf, ids.PREFERENCES, {"languagePreference": language, "audioPreference": "on"}, now)


def _shelf(made: Launch, kind: str) -> documents.Shelf:
    agent = marks.agent(actors.identity(persons.agent(made.enrolment.person)) or "")
    if kind == "agent":
        return documents.Shelf(kind, PACKAGES, 0, agent, b"")
    activity = marks.activity(statements.unit_id(made.enrolment.course.name, made.unit))
    return documents.Shelf(kind, PACKAGES, activity, agent, made.enrolment.apart.bytes)


def _put(shelf: documents.Shelf, name: str, value: dict[str, Any], now: datetime) -> None:
    documents.put(
        shelf,
        name,
        documents.Precondition(None, None),
        guarded=False,
        content=orjson.dumps(value),
        content_type="application/json",
        now=microseconds(now),
    )


def fetch(made: Launch, *, clock: Clock) -> str | None:
    """The token of the session, once; None when it was given out already, or the session has ended (8.2)."""
    secret = secrets.make()
    fresh = Session.objects.filter(pk=made.pk, fetched_at=None, ended_at=None)
    if not fresh.update(fetched_at=clock(), secret_hash=secrets.digest(secret)):
        return None
    return base64.b64encode(f"{made.pk}:{secret}".encode()).decode()


def holding(header: str, number: UUID, *, clock: Clock) -> Session | None:
    """The open session whose token an Authorization header brings; None for any other."""
    kind, _space, value = header.partition(" ")
    pair = keys.basic_pair(value) if kind.lower() == "basic" else None
    if pair is None or pair[0] != str(number):
        return None
    found = (
        Session.objects.select_related("launch__enrolment__course", "launch__enrolment__person")
        .filter(pk=number, ended_at=None, launch__started_at__gt=clock() - LIFE)
        .exclude(fetched_at=None)
        .first()
    )
    right = found is not None and hmac.compare_digest(found.secret_hash, secrets.digest(pair[1]))
    return found if right else None


def author(session: Session) -> Author:
    """Whoever vouches for what the unit says: its package, never the hub."""
    course = session.launch.enrolment.course
    return keys.package(course.name, course.said("titles", course.source_language).text)


def terms(session: Session, unit: Unit) -> rules.Session:
    """What the unit has to keep to."""
    enrolment, asked = session.launch.enrolment, unit.launch["settings"]
    account = persons.agent(enrolment.person)["account"]
    return rules.Session(
        id=str(session.pk),
        registration=str(enrolment.apart),
        activity=statements.unit_id(enrolment.course.name, unit.name),
        publisher=asked["publisher"],
        account=(account["homePage"], account["name"]),
        mode=session.mode,
        mastery=asked["mastery"],
    )


def admit(session: Session, unit: Unit, said: Sequence[Mapping[str, Any]], *, clock: Clock) -> bool:
    """Checks statements in the order sent and keeps their verbs for them. Returns whether one of them may change how things stand.

    Raises rules.Refused; then nothing is kept. What is kept counts once its statement is in the log: a crash between the two
    leaves a verb that may be said again.
    """
    with transaction.atomic():
        held = Session.objects.select_for_update().get(pk=session.pk)
        held.launch = session.launch
        if held.ended_at is not None:
            raise rules.Refused("9.3.8", "the session has ended")
        now = clock()
        kept = _in_the_log(held.verbs, now)
        told = rules.Said(set(kept), _ever(held, unit), held.ready)
        bound, counts = terms(held, unit), False
        for statement in said:
            before = set(told.verbs)
            counts |= rules.check(statement, bound, told, again=_again(statement, kept))
            for verb in told.verbs - before:
                kept[verb] = [str(statement["id"]).lower(), now.timestamp()]
        held.verbs, held.heard_at = kept, now
        held.save(update_fields=["verbs", "heard_at"])
    return counts


def _again(statement: Mapping[str, Any], kept: Mapping[str, Sequence[Any]]) -> bool:
    """A statement that was admitted and is sent again, because its answer was lost. The log compares what it says."""
    return kept.get(str(statement["verb"]["id"]), [""])[0] == str(statement.get("id", "-")).lower()


def _in_the_log(verbs: Mapping[str, Sequence[Any]], now: datetime) -> dict[str, list[Any]]:
    """Verbs whose statements were stored, or were admitted so lately that they may yet be."""
    there = {
        str(UUID(bytes=one.sid)) for one in following.by_id([UUID(sid).bytes for sid, _at in verbs.values()])
    }
    late = (now - UNDECIDED).timestamp()
    return {verb: [sid, at] for verb, (sid, at) in verbs.items() if sid in there or at > late}


def _ever(session: Session, unit: Unit) -> set[str]:
    """Completed and passed, if this unit said them earlier in this registration."""
    others = Session.objects.filter(launch__enrolment=session.launch.enrolment_id, launch__unit=unit.name)
    said = {verb for verbs in others.exclude(pk=session.pk).values_list("verbs", flat=True) for verb in verbs}
    return said & {ids.COMPLETED, ids.PASSED}


def heard(session: Session, sids: Sequence[bytes], *, clock: Clock) -> None:
    """After statements of a session were stored: how things stand now, and whether the session has ended."""
    with transaction.atomic():
        progress.handle(following.by_id(list(sids)))
    settling.settle(session.launch.enrolment, session=str(session.pk), clock=clock)
    session.refresh_from_db(fields=["verbs"])
    if ids.TERMINATED in session.verbs:
        Session.objects.filter(pk=session.pk, ended_at=None).update(ended_at=clock())


def end(session: Session, *, clock: Clock) -> None:
    """Ends a session that did not say that it has; “abandoned” if it had begun (9.3.6)."""
    if not Session.objects.filter(pk=session.pk, ended_at=None).update(ended_at=clock()):
        return
    session.refresh_from_db(fields=["verbs"])
    if ids.INITIALIZED not in session.verbs or ids.TERMINATED in session.verbs:
        return
    made = session.launch
    unit = Unit.objects.get(course=made.enrolment.course_id, name=made.unit)
    recording.record([lms_statements.abandoned(session, unit, now=clock())], clock=clock)
    Session.objects.filter(pk=session.pk).update(abandoned=True)


def end_old(*, clock: Clock) -> int:
    """Sessions whose time is over; returns how many."""
    old = Session.objects.filter(ended_at=None, launch__started_at__lte=clock() - LIFE)
    found = list(old.select_related("launch__enrolment__course", "launch__enrolment__person")[:200])
    for session in found:
        end(session, clock=clock)
    return len(found)
