"""Scores and feedback, type by type."""

import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ujuzi.courses.assessment import drawing, grading, packing
from ujuzi.courses.text.shapes import Foreseen, Item, ItemType, Option

SINGLE = Item("x", ItemType.SINGLE, "?", options=(Option("A", False, "no"), Option("B", True, "yes")))
MULTIPLE = Item(
    "x", ItemType.MULTIPLE, "?", options=(Option("A", True), Option("B", True), Option("C", False, "no C"))
)
FALSE = Item("x", ItemType.TRUE_FALSE, "?", truth=False, feedback="It is not.")
NUMBER = Item("x", ItemType.NUMBER, "?", low="49.5", high="50.5", foreseen=(Foreseen("40", "two sacks"),))
TEXT = Item("x", ItemType.TEXT, "?", accepted=("Kigali",), foreseen=(Foreseen("Nairobi", "Kenya"),))
ORDER = Item("x", ItemType.ORDERING, "?", steps=("a", "b", "c", "d"), feedback="First a.")
MATCH = Item("x", ItemType.MATCHING, "?", pairs=(("l", "1"), ("m", "2"), ("n", "1")), extras=("3",))
GAP = Item("x", ItemType.GAP, "?", gaps=(("trained", "taught"), ("examples",)))


@pytest.mark.parametrize(
    ("item", "said", "score", "feedback"),
    [
        (SINGLE, [1], 1, ("yes",)),
        (SINGLE, [0], 0, ("no",)),
        (SINGLE, [0, 1], 0, ("no", "yes")),
        (SINGLE, [7], 0, ()),
        (MULTIPLE, [0, 1], 1, ()),
        (MULTIPLE, [0], 0.5, ()),
        (MULTIPLE, [0, 2], 0, ("no C",)),
        (MULTIPLE, [0, 1, 2], 0.5, ("no C",)),
        (FALSE, [0], 1, ()),
        (FALSE, [1], 0, ("It is not.",)),
        (NUMBER, ["50,2"], 1, ()),
        (NUMBER, ["40"], 0, ("two sacks",)),
        (NUMBER, ["fifty"], 0, ()),
        (TEXT, [" kigali"], 1, ()),
        (TEXT, ["nairobi"], 0, ("Kenya",)),
        (ORDER, [1, 2, 3, 4], 1, ()),
        (ORDER, [2, 3, 4, 1], 2 / 3, ("First a.",)),
        (ORDER, [1, 1, 2, 3], 0, ()),
        (MATCH, [0, 1, 0], 1, ()),
        (MATCH, [2, 1, 3], 2 / 3, ()),
        (MATCH, [-1, 9, -1], 0, ()),
        (GAP, ["Taught", "examples"], 1, ()),
        (GAP, ["taught"], 0.5, ()),
        (GAP, ["", ""], 0, ()),
        (SINGLE, [], 0, ()),
    ],
)
def test_a_grade(item: Item, said: list[Any], score: float, feedback: tuple[str, ...]) -> None:
    found = grading.grade(item, said)
    assert found.score == pytest.approx(score)
    assert found.feedback == feedback
    assert found.right == (score == 1)


ITEMS = [SINGLE, MULTIPLE, FALSE, NUMBER, TEXT, ORDER, MATCH, GAP]


@given(
    st.sampled_from(ITEMS),
    st.one_of(st.lists(st.integers(-3, 9), max_size=6), st.lists(st.text(max_size=9), max_size=3)),
)
def test_whatever_is_given_the_score_lies_from_0_to_1(item: Item, said: list[Any]) -> None:
    assert 0 <= grading.grade(item, said).score <= 1


@pytest.mark.parametrize("item", ITEMS)
def test_an_item_is_the_same_after_packing(item: Item) -> None:
    assert packing.unpack(packing.pack(item)) == item


@given(st.integers(), st.integers(0, 12), st.sets(st.integers(0, 9)))
def test_a_draw_takes_as_many_as_it_should_each_once_the_unseen_first(
    seed: int, many: int, seen: set[int]
) -> None:
    bank = [("unit", Item(f"i{number}", ItemType.TEXT, "?")) for number in range(10)]
    drawn = drawing.draw(bank, many, random.Random(seed), frozenset(f"i{one}" for one in seen))
    names = [one.item for one in drawn]
    assert len(set(names)) == len(names) == (min(many, 10) or 10)
    fresh = 10 - len(seen)
    assert sum(name not in {f"i{one}" for one in seen} for name in names) == (
        min(fresh, many) if many else fresh
    )


@given(st.integers(), st.sampled_from([SINGLE, MULTIPLE, ORDER, MATCH]))
def test_an_order_holds_everything_once(seed: int, item: Item) -> None:
    many = len(item.options) or len(item.steps) or len(item.pairs) + len(item.extras)
    order = drawing.order(item, random.Random(seed))
    assert sorted(order) == list(range(many))
    if item.type == ItemType.ORDERING:
        assert list(order) != sorted(order)
