"""The catalogue as a table: CSV and XLSX with the same columns, which our own sheet reader understands."""

import csv
import io
import re
import tempfile
from collections.abc import Iterable, Iterator
from typing import IO, Any

import xlsxwriter

from ujuzi.catalogue.models import Edition
from ujuzi.catalogue.publish import source

COLUMNS = [
    "identifier", "url", "title", "description", "language", "kind", "subjects", "sdgs", "keywords", "level", "audiences",
    "duration_minutes", "effort_minutes_per_week", "cost", "certificate", "licence", "modality", "account_needed",
    "works_offline", "size_bytes", "access_features", "provider", "publisher", "creators", "countries",
    "excluded_countries", "published_on", "modified_on", "work",
]  # fmt: skip
HEADERS = {"access_features": "accessibility_features", "size_bytes": "size", "works_offline": "offline"}
# A cell that a spreadsheet would take for a formula is made text (CSV injection, OWASP).
_FORMULA = re.compile(r"^[=+\-@\t\r]")


def headers() -> list[str]:
    """The names on the first line: the fields' own, but for those that sheets know by another."""
    return [HEADERS.get(name, name) for name in COLUMNS]


def row(edition: Edition) -> list[str]:
    """The cells of one edition, in the order of COLUMNS; lists are joined by " | "."""
    return [_cell(value) for value in _values(edition)]


def _values(edition: Edition) -> list[Any]:
    direct = {
        "identifier": source.edition_uri(edition),
        "description": source.plain(edition.description),
        "provider": edition.provider.slug,
        "work": source.work_uri(edition),
    }
    return [direct[name] if name in direct else getattr(edition, name) for name in COLUMNS]


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        value = " | ".join(str(part) for part in value)
    text = str(value)
    return f"'{text}" if _FORMULA.match(text) else text


def csv_lines(editions: Iterable[Edition]) -> Iterator[bytes]:
    """UTF-8 with a BOM, because spreadsheets need it; a line at a time."""
    yield b"\xef\xbb\xbf" + _line(headers())
    for edition in editions:
        yield _line(row(edition))


def _line(cells: list[str]) -> bytes:
    buffer = io.StringIO()
    csv.writer(buffer).writerow(cells)
    return buffer.getvalue().encode()


def workbook(editions: Iterable[Edition]) -> IO[bytes]:
    """A temporary file with the XLSX, rewound; rows are flushed as they are written, so memory stays flat."""
    file = tempfile.TemporaryFile()  # noqa: SIM115  (the caller streams and closes it)
    book = xlsxwriter.Workbook(
        file, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    sheet = book.add_worksheet("Ujuzi")
    bold = book.add_format({"bold": True})
    for column, name in enumerate(headers()):
        sheet.write_string(0, column, name, bold)
    for number, edition in enumerate(editions, start=1):
        for column, text in enumerate(row(edition)):
            sheet.write_string(number, column, text[:32_767])
    book.close()
    file.seek(0)
    return file
