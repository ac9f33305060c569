"""Words as search sees them: text in, comparable terms out, per language. Pure functions, no database.

`terms()` is for what is indexed, `question()` for what is asked; both agree on every word by construction.
"""

from . import fold, stems

__all__ = ["both", "question", "terms"]


def terms(text: str, language: str) -> list[str]:
    """The terms of a text in that language (BCP 47, "" for unknown), in order, stop words left out."""
    return both(text, language)[0]


def both(text: str, language: str) -> tuple[list[str], list[str]]:
    """All terms of a text, and beside them exactly one term per word: the sequence in which phrases are recognised."""
    found: list[str] = []
    sequence: list[str] = []
    stem = stems.of(language)
    for token in fold.tokens(text):
        terms, one_each = stem[token]
        found += terms
        sequence += one_each
    return found, sequence


def question(token: str, language: str) -> tuple[str, ...]:
    """The terms that stand for one token of a question; empty for a stop word."""
    return stems.of(language)[token][0]
