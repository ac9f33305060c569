"""The process's index stays level with the table: in order of commit, after deletions, and after a database went back."""

import threading

import pytest
from django.db import connections, transaction

from tests import make
from ujuzi.catalogue.models import Edition, SearchEntry
from ujuzi.catalogue.queries import searching
from ujuzi.catalogue.search import following, indexing
from ujuzi.catalogue.search.terms import Query


def found(text: str) -> set[int]:
    return {hit.edition_id for hit in searching.search(Query(text=text, page_size=100)).hits}


@pytest.mark.django_db
def test_revisions_grow_with_every_call() -> None:
    course = make.edition(title="Prompting")
    seen = []
    for _ in range(3):
        indexing.index([course.pk])
        seen.append(SearchEntry.objects.get().revision)
    assert seen == sorted(set(seen))


@pytest.mark.django_db
def test_indexing_nothing_asks_nothing(django_assert_num_queries) -> None:
    with django_assert_num_queries(0):
        assert indexing.index([]) == 0


@pytest.mark.django_db
def test_a_change_replaces_the_old_words() -> None:
    course = make.edition(title="Prompting")
    indexing.index([course.pk])
    assert found("prompting") == {course.pk}
    Edition.objects.update(title="Robotics")
    indexing.index([course.pk])
    assert (found("prompting"), found("robotics")) == (set(), {course.pk})


@pytest.mark.django_db
def test_a_deleted_edition_is_forgotten_at_the_next_change() -> None:
    gone, stays = make.edition(title="Prompting"), make.edition(title="Prompting more")
    indexing.index([gone.pk, stays.pk])
    assert found("prompting") == {gone.pk, stays.pk}
    gone.delete()
    indexing.index([stays.pk])
    assert found("prompting") == {stays.pk}


@pytest.mark.django_db
def test_what_was_rolled_back_is_forgotten() -> None:
    course = make.edition(title="Prompting")
    with transaction.atomic():
        indexing.index([course.pk])
        assert found("prompting") == {course.pk}
        transaction.set_rollback(True)
    assert found("prompting") == set()


@pytest.mark.django_db
def test_a_mended_word_is_shown_as_it_is_written() -> None:
    course = make.edition(title="Machine learning")
    indexing.index([course.pk])
    assert searching.search(Query(text="machien lerning")).corrected == "machine learning"


@pytest.mark.django_db
def test_looking_may_be_put_off(django_assert_num_queries) -> None:
    course = make.edition(title="Prompting")
    indexing.index([course.pk])
    assert found("prompting")
    with django_assert_num_queries(1):
        searching.search(Query(text="prompting"))
    with django_assert_num_queries(0):
        following.current(fresh_for=60)


@pytest.mark.django_db
def test_following_equals_loading() -> None:
    courses = [make.edition(title=f"Prompting {n}") for n in range(5)]
    for course in courses:
        indexing.index([course.pk])
        found("prompting")
    followed = searching.search(Query(text="prompting"))
    following.forget()
    assert searching.search(Query(text="prompting")) == followed


@pytest.mark.django_db(transaction=True)
@pytest.mark.only_on("postgresql")  # SQLite has one writer: the order cannot be broken
def test_revisions_become_visible_in_their_order() -> None:
    """The first to take a revision commits last: the second must wait for it, or a follower would skip the first."""
    first, second = make.edition(title="Prompting one"), make.edition(title="Prompting two")
    second_done = threading.Event()

    def index_second() -> None:
        indexing.index([second.pk])
        connections.close_all()
        second_done.set()

    with transaction.atomic():
        indexing.index([first.pk])
        other = threading.Thread(target=index_second)
        other.start()
        assert not second_done.wait(0.3)
    other.join()
    revisions = dict(SearchEntry.objects.values_list("edition_id", "revision"))
    assert revisions[first.pk] < revisions[second.pk]
    assert found("prompting") == {first.pk, second.pk}
