"""The types of questions, as they are written."""

import pytest

from ujuzi.courses.text import faults, markup, quizzes
from ujuzi.courses.text.shapes import Foreseen, Item, ItemType, Option, gap_mark

AROUND = markup.Around(units=frozenset({"one"}))


def read(text: str) -> tuple[tuple[Item, ...], list[str]]:
    found = faults.Faults()
    items = quizzes.read(text, found.about("q.md"), AROUND)
    return items, [f"{one.line} {one.code}" for one in found]


def item(answers: str, question: str = "What?") -> Item:
    items, found = read(f"## x\n\n{question}\n\n{answers}")
    assert found == []
    return items[0]


def test_one_answer_with_text_over_lines_and_feedback() -> None:
    made = item(
        "( ) A long\n    answer\n    > Not *quite*:\n    look again.\n(x) Short\n\nHint: Look\nWhy: It\n  is.\nLesson: one"
    )
    assert made.type == ItemType.SINGLE
    assert made.options == (
        Option("A long answer", False, "Not <em>quite</em>: look again."),
        Option("Short", True, ""),
    )
    assert (made.hint, made.why, made.lesson) == ("Look", "It\nis.", "one")


def test_several_answers() -> None:
    assert [one.right for one in item("[x] A\n[X] B\n[ ] C\n  > no").options] == [True, True, False]


def test_true_or_false() -> None:
    made = item("= False\n> It is not.")
    assert (made.type, made.truth, made.feedback) == (ItemType.TRUE_FALSE, False, "It is not.")


@pytest.mark.parametrize(
    ("said", "low", "high"),
    [
        ("42", "42", "42"),
        ("42 +- 0.5", "41.5", "42.5"),
        ("0,5 ± 0,1", "0.4", "0.6"),
        ("-2 .. −1", "-2", "-1"),
    ],
)
def test_a_number(said: str, low: str, high: str) -> None:
    made = item(f"= {said}\n! 24 | 240\n> Turned round.")
    assert (made.type, made.low, made.high) == (ItemType.NUMBER, low, high)
    assert made.foreseen == (Foreseen("24 ", "Turned round."), Foreseen(" 240", "Turned round."))


def test_short_text_with_other_ways_to_write_it() -> None:
    made = item("= Kigali | Kigali city\n= كيغالي\n! Nairobi\n> That is in Kenya.")
    assert (made.type, made.accepted) == (ItemType.TEXT, ("Kigali", "Kigali city", "كيغالي"))


def test_an_order() -> None:
    assert item("1. Ask\n2. Try\n3. Check").steps == ("Ask", "Try", "Check")


def test_pairs_and_what_fits_none() -> None:
    made = item("- label => the answer\n- feature => what is known\n- => the weather")
    assert made.pairs == (("label", "the answer"), ("feature", "what is known"))
    assert made.extras == ("the weather",)


def test_gaps_in_the_text() -> None:
    made = item("", "The model is [[trained|taught]] on [[examples]].")
    assert made.text == f"The model is {gap_mark(0)} on {gap_mark(1)}."
    assert made.gaps == (("trained", "taught"), ("examples",))


def test_options_may_stay_in_their_order() -> None:
    assert read("## x {fixed}\nWhat?\n(x) A\n( ) B\n> no")[0][0].fixed


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("## x\nWhat?\n", ["1 no-answer", "1 no-items"]),
        ("## x\n(x) A\n( ) B\n> no", ["1 empty", "1 no-items"]),
        ("## x\nWhat?\n(x) A", ["3 two-options", "1 no-items"]),
        ("## x\nWhat?\n(x) A\n( ) A\n> no", ["4 same-option", "1 no-items"]),
        ("## x\nWhat?\n[ ] A\n> no\n[ ] B\n> no", ["3 some-right", "1 no-items"]),
        ("## x\nWhat?\n= true", ["3 no-feedback", "1 no-items"]),
        ("## x\nWhat?\n= 5\n! 6", ["4 no-feedback", "1 no-items"]),
        ("## x\nWhat?\n! 6\n> no", ["3 no-answer", "1 no-items"]),
        ("## x\nWhat?\n(x) A\n( ) B\n> no\n! C\n> no", ["6 mixed", "1 no-items"]),
        ("## x\nWhat?\n1. A\n3. B", ["4 ordering", "1 no-items"]),
        ("## x\nWhat?\n- a =>\n- b => c", ["3 pair", "1 two-options", "1 no-items"]),
        ("## x\nThe [[gap]].\n= 5", ["3 gap", "1 no-items"]),
        ("## x\nWhat?\n(x) A\n( ) B\n> no\nAnd more", ["6 text-after"]),
        ("Hello\n## x\nWhat?\n= 5", ["1 item-name"]),
    ],
)
def test_faults(text: str, wanted: list[str]) -> None:
    assert read(text)[1] == wanted
