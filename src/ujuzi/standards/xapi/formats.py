"""The forms in which a statement is given out: `ids` and `canonical` (part three, 2.1.3). `exact` needs no work."""

from collections.abc import Mapping, Sequence
from typing import Any

from ujuzi.standards.xapi import actors, languages, references

Object = dict[str, Any]
_MAPS = ("name", "description")
_LISTS = ("choices", "scale", "source", "target", "steps")


def ids(statement: Object) -> Object:
    """Changes the statement in place: of agents, activities and verbs only what identifies them is left."""
    for actor in references.actors_in(statement):
        _identify(actor)
    for activity in references.activities_in(statement):
        activity.pop("definition", None)
        activity.pop("objectType", None)  # what has no type is an Activity
    for verb in references.verbs_in(statement):
        verb.pop("display", None)
    return statement


def _identify(actor: Object) -> None:
    actor.pop("name", None)
    if "member" in actor:
        if actors.identity(actor) is not None:
            del actor["member"]
        else:
            for member in actor["member"]:
                member.pop("name", None)


def canonical(statement: Object, definitions: Mapping[str, Object], wanted: Sequence[str]) -> Object:
    """Changes the statement in place: the store's own definitions, each language map with one language.

    `definitions`: activity id -> definition; `wanted`: language ranges, best first.
    """
    for activity in references.activities_in(statement):
        known = definitions.get(activity["id"]) or activity.get("definition")
        if known is not None:
            activity["definition"] = definition(known, wanted)
    for verb in references.verbs_in(statement):
        if "display" in verb:
            verb["display"] = languages.choose(verb["display"], wanted)
    return statement


def definition(known: Object, wanted: Sequence[str]) -> Object:
    """An activity's definition in one language."""
    out = dict(known)
    for key in _MAPS:
        if key in out:
            out[key] = languages.choose(out[key], wanted)
    for key in _LISTS:
        if key in out:
            out[key] = [_component(one, wanted) for one in out[key]]
    return out


def _component(one: Object, wanted: Sequence[str]) -> Object:
    if "description" not in one:
        return one
    return one | {"description": languages.choose(one["description"], wanted)}
