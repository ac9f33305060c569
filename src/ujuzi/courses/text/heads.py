"""TOML in a course: the head of a lesson or quiz, and course.toml; checked against a table of fields."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ujuzi.courses.text.faults import Say

MARK = "+++"
_PLACE = re.compile(
    r"^(?P<reason>.*?) \(at (?:line (?P<line>\d+), column (?P<column>\d+)|end of document)\)$"
)
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


@dataclass(frozen=True, slots=True)
class Field:
    """What a field must be. `known` are the values it, or each of its list, may have; `low` and `high` a number's ends."""

    kind: type
    required: bool = False
    known: frozenset[str] = frozenset()
    low: int = 0
    high: int = 10**6


Shape = Mapping[str, Field]
WORDS = {
    str: "text in quotes",
    int: "a whole number",
    list: "a list of texts",
    dict: "a table with a text for each language",
}


def split(text: str, say: Say, shape: Shape) -> tuple[dict[str, Any], str, int]:
    """The head's values, the rest of the text, and how many lines stand before it. A wrong value is said and left out."""
    lines = text.split("\n")
    if lines[0].rstrip() != MARK:
        say(1, 1, "no-head")
        return {}, text, 0
    end = next((number for number, line in enumerate(lines[1:], 1) if line.rstrip() == MARK), None)
    if end is None:
        say(1, 1, "open-head")
        return {}, "", len(lines)
    head = "\n".join(lines[1:end])
    return read(head, say, shape, before=1), "\n".join(lines[end + 1 :]), end + 1


def read(text: str, say: Say, shape: Shape, *, before: int = 0) -> dict[str, Any]:
    """The values of a TOML text that are as the table wants them; of the others faults are said."""
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = _PLACE.match(str(error))
        line = int(place["line"] or text.count("\n") + 1) if place else 1
        say(
            before + line,
            int(place["column"] or 1) if place else 1,
            "toml",
            reason=place["reason"] if place else str(error),
        )
        return {}
    lines = text.split("\n")
    good = {}
    for name, value in values.items():
        if name not in shape:
            say(*_where(lines, name, before), "unknown", name=name, known=", ".join(shape))
        elif fault := _wrong(name, value, shape[name]):
            code, said = fault
            say(*_where(lines, name, before), code, name=said.pop("name", name), **said)
        else:
            good[name] = value
    for name, one in shape.items():
        if one.required and name not in values:
            say(before + 1, 1, "missing", name=name)
    return good


def _where(lines: list[str], name: str, before: int) -> tuple[int, int]:
    pattern = re.compile(rf"\s*\[?\s*\"?{re.escape(name)}\b")
    for number, line in enumerate(lines, 1):
        if pattern.match(line):
            return before + number, len(line) - len(line.lstrip()) + 1
    return before + 1, 1


def _wrong(name: str, value: Any, one: Field) -> tuple[str, dict[str, Any]] | None:
    if isinstance(value, bool) or not isinstance(value, one.kind):
        return "kind", {"wanted": WORDS[one.kind]}
    if isinstance(value, int):
        return None if one.low <= value <= one.high else ("range", {"low": one.low, "high": one.high})
    if isinstance(value, list):
        if not all(isinstance(each, str) and each.strip() for each in value):
            return "kind", {"wanted": WORDS[list]}
        odd = [each for each in value if one.known and each not in one.known]
    else:
        odd = [value] if isinstance(value, str) and one.known and value not in one.known else []
    if isinstance(value, str) and not value.strip():
        return "missing", {}
    return ("choice", {"name": odd[0], "known": ", ".join(sorted(one.known))}) if odd else None
