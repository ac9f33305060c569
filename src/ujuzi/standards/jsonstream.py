"""An array of JSON records of any length, read with flat memory.

`records` hands out one element after the other with its exact source text (by Python's own decoder, several times as
fast as event parsers), and steps over an element that is broken instead of giving up.
"""

import codecs
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import IO, Any

from ujuzi.standards import boundedjson
from ujuzi.standards.boundedjson import JsonError

MAX_RECORD = 4 * 2**20  # characters of one array element, or of one other member of the document
CHUNK = 2**18

_TOKEN = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"|"|[][{}]', re.S)


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

    After the records of an array comes a Member with its name and, as value, how many there were (None where there was
    neither an array nor an object).
    """

    name: str
    value: Any


def records(
    stream: IO[bytes],
    names: Collection[str],
    *,
    max_depth: int = boundedjson.MAX_DEPTH,
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
        codec, skip = boundedjson.encoding(head)
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
            self.at = boundedjson.after_space(self.text, self.at)
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
            self.at = boundedjson.after_space(self.text, self.at)
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
            yield Member(name, None)
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
                value, end = boundedjson.decode(self.text, start)
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
            return Record(name, boundedjson.checked(value, source, 0, len(source), self.max_depth), raw)
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
