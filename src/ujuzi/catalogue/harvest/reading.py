"""The first half: pages from the format into staged rows, each page with its checkpoint in one transaction."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from django.db import transaction
from pyroaring import BitMap64

from ujuzi.catalogue.feeds import registry
from ujuzi.catalogue.feeds.entry import Entry, Fetch, Page, Reject, Source
from ujuzi.catalogue.harvest import payloads
from ujuzi.catalogue.models import Harvest, HarvestState, Quarantined, SourceRecord, StagedEntry
from ujuzi.catalogue.normalise import texts

FAULTS_REMEMBERED = 5_000
RAW_KEPT = 200_000
# A staged row without identifier is bookkeeping; its language key says which.
SEEN, VANISHED = "seen", "vanished"
MASS = 20


class MassVanish(Exception):
    """More than half of a feed's records are gone at once: rather a broken feed than so many withdrawn courses."""


def pages(harvest: Harvest, *, fetch: Fetch, now: datetime) -> Iterator[Page]:
    """What is left to read, from the harvest's checkpoint on."""
    feed = harvest.feed
    checkpoint = (harvest.checkpoint or {}).get("read")
    source = Source(url=feed.url, now=now, options=feed.options, state=feed.state, checkpoint=checkpoint)
    yield from registry.FORMATS[feed.format].read(source, fetch)


def stage(harvest: Harvest, page: Page, *, now: datetime, lease: datetime) -> None:
    """Keeps one page: what is new or changed with its payload, what is unchanged as a set of numbers."""
    good, rejects = _sift(page)
    keyed = {
        payloads.key(entry): entry for entry in good
    }  # the last of equal keys counts, as for the source itself
    with transaction.atomic():
        known = _known(harvest, [identifier for identifier, _language in keyed])
        rows, unchanged = [], BitMap64()
        for key, entry in keyed.items():
            payload, digest = payloads.encode(entry)
            found = known.get(key)
            if found and found[1] == digest:
                unchanged.add(found[0])
                continue
            row = StagedEntry(
                harvest=harvest, identifier=key[0], language_key=key[1], digest=digest, payload=payload
            )
            rows.append(row)
        if unchanged:
            rows.append(
                StagedEntry(harvest=harvest, language_key=SEEN, digest=b"", payload=unchanged.serialize())
            )
        StagedEntry.objects.bulk_create(rows, batch_size=500)
        faults = quarantine(harvest, rejects, now=now)
        _remember(harvest, page, keyed, len(unchanged), faults, lease)


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


def quarantine(harvest: Harvest, rejects: Sequence[Reject], *, now: datetime) -> list[str]:
    """Keeps rejects; the same fault again is the same row. Returns the digests of all, also of those known."""
    rows = {}
    for reject in rejects:
        digest = hashlib.blake2b(
            f"{reject.code}\0{reject.identifier}\0".encode("utf-8", "replace") + reject.raw, digest_size=16
        )
        clean = replace(
            reject, detail=texts.clean(reject.detail)[:2000], identifier=texts.clean(reject.identifier)[:500]
        )
        rows[digest.hexdigest()] = Quarantined(
            feed=harvest.feed,
            harvest=harvest,
            identifier=clean.identifier,
            code=reject.code[:40],
            detail=clean.detail,
            raw=reject.raw[:RAW_KEPT],
            raw_type=reject.raw_type[:80],
            digest=digest.digest(),
            first_seen_at=now,
        )
    Quarantined.objects.bulk_create(rows.values(), ignore_conflicts=True, batch_size=200)
    return list(rows)


def _remember(
    harvest: Harvest,
    page: Page,
    keyed: dict[tuple[str, str], Entry],
    unchanged: int,
    faults: list[str],
    lease: datetime,
) -> None:
    before = (harvest.checkpoint or {}).get("faults", [])
    harvest.checkpoint = {"read": page.checkpoint, "faults": [*before, *faults][:FAULTS_REMEMBERED]}
    harvest.pages += 1
    harvest.fetched += len(page.entries) + len(page.rejects)
    harvest.unchanged += unchanged
    harvest.quarantined += len(faults)
    harvest.total = page.total if page.total is not None else harvest.total
    harvest.notes = [*harvest.notes, *(note for note in page.notes if note not in harvest.notes)][:100]
    harvest.claimed_until = lease
    if page.checkpoint is None:
        harvest.complete, harvest.feed_state = page.complete, dict(page.state)
    harvest.save()


def finish(harvest: Harvest, *, lease: datetime) -> None:
    """Reading is over: notes which records vanished, and turns to applying; all or nothing.

    Raises MassVanish when most of the feed is gone (unless its option "allow_mass_withdrawal" says that it is meant).
    """
    with transaction.atomic():
        if harvest.complete:
            vanished = _vanished(harvest)
            live = SourceRecord.objects.filter(feed=harvest.feed_id, withdrawn_at=None).count()
            if (
                live > MASS
                and len(vanished) * 2 > live
                and not harvest.feed.options.get("allow_mass_withdrawal")
            ):
                raise MassVanish(f"{len(vanished)} of {live} records are gone at once")
            if vanished:
                StagedEntry.objects.create(
                    harvest=harvest, language_key=VANISHED, digest=b"", payload=vanished.serialize()
                )
        harvest.state, harvest.cursor, harvest.claimed_until = HarvestState.APPLYING, 0, lease
        harvest.save()


def _vanished(harvest: Harvest) -> BitMap64:
    gone = BitMap64(
        SourceRecord.objects.filter(feed=harvest.feed_id, withdrawn_at=None)
        .values_list("pk", flat=True)
        .iterator()
    )
    staged = StagedEntry.objects.filter(harvest=harvest)
    for payload in (
        staged.filter(identifier="", language_key=SEEN).values_list("payload", flat=True).iterator()
    ):
        gone -= BitMap64.deserialize(bytes(payload))
    if gone:
        changed = staged.exclude(identifier="").values_list("identifier", "language_key")
        keys = set(changed.iterator())
        rows = SourceRecord.objects.filter(feed=harvest.feed_id, withdrawn_at=None).values_list(
            "pk", "identifier", "language_key"
        )
        gone -= BitMap64(pk for pk, *key in rows.iterator() if tuple(key) in keys)
    return gone
