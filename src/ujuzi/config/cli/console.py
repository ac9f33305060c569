"""What the commands share: starting Django, tables and JSON on the terminal."""

import json
from collections.abc import Sequence
from typing import Any

import django
from rich.console import Console
from rich.table import Table

out = Console()
err = Console(stderr=True)


def start() -> None:
    """Loads the settings and the apps; call it first in each command, not at import."""
    django.setup()


def table(columns: Sequence[str], rows: Sequence[Sequence[Any]], *, title: str = "", whole: str = "") -> None:
    """`whole`: the column that is typed again, so it is never cut, however narrow the terminal."""
    made = Table(title=title or None, box=None, header_style="bold", pad_edge=False)
    for column in columns:
        made.add_column(column)
        if column == whole:
            place = len(made.columns) - 1
            made.columns[place].min_width = max((len(str(row[place])) for row in rows), default=None)
    for row in rows:
        made.add_row(*("" if cell is None else str(cell) for cell in row))
    out.print(made)


def as_json(value: Any) -> None:
    """Plain JSON on standard output, for machines."""
    print(json.dumps(value, ensure_ascii=False, indent=2, default=str))
