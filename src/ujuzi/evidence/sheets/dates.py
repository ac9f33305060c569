"""Days of completion. What order 03/04/2026 is in, the whole column says; a column that does not say is not guessed at."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from ujuzi.evidence.sheets import months
from ujuzi.standards.sheets.columns import plain

EARLIEST = 1990
_LONGEST = 60  # characters of a cell; beyond, it is a sentence
_YEAR_FIRST = re.compile(r"^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?=$|[\sT,])")
_COMPACT = re.compile(r"^(\d{4})(\d{2})(\d{2})$")
_HAN = re.compile(r"^(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*[日号號]?")
_NUMBERS = re.compile(r"^(\d{1,2})\s*([-/.])\s*(\d{1,2})\s*\2\s*(\d{4}|\d{2})(?=$|[\sT,])")
_SERIAL = re.compile(r"^(\d{5})(?:[.,]\d+)?$")
_EXCEL = date(1899, 12, 30)
_WORDED = re.compile(r"^(?:(\d{1,2})\D{0,6}?\s+)?([^\d]+?)\s+(?:(\d{1,2})\D{0,4}\s+)?(\d{4})(?:\s|$)")
_TIME = re.compile(r"[\sT,]+\d{1,2}[:h]\d{2}.*$")
_SMALL = {"de", "del", "of", "the", "day", "di", "le", "el", "в", "من", "شهر", "mwezi", "wa", "ya", "tarehe"}
_WEEKDAY = re.compile(r"^[^\W\d_]+\.?,\s*")


@dataclass(frozen=True, slots=True)
class Read:
    """A cell: a day, or a code of what is wrong, or (`pair`) two days it can be, the first with the day first."""

    day: date | None = None
    code: str = ""
    pair: tuple[date | None, date | None] | None = None


def cell(text: str) -> Read:
    """What one cell says, without its column. Digits of any script; a time of the day is left out."""
    if len(text) > _LONGEST:
        return Read(code="not-a-date")
    said = _digits(text).strip()
    for pattern in (_YEAR_FIRST, _COMPACT, _HAN):
        if match := pattern.match(said):
            groups = [part for part in match.groups() if part.isdigit()]
            return _one(*map(int, groups))
    if match := _NUMBERS.match(said):
        return _numbers(int(match[1]), match[2], int(match[3]), match[4])
    if match := _SERIAL.match(said):
        return _checked(_EXCEL + timedelta(days=int(match[1])))
    return _worded(said)


def _digits(text: str) -> str:
    """Arabic-Indic, Persian and other digits as ASCII; marks of direction away."""
    kept = (sign for sign in text if unicodedata.category(sign) != "Cf")
    return "".join(str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in kept)


def _one(year: int, month: int, day: int) -> Read:
    try:
        return _checked(date(year, month, day))
    except ValueError:
        return Read(code="no-such-day")


def _checked(day: date) -> Read:
    # Years of other calendars (Hijri 1447, Persian 1404) and slips: no day is made of them. The future: see `decide`.
    return Read(day=day) if day.year >= EARLIEST else Read(code="year-out-of-range")


def _numbers(first: int, mark: str, second: int, year: str) -> Read:
    full = int(year) if len(year) == 4 else 2000 + int(year)
    if mark == ".":  # no country writes the month first with points
        return _one(full, second, first)
    if full < EARLIEST:
        return Read(code="year-out-of-range")
    pair = _day(full, second, first), _day(full, first, second)
    if pair == (None, None):
        return Read(code="no-such-day")
    return Read(day=pair[0]) if pair[0] == pair[1] else Read(pair=pair)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _worded(said: str) -> Read:
    """ "3 May 2026", "May 3rd, 2026", "3 de mayo de 2026", "3-Mai-2026"; a time and a weekday are left out."""
    bare = plain(_WEEKDAY.sub("", _TIME.sub("", said)))
    words = " ".join(
        word for word in re.sub(r"(?<=\d)(?:st|nd|rd|th|er|º)\b", "", bare).split() if word not in _SMALL
    )
    match = _WORDED.match(words)
    if not match:
        return Read(code="not-a-date")
    name = " ".join(re.sub(r"\b(г|года|م)\b", "", match[2]).split())
    month = months.numbers().get(name)
    if month is None:
        return Read(code="not-a-date")
    day = match[1] or match[3]
    return _one(int(match[4]), month, int(day)) if day else Read(code="no-day")


def order(cells: Iterable[Read], latest: date) -> str:
    """ "dmy", "mdy", "mixed" (both occur), "unknown" (nothing tells), "" (nothing asks).

    A day above 12 tells; only if there is none in the whole column, a day that would lie after `latest` does.
    """
    pairs = [read.pair for read in cells if read.pair]
    if not pairs:
        return ""
    for tells in (_by_number, lambda pair: _by_future(pair, latest)):
        seen = {found for pair in pairs if (found := tells(pair))}
        if seen:
            return seen.pop() if len(seen) == 1 else "mixed"
    return "unknown"


def _by_number(pair: tuple[date | None, date | None]) -> str:
    return "mdy" if pair[0] is None else "dmy" if pair[1] is None else ""


def _by_future(pair: tuple[date | None, date | None], latest: date) -> str:
    if pair[0] is None or pair[1] is None:
        return ""
    late = pair[0] > latest, pair[1] > latest
    return {(True, False): "mdy", (False, True): "dmy"}.get(late, "")


def decide(read: Read, column_order: str, latest: date) -> tuple[date | None, str]:
    """(day, "") or (None, code). In a mixed column a cell that can be one day only is that day."""
    day, code = read.day, read.code
    if read.pair:
        first, second = read.pair
        if column_order in {"dmy", "mdy"}:
            day = first if column_order == "dmy" else second
            code = "" if day else "not-in-order"
        elif first is None or second is None:
            day = first or second
        else:
            code = f"order-{column_order}"
    if day and day > latest:
        return None, "in-the-future"
    return day, code
