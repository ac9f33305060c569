"""What the commands share: starting Django, tables and JSON on the terminal."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

import django
from rich.console import Console
from rich.table import Table

out = Console()
err = Console(stderr=True)


def start() -> None:
    """Loads the settings and the apps; call it first in each command, not at import."""
    django.setup()


def table(columns: Sequence[str], rows: Iterable[Sequence[Any]], *, title: str = "") -> None:
    made = Table(title=title or None, box=None, header_style="bold", pad_edge=False)
    for column in columns:
        made.add_column(column)
    for row in rows:
        made.add_row(*("" if cell is None else str(cell) for cell in row))
    out.print(made)


def as_json(value: Any) -> None:
    """Plain JSON on standard output, for machines."""
    print(json.dumps(value, ensure_ascii=False, indent=2, default=str))
