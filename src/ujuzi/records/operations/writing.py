"""The rows of one commit, with plain SQL: a handful of statements however many learners' records there are."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

import orjson
from django.db import connection

from ujuzi.records import marks
from ujuzi.records.authors import HUB, Author
from ujuzi.records.models import log
from ujuzi.records.operations import sql, teaching
from ujuzi.records.operations.preparing import Row
from ujuzi.standards.xapi import references

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MOST_INHERITED = 100  # keys that a statement about another takes on; beyond, it is found by its own only
MOST_POINTERS = 1_000  # statements about one that are told of it when it comes late
DEPTH = 50  # how far a chain of statements about statements is followed


class Known(NamedTuple):
    """A statement that is in the log."""

    seq: int
    sid: bytes
    owner: int
    flags: int
    body: bytes


def microseconds(moment: datetime) -> int:
    """A moment as the log counts it."""
    span = moment - EPOCH
    return (span.days * 86_400 + span.seconds) * 1_000_000 + span.microseconds


def moment(seq: int) -> datetime:
    """The reverse; datetime's own arithmetic, because floats lose microseconds."""
    return EPOCH + timedelta(microseconds=seq)


class Before(NamedTuple):
    """What a commit must know of the log: statements with given ids, who points at new ones, the last `seq`."""

    known: dict[bytes, Known]
    waiting: dict[bytes, list[Known]]
    last: int
    now: int | None  # PostgreSQL's clock, which all web servers share


_KNOWN = "SELECT seq, sid, owner, flags, body FROM records_statement WHERE sid"
_WAITING = (
    "SELECT p.target, s.seq, s.sid, s.owner, s.flags FROM records_pointer p"
    " JOIN records_statement s ON s.seq = p.seq WHERE p.target"
)


def before(cursor: Any, sids: Sequence[bytes], targets: Sequence[bytes]) -> Before:
    """`targets`: what new statements void. The caller holds the lock."""
    known = existing(cursor, [*sids, *targets])
    waiting = _by_target(sql.select_in(cursor, _WAITING, sids))
    clock = (
        "(extract(epoch FROM clock_timestamp()) * 1000000)::bigint"
        if connection.vendor == "postgresql"
        else "NULL"
    )
    cursor.execute(f"SELECT max(seq), {clock} FROM records_statement")  # noqa: S608
    last, now = cursor.fetchone()
    return Before(known, waiting, last or 0, now)


def existing(cursor: Any, sids: Sequence[bytes]) -> dict[bytes, Known]:
    """The statements with these ids that are in the log."""
    return _by_id(sql.select_in(cursor, _KNOWN, sids))


def _by_id(rows: Iterable[tuple[Any, ...]]) -> dict[bytes, Known]:
    return {bytes(row[1]): Known(row[0], bytes(row[1]), row[2], row[3], bytes(row[4])) for row in rows}


def _by_target(rows: Iterable[tuple[Any, ...]]) -> dict[bytes, list[Known]]:
    out: dict[bytes, list[Known]] = defaultdict(list)
    for target, seq, sid, owner, flags in rows:
        out[bytes(target)].append(Known(seq, bytes(sid), owner, flags, b""))
    return out


def write(cursor: Any, fresh: Sequence[tuple[Row, Author]], there: Before, *, now: datetime) -> set[int]:
    """Numbers the statements and inserts all that belongs to them. The caller holds the lock.

    Returns the facts that `teaching.seen` may remember once the transaction is committed.
    """
    seq = max(there.now or microseconds(now), there.last + 1)
    for offset, (row, _author) in enumerate(fresh):
        row.seq = seq + offset
    links = _Links(cursor, fresh)
    links.resolve(there.waiting)
    authorities = {
        text: teaching.authority(cursor, text) for text in {author.authority for _row, author in fresh}
    }
    owners = {author.owner: marks.owner(author.owner) for _row, author in fresh}
    mentions = [(key, row.seq) for row, author in fresh for key in (*row.keys, owners[author.owner])]
    learning = teaching.sort_out(fresh)
    teaching.define(cursor, learning.definitions)
    sql.insert(
        cursor,
        [
            sql.Insert(
                "records_statement",
                ("seq", "sid", "owner", "authority", "flags", "body"),
                [(r.seq, r.sid, a.owner, authorities[a.authority], r.flags, r.body) for r, a in fresh],
            ),
            sql.Insert("records_mention", ("key", "seq"), sorted(mentions) + sorted(links.later)),
            sql.Insert(
                "records_pointer", ("target", "seq"), [(r.target, r.seq) for r, _a in fresh if r.target]
            ),
            sql.Insert(
                "records_attached",
                ("seq", "sha2"),
                sorted({(r.seq, sha2) for r, _a in fresh for sha2 in r.attached}),
            ),
            sql.Insert("records_name", ("key", "owner", "name"), learning.names),
        ],
    )
    return learning.facts


class _Links:
    """Statements about statements in one commit: who is voided, and whose keys count for whom (part three, 2.1.3)."""

    def __init__(self, cursor: Any, fresh: Sequence[tuple[Row, Author]]) -> None:
        self.cursor = cursor
        self.fresh = fresh
        self.rows = {row.sid: (row, author.owner) for row, author in fresh}
        self.known: dict[tuple[bytes, int], set[int]] = {}  # keys of a statement, as far as an owner may see
        self.later: set[tuple[int, int]] = set()  # entries for statements that were there before

    def resolve(self, waiting: dict[bytes, list[Known]]) -> None:
        for row, author in self.fresh:
            if row.target:
                self._aims(row, author.owner)
        self._awaited(waiting)

    def _aims(self, row: Row, owner: int) -> None:
        """A new statement about another: it takes on the other's keys, and may void it."""
        assert row.target
        if row.voids:
            self._void(row.target, owner)
        row.keys |= self._keys(row.target, owner, frozenset({row.sid}))

    def _void(self, target: bytes, owner: int) -> None:
        if target in self.rows:
            other, other_owner = self.rows[target]
            if not other.voids and owner in (HUB, other_owner):
                other.flags |= log.VOIDED
            return
        self.cursor.execute(
            f"UPDATE records_statement SET flags = flags | {log.VOIDED} WHERE sid = %s AND flags & {log.VOIDS} = 0"  # noqa: S608 -- whole numbers
            " AND (owner = %s OR %s = 0)",
            [target, owner, owner],
        )

    def _keys(self, sid: bytes, owner: int, seen: frozenset[bytes]) -> set[int]:
        """The keys of a statement and of what it is about in turn; only for whoever may see it."""
        if sid in seen or len(seen) > DEPTH:
            return set()
        if (sid, owner) not in self.known:
            self.known[sid, owner] = self._find_keys(sid, owner, seen | {sid})
        return self.known[sid, owner]

    def _find_keys(self, sid: bytes, owner: int, seen: frozenset[bytes]) -> set[int]:
        if sid in self.rows:
            row, theirs = self.rows[sid]
            said = row.said
        elif found := existing(self.cursor, [sid]):
            said, theirs = references.collect(orjson.loads(found[sid].body)), found[sid].owner
        else:
            return set()
        if owner not in (HUB, theirs):
            return set()
        keys = marks.nearest(said, MOST_INHERITED)
        if said.target:
            keys |= self._keys(bytes.fromhex(said.target.replace("-", "")), owner, seen)
        return keys if len(keys) <= MOST_INHERITED else set(sorted(keys)[:MOST_INHERITED])

    def _awaited(self, waiting: dict[bytes, list[Known]]) -> None:
        """Statements that were there before and are about new ones: late targets hand their keys on, upwards."""
        for sid, found in waiting.items():
            if sid not in self.rows:  # refused after all
                continue
            row, owner = self.rows[sid]
            if not row.voids and any(one.flags & log.VOIDS and one.owner in (HUB, owner) for one in found):
                row.flags |= log.VOIDED
            self._hand_on(sid, found)

    def _hand_on(self, sid: bytes, level: list[Known]) -> None:
        """To all statements about `sid`, to those about them, and so on; each takes what its owner may see."""
        seen, level = {sid}, level[:MOST_POINTERS]
        for _step in range(DEPTH):
            for owner in {one.owner for one in level}:
                keys = self._keys(sid, owner, frozenset())
                self.later.update((key, one.seq) for one in level if one.owner == owner for key in keys)
            seen.update(one.sid for one in level)
            found = _by_target(sql.select_in(self.cursor, _WAITING, [one.sid for one in level]))
            level = [one for ones in found.values() for one in ones if one.sid not in seen][:MOST_POINTERS]
            if not level:
                return
