"""The short way into PostgreSQL: statements that are new and refer to nothing go in by one call of a procedure there.

It takes the writers' lock, looks for what is known and inserts, in one round trip and one transaction (migration 0001). That
commits without waiting for the disk and so lets the next writer in; a second, empty transaction then waits, together with
whoever waits at that moment, until both are on disk. What it does not do (conflicts, statements about statements,
attachments, a caller's own transaction) it leaves to `appending`.
"""

from collections.abc import Sequence
from typing import Any

import orjson
from django.db import connection, transaction

from ujuzi.records import marks
from ujuzi.records.authors import Author
from ujuzi.records.operations import locking, sql, teaching
from ujuzi.records.operations.preparing import Row

_CALL = (
    "CALL records_append(%s, %b::bytea[], %s::int[], %s::int[], %s::int[], %b::bytea[], %s::bigint[], %s::int[],"
    " %s::bigint[], %s::int[], %s::text[], %s::bigint[], %s::text[], %s::text[], 0::bigint, 0::bigint)"
)


def append(fresh: Sequence[tuple[Row, Author]]) -> bool:
    """False when this way is not for these statements; then nothing is stored."""
    if connection.vendor != "postgresql" or connection.in_atomic_block:
        return False
    if any(row.target or row.attached for row, _author in fresh):
        return False
    if len({row.sid for row, _author in fresh}) < len(fresh):
        return False
    learning = teaching.sort_out(fresh)
    authorities = {author.authority: teaching.known_authority(author.authority) for _row, author in fresh}
    if None in authorities.values():
        return False
    base, unlike = sql.call(_CALL, _values(fresh, authorities, learning))
    if not base:
        return False
    for place, (row, _author) in enumerate(fresh):
        row.seq = base + place
    if unlike:
        _define(learning.definitions)
    teaching.seen.update(learning.facts)
    return True


def _define(said: dict[str, Any]) -> None:
    """Merges what others said otherwise, in a transaction of its own: a crash in between loses it until it is said again."""
    with transaction.atomic(), connection.cursor() as cursor:
        locking.lock(cursor)
        teaching.define(cursor, said)


def _values(
    fresh: Sequence[tuple[Row, Author]],
    authorities: dict[str, int | None],
    learning: teaching.Learning,
) -> list[Any]:
    owners = {author.owner: marks.owner(author.owner) for _row, author in fresh}
    mentions = sorted(
        (key, place) for place, (row, author) in enumerate(fresh) for key in (*row.keys, owners[author.owner])
    )
    activities = sorted(
        (marks.activity(iri), iri, orjson.dumps(said).decode()) for iri, said in learning.definitions.items()
    )
    numbers = sql.numbers
    return [
        locking.ADVISORY,
        [row.sid for row, _author in fresh],
        numbers(author.owner for _row, author in fresh),
        numbers(authorities[author.authority] for _row, author in fresh),
        numbers(row.flags for row, _author in fresh),
        [row.body for row, _author in fresh],
        numbers(key for key, _place in mentions),
        numbers(place for _key, place in mentions),
        numbers(key for key, _owner, _name in learning.names),
        numbers(owner for _key, owner, _name in learning.names),
        [name for _key, _owner, name in learning.names],
        numbers(key for key, _iri, _definition in activities),
        [iri for _key, iri, _definition in activities],
        [definition for _key, _iri, definition in activities],
    ]
