"""When two answers are the same."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ujuzi.courses.assessment import folding


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ("  KIGALI ", "Kigali"),
        ("Données", "donnees"),
        ("نَموذج", "نموذج"),
        ("أمثلة", "امثله"),
        ("Ёлка", "елка"),
        ("don’t", "don't"),
        ("“data”.", "data"),
        ("１２ models", "12 models"),
        ("٣ نماذج", "3 نماذج"),
    ],
)
def test_the_same(given: str, wanted: str) -> None:
    assert folding.same(given, wanted)


@pytest.mark.parametrize(
    ("given", "wanted"), [("data", "date"), ("", ""), ("!", "?"), ("कि", "का"), ("10", "100")]
)
def test_not_the_same(given: str, wanted: str) -> None:
    assert not folding.same(given, wanted)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("42", ["42"]),
        ("1,5", ["1.5", "15"]),
        ("1.500", ["1.500", "1500"]),
        ("1 000 000", ["1000000"]),
        ("٤٢٫٥", ["42.5", "425"]),
        ("−3", ["-3"]),
        ("60 %", ["60"]),
        ("1,234.5", ["1234.5", "1.2345"]),
        ("about 5", []),
        ("", []),
        ("1e9", []),
        ("--", []),
    ],
)
def test_numbers(said: str, meant: list[str]) -> None:
    assert set(folding.numbers(said)) == {Decimal(one) for one in meant}


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert folding.fold(folding.fold(text)) == folding.fold(text)
    folding.numbers(text)
