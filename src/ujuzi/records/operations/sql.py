"""Rows by the hundred in one statement, on both databases."""

from collections.abc import Sequence
from typing import Any

from django.db import connection

_TYPES = {"seq": "bigint", "key": "bigint", "owner": "int", "authority": "int", "flags": "smallint", "body": "bytea",
          "sid": "bytea", "target": "bytea"}  # fmt: skip
_AT_ONCE = 400  # SQLite reads a statement of that many rows in one go; more gains nothing


def insert(cursor: Any, table: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Inserts; rows that are there already stay as they are. Both databases keep the order of `rows`."""
    if not rows:
        return
    names = ", ".join(columns)
    if connection.vendor == "postgresql":
        arrays = ", ".join(f"%s::{_TYPES.get(name, 'text')}[]" for name in columns)
        cursor.execute(
            f"INSERT INTO {table} ({names}) SELECT * FROM unnest({arrays}) ON CONFLICT DO NOTHING",  # noqa: S608
            [list(column) for column in zip(*rows, strict=True)],
        )
        return
    holes = ", ".join(["%s"] * len(columns))
    cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({holes}) ON CONFLICT DO NOTHING", rows)  # noqa: S608


def select_in(cursor: Any, query: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
    """`query` ends before its IN list: `SELECT ... WHERE sid`."""
    out: list[tuple[Any, ...]] = []
    for start in range(0, len(values), _AT_ONCE):
        part = values[start : start + _AT_ONCE]
        if connection.vendor == "postgresql":
            cursor.execute(f"{query} = ANY(%s)", [list(part)])
        else:
            cursor.execute(f"{query} IN ({', '.join(['%s'] * len(part))})", part)
        out += cursor.fetchall()
    return out
