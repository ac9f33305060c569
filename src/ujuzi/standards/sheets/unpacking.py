"""Looking into a zipped workbook before a parser is let near it: what it unpacks to, and how far its cells reach.

A parser keeps a sheet as one block from the first to the last cell, so two cells in opposite corners of an otherwise
empty XLSX, or one cell of an ODS "repeated" a million times, would fill the memory of any machine.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO

from ujuzi.standards.sheets import grids
from ujuzi.standards.sheets.grids import SheetError

MAX_UNPACKED = 200 * 2**20
MAX_PARTS = 2_000
MAX_RATIO = 250  # a sheet of one word repeated packs 1:100
SMALL = 5 * 2**20  # below this no ratio matters
MAX_AREA = 8_000_000  # cells from the first to the last

_CELL = re.compile(rb"""<(?:\w+:)?c\s[^>]*?\br\s*=\s*["']([A-Za-z]{1,4})(\d{1,9})["']""")
_ODS_TAG = re.compile(rb"<table:(table-row|table-cell|covered-table-cell)\b[^>]*>")
_REPEATED = re.compile(rb"number-(?:rows|columns)-repeated\s*=\s*[\"'](\d{1,9})[\"']")


def refuse_bombs(content: bytes) -> None:
    """SheetError for a zip that is broken, unpacks to too much, or holds a sheet that spans too much."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _refuse_sizes(archive, len(content))
            for part in archive.infolist():
                # Sizes in the directory may lie: reading stops at the size said, and then the checksum does not fit.
                with archive.open(part) as stream:
                    _walk(part.filename, stream)
    except SheetError:
        raise
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError) as error:
        raise SheetError("bad-workbook", f"not a readable zip file: {error}") from error


def _refuse_sizes(archive: zipfile.ZipFile, packed: int) -> None:
    parts = archive.infolist()
    unpacked = sum(part.file_size for part in parts)
    if len(parts) > MAX_PARTS:
        raise SheetError("zip-bomb", f"{len(parts)} files in the workbook, allowed are {MAX_PARTS}")
    if unpacked > MAX_UNPACKED:
        raise SheetError("zip-bomb", f"unpacks to {unpacked} bytes, allowed are {MAX_UNPACKED}")
    if unpacked > SMALL and unpacked > MAX_RATIO * packed:
        raise SheetError("zip-bomb", f"{packed} bytes unpack to {unpacked}")


def _walk(name: str, stream: IO[bytes]) -> None:
    if "worksheets/" in name:
        _refuse_far_cells(stream)
    elif name == "content.xml":
        _refuse_repeats(stream)
    else:
        while stream.read(2**16):
            pass


def _pieces(stream: IO[bytes]) -> Iterator[bytes]:
    """The stream in pieces that never cut a tag in two (tags of up to a megabyte)."""
    rest = b""
    while chunk := stream.read(2**18):
        piece = rest + chunk
        cut = piece.rfind(b"<")
        if cut <= 0 or len(piece) - cut > 2**20:
            cut = len(piece)
        rest = piece[cut:]
        yield piece[:cut]
    yield rest


def _refuse_far_cells(stream: IO[bytes]) -> None:
    width = height = 0
    for piece in _pieces(stream):
        for letters, digits in _CELL.findall(piece):
            height = max(height, int(digits))
            width = max(width, _column(letters))
        _refuse_area(width, height)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def _refuse_area(width: int, height: int) -> None:
    if width > grids.MAX_COLUMNS:
        raise SheetError("too-large", f"a cell in column {width}, allowed are {grids.MAX_COLUMNS}")
    if height > grids.MAX_ROWS:
        raise SheetError("too-large", f"a cell in row {height}, allowed are {grids.MAX_ROWS}")
    if width * height > MAX_AREA:
        raise SheetError("too-large", f"{width} columns by {height} rows, allowed are {MAX_AREA} cells")


def _refuse_repeats(stream: IO[bytes]) -> None:
    """Only repeats of something: every ODS ends with a million empty rows that no parser unrolls."""
    height = row_repeat = column = 0
    filled = False
    for piece in _pieces(stream):
        for found in _ODS_TAG.finditer(piece):
            tag = found.group()
            repeated = _REPEATED.search(tag)
            times = int(repeated.group(1)) if repeated else 1
            if found.group(1) == b"table-row":
                height += row_repeat if filled else 0
                row_repeat, column, filled = times, 0, False
                continue
            column += times
            if b"value-type" in tag:
                filled = True
                _refuse_area(column, height + row_repeat)
