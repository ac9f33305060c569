"""Followers: every statement once and in order, whatever fails; rebuilding; lags told."""

import threading
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from tests.records import store
from tests.records.store import Tool, statement, voiding
from ujuzi.config import examining
from ujuzi.records import followers
from ujuzi.records.followers import Entry, Follower
from ujuzi.records.models import Cursor, Daily, Name
from ujuzi.records.operations import counting, following
from ujuzi.records.queries import lags


def clock() -> datetime:
    return datetime.now(UTC)


def go(follower: Follower) -> int:
    return following.advance(follower, clock=clock, stop=threading.Event())


@pytest.fixture
def seen() -> list[Entry]:
    return []


@pytest.fixture
def watcher(seen: list[Entry]) -> Iterator[Follower]:
    followers.follow("test.watcher", seen.extend, reset=seen.clear)
    yield followers.FOLLOWERS["test.watcher"]
    del followers.FOLLOWERS["test.watcher"]


def test_every_statement_comes_once_and_in_order(hub: Tool, watcher: Follower, seen: list[Entry]) -> None:
    ids = hub.store(statement(), statement(), statement())
    assert go(watcher) == 3
    ids += hub.store(statement())
    assert go(watcher) == 1
    assert go(watcher) == 0
    assert [entry.sid.hex() for entry in seen] == [sid.replace("-", "") for sid in ids]
    assert seen[0].statement["verb"]["id"] == store.DONE


def test_long_logs_come_in_steps(
    hub: Tool, watcher: Follower, seen: list[Entry], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(following, "AT_ONCE", 4)
    hub.store(*(statement() for _ in range(10)))
    told: list[int] = []
    following.advance(
        watcher, clock=clock, stop=threading.Event(), progress=lambda _name, done: told.append(done)
    )
    assert told == [4, 8, 10]
    assert len(seen) == 10


def test_a_follower_that_is_to_stop_stops_between_steps(
    hub: Tool, watcher: Follower, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(following, "AT_ONCE", 4)
    hub.store(*(statement() for _ in range(10)))
    stop = threading.Event()
    assert following.advance(watcher, clock=clock, stop=stop, progress=lambda _name, _done: stop.set()) == 4
    assert go(watcher) == 6


def test_what_a_failing_handler_wrote_is_taken_back(hub: Tool) -> None:
    calls = []

    def handle(entries: Sequence[Entry]) -> None:
        calls.append(len(entries))
        Name.objects.create(key=len(calls), owner=0, name="written by the handler")
        if len(calls) == 1:
            raise ValueError("cannot add up")

    follower = Follower("test.failing", handle, lambda: None)
    hub.store(statement(actor=store.BARAKA))
    with pytest.raises(ValueError, match="add up"):
        go(follower)
    assert not Name.objects.exists()
    assert Cursor.objects.get(name="test.failing").error == "ValueError: cannot add up"
    assert go(follower) == 1
    assert Name.objects.count() == 1
    assert Cursor.objects.get(name="test.failing").error == ""


def test_one_failing_follower_does_not_stop_the_others(
    hub: Tool, watcher: Follower, seen: list[Entry]
) -> None:
    def handle(_entries: Sequence[Entry]) -> None:
        raise ValueError("never works")

    followers.follow("test.broken", handle, reset=lambda: None)
    followers.FOLLOWERS["test.watcher"] = followers.FOLLOWERS.pop("test.watcher")  # after the broken one
    hub.store(statement())
    try:
        following.advance_all(clock=clock, stop=threading.Event())
        [found] = [finding for finding in examining.examine() if finding.name == "followers"]
    finally:
        del followers.FOLLOWERS["test.broken"]
    assert len(seen) == 1
    assert found.state == "error"
    assert "never works" in found.message


def test_followers_learn_of_voiding(hub: Tool, watcher: Follower, seen: list[Entry]) -> None:
    [sid] = hub.store(statement())
    go(watcher)
    hub.store(voiding(sid))
    go(watcher)
    first, second = seen
    assert not first.voided  # it was not, then
    assert second.voids
    assert second.statement["object"]["id"] == sid
    seen.clear()
    following.rebuild(watcher, clock=clock, stop=threading.Event())
    assert [entry.voided for entry in seen] == [True, False]


def test_days_are_counted_per_organisation(hub: Tool, partner: Tool) -> None:
    hub.store(statement(), statement())
    partner.store(statement())
    follower = followers.FOLLOWERS[counting.NAME]
    go(follower)
    partner.store(statement())
    go(follower)
    today = datetime.now(UTC).date()
    expected = {(0, today, 2), (partner.key.organisation_id, today, 2)}
    assert set(Daily.objects.values_list("owner", "day", "statements")) == expected
    following.rebuild(follower, clock=clock, stop=threading.Event())
    assert set(Daily.objects.values_list("owner", "day", "statements")) == expected


def test_lags_are_told(hub: Tool, watcher: Follower, client: Client) -> None:
    hub.store(statement(), statement())
    [lag] = [lag for lag in lags.lags() if lag.name == "test.watcher"]
    assert lag.statements == 2
    assert lag.since is not None
    assert lag.seconds(lag.since + timedelta(seconds=7)) == 7
    assert (
        'ujuzi_records_lag_statements{follower="test.watcher"} 2.0' in client.get("/metrics").content.decode()
    )
    go(watcher)
    [lag] = [lag for lag in lags.lags() if lag.name == "test.watcher"]
    assert (lag.statements, lag.since) == (0, None)


def test_the_doctor_sees_a_follower_far_behind(
    hub: Tool, watcher: Follower, monkeypatch: pytest.MonkeyPatch
) -> None:
    hub.store(statement())
    monkeypatch.setattr(examining, "FOLLOWERS_BEHIND_SECONDS", -1)
    assert examining.followers().state == "warning"
    monkeypatch.undo()
    assert examining.followers().state == "ok"
