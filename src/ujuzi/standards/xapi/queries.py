"""The query of the Statements resource (part three, 2.1.3) as a value; the other resources' parameters too."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import orjson

from ujuzi.standards.xapi import actors, values
from ujuzi.standards.xapi.errors import Broken

FORMATS = ("exact", "ids", "canonical")


@dataclass(frozen=True, slots=True)
class Query:
    """Filters and the form of the answer. `agent` is an identity (see `actors.identity`); limit 0 means the store's most."""

    statement_id: str | None = None
    voided_statement_id: str | None = None
    agent: str | None = None
    verb: str | None = None
    activity: str | None = None
    registration: str | None = None
    related_activities: bool = False
    related_agents: bool = False
    since: datetime | None = None
    until: datetime | None = None
    limit: int = 0
    format: str = "exact"
    attachments: bool = False
    ascending: bool = False


_ALONE = {"format", "attachments"}


def parse(parameters: Mapping[str, str], version: str) -> Query:
    """Raises Broken for an unknown parameter, a wrong value or a forbidden combination."""
    found: dict[str, Any] = {}
    for name, text in parameters.items():
        if name not in _READERS:
            raise Broken("no such parameter", name)
        try:
            found[_NAMES.get(name, name)] = _READERS[name](text)
        except Broken as error:
            error.under(name)
            raise
    single = {"statementId", "voidedStatementId"}.intersection(parameters)
    if len(single) == 2:
        raise Broken("statementId and voidedStatementId exclude each other")
    if single and (more := set(parameters) - single - _ALONE):
        raise Broken(f"does not go with {min(single)}", min(more))
    return Query(**found)


def boolean(text: str) -> bool:
    if text not in ("true", "false"):
        raise Broken("must be true or false")
    return text == "true"


def instant(text: str) -> datetime:
    """A query's time: a `+` that a URL turned into a space is forgiven."""
    text = text.replace(" ", "+") if "T" in text else text
    values.timestamp(text)
    return values.instant(text)


def agent(text: str) -> dict[str, Any]:
    """The `agent` parameter: an Agent or identified Group as JSON."""
    try:
        decoded = orjson.loads(text)
    except ValueError:
        raise Broken("must be an Agent as JSON") from None
    actors.identified(decoded)
    found: dict[str, Any] = decoded
    return found


def uuid(text: str) -> str:
    values.uuid(text)
    return text.lower()


def iri(text: str) -> str:
    values.iri(text)
    return text


def _limit(text: str) -> int:
    if not (text.isascii() and text.isdigit()) or len(text) > 9:
        raise Broken("must be a whole number")
    return int(text)


def _format(text: str) -> str:
    if text not in FORMATS:
        raise Broken("must be exact, ids or canonical")
    return text


_NAMES = {"statementId": "statement_id", "voidedStatementId": "voided_statement_id"}
_READERS: dict[str, Any] = {
    "statementId": uuid,
    "voidedStatementId": uuid,
    "agent": lambda text: actors.identity(agent(text)),
    "verb": iri,
    "activity": iri,
    "registration": uuid,
    "related_activities": boolean,
    "related_agents": boolean,
    "since": instant,
    "until": instant,
    "limit": _limit,
    "format": _format,
    "attachments": boolean,
    "ascending": boolean,
}
