"""What statements teach in passing: definitions of activities, names of agents, who vouches. Known facts cost no query."""

from collections import OrderedDict
from collections.abc import Sequence
from typing import Any

import orjson
from django.db import connection

from ujuzi.records import marks
from ujuzi.records.authors import Author
from ujuzi.records.operations import sql
from ujuzi.records.operations.preparing import Row
from ujuzi.standards.xapi import activities

NAME_LENGTH = 200  # characters; what is longer is no name, and PostgreSQL's indexes end at 2,700 bytes
_KNOWN = 50_000


class Seen:
    """The last facts that this process has written, so that a busy course is not defined again and again."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.facts: OrderedDict[Any, Any] = OrderedDict()

    def __contains__(self, fact: Any) -> bool:
        return (_database(), fact) in self.facts

    def add(self, fact: Any) -> None:
        self.facts[_database(), fact] = None
        while len(self.facts) > self.size:
            self.facts.popitem(last=False)


def _database() -> str:
    return str(connection.settings_dict["NAME"])


seen = Seen(_KNOWN)
_authorities: dict[tuple[str, str], int] = {}


def forget() -> None:
    """For tests that empty the database."""
    seen.facts.clear()
    _authorities.clear()


def authority(cursor: Any, agent: str) -> int:
    """The number of an authority, given its JSON."""
    place = (_database(), agent)
    if place not in _authorities:
        number = _find_authority(cursor, agent)
        if number is None:  # not kept: the transaction may yet fail
            cursor.execute("INSERT INTO records_authority (agent) VALUES (%s)", [agent])
            return _find_authority(cursor, agent) or 0
        _authorities[place] = number
    return _authorities[place]


def _find_authority(cursor: Any, agent: str) -> int | None:
    cursor.execute("SELECT id FROM records_authority WHERE agent = %s", [agent])
    row = cursor.fetchone()
    return int(row[0]) if row else None


def learn(cursor: Any, fresh: Sequence[tuple[Row, Author]]) -> None:
    """Writes the names and, for authors who may define, the definitions that are not known yet."""
    names = {
        (identity, author.owner, name.replace("\0", "")[:NAME_LENGTH])
        for row, author in fresh
        for identity, name in row.said.names
    }
    new = sorted(fact for fact in names if fact not in seen)
    sql.insert(
        cursor,
        "records_name",
        ("key", "owner", "name"),
        sorted((marks.agent(identity), owner, name) for identity, owner, name in new),
    )
    said: dict[str, dict[str, Any]] = {}
    for row, author in fresh:
        if author.may_define:
            for iri, definition in row.said.definitions:
                if (iri, orjson.dumps(definition)) not in seen:
                    said[iri] = activities.merged(said[iri], definition) if iri in said else definition
    define(cursor, said)


def define(cursor: Any, said: dict[str, dict[str, Any]]) -> None:
    """Merges definitions into the canonical ones. The caller holds the writers' lock."""
    if not said:
        return
    keys = {marks.activity(iri): iri for iri in said}
    known = sql.select_in(cursor, "SELECT key, definition FROM records_activity WHERE key", sorted(keys))
    before = {keys[key]: orjson.loads(text) for key, text in known}
    for key, iri in sorted(keys.items()):
        merged = activities.merged(before[iri], said[iri]) if iri in before else said[iri]
        if merged != before.get(iri):
            cursor.execute(
                "INSERT INTO records_activity (key, iri, definition) VALUES (%s, %s, %s)"
                " ON CONFLICT (key) DO UPDATE SET definition = excluded.definition",
                [key, iri, orjson.dumps(merged).decode()],
            )


def remember(rows: Sequence[tuple[Row, Author]]) -> None:
    """After the commit: what is certainly in the database need not be written again."""
    for row, author in rows:
        for identity, name in row.said.names:
            seen.add((identity, author.owner, name.replace("\0", "")[:NAME_LENGTH]))
        if author.may_define:
            for iri, definition in row.said.definitions:
                seen.add((iri, orjson.dumps(definition)))
