"""A feed format that reads out what a test wrote: pages of entries, with checkpoints, endings and breakages as told."""

import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from tests import make
from ujuzi.catalogue.feeds.entry import Entry, Fetch, Page, Reject, Source
from ujuzi.catalogue.models import Edition, Feed, Harvest, Offering, SourceRecord
from ujuzi.catalogue.operations import harvests

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


@dataclass
class Clock:
    """Each look at it is a second later; `pass_` lets time go by."""

    now: datetime = NOW

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now

    def pass_(self, **span: float) -> None:
        self.now += timedelta(**span)


@dataclass
class Script:
    """In place of a format's module. `steps` are pages, or exceptions raised where a page should come."""

    steps: Sequence[Page | Exception] = ()
    LABEL: str = "Scripted"
    read_from: list[int] = field(default_factory=list)  # which steps were read, in order

    def read(self, source: Source, fetch: Fetch) -> Iterator[Page]:
        start = (source.checkpoint or {}).get("step", 0)
        for number in range(start, len(self.steps)):
            self.read_from.append(number)
            step = self.steps[number]
            if isinstance(step, Exception):
                raise step
            last = number == len(self.steps) - 1
            yield replace(step, checkpoint=None if last else {"step": number + 1})


class Hub:
    """A feed, its script, and a worker's clock."""

    def __init__(self, script: Script) -> None:
        self.script, self.clock = script, Clock()

    def feed(self, **fields: Any) -> Feed:
        fields = {"format": "scripted", "options": {"publish": "at-once"}} | fields
        return make.feed(**fields)

    def harvest(self, feed: Feed, *steps: Any, **rest: Any) -> Harvest:
        """`steps`: pages, or lists of entries and rejects that make a page, or exceptions."""
        self.script.steps = [page(step) if isinstance(step, list) else step for step in steps]
        return self.run(feed, **rest)

    def run(self, feed: Feed, *, stop: threading.Event | None = None, progress: Any = None) -> Harvest:
        return harvests.harvest(feed, fetch=_no_network, clock=self.clock, stop=stop, progress=progress)


def _no_network(url: str, **_rest: Any) -> Any:
    raise AssertionError(f"the scripted format asked for {url}")


def page(said: Sequence[Entry | Reject], **fields: Any) -> Page:
    return Page(
        entries=[each for each in said if isinstance(each, Entry)],
        rejects=[each for each in said if isinstance(each, Reject)],
        **fields,
    )


def entry(identifier: str, title: str = "", **fields: Any) -> Entry:
    fields = {"url": f"https://x.example/{identifier[:40]}", "languages": ("en",), "raw": b"{}"} | fields
    return Entry(identifier=identifier, title=title or f"Course {identifier[:40]}", **fields)


def gone(identifier: str) -> Entry:
    return Entry(identifier=identifier, deleted=True)


def states() -> dict[str, str]:
    """{title: state} of all editions."""
    return dict(Edition.objects.values_list("title", "state"))


def live(feed: Feed) -> set[tuple[str, str]]:
    rows = SourceRecord.objects.filter(feed=feed, withdrawn_at=None)
    return set(rows.values_list("identifier", "language_key"))


def dump() -> list[tuple[Any, ...]]:
    """The catalogue without numbers and times: what two ways to the same content must agree on."""
    offers: dict[int, list[tuple[Any, ...]]] = {}
    columns = ("url", "starts_on", "ends_on", "modality", "price", "currency")
    for edition, *rest in Offering.objects.values_list("edition", *columns):
        offers.setdefault(edition, []).append(tuple(map(str, rest)))
    names = (
        "state",
        "title",
        "language",
        "description",
        "url",
        "subjects",
        "level",
        "keywords",
        "creators",
        "quality",
    )
    found = Edition.objects.values_list("pk", *names, "search_entry__words", "search_entry__is_live")
    return sorted((*map(str, rest), tuple(sorted(offers.get(pk, ()))), _records(pk)) for pk, *rest in found)


def _records(edition: int) -> tuple[tuple[str, str, bool], ...]:
    rows = SourceRecord.objects.filter(edition=edition).values_list(
        "identifier", "language_key", "withdrawn_at"
    )
    return tuple(sorted((identifier, language, bool(at)) for identifier, language, at in rows))
