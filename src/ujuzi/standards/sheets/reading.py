"""From the bytes of a file to a Grid: which kind of file it is, and for text its encoding and delimiter."""

import codecs
import csv
import io
from collections import Counter
from collections.abc import Iterator

from ujuzi.standards.sheets import grids, workbooks
from ujuzi.standards.sheets.grids import Grid, Heads, SheetError

DELIMITERS = ",;\t|"
SNIFFED_LINES = 30


def read(
    content: bytes, *, charset: str = "", delimiter: str = "", sheet: str = "", heads: Heads | None = None
) -> Grid:
    """`charset` (a hint), `delimiter` and `sheet` (a name) where they are known. Raises SheetError and nothing else.

    `heads` tells which sheet of a workbook is the one; without it, the first with a title of a course in its heading.
    """
    if len(content) > grids.MAX_BYTES:
        raise SheetError("too-large", f"{len(content)} bytes, allowed are {grids.MAX_BYTES}")
    if is_workbook(content):
        return workbooks.read(content, sheet, heads)
    text, notes = decoded(content, charset)
    if not text.strip():
        raise SheetError("empty", "there is nothing in the sheet")
    if not delimiter:
        text, delimiter = _declared(text)
    return Grid(_rows(text, delimiter or sniffed(text)), notes)


def is_workbook(content: bytes) -> bool:
    """A zip (XLSX, ODS) or an OLE2 file (old XLS)."""
    return content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0"))


def decoded(content: bytes, charset: str = "") -> tuple[str, list[str]]:
    """(text, notes). UTF-8 where it can be; then what the server says; then Windows-1252, which fits everything."""
    for bom, name in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ):
        if content.startswith(bom):
            return content[len(bom) :].decode(name, "replace").replace("\0", ""), []
    head = content[:2000]
    if len(head) > 3 and head.count(0) > len(head) // 4:
        name = "utf-16-le" if head[1] == 0 else "utf-16-be"
        return content.decode(name, "replace").replace("\0", ""), [
            f"read as {name}, which has no mark in the file"
        ]
    for name in ("utf-8", charset):
        try:
            text = content.decode(name) if name else None
        except (UnicodeDecodeError, LookupError):
            continue
        if text is not None:
            return text.replace("\0", ""), [] if name == "utf-8" else [f"read as {name}, as the server says"]
    text = content.decode("cp1252", "replace").replace("\0", "")
    return text, ["not UTF-8: read as Windows-1252; save as UTF-8 if letters look wrong"]


def _declared(text: str) -> tuple[str, str]:
    """Excel's own first line "sep=;" is an order, not data."""
    line, _, rest = text.partition("\n")
    line = line.strip().strip('"')
    if line[:4].lower() == "sep=" and len(line) == 5:
        return rest, line[4]
    return text, ""


def sniffed(text: str) -> str:
    """The delimiter that cuts the first lines into the most columns, the same number in each."""
    head = text[:100_000]
    best, best_score = ",", 0.0
    for delimiter in DELIMITERS:
        try:
            reader = csv.reader(io.StringIO(head, newline=""), delimiter=delimiter)
            widths = [len(row) for _, row in zip(range(SNIFFED_LINES), reader, strict=False) if any(row)]
        except csv.Error:
            continue
        if not widths:
            continue
        width, count = Counter(widths).most_common(1)[0]
        # Prose has commas too, but not the same number in every line.
        score = (width - 1) * (count / len(widths)) ** 2
        if score > best_score:
            best, best_score = delimiter, score
    return best


def _rows(text: str, delimiter: str) -> Iterator[list[str]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    number = 0
    while True:
        try:
            row = next(reader, None)
        except csv.Error as error:
            raise SheetError("bad-csv", f"row {number + 1}: {error}") from error
        if row is None:
            return
        number += 1
        checked(number, row)
        yield [cell.strip() for cell in row]


def checked(number: int, row: list[str]) -> None:
    if number > grids.MAX_ROWS:
        raise SheetError("too-large", f"more than {grids.MAX_ROWS} rows")
    # Trailing commas may be many and mean nothing; columns count up to the last filled one.
    if len(row) > grids.MAX_COLUMNS and any(row[grids.MAX_COLUMNS :]):
        raise SheetError("too-large", f"row {number} has more than {grids.MAX_COLUMNS} columns")
    if any(len(cell) > grids.MAX_CELL for cell in row):
        raise SheetError("too-large", f"row {number} has a cell of more than {grids.MAX_CELL} characters")
