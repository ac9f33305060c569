"""Activities and their definitions, interactions included (2.4.4.1)."""

from typing import Any

from ujuzi.standards.xapi import shapes, values
from ujuzi.standards.xapi.errors import Broken

_component = shapes.record({"id": values.string, "description": values.language_map}, ("id",))


def _components(value: Any) -> None:
    shapes.array(_component)(value)
    if len({item["id"] for item in value}) != len(value):
        raise Broken("the ids of interaction components must be distinct")


_NONE: frozenset[str] = frozenset()
# Which lists of components go with which type of interaction; 2.4.4.1, table "interaction components".
INTERACTIONS = {
    "true-false": _NONE,
    "choice": frozenset({"choices"}),
    "fill-in": _NONE,
    "long-fill-in": _NONE,
    "matching": frozenset({"source", "target"}),
    "performance": frozenset({"steps"}),
    "sequencing": frozenset({"choices"}),
    "likert": frozenset({"scale"}),
    "numeric": _NONE,
    "other": _NONE,
}
_LISTS = frozenset({"choices", "scale", "source", "target", "steps"})
_NEED_TYPE = _LISTS | {"correctResponsesPattern"}

_definition = shapes.record(
    {
        "name": values.language_map,
        "description": values.language_map,
        "type": values.iri,
        "moreInfo": values.iri,
        "extensions": values.extensions,
        "interactionType": shapes.one_of(INTERACTIONS),
        "correctResponsesPattern": shapes.array(values.string),
        **dict.fromkeys(_LISTS, _components),
    }
)


def definition(value: Any) -> None:
    _definition(value)
    kind = value.get("interactionType")
    if kind is None:
        if not _NEED_TYPE.isdisjoint(value):
            raise Broken("an interaction needs its interactionType")
    elif wrong := (_LISTS - INTERACTIONS[kind]).intersection(value):
        raise Broken(f"does not belong to an interaction of type {kind}", min(wrong))


activity = shapes.record(
    {"objectType": shapes.one_of({"Activity"}), "id": values.iri, "definition": definition}, ("id",)
)


def merged(known: dict[str, Any], said: dict[str, Any]) -> dict[str, Any]:
    """The canonical definition after one more statement: language by language, what was said last holds."""
    out = known | said
    for key in ("name", "description", "extensions"):
        if key in known and key in said:
            out[key] = known[key] | said[key]
    return out
