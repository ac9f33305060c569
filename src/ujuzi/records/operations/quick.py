"""The short way into PostgreSQL: statements that are new and refer to nothing go in by one call of a function in the database.

It takes the writers' lock, looks for what is known and inserts, in one round trip and one transaction (migration 0001). What
it does not do (conflicts, statements about statements, attachments) it leaves to `appending`.
"""

from collections.abc import Sequence
from typing import Any

from django.db import connection, transaction

from ujuzi.records import marks
from ujuzi.records.authors import Author
from ujuzi.records.operations import locking, sql, teaching
from ujuzi.records.operations.preparing import Row

_CALL = (
    "SELECT records_append(%s, %b::bytea[], %s::int[], %s::int[], %s::int[], %b::bytea[],"
    " %s::bigint[], %s::int[], %s::bigint[], %s::int[], %s::text[])"
)


def append(fresh: Sequence[tuple[Row, Author]]) -> bool:
    """False when this way is not for these statements; then nothing is stored."""
    if connection.vendor != "postgresql" or any(row.target or row.attached for row, _author in fresh):
        return False
    if len({row.sid for row, _author in fresh}) < len(fresh):
        return False
    learning = teaching.sort_out(fresh)
    authorities = {author.authority: teaching.known_authority(author.authority) for _row, author in fresh}
    if None in authorities.values():
        return False
    base = sql.call(_CALL, _values(fresh, authorities, learning.names))
    if not base:
        return False
    for place, (row, _author) in enumerate(fresh):
        row.seq = base + place
    _define(learning.definitions)
    teaching.seen.update(learning.facts)
    return True


def _define(said: dict[str, Any]) -> None:
    """In a transaction of its own, before the answer: a crash in between loses a definition until it is said again."""
    if said:
        with transaction.atomic(), connection.cursor() as cursor:
            locking.lock(cursor)
            teaching.define(cursor, said)


def _values(
    fresh: Sequence[tuple[Row, Author]],
    authorities: dict[str, int | None],
    names: Sequence[tuple[int, int, str]],
) -> list[Any]:
    owners = {author.owner: marks.owner(author.owner) for _row, author in fresh}
    mentions = sorted(
        (key, place) for place, (row, author) in enumerate(fresh) for key in (*row.keys, owners[author.owner])
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
        numbers(key for key, _owner, _name in names),
        numbers(owner for _key, owner, _name in names),
        [name for _key, _owner, name in names],
    ]
