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


# Each statement about another takes on its keys, so both are bounded: else one small request would fill the index for minutes.
MOST_STATEMENTS = 5_000
MOST_KEYS = 2_000


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


def rows(
    statements: Sequence[dict[str, Any]],
    *,
    version: str,
    authority: dict[str, Any],
    sent: frozenset[str] = frozenset(),
) -> list[Row]:
    """`sent`: hashes of the attachments that came along. Raises Broken when there are too many, one names too much, two of the statements have one id, or one is nested too deep to be written."""
    if len(statements) > MOST_STATEMENTS:
        raise Broken(f"more than {MOST_STATEMENTS} statements: send smaller batches")
    out, seen = [], set()
    vouching = marks.related({identity for identity, _who in actors.identities(authority)})
    for index, statement in enumerate(statements):
        row = _row(statement, version, vouching, index, sent)
        if row.sid in seen:
            raise Broken("another statement of this request has the same id", index, "id")
        seen.add(row.sid)
        out.append(row)
    return out


def _row(
    statement: dict[str, Any], version: str, vouching: set[int], index: int, sent: frozenset[str]
) -> Row:
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
    keys = marks.filters(said)
    if len(keys) > MOST_KEYS:
        raise Broken(f"names more than {MOST_KEYS} agents and activities", index)
    return Row(sid, flags, text, keys | vouching, target, said, statement, _hashes(statement, sent))


def _hashes(statement: dict[str, Any], sent: frozenset[str]) -> list[str]:
    """Of the attachments that the statement names and that came with it."""
    if not sent:
        return []
    named = [*statement.get("attachments", ()), *statement["object"].get("attachments", ())]
    return [sha2 for sha2 in (one["sha2"].lower() for one in named) if sha2 in sent]


def _as_arrays(body: dict[str, Any]) -> None:
    """contextActivities are given out as arrays whatever they came as (2.4.6.2)."""
    for part in (body, body["object"]):
        context = part.get("context")
        if type(context) is dict and "contextActivities" in context:
            said = context["contextActivities"]
            for key, value in said.items():
                if type(value) is dict:
                    said[key] = [value]
