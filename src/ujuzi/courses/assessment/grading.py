"""Grading one answer. What was given is a list: places of the options ticked; 1 or 0 for true or false; for each step its number
from 1; for each left side the place of its right side, or -1; texts for words, numbers and gaps.

Scores go from 0 to 1. Parts of an answer count: a wrong tick takes away what a right one gives.
"""

import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ujuzi.courses.assessment import folding
from ujuzi.courses.text.shapes import Item, ItemType

Given = Sequence[int] | Sequence[str]


@dataclass(frozen=True, slots=True)
class Grade:
    """`feedback`: HTML for what was given, in the item's language."""

    score: float
    feedback: tuple[str, ...] = ()

    @property
    def right(self) -> bool:
        return self.score >= 1


def grade(item: Item, given: Given) -> Grade:
    """An empty answer, or one that does not fit the item, scores nothing."""
    if not any(one != "" for one in given):
        return Grade(0)
    return _GRADERS[item.type](item, given)


def _places(given: Given, many: int) -> list[int]:
    return [one for one in given if isinstance(one, int) and 0 <= one < many]


def _choice(item: Item, given: Given) -> Grade:
    ticked = set(_places(given, len(item.options)))
    feedback = tuple(
        one.feedback for place, one in enumerate(item.options) if place in ticked and one.feedback
    )
    right = {place for place, one in enumerate(item.options) if one.right}
    if item.type == ItemType.SINGLE:
        return Grade(1.0 if ticked == right else 0.0, feedback)
    return Grade(max(0, len(ticked & right) - len(ticked - right)) / len(right), feedback)


def _true_false(item: Item, given: Given) -> Grade:
    right = list(given)[:1] == [1 if item.truth else 0]
    return Grade(float(right), () if right or not item.feedback else (item.feedback,))


def _number(item: Item, given: Given) -> Grade:
    meant = folding.numbers(str(given[0]))
    if any(Decimal(item.low) <= one <= Decimal(item.high) for one in meant):
        return Grade(1.0, (item.feedback,) if item.feedback else ())
    return Grade(0.0, _foreseen(item, lambda wrong: Decimal(wrong.strip().replace(",", ".")) in meant))


def _text(item: Item, given: Given) -> Grade:
    said = str(given[0])
    if any(folding.same(said, one) for one in item.accepted):
        return Grade(1.0, (item.feedback,) if item.feedback else ())
    return Grade(0.0, _foreseen(item, lambda wrong: folding.same(said, wrong)))


def _foreseen(item: Item, fits: Callable[[str], bool]) -> tuple[str, ...]:
    return tuple(one.feedback for one in item.foreseen if fits(one.answer))[:1]


def _ordering(item: Item, given: Given) -> Grade:
    """What counts is how many neighbours stand in the right order: moving one step wrongly does not lose everything."""
    places = sequence(item, given)
    if not places:
        return Grade(0.0)
    pairs = list(itertools.pairwise(places))
    score = sum(two == one + 1 for one, two in pairs) / len(pairs)
    return Grade(score, (item.feedback,) if item.feedback and score < 1 else ())


def sequence(item: Item, given: Given) -> list[int]:
    """The steps' places in the order that was given, from the number given to each; [] when two have the same."""
    many = len(item.steps)
    numbers = [one if isinstance(one, int) else 0 for one in given]
    if sorted(numbers) != list(range(1, many + 1)):
        return []
    return sorted(range(many), key=lambda place: numbers[place])


def _matching(item: Item, given: Given) -> Grade:
    sides = [*(side for _left, side in item.pairs), *item.extras]
    chosen = [sides[one] if isinstance(one, int) and 0 <= one < len(sides) else None for one in given]
    right = sum(one == side for one, (_left, side) in zip(chosen, item.pairs, strict=False))
    return Grade(
        right / len(item.pairs), (item.feedback,) if item.feedback and right < len(item.pairs) else ()
    )


def _gap(item: Item, given: Given) -> Grade:
    said = [*map(str, given), *[""] * len(item.gaps)][: len(item.gaps)]
    right = sum(fits_gap(words, one) for one, words in zip(said, item.gaps, strict=True))
    return Grade(right / len(item.gaps))


def fits_gap(words: Sequence[str], said: str) -> bool:
    """Whether it is one of the words taken for right."""
    return any(folding.same(said, word) for word in words)


_GRADERS: dict[ItemType, Callable[[Item, Given], Grade]] = {
    ItemType.SINGLE: _choice,
    ItemType.MULTIPLE: _choice,
    ItemType.TRUE_FALSE: _true_false,
    ItemType.NUMBER: _number,
    ItemType.TEXT: _text,
    ItemType.ORDERING: _ordering,
    ItemType.MATCHING: _matching,
    ItemType.GAP: _gap,
}
