"""What is given out: published editions with all that a format may say of them, in a fixed order, a batch at a time."""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from html import unescape

from django.conf import settings
from django.db.models import Max, Prefetch, QuerySet

from ujuzi.catalogue.models import Edition, Offering, State, Work

BATCH = 200
_TAGS = re.compile(r"<[^>]+>")
_SPACE = re.compile(r"\s+")


def origin() -> str:
    return str(settings.ORIGIN)


def edition_uri(edition: Edition) -> str:
    """The lasting name of an edition; it redirects to its page in the reader's language."""
    return f"{origin()}/id/edition/{edition.pk}"


def work_uri(edition: Edition) -> str:
    return f"{origin()}/id/work/{edition.work_id}"


def concept_uri(scheme: str, code: str) -> str:
    """`scheme` is subject, audience, level or kind."""
    return f"{origin()}/id/{scheme}/{code}"


def plain(html: str) -> str:
    """The text of a cleaned description."""
    return _SPACE.sub(" ", unescape(_TAGS.sub(" ", html))).strip()


def published() -> QuerySet[Edition]:
    """Published editions with provider, offerings and the sister editions of their work; ordered by id."""
    return with_relations(Edition.objects.filter(state=State.PUBLISHED)).order_by("pk")


def with_relations(editions: QuerySet[Edition]) -> QuerySet[Edition]:
    """Adds what the formats read beside the row, in three further questions whatever the number."""
    sisters = Edition.objects.filter(state=State.PUBLISHED).only("id", "work_id", "language", "title", "url")
    return editions.select_related("provider", "work").prefetch_related(
        Prefetch("offerings", queryset=Offering.objects.order_by("starts_on", "id")),
        Prefetch("work__editions", queryset=sisters, to_attr="published_editions"),
    )


def batches(editions: QuerySet[Edition], *, after: int = 0, size: int = BATCH) -> Iterator[Sequence[Edition]]:
    """All of them, `size` at a time, by key and not by offset: flat in memory and steady while rows come and go."""
    while batch := list(editions.filter(pk__gt=after)[:size]):
        yield batch
        after = batch[-1].pk


def translations(edition: Edition) -> list[Edition]:
    """The other published language editions of the same work."""
    work: Work = edition.work
    sisters: list[Edition] = getattr(work, "published_editions", [])
    return [sister for sister in sisters if sister.pk != edition.pk]


def last_change() -> datetime | None:
    latest: datetime | None = Edition.objects.aggregate(latest=Max("changed_at"))["latest"]
    return latest


def iso_duration(minutes: int) -> str:
    """ISO 8601: 90 -> PT1H30M. Days are not used: a learning day is not 24 hours."""
    hours, rest = divmod(minutes, 60)
    return "PT" + (f"{hours}H" if hours else "") + (f"{rest}M" if rest or not hours else "")
