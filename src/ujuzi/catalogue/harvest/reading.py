"""The first half: pages from the format into staged rows, each page with its checkpoint in one transaction."""

import logging
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from pyroaring import BitMap64

from ujuzi.catalogue.feeds import registry
from ujuzi.catalogue.feeds.entry import Entry, FeedError, Fetch, Page, Reject, Source
from ujuzi.catalogue.harvest import drafting, faults, payloads, rows
from ujuzi.catalogue.models import Harvest, HarvestState, SourceRecord, StagedEntry
from ujuzi.catalogue.normalise import texts
from ujuzi.core.fetching import FetchError

log = logging.getLogger("ujuzi.harvest")

# A staged row without identifier is bookkeeping; its language key says which.
SEEN, VANISHED = "seen", "vanished"
MASS = 20


class MassVanish(Exception):
    """More than half of a feed's records are gone at once: rather a broken feed than so many withdrawn courses."""


class Lost(Exception):
    """The lease ran out and another worker goes on with this run."""


def pages(harvest: Harvest, *, fetch: Fetch, now: datetime) -> Iterator[Page]:
    """What is left to read, from the harvest's checkpoint on. Raises FeedError or FetchError, whatever the format raised:
    a mistake in a format costs its feed a run, not the worker its life (and that of the next one, again and again).
    """
    feed = harvest.feed
    checkpoint = (harvest.checkpoint or {}).get("read")
    source = Source(url=feed.url, now=now, options=feed.options, state=feed.state, checkpoint=checkpoint)
    try:
        yield from registry.FORMATS[feed.format].read(source, fetch)
    except (FeedError, FetchError):
        raise
    except Exception as error:
        log.exception("format %s tripped over feed %s", feed.format, feed.pk)
        raise FeedError(drafting.UNFORESEEN, drafting.mistake(error), permanent=False) from error


def stage(harvest: Harvest, page: Page, *, now: datetime, lease: datetime) -> None:
    """Keeps one page: what is new or changed with its payload, what is unchanged as a set of numbers."""
    good, rejects = _sift(page)
    # The last of equal keys counts, as for the source itself.
    keyed = {payloads.key(entry): entry for entry in good}
    broken = {payloads.bounded(reject.identifier, payloads.IDENTIFIER) for reject in rejects} - {""}
    with transaction.atomic():
        hold(harvest, lease)
        known = _known(harvest, list({identifier for identifier, _language in keyed} | broken))
        staged: list[dict[str, Any]] = []
        unchanged = 0
        # A record that broke is still there: it is not withdrawn, whatever its language.
        seen = BitMap64(
            pk for (identifier, _language), (pk, _digest) in known.items() if identifier in broken
        )
        for key, entry in keyed.items():
            payload, digest = payloads.encode(entry)
            found = known.get(key)
            if found and found[1] == digest:
                seen.add(found[0])
                unchanged += 1
                continue
            # Without a digest a row is a deletion: it stands for every language of the identifier.
            row = {"identifier": key[0], "language_key": key[1], "payload": payload}
            staged.append(row | {"harvest_id": harvest.pk, "digest": b"" if entry.deleted else digest})
        if seen:
            staged.append(_note(harvest, SEEN, seen))
        rows.insert(StagedEntry, staged)
        shown = faults.keep(harvest, rejects, now=now)
        _remember(harvest, page, unchanged, shown)


def _note(harvest: Harvest, kind: str, numbers: BitMap64) -> dict[str, Any]:
    return {"harvest_id": harvest.pk, "language_key": kind, "digest": b"", "payload": numbers.serialize()}


def hold(harvest: Harvest, lease: datetime) -> None:
    """Lengthens the lease within the caller's transaction. Raises Lost when another worker took the run over."""
    mine = Harvest.objects.filter(pk=harvest.pk, claimed_until=harvest.claimed_until)
    if not mine.update(claimed_until=lease):
        raise Lost(f"harvest {harvest.pk} went to another worker")
    harvest.claimed_until = lease


def _sift(page: Page) -> tuple[list[Entry], list[Reject]]:
    """What cannot become an edition is a reject already here: no title, no identifier."""
    good, rejects = [], list(page.rejects)
    for entry in page.entries:
        if not entry.identifier.strip("\0 "):
            rejects.append(
                Reject("no-identifier", "The record has no identifier.", "", entry.raw, entry.raw_type)
            )
        elif not entry.deleted and not texts.title(entry.title):
            detail = "The record has no title."
            rejects.append(Reject("no-title", detail, entry.identifier, entry.raw, entry.raw_type))
        else:
            good.append(entry)
    return good, rejects


def _known(harvest: Harvest, identifiers: Sequence[str]) -> dict[tuple[str, str], tuple[int, bytes]]:
    """{key: (number, digest)} of the live records among them."""
    found: dict[tuple[str, str], tuple[int, bytes]] = {}
    for start in range(0, len(identifiers), 500):
        rows = SourceRecord.objects.filter(
            feed=harvest.feed_id, identifier__in=identifiers[start : start + 500], withdrawn_at=None
        ).values_list("pk", "identifier", "language_key", "digest")
        found |= {(identifier, language): (pk, bytes(digest)) for pk, identifier, language, digest in rows}
    return found


def _remember(harvest: Harvest, page: Page, unchanged: int, shown: list[str]) -> None:
    before = (harvest.checkpoint or {}).get("faults", [])
    harvest.checkpoint = {"faults": [*before, *shown][: faults.REMEMBERED]} | (
        {"whole": True} if page.checkpoint is None else {"read": dict(page.checkpoint)}
    )
    harvest.pages += 1
    harvest.fetched += len(page.entries) + len(page.rejects)
    harvest.unchanged += unchanged
    harvest.quarantined += len(shown)
    if page.total is not None and 0 <= page.total < 2**31:
        harvest.total = page.total
    notes = [texts.clean(note)[:500] for note in page.notes]
    harvest.notes = list(dict.fromkeys([*harvest.notes, *notes]))[:100]
    if page.checkpoint is None:
        harvest.complete, harvest.feed_state = page.complete, dict(page.state)
    harvest.save()


def is_whole(harvest: Harvest) -> bool:
    """Whether the last page is staged: a run that was cut off right then has nothing left to read."""
    return bool((harvest.checkpoint or {}).get("whole"))


def finish(harvest: Harvest, *, lease: datetime) -> None:
    """Reading is over: notes which records vanished, and turns to applying; all or nothing.

    Raises MassVanish when most of the feed is gone (unless its option "allow_mass_withdrawal" says that it is meant).
    """
    with transaction.atomic():
        _drop_repeated(harvest)
        if harvest.complete:
            live = SourceRecord.objects.filter(feed=harvest.feed_id, withdrawn_at=None).count()
            vanished = _vanished(harvest) if live else BitMap64()
            allowed = harvest.feed.options.get("allow_mass_withdrawal")
            if live > MASS and len(vanished) * 2 > live and not allowed:
                raise MassVanish(f"{len(vanished)} of {live} records are gone at once")
            if vanished:
                rows.insert(StagedEntry, [_note(harvest, VANISHED, vanished)])
        hold(harvest, lease)
        harvest.state, harvest.cursor = HarvestState.APPLYING, 0
        harvest.save()


def _drop_repeated(harvest: Harvest) -> None:
    """A record that came twice, on two pages: the last one counts, also when it is the one already known."""
    staged = StagedEntry.objects.filter(harvest=harvest).exclude(identifier="")
    last = staged.values("identifier", "language_key").annotate(last=Max("pk"))
    if last.count() < staged.count():
        StagedEntry.objects.filter(pk__in=staged.exclude(pk__in=last.values("last"))).delete()
    seen = dict(_seen(harvest))
    if not seen:
        return
    keys = staged.values_list("pk", "identifier", "language_key").iterator()
    found = {(identifier, language): row for row, identifier, language in keys}
    stale = []
    for record, identifier, language in _live(harvest).iterator() if found else ():
        row = found.get((identifier, language))
        if row and any(record in numbers for later, numbers in seen.items() if later > row):
            stale.append(row)
    for start in range(0, len(stale), 500):
        StagedEntry.objects.filter(pk__in=stale[start : start + 500]).delete()


def _seen(harvest: Harvest) -> Iterator[tuple[int, BitMap64]]:
    notes = StagedEntry.objects.filter(harvest=harvest, identifier="", language_key=SEEN)
    for pk, payload in notes.order_by("pk").values_list("pk", "payload").iterator():
        yield pk, BitMap64.deserialize(bytes(payload or b""))


def _live(harvest: Harvest) -> Any:
    live = SourceRecord.objects.filter(feed=harvest.feed_id, withdrawn_at=None)
    return live.values_list("pk", "identifier", "language_key")


def _vanished(harvest: Harvest) -> BitMap64:
    gone = BitMap64(pk for pk, _identifier, _language in _live(harvest).iterator())
    for _row, numbers in _seen(harvest):
        gone -= numbers
    if gone:
        staged = StagedEntry.objects.filter(harvest=harvest).exclude(identifier="")
        keys: set[tuple[str, str]] = set()
        deleted: set[tuple[str, str]] = set()
        for identifier, language, digest in staged.values_list(
            "identifier", "language_key", "digest"
        ).iterator():
            (keys if digest else deleted).add((identifier, language))
        gone -= BitMap64(
            pk
            for pk, identifier, language in _live(harvest).iterator()
            if pk in gone
            and ((identifier, language) in keys or {(identifier, ""), (identifier, language)} & deleted)
        )
    return gone
