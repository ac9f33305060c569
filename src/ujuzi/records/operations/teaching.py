"""What statements teach in passing: definitions of activities, names of agents, who vouches. Known facts cost no query."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import orjson

from ujuzi.records import marks
from ujuzi.records.authors import Author
from ujuzi.records.operations import sql
from ujuzi.records.operations.preparing import NAME_LENGTH, Row
from ujuzi.standards.xapi import activities

DEFINITION_BYTES = 64_000  # a longer one is not learnt: `canonical` puts it wherever its activity is named
_KEPT = 20_000  # facts per generation, some 100 bytes each


class Seen:
    """The facts that this process wrote last, so that a busy course is not defined again and again.

    Two generations: when the young one is full it becomes the old one, and what nobody asked for since is forgotten.
    """

    def __init__(self, size: int) -> None:
        self.size = size
        self.young: set[int] = set()
        self.old: set[int] = set()

    def __contains__(self, fact: int) -> bool:
        return fact in self.young or fact in self.old

    def update(self, facts: set[int]) -> None:
        self.young |= facts
        if len(self.young) > self.size:
            self.old, self.young = self.young, set()

    def clear(self) -> None:
        self.young, self.old = set(), set()


seen = Seen(_KEPT)
_authorities: dict[str, int] = {}


def forget() -> None:
    """For tests that empty the database."""
    seen.clear()
    _authorities.clear()


def forget_authorities() -> None:
    """After one was erased."""
    _authorities.clear()


def known_authority(agent: str) -> int | None:
    """Its number, if this process knows it."""
    return _authorities.get(agent)


def authority(cursor: Any, agent: str) -> int:
    """The number of an authority, given its JSON."""
    if agent not in _authorities:
        number = _find_authority(cursor, agent)
        if number is None:  # not kept: the transaction may yet fail
            cursor.execute("INSERT INTO records_authority (agent) VALUES (%s)", [agent])
            return _find_authority(cursor, agent) or 0
        _authorities[agent] = number
    return _authorities[agent]


def _find_authority(cursor: Any, agent: str) -> int | None:
    cursor.execute("SELECT id FROM records_authority WHERE agent = %s", [agent])
    row = cursor.fetchone()
    return int(row[0]) if row else None


class Learning(NamedTuple):
    """What statements say that is not known yet. `facts` may be added to `seen` once all of it is committed."""

    names: list[tuple[int, int, str]]  # key, owner, name
    definitions: dict[str, dict[str, Any]]
    facts: set[int]


def sort_out(fresh: Sequence[tuple[Row, Author]]) -> Learning:
    """New names, and the definitions of authors who may define."""
    names: set[tuple[int, int, str]] = set()
    said: dict[str, dict[str, Any]] = {}
    facts: set[int] = set()
    for row, author in fresh:
        for identity, name in row.said.names:
            fact = hash((identity, author.owner, name))
            if fact not in seen and fact not in facts:
                facts.add(fact)
                names.add((marks.agent(identity), author.owner, name.replace("\0", "")[:NAME_LENGTH]))
        if author.may_define:
            for iri, definition in row.said.definitions:
                text = orjson.dumps(definition)
                fact = hash((iri, text))
                if len(text) <= DEFINITION_BYTES and fact not in seen and fact not in facts:
                    facts.add(fact)
                    said[iri] = activities.merged(said[iri], definition) if iri in said else definition
    return Learning(sorted(names), said, facts)


def define(cursor: Any, said: dict[str, dict[str, Any]]) -> None:
    """Merges definitions into the canonical ones. The caller holds the writers' lock."""
    if not said:
        return
    keys = {marks.activity(iri): iri for iri in said}
    known = sql.select_in(cursor, "SELECT key, definition FROM records_activity WHERE key", sorted(keys))
    before = {keys[key]: orjson.loads(text) for key, text in known}
    rows = []
    for key, iri in sorted(keys.items()):
        merged = activities.merged(before[iri], said[iri]) if iri in before else said[iri]
        if merged != before.get(iri):
            rows.append((key, iri, orjson.dumps(merged).decode()))
    new = sql.Insert("records_activity", ("key", "iri", "definition"), rows)
    sql.insert(cursor, [new], otherwise="(key) DO UPDATE SET definition = excluded.definition")
