"""What a run keeps to: broken feeds change nothing, stopped runs go on, one worker at a time, retries further apart."""

import threading
from datetime import datetime, timedelta

import pytest

from tests.catalogue.harvest import scripted
from tests.catalogue.harvest.scripted import Hub, entry, page, states
from ujuzi.catalogue.feeds.entry import FeedError, Reject
from ujuzi.catalogue.models import Edition, Feed, Harvest, SourceRecord, StagedEntry
from ujuzi.catalogue.operations import harvests
from ujuzi.core.fetching import FetchError

TROUBLE = [
    FeedError("bad-xml", "line 3\0\ud800", permanent=True),
    FetchError("http-500", "answered 500", permanent=False),
]


@pytest.mark.parametrize("trouble", TROUBLE, ids=lambda error: error.code)
def test_a_feed_that_breaks_on_the_third_page_changes_nothing(hub: Hub, trouble: Exception) -> None:
    feed = hub.feed()
    hub.harvest(feed, [entry("a"), entry("b")])
    before = scripted.dump()
    run = hub.harvest(feed, [entry("a", "Other")], [entry("c")], trouble)
    assert (run.state, run.error_code, run.fetched) == ("failed", trouble.code, 2)  # type: ignore[attr-defined]
    assert scripted.dump() == before
    assert not StagedEntry.objects.exists()
    hub.harvest(feed, [entry("a", "Other"), entry("b"), entry("c")])
    assert states().keys() == {"Other", "Course b", "Course c"}


def test_failing_again_and_again_is_tried_further_and_further_apart_up_to_a_week(hub: Hub) -> None:
    feed = hub.feed(interval_hours=6)
    pauses = []
    for _time in range(8):
        hub.harvest(feed, FetchError("timeout", "slow", permanent=False))
        feed.refresh_from_db()
        pauses.append(hours_until(feed, hub.clock.now))
    assert pauses == [6, 12, 24, 48, 96, 168, 168, 168]
    hub.harvest(feed, [entry("a")])
    feed.refresh_from_db()
    assert feed.failures == 0
    assert hours_until(feed, hub.clock.now) == 6


def hours_until(feed: Feed, now: datetime) -> int:
    assert feed.next_run_at is not None
    return round((feed.next_run_at - now) / timedelta(hours=1))


def test_a_server_that_says_when_to_come_back_is_obeyed(hub: Hub) -> None:
    feed = hub.feed(interval_hours=1)
    hub.harvest(feed, FetchError("http-429", "slow down", permanent=False, retry_after=10 * 3600.0))
    feed.refresh_from_db()
    assert hours_until(feed, hub.clock.now) == 10


@pytest.mark.parametrize("allowed", [False, True])
def test_most_of_a_feed_gone_at_once_is_taken_for_a_fault_unless_meant(hub: Hub, allowed: bool) -> None:
    feed = hub.feed(options={"publish": "at-once", "allow_mass_withdrawal": allowed})
    many = [entry(f"c{number}") for number in range(30)]
    hub.harvest(feed, many)
    run = hub.harvest(feed, many[:10])
    gone = Edition.objects.filter(state="withdrawn").count()
    assert (run.state, run.error_code, gone) == (
        ("done", "", 20) if allowed else ("failed", "mass-vanish", 0)
    )
    if not allowed:
        assert hub.harvest(feed, many[:16]).withdrawn == 14  # less than half


def test_records_that_all_break_at_once_are_no_withdrawal(hub: Hub) -> None:
    feed = hub.feed()
    hub.harvest(feed, [entry(f"c{number}") for number in range(30)])
    run = hub.harvest(feed, [Reject("no-title", "", f"c{number}", b"{}") for number in range(30)])
    assert (run.state, run.withdrawn, run.quarantined) == ("done", 0, 30)


def test_stopped_between_pages_it_goes_on_where_it_was(hub: Hub) -> None:
    feed, stop = hub.feed(), threading.Event()
    run = hub.harvest(
        feed, [entry("a")], [entry("b")], [entry("c")], stop=stop, progress=lambda _run: stop.set()
    )
    assert (run.state, run.pages, Edition.objects.count()) == ("reading", 1, 0)
    assert list(harvests.due(hub.clock())) == [feed]
    again = hub.run(feed)
    assert (again.pk, again.state, again.fetched, again.new) == (run.pk, "done", 3, 3)
    assert hub.script.read_from == [0, 1, 2]


def test_stopped_between_batches_it_goes_on_where_it_was(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(harvests, "BATCH", 2)
    feed, stop = hub.feed(), threading.Event()

    def after_a_batch(run: Harvest) -> None:
        if run.state == "applying":
            stop.set()

    run = hub.harvest(feed, [entry(name) for name in "abcde"], stop=stop, progress=after_a_batch)
    assert (run.state, Edition.objects.count()) == ("applying", 2)
    again = hub.run(feed)
    assert (again.state, again.new, Edition.objects.count()) == ("done", 5, 5)


def test_a_run_cut_off_right_after_its_last_page_reads_nothing_twice(hub: Hub) -> None:
    feed = hub.feed()

    def killed(run: Harvest) -> None:
        if run.pages == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        hub.harvest(feed, [entry("a")], [entry("b")], progress=killed)
    hub.clock.pass_(hours=1)
    run = hub.run(feed)
    assert (run.state, run.fetched, run.new) == ("done", 2, 2)
    assert hub.script.read_from == [0, 1]


def test_a_second_worker_is_turned_away_until_the_lease_runs_out(hub: Hub) -> None:
    feed = hub.feed()
    tried = []

    def meanwhile(_run: Harvest) -> None:
        with pytest.raises(harvests.Busy):
            hub.run(feed)
        assert not harvests.due(hub.clock()).exists()
        tried.append(True)

    assert hub.harvest(feed, [entry("a")], [entry("b")], progress=meanwhile).state == "done"
    assert len(tried) == 3


def test_a_worker_that_lost_its_lease_stops_and_leaves_the_run_to_the_other(hub: Hub) -> None:
    feed = hub.feed()
    finished: list[Harvest] = []

    def slept_too_long(run: Harvest) -> None:
        if not finished:
            hub.clock.pass_(hours=2)
            assert list(harvests.due(hub.clock())) == [feed]
            finished.append(hub.run(feed))

    with pytest.raises(harvests.Busy):
        hub.harvest(feed, [entry("a")], [entry("b")], [entry("c")], progress=slept_too_long)
    run = Harvest.objects.get()
    assert (run.state, run.new, SourceRecord.objects.count()) == ("done", 3, 3)
    assert finished[0].pk == run.pk


def test_due_are_active_feeds_whose_time_has_come(hub: Hub) -> None:
    now = hub.clock()
    new, later = hub.feed(), hub.feed(next_run_at=now + timedelta(hours=1))
    hub.feed(is_active=False)
    assert list(harvests.due(now)) == [new]
    assert set(harvests.due(now + timedelta(hours=2))) == {new, later}


def test_a_broken_first_harvest_of_a_changed_address_leaves_the_state_alone(hub: Hub) -> None:
    feed = hub.feed()
    hub.harvest(feed, page([entry("a")], state={"etag": "1"}))
    hub.harvest(feed, page([entry("a", "x")], state={"etag": "2"}), TROUBLE[0])
    assert Feed.objects.get(pk=feed.pk).state == {"etag": "1"}
