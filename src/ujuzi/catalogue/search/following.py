"""Keeps this process's index level with the table: loads it in streams at first use, then follows by revision."""

import json
import threading
import time
from collections.abc import Callable, Iterator

from django.db import connection
from pyroaring import BitMap

from ujuzi.catalogue.models import SearchEntry

from . import memory

PAGE = 2000
TABLE = SearchEntry._meta.db_table
COLUMNS = "edition_id, revision, is_live, words, facets, rank"

lock = (
    threading.RLock()
)  # readers hold it too: an answer takes two milliseconds, and a half-changed index none
_index = memory.Index()
_of: object = None  # which database the index is of
_checked_at = 0.0


def current(*, fresh_for: float = 0.0, clock: Callable[[], float] = time.monotonic) -> memory.Index:
    """The index, level with the database, but for at most `fresh_for` seconds. Hold `lock` while reading it."""
    global _index, _of, _checked_at
    with lock:
        now = clock()
        database = (
            connection.vendor,
            str(connection.settings_dict["NAME"]),
            connection.settings_dict["PORT"],
        )
        if database == _of and fresh_for and now - _checked_at < fresh_for:
            return _index
        newest = _newest()
        if database != _of or newest < _index.revision:
            _index, _of = _loaded(newest), database
        elif newest > _index.revision and not _follow(_index, newest):
            _index = _loaded(newest)
        _checked_at = now
        return _index


def forget() -> None:
    """Drops the index: the next question loads it anew."""
    global _index, _of
    with lock:
        _index, _of = memory.Index(), None


def _newest() -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT max(revision) FROM {TABLE}")  # noqa: S608
        return cursor.fetchone()[0] or 0


def _loaded(newest: int) -> memory.Index:
    """The whole table. Rows that change meanwhile have greater revisions than `newest` and are read again later."""
    index = memory.Index(revision=newest, version=time.monotonic_ns())
    for rows in _pages():
        for row in rows:
            _take(index, row)
    return index


def _pages() -> Iterator[list[tuple]]:
    last = -1
    while True:
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT {COLUMNS} FROM {TABLE} WHERE edition_id > %s ORDER BY edition_id LIMIT {PAGE}",  # noqa: S608
                [last],
            )
            rows = cursor.fetchall()
        yield rows
        if len(rows) < PAGE:
            return
        last = rows[-1][0]


def _follow(index: memory.Index, newest: int) -> bool:
    """Takes in what changed; False when rows have vanished (an edition deleted, a backup restored): load anew."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {COLUMNS} FROM {TABLE} WHERE revision > %s AND revision <= %s",  # noqa: S608
            [index.revision, newest],
        )
        changed: dict[int, tuple] = {}
        while rows := cursor.fetchmany(PAGE):
            changed.update((row[0], row) for row in rows)
        cursor.execute(f"SELECT count(*), max(revision) FROM {TABLE}")  # noqa: S608
        count, latest = cursor.fetchone()
    outdated = BitMap(changed) & index.live
    if outdated:
        index.forget(outdated)
    for row in changed.values():
        _take(index, row)
    index.revision = newest
    index.version = time.monotonic_ns()
    index.derived.clear()
    return bool(
        len(index.known) == count or latest != newest
    )  # a newer revision: count again after reading it


def _take(index: memory.Index, row: tuple) -> None:
    edition, _revision, is_live, words, facets, rank = row
    index.known.add(edition)
    if is_live:
        index.add(edition, json.loads(words), json.loads(facets), json.loads(rank))
