"""The Agents, Activities and About resources (part three, 2.4, 2.5, 2.8)."""

from typing import Any

from django.db import connection
from django.http import HttpResponse

from ujuzi.records import marks
from ujuzi.records.api import answers
from ujuzi.records.api.calls import Call, Refused
from ujuzi.records.queries import serving
from ujuzi.standards.xapi import actors, queries
from ujuzi.standards.xapi.errors import Broken


def _readable(call: Call) -> None:
    if call.method not in ("GET", "HEAD"):
        raise Refused(405, "this can only be read")
    if not call.author.may_read:
        raise Refused(403, "this key may not read")


def agents(call: Call) -> HttpResponse:
    """A Person object: everything known about who is identified so, as arrays."""
    _readable(call)
    call.only("agent")
    agent = parameter(call, "agent", queries.agent)
    return answers.json(actors.person(agent, _names(call, agent)))


def _names(call: Call, agent: dict[str, Any]) -> list[str]:
    """The names in the caller's own statements; the hub sees everybody's."""
    query = "SELECT DISTINCT name FROM records_name WHERE key = %s"
    values = [marks.agent(actors.identity(agent) or "")]
    if not call.author.sees_all:
        query, values = f"{query} AND owner = %s", [*values, call.author.owner]
    with connection.cursor() as cursor:
        cursor.execute(f"{query} ORDER BY name LIMIT 100", values)
        names = [row[0] for row in cursor.fetchall()]
    if "name" in agent and agent["name"] not in names:
        names.insert(0, agent["name"])
    return names


def activities(call: Call) -> HttpResponse:
    """An activity with its canonical definition, all languages."""
    _readable(call)
    call.only("activityId")
    iri = parameter(call, "activityId", queries.iri)
    known = serving.definitions({iri})
    out: dict[str, Any] = {"objectType": "Activity", "id": iri}
    return answers.json(out | ({"definition": known[iri]} if iri in known else {}))


def about() -> HttpResponse:
    """Which versions the store speaks; for everybody."""
    return answers.json({"version": ["2.0.0", "1.0.3", "1.0.2", "1.0.1", "1.0.0"], "extensions": {}})


def parameter(call: Call, name: str, reader: Any) -> Any:
    """A required parameter, read; raises Broken under its name."""
    text = call.required(name)
    try:
        return reader(text)
    except Broken as error:
        error.under(name)
        raise
