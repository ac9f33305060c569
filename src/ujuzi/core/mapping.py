"""SQLite maps up to 128 MB of its file into memory, good for pages that many readers want; a long writer does without."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection


@contextmanager
def unmapped() -> Iterator[None]:
    """Within, this connection reads the file through its own small cache; so a process's memory does not grow with
    the database. Does nothing on PostgreSQL, or in a database that is not a file.
    """
    before = _mapped()
    if not before:
        yield
        return
    _map(0)
    try:
        yield
    finally:
        if connection.connection is not None:  # closed in between: the next one is set up anew
            _map(before)


def _mapped() -> int:
    if connection.vendor != "sqlite":
        return 0
    with connection.cursor() as cursor:
        found = cursor.execute("PRAGMA mmap_size").fetchone()
    return int(found[0]) if found else 0


def _map(size: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA mmap_size={size:d}")
