"""Dates as sources write them; what cannot be read is no reason to refuse a record."""

import re
from datetime import date
from functools import lru_cache

_ISO = re.compile(r"(?<!\d)(\d{4})-(\d{1,2})(?:-(\d{1,2}))?(?!\d)")
_COMPACT = re.compile(r"^(\d{4})(\d{2})(\d{2})(?:T|$)")
_FORWARD = re.compile(r"(?<!\d)(\d{4})/(\d{1,2})/(\d{1,2})(?!\d)")
_HAN = re.compile(r"(\d{4})\s*年\s*(\d{1,2})\s*月(?:\s*(\d{1,2})\s*[日号])?")
_SLASH = re.compile(r"(?<!\d)(\d{1,2})/(\d{1,2})/(\d{4})(?!\d)")
_DOT = re.compile(r"(?<!\d)(\d{1,2})([.\-])(\d{1,2})\2(\d{4})(?!\d)")
_MONTHS = {
    month: number
    for number, names in enumerate(
        (
            "jan january janvier enero janeiro januar januari ene janv января январь يناير जनवरी জানুয়ারি",
            "feb february février febrero fevereiro februar februari fév fevr февраля февраль فبراير फ़रवरी फरवरी ফেব্রুয়ারি",
            "mar march mars marzo março märz machi марта март مارس मार्च মার্চ maret",
            "apr april avril abril aprili abr avr апреля апрель أبريل ابريل अप्रैल এপ্রিল",
            "may mai mayo maio mei мая май مايو मई মে",
            "jun june juin junio junho juni июня июнь يونيو जून জুন juni",
            "jul july juillet julio julho juli julai июля июль يوليو जुलाई জুলাই",
            "aug august août agosto agosti ago августа август أغسطس अगस्त আগস্ট agustus",
            "sep september septembre septiembre setembro septemba sept сентября сентябрь سبتمبر सितंबर সেপ্টেম্বর",
            "oct october octobre octubre outubro oktober oktoba out okt октября октябрь أكتوبر अक्टूबर অক্টোবর",
            "nov november novembre noviembre novembro novemba ноября ноябрь نوفمبر नवंबर নভেম্বর nopember",
            "dec december décembre diciembre dezembro dezember desemba dic dez déc декабря декабрь ديسمبر दिसंबर ডিসেম্বর desember",
        ),
        start=1,
    )
    for month in names.split()
}
_WORDED = re.compile(
    r"(?:(\d{1,2})(?:st|nd|rd|th|er|\.)?[\s\-]+(?:(?:de|of)\s+)?)?((?:[^\W\d_]|[\u0900-\u0963\u0980-\u09e3]){2,14})\.?[\s\-]+(?:de\s+)?(?:(\d{1,2})(?:st|nd|rd|th)?,?\s+)?(\d{4})"
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
    if match := _ISO.search(text) or _COMPACT.match(text) or _FORWARD.search(text) or _HAN.search(text):
        return _make(match[1], match[2], match[3])
    return _make(match[1], 1, 1) if (match := _YEAR.match(text)) else None


def _slashed(text: str) -> date | None:
    match = _SLASH.search(text)
    if not match:
        return None
    first, second, year = match.groups()
    return _make(year, second, first) if int(first) > 12 else _make(year, first, second)


def _dotted(text: str) -> date | None:
    return _make(match[4], match[3], match[1]) if (match := _DOT.search(text)) else None


def _worded(text: str) -> date | None:
    for match in _WORDED.finditer(text.casefold()):
        if match[2] in _MONTHS:
            return _make(match[4], _MONTHS[match[2]], match[1] or match[3])
    return None
