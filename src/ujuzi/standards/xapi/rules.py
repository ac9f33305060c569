"""The rules of a whole statement, as tables, for each version of the standard (2.4; for 2.0 IEEE 9274.1.1, 4.2.2).

`check("2.0", statement)` raises `Broken` with the path of the first broken rule.
"""

from collections.abc import Mapping
from typing import Any

from ujuzi.standards.xapi import activities, actors, shapes, values
from ujuzi.standards.xapi.errors import Broken
from ujuzi.standards.xapi.values import Check

VOIDED = "http://adlnet.gov/expapi/verbs/voided"
SIGNATURE = "http://adlnet.gov/expapi/attachments/signature"

verb = shapes.record({"id": values.iri, "display": values.language_map}, ("id",))
statement_ref = shapes.record(
    {"objectType": shapes.one_of({"StatementRef"}), "id": values.uuid}, ("objectType", "id")
)
attachment = shapes.record(
    {
        "usageType": values.iri,
        "display": values.language_map,
        "description": values.language_map,
        "contentType": values.media_type,
        "length": values.count,
        "sha2": values.sha2,
        "fileUrl": values.iri,
    },
    ("usageType", "display", "contentType", "length", "sha2"),
)


def _scaled(value: Any) -> None:
    values.number(value)
    if not -1 <= value <= 1:
        raise Broken("scaled lies between -1 and 1")


_score = shapes.record({"scaled": _scaled, "raw": values.number, "min": values.number, "max": values.number})


def score(value: Any) -> None:
    _score(value)
    low, raw, high = value.get("min"), value.get("raw"), value.get("max")
    if low is not None and high is not None and low >= high:
        raise Broken("min is less than max")
    if raw is not None and ((low is not None and raw < low) or (high is not None and raw > high)):
        raise Broken("raw lies between min and max")


result = shapes.record(
    {
        "score": score,
        "success": values.boolean,
        "completion": values.boolean,
        "response": values.string,
        "duration": values.duration,
        "extensions": values.extensions,
    }
)


def _one_or_more_activities(value: Any) -> None:
    (_activities if type(value) is list else activities.activity)(value)


_activities = shapes.array(activities.activity)
_context_activities = shapes.record(
    dict.fromkeys(("parent", "grouping", "category", "other"), _one_or_more_activities)
)


def _relevant_types(value: Any) -> None:
    shapes.array(values.iri)(value)
    if not value:
        raise Broken("relevantTypes is not empty")


def _member_of_context(kind: str, key: str, who: Check) -> Check:
    """2.0, 4.2.2.5: a contextAgent or a contextGroup."""
    return shapes.array(
        shapes.record(
            {"objectType": shapes.one_of({kind}), key: who, "relevantTypes": _relevant_types},
            ("objectType", key),
        )
    )


_CONTEXT: dict[str, Check] = {
    "registration": values.uuid,
    "instructor": actors.actor,
    "team": actors.group,
    "contextActivities": _context_activities,
    "revision": values.string,
    "platform": values.string,
    "language": values.language,
    "statement": statement_ref,
    "extensions": values.extensions,
}
_CONTEXTS = {
    "1.0": shapes.record(_CONTEXT),
    "2.0": shapes.record(
        _CONTEXT
        | {
            "contextAgents": _member_of_context("contextAgent", "agent", actors.agent),
            "contextGroups": _member_of_context("contextGroup", "group", actors.group),
        }
    ),
}
_TIMESTAMPS = {"1.0": values.timestamp, "2.0": values.timestamp_rfc3339}


def _version(value: Any) -> None:
    """Any known version: a store of 2.0 takes statements of 1.0 as well, each kept as it was said (2.4.10)."""
    if type(value) is not str or not any(pattern.fullmatch(value) for pattern in values.VERSIONS.values()):
        raise Broken("must be a known version: 1.0.x or 2.0.x")


def _typed(kinds: Mapping[str, Check], otherwise: str) -> Check:
    """An object whose objectType says which rules it follows."""
    rule = "must be " + " or ".join(sorted(kinds))

    def check(value: Any) -> None:
        kind = value.get("objectType", otherwise) if type(value) is dict else otherwise
        found = kinds.get(kind) if type(kind) is str else None
        if found is None:
            raise Broken(rule, "objectType")
        found(value)

    return check


_OBJECTS: dict[str, Check] = {
    "Activity": activities.activity,
    "Agent": actors.agent,
    "Group": actors.group,
    "StatementRef": statement_ref,
}


def _consistent(value: dict[str, Any]) -> None:
    """Rules between the parts of a statement or SubStatement."""
    kind = value["object"].get("objectType", "Activity")
    context = value.get("context")
    if context is not None and kind != "Activity":
        for key in ("revision", "platform"):
            if key in context:
                raise Broken("only for a statement about an Activity", "context", key)
    if value["verb"]["id"] == VOIDED and kind != "StatementRef":
        raise Broken("what is voided is a StatementRef", "object", "objectType")


def _build(version: str) -> Check:
    common: dict[str, Check] = {
        "actor": actors.actor,
        "verb": verb,
        "result": result,
        "context": _CONTEXTS[version],
        "timestamp": _TIMESTAMPS[version],
        "attachments": shapes.array(attachment),
    }
    needed = ("actor", "verb", "object")
    inner = shapes.record(
        common | {"objectType": shapes.one_of({"SubStatement"}), "object": _typed(_OBJECTS, "Activity")},
        needed,
    )

    def sub_statement(value: Any) -> None:
        inner(value)
        _consistent(value)

    whole = shapes.record(
        common
        | {
            "id": values.uuid,
            "object": _typed(_OBJECTS | {"SubStatement": sub_statement}, "Activity"),
            "stored": _TIMESTAMPS[version],
            "authority": actors.authority,
            "version": _version,
        },
        needed,
    )

    def statement(value: Any) -> None:
        whole(value)
        _consistent(value)

    return statement


_STATEMENTS = {version: _build(version) for version in ("1.0", "2.0")}


def check(version: str, statement: Any) -> None:
    """Raises Broken unless this decoded JSON is a statement; `version` is "1.0" or "2.0"."""
    _STATEMENTS[version](statement)
