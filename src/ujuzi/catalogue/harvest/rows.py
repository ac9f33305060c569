"""Many rows in few statements: what `bulk_create` does, without asking every field of every row how it is written.

Values are those of model instances (`vars(instance)`) or dictionaries of column names; rows come back numbered.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import connection, models

PARAMETERS = 16_000  # half of what SQLite takes in one statement; PostgreSQL takes 65,535
_PLAIN = {str, int, bool, type(None)}
_BYTES = {bytes, bytearray, memoryview}
_EMPTY: dict[type, str] = {list: "[]", dict: "{}"}


def insert(model: type[models.Model], rows: Sequence[Mapping[str, Any]]) -> list[int]:
    """Inserts rows (attribute name -> value; what is not said gets the field's default); returns their numbers."""
    fields = [field for field in model._meta.concrete_fields if not field.primary_key]
    numbers: list[int] = []
    for values, count in _statements(fields, rows):
        with connection.cursor() as cursor:
            cursor.execute(f"{_into(model, fields, count)} RETURNING id", values)
            numbers += [number for (number,) in cursor.fetchall()]
    return numbers


def replace(model: type[models.Model], rows: Sequence[Mapping[str, Any]]) -> None:
    """Writes rows that exist, whole."""
    fields = list(model._meta.concrete_fields)
    updates = ",".join(f'"{field.column}"=excluded."{field.column}"' for field in fields[1:])
    for values, count in _statements(fields, rows):
        with connection.cursor() as cursor:
            cursor.execute(f"{_into(model, fields, count)} ON CONFLICT (id) DO UPDATE SET {updates}", values)


def create(instances: Sequence[models.Model]) -> None:
    """Inserts instances of one model and gives them their numbers."""
    if instances:
        numbers = insert(type(instances[0]), [vars(instance) for instance in instances])
        for instance, number in zip(instances, numbers, strict=True):
            instance.pk = number
            instance._state.adding = False


def _into(model: type[models.Model], fields: Sequence[Any], count: int) -> str:
    columns = ",".join(f'"{field.column}"' for field in fields)
    places = f"({','.join(['%s'] * len(fields))})"
    return f"INSERT INTO {model._meta.db_table} ({columns}) VALUES {','.join([places] * count)}"  # noqa: S608  (names of models)


def _statements(fields: Sequence[Any], rows: Sequence[Mapping[str, Any]]) -> Iterable[tuple[list[Any], int]]:
    size = PARAMETERS // len(fields)
    parts = [(field, field.attname, isinstance(field, models.JSONField)) for field in fields]
    for start in range(0, len(rows), size):
        chunk = rows[start : start + size]
        known: dict[Any, Any] = {}
        values = [
            _value(field, row[name] if name in row else field.get_default(), is_json, known)
            for row in chunk
            for field, name, is_json in parts
        ]
        yield values, len(chunk)


def _value(field: Any, value: Any, is_json: bool, known: dict[Any, Any]) -> Any:
    """As the database takes it; moments, dates and choices come again and again and are written once."""
    if is_json:
        if not value and type(value) in _EMPTY:
            return _EMPTY[type(value)]
        return None if value is None else json.dumps(value)
    kind = type(value)
    if kind in _PLAIN:
        return value
    if kind in _BYTES:
        return field.get_db_prep_save(value, connection)
    if (kind, value) not in known:
        known[kind, value] = field.get_db_prep_save(value, connection)
    return known[kind, value]
