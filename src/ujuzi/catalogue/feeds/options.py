"""A feed's own settings come from forms and files: numbers and switches are read from whatever was written."""

from collections.abc import Mapping
from typing import Any

from ujuzi.catalogue.feeds.entry import FeedError

_OFF = ("", "0", "no", "off", "false", "none")


def number(options: Mapping[str, Any], name: str, default: int) -> int:
    """A whole number of at least one; what is none is an error that names the setting."""
    value = options.get(name)
    if value is None or value == "":
        return default
    try:
        found = int(str(value))
    except ValueError:
        found = 0
    if found < 1:
        raise FeedError("bad-option", f"{name}: {str(value)[:40]!r} is not a number above 0", permanent=True)
    return found


def switch(options: Mapping[str, Any], name: str, default: bool = False) -> bool:
    value = options.get(name, default)
    return str(value).strip().lower() not in _OFF if isinstance(value, str) else bool(value)
