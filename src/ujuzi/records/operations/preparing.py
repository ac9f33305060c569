"""From checked statements to rows, before any lock is taken: what can be done without the database is done here."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import orjson

from ujuzi.records import marks
from ujuzi.records.models import log
from ujuzi.standards.xapi import actors, references
from ujuzi.standards.xapi.errors import Broken

NAME_LENGTH = 200  # characters; what is longer is no name, and PostgreSQL's indexes end at 2,700 bytes


@dataclass(slots=True)
class Row:
    """A statement on its way into the log; `keys` are its entries in the index, without the owner's."""

    sid: bytes
    flags: int
    body: bytes
    keys: set[int]
    target: bytes | None
    said: references.References
    statement: dict[str, Any]
    attached: list[str] = field(default_factory=list)
    seq: int = 0

    @property
    def voids(self) -> bool:
        return bool(self.flags & log.VOIDS)


def rows(statements: Sequence[dict[str, Any]], *, version: str, authority: dict[str, Any]) -> list[Row]:
    """Raises Broken when two of the statements have one id, or one is nested too deep to be written."""
    out, seen = [], set()
    vouching = marks.related({identity for identity, _who in actors.identities(authority)})
    for index, statement in enumerate(statements):
        row = _row(statement, version, vouching, index)
        if row.sid in seen:
            raise Broken("another statement of this request has the same id", index, "id")
        seen.add(row.sid)
        out.append(row)
    return out


def _row(statement: dict[str, Any], version: str, vouching: set[int], index: int) -> Row:
    statement.pop("authority", None)  # it is the store that says who vouches
    said = references.collect(statement)
    given = statement.get("id")
    sid = uuid.UUID(given).bytes if given else uuid.uuid4().bytes
    flags = log.TIMED * ("timestamp" in statement) | log.VOIDS * said.voids
    body = {key: value for key, value in statement.items() if key not in ("id", "stored")}
    if version != "1.0":  # what is not said means 1.0.0
        body.setdefault("version", "2.0.0")
    flags |= log.VERSIONED * ("version" in body)
    _as_arrays(body)
    try:
        text = orjson.dumps(body)
    except orjson.JSONEncodeError:
        raise Broken("nested too deep", index) from None
    target = uuid.UUID(said.target).bytes if said.target else None
    return Row(sid, flags, text, marks.filters(said) | vouching, target, said, statement, _hashes(statement))


def _hashes(statement: dict[str, Any]) -> list[str]:
    """Of the attachments that the statement names."""
    found = [one["sha2"].lower() for one in statement.get("attachments", ())]
    return found + [one["sha2"].lower() for one in statement["object"].get("attachments", ())]


def _as_arrays(body: dict[str, Any]) -> None:
    """contextActivities are given out as arrays whatever they came as (2.4.6.2)."""
    for part in (body, body["object"]):
        context = part.get("context")
        if type(context) is dict and "contextActivities" in context:
            said = context["contextActivities"]
            for key, value in said.items():
                if type(value) is dict:
                    said[key] = [value]
