"""From a row and a mapping of columns to a course, every value still as it stands in the sheet."""

import hashlib
import re
import urllib.parse
from collections.abc import Mapping
from dataclasses import dataclass

from ujuzi.standards.sheets import answers
from ujuzi.standards.sheets.tables import Row

_PARTS = re.compile(r"[;|\n\r；]+")
_COMMAS = re.compile(r"[,،、/，]+")
_TRACKING = re.compile(r"^(?:utm_|wt\.|mc_[ce]id$|gclid$|fbclid$|msclkid$|ocid$|trk$|ref$|igshid$)", re.I)


class RowError(ValueError):
    """`code`: "no-title"; `number` is the row as a spreadsheet counts."""

    def __init__(self, code: str, number: int, detail: str) -> None:
        super().__init__(f"{code} in row {number}: {detail}")
        self.code, self.number, self.detail = code, number, detail


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """A row's course. `identifier` comes from a column, the address, or a hash of title and language."""

    row: int
    identifier: str
    title: str
    texts: Mapping[str, str]  # field -> cell, for fields of one value
    lists: Mapping[str, tuple[str, ...]]  # field -> parts, for fields of several
    free: bool | None = None
    certificate: bool | None = None
    account_needed: bool | None = None
    offline: bool | None = None
    price: str = ""
    currency: str = ""
    certificate_price: str = ""
    size_bytes: int | None = None


LISTS = (
    "languages", "subjects", "keywords", "levels", "audiences", "creators", "access_features", "countries"
)  # fmt: skip
COMMA_LISTS = {"languages", "keywords", "countries"}  # where a comma is no part of a name


def parse(row: Row, mapping: Mapping[str, str]) -> Course:
    """`mapping` is field -> column name. Raises RowError when there is no title."""
    cells = {field: row.cells[column] for field, column in mapping.items() if row.cells.get(column)}
    title = " ".join(cells.get("title", "").split())
    if not title:
        filled = ", ".join(list(row.cells.values())[:3])
        raise RowError("no-title", row.number, f"no title; the row holds: {filled[:150]}")
    lists = {field: parts(cells[field], commas=field in COMMA_LISTS) for field in LISTS if field in cells}
    price, currency = answers.money(cells.get("price", ""))
    free = answers.truth(cells.get("free", ""))
    return Course(
        row=row.number,
        identifier=_identifier(cells, title),
        title=title,
        texts=cells,
        lists=lists,
        free=free if free is not None else answers.costs_nothing(cells.get("price", "")),
        certificate=_certificate(cells.get("certificate", "")),
        account_needed=answers.truth(cells.get("account_needed", "")),
        offline=answers.truth(cells.get("offline", "")),
        price=price,
        currency=cells.get("currency", "") or currency,
        certificate_price=answers.money(cells.get("certificate_price", ""))[0],
        size_bytes=answers.size(cells.get("size", "")),
    )


def parts(cell: str, *, commas: bool = False) -> tuple[str, ...]:
    """Cut at ; | and line ends; at commas only if `commas` and there is nothing else to cut at."""
    found = _PARTS.split(cell)
    if commas and len(found) == 1:
        found = _COMMAS.split(cell)
    return tuple(dict.fromkeys(part for piece in found if (part := piece.strip(" \t-•·*"))))


def _identifier(cells: Mapping[str, str], title: str) -> str:
    if cells.get("identifier"):
        return cells["identifier"][:500]
    url = canonical(cells.get("url", ""))
    if url:
        return url
    text = f"{title.casefold()}\0{cells.get('languages', '').casefold()}"
    return "row:" + hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:24]


def canonical(url: str) -> str:
    """A web address without tracking parameters and fragment, host in lower case; "" for anything else."""
    try:
        split = urllib.parse.urlsplit(url.strip())
        query = urllib.parse.parse_qsl(split.query, keep_blank_values=True)
    except ValueError:
        return ""
    if split.scheme.lower() not in {"http", "https"} or not split.netloc:
        return ""
    kept = urllib.parse.urlencode([(name, value) for name, value in query if not _TRACKING.match(name)])
    # Single-page sites keep the address of a course behind "#/".
    fragment = split.fragment if split.fragment.startswith(("/", "!")) else ""
    return urllib.parse.urlunsplit((split.scheme.lower(), split.netloc.lower(), split.path, kept, fragment))


def _certificate(cell: str) -> bool | None:
    """Yes, no, or the name of what is awarded."""
    said = answers.truth(cell)
    return said if said is not None else True if len(cell) > 3 else None
