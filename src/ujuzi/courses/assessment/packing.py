"""An item to JSON and back."""

from dataclasses import asdict
from typing import Any

from ujuzi.courses.text.shapes import Foreseen, Item, ItemType, Option


def pack(item: Item) -> dict[str, Any]:
    """Without what has its usual value."""
    return {key: value for key, value in asdict(item).items() if value or key in ("type", "text")}


def unpack(packed: dict[str, Any]) -> Item:
    values = dict(packed)
    values["type"] = ItemType(values["type"])
    values["options"] = tuple(Option(**one) for one in values.get("options", ()))
    values["foreseen"] = tuple(Foreseen(**one) for one in values.get("foreseen", ()))
    for name in ("accepted", "steps", "extras"):
        values[name] = tuple(values.get(name, ()))
    for name in ("pairs", "gaps"):
        values[name] = tuple(tuple(one) for one in values.get(name, ()))
    return Item(**values)
