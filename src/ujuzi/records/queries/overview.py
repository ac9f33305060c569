"""What the pages about the log show: statements a day, who sent last, what was refused."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Max, QuerySet, Sum

from ujuzi.organisations.models import Organisation
from ujuzi.records.authors import HUB
from ujuzi.records.models import Daily, Key, Refusal
from ujuzi.records.operations.writing import moment

DAYS = 30


@dataclass(frozen=True, slots=True)
class Day:
    day: date
    statements: int


@dataclass(frozen=True, slots=True)
class Sender:
    """`organisation` None is the hub itself."""

    organisation: Organisation | None
    statements: int
    last: datetime


def _daily(organisation: Organisation | None) -> QuerySet[Daily]:
    rows = Daily.objects.all()
    return rows if organisation is None else rows.filter(owner=organisation.pk)


def days(organisation: Organisation | None, *, today: date) -> list[Day]:
    """The last thirty days, newest first, those without statements too."""
    since = today - timedelta(days=DAYS - 1)
    rows = _daily(organisation).filter(day__gte=since).values("day").annotate(number=Sum("statements"))
    found = {row["day"]: row["number"] for row in rows}
    return [Day(day, found.get(day, 0)) for day in (today - timedelta(days=back) for back in range(DAYS))]


def total(organisation: Organisation | None) -> int:
    return _daily(organisation).aggregate(number=Sum("statements"))["number"] or 0


def senders() -> list[Sender]:
    """Who ever sent something, latest first."""
    rows = (
        Daily.objects.values("owner")
        .annotate(number=Sum("statements"), newest=Max("last"))
        .order_by("-newest")
    )
    known = Organisation.objects.in_bulk([row["owner"] for row in rows])
    return [
        Sender(known.get(row["owner"]), row["number"], moment(row["newest"]))
        for row in rows
        if row["owner"] == HUB or row["owner"] in known
    ]


def refusals(organisation: Organisation | None) -> list[dict[str, Any]]:
    """The last fifty, with the sender's name."""
    rows = Refusal.objects.order_by("-at")
    if organisation is not None:
        rows = rows.filter(owner=organisation.pk)
    found = list(rows[:50])
    names = Organisation.objects.in_bulk({row.owner for row in found if row.owner})
    return [{"row": row, "organisation": names.get(row.owner or 0)} for row in found]


def keys(organisation: Organisation | None) -> QuerySet[Key]:
    """Working keys."""
    return Key.objects.filter(organisation=organisation, revoked_at=None).order_by("pk")
