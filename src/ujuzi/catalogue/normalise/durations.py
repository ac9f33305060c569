"""Durations and effort in prose or ISO 8601 to minutes: "90 Minuten", "1,5 Stunden", "Approx. 6 hours", "٣ ساعات"."""

import re
import unicodedata
from functools import lru_cache

_ISO = re.compile(
    r"^P(?:(\d+(?:[.,]\d+)?)Y)?(?:(\d+(?:[.,]\d+)?)M)?(?:(\d+(?:[.,]\d+)?)W)?(?:(\d+(?:[.,]\d+)?)D)?"
    r"(?:T(?:(\d+(?:[.,]\d+)?)H)?(?:(\d+(?:[.,]\d+)?)M)?(?:(\d+(?:[.,]\d+)?)S)?)?$",
    re.IGNORECASE,
)
_UNITS: dict[str, str] = {
    "second": r"s|secs?|seconds?|sekunden?|secondes?|segundos?|секунд\w*|秒|sekunde",
    "minute": r"m|mins?|minutes?|minuten?|minutos?|minuti|мин\w*|دقيقة|دقائق|分钟?|分鐘|dakika|menit|मिनट|মিনিট|ደቂቃ\w*|minti|minuta",
    "hour": (
        r"h|hrs?|hours?|std|stunden?|heures?|horas?|hora|ore|ora|час\w*|ساعة|ساعات|ساعتان|小时|小時|时|saa|jam|घंटे|घंटा|ঘণ্টা|ঘন্টা|"
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
    + r"\s*[-‑]?\s*(?:"
    + "|".join(f"(?P<{name}>{words})" for name, words in _UNITS.items())
    + r")(?![^\W\d_]|')",
    re.IGNORECASE,
)
# Kiswahili and Hausa put the number behind: "saa 2", "dakika 40", "awa 3".
_BEHIND = re.compile(
    r"\b(?:(?P<hour>saa|masaa|awa|awanni)|(?P<minute>dakika|minti|mintuna)|(?P<day>siku|kwana)|(?P<week>wiki|mako))\s+(\d+(?:[.,]\d+)?)(?!\s*[:\d])",
    re.IGNORECASE,
)
_GROUPED = re.compile(
    r"(?<![\d.,])\d{1,3}(?:([.,\u202f\u00a0'])\d{3})(?:\1\d{3})*(?![\d])"
)  # 1,000 and 1.200, not 1.5
_HALVES = str.maketrans({"½": ".5", "¼": ".25", "¾": ".75"})
_SPOKEN = [  # what is said without a figure
    (
        re.compile(
            r"\bhalf an hour\b|\bune demi-heure\b|\bmedia hora\b|\bmeia hora\b|\beine halbe stunde\b|نصف ساعة|полчаса|半小时|nusu saa",
            re.I,
        ),
        "30 minutes",
    ),
    (
        re.compile(
            r"ساعة ونصف|полтора часа|\banderthalb stunden\b|\bone and a half hours\b|\buna hora y media\b",
            re.I,
        ),
        "90 minutes",
    ),
    (re.compile(r"\bساعتان\b|\bساعتين\b"), "2 hours"),
    (re.compile(r"\bدقيقتان\b|\bدقيقتين\b"), "2 minutes"),
    (re.compile(r"\bأسبوعان\b|\bأسبوعين\b"), "2 weeks"),
    (re.compile(r"(?<!\d )(?<!\d)\bساعة واحدة"), "1 hour"),
    (re.compile(r"\b(?:an|one|una|uma|une|eine) (?=(?:hour|hora|heure|stunde)\b)", re.I), "1 "),
]
_BARE_MINUTES = re.compile(
    r"(\d\s*(?:h|hrs?|hours?|heures?|std|stunden?|ч|час\w*|小时))\s*([0-5]?\d)(?=\s*(?:$|[,;.)]))", re.I
)  # 2h30
_PRIMES = re.compile(r"(?<=\d)\s*['′’](?!\w)")
_PER_DAY = re.compile(
    r"(?:/|\bper|\ba|\beach|\bpro|\bpar|\bpor|\bal|в|في|每|\bkwa) *(?:day|tag|jour|día|dia|день|اليوم|天|siku)\b",
    re.I,
)
_CLOCK = re.compile(r"^\s*(\d{1,3}):([0-5]\d)(?::([0-5]\d))?\s*$")
_PER_WEEK = re.compile(
    r"(/|per|a|each|pro|par|por|al|в|في|每|kwa|setiap|प्रति|প্রতি)\s*(wk|week|woche|semaine|semana|settimana|недел\w*|الأسبوع|أسبوع\w*|周|週|wiki|minggu|"
    r"सप्ताह|সপ্তাহে?)|(weekly|wöchentlich|hebdomadaire|semanal|أسبوعيا|еженедельно|每周)",
    re.IGNORECASE,
)
LONGEST = 60 * 24 * 366


def _settled(text: str) -> str:
    """Figures for what is spoken, no signs between thousands, "min" for what stands behind hours without a unit."""
    text = digits(text.strip())
    if re.search("[½¼¾]", text):
        text = re.sub(r"(?<!\d)([½¼¾])", r"0\1", re.sub(r"(\d)\s+([½¼¾])", r"\1\2", text)).translate(_HALVES)
    for pattern, plain in _SPOKEN:
        text = pattern.sub(plain, text)
    text = _GROUPED.sub(lambda match: re.sub(r"\D", "", match[0]), text)
    return _PRIMES.sub(" min", _BARE_MINUTES.sub(r"\1 \2 min", text))


def digits(text: str) -> str:
    """Digits of every script as 0-9."""
    if text.isascii():
        return text
    return "".join(
        str(unicodedata.digit(sign)) if sign.isdigit() and not sign.isascii() else sign for sign in text
    )


@lru_cache(maxsize=4096)
def minutes(text: str) -> int | None:
    """Minutes of learning time, or None when the text does not say: "4 weeks" alone says nothing about minutes.

    A bare number means minutes; of a range the middle counts; "14 weeks, 7 hours a week" is 14 x 7 hours.
    """
    text = _settled(text)
    if not text:
        return None
    if text.replace(".", "", 1).isdigit():
        return _bounded(float(text))
    if match := _ISO.match(text):
        return _bounded(_iso_minutes(match))
    if match := _CLOCK.match(text):
        hours, mins, _seconds = match.groups()
        return _bounded(int(hours) * 60 + int(mins))
    parts = _parts(text)
    if _PER_WEEK.search(text):
        weeks = parts.get("week", 0) + parts.get("month", 0) * 4
        weekly = _sum(parts)
        return _bounded(weeks * weekly) if weeks and weekly else None
    if _PER_DAY.search(text) and "day" in parts:
        return _bounded(parts["day"] * _sum(parts | {"day": 0}))
    return _bounded(_sum(parts))


@lru_cache(maxsize=4096)
def minutes_per_week(text: str) -> int | None:
    """Effort a week: "7 hrs/wk", "3-5 Stunden pro Woche", "PT3H" (taken as weekly by the caller)."""
    text = _settled(text)
    if match := _ISO.match(text):
        return _bounded(_iso_minutes(match), most=7 * 24 * 60)
    return _bounded(_sum(_parts(text)), most=7 * 24 * 60) if text else None


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
