"""From a Grid to a table: where the header is, what its columns are called, which rows hold something."""

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from ujuzi.standards.sheets import columns
from ujuzi.standards.sheets.grids import Grid, SheetError


@dataclass(frozen=True, slots=True)
class Row:
    """`number` counts as a spreadsheet shows it, from 1; `cells` are by column name, empty ones left out."""

    number: int
    cells: dict[str, str]


@dataclass(slots=True)
class Table:
    """`rows` can be walked once. `notes` grow while they are walked."""

    header: tuple[str, ...]
    rows: Iterator[Row]
    notes: list[str] = field(default_factory=list)


def table(grid: Grid, wanted: Collection[str] = ()) -> Table:
    """`wanted` are column names that the header is known to hold (a saved mapping)."""
    head: list[list[str]] = []
    for row in grid.rows:
        head.append(row)
        if len(head) == columns.HEADER_WITHIN:
            break
    if not any(any(row) for row in head):
        raise SheetError("empty", "there is nothing in the first rows")
    index = _header_index(head, wanted)
    notes = list(grid.notes)
    if index:
        notes.append(f"the header was found in row {index + 1}")
    names = _names(head[index], head[index + 1 :], notes)
    return Table(tuple(name for name in names if name), _rows(names, head, index, grid.rows), notes)


def _header_index(head: list[list[str]], wanted: Collection[str]) -> int:
    """The row with most wanted names; else with most known words; else the first with two cells or more."""
    scores = []
    for row in head:
        if wanted:
            named = set(_numbered(row))
            scores.append(sum(name in named for name in wanted))
        else:
            mapping = columns.suggest_mapping(row)
            scores.append(
                len(mapping) + 2 * ("title" in mapping) if _filled(row) > 1 or len(mapping) == 1 else 0
            )
    if max(scores):
        return scores.index(max(scores))
    several = [index for index, row in enumerate(head) if _filled(row) > 1]
    return several[0] if several else next(index for index, row in enumerate(head) if any(row))


def _filled(row: list[str]) -> int:
    return sum(bool(cell) for cell in row)


def _numbered(row: list[str]) -> list[str]:
    """A name that comes again gets a number: "Topic", "Topic (2)"."""
    seen: Counter[str] = Counter()
    names = []
    for cell in row:
        name = " ".join(cell.split())[:200]
        seen[name] += 1
        names.append(f"{name} ({seen[name]})" if name and seen[name] > 1 else name)
    return names


def _names(row: list[str], sample: list[list[str]], notes: list[str]) -> list[str]:
    """Column names; one without a name that holds something is called by its letter, "(C)"; an empty one stays ""."""
    width = max([len(row), *(len(other) for other in sample)])
    names = _numbered(row) + [""] * (width - len(row))
    again = [
        name for name in names if name.endswith(")") and name not in {" ".join(cell.split()) for cell in row}
    ]
    if again:
        notes.append(f"repeated column names were numbered: {', '.join(again[:10])}")
    for index, name in enumerate(names):
        if not name and any(index < len(other) and other[index] for other in sample):
            names[index] = f"({_letters(index)})"
            notes.append(f"column {_letters(index)} has no name")
    return names


def _letters(index: int) -> str:
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _rows(names: list[str], head: list[list[str]], index: int, rest: Iterator[list[str]]) -> Iterator[Row]:
    number = index + 1
    titles = {name: name for name in names if name}
    for source in (iter(head[index + 1 :]), rest):
        for row in source:
            number += 1
            cells = {name: cell for name, cell in zip(names, row, strict=False) if name and cell}
            # Empty rows are layout; a header that is repeated for printing is no course.
            if cells and cells != titles:
                yield Row(number, cells)
