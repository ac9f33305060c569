"""How alike two cards are: a score of 0..100 and the reasons, as codes with the words or figures behind them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from rapidfuzz import fuzz

from ujuzi.catalogue.matching.cards import Card

DUPLICATE, TRANSLATION = "duplicate", "translation"
ENOUGH = {DUPLICATE: 76, TRANSLATION: 50}
ALIKE_TITLES, ALIKE_TEXTS, SAME_TEXTS = 82, 90, 95

Texts = Callable[[int], str]  # the folded words of an edition's description


@dataclass(frozen=True, slots=True)
class Pair:
    """`left` is the smaller number. `reasons`: [{"code": stable word, "text": what was seen}]."""

    kind: str
    left: int
    right: int
    score: int
    reasons: list[dict[str, Any]]


def judge(one: Card, other: Card, *, texts: Texts) -> Pair | None:
    """None when they are two things, or one already."""
    left, right = sorted((one, other), key=lambda each: each.pk)
    if left.pk == right.pk or left.marks != right.marks:
        return None
    if left.language == right.language or not (left.language and right.language):
        return _duplicate(left, right, texts)
    return None if left.work == right.work else _translation(left, right)


def _duplicate(left: Card, right: Card, texts: Texts) -> Pair | None:
    titles = fuzz.token_sort_ratio(" ".join(left.terms), " ".join(right.terms))
    if titles < ALIKE_TITLES and not set(left.sketch) & set(right.sketch):
        return None
    one, two = texts(left.pk), texts(right.pk)
    described = fuzz.token_set_ratio(one, two) if one and two else 50.0
    if titles < ALIKE_TITLES and (described < ALIKE_TEXTS or titles < ALIKE_TITLES - 25):
        return None
    reasons = [_reason("title", f"{titles:.0f} %")]
    if one and two and described >= ALIKE_TITLES:
        reasons.append(_reason("description", f"{described:.0f} %"))
    # The same text weighs more than a duration that one of two feeds states wrongly.
    same_text = 15 if one and two and described >= SAME_TEXTS else 0
    score = 0.6 * titles + 0.25 * described + same_text + _agreeing(left, right, reasons)
    return _made(DUPLICATE, left, right, score, reasons)


def _agreeing(left: Card, right: Card, reasons: list[dict[str, Any]]) -> float:
    """What speaks for and against beside the words."""
    points = 0.0
    if left.provider == right.provider:
        points += 10
        reasons.append(_reason("provider", ""))
    if left.minutes and right.minutes:
        near = min(left.minutes, right.minutes) / max(left.minutes, right.minutes)
        points += 8 if near >= 0.9 else -10 if near < 0.6 else 0
        if near >= 0.9:
            reasons.append(_reason("duration", f"{left.minutes} / {right.minutes}"))
    if left.published and left.published == right.published:
        points += 5
        reasons.append(_reason("date", left.published.isoformat()))
    return points


def _translation(left: Card, right: Card) -> Pair | None:
    """One provider, two languages; the same address but for its language, or several small agreements."""
    if left.provider != right.provider:
        return None
    reasons: list[dict[str, Any]] = []
    points = 0.0
    if left.address and left.address == right.address:
        points += 70
        reasons.append(_reason("address", left.address))
    shared = sorted({*left.terms} & {*right.terms}, key=len, reverse=True)
    shared = [term for term in shared if len(term) > 2 and term.isascii()]
    if shared:
        points += min(30, 15 * len(shared))
        reasons.append(_reason("words", ", ".join(shared[:5])))
    if left.marks and any(any(sign.isdigit() for sign in mark) for mark in left.marks):
        points += 20
        reasons.append(_reason("numbers", ", ".join(left.marks)))
    if left.minutes and left.minutes == right.minutes:
        points += 15
        reasons.append(_reason("duration", str(left.minutes)))
    if left.published and left.published == right.published:
        points += 20
        reasons.append(_reason("date", left.published.isoformat()))
    return _made(TRANSLATION, left, right, points, reasons)


def _made(kind: str, left: Card, right: Card, score: float, reasons: list[dict[str, Any]]) -> Pair | None:
    rounded = max(0, min(100, round(score)))
    return Pair(kind, left.pk, right.pk, rounded, reasons) if rounded >= ENOUGH[kind] else None


def _reason(code: str, text: str) -> dict[str, Any]:
    return {"code": code, "text": text}
