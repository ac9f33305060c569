"""What a question finds and in which order, on small catalogues."""

from datetime import date
from typing import Any

import pytest

from tests.catalogue.search import indexes
from ujuzi.catalogue.queries import searching
from ujuzi.catalogue.search.memory import Index
from ujuzi.catalogue.search.terms import Query, Reason, Results


def ask(index: Index, text: str, **asked: Any) -> Results:
    return searching.search_in(index, Query(text=text, **asked))


def ids(results: Results) -> list[int]:
    return [hit.edition_id for hit in results.hits]


@pytest.fixture
def few() -> Index:
    return indexes.of(
        [
            indexes.row(1, "Machine learning in practice"),
            indexes.row(2, "Apprentissage automatique : les bases", language="fr"),
            indexes.row(3, "Drawing with pens"),
            indexes.row(4, "Ethics for engineers", description="<p>A chapter on machine learning.</p>"),
        ]
    )


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("apprentissage automatique", "fr"),
        ("تعلم الآلة", "ar"),
        ("机器学习", "zh"),
        ("ujifunzaji wa mashine", "sw"),
    ],
)
def test_a_question_finds_other_languages_through_the_concept(few: Index, text: str, language: str) -> None:
    results = ask(few, text, languages=(language,))
    assert set(ids(results)) == {1, 2, 4}
    marked = {hit.edition_id: hit.other_language for hit in results.hits}
    assert marked == {1: True, 2: language != "fr", 4: True}


def test_translations_rank_after_results_in_the_readers_language(few: Index) -> None:
    assert ids(ask(few, "apprentissage automatique", languages=("fr",)))[0] == 2
    assert ids(ask(few, "machine learning", languages=("en",))) == [1, 4, 2]


def test_a_question_in_a_language_the_reader_did_not_name_is_understood(few: Index) -> None:
    results = ask(few, "apprentissage automatique", languages=("en",))
    assert not results.hits[ids(results).index(2)].other_language


def test_reasons_are_the_parts_of_the_score(few: Index) -> None:
    hit = ask(few, "machine learning").hits[0]
    assert Reason("title", "machine learning") in hit.because
    assert Reason("language", "en") in hit.because
    translated = ask(few, "apprentissage automatique", languages=("fr",)).hits[1]
    assert Reason("title-meaning", "apprentissage automatique") in translated.because
    assert not [reason for reason in translated.because if reason.code == "title"]


@pytest.mark.django_db
@pytest.mark.parametrize("text", ["machien lerning", "machne learning", "MACHINE LEARNIG"])
def test_misspellings_are_mended_and_said(few: Index, text: str) -> None:
    results = ask(few, text)
    assert ids(results)[0] == 1
    assert "learn" in results.corrected


def test_a_word_that_exists_is_not_mended(few: Index) -> None:
    assert ask(few, "drawing").corrected == ""


def test_the_last_word_may_be_a_beginning(few: Index) -> None:
    assert ids(ask(few, "draw")) == ids(ask(few, "drawing pe")) == [3]


def test_all_words_first_and_some_words_only_when_few_have_all(few: Index) -> None:
    results = ask(few, "ethics machine")
    assert results.widened
    assert ids(results)[0] == 4
    assert 1 in ids(results)
    many = indexes.of([indexes.row(n, "Ethics of data") for n in range(1, 8)] + [indexes.row(8, "Ethics")])
    results = ask(many, "ethics data")
    assert not results.widened
    assert 8 not in ids(results)


def test_one_chinese_sign_finds_every_place_it_stands_in() -> None:
    index = indexes.of([indexes.row(1, "水资源管理", language="zh"), indexes.row(2, "饮用水", language="zh")])
    assert set(ids(ask(index, "水", languages=("zh",)))) == {1, 2}


def test_goals_are_found_by_number() -> None:
    index = indexes.of([indexes.row(1, "Weather", sdgs=[13]), indexes.row(2, "Weather", sdgs=[3])])
    for text in ("SDG 13", "ODD13", "цур 13"):
        assert ids(ask(index, text)) == [1]


def test_title_before_keywords_before_description() -> None:
    index = indexes.of(
        [
            indexes.row(1, "Course", description="robotics"),
            indexes.row(2, "Course", keywords=["robotics"]),
            indexes.row(3, "Robotics course"),
        ]
    )
    assert ids(ask(index, "robotics")) == [3, 2, 1]


def test_the_whole_title_comes_first() -> None:
    index = indexes.of([indexes.row(n, f"Data science {'and more ' * (n % 3)}{n}") for n in range(1, 9)])
    indexes.add(index, indexes.row(20, "Data science", quality=0))
    assert ids(ask(index, "data science"))[0] == 20


def test_nothing_of_the_provider_moves_a_result() -> None:
    rows = [
        indexes.row(n, "Data ethics", quality=n, provider_id=n % 2 + 1, provider__slug=f"p{n % 2}")
        for n in range(1, 7)
    ]
    swapped = [row | {"provider_id": 3 - row["provider_id"], "provider__slug": "p9"} for row in rows]
    assert ids(ask(indexes.of(rows), "data ethics")) == ids(ask(indexes.of(swapped), "data ethics"))


def test_a_name_is_found_but_is_no_word() -> None:
    index = indexes.of(
        [
            indexes.row(1, "Robots", quality=90),
            indexes.row(2, "Robots", quality=10, provider__names={"en": "Robots Savanna Academy"}),
        ]
    )
    assert ids(ask(index, "savanna")) == [2]
    assert ids(ask(index, "robots")) == [1, 2]


def test_no_provider_fills_the_first_page_while_comparable_others_wait() -> None:
    rows = [indexes.row(n, "Data ethics", quality=90, provider_id=1) for n in range(1, 13)]
    rows += [indexes.row(n, "Data ethics", quality=60, provider_id=n) for n in range(20, 30)]
    rows += [indexes.row(40, "Cooking", description="data", provider_id=50)]
    results = ask(indexes.of(rows), "data ethics", page_size=10)
    assert sum(edition < 13 for edition in ids(results)) == 3
    alone = indexes.of([row for row in rows if row["id"] < 13] + rows[-1:])
    assert all(edition < 13 for edition in ids(ask(alone, "data ethics", page_size=10)))


def test_a_work_is_one_result_in_the_readers_language_with_its_other_editions() -> None:
    rows = [
        indexes.row(n, "Data ethics", language=tag, work_id=5) for n, tag in enumerate(("en", "sw", "fr"), 1)
    ]
    results = ask(indexes.of(rows), "data ethics", languages=("sw", "fr"))
    assert results.total == 1
    assert results.hits[0].editions == (2, 3, 1)


def test_sorting() -> None:
    index = indexes.of(
        [
            indexes.row(1, "beta", modified_on=date(2026, 1, 1), duration_minutes=None),
            indexes.row(2, "Ämter", modified_on=date(2026, 3, 1), duration_minutes=30),
            indexes.row(3, "Zeta", modified_on=None, duration_minutes=20),
        ]
    )
    assert ids(ask(index, "", sort="newest")) == [2, 1, 3]
    assert ids(ask(index, "", sort="shortest")) == [3, 2, 1]
    assert ids(ask(index, "", sort="title")) == [2, 1, 3]


def test_facets_are_or_inside_and_between() -> None:
    index = indexes.of(
        [
            indexes.row(1, "a", level="beginner", cost="free"),
            indexes.row(2, "b", level="advanced", cost="free"),
            indexes.row(3, "c", level="beginner", cost="paid"),
        ]
    )
    results = ask(index, "", facets={"level": ("beginner", "advanced"), "cost": ("free",)})
    assert set(ids(results)) == {1, 2}
    assert {c.value: (c.count, c.chosen) for c in results.facets["cost"]} == {
        "free": (2, True),
        "paid": (1, False),
    }


def test_a_choice_that_there_is_not_finds_nothing_and_is_still_shown() -> None:
    results = ask(indexes.of([indexes.row(1, "a")]), "", facets={"country": ("XX",), "nonsense": ("1",)})
    assert results.total == 0
    assert [(c.value, c.count) for c in results.facets["country"]] == [("XX", 0)]


def test_light_is_offline_or_small_or_a_text() -> None:
    index = indexes.of(
        [
            indexes.row(1, "a", works_offline=True, size_bytes=10**9),
            indexes.row(2, "b", size_bytes=9_000_000),
            indexes.row(3, "c", kind="guide"),
            indexes.row(4, "d", kind="guide", access_modes=["visual"]),
            indexes.row(5, "e"),
        ]
    )
    assert set(ids(ask(index, "", facets={"line": ("light",)}))) == {1, 2, 3}


def test_what_the_columns_say_is_found_by_words() -> None:
    index = indexes.of(
        [
            indexes.row(1, "Python", cost="free"),
            indexes.row(2, "Python", cost="paid", audiences=["teachers"]),
        ]
    )
    assert ids(ask(index, "cours gratuit python", languages=("fr",)))[0] == 1
    assert ids(ask(index, "python kwa walimu", languages=("sw",)))[0] == 2


def test_course_is_no_word_to_search_by_in_a_catalogue_of_courses() -> None:
    index = indexes.of([indexes.row(1, "Robotics"), indexes.row(2, "A course on drawing")])
    assert ids(ask(index, "robotics course")) == [1]
    assert ids(ask(index, "course")) == [2]


def test_when_little_is_found_related_ideas_follow() -> None:
    index = indexes.of(
        [indexes.row(1, "Generative AI"), indexes.row(2, "Writing prompts"), indexes.row(3, "Drawing")]
    )
    results = ask(index, "genai")
    assert (ids(results), results.widened) == ([1, 2], True)
    assert Reason("related", "generative AI") in results.hits[1].because
