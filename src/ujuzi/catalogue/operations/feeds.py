"""Adding, changing and trying feeds."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any

from django.db import transaction

from ujuzi.catalogue import normalise
from ujuzi.catalogue.feeds import registry
from ujuzi.catalogue.feeds.entry import Entry, Fetch, Reject, Source
from ujuzi.catalogue.models import Feed
from ujuzi.catalogue.operations import audit, harvests
from ujuzi.organisations.models import Organisation

PREVIEW = 5


@dataclass(frozen=True, slots=True)
class Preview:
    """The first records of a feed as the catalogue would show them, and those it could not understand."""

    drafts: Sequence[tuple[Entry, normalise.Draft]]
    rejects: Sequence[Reject]
    total: int | None
    notes: Sequence[str]


def add(
    organisation: Organisation,
    *,
    url: str,
    format: str,
    name: str,
    actor: Any,
    now: datetime,
    options: dict[str, Any] | None = None,
    interval_hours: int = 24,
) -> Feed:
    """A new feed, due at once."""
    with transaction.atomic():
        feed = Feed.objects.create(
            organisation=organisation,
            url=url,
            format=format,
            name=name[:120],
            options=options or {},
            interval_hours=interval_hours,
            next_run_at=now,
        )
        audit.record("feed.add", feed, actor=actor, now=now, detail={"url": url, "format": format})
    return feed


def change(feed: Feed, values: dict[str, Any], *, actor: Any, now: datetime) -> bool:
    """Sets fields; a new address, format or option makes the next harvest read everything. False when nothing differs."""
    before = {name: getattr(feed, name) for name in values}
    changed = {name: [before[name], value] for name, value in values.items() if before[name] != value}
    if not changed:
        return False
    for name, value in values.items():
        setattr(feed, name, value)
    elsewhere = changed.keys() & {"url", "format", "options"}
    if elsewhere:
        feed.state, feed.failures = {}, 0
    with transaction.atomic():
        if elsewhere or not feed.is_active:
            harvests.stop_open(feed, now=now)
        feed.save()
        audit.record("feed.change", feed, actor=actor, now=now, detail=changed)
    return True


def harvest_soon(feed: Feed, *, actor: Any, now: datetime) -> None:
    """Makes the feed due: the next free worker takes it."""
    with transaction.atomic():
        Feed.objects.filter(pk=feed.pk).update(next_run_at=now, failures=0)
        audit.record("feed.harvest", feed, actor=actor, now=now, detail={})


def preview(url: str, format: str, options: dict[str, Any], *, fetch: Fetch, now: datetime) -> Preview:
    """Reads the first page without keeping anything. Raises FeedError or FetchError like a harvest."""
    source = Source(url=url, now=now, options=options)
    for page in registry.FORMATS[format].read(source, fetch):
        drafts, rejects = [], list(page.rejects)
        for entry in islice((each for each in page.entries if not each.deleted), PREVIEW):
            made = normalise.draft(entry)
            if isinstance(made, Reject):
                rejects.append(made)
            else:
                drafts.append((entry, made))
        return Preview(drafts, rejects[:PREVIEW], page.total, list(page.notes))
    return Preview([], [], 0, [])
