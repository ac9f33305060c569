"""How far followers are behind the log."""

from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from ujuzi.records import followers
from ujuzi.records.models import Cursor
from ujuzi.records.operations.writing import moment

COUNTED = 100_000  # lags are counted so far only


@dataclass(frozen=True, slots=True)
class Lag:
    """`statements` is at most COUNTED; `since` when the oldest unhandled statement was stored, None when all is handled."""

    name: str
    statements: int
    since: datetime | None
    error: str
    moved_at: datetime | None

    def seconds(self, now: datetime) -> float:
        return max(0.0, (now - self.since).total_seconds()) if self.since else 0.0


def lags() -> list[Lag]:
    cursors = {cursor.name: cursor for cursor in Cursor.objects.all()}
    return [_lag(name, cursors.get(name) or Cursor(name=name)) for name in followers.FOLLOWERS]


def _lag(name: str, at: Cursor) -> Lag:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*), min(seq) FROM"
            " (SELECT seq FROM records_statement WHERE seq > %s ORDER BY seq LIMIT %s) x",
            [at.seq, COUNTED],
        )
        count, first = cursor.fetchone()
    return Lag(name, count, moment(first) if first else None, at.error, at.moved_at)
