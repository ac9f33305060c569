"""What somebody learns here, and which courses there are."""

from dataclasses import dataclass

from django.db.models import Prefetch

from ujuzi.accounts.models import Person
from ujuzi.courses.models import Course, Enrolment, Unit
from ujuzi.courses.queries.standing import Standing


@dataclass(frozen=True, slots=True)
class Taken:
    """A course that a person takes, and how far she is."""

    enrolment: Enrolment
    standing: Standing


def taken(person: Person) -> list[Taken]:
    """What was last touched comes first; what is complete last."""
    units = Unit.objects.exclude(position=None).select_related("module").order_by("position")
    found = (
        Enrolment.objects.filter(person=person)
        .select_related("course")
        .prefetch_related("progress", Prefetch("course__units", units, to_attr="units_in_order"))
        .order_by("-last_at")
    )
    rows = [
        Taken(one, Standing(one.course.units_in_order, {mark.unit: mark for mark in one.progress.all()}))  # type: ignore[attr-defined]
        for one in found
    ]
    return sorted(rows, key=lambda row: row.enrolment.completed_at is not None)


def offered() -> list[Course]:
    return list(Course.objects.exclude(published_at=None).order_by("level", "name"))
