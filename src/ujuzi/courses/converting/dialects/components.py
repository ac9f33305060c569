"""JSX in Markdown: `<Name attribute="…" other={…} />`, and the JavaScript literals in its braces. Nothing is run."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from ujuzi.courses.converting.dialects import preparing

_NAME = re.compile(r"<(?P<close>/?)(?P<name>[A-Z][\w.]*|hfoptions?)(?=[\s/>{])")
_ATTRIBUTE = re.compile(r"\s*(?P<name>[A-Za-z_][\w:.-]*)\s*(?P<is>=)?\s*")
_BARE = re.compile(r"[^\s/>]+")
_WORD = re.compile(r"[A-Za-z_$][\w$.]*|-?\d+(?:\.\d+)?")
_ESCAPE = re.compile(
    r"\\(?:u\{(?P<braced>[0-9a-fA-F]{1,6})\}|u(?P<code>[0-9a-fA-F]{4})|x(?P<byte>[0-9a-fA-F]{2})|(?P<letter>[\s\S]))"
)
_LETTERS = {"n": "\n", "t": "\t", "r": "\n", "b": "", "f": "", "v": "", "0": "", "\n": ""}
DEEPEST = 20
LONGEST = 100_000  # characters of one component


class Unclosed(ValueError):
    """A component or literal that does not end, or that is not understood."""


@dataclass(frozen=True, slots=True)
class Element:
    """A component's tag, from `start` to `end` of the text. `attributes`: words as they are, braces as the text within."""

    name: str
    start: int
    end: int
    closing: bool = False
    alone: bool = False  # <Name />
    attributes: dict[str, str] = field(default_factory=dict)
    literals: frozenset[str] = frozenset()  # attributes that stood in braces

    def value(self, name: str) -> Any:
        """What an attribute says; None where it is not there. Raises Unclosed for what is no plain literal."""
        if name not in self.attributes:
            return None
        return literal(self.attributes[name]) if name in self.literals else self.attributes[name]


def elements(text: str) -> Iterator[Element | Unclosed]:
    """The components in a text, outside of code."""
    code = _code(text)
    place = 0
    for match in _NAME.finditer(text):
        if match.start() < place or any(start <= match.start() < end for start, end in code):
            continue
        try:
            found = _element(text, match)
        except Unclosed as error:
            yield error
            continue
        place = found.end
        yield found


def _code(text: str) -> list[tuple[int, int]]:
    """Where code stands: fences, and between backticks in a line."""
    spans, place = [], 0
    for line, fenced in preparing.lines(text):
        if fenced:
            spans.append((place, place + len(line)))
        elif "`" in line:
            spans += [
                (place + one.start(), place + one.end())
                for one in re.finditer(r"(`+)(?!`).+?(?<!`)\1(?!`)", line)
            ]
        place += len(line) + 1
    return spans


def _element(text: str, match: re.Match[str]) -> Element:
    place = _blank(text, match.end())
    attributes: dict[str, str] = {}
    literals: set[str] = set()
    while not text.startswith((">", "/>"), place):
        if place >= len(text) or place - match.start() > LONGEST:
            raise Unclosed(match["name"])
        if text.startswith("{", place):  # <Name {fw} />
            place = _blank(text, _braces(text, place))
            continue
        name, value, is_literal, place = _attribute(text, place)
        attributes[name] = value
        literals |= {name} if is_literal else set()
        place = _blank(text, place)
    alone = text[place] == "/"
    end = place + (2 if alone else 1)
    return Element(
        match["name"], match.start(), end, bool(match["close"]), alone, attributes, frozenset(literals)
    )


def _attribute(text: str, place: int) -> tuple[str, str, bool, int]:
    """The name, what it says, whether that stood in braces, and the place after it."""
    match = _ATTRIBUTE.match(text, place)
    if match is None:
        raise Unclosed(text[place : place + 40])
    name, place = match["name"], match.end()
    if not match["is"]:
        return name, "", False, place
    if text.startswith("{", place):
        end = _braces(text, place)
        return name, text[place + 1 : end - 1], True, end
    if text.startswith(("'", '"'), place):
        end = text.find(text[place], place + 1)
        if end < 0:
            raise Unclosed(text[place : place + 40])
        return name, text[place + 1 : end], False, end + 1
    word = _BARE.match(text, place)
    if word is None:
        raise Unclosed(text[place : place + 40])
    return name, word[0], False, word.end()


def _blank(text: str, place: int) -> int:
    while place < len(text) and text[place].isspace():
        place += 1
    return place


def _braces(text: str, place: int) -> int:
    """The place after the brace that closes the one at `place`; quoted text within counts for nothing."""
    depth, start = 0, place
    while place < len(text) and place - start < LONGEST:
        letter = text[place]
        if letter in "\"'`":
            place = _string(text, place)[1]
            continue
        depth += (letter in "{[") - (letter in "}]")
        place += 1
        if not depth:
            return place
    raise Unclosed(text[start : start + 40])


def _string(text: str, place: int) -> tuple[str, int]:
    """The text in quotes at `place`, and the place after it."""
    quote, end = text[place], place + 1
    while end < len(text) and text[end] != quote:
        end += 2 if text[end] == "\\" else 1
    if end >= len(text):
        raise Unclosed(text[place : place + 40])
    return _ESCAPE.sub(_unescaped, text[place + 1 : end]), end + 1


def _unescaped(match: re.Match[str]) -> str:
    code = match["braced"] or match["code"] or match["byte"]
    if code:
        number = int(code, 16)
        return chr(number) if number < 0x110000 and not 0xD800 <= number < 0xE000 else ""
    return _LETTERS.get(match["letter"], match["letter"])


def literal(text: str) -> Any:
    """A JavaScript literal: lists, objects, texts, numbers, true, false; other names as text. Raises Unclosed."""
    value, place = _value(text, _blank(text, 0), 0)
    if _blank(text, place) != len(text):
        raise Unclosed(text[place : place + 40])
    return value


def _value(text: str, place: int, depth: int) -> tuple[Any, int]:
    if depth > DEEPEST or place >= len(text):
        raise Unclosed(text[place : place + 40])
    if text[place] in "\"'`":
        value, place = _string(text, place)
        after = _blank(text, place)
        if text.startswith("+", after):  # "one text " + "in two"
            more, place = _value(text, _blank(text, after + 1), depth + 1)
            value += str(more)
        return value, place
    if text[place] in "[{":
        return _many(text, place, depth)
    word = _WORD.match(text, place)
    if word is None:
        raise Unclosed(text[place : place + 40])
    return {"true": True, "false": False, "null": None}.get(word[0], word[0]), word.end()


def _many(text: str, place: int, depth: int) -> tuple[Any, int]:
    """A list or an object; a comma may be missing, or one too many."""
    close = "]" if text[place] == "[" else "}"
    listed: list[Any] = []
    named: dict[str, Any] = {}
    place = _blank(text, place + 1)
    while not text.startswith(close, place):
        value, place = _value(text, place, depth + 1)
        place = _blank(text, place)
        if close == "]":
            listed.append(value)
        elif not text.startswith(":", place):
            raise Unclosed(text[place : place + 40])
        else:
            named[str(value)], place = _value(text, _blank(text, place + 1), depth + 1)
            place = _blank(text, place)
        while text.startswith(",", place):
            place = _blank(text, place + 1)
    return listed if close == "]" else named, place + 1
