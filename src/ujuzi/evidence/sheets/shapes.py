"""What reading a sheet gives: rows that are completions, rows that are none, and what was wrong, each with its place."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Status(StrEnum):
    """What the sheet says of a row; NONE where it says nothing."""

    NONE = ""
    COMPLETED = "completed"
    PASSED = "passed"
    FAILED = "failed"
    UNFINISHED = "unfinished"


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that could not be read. `row` as a spreadsheet counts (0: the whole sheet), `column` its heading ("" the row).

    `stops`: the row is not used. Otherwise the row counts without the value. Codes and parameters: docs/formats/completions.md.
    """

    row: int
    column: str
    code: str
    params: Mapping[str, str] = field(default_factory=dict)
    stops: bool = False


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A row that was understood and is no completion: "failed", "unfinished", "heading-again"."""

    row: int
    code: str
    params: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One completion as the sheet says it. At least one of name, e-mail, user name and partner's id is there, and one of the courses'.

    `score` is scaled, 0 to 1. `email` is lower case; it may be one that cannot be (then a fault says so).
    """

    number: int
    name: str = ""
    email: str = ""
    username: str = ""
    partner_id: str = ""
    title: str = ""
    course_id: str = ""
    url: str = ""
    completed_on: date
    score: float | None = None
    status: Status = Status.NONE


@dataclass(frozen=True, slots=True)
class Note:
    """How the sheet was taken: a guess or a tolerance a person should see."""

    code: str
    params: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Sheet:
    """Every filled row below the heading is in `rows`, in `left_out` or in `refused` (with a fault that stops): `filled` is their sum.

    `columns` is field -> heading. `date_order`: "dmy", "mdy", "" when no date needed it, "mixed" or "unknown" when it cannot be told.
    """

    filename: str
    columns: Mapping[str, str]
    rows: tuple[Row, ...]
    left_out: tuple[LeftOut, ...]
    refused: tuple[int, ...]
    faults: tuple[Fault, ...]
    notes: tuple[Note, ...]
    date_order: str
    filled: int
