"""Choosing texts by language."""

import pytest

from ujuzi.standards.tagged import Tagged, matching

TEXTS = [Tagged("Kurs", "de"), Tagged("Course", "en-GB"), Tagged("Kozi", "swa"), Tagged("Plain")]


@pytest.mark.parametrize(
    ("languages", "found"),
    [
        (("en",), ["Course"]),
        (("sw",), ["Kozi"]),
        (("fr", "de_DE"), ["Kurs"]),
        (("fr",), ["Plain"]),
        ((), ["Plain"]),
    ],
)
def test_matching(languages: tuple[str, ...], found: list[str]) -> None:
    assert matching(TEXTS, languages) == found


def test_without_any_choice() -> None:
    assert matching([], ("en",)) == []
    assert matching([Tagged("Kurs", "de")], ("en",)) == ["Kurs"]
    assert matching(TEXTS[:2], ("fr",)) == ["Kurs"]
