"""The second half: a batch of staged entries becomes records, editions, works and offerings, in a dozen questions.

Merging: by the source's own key first; then by canonical address and language (the same course in two feeds is one
edition with two records); records of one group in a feed are language editions of one work.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from ujuzi.catalogue import normalise
from ujuzi.catalogue.feeds.entry import Entry, Reject
from ujuzi.catalogue.harvest import drafting, merging, payloads, writing
from ujuzi.catalogue.models import Edition, Harvest, SourceRecord, State, Work

Key = tuple[str, str]


class Staged(NamedTuple):
    """A row of the stage."""

    pk: int
    identifier: str
    language_key: str
    digest: bytes
    payload: bytes


@dataclass(slots=True)
class _Known:
    """What the database holds of the entries of a batch."""

    records: dict[Key, SourceRecord] = field(default_factory=dict)
    editions: dict[int, Edition] = field(default_factory=dict)
    by_address: dict[Key, Edition] = field(default_factory=dict)
    works: dict[str, Work] = field(default_factory=dict)


def apply(harvest: Harvest, rows: Sequence[Staged], *, now: datetime) -> None:
    """Takes a batch over; the caller holds the transaction and moves the cursor."""
    entries = _last_words(rows)
    batch = writing.Batch(harvest, now)
    drafted = _drafts(batch, entries)
    known = _load(harvest, entries, drafted)
    for key, (row, entry) in entries.items():
        if entry.deleted:
            _delete(batch, known, key)
        elif key in drafted:
            _take(batch, known, key, row, entry, drafted[key])
    _settle(batch)
    writing.write(batch)


def _last_words(rows: Iterable[Staged]) -> dict[Key, tuple[Staged, Entry]]:
    """The last of equal keys counts, in the order of the last; a deletion undoes what came before it."""
    said: dict[Key, tuple[Staged, Entry]] = {}
    for row in rows:
        key, entry = (row.identifier, row.language_key), payloads.decode(bytes(row.payload))
        if entry.deleted:
            for other in [other for other in said if other[0] == key[0] and key[1] in {"", other[1]}]:
                del said[other]
        said.pop(key, None)
        said[key] = (row, entry)
    return said


def _drafts(batch: writing.Batch, entries: dict[Key, tuple[Staged, Entry]]) -> dict[Key, normalise.Draft]:
    languages = batch.feed.organisation.languages
    drafted = {}
    for key, (_row, entry) in entries.items():
        if entry.deleted:
            continue
        made = drafting.draft(entry, provider_languages=languages)
        if isinstance(made, Reject):
            batch.rejects.append(made)
        else:
            drafted[key] = made
    return drafted


def _load(
    harvest: Harvest,
    entries: dict[Key, tuple[Staged, Entry]],
    drafted: dict[Key, normalise.Draft],
) -> _Known:
    """What the database knows of these entries: their records, editions, twins by address, works by group."""
    feed, known = harvest.feed, _Known()
    records = SourceRecord.objects.filter(feed=feed, identifier__in={key[0] for key in entries})
    known.records = {(record.identifier, record.language_key): record for record in records.defer("payload")}
    numbers = {record.edition_id for record in known.records.values() if record.edition_id}
    # Locked where the database can: an editor's correction waits, or is seen.
    locked = Edition.objects.select_for_update()
    known.editions = {edition.pk: edition for edition in locked.filter(pk__in=numbers).order_by("pk")}
    addresses = {draft.fields["canonical_url"] for draft in drafted.values()} - {""}
    twins = locked.filter(canonical_url__in=addresses).exclude(state=State.REJECTED).order_by("-pk")
    for edition in twins:
        twin = known.editions.setdefault(edition.pk, edition)
        known.by_address[(twin.canonical_url, _base(twin.language))] = twin
    groups = {payloads.group(entry) for _row, entry in entries.values()} - {""}
    works = SourceRecord.objects.filter(feed=feed, group__in=groups, edition__isnull=False)
    for name, work in works.order_by("-pk").values_list("group", "edition__work_id"):
        known.works[name] = Work(pk=work)
    return known


def _base(language: str) -> str:
    return language.split("-")[0]


def _delete(batch: writing.Batch, known: _Known, key: Key) -> None:
    """A source that deletes a record names it without a language: all its languages go."""
    for (identifier, language), record in known.records.items():
        if identifier == key[0] and key[1] in {"", language} and record.withdrawn_at is None:
            batch.gone[(identifier, language)] = record


def _take(
    batch: writing.Batch, known: _Known, key: Key, row: Staged, entry: Entry, draft: normalise.Draft
) -> None:
    record = known.records.get(key)
    if record is None:
        record = SourceRecord(
            feed=batch.feed, identifier=key[0], language_key=key[1], first_seen_at=batch.now
        )
        known.records[key] = record
        batch.new_records.append(record)
    else:
        batch.old_records.append(record)
        batch.gone.pop(key, None)
    record.group, record.digest, record.payload = payloads.group(entry), row.digest, row.payload
    record.changed_at, record.withdrawn_at = batch.now, None
    batch.say(_edition_of(batch, known, record, draft), merging.Voice(record, draft))


def _edition_of(batch: writing.Batch, known: _Known, record: SourceRecord, draft: normalise.Draft) -> Edition:
    if record.edition_id and record.edition_id in known.editions:
        return known.editions[record.edition_id]
    address = (draft.fields["canonical_url"], _base(draft.fields["language"]))
    twin = known.by_address.get(address) if address[0] else None
    if twin is None:
        twin = _new_edition(batch, known, record)
        if address[0]:
            known.by_address[address] = twin
    return twin


def _new_edition(batch: writing.Batch, known: _Known, record: SourceRecord) -> Edition:
    work = known.works.get(record.group) if record.group else None
    if work is None:
        work = Work(created_at=batch.now)
        batch.new_works.append(work)
        if record.group:
            known.works[record.group] = work
    at_once = batch.feed.options.get("publish") == "at-once"
    made = Edition(
        work=work,
        provider_id=batch.feed.organisation_id,
        state=State.PUBLISHED if at_once else State.PENDING,
        published_at=batch.now if at_once else None,
        created_at=batch.now,
        changed_at=batch.now,
        submitted_at=batch.now,
    )
    batch.new_editions.append(made)
    return made


def _settle(batch: writing.Batch) -> None:
    """What each edition says now, from the records of this batch and from those that were there."""
    old = [edition.pk for edition, _voices in batch.spoken.values() if edition.pk]
    taken = [record.pk for record in batch.old_records] + [record.pk for record in batch.gone.values()]
    others = merging.speaking(old, but=taken) if old else {}
    for edition, voices in batch.spoken.values():
        found = merging.eldest_first([*others.get(edition.pk or 0, ()), *voices])
        fresh = edition._state.adding
        dirty, changed = merging.settle(edition, found)
        if edition.state == State.WITHDRAWN:
            edition.state = State.PUBLISHED if edition.published_at else State.PENDING
            changed["state"] = [State.WITHDRAWN, edition.state]
        if not fresh and (dirty or changed):
            batch.note(edition, changed)
