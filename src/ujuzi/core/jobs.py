"""The loop of `ujuzi work`: periodic tasks, one after another, until told to stop. No broker: the database says what is due."""

import logging
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import DatabaseError, close_old_connections

log = logging.getLogger("ujuzi.work")

IDLE_SECONDS = 2.0


@dataclass(slots=True)
class Task:
    """`run` does what is due and returns how much it did; it looks at the event between steps. `every` is the pause."""

    name: str
    run: Callable[[threading.Event], int]
    every: timedelta
    next_at: datetime | None = field(default=None)


def run(
    tasks: Sequence[Task], *, stop: threading.Event, clock: Callable[[], datetime], once: bool = False
) -> int:
    """Runs what is due, again and again; with `once` each task a single time. Returns how much was done in all.

    A task that fails is logged and tried at its next time: one broken task does not stop the others.
    """
    done = 0
    while not stop.is_set():
        for task in tasks:
            if stop.is_set():
                break
            if once or task.next_at is None or task.next_at <= clock():
                done += _run(task, stop)
                task.next_at = clock() + task.every
        if once:
            break
        stop.wait(IDLE_SECONDS)
    return done


def _run(task: Task, stop: threading.Event) -> int:
    close_old_connections()
    try:
        amount = task.run(stop)
    except (DatabaseError, OSError):
        log.exception("task %s failed; it is tried again later", task.name)
        return 0
    if amount:
        log.info("task %s did %s", task.name, amount, extra={"task": task.name, "amount": amount})
    return amount
