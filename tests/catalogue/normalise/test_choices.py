"""Prices, countries, kinds, levels, forms: free words to the few values of the catalogue."""

import pytest

from ujuzi.catalogue.feeds.entry import Entry, Offer
from ujuzi.catalogue.normalise import choices, countries


@pytest.mark.parametrize(
    ("said", "amount"),
    [
        ("1.234,50", 1234.5), ("1,234.50", 1234.5), ("1 234", 1234), ("1.234", 1234), ("1,000", 1000), ("10,5", 10.5), ("USD 49", 49),
        ("49.-", 49), ("€ 10", 10), ("२५", 25), ("0", 0), ("0.00", 0), ("free", 0), ("Free!", 0), ("kostenlos", 0), ("مجاني", 0), ("bure", 0),
        ("", None), ("ask", None),
    ],
)  # fmt: skip
def test_amounts(said: str, amount: float | None) -> None:
    assert choices.amount(said) == amount


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("KE", "KE"), ("ke", "KE"), ("KEN", "KE"), ("ken", "KE"), ("Kenya", "KE"), ("kenia", "KE"), ("كينيا", "KE"), ("UK", "GB"), ("USA", "US"),
        ("Côte d'Ivoire", "CI"), ("Côte d’Ivoire", "CI"), ("DRC", "CD"), ("COD", "CD"), ("Republic of Korea", "KR"), ("Turkey", "TR"),
        ("United Republic of Tanzania", "TZ"), ("中国", "CN"), ("Россия", "RU"), ("EU", ""), ("ZZ", ""), ("xx", ""), ("Global", ""), ("", ""),
    ],
)  # fmt: skip
def test_countries(said: str, code: str) -> None:
    assert countries.code(said) == code


def test_lists_of_countries() -> None:
    assert countries.codes(("Kenya, Uganda; KE", "Global")) == ["KE", "UG"]


@pytest.mark.parametrize(
    ("said", "level"),
    [
        (("Beginner",), "beginner"), (("Advanced", "Beginner"), "beginner"), (("Einsteiger",), "beginner"), (("débutant",), "beginner"),
        (("مبتدئ",), "beginner"), (("初级",), "beginner"), (("wanaoanza",), "beginner"), (("متوسط",), "intermediate"), (("wa kati",), "intermediate"),
        (("للمتقدمين",), "advanced"), (("продвинутый",), "advanced"), (("उन्नत",), "advanced"), (("tingkat lanjut",), "advanced"), (("Level 200",), ""), ((), ""),
    ],
)  # fmt: skip
def test_levels(said: tuple[str, ...], level: str) -> None:
    assert choices.level(said) == level


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("Course", "course"), ("https://schema.org/Course", "course"), ("learningPath", "path"), ("VideoObject", "video"), ("webinar", "webinar"), ("webinaire", "webinar"),
        ("http://w3id.org/kim/hcrt/video", "video"), ("text", "guide"), ("دليل", "guide"), ("module", "module"), ("toolkit", "toolkit"), ("", "course"),
    ],
)  # fmt: skip
def test_kinds(said: str, kind: str) -> None:
    assert choices.kind(said) == kind


@pytest.mark.parametrize(
    ("said", "mode"),
    [
        ("online", "self-paced"), ("asynchronous", "self-paced"), ("synchronous", "scheduled"), ("Online instructor-led", "scheduled"),
        ("Präsenz", "in-person"), ("حضوري", "in-person"), ("blended", "hybrid"), ("virtual", "self-paced"), ("full-time", ""), ("", ""),
    ],
)  # fmt: skip
def test_forms(said: str, mode: str) -> None:
    assert choices.modality(said) == mode


@pytest.mark.parametrize(
    ("fields", "cost", "certificate"),
    [
        ({}, "", ""),
        ({"free": True, "certificate": True}, "free", "yes"),
        ({"free": False, "certificate": False}, "paid", "none"),
        ({"offers": (Offer(price="0", certificate_price="49"),)}, "free", "paid"),
        ({"offers": (Offer(price="20"), Offer(price="free"))}, "free", ""),
        ({"offers": (Offer(price="20"),), "certificate_free": True}, "paid", "free"),
    ],
)
def test_costs(fields: dict, cost: str, certificate: str) -> None:
    entry = Entry(identifier="1", **fields)
    assert (choices.cost(entry), choices.certificate(entry)) == (cost, certificate)


def test_accessibility_features_in_any_spelling_are_one() -> None:
    assert choices.features(("closed captions, Transcript", "subtitles", "字幕")) == [
        "captions",
        "transcript",
    ]
