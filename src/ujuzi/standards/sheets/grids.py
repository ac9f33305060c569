"""Rows of cells as text, before anything is known of their meaning; and the bounds that hold for all of them."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

MAX_BYTES = 50 * 2**20
MAX_ROWS = 200_000
MAX_COLUMNS = 500
MAX_CELL = 100_000  # characters; Excel's own limit is 32,767

Heads = Callable[
    [Sequence[Sequence[str]]], bool
]  # the first rows of a sheet -> is there a heading one looks for


class SheetError(ValueError):
    """The sheet as a whole cannot be read. `code`: "too-large", "zip-bomb", "bad-workbook", "bad-csv", "empty" ..."""

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(f"{code}: {detail}")
        self.code, self.detail = code, detail


@dataclass(slots=True)
class Grid:
    """`rows` can be walked once; cells are stripped text. `notes` say what had to be tolerated or guessed.

    `others` are the names of a workbook's other sheets with a heading, which are not read.
    """

    rows: Iterator[list[str]]
    notes: list[str] = field(default_factory=list)
    others: tuple[str, ...] = ()
