"""Everything about a person: apps register how to export and how to erase what they keep about her.

Called from an app's `AppConfig.ready`, so that this app need not know the others.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ujuzi.accounts.models import Person

Row = Mapping[str, Any]  # values that JSON can hold, dates and times included
Export = Callable[[Person], Mapping[str, Iterable[Row]]]
Erase = Callable[[Person], None]


@dataclass(frozen=True, slots=True)
class Holder:
    """An app that keeps something about people. `export` gives rows per table; `erase` runs before the person goes."""

    name: str
    export: Export
    erase: Erase


HOLDERS: dict[str, Holder] = {}


def register(name: str, export: Export, erase: Erase) -> None:
    """`erase` must deal with everything that does not go by itself when the person's row is deleted."""
    HOLDERS[name] = Holder(name, export, erase)


def tables(person: Person) -> Iterable[tuple[str, Iterable[Row]]]:
    """Each table's name, as `app/table`, and its rows about this person."""
    for holder in HOLDERS.values():
        for table, rows in holder.export(person).items():
            yield f"{holder.name}/{table}", rows


def erase(person: Person) -> None:
    """What was registered last leans on what was registered first, so it goes first."""
    for holder in reversed(HOLDERS.values()):
        holder.erase(person)
