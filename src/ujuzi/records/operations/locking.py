"""The one lock of all writers of the log.

PostgreSQL: a transaction-level advisory lock, taken before `seq` is drawn and let go by the commit. SQLite: the database's
own write lock, reached through a file lock, because waiting at a file costs microseconds and SQLite's busy handler sleeps.
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
    name = str(connection.settings_dict["NAME"])
    if connection.vendor != "sqlite" or ":memory:" in name or "mode=memory" in name:
        yield
        return
    handle = _file(f"{name}-writers")
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
