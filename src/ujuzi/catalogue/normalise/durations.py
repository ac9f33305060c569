"""Durations and effort in prose or ISO 8601 to minutes: "90 Minuten", "1,5 Stunden", "Approx. 6 hours", "٣ ساعات"."""

import re
from functools import lru_cache

from ujuzi.catalogue.normalise import numbers

_ISO = re.compile(
    r"^P(?:(\d+(?:[.,]\d+)?)Y)?(?:(\d+(?:[.,]\d+)?)M)?(?:(\d+(?:[.,]\d+)?)W)?(?:(\d+(?:[.,]\d+)?)D)?"
    r"(?:T(?:(\d+(?:[.,]\d+)?)H)?(?:(\d+(?:[.,]\d+)?)M)?(?:(\d+(?:[.,]\d+)?)S)?)?$",
    re.IGNORECASE,
)
_UNITS: dict[str, str] = {
    "second": r"s|secs?|seconds?|sekunden?|secondes?|segundos?|секунд\w*|秒|sekunde",
    "minute": r"m|mins?|minutes?|minuten?|minutos?|minuti|мин\w*|دقيقة|دقائق|分钟?|分鐘|dakika|menit|मिनट|মিনিট|ደቂቃ\w*|minti|minuta",
    "hour": (
        r"h|hrs?|hours?|std|stunden?|heures?|horas?|hora|ore|ora|час\w*|ساعة|ساعات|ساعتان|小时|小時|時間|时|ساعت|saa|jam|घंटे|घंटा|ঘণ্টা|ঘন্টা|"
        r"ሰዓት\w*|awa|sa'o'i|ur|ure"
    ),
    "day": r"d|days?|tage?n?|jours?|días?|dias?|giorni|giorno|дн\w*|день|يوم|أيام|天|日|siku|hari|दिन|দিন|ቀን\w*|kwana\w*",
    "week": r"w|wks?|weeks?|wochen?|semaines?|semanas?|settiman\w*|недел\w*|أسبوع|أسابيع|周|週|星期|wiki|minggu|सप्ताह|হফতা|সপ্তাহ|ሳምንት\w*|mako\w*",
    "month": r"months?|monate?n?|mois|mes|meses|mesi|месяц\w*|شهر|أشهر|个月|月|mwezi|miezi|bulan|महीने|मাস|মাস|ወር\w*|wata\w*",
}
_NUMBER = r"(\d+(?:[.,]\d+)?)(?:\s*(?:-|–|—|to|bis|à|a|до|إلى|至|hadi)\s*(\d+(?:[.,]\d+)?))?"
# Minutes. A learning day is about six hours; weeks and months only mean something together with an effort.
_SIZES = {"second": 1 / 60, "minute": 1, "hour": 60, "day": 360}
_PART = re.compile(
    _NUMBER
    + r"\s*[-‑个個]?\s*(?:"
    + "|".join(f"(?P<{name}>{words})" for name, words in _UNITS.items())
    + r")(?![^\W\d_]|')",
    re.IGNORECASE,
)
# Kiswahili and Hausa put the number behind: "saa 2", "dakika 40", "awa 3".
_BEHIND = re.compile(
    r"\b(?:(?P<hour>saa|masaa|awa|awanni)|(?P<minute>dakika|minti|mintuna)|(?P<day>siku|kwana)|(?P<week>wiki|mako))\s+(\d+(?:[.,]\d+)?)(?!\s*[:\d])",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"^\s*(\d{1,3}):([0-5]\d)(?::([0-5]\d))?\s*$")
_PER_WEEK = re.compile(
    r"(/|per|a|each|pro|par|por|al|в|في|每|kwa|setiap|प्रति|প্রতি)\s*(wk|week|woche|semaine|semana|settimana|недел\w*|الأسبوع|أسبوع\w*|周|週|wiki|minggu|"
    r"सप्ताह|সপ্তাহে?)|(weekly|wöchentlich|hebdomadaire|semanal|أسبوعيا|еженедельно|每周)",
    re.IGNORECASE,
)
_PER_DAY = re.compile(
    r"(/|per|a|each|pro|par|por|al|в|kwa|setiap)\s*(day|tag|jour|día|dia|день|siku|hari)\b|每天|daily|täglich",
    re.IGNORECASE,
)
digits = numbers.digits
LONGEST = 60 * 24 * 366


@lru_cache(maxsize=4096)
def minutes(text: str) -> int | None:
    """Minutes of learning time, or None when the text does not say: "4 weeks" alone says nothing about minutes.

    A bare number means minutes; of a range the middle counts; "14 weeks, 7 hours a week" is 14 x 7 hours.
    """
    text = numbers.digits(text.strip())
    if not text:
        return None
    if text.replace(".", "", 1).isdecimal():
        return _bounded(float(text))
    if match := _ISO.match(text):
        return _bounded(_iso_minutes(match))
    if match := _CLOCK.match(text):
        hours, mins, seconds = match.groups()
        return _bounded(int(hours) * 60 + int(mins) + int(seconds or 0) / 60)
    apart = _PER_WEEK.sub(" ", text)  # or "a week" would be one week
    parts = _parts(numbers.worded(apart))
    if apart != text:
        weeks = parts.get("week", 0) + parts.get("month", 0) * 4
        weekly = _sum(parts)
        return _bounded(weeks * weekly) if weeks and weekly else None
    if "day" in parts and _PER_DAY.search(text):
        return _bounded(parts["day"] * _sum(parts | {"day": 0}))
    return _bounded(_sum(parts))


@lru_cache(maxsize=4096)
def minutes_per_week(text: str) -> int | None:
    """Effort a week: "7 hrs/wk", "3-5 Stunden pro Woche", "PT3H" (taken as weekly by the caller)."""
    text = numbers.digits(text.strip())
    if match := _ISO.match(text):
        return _bounded(_iso_minutes(match), most=7 * 24 * 60)
    if not text or _PER_DAY.search(text):  # on how many days a week nobody says
        return None
    return _bounded(_sum(_parts(numbers.worded(_PER_WEEK.sub(" ", text)))), most=7 * 24 * 60)


def _parts(text: str) -> dict[str, float]:
    """{unit: amount}; the first mention of a unit counts."""
    found: dict[str, float] = {}
    for match in _BEHIND.finditer(text):
        found.setdefault(
            next(name for name, said in match.groupdict().items() if said), float(match[5].replace(",", "."))
        )
    if found:
        return found
    for match in _PART.finditer(text):
        low = float(match[1].replace(",", "."))
        high = float(match[2].replace(",", ".")) if match[2] else low
        unit = match.lastgroup or next(name for name in _UNITS if match[name])
        found.setdefault(unit, (low + high) / 2)
    return found


def _sum(parts: dict[str, float]) -> float:
    return sum(amount * _SIZES[unit] for unit, amount in parts.items() if unit in _SIZES)


def _iso_minutes(match: re.Match[str]) -> float:
    _years, _months, _weeks, days, hours, mins, seconds = (
        float((part or "0").replace(",", ".")) for part in match.groups()
    )
    return days * 360 + hours * 60 + mins + seconds / 60


def _bounded(amount: float, *, most: int = LONGEST) -> int | None:
    rounded = max(1, round(amount)) if amount > 0 else 0
    return rounded if 0 < rounded <= most else None
