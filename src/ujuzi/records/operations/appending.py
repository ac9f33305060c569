"""Writing to the log. All writers of a hub queue at one lock, so `seq` rises in the order of commits (decision 0004).

Within a process requests that wait for the lock are committed together: whoever gets it writes for all of them.
"""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

import orjson
from django.db import connection, transaction

from ujuzi.records.authors import HUB, Author
from ujuzi.records.operations import locking, preparing, quick, teaching, writing
from ujuzi.records.operations.preparing import Row
from ujuzi.standards.xapi import comparing


class Conflict(Exception):
    """Another statement with this id is in the log already."""

    permanent = True

    def __init__(self, sid: bytes) -> None:
        super().__init__(sid)
        self.sid = sid


class NotYours(Exception):
    """Somebody else's statement cannot be voided."""

    permanent = True


class Stored(NamedTuple):
    """Ids in the order of the request, and the `seq` of the last new statement: all up to it are committed; 0 without one."""

    ids: list[bytes]
    through: int


@dataclass(slots=True, eq=False)
class Job:
    """One request's statements; `done` is set when they are committed or refused."""

    rows: Sequence[Row]
    author: Author
    done: bool = False
    error: BaseException | None = None


_waiting: list[Job] = []
_writer = threading.Lock()


def append(
    statements: Sequence[dict[str, Any]],
    *,
    author: Author,
    version: str,
    clock: Callable[[], datetime],
    sent: frozenset[str] = frozenset(),
) -> Stored:
    """Stores checked statements, all or none; they are on disk when this returns.

    `sent`: hashes of the attachments whose bytes came along. A statement that only names a hash brings nothing, or whoever
    knows the hash of another's attachment could have it given out.

    A statement that is there already, saying the same, is left as it is. Raises Conflict, NotYours or Broken.
    """
    rows = preparing.rows(statements, version=version, authority=orjson.loads(author.authority), sent=sent)
    if not rows:
        return Stored([], 0)
    job = Job(rows, author)
    _waiting.append(job)
    with _writer:
        if not job.done:
            _write_all(job, clock)
    if job.error is not None:
        raise job.error
    return Stored([row.sid for row in rows], max(row.seq for row in rows))


def _write_all(mine: Job, clock: Callable[[], datetime]) -> None:
    """Takes what waits and commits it in one transaction; when that fails, each request by itself.

    `mine` is missing there when a thread took it and was ended before it could write: never acknowledge what nobody wrote.
    """
    jobs = _waiting[:]
    del _waiting[: len(jobs)]
    if mine not in jobs:
        jobs.append(mine)
    try:
        _commit(jobs, clock)
    except Exception as error:
        if len(jobs) == 1:
            jobs[0].error = error
        else:  # one request's trouble must not fail the others
            for job in jobs:
                job.error = None
                _commit_alone(job, clock)
    for job in jobs:
        job.done = True


def _commit_alone(job: Job, clock: Callable[[], datetime]) -> None:
    try:
        _commit([job], clock)
    except Exception as error:
        job.error = error


def _commit(jobs: Sequence[Job], clock: Callable[[], datetime]) -> None:
    """One transaction for all: read what the log holds, tell new from known, insert."""
    if quick.append([(row, job.author) for job in jobs for row in job.rows]):
        return
    with locking.writers(), transaction.atomic(), connection.cursor() as cursor:
        locking.lock(cursor)
        rows = [row for job in jobs for row in job.rows]
        there = writing.before(
            cursor, [row.sid for row in rows], [row.target for row in rows if row.voids and row.target]
        )
        fresh: dict[bytes, tuple[Row, Author]] = {}
        for job in jobs:
            _sort_out(job, there.known, fresh)
        learnt = writing.write(cursor, list(fresh.values()), there, now=clock()) if fresh else set()
    if not fresh:
        locking.flush()
    teaching.seen.update(learnt)


def _sort_out(job: Job, known: dict[bytes, writing.Known], fresh: dict[bytes, tuple[Row, Author]]) -> None:
    """Puts the job's new statements into `fresh`; its error is set when one conflicts."""
    new = []
    for row in job.rows:
        there = known.get(row.sid)
        other = fresh.get(row.sid)
        if there is not None:
            same = comparing.same(orjson.loads(there.body), row.statement) and there.owner == job.author.owner
        elif other is not None:
            same = comparing.same(other[0].statement, row.statement) and other[1].owner == job.author.owner
        else:
            new.append(row)
            continue
        if not same:
            job.error = Conflict(row.sid)
            return
    if any(not _may_void(row, job.author, known) for row in new):
        job.error = NotYours()
        return
    fresh.update((row.sid, (row, job.author)) for row in new)


def _may_void(row: Row, author: Author, known: dict[bytes, writing.Known]) -> bool:
    """The hub voids anything, a partner what is its own or has not come yet."""
    there = known.get(row.target) if row.voids and row.target else None
    return there is None or author.owner in (HUB, there.owner)
