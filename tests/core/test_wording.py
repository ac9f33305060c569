"""Facts in the reader's language, by CLDR."""

import datetime as dt

import pytest

from ujuzi.core import wording


@pytest.mark.parametrize(
    ("amount", "tag", "said"),
    [
        (25, "en", "25 min"),
        (90, "en", "1 hr 30 min"),
        (60, "fr", "1 h"),
        (2400, "en", "40 hr"),
        (629, "en", "10 hr"),
    ],
)
def test_lengths_of_time(amount: int, tag: str, said: str) -> None:
    assert wording.minutes(amount, tag).replace("\xa0", " ").replace("\u202f", " ") == said


@pytest.mark.parametrize(
    ("amount", "tag", "said"),
    [(300, "en", "1 kB"), (850_000, "en", "850 kB"), (2_300_000, "fr", "2,3 Mo"), (180_400_000, "en", "180 MB"),
     (4_000_000_000, "en", "4 GB")],
)  # fmt: skip
def test_sizes(amount: int, tag: str, said: str) -> None:
    assert wording.size(amount, tag).replace("\xa0", " ").replace("\u202f", " ") == said


def test_languages_for_readers_and_speakers() -> None:
    assert wording.language("sw", "fr") == "swahili"
    assert wording.language("zh-Hans", "en") == "Chinese (Simplified)"
    assert wording.own_name("sw") == "Kiswahili"
    assert wording.own_name("ar") == "العربية"
    assert wording.language("x-klingon", "en") == wording.own_name("x-klingon").lower() == "x-klingon"


def test_directions() -> None:
    assert [wording.direction(tag) for tag in ("ar", "fa-IR", "he", "ur", "sw", "zh-Hans", "nonsense-tag")] == [
        "rtl", "rtl", "rtl", "rtl", "ltr", "ltr", "ltr",
    ]  # fmt: skip


def test_days_countries_money_lists() -> None:
    assert wording.day(dt.date(2026, 11, 23), "sw") == "23 Novemba 2026"
    assert wording.country("KE", "zh-hans") == "肯尼亚"
    assert wording.country("ZZZ", "en") == "ZZZ"
    assert wording.money("20.00", "USD", "en") == "$20.00"
    assert wording.several(["A", "B", "C"], "es") == "A, B y C"


def test_moments_in_every_language_of_the_hub() -> None:
    at = dt.datetime(2026, 11, 23, 5, 27, tzinfo=dt.UTC)
    assert wording.moment(at, "fr") == "23 nov. 2026, 05:27"
    for tag in ("en", "es", "ar", "zh-hans", "ru", "sw", "pt"):
        said = wording.moment(at, tag)
        assert "11/23" not in said, tag
        assert "27" in said or "٢٧" in said, tag


def test_an_hour_and_a_half_is_said_once_in_arabic_too() -> None:
    assert wording.minutes(90, "ar").replace("\xa0", " ") == "1 س و30 د"
    assert wording.minutes(90, "en").replace("\xa0", " ") == "1 hr 30 min"
