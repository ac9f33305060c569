"""What a learner does with a course: enrol, mark lessons done, finish. Each deed is a statement of the log first."""

from collections.abc import Callable
from datetime import datetime

from ujuzi.accounts.models import Person
from ujuzi.courses import statements
from ujuzi.courses.models import Course, Enrolment, Unit, UnitProgress
from ujuzi.courses.operations import recording
from ujuzi.courses.queries import standing

Clock = Callable[[], datetime]


def enrol(person: Person, course: Course, *, clock: Clock) -> Enrolment:
    """Once for each course; a second time it is the same enrolment."""
    now = clock()
    enrolment, _new = Enrolment.objects.get_or_create(
        person=person, course=course, defaults={"enrolled_at": now, "last_at": now}
    )
    recording.record([statements.enrolled(enrolment)], clock=clock)
    return enrolment


def mark_done(enrolment: Enrolment, unit: Unit, *, clock: Clock, language: str = "") -> None:
    """The learner says that she has done a lesson. A quiz is done by passing it, a package when it says so itself."""
    if unit.is_quiz or unit.is_package or unit.course_id != enrolment.course_id:
        return
    if not UnitProgress.objects.filter(enrolment=enrolment, unit=unit.name).exclude(done_at=None).exists():
        said = statements.done(enrolment, unit, now=clock(), language=language)
        recording.record([statements.enrolled(enrolment), said], clock=clock)
    finish_if_done(enrolment, clock=clock)


def take_back(enrolment: Enrolment, unit: Unit, *, clock: Clock) -> None:
    """The lesson is not done after all. What was completed stays completed."""
    row = UnitProgress.objects.filter(enrolment=enrolment, unit=unit.name).exclude(done_at=None).first()
    if row is None or row.done_at is None or unit.is_quiz or unit.is_package:
        return
    target = str(statements.done(enrolment, unit, now=row.done_at)["id"])
    recording.record([statements.taken_back(enrolment, target, now=clock())], clock=clock)


def finish_if_done(enrolment: Enrolment, *, clock: Clock) -> bool:
    """Completes the course when everything that counts is done. Once completed, it stays so when a new version brings more."""
    enrolment.refresh_from_db(fields=["completed_at"])
    if enrolment.completed_at is None and standing.of(enrolment).is_done:
        recording.record([statements.finished(enrolment, now=clock())], clock=clock)
        enrolment.refresh_from_db(fields=["completed_at"])
        return True
    return False
