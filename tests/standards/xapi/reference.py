"""The specification's tables as a JSON Schema: slow and plain, and written apart from the product's rules, which it judges.

Sections are those of xAPI-Data.md (1.0.3). Formats are checked by the jsonschema package's own libraries.
"""

from typing import Any

from jsonschema import Draft202012Validator, FormatChecker

Schema = dict[str, Any]

IFI = ("mbox", "mbox_sha1sum", "openid", "account")
LISTS = {  # 2.4.4.1, table of interaction components
    "choice": {"choices"},
    "sequencing": {"choices"},
    "likert": {"scale"},
    "matching": {"source", "target"},
    "performance": {"steps"},
    "true-false": set(),
    "fill-in": set(),
    "long-fill-in": set(),
    "numeric": set(),
    "other": set(),
}
COMPONENTS = ("choices", "scale", "source", "target", "steps")


def string() -> Schema:
    return {"type": "string"}


def iri() -> Schema:
    return {"type": "string", "format": "iri"}


def uuid() -> Schema:
    return {"type": "string", "format": "uuid"}


def tag() -> Schema:
    """RFC 5646 by the lengths of its parts, as 2.2 asks at least."""
    return {"type": "string", "pattern": "^([a-zA-Z]{2,8}|[xi])(-[a-zA-Z0-9]{1,8})*$"}


def language_map() -> Schema:
    return {"type": "object", "propertyNames": tag(), "additionalProperties": string()}


def extensions() -> Schema:
    return {"type": "object", "propertyNames": iri()}


def record(required: dict[str, Schema], optional: dict[str, Schema] | None = None) -> Schema:
    return {
        "type": "object",
        "properties": required | (optional or {}),
        "required": list(required),
        "additionalProperties": False,
    }


def word(*words: str) -> Schema:
    return {"enum": list(words)}


def identifiers() -> dict[str, Schema]:
    """2.4.2.3"""
    return {
        "mbox": {"type": "string", "pattern": "^mailto:[^@\\s]+@[^@\\s]+$"},
        "mbox_sha1sum": {"type": "string", "pattern": "^[0-9a-fA-F]{40}$"},
        "openid": iri(),
        "account": record({"homePage": iri(), "name": string()}),
    }


def exactly_one() -> list[Schema]:
    return [{"required": [name]} for name in IFI]


def agent() -> Schema:
    """2.4.2.1"""
    return record({}, {"objectType": word("Agent"), "name": string()} | identifiers()) | {
        "oneOf": exactly_one()
    }


def group() -> Schema:
    """2.4.2.2: anonymous with members, or identified"""
    shape = record(
        {"objectType": word("Group")},
        {"name": string(), "member": {"type": "array", "items": agent()}} | identifiers(),
    )
    anonymous = {
        "required": ["member"],
        "properties": {"member": {"minItems": 1}},
        "not": {"anyOf": exactly_one()},
    }
    return shape | {"oneOf": [anonymous, *exactly_one()]}


def typed(kinds: dict[str, Schema], otherwise: str) -> Schema:
    """Which schema holds is said by objectType."""
    cases = [
        {
            "if": {
                "type": "object",
                "properties": {"objectType": {"const": kind}},
                "required": ["objectType"],
            },
            "then": schema,
        }
        for kind, schema in kinds.items()
    ]
    bare = {"if": {"not": {"type": "object", "required": ["objectType"]}}, "then": kinds[otherwise]}
    known = {"properties": {"objectType": word(*kinds)}}
    return {"type": "object", "allOf": [*cases, bare, known]}


def actor() -> Schema:
    return typed({"Agent": agent(), "Group": group()}, "Agent")


def verb() -> Schema:
    """2.4.3"""
    return record({"id": iri()}, {"display": language_map()})


def component() -> Schema:
    return {"type": "array", "items": record({"id": string()}, {"description": language_map()})}


def activity() -> Schema:
    """2.4.4.1"""
    definition = record(
        {},
        {
            "name": language_map(),
            "description": language_map(),
            "type": iri(),
            "moreInfo": iri(),
            "extensions": extensions(),
            "interactionType": word(*LISTS),
            "correctResponsesPattern": {"type": "array", "items": string()},
        }
        | {name: component() for name in COMPONENTS},
    )
    by_type = [
        {
            "if": {"properties": {"interactionType": {"const": kind}}, "required": ["interactionType"]},
            "then": {"properties": {name: False for name in COMPONENTS if name not in allowed}},
        }
        for kind, allowed in LISTS.items()
    ]
    needs_type = {name: ["interactionType"] for name in (*COMPONENTS, "correctResponsesPattern")}
    definition |= {"allOf": by_type, "dependentRequired": needs_type}
    return record({"id": iri()}, {"objectType": word("Activity"), "definition": definition})


def statement_ref() -> Schema:
    return record({"objectType": word("StatementRef"), "id": uuid()})


def result() -> Schema:
    """2.4.5"""
    number = {"type": "number"}
    score = record(
        {}, {"scaled": number | {"minimum": -1, "maximum": 1}, "raw": number, "min": number, "max": number}
    )
    return record(
        {},
        {
            "score": score,
            "success": {"type": "boolean"},
            "completion": {"type": "boolean"},
            "response": string(),
            "duration": {"type": "string", "format": "duration"},
            "extensions": extensions(),
        },
    )


def context(version: str) -> Schema:
    """2.4.6; for 2.0 IEEE 9274.1.1, 4.2.2.5"""
    activities = {"anyOf": [activity(), {"type": "array", "items": activity()}]}
    of_2_0 = {
        name: {
            "type": "array",
            "items": record(
                {"objectType": word(kind), key: who},
                {"relevantTypes": {"type": "array", "items": iri(), "minItems": 1}},
            ),
        }
        for name, kind, key, who in (
            ("contextAgents", "contextAgent", "agent", agent()),
            ("contextGroups", "contextGroup", "group", group()),
        )
    }
    return record(
        {},
        {
            "registration": uuid(),
            "instructor": actor(),
            "team": group(),
            "contextActivities": record(
                {}, {name: activities for name in ("parent", "grouping", "category", "other")}
            ),
            "revision": string(),
            "platform": string(),
            "language": tag(),
            "statement": statement_ref(),
            "extensions": extensions(),
        }
        | (of_2_0 if version == "2.0" else {}),
    )


def attachment() -> Schema:
    """2.4.11"""
    return record(
        {
            "usageType": iri(),
            "display": language_map(),
            "contentType": {"type": "string", "pattern": "^[^/\\s]+/[^/\\s]+"},
            "length": {"type": "integer", "minimum": 0},
            "sha2": {"type": "string", "pattern": "^[0-9a-fA-F]+$", "minLength": 56, "maxLength": 128},
        },
        {"description": language_map(), "fileUrl": iri()},
    )


def about_what(value: Schema) -> Schema:
    """Rules between the parts: revision and platform only for an Activity (2.4.6), voiding only of a StatementRef (2.3.2)."""
    other = {
        "properties": {
            "object": {
                "properties": {"objectType": {"not": {"const": "Activity"}}},
                "required": ["objectType"],
            }
        }
    }
    bare = {"properties": {"context": {"properties": {"revision": False, "platform": False}}}}
    voids = {
        "properties": {"verb": {"properties": {"id": {"const": "http://adlnet.gov/expapi/verbs/voided"}}}}
    }
    target = {
        "properties": {
            "object": {"properties": {"objectType": {"const": "StatementRef"}}, "required": ["objectType"]}
        }
    }
    return value | {"allOf": [{"if": other, "then": bare}, {"if": voids, "then": target}]}


def statement(version: str) -> Schema:
    """2.4, table 1"""
    time = {"type": "string", "format": "date-time"}
    common = {
        "result": result(),
        "context": context(version),
        "timestamp": time,
        "attachments": {"type": "array", "items": attachment()},
    }
    objects = {"Activity": activity(), "Agent": agent(), "Group": group(), "StatementRef": statement_ref()}
    inner = about_what(
        record(
            {
                "objectType": word("SubStatement"),
                "actor": actor(),
                "verb": verb(),
                "object": typed(objects, "Activity"),
            },
            common,
        )
    )
    two = {"if": {"properties": {"objectType": {"const": "Group"}}, "required": ["objectType"]},
           "then": {"properties": {"member": {"minItems": 2, "maxItems": 2}} | {name: False for name in IFI},
                    "required": ["member"]}}  # fmt: skip
    return about_what(
        record(
            {
                "actor": actor(),
                "verb": verb(),
                "object": typed(objects | {"SubStatement": inner}, "Activity"),
            },
            common
            | {
                "id": uuid(),
                "stored": time,
                "authority": {"allOf": [actor(), two]},
                "version": {"type": "string", "pattern": "^[12]\\.0(\\.[0-9]+)?$"},
            },
        )
    )


_VALIDATORS = {
    version: Draft202012Validator(statement(version), format_checker=FormatChecker())
    for version in ("1.0", "2.0")
}


def problems(value: Any, version: str) -> list[str]:
    """What the tables have against it, as text; empty when it is a statement."""
    found = [f"{error.json_path}: {error.message}"[:300] for error in _VALIDATORS[version].iter_errors(value)]
    return found or list(_numbers(value)) + list(_ids(value)) + list(_offsets(value))


def _parts(value: Any) -> list[Any]:
    """The statement and its SubStatement."""
    inner = value["object"]
    return [value, inner] if inner.get("objectType") == "SubStatement" else [value]


def _numbers(value: Any) -> list[str]:
    """2.4.5.1: min < max, raw between them. JSON Schema cannot compare."""
    found = []
    for part in _parts(value):
        score = part.get("result", {}).get("score", {})
        low, high, raw = score.get("min"), score.get("max"), score.get("raw")
        if None not in (low, high) and low >= high:
            found.append("min is not less than max")
        if raw is not None and ((low is not None and raw < low) or (high is not None and raw > high)):
            found.append("raw is not between min and max")
    return found


def _ids(value: Any) -> list[str]:
    """2.4.4.1: distinct ids within a list of components, wherever an activity stands."""
    if isinstance(value, list):
        return [one for item in value for one in _ids(item)]
    if not isinstance(value, dict):
        return []
    found = []
    for name in COMPONENTS:
        listed = value.get(name)
        if "interactionType" in value and isinstance(listed, list):
            ids = [one["id"] for one in listed]
            found += ["ids are not distinct"] if len(set(ids)) < len(ids) else []
    return found + [one for key, item in value.items() if key != "extensions" for one in _ids(item)]


def _offsets(value: Any) -> list[str]:
    """4.5: never -00:00."""
    return [
        "the offset -00:00"
        for part in _parts(value)
        for name in ("timestamp", "stored")
        if str(part.get(name, "")).endswith("-00:00")
    ]
