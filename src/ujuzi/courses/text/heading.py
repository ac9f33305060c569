"""course.toml and the heads of new files, written from values. JSON strings are TOML strings."""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

_BARE = re.compile(r"[A-Za-z0-9_-]+")


def course_toml(values: Mapping[str, Any]) -> str:
    """TOML of strings, numbers, lists of strings and tables of them, tables last."""
    return "".join(_table(values, ()))


def _table(values: Mapping[str, Any], path: tuple[str, ...]) -> list[str]:
    plain = [
        f"{_key(key)} = {_value(value)}\n" for key, value in values.items() if not isinstance(value, Mapping)
    ]
    inner = [
        line
        for key, value in values.items()
        if isinstance(value, Mapping)
        for line in _table(value, (*path, str(key)))
    ]
    head = [f"\n[{'.'.join(map(_key, path))}]\n"] if path and plain else []
    return [*head, *plain, *inner]


def _key(key: str) -> str:
    return key if _BARE.fullmatch(key) else _string(key)


def _value(value: Any) -> str:
    if isinstance(value, Sequence) and not isinstance(value, str):
        return f"[{', '.join(_value(one) for one in value)}]"
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, int | float) else _string(str(value))


def _string(text: str) -> str:
    """TOML forbids raw control characters, as JSON does, and DEL besides."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def head(title: str, **more: Any) -> str:
    """The head of a lesson or quiz."""
    return f"+++\n{course_toml({'title': title, **more})}+++\n"
