"""The second half: a batch of staged entries becomes records, editions, works and offerings, in a dozen questions.

Merging: by the source's own key first; then by canonical address and language (the same course in two feeds is one
edition with two records: the elder record keeps precedence, the younger fills what is empty); records of one group in a
feed are language editions of one work.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from ujuzi.catalogue import normalise
from ujuzi.catalogue.feeds.entry import Entry, Reject
from ujuzi.catalogue.harvest import payloads, reading
from ujuzi.catalogue.models import (
    Change,
    Edition,
    Feed,
    Harvest,
    Offering,
    SourceRecord,
    StagedEntry,
    State,
    Work,
)
from ujuzi.catalogue.search import indexing

EMPTY: tuple[Any, ...] = (None, "", [], {})
# Fields that hold a judgement or a key rather than a value of the source: the newest record decides them.
SOURCED = (
    "language", "language_source", "title", "description", "publisher", "kind", "subjects", "sdgs", "audiences", "keywords",
    "creators", "level", "duration_raw", "duration_minutes", "effort_raw", "effort_minutes_per_week", "cost", "certificate",
    "licence", "modality", "account_needed", "works_offline", "size_bytes", "access_modes", "access_features", "access_hazards",
    "access_summary", "countries", "excluded_countries", "published_on", "modified_on", "url", "canonical_url", "quality",
)  # fmt: skip


@dataclass(slots=True)
class _Batch:
    """What one batch knows and makes, before it is written."""

    harvest: Harvest
    now: datetime
    records: dict[tuple[str, str], SourceRecord] = field(default_factory=dict)
    editions: dict[int, Edition] = field(default_factory=dict)
    by_address: dict[tuple[str, str], Edition] = field(default_factory=dict)
    works: dict[str, Work] = field(default_factory=dict)
    new_records: list[SourceRecord] = field(default_factory=list)
    new_editions: list[Edition] = field(default_factory=list)
    new_works: list[Work] = field(default_factory=list)
    old_records: list[SourceRecord] = field(default_factory=list)
    changed: dict[int, Edition] = field(default_factory=dict)
    changes: list[Change] = field(default_factory=list)
    offerings: list[tuple[SourceRecord, Edition, list[dict[str, Any]]]] = field(default_factory=list)
    rejects: list[Reject] = field(default_factory=list)
    gone: list[SourceRecord] = field(default_factory=list)

    @property
    def feed(self) -> Feed:
        return self.harvest.feed


def apply(harvest: Harvest, rows: Sequence[StagedEntry], *, now: datetime) -> None:
    """Takes a batch over; the caller holds the transaction and moves the cursor."""
    entries = [
        (payloads.key(entry), row, entry) for row in rows if (entry := payloads.decode(bytes(row.payload)))
    ]
    batch = _Batch(harvest, now)
    drafted = _drafts(batch, entries)
    _load(batch, entries, drafted)
    for key, row, entry in entries:
        if entry.deleted:
            _delete(batch, key)
        elif draft := drafted.get(key):
            _take(batch, key, row, entry, draft)
    _write(batch)


def _drafts(
    batch: _Batch, entries: Iterable[tuple[tuple[str, str], StagedEntry, Entry]]
) -> dict[tuple[str, str], normalise.Draft]:
    languages = batch.feed.organisation.languages
    drafted = {}
    for key, _row, entry in entries:
        if entry.deleted:
            continue
        made = normalise.draft(entry, provider_languages=languages)
        if isinstance(made, Reject):
            batch.rejects.append(made)
        else:
            drafted[key] = made
    return drafted


def _load(
    batch: _Batch,
    entries: Sequence[tuple[tuple[str, str], StagedEntry, Entry]],
    drafted: dict[tuple[str, str], normalise.Draft],
) -> None:
    """What the database knows of these entries: their records, editions, twins by address, works by group."""
    feed = batch.feed
    records = SourceRecord.objects.filter(feed=feed, identifier__in={key[0] for key, _row, _entry in entries})
    batch.records = {(record.identifier, record.language_key): record for record in records.defer("payload")}
    addresses = {draft.fields["canonical_url"] for draft in drafted.values()} - {""}
    numbers = {record.edition_id for record in batch.records.values() if record.edition_id}
    for edition in Edition.objects.filter(pk__in=numbers).prefetch_related("records"):
        batch.editions[edition.pk] = edition
    twins = Edition.objects.filter(canonical_url__in=addresses).exclude(state=State.REJECTED).order_by("-pk")
    for edition in twins.prefetch_related("records"):
        known = batch.editions.setdefault(edition.pk, edition)
        batch.by_address[(known.canonical_url, _base(known.language))] = known
    groups = {payloads.group(entry) for _key, _row, entry in entries} - {""}
    for name, work in SourceRecord.objects.filter(
        feed=feed, group__in=groups, edition__isnull=False
    ).values_list("group", "edition__work_id"):
        batch.works.setdefault(name, Work(pk=work))


def _base(language: str) -> str:
    return language.split("-")[0]


def _delete(batch: _Batch, key: tuple[str, str]) -> None:
    """A source that deletes a record names it without a language: all its languages go."""
    for (identifier, language), record in batch.records.items():
        if identifier == key[0] and (not key[1] or language == key[1]) and record.withdrawn_at is None:
            batch.gone.append(record)


def _take(
    batch: _Batch, key: tuple[str, str], row: StagedEntry, entry: Entry, draft: normalise.Draft
) -> None:
    record = batch.records.get(key)
    if record is None:
        record = SourceRecord(
            feed=batch.feed, identifier=key[0], language_key=key[1], first_seen_at=batch.now
        )
        batch.records[key] = record
        batch.new_records.append(record)
    else:
        batch.old_records.append(record)
    record.group, record.digest, record.payload = payloads.group(entry), row.digest, row.payload
    record.changed_at, record.withdrawn_at = batch.now, None
    edition = _edition_of(batch, record, draft)
    _update(batch, edition, record, draft)
    batch.offerings.append((record, edition, draft.offerings))


def _edition_of(batch: _Batch, record: SourceRecord, draft: normalise.Draft) -> Edition:
    if record.edition_id and record.edition_id in batch.editions:
        return batch.editions[record.edition_id]
    address = (draft.fields["canonical_url"], _base(draft.fields["language"]))
    twin = batch.by_address.get(address) if address[0] else None
    if twin is None:
        twin = _new_edition(batch, record, draft)
        if address[0]:
            batch.by_address[address] = twin
    record.edition = twin
    return twin


def _new_edition(batch: _Batch, record: SourceRecord, draft: normalise.Draft) -> Edition:
    work = batch.works.get(record.group) if record.group else None
    if work is None:
        work = Work(created_at=batch.now)
        batch.new_works.append(work)
        if record.group:
            batch.works[record.group] = work
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


def _update(batch: _Batch, edition: Edition, record: SourceRecord, draft: normalise.Draft) -> None:
    """Sets what this record says, as far as an elder record or an editor does not say it better."""
    values = draft.fields if edition._state.adding and not edition.title else _merged(edition, record, draft)
    fresh = not edition.title
    changed: dict[str, list[Any]] = {}
    for name in SOURCED:
        value = values[name]
        if name in edition.corrections:
            continue
        before = getattr(edition, name)
        if before != value:
            setattr(edition, name, value)
            if not fresh:
                changed[name] = [_plain(before), _plain(value)]
    edition.decisions = draft.decisions if fresh else edition.decisions | draft.decisions
    _trace(edition, batch, draft, fresh=fresh, changed=changed)
    if edition.state == State.WITHDRAWN:
        edition.state = State.PUBLISHED if edition.published_at else State.PENDING
        changed["state"] = [State.WITHDRAWN, edition.state]
    if edition.pk and (changed or edition.pk in batch.changed):
        edition.changed_at = batch.now
        batch.changed[edition.pk] = edition
        if changed:
            batch.changes.append(Change(edition=edition, at=batch.now, cause="harvest", fields=changed))


def _trace(
    edition: Edition, batch: _Batch, draft: normalise.Draft, *, fresh: bool, changed: dict[str, Any]
) -> None:
    """Provenance: "*" is where everything came from first; a field has its own line when it differs or was rewritten."""
    stamp = {"feed": batch.feed.pk, "at": batch.now.isoformat(timespec="seconds")}
    if fresh:
        edition.provenance = {"*": stamp} | {name: {"raw": raw} for name, raw in draft.raw.items()}
        return
    lines = {
        name: stamp | ({"raw": draft.raw[name]} if name in draft.raw else {})
        for name in changed
        if name in SOURCED
    }
    if lines:
        edition.provenance = edition.provenance | lines


def _merged(edition: Edition, record: SourceRecord, draft: normalise.Draft) -> dict[str, Any]:
    """Field by field the eldest live record that says something; never an empty value over a full one."""
    others = [other for other in _live_records(edition) if other.pk != record.pk]
    if not others and edition.pk:
        return draft.fields
    if not edition.pk:  # a twin within the same batch: the edition holds what the first one said
        return {name: _first(getattr(edition, name), draft.fields[name]) for name in SOURCED}
    values = [(other.pk, _fields_of(other)) for other in others]
    values.append((record.pk or 2**62, draft.fields))
    ordered = [fields for _pk, fields in sorted(values, key=lambda pair: pair[0])]
    return {name: _first(*(fields[name] for fields in ordered)) for name in SOURCED}


def _live_records(edition: Edition) -> list[SourceRecord]:
    return [record for record in edition.records.all() if record.withdrawn_at is None] if edition.pk else []


def _fields_of(record: SourceRecord) -> dict[str, Any]:
    made = normalise.draft(payloads.decode(bytes(record.payload)))
    return made.fields if isinstance(made, normalise.Draft) else dict.fromkeys(SOURCED)


def _first(*values: Any) -> Any:
    return next((value for value in values if value not in EMPTY), values[-1])


def sourced_values(edition: Edition) -> dict[str, tuple[Any, dict[str, Any]]]:
    """{field: (what the edition's sources say, its provenance)}, as if no editor had ever corrected it."""
    made: dict[str, tuple[Any, dict[str, Any]]] = {}
    for record in sorted(_live_records(edition), key=lambda each: each.pk):
        draft = normalise.draft(payloads.decode(bytes(record.payload)))
        if isinstance(draft, Reject):
            continue
        stamp = {"feed": record.feed_id, "at": record.changed_at.isoformat(timespec="seconds")}
        for name in SOURCED:
            value = draft.fields[name]
            if name not in made or (made[name][0] in EMPTY and value not in EMPTY):
                made[name] = (value, stamp | ({"raw": draft.raw[name]} if name in draft.raw else {}))
    return made


def _plain(value: Any) -> Any:
    return (
        value.isoformat() if isinstance(value, date) else str(value) if isinstance(value, Decimal) else value
    )


def _write(batch: _Batch) -> None:
    harvest = batch.harvest
    Work.objects.bulk_create(batch.new_works)
    for edition in batch.new_editions:
        edition.work_id = edition.work.pk
    Edition.objects.bulk_create(batch.new_editions, batch_size=200)
    for edition in batch.changed.values():
        edition.save()
    for record in [*batch.new_records, *batch.old_records]:
        record.edition_id = record.edition.pk if record.edition else None
    SourceRecord.objects.bulk_create(batch.new_records, batch_size=200)
    for record in batch.old_records:
        record.save()
    Change.objects.bulk_create(batch.changes)
    offered = _write_offerings(batch)
    withdraw(harvest, batch.gone, now=batch.now)
    reading.quarantine(harvest, batch.rejects, now=batch.now)
    touched = {edition.pk for edition in [*batch.new_editions, *batch.changed.values()]} | offered
    published = [edition for edition in touched if _is_found(batch, edition)]
    if published:
        indexing.index(published)
    harvest.new += len(batch.new_editions)
    harvest.changed += len(batch.old_records) + len(batch.new_records) - len(batch.new_editions)


def _is_found(batch: _Batch, pk: int) -> bool:
    edition = batch.editions.get(pk) or batch.changed.get(pk)
    return edition is None or edition.state == State.PUBLISHED or edition.published_at is not None


def _write_offerings(batch: _Batch) -> set[int]:
    """Replaces the offerings of records that differ in them; returns the editions that this touched."""
    old = [record.pk for record in batch.old_records]
    before: dict[int, list[dict[str, Any]]] = {}
    names = (
        "url",
        "starts_on",
        "ends_on",
        "enrol_until",
        "modality",
        "location",
        "price",
        "currency",
        "certificate_price",
        "instructors",
    )
    for row in (
        Offering.objects.filter(record__in=old).order_by("pk").values("record_id", *names) if old else ()
    ):
        before.setdefault(row.pop("record_id"), []).append(row)
    rows, replaced, touched = [], [], set()
    for record, edition, offers in batch.offerings:
        priced = [
            offer | {name: _decimal(offer[name]) for name in ("price", "certificate_price")}
            for offer in offers
        ]
        if record.pk in before and before[record.pk] == priced:
            continue
        if record.pk in before:
            replaced.append(record.pk)
            touched.add(edition.pk)
        rows += [Offering(edition=edition, record=record, **offer) for offer in priced]
    Offering.objects.filter(record__in=replaced).delete()
    Offering.objects.bulk_create(rows, batch_size=400)
    return touched


def _decimal(amount: float | None) -> Decimal | None:
    return None if amount is None else Decimal(str(amount)).quantize(Decimal("0.01"))


def withdraw(harvest: Harvest, records: Sequence[SourceRecord], *, now: datetime) -> None:
    """Records that their source took back; an edition goes with its last live record, and stays in the database."""
    if not records:
        return
    numbers = [record.pk for record in records]
    SourceRecord.objects.filter(pk__in=numbers).update(withdrawn_at=now)
    editions = {record.edition_id for record in records if record.edition_id}
    kept = set(
        SourceRecord.objects.filter(edition__in=editions, withdrawn_at=None).values_list(
            "edition_id", flat=True
        )
    )
    Offering.objects.filter(record__in=numbers, edition__in=kept).delete()
    going = Edition.objects.filter(pk__in=editions - kept, state__in=[State.PENDING, State.PUBLISHED])
    states = dict(going.values_list("pk", "state"))
    going.update(state=State.WITHDRAWN, changed_at=now)
    fields = {pk: {"state": [state, State.WITHDRAWN]} for pk, state in states.items()}
    Change.objects.bulk_create(
        Change(edition_id=pk, at=now, cause="harvest", fields=each) for pk, each in fields.items()
    )
    indexing.index([pk for pk, state in states.items() if state == State.PUBLISHED])
    harvest.withdrawn += len(states)
