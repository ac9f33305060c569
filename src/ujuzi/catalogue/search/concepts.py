"""Concepts in a text: the names of one idea in all languages become one term, so that a question finds what was
written in another language. The names are data (vocabulary/synonyms.toml); this module only recognises them.
"""

from collections.abc import Iterator, Sequence
from functools import cache

from ujuzi.catalogue.vocabulary import synonyms

from . import analysis

MARK = "@"  # no word term begins with it
GOAL = "@sdg"
GOALS = {str(number) for number in range(1, 18)}
COURSE = "@capacity-building"  # course, training: says nothing in a catalogue of courses
OF_CODE = {  # codes of the catalogue that are called otherwise among the concepts
    "ai-basics": ("artificial-intelligence",),
    "governance-ethics": ("governance", "ethics"),
    "policymakers": ("public-servants",),
    "public": ("beginner",),
    "guide": ("toolkit",),
}


Span = tuple[int, int, str]  # terms from the first number to the second (excluded) name this concept
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
    """Every concept named in a sequence of terms, names within longer names ("AI" in "generative AI") included."""
    trie = names(language)
    for start in [place for place, term in enumerate(terms) if term in trie]:
        for name, concept in trie[terms[start]]:
            end = start + len(name)
            if len(name) == 1 or tuple(terms[start:end]) == name:
                yield start, end, concept
                if concept == GOAL and end < len(terms) and terms[end] in GOALS:
                    yield start, end + 1, of_goal(terms[end])


def of_code(code: str) -> list[str]:
    """The concept terms of a code of the catalogue: a subject, an audience, a level, a kind."""
    return [MARK + name for name in OF_CODE.get(code, (code,)) if name in synonyms.concepts()]


def of_goal(number: int | str) -> str:
    return f"{MARK}sdg-{number}"
