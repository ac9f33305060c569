"""Which items an attempt gets, and in which order their options stand."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ujuzi.courses.text.shapes import Item, ItemType


@dataclass(frozen=True, slots=True)
class Drawn:
    """`order`: for what is shown shuffled, the place in the item of the first, second, ... shown; `[]` where nothing is shuffled."""

    unit: str
    item: str
    order: tuple[int, ...] = ()

    def pack(self) -> dict[str, Any]:
        return {"unit": self.unit, "item": self.item, "order": list(self.order)}


def unpack(packed: dict[str, Any]) -> Drawn:
    return Drawn(packed["unit"], packed["item"], tuple(packed["order"]))


def draw(
    bank: Sequence[tuple[str, Item]], many: int, chance: random.Random, seen: frozenset[str] = frozenset()
) -> list[Drawn]:
    """`many` of the (unit, item) pairs at random, those not seen in the last attempt first; 0: all, in order."""
    chosen = list(bank)
    if many:
        chance.shuffle(chosen)
        chosen.sort(key=lambda pair: pair[1].name in seen)
        chosen = chosen[:many]
        chance.shuffle(chosen)
    return [Drawn(unit, item.name, order(item, chance)) for unit, item in chosen]


def order(item: Item, chance: random.Random) -> tuple[int, ...]:
    """A shuffle of the options, steps, or right sides; steps never come in their right order."""
    many = {
        ItemType.SINGLE: len(item.options),
        ItemType.MULTIPLE: len(item.options),
        ItemType.ORDERING: len(item.steps),
        ItemType.MATCHING: len(item.pairs) + len(item.extras),
    }.get(item.type, 0)
    places = list(range(many))
    if item.fixed and item.type in (ItemType.SINGLE, ItemType.MULTIPLE):
        return tuple(places)
    chance.shuffle(places)
    if item.type == ItemType.ORDERING and places == sorted(places):
        places.reverse()
    return tuple(places)
