"""One entry to one draft: each field settled by its own small rule, the raw value kept where it differs."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ujuzi.catalogue.classify import classify
from ujuzi.catalogue.feeds.entry import Entry, Offer, Reject
from ujuzi.catalogue.models import LanguageSource
from ujuzi.catalogue.normalise import (
    choices,
    countries,
    dates,
    durations,
    languages,
    licences,
    people,
    quality,
    texts,
    urls,
)


@dataclass(frozen=True, slots=True)
class Draft:
    """`fields`: {field of Edition: value}. `offerings`: [{field of Offering: value}]. `raw`: {field: value as the source
    wrote it}. `decisions`: {field: [{"value", "because", "text"}]} of the classification rules.
    """

    fields: dict[str, Any]
    offerings: list[dict[str, Any]]
    raw: dict[str, Any]
    decisions: dict[str, list[dict[str, Any]]]


def draft(entry: Entry, *, provider_languages: Sequence[str] = ()) -> Draft | Reject:
    """The catalogue's view of an entry, or why there can be none (only a missing title: everything else may be unknown)."""
    title = texts.title(entry.title)
    if not title:
        return Reject("no-title", "The record has no title.", entry.identifier, entry.raw, entry.raw_type)
    fields = {"title": title} | _texts(entry) | _choices(entry) | _times(entry) | _access(entry)
    text = f"{title}. {texts.plain(fields['description'])}"
    language, detected = languages.settle(entry.languages, text[:2000], tuple(provider_languages))
    fields["language"] = language
    fields["language_source"] = LanguageSource.DETECTED if detected and language else LanguageSource.STATED
    found = classify(
        entry, title=title, text=text, language=language, keywords=fields["keywords"], level=fields["level"]
    )
    fields |= found.fields
    fields["quality"] = quality.quality(fields)
    return Draft(fields, _offerings(entry, fields), _raw(entry, fields), found.decisions)


def _texts(entry: Entry) -> dict[str, Any]:
    url = urls.usable(entry.url)
    return {
        "description": texts.html(entry.description),
        "publisher": texts.plain(entry.publisher)[:300],
        "keywords": texts.words(entry.keywords),
        "creators": people.people(entry.creators),
        "url": url,
        "canonical_url": urls.canonical(url),
        "licence": licences.licence(texts.plain(entry.licence)),
    }


def _choices(entry: Entry) -> dict[str, Any]:
    return {
        "kind": choices.kind(entry.kind),
        "level": choices.level(entry.levels),
        "cost": choices.cost(entry),
        "certificate": choices.certificate(entry),
        "modality": choices.modality_of(entry),
        "account_needed": entry.account_needed,
        "works_offline": entry.offline,
        "size_bytes": entry.size_bytes if entry.size_bytes and 0 < entry.size_bytes < 2**60 else None,
        "countries": countries.codes(entry.countries),
        "excluded_countries": countries.codes(entry.excluded_countries),
    }


def _times(entry: Entry) -> dict[str, Any]:
    duration, effort = texts.plain(entry.duration)[:200], texts.plain(entry.effort)[:200]
    minutes = durations.minutes(duration)
    weekly = durations.minutes_per_week(effort)
    if minutes is None and weekly and duration:
        minutes = durations.minutes(f"{duration}, {weekly} minutes a week")
    return {
        "duration_raw": duration,
        "duration_minutes": minutes,
        "effort_raw": effort,
        "effort_minutes_per_week": weekly,
        "published_on": dates.day(entry.published),
        "modified_on": dates.day(entry.modified),
    }


def _access(entry: Entry) -> dict[str, Any]:
    return {
        "access_modes": choices.access_modes(entry.access_modes),
        "access_features": choices.features(entry.access_features),
        "access_hazards": choices.hazards(entry.access_hazards),
        "access_summary": texts.plain(entry.access_summary)[:2000],
    }


def _offerings(entry: Entry, fields: dict[str, Any]) -> list[dict[str, Any]]:
    offers = entry.offers or (Offer(url=entry.url),)
    made = [_offering(offer, fields) for offer in offers[:50]]
    return [each for number, each in enumerate(made) if each not in made[:number]]


def _offering(offer: Offer, fields: dict[str, Any]) -> dict[str, Any]:
    return {
        "url": urls.usable(offer.url, fields["url"]) or fields["url"],
        "starts_on": dates.day(offer.starts),
        "ends_on": dates.day(offer.ends),
        "enrol_until": dates.day(offer.enrol_until),
        "modality": choices.modality(offer.mode),
        "location": texts.plain(offer.location)[:200],
        "price": choices.amount(offer.price),
        "currency": choices.currency(offer),
        "certificate_price": choices.amount(offer.certificate_price),
        "instructors": people.people(offer.instructors),
    }


# Which part of the entry each field was made from; what is equal is not kept twice.
_SOURCES = {
    "title": "title", "language": "languages", "kind": "kind", "level": "levels", "licence": "licence", "url": "url",
    "keywords": "keywords", "creators": "creators", "published_on": "published", "modified_on": "modified", "countries": "countries",
    "access_features": "access_features", "subjects": "subjects", "audiences": "audiences", "duration_minutes": "duration",
    "effort_minutes_per_week": "effort", "publisher": "publisher",
}  # fmt: skip


def _raw(entry: Entry, fields: dict[str, Any]) -> dict[str, Any]:
    """{field: as the source wrote it}, where it says something and differs from what came out."""
    made: dict[str, Any] = {}
    for field, part in _SOURCES.items():
        value = getattr(entry, part)
        value = list(value) if isinstance(value, tuple) else value
        if value and value != fields[field] and value != [fields[field]]:
            made[field] = value if len(str(value)) <= 1000 else f"{str(value)[:1000]}…"
    return made
