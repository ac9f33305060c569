"""From the bytes of a partner's file to its completions. No row is lost: each is used, left out, or refused, and says why."""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from ujuzi.evidence.sheets import charsets, columns, dates, values
from ujuzi.evidence.sheets.addresses import is_address, plain_address
from ujuzi.evidence.sheets.headings import COURSES, PEOPLE
from ujuzi.evidence.sheets.shapes import Fault, LeftOut, Note, Row, Sheet, Status
from ujuzi.standards import sheets
from ujuzi.standards.sheets import SheetError

MAX_BYTES = 20 * 2**20
MAX_ROWS = 100_000
LONGEST = 300  # characters of a name, an e-mail, an identifier; a title and an address may have more
_LOOKED_AT = 200  # cells by which a column with a heading of two meanings is judged

Cells = tuple[int, list[str]]  # (row as a spreadsheet counts, cells)


def read(
    data: bytes, filename: str, *, today: date, date_order: str = "", course: str = "", sheet: str = ""
) -> Sheet:
    """`today` is the hub's; a day after tomorrow's start is refused (the partner may be east of us).

    `date_order` "dmy" or "mdy" answers a column that cannot say; `course` is the title or address of all rows in a sheet that names
    none; `sheet` names one of a workbook. Raises SheetError: "too-large", "empty", "no-heading", "no-column" and those of `standards.sheets`.
    """
    if len(data) > MAX_BYTES:
        raise SheetError("too-large", f"{len(data)} bytes, allowed are {MAX_BYTES}")
    charset = "" if sheets.is_workbook(data) else charsets.guessed(data)
    grid = sheets.read(data, charset=charset, sheet=sheet, heads=_is_heading)
    rows = _filled(grid)
    header, below = _split(rows)
    found = columns.find(header, _looks(below))
    if lacking := columns.missing(found, course=bool(course)):
        raise SheetError("no-column", ", ".join(lacking))
    reader = _Reader(found, header, today + timedelta(days=1), course)
    reader.learn(below, date_order)
    for number, cells in below:
        reader.take(number, cells)
    names = {name: header[column] or f"({column + 1})" for name, column in found.items()}
    notes = _notes(grid, charset, names, header)
    return reader.sheet(filename, names, notes, len(below))


def _is_heading(rows: Sequence[Sequence[str]]) -> bool:
    return columns.heading_row(rows) is not None


def _filled(grid: sheets.Grid) -> list[Cells]:
    rows: list[Cells] = []
    for number, cells in enumerate(grid.rows, start=1):
        if any(cells):
            rows.append((number, cells))
        if len(rows) > MAX_ROWS + columns.WITHIN:
            raise SheetError("too-large", f"more than {MAX_ROWS} rows")
    if not rows:
        raise SheetError("empty", "there is nothing in the sheet")
    return rows


def _split(rows: list[Cells]) -> tuple[list[str], list[Cells]]:
    index = columns.heading_row([cells for _number, cells in rows[: columns.WITHIN]])
    if index is None:
        raise SheetError("no-heading", " | ".join(rows[0][1])[:200])
    below = rows[index + 1 :]
    if len(below) > MAX_ROWS:
        raise SheetError("too-large", f"more than {MAX_ROWS} rows")
    return rows[index][1], below


def _notes(grid: sheets.Grid, charset: str, names: Mapping[str, str], header: Sequence[str]) -> list[Note]:
    notes = (
        [Note("charset", {"charset": charset})]
        if charset
        else [Note("read", {"detail": said}) for said in grid.notes]
    )
    notes += [Note("other-sheet", {"name": name}) for name in grid.others]
    used = set(names.values())
    unread = [cell for cell in header if cell and cell not in used]
    return notes + ([Note("columns-not-read", {"names": ", ".join(unread)[:500]})] if unread else [])


def _looks(below: list[Cells]) -> columns.Looks:
    """Whether most filled cells of a column can be what the field holds."""

    def looks(field: str, column: int) -> bool:
        filled = [cells[column] for _number, cells in below if column < len(cells) and cells[column]][
            :_LOOKED_AT
        ]
        if field not in _FITS or not filled:
            return field not in _FITS
        return sum(_FITS[field](cell) for cell in filled) * 2 > len(filled)

    return looks


def _is_date(cell: str) -> bool:
    return not (found := dates.cell(cell)).code and bool(found.day or found.pair)


def _is_score(cell: str) -> bool:
    return values.score(cell, 100.0)[1] != "score-unreadable" and any(sign.isdigit() for sign in cell)


_FITS = {"completed_on": _is_date, "score": _is_score, "status": lambda cell: values.status(cell) is not None}


@dataclass
class _Reader:
    columns: Mapping[str, int]
    header: Sequence[str]
    latest: date
    course: str
    order: str = ""
    out_of: float | None = None
    days: dict[str, dates.Read] = field(default_factory=dict)
    rows: list[Row] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    refused: list[int] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    def learn(self, below: list[Cells], date_order: str) -> None:
        """What whole columns say: the order of dates, the scale of scores."""
        when = {self._cell(cells, "completed_on") for _number, cells in below}
        self.days = {text: dates.cell(text) for text in when}
        self.order = date_order or dates.order(self.days.values(), self.latest)
        if "score" in self.columns:
            scores = {self._cell(cells, "score") for _number, cells in below}
            self.out_of = values.scale(self.header[self.columns["score"]], scores)

    def _cell(self, cells: Sequence[str], name: str) -> str:
        column = self.columns.get(name, -1)
        return " ".join(cells[column].split()) if 0 <= column < len(cells) else ""

    def take(self, number: int, cells: list[str]) -> None:
        """One row to where it belongs."""
        if [cell for cell in cells if cell] == [cell for cell in self.header if cell]:
            self.left_out.append(LeftOut(number, "heading-again"))
            return
        said = {name: self._cell(cells, name) for name in self.columns}
        if self._too_long(number, said):
            return
        status = values.status(said.get("status", ""))
        if self._is_none(number, said, status):
            return
        before = len(self.faults)
        self._check(number, said, status)
        day = self._day(number, said)
        if day is None or any(fault.stops for fault in self.faults[before:]):
            self.refused.append(number)
            return
        self.rows.append(self._row(number, said, day, status or Status.NONE))

    def _too_long(self, number: int, said: Mapping[str, str]) -> bool:
        """Before anything else looks at such a cell: some ways to read take the square of its length."""
        before = len(self.faults)
        for name, text in said.items():
            if len(text) > (2000 if name in {"title", "url"} else LONGEST):
                self._fault(number, name, "too-long", text, stops=True)
        if len(self.faults) == before:
            return False
        self.refused.append(number)
        return True

    def _is_none(self, number: int, said: Mapping[str, str], status: Status | None) -> bool:
        """A row that says itself that it is no completion; one with neither state nor day in a sheet that has states says so too."""
        if status in {Status.FAILED, Status.UNFINISHED}:
            self.left_out.append(LeftOut(number, str(status), {"said": said["status"][:100]}))
        elif status is Status.NONE and "status" in self.columns and not said.get("completed_on"):
            self.left_out.append(LeftOut(number, "unfinished", {"said": ""}))
        else:
            return False
        return True

    def _check(self, number: int, said: Mapping[str, str], status: Status | None) -> None:
        if not any(said.get(name) for name in PEOPLE):
            self._fault(number, "", "no-person", stops=True)
        if not self.course and not any(said.get(name) for name in COURSES):
            self._fault(number, "", "no-course", stops=True)
        if status is None:
            self._fault(number, "status", "unknown-status", said["status"], stops=True)
        if said.get("email") and not is_address(plain_address(said["email"])):
            alone = not any(said.get(name) for name in PEOPLE if name != "email")
            self._fault(number, "email", "bad-email", said["email"], stops=alone)

    def _day(self, number: int, said: Mapping[str, str]) -> date | None:
        text = said.get("completed_on", "")
        if not text:
            self._fault(number, "completed_on", "no-date", stops=True)
            return None
        day, code = dates.decide(self.days[text], self.order, self.latest)
        if code:
            self._fault(number, "completed_on", code, text, stops=True)
        return day

    def _score(self, number: int, said: Mapping[str, str]) -> float | None:
        score, code = values.score(said.get("score", ""), self.out_of)
        if code:
            self._fault(number, "score", code, said["score"])
        return score

    def _fault(self, number: int, name: str, code: str, said: str = "", *, stops: bool = False) -> None:
        column = self.header[self.columns[name]] if name in self.columns else ""
        self.faults.append(Fault(number, column, code, {"said": said[:100]} if said else {}, stops))

    def _row(self, number: int, said: Mapping[str, str], day: date, status: Status) -> Row:
        title, url = said.get("title", ""), said.get("url", "")
        if not any(said.get(name) for name in COURSES):
            title = self.course
        if not url and title.startswith(("http://", "https://")):
            title, url = "", title
        parts = (said.get(name, "") for name in ("given", "middle", "family"))
        name = said.get("name", "") or " ".join(part for part in parts if part)
        return Row(
            number=number,
            name=unicodedata.normalize("NFC", name),
            email=plain_address(said.get("email", "")),
            username=said.get("username", ""),
            partner_id=said.get("partner_id", ""),
            title=title,
            course_id=said.get("course_id", ""),
            url=url,
            completed_on=day,
            score=self._score(number, said),
            status=status,
        )

    def sheet(self, filename: str, names: Mapping[str, str], notes: list[Note], filled: int) -> Sheet:
        """What was read, with a word on the column of dates if it could not say its order."""
        if self.order in {"mixed", "unknown"}:
            self.faults.insert(0, Fault(0, names["completed_on"], f"order-{self.order}"))
        return Sheet(
            filename,
            names,
            tuple(self.rows),
            tuple(self.left_out),
            tuple(self.refused),
            tuple(self.faults),
            tuple(notes),
            self.order,
            filled,
        )
