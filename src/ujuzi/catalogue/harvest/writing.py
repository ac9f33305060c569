"""Writes what a batch made, in a bounded number of statements whatever its size, and takes back what went."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

from ujuzi.catalogue.feeds.entry import Reject
from ujuzi.catalogue.harvest import faults, merging, rows
from ujuzi.catalogue.models import Change, Edition, Feed, Harvest, Offering, SourceRecord, State, Work
from ujuzi.catalogue.search import indexing

_OFFERED = (
    "url", "starts_on", "ends_on", "enrol_until", "modality", "location", "price", "currency", "certificate_price",
    "instructors",
)  # fmt: skip
_CENTS = Decimal("0.01")


@dataclass(slots=True)
class Batch:
    """What one batch makes, before it is written."""

    harvest: Harvest
    now: datetime
    new_records: list[SourceRecord] = field(default_factory=list)
    old_records: list[SourceRecord] = field(default_factory=list)
    new_editions: list[Edition] = field(default_factory=list)
    new_works: list[Work] = field(default_factory=list)
    changed: list[Edition] = field(default_factory=list)
    changes: list[dict[str, Any]] = field(default_factory=list)
    spoken: dict[int, tuple[Edition, list[merging.Voice]]] = field(default_factory=dict)
    gone: dict[tuple[str, str], SourceRecord] = field(default_factory=dict)
    rejects: list[Reject] = field(default_factory=list)

    @property
    def feed(self) -> Feed:
        return self.harvest.feed

    def say(self, edition: Edition, voice: merging.Voice) -> None:
        self.spoken.setdefault(id(edition), (edition, []))[1].append(voice)

    def note(self, edition: Edition, changed: dict[str, list[Any]]) -> None:
        """An edition to save; what changed in it becomes a line of its history."""
        self.changed.append(edition)
        if changed:
            edition.changed_at = self.now
            self.changes.append(_change(edition.pk, changed, self.now))


def write(batch: Batch) -> None:
    """All of a batch, within the caller's transaction."""
    harvest = batch.harvest
    rows.create(batch.new_works)
    for edition in batch.new_editions:
        edition.work_id = edition.work.pk
    rows.create(batch.new_editions)
    rows.replace(Edition, [vars(edition) for edition in batch.changed])
    for edition, voices in batch.spoken.values():
        for voice in voices:
            voice.record.edition_id = edition.pk
    rows.create(batch.new_records)
    rows.replace(SourceRecord, [vars(record) for record in batch.old_records])
    rows.insert(Change, batch.changes)
    offered = _write_offerings(batch)
    withdraw(harvest, list(batch.gone.values()), now=batch.now)
    harvest.quarantined += len(faults.keep(harvest, batch.rejects, now=batch.now))
    faults.mended(
        batch.harvest, {record.identifier for record in batch.old_records + batch.new_records}, batch.now
    )
    indexing.index(_to_find(batch, offered))
    harvest.new += len(batch.new_editions)
    harvest.changed += len(batch.old_records) + len(batch.new_records) - len(batch.new_editions)


def _to_find(batch: Batch, offered: Collection[int]) -> list[int]:
    """Editions whose search entries need a look: those that are, or once were, before the public."""
    touched = [*batch.new_editions, *batch.changed]
    touched += [edition for edition, _voices in batch.spoken.values() if edition.pk in offered]
    return list(dict.fromkeys(edition.pk for edition in touched if edition.published_at))


def _write_offerings(batch: Batch) -> set[int]:
    """Replaces the offerings of records that differ in them; returns the editions that this touched."""
    old = [record.pk for record in batch.old_records]
    before: dict[int, list[dict[str, Any]]] = {}
    if old:
        found = Offering.objects.filter(record__in=old).order_by("pk").values("record_id", *_OFFERED)
        for row in found:
            before.setdefault(row.pop("record_id"), []).append(row)
    made: list[dict[str, Any]] = []
    replaced, touched = [], set()
    for edition, voices in batch.spoken.values():
        for voice in voices:
            priced = [_priced(offer) for offer in voice.draft.offerings]
            number = voice.record.pk
            if before.get(number) == priced:
                continue
            if number in before:
                replaced.append(number)
            touched.add(edition.pk)
            made += [offer | {"edition_id": edition.pk, "record_id": number} for offer in priced]
    if replaced:
        Offering.objects.filter(record__in=replaced).delete()
    rows.insert(Offering, made)
    return touched


def _priced(offer: dict[str, Any]) -> dict[str, Any]:
    return offer | {name: _decimal(offer[name]) for name in ("price", "certificate_price")}


def _decimal(amount: float | None) -> Decimal | None:
    return None if amount is None else Decimal(str(amount)).quantize(_CENTS)


def _change(edition: int, changed: dict[str, Any], now: datetime) -> dict[str, Any]:
    return {"edition_id": edition, "at": now, "cause": "harvest", "fields": changed}


def withdraw(harvest: Harvest, records: Sequence[SourceRecord], *, now: datetime) -> None:
    """Records that their source took back; an edition goes with its last live record, and stays in the database.

    Where other records are live, these have the word now.
    """
    if not records:
        return
    numbers = [record.pk for record in records]
    SourceRecord.objects.filter(pk__in=numbers).update(withdrawn_at=now)
    editions = {record.edition_id for record in records if record.edition_id}
    left = merging.speaking(editions)
    Offering.objects.filter(record__in=numbers, edition__in=left).delete()
    going = Edition.objects.filter(pk__in=editions - left.keys(), state__in=[State.PENDING, State.PUBLISHED])
    states = dict(going.values_list("pk", "state"))
    going.update(state=State.WITHDRAWN, changed_at=now)
    rows.insert(
        Change, [_change(pk, {"state": [state, State.WITHDRAWN]}, now) for pk, state in states.items()]
    )
    settled = _resettle(left, now)
    indexing.index([pk for pk, state in states.items() if state == State.PUBLISHED] + settled)
    harvest.withdrawn += len(states)


def _resettle(left: dict[int, list[merging.Voice]], now: datetime) -> list[int]:
    """Editions that lost a record and have others; returns those to index anew."""
    if not left:
        return []
    changed, changes = [], []
    editions = list(Edition.objects.select_for_update().filter(pk__in=left).order_by("pk"))
    for edition in editions:
        dirty, fields = merging.settle(edition, left[edition.pk])
        if dirty:
            changed.append(edition)
        if fields:
            edition.changed_at = now
            changes.append(_change(edition.pk, fields, now))
    rows.replace(Edition, [vars(edition) for edition in changed])
    rows.insert(Change, changes)
    return [edition.pk for edition in editions if edition.published_at]
