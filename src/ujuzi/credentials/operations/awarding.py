"""Awards: made by following the log, or by a person who may. Doing it twice is doing it once."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from ujuzi.accounts.models import Person
from ujuzi.courses import statements
from ujuzi.courses.models import Course
from ujuzi.courses.operations import progress
from ujuzi.credentials import marks
from ujuzi.credentials.models import Achievement, Award
from ujuzi.credentials.operations import achievements, revoking
from ujuzi.records import followers
from ujuzi.records.authors import HUB
from ujuzi.records.operations import following

NAME = "credentials.awards"


def handle(entries: Sequence[followers.Entry]) -> None:
    """The follower: completing what an achievement stands for awards it; taking the completion back withdraws it."""
    for entry in entries:
        if entry.owner != HUB:
            continue
        if entry.voids:
            _void(UUID(str(entry.statement["object"]["id"])))
        elif not entry.voided and entry.statement["verb"]["id"] == statements.COMPLETED and _is_sure(entry):
            _completed(entry)


def reset() -> None:
    """What the log says is said again. Awards that credentials were issued for stay: they are found again by person."""
    Award.objects.filter(statement__isnull=False, credentials=None).delete()


def _is_sure(entry: followers.Entry) -> bool:
    """What was completed here, or what a partner or a signature vouches for."""
    level = entry.statement.get("context", {}).get("extensions", {}).get(marks.assurance(), marks.ENOUGH)
    return isinstance(level, int) and level >= marks.ENOUGH


def _completed(entry: followers.Entry) -> None:
    achievement = _achievement(str(entry.statement["object"].get("id", "")))
    person = progress.person_of(entry) if achievement else None
    if achievement is not None and person is not None:
        award(achievement, person, awarded_at=progress.happened_at(entry), statement=UUID(bytes=entry.sid))


def _achievement(activity: str) -> Achievement | None:
    place = statements.named(activity)
    if place is not None and not place[1]:
        course = Course.objects.select_related("organisation").filter(name=place[0]).first()
        return achievements.of_course(course, now=timezone.now()) if course else None
    if place is not None:
        return None
    return Achievement.objects.filter(activity=activity).first()


def _void(target: UUID) -> None:
    for found in Award.objects.filter(statement=target, withdrawn_at=None):
        revoking.withdraw(found, why="The completion was taken back.", now=timezone.now())


def award(
    achievement: Achievement,
    person: Person,
    *,
    awarded_at: datetime,
    statement: UUID | None = None,
    by: Person | None = None,
) -> Award:
    """Her award; the first one counts. One that was withdrawn comes back by a new completion, not by the old one."""
    defaults = {"awarded_at": awarded_at, "statement": statement, "awarded_by": by}
    found, made = Award.objects.get_or_create(achievement=achievement, person=person, defaults=defaults)
    if not made and found.withdrawn_at is not None and (statement is None or statement != found.statement):
        Award.objects.filter(pk=found.pk).update(**defaults, withdrawn_at=None, withdrawn_why="")
        found.refresh_from_db()
    return found


@transaction.atomic
def award_all(
    achievement: Achievement, people: Iterable[Person], *, by: Person, awarded_at: datetime
) -> tuple[int, int]:
    """(how many are new, how many had it) of a batch, by a person with the right."""
    had = set(achievement.awards.filter(withdrawn_at=None).values_list("person_id", flat=True))
    new = [person for person in people if person.pk not in had]
    for person in new:
        award(achievement, person, awarded_at=awarded_at, by=by)
    return len(new), len(had)


def catch_up(person: Person) -> None:
    """Awards of courses that she has just completed: the follower comes by within seconds, her page need not wait for it."""
    done = Course.objects.filter(enrolments__person=person, enrolments__completed_at__isnull=False).exclude(
        pk__in=Course.objects.filter(
            name__in=[
                name.removeprefix("course-")
                for name in Award.objects.filter(person=person).values_list("achievement__name", flat=True)
            ]
        )
    )
    for course in done.select_related("organisation"):
        enrolment = course.enrolments.get(person=person)
        sid = UUID(statements.made_id(enrolment.registration, "completed"))
        handle(following.by_id([sid.bytes]))
