"""Members of JSON objects that a stranger sent, each with its kind and its bounds."""

import math
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from ujuzi.standards.lti.problems import LtiError

LONGEST = 2_000  # characters of an address or a text; a custom parameter may have as many


def text(found: Mapping[str, Any], name: str, *, at: str = "", most: int = LONGEST) -> str | None:
    """None when it is not there, or null."""
    value = found.get(name)
    if value is None:
        return None
    if not isinstance(value, str):
        raise LtiError("type", at + name, "is no text")
    if len(value) > most:
        raise LtiError("too-long", at + name, f"has more than {most} characters")
    if any(sign == "\0" or "\ud800" <= sign <= "\udfff" for sign in value):
        raise LtiError("type", at + name, "has a null character, or half a character")
    return value


def needed(found: Mapping[str, Any], name: str, *, at: str = "", most: int = LONGEST) -> str:
    value = text(found, name, at=at, most=most)
    if not value or not value.strip():
        raise LtiError("missing", at + name, "is needed")
    return value


def number(found: Mapping[str, Any], name: str, *, at: str = "") -> float | None:
    """Finite; true and false are none."""
    value = found.get(name)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise LtiError("type", at + name, "is no number")
    if abs(value) > 1e12:
        raise LtiError("range", at + name, "is beyond all scores")
    return float(value)


def one_of(found: Mapping[str, Any], name: str, words: tuple[str, ...], *, at: str = "") -> str:
    value = needed(found, name, at=at)
    if value not in words:
        raise LtiError("unknown", at + name, f"is none of {', '.join(words)}")
    return value


def address(found: Mapping[str, Any], name: str, *, at: str = "") -> str | None:
    """An absolute http or https address."""
    value = text(found, name, at=at)
    if value is not None and not is_address(value):
        raise LtiError("address", at + name, "is no http or https address")
    return value


def is_address(value: str) -> bool:
    """Without spaces and control characters, which browsers drop and others do not."""
    if any(ord(sign) <= 32 or ord(sign) == 127 or sign == "\\" for sign in value):
        return False
    try:
        parts = urlsplit(value)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


def custom(found: Mapping[str, Any], name: str, *, at: str = "") -> dict[str, str]:
    """Names and texts; numbers and truths become texts, as other platforms do it."""
    value = found.get(name)
    if value is None:
        return {}
    if not isinstance(value, dict) or len(value) > 100:
        raise LtiError("type", at + name, "is no object of at most 100 members")
    return {
        needed({"name": key}, "name", at=f"{at}{name}."): _text(key, member, f"{at}{name}.")
        for key, member in value.items()
    }


def _text(key: str, member: Any, at: str) -> str:
    if isinstance(member, bool):
        return "true" if member else "false"
    if isinstance(member, int | float):
        return str(member)
    return text({key: member}, key, at=at) or ""


def mapping(value: Any, path: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise LtiError("type", path, "is no object")
    return value
