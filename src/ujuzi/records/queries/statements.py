"""Finding statements: one range scan of the index for the rarest filter, the others looked up for each hit."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db import connection

from ujuzi.records import marks
from ujuzi.records.authors import Author
from ujuzi.records.models import log
from ujuzi.records.operations import sql
from ujuzi.records.operations.writing import microseconds
from ujuzi.standards.xapi.queries import Query

MOST = 500  # statements in one answer
_LATEST = 2**62
_GUESSES = (100, 500)  # how far ranges are counted to find the smallest


class Found(NamedTuple):
    """A statement as it lies in the log."""

    seq: int
    sid: bytes
    authority: int
    flags: int
    body: bytes


@dataclass(frozen=True, slots=True)
class Page:
    """Statements in the asked order; `last` is the `seq` to go on from, None at the end."""

    statements: list[Found]
    last: int | None


Alternatives = tuple[int, ...]  # a statement must have one of these keys
_COLUMNS = "s.seq, s.sid, s.authority, s.flags, s.body"


def one(sid: bytes, *, author: Author, voided: bool) -> Found | None:
    """The statement with this id, if the caller may see it and it is (not) voided."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {_COLUMNS}, s.owner FROM records_statement s WHERE s.sid = %s", [sid])  # noqa: S608
        row = cursor.fetchone()
    if row is None or bool(row[3] & log.VOIDED) != voided:
        return None
    return _found(row) if author.sees_all or row[5] == author.owner else None


def by_seq(seqs: Sequence[int]) -> list[Found]:
    """These statements, voided ones too, in the log's order."""
    with connection.cursor() as cursor:
        rows = sql.select_in(cursor, f"SELECT {_COLUMNS} FROM records_statement s WHERE s.seq", seqs)  # noqa: S608
    return sorted(_found(row) for row in rows)


def page(query: Query, *, author: Author, after: int | None = None) -> Page:
    """`after` is the `last` of the page before."""
    limit = min(query.limit or MOST, MOST)
    low = microseconds(query.since) if query.since else -1
    high = microseconds(query.until) if query.until else _LATEST
    if after is not None:
        low, high = (max(low, after), high) if query.ascending else (low, min(high, after - 1))
    sets = _sets(query, author)
    with connection.cursor() as cursor:
        if sets:
            asked = _filtered(cursor, sets, low, high, limit + 1, query.ascending)
        else:
            asked = _plain(low, high, limit + 1, query.ascending)
        rows = [_found(row) for row in sql.along_indexes(cursor, *asked)]
    more = len(rows) > limit
    rows = rows[:limit]
    return Page(rows, rows[-1].seq if more else None)


def _found(row: Sequence[Any]) -> Found:
    return Found(row[0], bytes(row[1]), row[2], row[3], bytes(row[4]))


def _sets(query: Query, author: Author) -> list[Alternatives]:
    sets: list[Alternatives] = []
    if query.agent is not None:
        direct = marks.agent(query.agent)
        sets.append((direct, marks.related_agent(query.agent)) if query.related_agents else (direct,))
    if query.activity is not None:
        direct = marks.activity(query.activity)
        related = marks.related_activity(query.activity)
        sets.append((direct, related) if query.related_activities else (direct,))
    if query.verb is not None:
        sets.append((marks.verb(query.verb),))
    if query.registration is not None:
        sets.append((marks.registration(query.registration),))
    if not author.sees_all:
        sets.append((marks.owner(author.owner),))
    return sets


def _plain(low: int, high: int, limit: int, ascending: bool) -> tuple[str, list[Any]]:
    order = "ASC" if ascending else "DESC"
    return (
        f"SELECT {_COLUMNS} FROM records_statement s WHERE s.seq > %s AND s.seq <= %s"  # noqa: S608
        f" AND s.flags & {log.VOIDED} = 0 ORDER BY s.seq {order} LIMIT %s",
        [low, high, limit],
    )


def _filtered(
    cursor: Any, sets: list[Alternatives], low: int, high: int, limit: int, ascending: bool
) -> tuple[str, list[Any]]:
    """Each alternative of the rarest filter is scanned by itself and cut at the limit; no plan can go wrong."""
    first, *others = _rarest_first(cursor, sets, low, high, ascending)
    order = "ASC" if ascending else "DESC"
    # Scalar subqueries, because PostgreSQL turns EXISTS and JOIN round or hashes them, and then reads all of a filter.
    # CASE, because it would also look into the statements before it looks whether the other filters want them.
    probes = "".join(
        " WHEN (SELECT 1 FROM records_mention o WHERE o.seq = m.seq AND o.key"  # noqa: S608 -- only holes
        f" IN ({', '.join(['%s'] * len(keys))}) LIMIT 1) IS NULL THEN FALSE"
        for keys in others
    )
    flags = f"(SELECT s.flags FROM records_statement s WHERE s.seq = m.seq) & {log.VOIDED} = 0"  # noqa: S608 -- a whole number
    wanted = f"CASE{probes} ELSE {flags} END" if probes else flags
    scan = (
        "SELECT * FROM (SELECT m.seq FROM records_mention m"  # noqa: S608
        f" WHERE m.key = %s AND m.seq > %s AND m.seq <= %s AND {wanted} ORDER BY m.seq {order} LIMIT %s) x"
    )
    flat = [key for keys in others for key in keys]
    scans = " UNION ".join([scan] * len(first))
    values = [value for key in first for value in (key, low, high, *flat, limit)]
    return (
        f"SELECT {_COLUMNS} FROM records_statement s WHERE s.seq IN ({scans}) ORDER BY s.seq {order} LIMIT %s",  # noqa: S608
        [*values, limit],
    )


def _rarest_first(
    cursor: Any, sets: list[Alternatives], low: int, high: int, ascending: bool
) -> list[Alternatives]:
    """Ranges are read only as far as it takes to tell which is small; of long ones, that whose entries lie further apart."""
    if len(sets) == 1:
        return sets
    for most in _GUESSES:
        sizes = _sizes(cursor, sets, low, high, most, ascending)
        if min(sum(count for count, _span in found) for found in sizes.values()) < most:
            break
    return sorted(
        sets,
        key=lambda keys: (
            sum(count for count, _span in sizes[keys]),
            -min(span for _count, span in sizes[keys]),
        ),
    )


def _sizes(
    cursor: Any, sets: Sequence[Alternatives], low: int, high: int, most: int, ascending: bool
) -> dict[Alternatives, list[tuple[int, int]]]:
    """For each key how many entries, counted up to `most`, and how much time they span; in one query."""
    flat = [key for keys in sets for key in keys]
    count = (
        "SELECT %s AS place, count(*), coalesce(max(seq) - min(seq), 0) FROM (SELECT seq FROM records_mention"  # noqa: S608
        f" WHERE key = %s AND seq > %s AND seq <= %s ORDER BY seq {'ASC' if ascending else 'DESC'} LIMIT %s) x"
    )
    values = [value for place, key in enumerate(flat) for value in (place, key, low, high, most)]
    cursor.execute(" UNION ALL ".join([count] * len(flat)) + " ORDER BY place", values)
    found = iter([(int(entries), int(span)) for _place, entries, span in cursor.fetchall()])
    return {keys: [next(found) for _key in keys] for keys in sets}


def vouched(sid: bytes) -> str | None:
    """The JSON of who vouches for the statement with this id; None when there is none."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT authority FROM records_statement WHERE sid = %s", [sid])
        row = cursor.fetchone()
    return authorities([row[0]])[row[0]] if row else None


def authorities(numbers: Sequence[int]) -> dict[int, str]:
    """The JSON of the agents that vouch for statements."""
    missing = [number for number in set(numbers) if number not in _authorities]
    if missing:
        with connection.cursor() as cursor:
            for number, agent in sql.select_in(
                cursor, "SELECT id, agent FROM records_authority WHERE id", missing
            ):
                _authorities[number] = agent
    return _authorities


_authorities: dict[int, str] = {}  # rows never change


def forget() -> None:
    """For tests that empty the database."""
    _authorities.clear()
