"""Whether a decoded JSON value is a valid xAPI statement, told from the tables of the specification alone.

This is the yardstick the product's fast validator is measured with: slow, obvious, and written without a look at
the product. One recursive function walks `tables`, `formats` checks strings, and what no table can say (a rule
about two fields) is a short function in `RULES`.
"""

import math
import re
from collections.abc import Callable, Iterator
from typing import Any

from tests.standards.xapi.formats import FORMATS, is_iri, is_language
from tests.standards.xapi.tables import CHOICES, COMPONENT_LISTS, IDENTIFIERS, SUPPORTED_LISTS, TABLES

Problem = tuple[str, str]

VOIDED = "http://adlnet.gov/expapi/verbs/voided"


def problems(statement: object, version: str) -> list[Problem]:
    """Every rule of this version (`1.0.3` or `2.0.0`) the statement breaks, with where: [] when it is valid."""
    return list(_walk(statement, "Statement", "$", version))


def _walk(value: Any, kind: str, path: str, version: str) -> Iterator[Problem]:
    """The problems of one value, which ought to be of the type `kind` (see `tables`)."""
    if value is None:
        yield path, "A value may not be null outside extensions."
    elif kind in _SIMPLE:
        fits, rule = _SIMPLE[kind]
        if not fits(value):
            yield path, rule
    elif kind in FORMATS[version] or kind.startswith("="):
        yield from _string(value, kind, path, version)
    elif kind in ("language map", "extensions"):
        yield from _map(value, kind, path)
    elif " or []" in kind:
        single, several = kind.split(" or ")
        yield from _walk(value, several if isinstance(value, list) else single, path, version)
    elif kind.startswith("["):
        yield from _array(value, kind, path, version)
    elif not isinstance(value, dict):
        yield path, "This must be an object."
    elif kind in CHOICES or kind == "Group":
        yield from _choice(value, kind, path, version)
    else:
        yield from _object(value, kind, path, version)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


_SIMPLE: dict[str, tuple[Callable[[Any], bool], str]] = {
    "string": (lambda value: isinstance(value, str), "This must be a string."),
    "boolean": (lambda value: isinstance(value, bool), "This must be true or false."),
    "number": (_is_number, "This must be a number."),
    "integer": (
        lambda value: isinstance(value, int) and not isinstance(value, bool) and value >= 0,
        "This must be an integer that is not negative.",
    ),
}


def _string(value: Any, kind: str, path: str, version: str) -> Iterator[Problem]:
    """A string that is one given word, or has a format."""
    if not isinstance(value, str):
        yield path, "This must be a string."
    elif kind.startswith("="):
        if value != kind[1:]:
            yield path, f"This must be {kind[1:]}."
    else:
        fits, rule = FORMATS[version][kind]
        if not fits(value):
            yield path, rule


def _map(value: Any, kind: str, path: str) -> Iterator[Problem]:
    """A map with free keys: a language map (section 4.2), or extensions (4.1), whose values are nobody's business."""
    if not isinstance(value, dict):
        yield path, "This must be an object."
        return
    for key, entry in value.items():
        if kind == "extensions":
            if not is_iri(key):
                yield _at(path, key), "A key of extensions must be an absolute IRI."
            continue
        if not is_language(key):
            yield _at(path, key), "A key of a language map must be a language tag of RFC 5646."
        if entry is None:
            yield _at(path, key), "A value may not be null outside extensions."
        elif not isinstance(entry, str):
            yield _at(path, key), "A value of a language map must be a string."


def _array(value: Any, kind: str, path: str, version: str) -> Iterator[Problem]:
    """An array of one type; `[+]` says that it may not be empty."""
    if not isinstance(value, list):
        yield path, "This must be an array."
        return
    if kind.startswith("[+]") and not value:
        yield path, "This array may not be empty."
    for index, entry in enumerate(value):
        yield from _walk(entry, kind[kind.index("]") + 1 :], f"{path}[{index}]", version)


def _choice(value: dict[str, Any], kind: str, path: str, version: str) -> Iterator[Problem]:
    """An object whose kind its own properties tell."""
    if kind == "Group":
        # Section 2.4.2.2: a Group with an identifier is an Identified Group, any other an Anonymous one.
        identified = any(name in value for name in IDENTIFIERS)
        yield from _walk(value, "IdentifiedGroup" if identified else "AnonymousGroup", path, version)
        return
    object_type = value.get("objectType", "")
    known = CHOICES[kind].get(object_type) if isinstance(object_type, str) else None
    if known is None or (object_type == "" and "objectType" in value):
        yield f"{path}.objectType", "This objectType is not allowed here."
    else:
        yield from _walk(value, known, path, version)


def _object(value: dict[str, Any], kind: str, path: str, version: str) -> Iterator[Problem]:
    """An object of one table: its required properties, its known ones, no others, and the rules of its kind."""
    table = TABLES[version][kind]
    for name, (required, _) in table.items():
        if required and name not in value:
            yield _at(path, name), "This property is required."
    for name, entry in value.items():
        if name in table:
            yield from _walk(entry, table[name][1], _at(path, name), version)
        else:
            yield _at(path, name), "This property is not known here."
    for rule in RULES.get(kind, ()):
        yield from rule(value, path)


def _at(path: str, key: str) -> str:
    """The JSON path of a key: quoted when it is not a plain name."""
    if re.fullmatch("[A-Za-z_][A-Za-z0-9_]*", key):
        return f"{path}.{key}"
    quoted = key.replace("\\", "\\\\").replace("'", "\\'")
    return f"{path}['{quoted}']"


def _one_identifier(value: dict[str, Any], path: str) -> Iterator[Problem]:
    """Sections 2.4.2.1 and 2.4.2.2."""
    if sum(name in value for name in IDENTIFIERS) != 1:
        yield path, "There must be exactly one of mbox, mbox_sha1sum, openid and account."


def _two_members(value: dict[str, Any], path: str) -> Iterator[Problem]:
    """Section 2.4.9: the application and the user together."""
    member = value.get("member")
    if isinstance(member, list) and len(member) != 2:
        yield f"{path}.member", "A group that is an authority has exactly two members."


def _score_in_order(value: dict[str, Any], path: str) -> Iterator[Problem]:
    """Section 2.4.5.1."""
    scaled, raw, low, high = (
        value[name] if name in value and _is_number(value[name]) else None
        for name in ("scaled", "raw", "min", "max")
    )
    if scaled is not None and not -1 <= scaled <= 1:
        yield f"{path}.scaled", "The scaled score must be between -1 and 1."
    if raw is not None and low is not None and raw < low:
        yield f"{path}.raw", "The raw score may not be less than min."
    if raw is not None and high is not None and raw > high:
        yield f"{path}.raw", "The raw score may not be greater than max."
    if low is not None and high is not None and low >= high:
        yield f"{path}.min", "The min score must be less than max."


def _interaction(value: dict[str, Any], path: str) -> Iterator[Problem]:
    """Section 2.4.4.1: what goes with which interactionType."""
    kind = value.get("interactionType")
    if "interactionType" not in value and "correctResponsesPattern" in value:
        yield f"{path}.correctResponsesPattern", "Interaction properties need an interactionType."
    for name in COMPONENT_LISTS:
        if name in value and "interactionType" not in value:
            yield f"{path}.{name}", "Interaction properties need an interactionType."
        elif name in value and isinstance(kind, str) and name not in SUPPORTED_LISTS.get(kind, (name,)):
            yield f"{path}.{name}", "This component list does not go with this interactionType."


def _distinct_components(value: dict[str, Any], path: str) -> Iterator[Problem]:
    """Section 2.4.4.1, Interaction Components."""
    for name in COMPONENT_LISTS:
        components = value.get(name)
        if not isinstance(components, list):
            continue
        ids = [entry.get("id") for entry in components if isinstance(entry, dict)]
        texts = [text for text in ids if isinstance(text, str)]
        if len(set(texts)) != len(texts):
            yield f"{path}.{name}", "The ids of components must be distinct."


def _activity_only(value: dict[str, Any], path: str) -> Iterator[Problem]:
    """Section 2.4.6: revision and platform speak of an Activity."""
    target, context = value.get("object"), value.get("context")
    if not isinstance(target, dict) or not isinstance(context, dict):
        return
    if target.get("objectType", "Activity") != "Activity":
        for name in ("revision", "platform"):
            if name in context:
                yield f"{path}.context.{name}", "This may only be used when the object is an Activity."


def _voids_a_statement(value: dict[str, Any], path: str) -> Iterator[Problem]:
    """Section 2.3.2."""
    verb, target = value.get("verb"), value.get("object")
    if not isinstance(verb, dict) or verb.get("id") != VOIDED:
        return
    if not isinstance(target, dict) or target.get("objectType") != "StatementRef":
        yield f"{path}.object.objectType", "A voiding statement must have a StatementRef as its object."


Rule = Callable[[dict[str, Any], str], Iterator[Problem]]

RULES: dict[str, tuple[Rule, ...]] = {
    "Agent": (_one_identifier,),
    "IdentifiedGroup": (_one_identifier,),
    "AuthorityGroup": (_two_members,),
    "Score": (_score_in_order,),
    "Definition": (_interaction, _distinct_components),
    "Statement": (_activity_only, _voids_a_statement),
    "SubStatement": (_activity_only, _voids_a_statement),
}
