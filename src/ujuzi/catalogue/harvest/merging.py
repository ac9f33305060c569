"""What an edition says, when one or several records speak: field by field the eldest live record that says something.

An empty value never stands over a full one, an editor's correction stands over all.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from ujuzi.catalogue import normalise
from ujuzi.catalogue.harvest import drafting, payloads
from ujuzi.catalogue.models import Edition, SourceRecord
from ujuzi.catalogue.normalise import quality

EMPTY: tuple[Any, ...] = (None, "", [], {})
SOURCED = (
    "language", "language_source", "title", "description", "publisher", "kind", "subjects", "sdgs", "audiences", "keywords",
    "creators", "level", "duration_raw", "duration_minutes", "effort_raw", "effort_minutes_per_week", "cost", "certificate",
    "licence", "modality", "account_needed", "works_offline", "size_bytes", "access_modes", "access_features", "access_hazards",
    "access_summary", "countries", "excluded_countries", "published_on", "modified_on", "url", "canonical_url", "quality",
)  # fmt: skip
# Fields that mean nothing without another come from the record that gave the other.
_FOLLOWS = {"language_source": "language", "canonical_url": "url"}


@dataclass(frozen=True, slots=True)
class Voice:
    """One live record and what it says."""

    record: SourceRecord
    draft: normalise.Draft

    @property
    def stamp(self) -> dict[str, Any]:
        return {"feed": self.record.feed_id, "at": self.record.changed_at.isoformat(timespec="seconds")}


def voice(record: SourceRecord) -> Voice | None:
    """What a stored record says; its feed's organisation should be loaded with it."""
    languages = record.feed.organisation.languages
    made = drafting.draft(payloads.decode(bytes(record.payload)), provider_languages=languages)
    return Voice(record, made) if isinstance(made, normalise.Draft) else None


def voices(records: Iterable[SourceRecord]) -> list[Voice]:
    return [found for record in records if (found := voice(record))]


def eldest_first(found: Iterable[Voice]) -> list[Voice]:
    """By their numbers; those that have none yet keep their order, after the others."""
    return sorted(found, key=lambda each: each.record.pk or 2**62)


def spoken(found: Sequence[Voice]) -> dict[str, tuple[Any, Voice]]:
    """{field: (value, who says it)}."""
    first = found[0]
    if len(found) == 1:
        return {name: (first.draft.fields[name], first) for name in SOURCED}
    made = {}
    for name in SOURCED:
        says = next((each for each in found if each.draft.fields[name] not in EMPTY), first)
        made[name] = (says.draft.fields[name], says)
    for name, leader in _FOLLOWS.items():
        says = made[leader][1]
        made[name] = (says.draft.fields[name], says)
    values = {name: value for name, (value, _says) in made.items()}
    return made | {"quality": (quality.quality(values), first)}


def settle(edition: Edition, found: Sequence[Voice]) -> tuple[bool, dict[str, list[Any]]]:
    """Sets what the voices say, where no editor said otherwise: (anything to save, {field: [before, after]}).

    Provenance: "*" is where everything came from first; a field has its own line when it differs or was rewritten.
    """
    fresh, first = edition._state.adding, found[0]
    changed: dict[str, list[Any]] = {}
    lines: dict[str, Any] = {}
    for name, (value, says) in spoken(found).items():
        before = getattr(edition, name)
        if name in edition.corrections or (before == value and not fresh):
            continue
        setattr(edition, name, value)
        line = {} if fresh and says is first else says.stamp
        if name in says.draft.raw:
            line["raw"] = says.draft.raw[name]
        if not fresh:
            changed[name] = [_plain(before), _plain(value)]
        if line:
            lines[name] = line
    decisions: dict[str, Any] = {}
    for each in reversed(found):
        decisions |= each.draft.decisions
    dirty = bool(changed) or decisions != edition.decisions
    edition.decisions = decisions
    edition.provenance = ({"*": first.stamp} if fresh else edition.provenance) | lines
    return dirty, changed


def sourced_values(edition: Edition) -> dict[str, tuple[Any, dict[str, Any]]]:
    """{field: (what the edition's sources say, its provenance)}, as if no editor had ever corrected it."""
    records = edition.records.filter(withdrawn_at=None).select_related("feed__organisation").order_by("pk")
    found = voices(records)
    if not found:
        return {}
    return {
        name: (value, says.stamp | ({"raw": says.draft.raw[name]} if name in says.draft.raw else {}))
        for name, (value, says) in spoken(found).items()
    }


def speaking(editions: Iterable[int], *, but: Iterable[int] = ()) -> dict[int, list[Voice]]:
    """What the live records of these editions say, those in `but` left out."""
    records = (
        SourceRecord.objects.filter(edition__in=editions, withdrawn_at=None)
        .exclude(pk__in=list(but))
        .select_related("feed__organisation")
        .order_by("pk")
    )
    made: dict[int, list[Voice]] = {}
    for found in voices(records):
        made.setdefault(found.record.edition_id or 0, []).append(found)
    return made


def _plain(value: Any) -> Any:
    return (
        value.isoformat()
        if isinstance(value, date | datetime)
        else str(value)
        if isinstance(value, Decimal)
        else value
    )
