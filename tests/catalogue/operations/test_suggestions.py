"""Suggestions after a harvest, and that accepting then undoing leaves everything as it was."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import make
from ujuzi.catalogue.models import (
    AuditEntry,
    Edition,
    Offering,
    SearchEntry,
    SourceRecord,
    State,
    Suggestion,
    SuggestionKind,
    SuggestionState,
    Work,
)
from ujuzi.catalogue.operations import suggestions

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
TEXT = (
    "<p>Learn how neural networks see a field of maize and how to train a model with pictures of a phone.</p>"
)
pytestmark = pytest.mark.django_db


def sourced(**fields: Any) -> Edition:
    """An edition with a record and an offering, as a harvest leaves it."""
    edition = make.edition(**({"created_at": NOW} | fields))
    feed = make.feed(organisation=edition.provider)
    record = SourceRecord.objects.create(feed=feed, identifier="1", digest=b"1", payload=b"", edition=edition)
    Offering.objects.create(edition=edition, record=record, url=edition.url)
    return edition


def picture() -> dict[str, Any]:
    """All that merging may touch, without the times of change."""
    editions = Edition.objects.order_by("pk").values_list("pk", "state", "work_id", "title", "published_at")
    return {
        "editions": list(editions),
        "records": list(SourceRecord.objects.order_by("pk").values_list("pk", "edition_id")),
        "offerings": list(Offering.objects.order_by("pk").values_list("pk", "edition_id")),
        "works": list(Work.objects.order_by("pk").values_list("pk", "merged_into")),
        "found": list(SearchEntry.objects.filter(is_live=True).order_by("pk").values_list("pk", flat=True)),
    }


def pair(kind: str = SuggestionKind.DUPLICATE, **right: Any) -> Suggestion:
    left = sourced(title="Seeing maize", description=TEXT)
    other = sourced(title="Seeing maize", description=TEXT, **right)
    return Suggestion.objects.create(kind=kind, left=left, right=other, score=90)


def test_what_a_harvest_brought_is_compared_with_all_once() -> None:
    old = make.edition(title="Seeing sick maize", description=TEXT, created_at=NOW - timedelta(days=9))
    new = make.edition(title="Seeing sick maize", description=TEXT, created_at=NOW)
    assert suggestions.suggest_for(new.provider_id, since=NOW, now=NOW) == 1
    made = Suggestion.objects.get()
    assert (made.left, made.right, made.kind, made.state) == (old, new, "duplicate", "open")
    assert {reason["code"] for reason in made.reasons} == {"title", "description"}
    assert suggestions.suggest_for(new.provider_id, since=NOW, now=NOW) == 0
    assert suggestions.suggest_for(old.provider_id, since=NOW, now=NOW) == 0
    assert {new.state, old.state} == {State.PUBLISHED}  # nothing is merged


def test_a_duplicate_gives_its_records_and_offerings_away() -> None:
    row = pair()
    actor = make.person()
    assert suggestions.accept(row, actor=actor, now=NOW)
    left, right = Edition.objects.get(pk=row.left_id), Edition.objects.get(pk=row.right_id)
    assert (left.records.count(), left.offerings.count()) == (2, 2)
    assert (right.records.count(), right.offerings.count(), right.state) == (0, 0, State.REJECTED)
    assert right.work.merged_into == left.work
    assert not SearchEntry.objects.get(pk=right.pk).is_live
    assert (row.state, row.decided_by, row.decided_at) == ("accepted", actor, NOW)
    assert [change.cause for change in right.changes.all()] == ["merge"]
    assert AuditEntry.objects.get().verb == "pair.accept"


def test_the_published_one_of_two_stays() -> None:
    left = sourced(state=State.PENDING)
    right = sourced(state=State.PUBLISHED)
    row = suggestions.by_hand(right, left, SuggestionKind.DUPLICATE, now=NOW)
    assert suggestions.accept(row, actor=make.person(), now=NOW)
    left.refresh_from_db()
    assert (left.state, right.records.count()) == (State.REJECTED, 2)


def test_a_translation_shares_the_work() -> None:
    row = pair(SuggestionKind.TRANSLATION, language="sw")
    beside = make.edition(work=row.right.work, language="fr")
    assert suggestions.accept(row, actor=make.person(), now=NOW)
    assert set(Edition.objects.values_list("work", flat=True)) == {row.left.work_id}
    assert Work.objects.get(pk=beside.work_id).merged_into_id == row.left.work_id
    assert set(Edition.objects.values_list("state", flat=True)) == {State.PUBLISHED}


def test_a_rejected_pair_is_not_suggested_again() -> None:
    row = pair()
    assert suggestions.reject(row, actor=make.person(), now=NOW)
    assert not suggestions.reject(row, actor=make.person(), now=NOW)
    assert suggestions.suggest_for(row.right.provider_id, since=NOW, now=NOW) == 0


def test_an_accepted_pair_is_not_accepted_twice() -> None:
    row = pair()
    assert suggestions.accept(row, actor=make.person(), now=NOW)
    assert not suggestions.accept(row, actor=make.person(), now=NOW)
    assert suggestions.undo(row, actor=make.person(), now=NOW)
    assert not suggestions.undo(row, actor=make.person(), now=NOW)


def test_offerings_written_anew_by_a_harvest_go_back_with_their_record() -> None:
    row = pair()
    suggestions.accept(row, actor=make.person(), now=NOW)
    record = SourceRecord.objects.get(feed__organisation=row.right.provider)
    record.offerings.all().delete()
    Offering.objects.create(edition=row.left, record=record, url="https://x.example/new")
    suggestions.undo(row, actor=make.person(), now=NOW)
    assert [offering.url for offering in row.right.offerings.all()] == ["https://x.example/new"]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    states=st.lists(st.sampled_from([State.PENDING, State.PUBLISHED]), min_size=2, max_size=5),
    works=st.lists(st.integers(0, 2), min_size=5, max_size=5),
    kinds=st.lists(st.sampled_from(SuggestionKind.values), min_size=1, max_size=4),
    data=st.data(),
)
def test_merging_then_undoing_in_reverse_is_as_if_nothing_had_been(
    db: None, states: list[str], works: list[int], kinds: list[str], data: st.DataObject
) -> None:
    rooms = [Work.objects.create() for _each in range(3)]
    editions = [sourced(state=state, work=rooms[works[n]]) for n, state in enumerate(states)]
    suggestions.indexing.index([edition.pk for edition in editions])
    actor = make.person()
    pictures, done = [picture()], []
    for kind in kinds:
        one, other = data.draw(st.permutations(editions))[:2]
        row = suggestions.by_hand(one, other, kind, now=NOW)
        if suggestions.accept(row, actor=actor, now=NOW, kind=kind):
            done.append(row)
            pictures.append(picture())
    for row in reversed(done):
        assert picture() == pictures.pop()
        assert suggestions.undo(row, actor=actor, now=NOW)
        assert row.state == SuggestionState.OPEN
    assert picture() == pictures.pop()


@pytest.mark.parametrize("state", [State.REJECTED, State.WITHDRAWN])
def test_what_is_off_the_pages_is_not_merged(state: str) -> None:
    row = pair(state=state)
    assert not suggestions.accept(row, actor=make.person(), now=NOW)
    assert not AuditEntry.objects.exists()
    assert row.right.records.count() == 1
