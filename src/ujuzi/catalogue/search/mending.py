"""Words that nothing has: completions of a beginning, the nearest known word to a misspelt one, and how it is written."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence

from rapidfuzz import process
from rapidfuzz.distance import OSA

from ujuzi.catalogue.models import Edition

from . import analysis
from .analysis import fold
from .memory import Index

SHORTEST_BEGINNING = 2
SHORTEST_MENDED = 4


def vocabulary(index: Index) -> list[str]:
    """Every term that is a word, sorted; rebuilt after changes, when first needed."""
    found: list[str] | None = index.derived.get("vocabulary")
    if found is None:
        found = sorted({term for postings in index.fields for term in postings if term[0] not in "@%"})
        index.derived["vocabulary"] = found
    return found


def completions(index: Index, beginning: str, most: int) -> list[str]:
    """Known terms that begin so, the most frequent first."""
    beginning = fold.unaccented(beginning)
    if len(beginning) < SHORTEST_BEGINNING and beginning.isascii():
        return []
    known = vocabulary(index)
    start = bisect_left(known, beginning)
    end = bisect_left(known, beginning + "\U0010ffff")
    return sorted(known[start:end][:2000], key=index.frequency, reverse=True)[:most]


def nearest(index: Index, terms: Mapping[str, tuple[str, ...]], tried: Sequence[str]) -> str:
    """The known term nearest to a misspelt word, the more frequent among equally near ones; "" when none is near."""
    best: tuple[float, str] | None = None
    for term in dict.fromkeys(terms[language][-1] for language in tried[:3] if terms.get(language)):
        allowed = 0 if len(term) < SHORTEST_MENDED else 1 if len(term) < 6 else 2
        if not allowed or any(sign.isdigit() for sign in term):
            continue
        near = process.extract(term, vocabulary(index), scorer=OSA.distance, score_cutoff=allowed, limit=50)
        for word, distance, _place in near:
            if not word or word[0].isdigit():
                continue
            cost = distance + (word[0] != term[0]) * 0.5 - min(index.frequency(word), 1000) / 2000
            if best is None or (cost, word) < best:
                best = (cost, word)
    return best[1] if best else ""


def surface(index: Index, term: str, languages: Sequence[str]) -> str:
    """The term as it is written in some title or description (one query; only after mending)."""
    for number, postings in enumerate(index.fields):
        members = postings.of(term)
        if not members:
            continue
        spoken = [
            members & index.spoken[one.split("-")[0]]
            for one in languages
            if one.split("-")[0] in index.spoken
        ]
        edition = next((some for some in spoken if some), members)[0]
        column = ("title", "keywords", "description")[number]
        row = Edition.objects.filter(pk=edition).values_list(column, "language").first()
        text, language = row or ("", "")
        text = " ".join(map(str, text)) if isinstance(text, list) else fold.plain(text)
        for token in fold.tokens(text):
            if term in analysis.question(token, language):
                return token
    return ""
