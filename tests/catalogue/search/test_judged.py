"""The judged questions: each language stays at its target, and the files are whole."""

import tomllib

import pytest
from bench import relevance


@pytest.mark.django_db
def test_every_language_reaches_its_target() -> None:
    measured = relevance.measure()
    assert set(measured) == set(relevance.LANGUAGES)
    assert {language: ndcg for language, (ndcg, _recall) in measured.items() if ndcg < relevance.TARGET} == {}


def test_every_need_is_asked_in_every_language_and_judged_over_what_there_is() -> None:
    courses = tomllib.loads((relevance.JUDGED / "courses.toml").read_text("utf-8"))
    needs = tomllib.loads((relevance.JUDGED / "needs.toml").read_text("utf-8"))
    assert len(needs) >= 20
    for need in needs.values():
        assert set(need) == {"grades", *relevance.LANGUAGES}
        assert set(need["grades"]) <= set(courses)
