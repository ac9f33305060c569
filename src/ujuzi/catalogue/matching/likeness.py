"""How alike two editions are, and what forbids to think them the same: a part, a level, a code, a year that differs."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from rapidfuzz import fuzz

from ujuzi.catalogue.normalise import durations, texts

DUPLICATE, TRANSLATION = 82, 70
_ROMAN = re.compile(r"\b(?=[ivx])(i{1,3}|iv|v|vi{1,3}|ix|x)\b")
_MARK = re.compile(r"[a-z]*-?\d+(?:[.\-]\d+)*[a-z]?|\d+")
_LEVELS = (
    {
        "beginner",
        "beginners",
        "introduction",
        "introductory",
        "intro",
        "basic",
        "basics",
        "débutant",
        "principiante",
        "iniciante",
    },
    {"intermediate", "intermédiaire", "intermedio", "intermediário"},
    {"advanced", "avancé", "avanzado", "avançado", "expert"},
)
_WORD = re.compile(r"[^\W_]+")


class Card(NamedTuple):
    """What is compared of an edition. `description` is plain text."""

    pk: int
    provider: int
    work: int
    language: str
    title: str
    description: str
    minutes: int | None
    url: str


class Likeness(NamedTuple):
    """`score` 0..100, `reasons` as (code, text)."""

    score: int
    reasons: list[tuple[str, str]]


def marks(title: str) -> set[str]:
    """Numbers, codes and Roman numerals of a title: "AZ-900, part II" -> {"az-900", "ii"}."""
    folded = durations.digits(title.casefold())
    return {*_MARK.findall(folded), *_ROMAN.findall(folded)}


def _levels(title: str) -> set[int]:
    words = set(_WORD.findall(title.casefold()))
    return {number for number, names in enumerate(_LEVELS) if words & names}


def differ_on_purpose(left: str, right: str) -> bool:
    """True for "Part 1" and "Part 2", "AZ-900" and "AI-900", beginners and advanced: different courses, however alike."""
    if marks(left) != marks(right):
        return True
    levels = _levels(left), _levels(right)
    return bool(levels[0] and levels[1] and levels[0] != levels[1])


def as_duplicate(left: Card, right: Card) -> Likeness | None:
    """The same course in the same language at two addresses, or None."""
    if left.language.split("-")[0] != right.language.split("-")[0] or differ_on_purpose(
        left.title, right.title
    ):
        return None
    title = fuzz.token_sort_ratio(left.title.casefold(), right.title.casefold())
    if title < 75:
        return None
    text = (
        fuzz.token_set_ratio(left.description[:600], right.description[:600])
        if left.description and right.description
        else 60
    )
    score = 0.55 * title + 0.4 * text + _time_points(left, right)
    if left.provider == right.provider and text < 90:
        score -= 12  # a provider seldom offers one course twice; it does have series with like titles
    if score < DUPLICATE:
        return None
    return Likeness(min(100, round(score)), [("title", f"{title:.0f}"), ("description", f"{text:.0f}")])


def _time_points(left: Card, right: Card) -> float:
    if not left.minutes or not right.minutes:
        return 2
    ratio = min(left.minutes, right.minutes) / max(left.minutes, right.minutes)
    return 5 if ratio > 0.9 else 2 if ratio > 0.6 else -6


def as_translation(left: Card, right: Card) -> Likeness | None:
    """Language editions of one work by one provider: addresses that differ in a language only, or shared rare signs."""
    if left.provider != right.provider or left.language.split("-")[0] == right.language.split("-")[0]:
        return None
    reasons: list[tuple[str, str]] = []
    score = 0
    if address := _same_but_language(left, right):
        score += 75
        reasons.append(("address", address))
    shared = (marks(left.title) & marks(right.title)) | _latin_names(left.title, right.title)
    if shared:
        score += 20
        reasons.append(("signs", ", ".join(sorted(shared))))
    if left.minutes and left.minutes == right.minutes:
        score += 15
        reasons.append(("duration", str(left.minutes)))
    return Likeness(min(100, score), reasons) if score >= TRANSLATION else None


def _same_but_language(left: Card, right: Card) -> str:
    """The address with the language cut out, when both then are equal and something was cut."""
    cut = [
        re.sub(
            rf"(?<=[/._\-=]){re.escape(card.language.split('-')[0])}(?:[-_][a-z]{{2}})?(?=[/._\-&]|$)",
            "*",
            card.url.casefold(),
        )
        for card in (left, right)
    ]
    return cut[0] if cut[0] == cut[1] and "*" in cut[0] else ""


def _latin_names(left: str, right: str) -> set[str]:
    """Names such as Python that stand in both titles though one is written in another script."""
    if left.isascii() == right.isascii():
        return set()
    words = [set(re.findall(r"[A-Za-z]{4,}", title)) for title in (left, right)]
    return {word.casefold() for word in words[0] & words[1]}


def keys(card: Card) -> Sequence[str]:
    """Blocking: only editions that share a key are compared. The three longest words of the title, and the address."""
    words = sorted(
        set(_WORD.findall(texts.plain(card.title).casefold())), key=lambda word: (-len(word), word)
    )[:3]
    base = card.language.split("-")[0]
    made = [f"{base}:{first}+{second}" for place, first in enumerate(words) for second in words[place + 1 :]]
    if len(words) == 1:
        made.append(f"{base}:{words[0]}")
    if not card.title.isascii() and " " not in card.title.strip():  # Chinese: pairs of signs stand for words
        signs = _WORD.findall(card.title)
        made += [f"{base}:{sign[:4]}" for sign in signs if len(sign) >= 4]
    address = re.sub(r"(?<=[/._\-=])[a-z]{2}(?:[-_][a-z]{2})?(?=[/._\-&]|$)", "*", card.url.casefold())
    return [*made, f"{card.provider}@{address}"] if "*" in address else made
