"""JSON that somebody signed: read strictly, because two readers must never see two documents in one text."""

import json
from typing import Any

LARGEST = 1_000_000  # bytes; the largest credential seen in the field has 60,000
_DEEPEST = 40


class JsonTextError(ValueError):
    """Not JSON, a member named twice, a number that JSON does not have, or too large."""


def loads(text: bytes | str) -> Any:
    """The value. A member that stands twice is refused: parsers differ in which of the two they take."""
    if len(text) > LARGEST:
        raise JsonTextError(f"larger than {LARGEST} bytes")
    try:
        decoded = text.decode("utf-8-sig") if isinstance(text, bytes) else text.removeprefix("\ufeff")
        found = json.loads(decoded, object_pairs_hook=_object, parse_constant=_constant)
    except RecursionError as error:
        raise JsonTextError("nested too deeply") from error
    except (ValueError, UnicodeError) as error:
        raise JsonTextError(str(error)[:200]) from error
    _shallow(found)
    return found


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) != len(pairs):
        names = [name for name, _member in pairs]
        raise JsonTextError(f"{next(name for name in names if names.count(name) > 1)[:60]!r} stands twice")
    return made


def _constant(word: str) -> Any:
    raise JsonTextError(f"{word} is not JSON")


def _shallow(value: Any, depth: int = 0) -> None:
    if depth > _DEEPEST:
        raise JsonTextError("nested too deeply")
    if isinstance(value, str):
        if any("\ud800" <= letter <= "\udfff" for letter in value):
            raise JsonTextError("half a character")
    elif isinstance(value, dict):
        for name, inner in value.items():
            _shallow(name, depth)
            _shallow(inner, depth + 1)
    elif isinstance(value, list):
        for inner in value:
            _shallow(inner, depth + 1)
