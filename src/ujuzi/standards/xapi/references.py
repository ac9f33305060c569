"""What a statement speaks of: the keys under which a query may find it (part three, 2.1.3), and what it teaches of activities."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from ujuzi.standards.xapi import actors, rules

Object = dict[str, Any]


@dataclass(slots=True)
class References:
    """Identities and ids; `related_*` hold only what is not there directly.

    `agents`: of actor and object with the members of Groups. `definitions`: (activity id, definition) wherever one is
    said. `names`: (identity, name). `target`: the statement that this one is about.
    """

    verb: str
    registration: str | None = None
    agents: set[str] = field(default_factory=set)
    related_agents: set[str] = field(default_factory=set)
    activities: set[str] = field(default_factory=set)
    related_activities: set[str] = field(default_factory=set)
    definitions: list[tuple[str, Object]] = field(default_factory=list)
    names: list[tuple[str, str]] = field(default_factory=list)
    target: str | None = None
    voids: bool = False


def collect(statement: Object) -> References:
    """From a statement that has passed its rules."""
    found = References(statement["verb"]["id"])
    _actor(found, statement["actor"], found.agents)
    _object(found, statement["object"])
    if "context" in statement:
        found.registration = _lower(statement["context"].get("registration"))
        _context(found, statement["context"])
    if "authority" in statement:
        _actor(found, statement["authority"], found.related_agents)
    found.related_agents -= found.agents
    found.related_activities -= found.activities
    return found


def _lower(text: str | None) -> str | None:
    return text.lower() if text else None


def _actor(found: References, actor: Object, into: set[str]) -> None:
    for identity, who in actors.identities(actor):
        into.add(identity)
        if "name" in who:
            found.names.append((identity, who["name"]))


def _activity(found: References, activity: Object, into: set[str]) -> None:
    into.add(activity["id"])
    if "definition" in activity:
        found.definitions.append((activity["id"], activity["definition"]))


def _object(found: References, thing: Object) -> None:
    kind = thing.get("objectType", "Activity")
    if kind == "Activity":
        _activity(found, thing, found.activities)
    elif kind in ("Agent", "Group"):
        _actor(found, thing, found.agents)
    elif kind == "StatementRef":
        found.target = thing["id"].lower()
        found.voids = found.verb == rules.VOIDED
    else:
        _sub_statement(found, thing)


def _sub_statement(found: References, inner: Object) -> None:
    """Everything in it counts as related; a StatementRef in it does not aim at a statement for filters."""
    _actor(found, inner["actor"], found.related_agents)
    thing = inner["object"]
    kind = thing.get("objectType", "Activity")
    if kind == "Activity":
        _activity(found, thing, found.related_activities)
    elif kind in ("Agent", "Group"):
        _actor(found, thing, found.related_agents)
    if "context" in inner:
        _context(found, inner["context"])


def _context(found: References, context: Object) -> None:
    for actor in _people(context):
        _actor(found, actor, found.related_agents)
    for said in context.get("contextActivities", {}).values():
        for activity in said if isinstance(said, list) else [said]:
            _activity(found, activity, found.related_activities)


def _people(context: Object) -> Iterator[Object]:
    for key in ("instructor", "team"):
        if key in context:
            yield context[key]
    for one in context.get("contextAgents", ()):
        yield one["agent"]
    for one in context.get("contextGroups", ()):
        yield one["group"]


def activities_in(statement: Object) -> Iterator[Object]:
    """Every Activity object in the statement, for those who rewrite them."""
    for part in (statement, statement["object"]):
        thing = part.get("object")
        if thing is not None and thing.get("objectType", "Activity") == "Activity":
            yield thing
        if part is not statement and part.get("objectType") != "SubStatement":
            continue
        for said in part.get("context", {}).get("contextActivities", {}).values():
            yield from said if isinstance(said, list) else [said]


def actors_in(statement: Object) -> Iterator[Object]:
    """Every Agent and Group in the statement, those of a SubStatement included; not the members of Groups."""
    parts = [statement]
    if statement["object"].get("objectType") == "SubStatement":
        parts.append(statement["object"])
    for part in parts:
        yield part["actor"]
        if part["object"].get("objectType") in ("Agent", "Group"):
            yield part["object"]
        yield from _people(part.get("context", {}))
    if "authority" in statement:
        yield statement["authority"]


def verbs_in(statement: Object) -> Iterator[Object]:
    yield statement["verb"]
    if "verb" in statement["object"]:
        yield statement["object"]["verb"]
