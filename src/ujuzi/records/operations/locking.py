"""The one lock of all writers of the log.

PostgreSQL: a transaction-level advisory lock, taken before `seq` is drawn and let go by the commit, which on the short way
does not wait for the disk: writers do that together, after it. SQLite: the database's own write lock, reached through a
file lock, because waiting at a file costs microseconds and SQLite's busy handler sleeps.
"""

import fcntl
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection

ADVISORY = 0x756A757A69  # "ujuzi"
_files: dict[tuple[int, str], int] = {}
_guard = threading.Lock()


@contextmanager
def writers() -> Iterator[None]:
    """Held around the whole transaction on SQLite; nothing on PostgreSQL or in a database in memory."""
    path = _path()
    if path is None:
        yield
        return
    handle = _file(path)
    fcntl.flock(handle, fcntl.LOCK_EX)
    try:
        _make_durable()
        yield
    finally:
        fcntl.flock(handle, fcntl.LOCK_UN)


def _make_durable() -> None:
    """What the store acknowledges survives a loss of power; the rest of the hub is content with surviving a crash.

    Once per connection; within a transaction the level cannot be changed, whoever began it chose.
    """
    connection.ensure_connection()
    raw = connection.connection
    if getattr(connection, "_records_durable", None) is raw or connection.in_atomic_block:
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous=FULL")
    connection._records_durable = raw  # type: ignore[attr-defined]


def _path() -> str | None:
    """The file at which SQLite's writers queue; None where there is none."""
    name = str(connection.settings_dict["NAME"])
    if connection.vendor != "sqlite" or ":memory:" in name or "mode=memory" in name:
        return None
    return f"{name}-writers"


def _file(path: str) -> int:
    """Opened once per process: a lock inherited by a fork would be shared with the parent."""
    with _guard:
        key = (os.getpid(), path)
        if key not in _files:
            _files[key] = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        return _files[key]


def lock(cursor: Any) -> None:
    """First statement of the transaction; on SQLite BEGIN IMMEDIATE has done it."""
    if connection.vendor == "postgresql":
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ADVISORY])


def flush() -> None:
    """Waits until what is committed is on disk: PostgreSQL's short way (quick) shows statements a moment before they are.

    Whoever repeats such a statement must not be told that it is stored before that moment has passed.
    """
    if connection.vendor == "postgresql" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_logical_emit_message(true, 'ujuzi', '')")


def horizon(now: int) -> int:
    """The time (µs) up to which every statement is committed and can be read; nothing will ever be stored before it.

    When no writer holds the lock that is now, as a writer takes its time after the lock. Else it is the newest statement's.
    """
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT coalesce(max(seq), 0), pg_try_advisory_xact_lock_shared(%s), "
                "(extract(epoch FROM clock_timestamp()) * 1000000)::bigint FROM records_statement",
                [ADVISORY],
            )
            newest, free, then = cursor.fetchone()
            return int(max(newest, then) if free else newest)
        free = _free()
        cursor.execute("SELECT max(seq) FROM records_statement")
        newest = cursor.fetchone()[0] or 0
    return int(max(newest, now) if free else newest)


def _free() -> bool:
    """Whether nobody writes at this moment; asked through a file of its own, as the process's holds its threads' lock."""
    path = _path()
    if path is None:
        return True
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    finally:
        os.close(handle)
    return True
