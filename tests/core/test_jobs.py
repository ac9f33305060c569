import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.db import DatabaseError

from ujuzi.core import jobs

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, tzinfo=UTC)


def test_once_runs_each_task_a_single_time() -> None:
    ran: list[str] = []
    tasks = [
        jobs.Task(name, lambda _stop, name=name: ran.append(name) or 1, timedelta(hours=1))  # type: ignore[func-returns-value,misc]
        for name in "ab"
    ]
    assert jobs.run(tasks, stop=threading.Event(), clock=lambda: NOW, once=True) == 2
    assert ran == ["a", "b"]


def test_a_broken_task_does_not_stop_the_others(caplog: pytest.LogCaptureFixture) -> None:
    def broken(_stop: threading.Event) -> int:
        raise DatabaseError("locked")

    tasks = [
        jobs.Task("broken", broken, timedelta(hours=1)),
        jobs.Task("good", lambda _stop: 3, timedelta(hours=1)),
    ]
    assert jobs.run(tasks, stop=threading.Event(), clock=lambda: NOW, once=True) == 3
    assert "broken failed" in caplog.text


def test_it_waits_until_a_task_is_due_and_stops_when_told(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [NOW]
    stop = threading.Event()
    ran: list[datetime] = []

    def pause(_seconds: float) -> bool:
        now[0] += timedelta(minutes=1)
        if len(ran) == 3:
            stop.set()
        return stop.is_set()

    monkeypatch.setattr(stop, "wait", pause)
    task = jobs.Task("t", lambda _stop: ran.append(now[0]) or 0, timedelta(minutes=10))  # type: ignore[func-returns-value]
    jobs.run([task], stop=stop, clock=lambda: now[0])
    assert [moment - NOW for moment in ran] == [timedelta(0), timedelta(minutes=10), timedelta(minutes=20)]
