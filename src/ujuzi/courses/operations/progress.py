"""The follower `courses.progress`: from the log to enrolments and what is done. Handling a statement twice changes nothing."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from ujuzi.accounts.models import Person
from ujuzi.courses import statements
from ujuzi.courses.models import Course, Enrolment, Unit, UnitProgress
from ujuzi.records import followers
from ujuzi.records.authors import HUB, PACKAGES
from ujuzi.records.operations import following
from ujuzi.records.operations.writing import moment
from ujuzi.records.queries import persons
from ujuzi.standards.cmi5 import ids, satisfying, sessions
from ujuzi.standards.xapi import values

NAME = "courses.progress"
Handler = Callable[[followers.Entry, str, str], None]


def handle(entries: Sequence[followers.Entry]) -> None:
    for entry in entries:
        if entry.owner not in (HUB, PACKAGES):
            continue
        if entry.voids:
            _void(entry)
            continue
        verb = entry.statement["verb"]["id"]
        place = statements.named(str(entry.statement["object"].get("id", "")))
        if place is None or entry.voided:
            continue
        if entry.owner == PACKAGES:
            _package_said(entry, verb, *place)
        elif verb in _HANDLERS:
            _HANDLERS[verb](entry, *place)


def reset() -> None:
    """Forgets what the log says. Attempts stay: they are not made from it, and find their enrolments again by registration."""
    UnitProgress.objects.all().delete()
    Enrolment.objects.update(completed_at=None)


def happened_at(entry: followers.Entry) -> datetime:
    """When it happened, as it says; what other tools wrote in our name may say nothing, or nonsense."""
    said = entry.statement.get("timestamp")
    try:
        return values.instant(said) if isinstance(said, str) else moment(entry.seq)
    except (ValueError, OverflowError):
        return moment(entry.seq)


def _registration(entry: followers.Entry) -> UUID | None:
    found = entry.statement.get("context", {}).get("registration")
    return UUID(found) if found else None


def _enrolment(entry: followers.Entry, course: str) -> Enrolment | None:
    registration = _registration(entry)
    return (
        Enrolment.objects.filter(registration=registration, course__name=course).first()
        if registration
        else None
    )


def _apart(entry: followers.Entry, course: str) -> Enrolment | None:
    """Whose enrolment a package speaks of: the actor's in this course, if the registration is the one made from it."""
    person = person_of(entry)
    found = Enrolment.objects.filter(person=person, course__name=course).first() if person else None
    return found if found is not None and found.apart == _registration(entry) else None


def _package_said(entry: followers.Entry, verb: str, course: str, unit: str) -> None:
    """What a cmi5 unit says of itself counts by its moveOn criterion; one without is done once it was opened."""
    defined = sessions.has(entry.statement, "category", ids.CATEGORY)
    enrolment = _apart(entry, course) if defined else None
    found = Unit.objects.filter(course__name=course, name=unit).first() if enrolment else None
    if enrolment is None or found is None or not found.is_cmi5:
        return
    row, _new = UnitProgress.objects.select_for_update().get_or_create(enrolment=enrolment, unit=unit)
    row.completed |= verb == ids.COMPLETED
    row.passed |= verb == ids.PASSED
    row.save(update_fields=["completed", "passed"])
    done = satisfying.unit(found.move_on, completed=row.completed, passed=row.passed)
    if verb in (ids.INITIALIZED, ids.COMPLETED, ids.PASSED, ids.FAILED):
        _mark(enrolment, unit, entry, done=done)


def _waived(entry: followers.Entry, course: str, unit: str) -> None:
    enrolment = _enrolment(entry, course) or _apart(entry, course)
    if enrolment is not None and unit:
        _mark(enrolment, unit, entry, done=True, by_other=True)


def _enrolled(entry: followers.Entry, course: str, unit: str) -> None:
    person, found = person_of(entry), Course.objects.filter(name=course).first()
    registration = _registration(entry)
    if unit or person is None or found is None or registration is None:
        return
    when = happened_at(entry)
    Enrolment.objects.get_or_create(
        person=person,
        course=found,
        defaults={"registration": registration, "enrolled_at": when, "last_at": when},
    )


def person_of(entry: followers.Entry) -> Person | None:
    """Whose account here it is; nobody's when she has been erased."""
    return person_named(entry.statement["actor"].get("account", {}))


def person_named(account: dict[str, Any]) -> Person | None:
    number = str(account.get("name", ""))
    is_number = number.isascii() and number.isdecimal() and len(number) < 19
    found = Person.objects.filter(pk=int(number)).first() if is_number else None
    return found if found and persons.agent(found)["account"] == account else None


def _completed(entry: followers.Entry, course: str, unit: str) -> None:
    enrolment = _enrolment(entry, course)
    if enrolment is None:
        return
    if not unit:
        if enrolment.completed_at is None:
            Enrolment.objects.filter(pk=enrolment.pk).update(completed_at=happened_at(entry))
        return
    _mark(enrolment, unit, entry, done=True)


def _failed(entry: followers.Entry, course: str, unit: str) -> None:
    enrolment = _enrolment(entry, course)
    if enrolment is not None and unit:
        _mark(enrolment, unit, entry, done=False)


def _mark(
    enrolment: Enrolment, unit: str, entry: followers.Entry, *, done: bool, by_other: bool = False
) -> None:
    """The first time that it was done, and the best score."""
    row, _new = UnitProgress.objects.select_for_update().get_or_create(enrolment=enrolment, unit=unit)
    when = happened_at(entry)
    score = entry.statement.get("result", {}).get("score", {}).get("scaled")
    if score is not None:
        row.best = max(row.best or 0.0, float(score))
    if done and (row.done_at is None or when < row.done_at):
        row.done_at = when
        row.by_other = by_other
    row.save()
    if when > enrolment.last_at:
        Enrolment.objects.filter(pk=enrolment.pk).update(last_at=when, last_unit=unit)


def _void(entry: followers.Entry) -> None:
    """A lesson that is not done after all: what else says so is looked for among what is left."""
    target = UUID(str(entry.statement["object"]["id"])).bytes
    for gone in following.by_id([target]):
        place = statements.named(str(gone.statement["object"].get("id", "")))
        enrolment = _enrolment(gone, place[0]) if place else None
        if place is not None and enrolment is not None and place[1]:
            UnitProgress.objects.filter(enrolment=enrolment, unit=place[1], done_at=happened_at(gone)).update(
                done_at=None
            )


_HANDLERS: dict[str, Handler] = {
    statements.REGISTERED: _enrolled,
    statements.COMPLETED: _completed,
    statements.PASSED: _completed,
    statements.FAILED: _failed,
    statements.WAIVED: _waived,
}
