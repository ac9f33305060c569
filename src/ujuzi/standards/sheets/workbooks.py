"""XLSX and ODS: looked into for bombs, then read to text."""

import datetime
import io
from collections.abc import Iterator, Sequence
from typing import Any

import python_calamine

from ujuzi.standards.sheets import columns, unpacking
from ujuzi.standards.sheets.grids import Grid, Heads, SheetError


def read(content: bytes, name: str = "", heads: Heads | None = None) -> Grid:
    """The sheet `name`, else the first whose first rows look like a header, else the first with anything in it."""
    if not content.startswith(b"PK"):
        raise SheetError(
            "old-workbook", "a workbook of Excel 97 or a locked one: save it as XLSX, ODS or CSV"
        )
    unpacking.refuse_bombs(content)
    try:
        return _chosen(python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content)), name, heads)
    except SheetError:
        raise
    except Exception as error:
        # calamine raises its own errors, and OSError or ValueError from below, for files that are not quite workbooks.
        raise SheetError("bad-workbook", str(error)[:300] or type(error).__name__) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # how a failed assertion in calamine's Rust arrives here
            raise
        raise SheetError("bad-workbook", "the file is damaged") from error


def _chosen(workbook: Any, name: str, heads: Heads | None) -> Grid:
    names = list(workbook.sheet_names)
    if name:
        if name not in names:
            raise SheetError("no-sheet", f"no sheet is called {name}; there are: {', '.join(names[:20])}")
        return Grid(_rows(workbook.get_sheet_by_name(name)))
    fallback, headed = None, []
    for found in names[:50]:
        sheet = workbook.get_sheet_by_name(found)
        head = [row for row, _ in zip(_rows(sheet), range(columns.HEADER_WITHIN), strict=False)]
        if (heads or _has_title)(head):
            headed.append((found, sheet))
            if not heads:
                break
        elif fallback is None and any(any(row) for row in head):
            fallback = sheet
    if headed:
        found, sheet = headed[0]
        notes = [] if found == names[0] else [f"read from the sheet {found}"]
        return Grid(_rows(sheet), notes, tuple(other for other, _sheet in headed[1:]))
    if fallback is None:
        raise SheetError("empty", "there is nothing in the workbook")
    return Grid(_rows(fallback))


def _has_title(head: Sequence[Sequence[str]]) -> bool:
    return any("title" in columns.suggest_mapping(row) for row in head)


def _rows(sheet: Any) -> Iterator[list[str]]:
    fills = _fills(sheet)
    first = (
        sheet.start[1] if sheet.start else 0
    )  # rows come from row 1 on, but cells from the first filled column on
    above: dict[int, str] = {}
    for number, row in enumerate(sheet.iter_rows()):
        cells = [""] * first + [text(cell) for cell in row]
        for column in fills.get(number, ()):
            if column < len(cells) and not cells[column]:
                cells[column] = above.get(column, "")
        above = dict(enumerate(cells))
        yield cells


def _fills(sheet: Any) -> dict[int, set[int]]:
    """Row -> columns that belong to a cell merged with the one above: the file keeps the value in the first only."""
    found: dict[int, set[int]] = {}
    for (top, left), (bottom, _right) in list(getattr(sheet, "merged_cell_ranges", None) or ())[:10_000]:
        for number in range(top + 1, min(bottom, top + 1_000) + 1):
            found.setdefault(number, set()).add(left)
    return found


def text(cell: Any) -> str:
    """Numbers without ".0", dates in ISO 8601 (midnight left out), durations as PT..M, logical values as yes and no."""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime.datetime):
        return cell.date().isoformat() if cell.time() == datetime.time() else cell.isoformat()
    if isinstance(cell, (datetime.date, datetime.time)):
        return cell.isoformat()
    if isinstance(cell, datetime.timedelta):
        return f"PT{round(cell.total_seconds() / 60)}M"
    return str(cell).strip() if cell is not None else ""
