"""How much somebody has learned lately, in minutes as the lessons state them."""

from datetime import datetime, timedelta

from django.db.models import F, Sum

from ujuzi.accounts.models import Person
from ujuzi.courses.models import Plan, Unit, UnitProgress

WEEK = timedelta(days=7)


def minutes_since(person: Person, since: datetime) -> int:
    """Of lessons and quizzes done after that time."""
    done = UnitProgress.objects.filter(enrolment__person=person, done_at__gt=since)
    units = Unit.objects.filter(
        course__enrolments__progress__in=done, name=F("course__enrolments__progress__unit")
    )
    return units.aggregate(sum=Sum("minutes"))["sum"] or 0


def plan_of(person: Person) -> Plan:
    """Her plan; one that is not kept where she has none."""
    return Plan.objects.filter(person=person).first() or Plan(person=person)
