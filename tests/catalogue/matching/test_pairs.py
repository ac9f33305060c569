"""What is suggested as one course or one work, and what never is."""

from datetime import date
from typing import Any

import pytest

from ujuzi.catalogue import matching
from ujuzi.catalogue.matching import cards, marks

TEXT = (
    "Learn how neural networks see a field of maize, how to label pictures with a phone, and how to train and test a "
    "model that tells a healthy leaf from a sick one. With exercises for farmers and extension officers."
)


def card(pk: int, title: str, **fields: Any) -> matching.Card:
    given: dict[str, Any] = {
        "work": pk,
        "provider": 1,
        "language": "en",
        "description": "",
        "address": "",
        "minutes": None,
    } | fields
    published: dict[str, Any] = {"published": None}
    return matching.card(pk, title=title, **(published | given))


def found(
    *made: matching.Card, texts: dict[int, str] | None = None, fresh: set[int] | None = None
) -> list[matching.Pair]:
    said = {pk: cards.words(text) for pk, text in (texts or {}).items()}
    fresh = {each.pk for each in made} if fresh is None else fresh
    return list(matching.pairs(made, fresh, texts=lambda pk: said.get(pk, "")))


NEVER = [
    ("Machine Learning for Farmers, Part 1", "Machine Learning for Farmers, Part 2"),
    ("Exam preparation AZ-900", "Exam preparation AI-900"),
    ("AZ-900 Fundamentals", "AI-900 Fundamentals"),
    ("Data science bootcamp 2025", "Data science bootcamp 2026"),
    ("Machine Learning I", "Machine Learning II"),
    ("Machine Learning", "Machine Learning II"),
    ("Prompting for beginners", "Prompting advanced"),
    ("Python for AI: part one", "Python for AI: part two"),
    ("Introduction à l'IA, première partie", "Introduction à l'IA, deuxième partie"),
    ("Akili bandia, sehemu ya kwanza", "Akili bandia, sehemu ya pili"),
    ("机器学习（上）", "机器学习（下）"),
    ("机器学习初级", "机器学习高级"),
    ("التعلم الآلي الجزء الأول", "التعلم الآلي الجزء الثاني"),
    ("Машинное обучение, часть первая", "Машинное обучение, часть вторая"),
    ("Модуль ٣: данные", "Модуль ٤: данные"),
    ("KI Kurs Teil IV", "KI Kurs Teil VI"),
    ("Week 1, module 2: data", "Week 2, module 1: data"),
    ("SDG 13 and AI", "SDG 14 and AI"),
]


@pytest.mark.parametrize(("one", "other"), NEVER)
def test_a_series_is_never_a_duplicate(one: str, other: str) -> None:
    same = {1: TEXT, 2: TEXT}
    pair = [card(n, title, description=TEXT, minutes=60) for n, title in ((1, one), (2, other))]
    assert found(*pair, texts=same) == []
    assert found(
        *(card(n, one, description=TEXT, minutes=60) for n in (1, 2)), texts=same
    )  # the title alone decided


ALIKE = [
    ("Machine Learning for Farmers", "Machine learning for farmers"),
    ("Machine Learning for Farmers", "Machine-Learning for Farmers (online)"),
    ("Machine Learning for Farmers: Part 1", "Machine learning for farmers - part 1"),
    ("Introduction à l’intelligence artificielle", "Introduction a l'intelligence artificielle"),
    ("مُقَدِّمة في الذكاء الاصطناعي", "مقدمة في الذكاء الاصطناعي"),
    ("机器学习：农业", "机器学习 农业"),
]


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_the_same_course_under_two_addresses_is_suggested(one: str, other: str) -> None:
    (pair,) = found(card(1, one), card(2, other, provider=2), texts={1: TEXT, 2: TEXT})
    assert (pair.kind, pair.left, pair.right) == ("duplicate", 1, 2)
    assert {reason["code"] for reason in pair.reasons} == {"title", "description"}


def test_another_duration_does_not_hide_the_same_course_of_two_partners() -> None:
    one = card(1, "Generative AI at work: use it well and check it", minutes=360, description=TEXT)
    other = card(
        2, "Generative AI at work: use it well, check it well", minutes=120, provider=2, description=TEXT
    )
    assert [pair.kind for pair in found(one, other, texts={1: TEXT, 2: TEXT})] == ["duplicate"]


def test_a_common_title_with_another_text_of_another_partner_is_no_duplicate() -> None:
    other = "Write better letters and plan lessons with an assistant. A short course for teachers in primary school."
    assert (
        found(
            card(1, "Introduction to AI"),
            card(2, "Introduction to AI", provider=2),
            texts={1: TEXT, 2: other},
        )
        == []
    )


def test_the_same_text_under_a_changed_title_is_suggested() -> None:
    one = card(1, "Seeing sick maize with a phone", description=TEXT)
    other = card(2, "Sick maize: seeing it with your phone", description=TEXT)
    assert [pair.kind for pair in found(one, other, texts={1: TEXT, 2: TEXT})] == ["duplicate"]


def test_a_translation_shares_the_address_but_for_its_language() -> None:
    one = card(1, "Introduction to AI", address="https://x.example/en/courses/intro")
    other = card(2, "Utangulizi wa akili bandia", language="sw", address="https://x.example/sw/courses/intro")
    (pair,) = found(one, other)
    assert pair.kind == "translation"
    assert pair.reasons == [{"code": "address", "text": "https://x.example/*/courses/intro"}]


def test_a_translation_shares_rare_words_and_times() -> None:
    fields: dict[str, Any] = {"minutes": 95, "published": date(2025, 3, 9)}
    (pair,) = found(
        card(1, "Forecasting floods with GloFAS", **fields),
        card(2, "Prévoir les crues avec GloFAS", language="fr", **fields),
    )
    assert (pair.kind, {reason["code"] for reason in pair.reasons}) == (
        "translation",
        {"words", "duration", "date"},
    )


@pytest.mark.parametrize(
    "fields", [{"provider": 2}, {"work": 1}, {"address": "https://x.example/sw/courses/other"}]
)
def test_no_translation_across_partners_nor_within_a_work_nor_at_another_address(
    fields: dict[str, Any],
) -> None:
    one = card(1, "Introduction to AI", address="https://x.example/en/courses/intro")
    address = {"address": "https://x.example/sw/courses/intro"}
    assert found(one, card(2, "Utangulizi wa akili bandia", language="sw", **(address | fields))) == []


def test_only_what_is_new_is_compared_with_all() -> None:
    made = [card(n, "Machine learning for farmers") for n in (1, 2, 3)]
    assert {(pair.left, pair.right) for pair in found(*made, fresh={3})} == {(1, 3), (2, 3)}
    assert found(*made, fresh=set()) == []


def test_a_thousand_equal_titles_are_not_a_million_comparisons() -> None:
    asked: list[int] = []
    made = [card(n, "Introduction to machine learning") for n in range(1000)]

    def texts(pk: int) -> str:
        asked.append(pk)
        return ""

    list(matching.pairs(made, set(range(1000)), texts=texts))
    assert len(asked) < 1000 * 2 * 4


@pytest.mark.parametrize(
    ("title", "made"),
    [
        ("Part 1 of 3", ("1", "3")),
        ("AZ-900: Azure", ("az-900",)),
        ("Machine Learning IV", ("4",)),
        ("One health with AI", ()),
        ("Prompting for beginners", ("beginner",)),
        ("الوحدة ٣", ("3",)),
        ("第三课：数据", ("3",)),
        ("", ()),
    ],
)
def test_marks(title: str, made: tuple[str, ...]) -> None:
    assert marks.of(title) == made
