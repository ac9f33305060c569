"""Rows by the hundred, on both databases."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from django.db import connection

_NUMBERS = {"seq": "bigint", "key": "bigint", "owner": "int", "authority": "int", "flags": "smallint"}
_BYTES = {"sid", "target", "body"}
_AT_ONCE = 400  # values in one IN list of SQLite


class Insert(NamedTuple):
    """Rows for a table; those that are there already stay as they are."""

    table: str
    columns: tuple[str, ...]
    rows: Sequence[Sequence[Any]]


class Select(NamedTuple):
    """A query that ends before its IN list: `SELECT ... WHERE sid`."""

    query: str
    values: Sequence[Any]


def insert(cursor: Any, inserts: Sequence[Insert], otherwise: str = "DO NOTHING") -> None:
    """Inserts in this order; both databases keep the order of the rows. `otherwise`: what to do with what is there."""
    full = [one for one in inserts if one.rows]
    if connection.vendor == "postgresql":
        for one in full:
            cursor.execute(*_postgresql_insert(one, otherwise))
        return
    for table, columns, rows in full:
        holes = ", ".join(["%s"] * len(columns))
        cursor.executemany(
            f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({holes}) ON CONFLICT {otherwise}",  # noqa: S608
            rows,
        )


def select(cursor: Any, one: Select) -> list[tuple[Any, ...]]:
    """The rows; nothing is asked for no values."""
    if connection.vendor == "postgresql":
        query, values = _postgresql_select(one)
        cursor.execute(query, values)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows
    return _in_parts(cursor, one)


def select_in(cursor: Any, query: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
    """One query; nothing is asked for no values."""
    return select(cursor, Select(query, values)) if values else []


# PostgreSQL guesses how often a key occurs, and for one that is not among its hundred best known it guesses few: then it
# sorts what it could have read in order. Nested loops along the indexes are right for every query of the log.
_ALONG_INDEXES = "".join(
    f"SET LOCAL {name}; "
    for name in (
        "enable_bitmapscan = off",
        "enable_seqscan = off",
        "jit = off",
        "max_parallel_workers_per_gather = 0",
    )
)


def along_indexes(cursor: Any, query: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
    """The rows of a query whose plan is to follow the indexes; in one round trip."""
    if connection.vendor == "postgresql":
        return _along_indexes(cursor, query, values)
    cursor.execute(query, values)
    rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows


def _along_indexes(cursor: Any, query: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
    cursor.execute(_ALONG_INDEXES + query, values)  # several statements sent as one are one transaction
    while cursor.nextset():
        pass
    rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows


def _in_parts(cursor: Any, one: Select) -> list[tuple[Any, ...]]:
    out: list[tuple[Any, ...]] = []
    for start in range(0, len(one.values), _AT_ONCE):
        part = one.values[start : start + _AT_ONCE]
        cursor.execute(f"{one.query} IN ({', '.join(['%s'] * len(part))})", part)
        out += cursor.fetchall()
    return out


def _postgresql_insert(one: Insert, otherwise: str) -> tuple[str, list[Any]]:
    arrays = ", ".join(
        f"%s::{_NUMBERS.get(name, 'bytea' if name in _BYTES else 'text')}[]" for name in one.columns
    )
    values = [
        _array(name, column) for name, column in zip(one.columns, zip(*one.rows, strict=True), strict=True)
    ]
    names = ", ".join(one.columns)
    return f"INSERT INTO {one.table} ({names}) SELECT * FROM unnest({arrays}) ON CONFLICT {otherwise}", values  # noqa: S608


def _postgresql_select(one: Select) -> tuple[str, list[Any]]:
    numbers = all(isinstance(value, int) for value in one.values)
    kind = "bigint" if numbers else "bytea" if isinstance(one.values[0], bytes) else "text"
    return f"{one.query} = ANY(%s::{kind}[])", [_array("seq" if numbers else "", one.values)]


def numbers(values: Iterable[Any]) -> str:
    """PostgreSQL's text of an array of numbers: ten times quicker than psycopg's own, which looks at each one's size."""
    return "{" + ",".join(map(str, values)) + "}"


def call(query: str, values: Sequence[Any]) -> tuple[Any, ...]:
    """What a procedure of PostgreSQL hands back, as a prepared statement."""
    from psycopg import Cursor

    connection.ensure_connection()
    with connection.wrap_database_errors:
        cursor = Cursor(connection.connection)
        row = cursor.execute(query, values, prepare=True).fetchone()
    assert row is not None  # a procedure with INOUT parameters always answers
    return row


def _array(name: str, values: Sequence[Any]) -> Any:
    return numbers(values) if name in _NUMBERS else list(values)
