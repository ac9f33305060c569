"""What people ask of harvests: stop, read this record again, read from somewhere else."""

import threading
from datetime import datetime
from typing import Any

import pytest

from tests import make
from tests.catalogue.harvest.scripted import NOW, Hub, entry, states
from tests.catalogue.harvest.serving import serving
from tests.catalogue.harvest.test_http import course, listing
from ujuzi.catalogue.feeds.entry import FeedError
from ujuzi.catalogue.models import AuditEntry, Feed, Harvest, Quarantined, StagedEntry
from ujuzi.catalogue.operations import feeds, harvests
from ujuzi.core.fetching import Fetcher


def halted() -> threading.Event:
    made = threading.Event()
    made.set()
    return made


def open_run(hub: Hub, feed: Feed) -> Harvest:
    """A run that read its first page and waits for a worker to go on."""
    return hub.harvest(feed, [entry("a")], [entry("b")], stop=halted())


def test_a_run_that_is_stopped_leaves_nothing_behind_and_the_next_begins_anew(hub: Hub) -> None:
    feed = hub.feed()
    run = open_run(hub, feed)
    assert harvests.stop(run, now=hub.clock())
    run.refresh_from_db()
    assert (run.state, run.checkpoint, run.claimed_until) == ("stopped", None, None)
    assert run.finished_at
    assert not StagedEntry.objects.exists()
    assert not harvests.stop(run, now=hub.clock())  # it has ended already
    hub.script.read_from.clear()
    assert hub.run(feed).state == "done"
    assert hub.script.read_from == [0, 1]


def test_the_worker_on_a_stopped_run_writes_nothing_more(hub: Hub) -> None:
    feed = hub.feed()
    asked: list[bool] = []

    def told(run: Harvest) -> None:
        if not asked:
            asked.append(harvests.stop(run, now=hub.clock()))

    with pytest.raises(harvests.Busy):
        hub.harvest(feed, [entry("a")], [entry("b")], progress=told)
    assert asked == [True]
    assert feed.harvests.get().state == "stopped"
    assert not StagedEntry.objects.exists()
    assert states() == {}


@pytest.mark.parametrize(
    "change",
    [{"url": "https://other.example/f"}, {"options": {"publish": "at-once", "set": "x"}}],
    ids=["address", "options"],
)
def test_a_feed_that_is_changed_in_the_middle_of_a_run_is_read_from_its_beginning(
    hub: Hub, change: dict[str, Any]
) -> None:
    feed = hub.feed()
    open_run(hub, feed)
    feed.refresh_from_db()
    assert feeds.change(feed, change, actor=None, now=hub.clock())
    hub.harvest(feed, [entry("x")], [entry("y")])
    assert states().keys() == {"Course x", "Course y"}


def test_a_new_name_does_not_disturb_a_run(hub: Hub) -> None:
    feed = hub.feed()
    run = open_run(hub, feed)
    feeds.change(feed, {"name": "Another"}, actor=None, now=hub.clock())
    assert hub.run(feed).pk == run.pk


def test_a_feed_that_is_switched_off_drops_its_open_run(hub: Hub) -> None:
    feed = hub.feed()
    open_run(hub, feed)
    feeds.change(feed, {"is_active": False}, actor=None, now=hub.clock())
    assert feed.harvests.get().state == "stopped"
    assert not StagedEntry.objects.exists()


@pytest.mark.django_db
def test_a_record_is_tried_again_although_its_feed_answers_not_modified() -> None:
    with serving({"/f": listing([course(1), course(2, name=None)])}) as web:
        options = {"publish": "at-once"}
        feed = make.feed(url=f"{web.address}/f", format="moochub", options=options)
        fetch = Fetcher("UjuziBot/test", allow=["127.0.0.1"])
        harvests.harvest(feed, fetch=fetch, clock=lambda: NOW)
        row = Quarantined.objects.get()
        assert harvests.harvest(feed, fetch=fetch, clock=lambda: NOW).fetched == 0  # not modified
        person = make.person("alice")
        harvests.retry(row, actor=person, now=NOW)
        assert feed in harvests.due(NOW)
        assert harvests.harvest(feed, fetch=fetch, clock=lambda: NOW).fetched == 2
        said = AuditEntry.objects.get(verb="quarantine.retry")
        assert (said.actor_id, said.object_id) == (person.pk, str(row.pk))


@pytest.mark.parametrize("ending", [[entry("b")], FeedError("bad-xml", "x", permanent=True)])
def test_what_is_asked_while_a_run_goes_on_is_done_after_it(hub: Hub, ending: Any) -> None:
    feed = hub.feed()
    hub.harvest(feed, [entry("a")])
    asked: list[datetime] = []

    def told(_run: Harvest) -> None:
        if not asked:
            asked.append(hub.clock())
            feeds.harvest_soon(feed, actor=None, now=asked[0])

    hub.harvest(feed, [entry("a", "Other")], ending, progress=told)
    feed.refresh_from_db()
    assert feed.next_run_at == asked[0]
    assert feed in harvests.due(hub.clock())
