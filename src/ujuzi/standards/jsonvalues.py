"""Reading values out of JSON whose shape is only half kept: null for text, one for a list, a number for a string."""

from collections.abc import Iterator, Mapping
from typing import Any

LABELS = ("name", "title", "label", "value", "prefLabel", "@value", "display_name")


def text(value: Any) -> str:
    """A string, number, or the label of an object or of a list's first labelled item; "" for anything else."""
    if isinstance(value, str):
        return value.strip()
    if value is None or isinstance(value, bool):
        return ""
    if isinstance(value, (int, float)):
        return number(value)
    if isinstance(value, dict):
        return next(
            (found for key in LABELS if isinstance(found := value.get(key), str) and found), ""
        ).strip()
    if isinstance(value, list):
        return label(value)
    return ""


def number(value: float) -> str:
    """ "5" for 5 and 5.0, "1.5" for 1.5."""
    return str(int(value)) if float(value).is_integer() else str(value)


def label(value: list[Any]) -> str:
    """Of [{"inLanguage": "de", "name": "..."}, {"inLanguage": "en", ...}] the English one, else the first."""
    found = [item for item in value if isinstance(item, (str, int, float, dict))]
    for item in found:
        if isinstance(item, dict) and str(item.get("inLanguage", "")).startswith("en"):
            return text(item)
    return text(found[0]) if found else ""


def texts(value: Any) -> tuple[str, ...]:
    """All texts of a list (or of the one thing that stands for it), each once, in order."""
    if value is None:
        return ()
    found = value if isinstance(value, list) else (value,)
    return tuple(dict.fromkeys(word for item in found if (word := text(item))))


def mappings(value: Any) -> Iterator[Mapping[str, Any]]:
    """The objects in a list, or the one object that stands for it."""
    for item in value if isinstance(value, list) else (value,):
        if isinstance(item, dict):
            yield item


def child(value: Any, name: str) -> Any:
    return value.get(name) if isinstance(value, dict) else None


def flag(value: Any) -> bool | None:
    return value if isinstance(value, bool) else None


def first(*candidates: Any) -> str:
    """The first candidate that holds text."""
    return next((found for candidate in candidates if (found := text(candidate))), "")
