"""The index of one process: for each term of each field, and each facet value, the set of editions that have it.

Numbers of documents are primary keys of editions. Sets are roaring bitmaps; a term that one edition has is a plain
number and a rare one a small array, because most terms are rare and a bitmap costs 200 bytes.
"""

import zlib
from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pyroaring import BitMap

FIELDS = ("title", "keywords", "description")
NAME = "%"  # terms of names begin so; those of concepts begin with concepts.MARK
RARE = 24  # up to so many editions a set is kept as an array
QUALITY_BITS = 7
LOT_BITS = 4
SHORT_TITLE = 4  # words

Posting = int | array | BitMap  # type: ignore[type-arg]


class Postings(dict[str, Posting]):
    """term -> editions."""

    def add(self, term: str, edition: int) -> None:
        found = self.get(term)
        if found is None:
            self[term] = edition
        elif type(found) is int:
            if found != edition:
                self[term] = array("I", (found, edition))
        elif type(found) is BitMap:
            found.add(edition)
        elif found[-1] != edition:  # type: ignore[index]
            found.append(edition)  # type: ignore[union-attr]
            if len(found) > RARE:  # type: ignore[arg-type]
                self[term] = BitMap(found)  # type: ignore[arg-type]

    def of(self, term: str) -> BitMap:
        """The set of a term. Not to be changed: it may be the index's own."""
        found = self.get(term)
        if found is None:
            return NOTHING
        if type(found) is BitMap:
            return found
        return BitMap((found,) if isinstance(found, int) else found)

    def count(self, term: str) -> int:
        found = self.get(term)
        return 0 if found is None else 1 if type(found) is int else len(found)  # type: ignore[arg-type]

    def forget(self, editions: BitMap) -> None:
        """Takes these editions out of every set."""
        emptied = []
        for term, found in self.items():
            if type(found) is int:
                if found in editions:
                    emptied.append(term)
            elif type(found) is BitMap:
                found -= editions
                if not found:
                    emptied.append(term)
            else:
                kept = array("I", (one for one in found if one not in editions))  # type: ignore[union-attr]
                if not kept:
                    emptied.append(term)
                elif len(kept) < len(found):  # type: ignore[arg-type]
                    self[term] = kept
        for term in emptied:
            del self[term]


NOTHING = BitMap()


def _numbers(code: str) -> "array[int]":
    return array(code)


@dataclass(slots=True)
class Index:
    """Everything search reads while it answers. `version` changes with every change of content."""

    revision: int = 0
    version: int = 0
    known: BitMap = field(default_factory=BitMap)  # also those not live: counted against the table
    live: BitMap = field(default_factory=BitMap)
    fields: tuple[Postings, Postings, Postings] = field(
        default_factory=lambda: (Postings(), Postings(), Postings())
    )
    facets: dict[str, dict[str, BitMap]] = field(default_factory=dict)
    spoken: dict[str, BitMap] = field(default_factory=dict)  # base language -> editions
    quality: list[BitMap] = field(default_factory=lambda: [BitMap() for _ in range(QUALITY_BITS)])
    lots: list[BitMap] = field(default_factory=lambda: [BitMap() for _ in range(LOT_BITS)])
    short_titles: BitMap = field(default_factory=BitMap)
    works: "array[int]" = field(default_factory=lambda: _numbers("I"))
    providers: "array[int]" = field(default_factory=lambda: _numbers("I"))
    days: "array[int]" = field(default_factory=lambda: _numbers("I"))
    minutes: "array[int]" = field(default_factory=lambda: _numbers("I"))
    sort_keys: list[str] = field(default_factory=list)
    title_starts: "array[int]" = field(default_factory=lambda: _numbers("I"))
    title_lengths: "array[int]" = field(default_factory=lambda: _numbers("B"))
    title_terms: "array[int]" = field(
        default_factory=lambda: _numbers("I")
    )  # check sums of terms, titles in a row
    derived: dict[Any, Any] = field(default_factory=dict)  # worked out on demand, dropped at every change

    def forget(self, editions: BitMap) -> None:
        """Takes editions out of all sets (their arrays stay and are overwritten when they come back)."""
        self.live -= editions
        self.short_titles -= editions
        for postings in self.fields:
            postings.forget(editions)
        for values in self.facets.values():
            for members in values.values():
                members -= editions
        for members in (*self.spoken.values(), *self.quality, *self.lots):
            members -= editions

    def add(
        self, edition: int, words: Sequence[str], facets: Mapping[str, Sequence[str]], rank: Mapping[str, Any]
    ) -> None:
        """Takes a live edition in; it must not be in yet."""
        self.live.add(edition)
        if edition >= len(self.works):
            self._grow(edition + 1)
        for postings, terms in zip(self.fields, words, strict=False):
            for term in terms.split():
                postings.add(term, edition)
        for facet, values in facets.items():
            sets = self.facets.setdefault(facet, {})
            for value in values:
                _set_of(sets, value).add(edition)
        for language in facets.get("language", ()):
            _set_of(self.spoken, language.split("-")[0].lower()).add(edition)
        self._add_rank(edition, rank)
        self._add_title(edition, words[0] if words else "")

    def _add_rank(self, edition: int, rank: Mapping[str, Any]) -> None:
        _add_bits(self.quality, edition, rank.get("quality", 0))
        _add_bits(self.lots, edition, edition * 2_654_435_761 >> 12)
        self.works[edition] = rank.get("work", 0)
        self.providers[edition] = rank.get("provider", 0)
        self.days[edition] = rank.get("day", 0)
        self.minutes[edition] = rank.get("minutes", 0)
        self.sort_keys[edition] = rank.get("sort", "")

    def _add_title(self, edition: int, title: str) -> None:
        terms = [term for term in title.split() if term[0] != "@"][:255]
        self.title_starts[edition] = len(self.title_terms)
        self.title_lengths[edition] = len(terms)
        self.title_terms.extend(map(checksum, terms))
        if len(terms) <= SHORT_TITLE:
            self.short_titles.add(edition)

    def _grow(self, size: int) -> None:
        size = max(size, len(self.works) * 5 // 4)
        for numbers in (
            self.works,
            self.providers,
            self.days,
            self.minutes,
            self.title_starts,
            self.title_lengths,
        ):
            numbers.frombytes(bytes((size - len(numbers)) * numbers.itemsize))
        self.sort_keys.extend([""] * (size - len(self.sort_keys)))

    def title(self, edition: int) -> bytes:
        """The terms of a title as check sums, four bytes each."""
        start = self.title_starts[edition]
        return self.title_terms[start : start + self.title_lengths[edition]].tobytes()

    def facet(self, facet: str, value: str) -> BitMap:
        return self.facets.get(facet, {}).get(value, NOTHING)

    def has(self, term: str) -> bool:
        return any(term in postings for postings in self.fields)

    def frequency(self, term: str) -> int:
        """In how many fields of editions the term is: near enough to how many editions have it."""
        return sum(postings.count(term) for postings in self.fields)


def checksum(term: str) -> int:
    return zlib.crc32(term.encode())


def packed(terms: Iterable[str]) -> bytes:
    """Terms as they stand in `Index.title`."""
    return array("I", map(checksum, terms)).tobytes()


def _set_of(sets: dict[str, BitMap], value: str) -> BitMap:
    found = sets.get(value)
    if found is None:
        found = sets[value] = BitMap()
    return found


def _add_bits(sets: list[BitMap], edition: int, number: int) -> None:
    for bit, members in enumerate(sets):
        if number >> bit & 1:
            members.add(edition)
