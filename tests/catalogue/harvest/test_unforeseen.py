"""What nobody foresaw stays small: a mistake in a format costs its feed a run, one in a record costs the record."""

import threading
from datetime import timedelta
from typing import Any

import pytest

from tests.catalogue.harvest import scripted
from tests.catalogue.harvest.scripted import Hub, entry, states
from ujuzi.catalogue import normalise
from ujuzi.catalogue.feeds.entry import Entry
from ujuzi.catalogue.models import Edition, Feed, Quarantined, StagedEntry
from ujuzi.config import background
from ujuzi.core import jobs

MISTAKES = [KeyError("links"), RecursionError("too deep"), UnicodeDecodeError("utf-8", b"\xff", 0, 1, "x")]


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda error: type(error).__name__)
def test_a_mistake_in_a_format_fails_the_run_and_changes_nothing(hub: Hub, mistake: Exception) -> None:
    feed = hub.feed()
    hub.harvest(feed, [entry("a")])
    before = scripted.dump()
    run = hub.harvest(feed, [entry("b")], mistake)
    assert (run.state, run.error_code) == ("failed", "unforeseen")
    assert type(mistake).__name__ in run.error_detail
    assert scripted.dump() == before
    assert not StagedEntry.objects.exists()
    feed.refresh_from_db()
    assert feed.failures == 1


@pytest.mark.django_db(transaction=True)  # the loop closes connections between tasks
def test_the_worker_lives_on_and_does_its_other_tasks(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    feed = hub.feed(next_run_at=scripted.NOW)
    hub.script.steps = [KeyError("links")]
    monkeypatch.setattr(background, "clock", hub.clock)
    ran: list[str] = []

    def other(_stop: threading.Event) -> int:
        ran.append("other")
        return 1

    tasks = [
        jobs.Task("harvest", background._harvest_due, timedelta(seconds=20)),
        jobs.Task("other", other, timedelta(hours=1)),
    ]
    jobs.run(tasks, stop=threading.Event(), clock=hub.clock, once=True)
    assert ran == ["other"]
    assert feed.harvests.get().error_code == "unforeseen"


@pytest.fixture
def poison(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Identifiers of records that the normaliser trips over."""
    real, found = normalise.draft, set[str]()

    def draft(entry: Entry, **rest: Any) -> Any:
        if entry.identifier in found:
            raise ZeroDivisionError("nobody thought of this")
        return real(entry, **rest)

    monkeypatch.setattr(normalise, "draft", draft)
    return found


def test_a_record_that_trips_the_normaliser_is_put_aside_and_the_others_are_taken(
    hub: Hub, poison: set[str]
) -> None:
    feed = hub.feed()
    poison.add("p")
    run = hub.harvest(feed, [entry("a"), entry("p"), entry("b")])
    assert (run.state, run.new, run.quarantined) == ("done", 2, 1)
    row = Quarantined.objects.get()
    assert (row.code, row.identifier, bytes(row.raw)) == ("unforeseen", "p", b"{}")
    assert "ZeroDivisionError" in row.detail
    poison.clear()  # the hub was mended
    run = hub.harvest(feed, [entry("a"), entry("p"), entry("b")])
    assert (run.state, run.new) == ("done", 1)
    row.refresh_from_db()
    assert row.resolved_at


def test_its_earlier_version_stays(hub: Hub, poison: set[str]) -> None:
    feed = hub.feed()
    hub.harvest(feed, [entry("a"), entry("p", "Soil")])
    poison.add("p")
    run = hub.harvest(feed, [entry("a"), entry("p", "Water")])
    assert (run.withdrawn, run.quarantined) == (0, 1)
    assert states() == {"Course a": "published", "Soil": "published"}


def test_a_stored_record_that_trips_it_leaves_the_word_to_its_twins(hub: Hub, poison: set[str]) -> None:
    """The elder record of an edition is drafted anew when the younger changes."""
    elder, younger = hub.feed(), hub.feed()
    hub.harvest(elder, [entry("p", "Soil", url="https://x.example/1")])
    hub.harvest(younger, [entry("y", "Soil", url="https://x.example/1")])
    assert Edition.objects.count() == 1
    poison.add("p")
    run = hub.harvest(younger, [entry("y", "Water", url="https://x.example/1")])
    assert (run.state, run.changed) == ("done", 1)
    assert states() == {"Water": "published"}
    assert Feed.objects.get(pk=younger.pk).failures == 0
