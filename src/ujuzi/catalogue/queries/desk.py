"""What the partner's desk shows: feeds with their last run, quarantine, own resources; few questions each."""

from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from ujuzi.catalogue.models import Edition, Feed, Harvest, HarvestState, Quarantined, State
from ujuzi.organisations.models import Organisation


def feeds_of(organisation: Organisation) -> list[Feed]:
    """Feeds with the state, its label, time and error of their last harvest, and what lies in quarantine."""
    last = Harvest.objects.filter(feed=OuterRef("pk")).order_by("-started_at", "-pk")
    feeds = (
        Feed.objects.filter(organisation=organisation)
        .annotate(
            last_state=Subquery(last.values("state")[:1]),
            last_at=Subquery(last.values("started_at")[:1]),
            last_error=Subquery(last.values("error_detail")[:1]),
            open_quarantine=Count("quarantine", filter=Q(quarantine__resolved_at=None), distinct=True),
        )
        .order_by("pk")
    )
    for feed in feeds:
        feed.last_label = HarvestState(feed.last_state).label if feed.last_state else ""  # type: ignore[attr-defined]
    return list(feeds)


def totals(organisation: Organisation) -> dict[str, int]:
    """How many resources in each state."""
    counts: dict[str, Any] = {state: Count("pk", filter=Q(state=state)) for state in State.values}
    return organisation.editions.aggregate(**counts)


def quarantine_of(organisation: Organisation) -> QuerySet[Quarantined]:
    rows = Quarantined.objects.filter(feed__organisation=organisation, resolved_at=None)
    return rows.select_related("feed", "harvest").order_by("-first_seen_at", "-pk")


def resources_of(organisation: Organisation, *, state: str = "", words: str = "") -> QuerySet[Edition]:
    """Own resources, newest change first; `words` are looked for in the title."""
    rows = organisation.editions.order_by("-changed_at", "-pk")
    if state:
        rows = rows.filter(state=state)
    for word in words.split()[:5]:
        rows = rows.filter(title__icontains=word)
    return rows


def harvests_of(feed: Feed) -> QuerySet[Harvest]:
    return feed.harvests.order_by("-started_at", "-pk")
