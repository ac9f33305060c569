"""JSON from strangers: bounded in size and depth, in any Unicode encoding, without values that nothing can store."""

import codecs
import json
import math
import re
from typing import Any

MAX_DEPTH = 60
MAX_BYTES = 100_000_000

_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_UNSTORABLE = re.compile(r"\\u(?:[dD][89a-fA-F]|0000)")
_BAD = re.compile("[\x00\ud800-\udfff]")


class BoundedError(ValueError):
    """`code`: "empty", "bad-json", "too-deep", "too-big", "not-a-number"."""

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(f"{code}: {detail}")
        self.code, self.detail = code, detail


def loads(data: bytes | str, *, max_depth: int = MAX_DEPTH, max_bytes: int = MAX_BYTES) -> Any:
    """The value. NaN and infinities are refused, wrong bytes become U+FFFD, NUL and lone surrogates vanish.

    Duplicate keys: the last one counts, as everywhere. Nothing but `BoundedError` is raised.
    """
    if len(data) > max_bytes:
        raise BoundedError("too-big", f"{len(data)} bytes, more than {max_bytes}")
    text = data if isinstance(data, str) else decode(data)
    if not text.strip("\ufeff\x00 \t\r\n"):
        raise BoundedError("empty", "nothing in it")
    try:
        value = json.loads(text.lstrip("\ufeff"), parse_constant=_refuse, parse_float=_float)
    except RecursionError:
        raise BoundedError("too-deep", f"nested deeper than {max_depth}") from None
    except BoundedError:
        raise
    except ValueError as error:  # JSONDecodeError, and integers of more digits than Python takes
        raise BoundedError("bad-json", str(error)) from error
    _check_depth(value, max_depth)
    return _storable(value) if _UNSTORABLE.search(text) or _BAD.search(text) else value


def decode(data: bytes) -> str:
    """Text by byte order mark, else by where the NULs of the first characters lie (RFC 4627), else UTF-8."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    return data.decode(json.detect_encoding(data), "replace")


def _refuse(constant: str) -> Any:
    raise BoundedError("not-a-number", f"{constant} is not JSON")


def _float(text: str) -> float:
    value = float(text)
    if not math.isfinite(value):
        raise BoundedError("not-a-number", f"{text[:40]} is out of range")
    return value


def _check_depth(value: Any, max_depth: int) -> None:
    """Level by level, so that depth costs no stack."""
    level = [value]
    for _ in range(max_depth + 1):
        below: list[Any] = []
        for each in level:
            if isinstance(each, dict):
                below.extend(inner for inner in each.values() if isinstance(inner, dict | list))
            elif isinstance(each, list):
                below.extend(inner for inner in each if isinstance(inner, dict | list))
        if not below:
            return
        level = below
    raise BoundedError("too-deep", f"nested deeper than {max_depth}")


def _storable(value: Any) -> Any:
    if isinstance(value, str):
        return _BAD.sub("", value)
    if isinstance(value, list):
        return [_storable(each) for each in value]
    if isinstance(value, dict):
        return {_BAD.sub("", key): _storable(each) for key, each in value.items()}
    return value
