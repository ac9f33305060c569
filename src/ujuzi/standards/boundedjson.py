"""JSON from strangers: bounded in size and depth, strict about numbers, tolerant of byte order marks and UTF-16.

`loads` reads one document. `records` walks an array inside a document of any length with flat memory: it hands out one
element after the other with its exact source text, and steps over an element that is broken instead of giving up.
"""

import codecs
import json
import math
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import IO, Any

MAX_DEPTH = 60
MAX_BYTES = 64 * 2**20
MAX_RECORD = 4 * 2**20  # characters of one array element, or of one other member of the document
CHUNK = 2**18

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark is its beginning
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SPACE = re.compile(r"[ \t\n\r]*")
_TOKEN = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"|"|[][{}]', re.S)
# Text that no database keeps: NUL, and halves of surrogate pairs (escaped, or left by undecodable bytes).
_UNKEEPABLE = re.compile("[\x00\ud800-\udfff]")
_SUSPECT = re.compile(r"\\u(?:0000|[dD][89a-fA-F])")


class JsonError(ValueError):
    """`code`: "bad-json", "bad-encoding", "too-deep", "too-large", "bad-number", "truncated"."""

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(f"{code}: {detail}")
        self.code, self.detail = code, detail


def _refuse_constant(word: str) -> Any:
    raise JsonError("bad-number", f"{word} is not JSON")


def _finite(digits: str) -> float:
    number = float(digits)
    if math.isinf(number):
        raise JsonError("bad-number", f"{digits[:40]} is larger than any number")
    return number


_DECODER = json.JSONDecoder(parse_constant=_refuse_constant, parse_float=_finite)


def encoding(head: bytes) -> tuple[str, int]:
    """(codec, length of the byte order mark), by RFC 8259 section 8.1 and, for UTF-16/32, RFC 4627 section 3."""
    for bom, name in _BOMS:
        if head.startswith(bom):
            return name, len(bom)
    zeros = "".join("0" if byte == 0 else "x" for byte in head[:4])
    by_zeros = {
        "000x": "utf-32-be",
        "x000": "utf-32-le",
        "0x0x": "utf-16-be",
        "x0x0": "utf-16-le",
    }
    return by_zeros.get(zeros, "utf-8"), 0


def loads(content: bytes, *, max_depth: int = MAX_DEPTH, max_bytes: int = MAX_BYTES) -> Any:
    """The whole document. Raises JsonError and nothing else."""
    if len(content) > max_bytes:
        raise JsonError("too-large", f"{len(content)} bytes, allowed are {max_bytes}")
    codec, skip = encoding(content)
    try:
        text = content[skip:].decode(codec)
    except UnicodeDecodeError as error:
        raise JsonError("bad-encoding", f"not {codec} at byte {error.start + skip}") from error
    start = _after_space(text, 0)
    value, end = _decode(text, start)
    if _after_space(text, end) != len(text):
        raise JsonError("bad-json", f"more text after the document, at character {end}")
    return _checked(value, text, start, end, max_depth)


def depth_exceeds(value: Any, limit: int) -> bool:
    """Whether lists and objects nest deeper than `limit`; without recursion, so that it cannot fail itself."""
    level = [value] if isinstance(value, (dict, list)) else []
    for _ in range(limit):
        level = [
            inner
            for outer in level
            for inner in (outer.values() if isinstance(outer, dict) else outer)
            if isinstance(inner, (dict, list))
        ]
        if not level:
            return False
    return True


def _after_space(text: str, position: int) -> int:
    found = _SPACE.match(text, position)
    return found.end() if found else position


def _decode(text: str, position: int) -> tuple[Any, int]:
    try:
        return _DECODER.raw_decode(text, position)
    except JsonError:
        raise
    except RecursionError as error:
        raise JsonError("too-deep", "nested beyond any use") from error
    except json.JSONDecodeError as error:
        raise JsonError("bad-json", f"{error.msg} at character {error.pos - position}") from error
    except ValueError as error:  # an integer of more than 4,300 digits
        raise JsonError("bad-number", str(error)) from error


def _checked(value: Any, text: str, start: int, end: int, max_depth: int) -> Any:
    # Counting brackets is one pass in C; only a value with many of them needs the walk.
    brackets = text.count("{", start, end) + text.count("[", start, end)
    if brackets > max_depth and depth_exceeds(value, max_depth):
        raise JsonError("too-deep", f"nested deeper than {max_depth}")
    if _SUSPECT.search(text, start, end):
        return _keepable(value)
    return value


def _keepable(value: Any) -> Any:
    if isinstance(value, str):
        return _UNKEEPABLE.sub("\ufffd", value)
    if isinstance(value, list):
        return [_keepable(item) for item in value]
    if isinstance(value, dict):
        return {_UNKEEPABLE.sub("\ufffd", key): _keepable(item) for key, item in value.items()}
    return value


@dataclass(frozen=True, slots=True)
class Record:
    """An element of the array `name`; "" for the elements of a document that is itself an array."""

    name: str
    value: Any
    raw: bytes


@dataclass(frozen=True, slots=True)
class Broken:
    """An element that could not be read; what comes after it could."""

    name: str
    error: JsonError
    raw: bytes


@dataclass(frozen=True, slots=True)
class Member:
    """A member of the document that was not asked for as records: `links`, `meta`, `next` ...

    After the records of an array comes a Member with its name and, as value, how many there were.
    """

    name: str
    value: Any


def records(
    stream: IO[bytes],
    names: Collection[str],
    *,
    max_depth: int = MAX_DEPTH,
    max_record: int = MAX_RECORD,
) -> Iterator[Record | Broken | Member]:
    """Everything in the document `stream`, in its order.

    Elements of the top-level members in `names` come as `Record` (an object there counts as its own single element);
    the other members as `Member`. Raises JsonError when the document cannot be followed any further.
    """
    yield from _Walk(stream, frozenset(names), max_depth, max_record).document()


class _Walk:
    """A window over the stream's text; `at` is the reading position in it."""

    def __init__(self, stream: IO[bytes], names: frozenset[str], max_depth: int, max_record: int) -> None:
        self.stream, self.names = stream, names
        self.max_depth, self.max_record = max_depth, max_record
        head = stream.read(CHUNK)
        codec, skip = encoding(head)
        # surrogateescape: a bad byte spoils the one element it stands in, not the feed.
        self.decoder = codecs.getincrementaldecoder(codec)(
            "surrogateescape" if codec == "utf-8" else "replace"
        )
        self.text = self.decoder.decode(head[skip:])
        self.at, self.ended = 0, False

    def more(self) -> bool:
        """Reads on (twice as much for a long element, so that retries stay linear); False at the end."""
        if self.ended:
            return False
        self.text = self.text[self.at :]
        self.at = 0
        if len(self.text) > self.max_record:
            raise JsonError("too-large", f"one element has more than {self.max_record} characters")
        chunk = self.stream.read(max(CHUNK, len(self.text)))
        self.ended = not chunk
        self.text += self.decoder.decode(chunk, final=self.ended)
        return True

    def peek(self) -> str:
        """The next character that is not white space; JsonError at the end of the stream."""
        while True:
            self.at = _after_space(self.text, self.at)
            if self.at < len(self.text):
                return self.text[self.at]
            if not self.more():
                raise JsonError("truncated", "the document ends in the middle")

    def take(self, expected: str) -> str:
        found = self.peek()
        if found not in expected:
            raise JsonError("bad-json", f"{found!r} where one of {expected!r} was expected")
        self.at += 1
        return found

    def document(self) -> Iterator[Record | Broken | Member]:
        if self.peek() == "[":
            yield from self.array("")
        else:
            yield from self.members()
        while not self.ended or self.at < len(self.text):
            self.at = _after_space(self.text, self.at)
            if self.at < len(self.text):
                raise JsonError("bad-json", "more text after the document")
            self.more()

    def members(self) -> Iterator[Record | Broken | Member]:
        self.take("{")
        if self.peek() == "}":
            self.at += 1
            return
        while True:
            if self.peek() != '"':
                raise JsonError("bad-json", "a member without a name")
            name = str(self.plain())
            self.take(":")
            if name not in self.names:
                yield Member(name, self.plain())
            elif self.peek() == "[":
                yield from self.array(name)
            else:
                yield from self.single(name)
            if self.take(",}") == "}":
                return

    def single(self, name: str) -> Iterator[Record | Broken | Member]:
        element = self.element(name)
        if isinstance(element, Record) and not isinstance(element.value, dict):
            yield Member(name, element.value)
        else:
            yield element
            yield Member(name, 1)

    def plain(self) -> Any:
        element = self.element("")
        if isinstance(element, Broken):
            raise element.error
        return element.value

    def array(self, name: str) -> Iterator[Record | Broken | Member]:
        self.take("[")
        count, more = 0, self.peek() != "]"
        if not more:
            self.at += 1
        while more:
            yield self.element(name)
            count += 1
            more = self.take(",]") == ","
        yield Member(name, count)

    def element(self, name: str) -> Record | Broken:
        self.peek()
        while True:
            start = self.at
            try:
                value, end = _decode(self.text, start)
            except JsonError as error:
                broken = self.stepped_over(name, error)
                if broken is not None:
                    return broken
                if not self.more():
                    raise JsonError(
                        "truncated", f"the document ends in the middle: {error.detail}"
                    ) from error
                continue
            # "12" at the edge of the window may go on as "123"; brackets and quotes end by themselves.
            if end == len(self.text) and self.text[start] not in '{["' and self.more():
                continue
            self.at = end
            return self.finished(name, value, start, end)

    def finished(self, name: str, value: Any, start: int, end: int) -> Record | Broken:
        source = self.text[start:end]
        try:
            raw = source.encode()
        except UnicodeEncodeError as error:
            failure = JsonError("bad-encoding", f"not UTF-8 at character {error.start} of the record")
            return Broken(name, failure, source.encode("utf-8", "surrogateescape"))
        try:
            return Record(name, _checked(value, source, 0, len(source), self.max_depth), raw)
        except JsonError as error:
            return Broken(name, error, raw)

    def stepped_over(self, name: str, error: JsonError) -> Broken | None:
        """Past the broken element, when its end can be seen by counting brackets; None when more text is needed."""
        end = self.closing()
        if end is None:
            return None
        raw = self.text[self.at : end].encode("utf-8", "surrogateescape")
        self.at = end
        return Broken(name, error, raw)

    def closing(self) -> int | None:
        depth = 0
        for token in _TOKEN.finditer(self.text, self.at):
            mark = token.group()
            if mark in "[{":
                depth += 1
            elif mark in "]}":
                depth -= 1
                if depth <= 0:
                    # A stray bracket belongs to the array around: the element before it ends here.
                    return token.end() if depth == 0 else max(token.start(), self.at + 1)
            elif mark == '"':
                return None  # an open string
        return None
