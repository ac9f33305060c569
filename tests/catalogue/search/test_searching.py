import pytest

from tests import make
from ujuzi.catalogue.models import State, Work
from ujuzi.catalogue.queries import searching
from ujuzi.catalogue.search import indexing
from ujuzi.catalogue.search.terms import Query

pytestmark = pytest.mark.django_db


def found(text: str = "", **asked) -> list[int]:
    return [hit.edition_id for hit in searching.search(Query(text=text, **asked)).hits]


def test_an_indexed_edition_is_found_by_its_words_in_any_form() -> None:
    course = make.edition(title="Introduction to Machine Learning", description="<p>Neural networks</p>")
    indexing.index([course.pk])
    assert found("machine learning") == found("LEARNING machines") == found("neural network") == [course.pk]


def test_what_is_not_published_is_not_found() -> None:
    course = make.edition(title="Prompting")
    indexing.index([course.pk])
    assert found("prompting") == [course.pk]
    course.state = State.WITHDRAWN
    course.save()
    assert indexing.index([course.pk]) == 0
    assert found("prompting") == found() == []


def test_editions_of_one_work_are_one_result_shown_in_the_readers_language() -> None:
    work = Work.objects.create()
    english = make.edition(work=work, title="AI for everyone", language="en")
    french = make.edition(work=work, title="L'IA pour tous (AI for everyone)", language="fr")
    indexing.index([english.pk, french.pk])
    results = searching.search(Query(text="AI for everyone", languages=("fr",)))
    assert results.total == 1
    assert [hit.editions for hit in results.hits] == [(french.pk, english.pk)]
