"""What becomes of records from one harvest to the next: new, changed, unchanged, gone, back again."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.catalogue.harvest import scripted
from tests.catalogue.harvest.scripted import Hub, entry, gone, live, page, states
from ujuzi.catalogue.feeds.entry import Offer, Reject
from ujuzi.catalogue.models import (
    Change,
    Edition,
    Harvest,
    Offering,
    SearchEntry,
    SourceRecord,
    StagedEntry,
    Work,
)

CATALOGUE = ("edition", "work", "offering", "sourcerecord", "searchentry", "change")


def written(queries: CaptureQueriesContext) -> set[str]:
    """Tables that INSERT, UPDATE or DELETE went to."""
    found = set()
    for query in queries.captured_queries:
        words = query["sql"].replace('"', " ").replace("`", " ").split()
        if words and words[0] in {"INSERT", "UPDATE", "DELETE"}:
            found.add(next(word for word in words[1:] if word.startswith(("catalogue_", "organisations_"))))
    return found


def test_new_records_become_published_editions_that_search_finds(hub: Hub) -> None:
    run = hub.harvest(hub.feed(), [entry("a"), entry("b")], [entry("c")])
    assert (run.state, run.new, run.fetched, run.pages) == ("done", 3, 3, 2)
    assert states() == {f"Course {name}": "published" for name in "abc"}
    assert SearchEntry.objects.filter(is_live=True).count() == 3
    assert Offering.objects.count() == 3
    assert not StagedEntry.objects.exists()


def test_without_the_option_they_wait_for_review_and_are_not_found(hub: Hub) -> None:
    hub.harvest(hub.feed(options={}), [entry("a")])
    edition = Edition.objects.get()
    assert (edition.state, edition.published_at) == ("pending", None)
    assert not SearchEntry.objects.exists()


def test_a_changed_record_changes_its_fields_and_only_these_stand_in_the_history(hub: Hub) -> None:
    feed = hub.feed()
    hub.harvest(feed, [entry("a", "Maize", keywords=("maize",)), entry("b")])
    run = hub.harvest(feed, [entry("a", "Millet", keywords=("maize",)), entry("b")])
    assert (run.new, run.changed, run.unchanged) == (0, 1, 1)
    change = Change.objects.get()
    assert change.cause == "harvest"
    assert change.fields["title"] == ["Maize", "Millet"]
    assert not {"keywords", "url", "language", "state"} & change.fields.keys()
    assert "millet" in str(SearchEntry.objects.get(edition=change.edition).words)


def test_a_record_that_vanishes_from_a_whole_reading_is_withdrawn_and_comes_back(hub: Hub) -> None:
    feed = hub.feed()
    hub.harvest(feed, [entry("a"), entry("b")])
    run = hub.harvest(feed, [entry("a")])
    assert (run.state, run.withdrawn) == ("done", 1)
    assert states() == {"Course a": "published", "Course b": "withdrawn"}
    lost = Edition.objects.get(title="Course b")
    assert not SearchEntry.objects.get(edition=lost).is_live
    hub.harvest(feed, [entry("a"), entry("b")])
    assert states()["Course b"] == "published"
    assert SearchEntry.objects.get(edition=lost).is_live
    said = [change.fields["state"] for change in Change.objects.filter(edition=lost).order_by("pk")]
    assert said == [["published", "withdrawn"], ["withdrawn", "published"]]
    assert Offering.objects.filter(edition=lost).count() == 1


def test_what_never_was_published_comes_back_as_pending(hub: Hub) -> None:
    feed = hub.feed(options={})
    hub.harvest(feed, [entry("a"), entry("b")])
    hub.harvest(feed, [entry("a")])
    hub.harvest(feed, [entry("a"), entry("b")])
    assert states() == {"Course a": "pending", "Course b": "pending"}


def test_an_incremental_reading_withdraws_nothing_that_it_does_not_name(hub: Hub) -> None:
    feed = hub.feed()
    hub.harvest(feed, [entry("a"), entry("b"), entry("c")])
    run = hub.harvest(feed, page([entry("a", "Other"), gone("c")], complete=False))
    assert (run.changed, run.withdrawn) == (1, 1)
    assert states() == {"Other": "published", "Course b": "published", "Course c": "withdrawn"}


def test_a_deletion_takes_all_languages_of_the_identifier(hub: Hub) -> None:
    feed = hub.feed()
    both = [
        entry("a", "Soil", languages=("en",)),
        entry("a", "Udongo", languages=("sw",), url="https://x.example/sw"),
    ]
    hub.harvest(feed, [*both, entry("b")])
    hub.harvest(feed, page([gone("a")], complete=False))
    assert states() == {"Soil": "withdrawn", "Udongo": "withdrawn", "Course b": "published"}
    hub.harvest(feed, page([gone("a"), gone("never-known")], complete=False))
    assert live(feed) == {("b", "en")}


def test_deleted_then_there_again_in_one_reading_and_the_other_way_round(hub: Hub) -> None:
    feed = hub.feed()
    hub.harvest(feed, [entry("a"), entry("b")])
    hub.harvest(
        feed, page([gone("a")]), page([entry("a", "Again"), entry("b", "New"), gone("b")], complete=False)
    )
    assert states() == {"Again": "published", "Course b": "withdrawn"}


def test_deletions_named_by_a_whole_reading_do_not_look_like_a_broken_feed(hub: Hub) -> None:
    feed = hub.feed()
    many = [entry(f"c{number}") for number in range(30)]
    hub.harvest(feed, many)
    run = hub.harvest(feed, [*many[:5], *(gone(each.identifier) for each in many[5:])])
    assert (run.state, run.withdrawn) == ("done", 25)


def test_the_last_of_equal_keys_counts_and_nothing_flaps(hub: Hub) -> None:
    feed = hub.feed()
    twice = ([entry("a", "First", url=""), entry("a", "Second", url="")], [entry("a", "Third", url="")])
    hub.harvest(feed, *twice)
    assert states() == {"Third": "published"}
    assert Offering.objects.count() == SourceRecord.objects.count() == Work.objects.count() == 1
    run = hub.harvest(feed, *twice)
    assert (run.state, run.changed) == ("unchanged", 0)
    assert states() == {"Third": "published"}
    assert not Change.objects.exists()


def test_one_identifier_in_two_languages_is_two_editions(hub: Hub) -> None:
    hub.harvest(hub.feed(), [entry("a", "Soil"), entry("a", "Udongo", languages=("sw",))])
    assert states().keys() == {"Soil", "Udongo"}
    assert Work.objects.count() == 2  # nothing says that they are one work


def test_records_of_one_group_are_editions_of_one_work_also_later(hub: Hub) -> None:
    feed = hub.feed()
    soil = entry("a-en", "Soil", group="a")
    hub.harvest(feed, [soil, entry("a-sw", "Udongo", languages=("sw",), group="a")])
    hub.harvest(feed, [soil, entry("a-sw", "Udongo", languages=("sw",), group="a"), entry("a-fr", "Sol", languages=("fr",), group="a")])  # fmt: skip
    assert Edition.objects.count() == 3
    assert Work.objects.count() == 1


def test_offerings_are_replaced_when_they_differ(hub: Hub) -> None:
    feed = hub.feed()
    dated = [Offer(url="https://x.example/a", starts=day) for day in ("2026-05-01", "2026-09-01")]
    hub.harvest(feed, [entry("a", offers=tuple(dated))])
    before = set(Offering.objects.values_list("pk", flat=True))
    hub.harvest(feed, [entry("a", "Renamed", offers=tuple(dated))])
    assert set(Offering.objects.values_list("pk", flat=True)) == before
    hub.harvest(feed, [entry("a", "Renamed", offers=tuple(dated[:1]))])
    assert [str(day) for day in Offering.objects.values_list("starts_on", flat=True)] == ["2026-05-01"]


def test_an_unchanged_feed_writes_nothing_into_the_catalogue(hub: Hub) -> None:
    feed = hub.feed()
    said = [entry("a", group="g"), entry("b"), Reject("bad-json", "line 1", "c", b"{")]
    hub.harvest(feed, said)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        run = hub.harvest(feed, said)
    assert run.state == "done"
    assert run.unchanged == 2
    assert run.quarantined == 1
    assert not written(queries) & {f"catalogue_{name}" for name in CATALOGUE}


def test_a_source_that_says_not_modified_costs_a_harvest_and_a_feed_row(hub: Hub) -> None:
    feed = hub.feed()
    hub.harvest(feed, page([entry("a")], state={"etag": "1"}))
    feed.refresh_from_db()
    assert feed.state == {"etag": "1"}
    with CaptureQueriesContext(connection) as queries:
        run = hub.harvest(feed, page([], unchanged=True, complete=False))
    assert run.state == "unchanged"
    assert written(queries) <= {"catalogue_harvest", "catalogue_feed", "catalogue_stagedentry"}
    feed.refresh_from_db()
    assert feed.state == {"etag": "1"}
    assert states() == {"Course a": "published"}


def test_the_number_of_questions_does_not_grow_with_the_batch(hub: Hub) -> None:
    def asked(count: int, title: str) -> int:
        feed = hub.feed()
        before = [entry(f"{feed.pk}-{number}", "Before", keywords=(f"k{number}",)) for number in range(count)]
        hub.harvest(feed, before)
        after = [entry(f"{feed.pk}-{number}", title, keywords=(f"n{number}",)) for number in range(count)]
        with CaptureQueriesContext(connection) as queries:
            run = hub.harvest(feed, after)
        assert run.changed == count
        return len(queries)

    few = asked(3, "After")
    # Only what exceeds one statement's parameters (about 300 editions) may add one.
    assert asked(120, "After") <= few + 3


def test_a_harvest_row_tells_what_happened(hub: Hub) -> None:
    said = scripted.page(
        [entry("a")], total=2**40, notes=["a note\0 with \ud800 dirt", "a note\0 with \ud800 dirt"]
    )
    hub.harvest(hub.feed(), said)
    run = Harvest.objects.get()
    assert run.total is None  # nobody has so many
    assert run.notes == ["a note with  dirt"]
    assert run.finished_at is not None
    assert run.claimed_until is None
    assert run.checkpoint is None
