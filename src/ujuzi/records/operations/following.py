"""Moving followers along the log. Because `seq` rises in the order of commits, nothing appears behind a cursor."""

import logging
import threading
from collections.abc import Callable, Sequence
from datetime import datetime

from django.db import DatabaseError, connection, transaction

from ujuzi.records import followers
from ujuzi.records.followers import Entry, Follower
from ujuzi.records.models import Cursor
from ujuzi.records.operations import writing

log = logging.getLogger("ujuzi.records")

AT_ONCE = 500  # statements in one transaction
Progress = Callable[[str, int], None]


def advance(
    follower: Follower,
    *,
    clock: Callable[[], datetime],
    stop: threading.Event,
    progress: Progress | None = None,
) -> int:
    """Handles what is new, step by step, until there is no more or it is to stop; returns how many statements.

    An error of the handler is written to the cursor and raised; the cursor stays before the statements that it fails at.
    """
    done = 0
    while not stop.is_set():
        try:
            moved = _step(follower, clock())
        except Exception as error:
            _note(follower, error, clock())
            raise
        done += moved
        if progress is not None and moved:
            progress(follower.name, done)
        if moved < AT_ONCE:
            break
    return done


def _step(follower: Follower, now: datetime) -> int:
    """One transaction: the cursor's row is held, so that two workers never handle the same statements."""
    with transaction.atomic():
        cursor = _held(follower.name)
        entries = after(cursor.seq, AT_ONCE)
        if entries:
            follower.handle(entries)
            cursor.seq, cursor.moved_at, cursor.error, cursor.failed_at = entries[-1].seq, now, "", None
            cursor.save()
    return len(entries)


def _held(name: str) -> Cursor:
    Cursor.objects.bulk_create([Cursor(name=name)], ignore_conflicts=True)
    return Cursor.objects.select_for_update().get(name=name)


def after(seq: int, most: int) -> list[Entry]:
    """The next statements of the log, voided ones too."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT seq, sid, owner, flags, body FROM records_statement WHERE seq > %s ORDER BY seq LIMIT %s",
            [seq, most],
        )
        return [Entry(row[0], bytes(row[1]), row[2], row[3], bytes(row[4])) for row in cursor.fetchall()]


def by_id(sids: Sequence[bytes]) -> list[Entry]:
    """The statements with these ids that are in the log: for a handler that need not wait until its follower comes by."""
    with connection.cursor() as cursor:
        found = writing.existing(cursor, list(sids)).values()
    return [Entry(*one) for one in sorted(found)]


def _note(follower: Follower, error: Exception, now: datetime) -> None:
    log.exception("follower %s failed", follower.name)
    try:
        failure = {"error": f"{type(error).__name__}: {error}"[:500], "failed_at": now}
        Cursor.objects.update_or_create(name=follower.name, defaults=failure)
    except DatabaseError:  # the database itself is what failed
        log.warning("the failure of %s could not be written down", follower.name)


def advance_all(*, clock: Callable[[], datetime], stop: threading.Event) -> int:
    """Every follower; one that fails does not stop the others."""
    done = 0
    for follower in followers.FOLLOWERS.values():
        if stop.is_set():
            break
        try:
            done += advance(follower, clock=clock, stop=stop)
        except Exception:
            log.info("the other followers go on")
    return done


def rebuild(
    follower: Follower,
    *,
    clock: Callable[[], datetime],
    stop: threading.Event,
    progress: Progress | None = None,
) -> int:
    """Forgets what the follower wrote and handles the whole log again; stopped half-way, the worker goes on with it."""
    with transaction.atomic():
        cursor = _held(follower.name)
        follower.reset()
        cursor.seq, cursor.moved_at, cursor.error, cursor.failed_at = 0, clock(), "", None
        cursor.save()
    return advance(follower, clock=clock, stop=stop, progress=progress)
