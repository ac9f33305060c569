"""Concepts in a text: the names of one idea in all languages become one term, so that a question finds what was
written in another language. The names are data (vocabulary/synonyms.toml); this module only recognises them.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from ujuzi.catalogue.vocabulary import synonyms

from . import analysis

MARK = "@"  # no word term begins with it
OF_SUBJECT = {
    "ai-basics": "artificial-intelligence",
    "language-technology": "language-technology",
}


class Span(NamedTuple):
    """Terms `start` to `end` (excluded) of a text name this concept."""

    start: int
    end: int
    concept: str


_Trie = dict[str, list[tuple[tuple[str, ...], str]]]


@cache
def names(language: str) -> _Trie:
    """{first term: [(all terms, concept)], longest first} of the names in a language, English names included.

    English names and acronyms (AI, LLM, chatbot) are used in texts of every language.
    """
    trie: _Trie = {}
    base = language.split("-")[0]
    for concept, by_language in synonyms.concepts().items():
        for spoken in {base, "en"}:
            for name in by_language.get(spoken, ()):
                for written_in in {base, spoken}:
                    _add(trie, analysis.both(name, written_in)[1], concept)
    for entries in trie.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return trie


def _add(trie: _Trie, terms: list[str], concept: str) -> None:
    if (
        len(terms) > 1
        and all(len(term) <= 2 and not term.isascii() for term in terms)
        and len(terms[-1]) == 1
    ):
        terms = terms[:-1]  # the lone last sign of a Chinese run
    if not terms:
        return
    entry = (tuple(terms), MARK + concept)
    entries = trie.setdefault(terms[0], [])
    if entry not in entries:
        entries.append(entry)


def spans(terms: Sequence[str], language: str) -> Iterator[Span]:
    """Concepts named in a sequence of terms, longest name first from the left; a longer name hides shorter ones in it."""
    trie = names(language)
    hidden_until = 0
    for start, term in enumerate(terms):
        entries = trie.get(term)
        if entries is None:
            continue
        longest = 0
        for name, concept in entries:
            end = start + len(name)
            if len(name) < longest or end <= hidden_until or tuple(terms[start:end]) != name:
                continue
            longest = len(name)
            yield Span(start, end, concept)
        hidden_until = max(hidden_until, start + longest)


def of_subject(code: str) -> str:
    """The concept term of a subject code of the catalogue."""
    return MARK + OF_SUBJECT.get(code, code)


def of_goal(number: int | str) -> str:
    return f"{MARK}sdg-{number}"
