"""What matching needs to know of an edition, small enough that 100,000 of them fit into memory."""

import re
import sys
import zlib
from dataclasses import dataclass
from datetime import date

from ujuzi.catalogue.matching import marks
from ujuzi.catalogue.search.analysis import fold

SHINGLE, LONGEST = 5, 60  # words
DESCRIBED = 600  # characters of a description that are compared
_WORD = re.compile(r"(?<![</\w])\w+|[\u3040-\u30ff\u4e00-\u9fff]")  # tags are none
_LANGUAGE_PART = re.compile(
    r"(?<=[/.=_\-])(?:[a-z]{2}[-_][a-z]{2}|zh-han[st]|(?:en|fr|es|ar|zh|ru|sw|pt|de|hi|bn|am|ha|id|it))(?=[/?&_.\-]|$)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Card:
    """`address` is the canonical address with its language part taken out; `sketch` the two smallest digests of the
    description's shingles (a MinHash of two); `marks` what tells parts, levels and editions of a series apart.
    """

    pk: int
    work: int
    provider: int
    language: str  # without region
    terms: tuple[str, ...]
    marks: tuple[str, ...]
    address: str
    minutes: int | None
    published: date | None
    sketch: tuple[int, ...]


def card(
    pk: int,
    *,
    work: int,
    provider: int,
    language: str,
    title: str,
    description: str,
    address: str,
    minutes: int | None,
    published: date | None,
) -> Card:
    return Card(
        pk=pk,
        work=work,
        provider=provider,
        language=language.split("-")[0],
        terms=tuple(sys.intern(term) for term in terms(title)),
        marks=marks.of(title),
        address=_LANGUAGE_PART.sub("*", address),
        minutes=minutes,
        published=published,
        sketch=sketch(description),
    )


def terms(text: str) -> list[str]:
    """Folded words; overlapping pairs of signs where a script has no spaces."""
    made: list[str] = []
    for token in fold.tokens(text):
        if fold.is_spaceless(token) and len(token) > 1:
            made += fold.pairs(token)[:-1]
        else:
            made.append(fold.unaccented(token))
    return made


def words(description: str) -> str:
    """The beginning of a description as folded words, for comparing."""
    return " ".join(terms(fold.plain(description[: DESCRIBED * 2])[:DESCRIBED]))


def sketch(description: str) -> tuple[int, ...]:
    """Two descriptions that share four fifths of their text share one of these numbers nine times in ten."""
    found = _WORD.findall(description[: DESCRIBED * 2].casefold())[:LONGEST]
    if len(found) < SHINGLE * 2:
        return ()
    runs = {" ".join(found[start : start + SHINGLE]) for start in range(len(found) - SHINGLE + 1)}
    return tuple(sorted(zlib.crc32(run.encode()) for run in runs)[:2])
