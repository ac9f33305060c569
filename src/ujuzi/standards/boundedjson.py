"""JSON from strangers: bounded in size and depth, strict about numbers, tolerant of byte order marks and UTF-16.

For arrays of any length see `jsonstream`, which shares the rules here.
"""

import codecs
import json
import math
import re
from typing import Any

MAX_DEPTH = 60
MAX_BYTES = 64 * 2**20

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark is its beginning
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SPACE = re.compile(r"[ \t\n\r]*")
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
    start = after_space(text, 0)
    value, end = decode(text, start)
    if after_space(text, end) != len(text):
        raise JsonError("bad-json", f"more text after the document, at character {end}")
    return checked(value, text, start, end, max_depth)


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


def after_space(text: str, position: int) -> int:
    found = _SPACE.match(text, position)
    return found.end() if found else position


def decode(text: str, position: int) -> tuple[Any, int]:
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


def checked(value: Any, text: str, start: int, end: int, max_depth: int) -> Any:
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
