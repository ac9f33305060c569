"""Dates as sources write them; what cannot be read is no reason to refuse a record."""

import re
from datetime import date
from functools import lru_cache

_ISO = re.compile(r"(?<!\d)(\d{4})-(\d{1,2})(?:-(\d{1,2}))?(?!\d)")
_COMPACT = re.compile(r"^(\d{4})(\d{2})(\d{2})(?:T|$)")
_SLASH = re.compile(r"(?<!\d)(\d{1,2})/(\d{1,2})/(\d{4})(?!\d)")
_DOT = re.compile(r"(?<!\d)(\d{1,2})\.(\d{1,2})\.(\d{4})(?!\d)")
_MONTHS = {
    month: number
    for number, names in enumerate(
        (
            "jan january janvier enero janeiro januar januari ene janv",
            "feb february février febrero fevereiro februar februari fév fevr",
            "mar march mars marzo março märz machi",
            "apr april avril abril aprili abr avr",
            "may mai mayo maio mei",
            "jun june juin junio junho juni",
            "jul july juillet julio julho juli julai",
            "aug august août agosto agosti ago",
            "sep september septembre septiembre setembro septemba sept",
            "oct october octobre octubre outubro oktober oktoba out okt",
            "nov november novembre noviembre novembro novemba",
            "dec december décembre diciembre dezembro dezember desemba dic dez déc",
        ),
        start=1,
    )
    for month in names.split()
}
_WORDED = re.compile(
    r"(?:(\d{1,2})(?:st|nd|rd|th|er|\.)?\s+(?:de\s+)?)?([^\W\d_]{3,12})\.?\s+(?:de\s+)?(?:(\d{1,2})(?:st|nd|rd|th)?,?\s+)?(\d{4})"
)
_YEAR = re.compile(r"^\s*(\d{4})\s*$")


@lru_cache(maxsize=4096)
def day(text: str) -> date | None:
    """The first date in a text: ISO, US (10/22/2023) or day first where it must be, "22. Oktober 2026"; None when there is none."""
    for read in (_iso, _slashed, _dotted, _worded):
        if found := read(text.strip()):
            return found
    return None


def _make(year: str, month: str | int, dom: str | int | None) -> date | None:
    try:
        made = date(int(year), int(month), int(dom or 1))
    except ValueError:
        return None
    return made if 1950 <= made.year <= 2100 else None


def _iso(text: str) -> date | None:
    if match := _ISO.search(text) or _COMPACT.match(text):
        return _make(match[1], match[2], match[3])
    return _make(match[1], 1, 1) if (match := _YEAR.match(text)) else None


def _slashed(text: str) -> date | None:
    match = _SLASH.search(text)
    if not match:
        return None
    first, second, year = match.groups()
    return _make(year, second, first) if int(first) > 12 else _make(year, first, second)


def _dotted(text: str) -> date | None:
    return _make(match[3], match[2], match[1]) if (match := _DOT.search(text)) else None


def _worded(text: str) -> date | None:
    for match in _WORDED.finditer(text.casefold()):
        if match[2] in _MONTHS:
            return _make(match[4], _MONTHS[match[2]], match[1] or match[3])
    return None
