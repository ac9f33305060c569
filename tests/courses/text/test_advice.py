"""Advice to authors: each kind found where it is, and nowhere else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ujuzi.courses.text import advice

LONG = " ".join(["word"] * (advice.LONG + 1))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Read [here](https://x.example) about it.", (1, "link", "here")),
        ("Line.\n\nRead [اضغط هنا](https://x.example).", (3, "link", "اضغط هنا")),
        ("See [https://x.example/a](https://x.example/a).", (1, "bare-link", "https://x.example/a")),
        ("![Picture of a field](../figures/a.svg)", (1, "alt-words", "Picture of a field")),
        ("![field.png](../figures/a.svg)", (1, "alt-words", "field.png")),
        (f'+++\ntitle = "x"\n+++\nShort.\n\n{LONG}.', (6, "sentence", "word word word word word word")),
        ("THIS TEXT SHOUTS LOUDLY ALWAYS.", (1, "capitals", "SHOUTS LOUDLY ALWAYS")),
    ],
)
def test_what_is_said(text: str, expected: tuple[int, str, str]) -> None:
    assert [(one.line, one.code, one.found) for one in advice.of_text(text)] == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Read [about water in La Paz](https://x.example).",
        f"```\n{LONG}\n```",
        f"| {LONG} |\n|---|\n| x |",
        "- one\n- two\n- three",
        "![Three baskets, the second is full](../figures/a.svg)",
        "",
    ],
)
def test_what_is_fine(text: str) -> None:
    assert advice.of_text(text) == []


def test_hard_to_read_as_a_whole() -> None:
    sentence = " ".join(["word"] * (advice.HARD + 1))
    assert [one.code for one in advice.of_text(". ".join([sentence] * 6))] == ["hard"]
    assert advice.of_text(LONG, "zh-Hans") == []


def test_letters_in_drawings() -> None:
    drawing = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 360"><text font-size="{}">x</text></svg>'
    )
    small = advice.of_drawing(drawing.format(12).encode())
    assert small is not None
    assert (small.code, small.found) == ("small-letters", "6")
    assert advice.of_drawing(drawing.format(24).encode()) is None
    assert advice.of_drawing(b"no drawing") is None


@pytest.mark.parametrize(
    "piece", ["[", "![", "[a](", "\n", "\n ", "```", "# ", "- ", ". ", "`", "a ", "![a](", "(", "\t> "]
)
def test_no_text_takes_for_ever(piece: str) -> None:
    """Steps that grow with the square of the length would take minutes here."""
    assert isinstance(advice.of_text(piece * advice.MOST), list)


@given(st.text())
def test_any_text_can_be_advised(text: str) -> None:
    for one in advice.of_text(text):
        assert 0 <= one.line <= text.count("\n") + 1
