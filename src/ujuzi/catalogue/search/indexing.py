"""Writes what search knows of an edition into the database, in bulk and within the caller's transaction.

The trap: on PostgreSQL commit order is not the order in which numbers are given out. A process that follows by
`revision` would skip for ever what was numbered 1 and committed after 2. So whoever gives out a revision holds an
advisory lock until the transaction ends: revisions become visible in their order. SQLite has one writer anyhow.
"""

import json
import time
from collections.abc import Iterator, Sequence
from typing import Any

from django.db import connection, transaction

from ujuzi.catalogue.models import Edition, Offering, SearchEntry, State

from . import analysis, buckets, concepts, memory
from .analysis import fold

BATCH = 1000
ADVISORY_LOCK = 7_285_693_194
DESCRIBED = 6000  # characters of a description that are indexed
COLUMNS = (
    "id", "work_id", "provider_id", "state", "language", "title", "description", "publisher", "kind", "subjects", "sdgs",
    "audiences", "keywords", "creators", "level", "duration_minutes", "cost", "certificate", "modality", "works_offline",
    "size_bytes", "access_modes", "access_features", "countries", "published_on", "modified_on", "quality",
    "provider__slug", "provider__countries", "provider__names", "provider__is_listed",
)  # fmt: skip
FULL_QUALITY = 100
SAID_OF_ACCESS = {
    "captions",
    "transcript",
    "sign-language",
}  # access needs that people put into words when they search


def index(edition_ids: Sequence[int]) -> int:
    """Brings the search entries of these editions up to date; returns how many are live.

    Published editions become findable, others unfindable; ids that are no edition are ignored. Call it inside the
    transaction that changed the editions.
    """
    if not edition_ids:
        return 0
    live = 0
    with transaction.atomic():
        revision = _next_revision()
        for start in range(0, len(edition_ids), BATCH):
            live += _index_batch(list(edition_ids[start : start + BATCH]), revision)
    return live


def _next_revision() -> int:
    """Greater than every revision before, also than those of a transaction that was rolled back or of a database that
    was restored: microseconds of the clock, or one more than the last.
    """
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ADVISORY_LOCK])
        cursor.execute(f"SELECT max(revision) FROM {SearchEntry._meta.db_table}")  # noqa: S608  (a constant)
        last = cursor.fetchone()[0] or 0
    return max(last + 1, time.time_ns() // 1000)


def _index_batch(ids: list[int], revision: int) -> int:
    rows = list(Edition.objects.filter(pk__in=ids).values(*COLUMNS))
    published = [row["id"] for row in rows if row["state"] == State.PUBLISHED]
    modalities = _modalities(published)
    entries = [_entry(row, revision, modalities.get(row["id"], ())) for row in rows]
    _write(entries)
    return len(published)


def _modalities(ids: Sequence[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    rows = Offering.objects.filter(edition__in=ids).exclude(modality="").values_list("edition_id", "modality")
    for edition, modality in rows:
        found.setdefault(edition, []).append(modality)
    return found


_Entry = tuple[int, int, bool, str, str, str]


def _entry(row: dict[str, Any], revision: int, modalities: Sequence[str]) -> _Entry:
    if row["state"] != State.PUBLISHED:
        return (row["id"], revision, False, "[]", "{}", "{}")
    facets = buckets.facets(row, row["provider__slug"], row["provider__countries"], modalities)
    return (row["id"], revision, True, _json(list(words(row))), _json(facets), _json(rank(row, facets)))


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("\\u0000", "")


def words(row: dict[str, Any]) -> Iterator[str]:
    """Terms of the title, of the keywords (subjects, goals, audiences ...), and of the description with names."""
    language = row["language"]
    yield _terms(row["title"], language)
    codes = [concept for code in _codes(row) for concept in concepts.of_code(code)]
    codes += [concepts.of_goal(number) for number in row["sdgs"]]
    keywords = " . ".join(str(word) for word in row["keywords"] if word)
    yield " ".join(dict.fromkeys([*_terms(keywords, language).split(), *codes]))
    described = fold.plain(row["description"][:DESCRIBED])
    yield " ".join(dict.fromkeys([*_terms(described, language).split(), *_names(row)]))


def _names(row: dict[str, Any]) -> Iterator[str]:
    """Who offers, publishes and teaches: apart from the words, lest an "AI Academy" be found for AI before others."""
    names = [*row["provider__names"].values(), row["publisher"], *row["creators"]]
    for token in fold.tokens(" . ".join(str(name) for name in names if name)):
        yield memory.NAME + fold.unaccented(token[: fold.LONGEST])


def _codes(row: dict[str, Any]) -> Iterator[str]:
    """What the columns say of an edition, though its words may not: "free python course" must find it."""
    yield from row["subjects"]
    yield from row["audiences"]
    yield from filter(None, (row["level"], row["kind"], row["modality"]))
    if row["cost"] == "free":
        yield "free"
    if row["certificate"] not in {"", "none"}:
        yield "certificate"
    if row["works_offline"]:
        yield "offline"
    yield from (code for code in buckets.access(row["access_features"]) if code in SAID_OF_ACCESS)


def _terms(text: str, language: str) -> str:
    """Terms in order, then the concepts they name."""
    terms, sequence = analysis.both(text, language)
    named = dict.fromkeys([concept for _start, _end, concept in concepts.spans(sequence, language)])
    return " ".join([*terms, *named])


def rank(row: dict[str, Any], facets: dict[str, list[str]]) -> dict[str, Any]:
    """What ranking and sorting need beside the words. Nothing of the provider goes into the score."""
    dates = [day for day in (row["modified_on"], row["published_on"]) if day]
    return {
        "quality": min(row["quality"], FULL_QUALITY),
        "work": row["work_id"],
        "provider": row["provider_id"],
        "day": max(dates).toordinal() if dates else 0,
        "minutes": min(row["duration_minutes"] or 0, 2**31),
        "sort": sort_key(row["title"]),
    }


def sort_key(title: str) -> str:
    """A title as it is sorted: folded, without accents and punctuation, the first 24 signs."""
    return fold.unaccented(" ".join(fold.tokens(title)))[:24]


def _write(entries: list[_Entry]) -> None:
    if not entries:
        return
    places = ",".join(["(%s,%s,%s,%s,%s,%s)"] * len(entries))
    table = SearchEntry._meta.db_table
    columns = ("revision", "is_live", "words", "facets", "rank")
    updates = ",".join(f"{column}=excluded.{column}" for column in columns)
    sql = (
        f"INSERT INTO {table} (edition_id,{','.join(columns)}) VALUES {places} "  # noqa: S608  (constants only)
        f"ON CONFLICT (edition_id) DO UPDATE SET {updates}"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [value for entry in entries for value in entry])
