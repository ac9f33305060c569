"""Facts in a reader's language by CLDR: lengths of time, sizes, dates, numbers, languages, countries.

Every function takes a language as Django or BCP 47 writes it ("zh-hans", "pt-BR") and remembers its answers: the same few
hundred come again and again, and Babel takes about 0.1 ms for each.
"""

from collections.abc import Sequence
from datetime import date, datetime
from functools import lru_cache

from babel import Locale, UnknownLocaleError, dates, lists, numbers, units
from django.utils.translation import get_language

_FALLBACK = Locale("en")
_MAY_NOT_BREAK = "\u00a0"


@lru_cache(maxsize=512)
def locale(tag: str) -> Locale | None:
    """The CLDR locale nearest to a tag, or None where CLDR has none."""
    try:
        return Locale.parse(tag.replace("_", "-"), sep="-")
    except (ValueError, TypeError, UnknownLocaleError):
        base = tag.split("-")[0]
        return locale(base) if base and base != tag else None


def _own(tag: str) -> Locale:
    return locale(tag) or _FALLBACK


def active() -> str:
    """The language of the page being made."""
    return get_language() or "en"


@lru_cache(maxsize=4096)
def minutes(amount: int, tag: str) -> str:
    """A length of time: "25 min", "1 hr 30 min"; whole hours from 10 hours up."""
    own = _own(tag)
    hours, rest = divmod(amount, 60)
    if hours >= 10:
        hours, rest = round(amount / 60), 0
    parts = [(hours, "hour")] if hours else []
    parts += [(rest, "minute")] if rest or not hours else []
    said = [units.format_unit(count, f"duration-{unit}", "short", locale=own) for count, unit in parts]
    # Not by Babel's list of units: in Arabic it says the second of two twice (2.18).
    return (" و" if own.language == "ar" else " ").join(said).replace(" ", _MAY_NOT_BREAK)


@lru_cache(maxsize=4096)
def size(amount: int, tag: str) -> str:
    """Bytes as kB, MB or GB (decimal, as data plans are sold): "850 kB", "2.3 MB"."""
    own = _own(tag)
    for unit, factor in (("gigabyte", 1_000_000_000), ("megabyte", 1_000_000), ("kilobyte", 1_000)):
        if amount >= factor or unit == "kilobyte":
            value = amount / factor
            value = round(value, 1) if 0 < value < 10 and unit != "kilobyte" else max(1, round(value))
            return units.format_unit(value, f"digital-{unit}", "short", locale=own).replace(
                " ", _MAY_NOT_BREAK
            )
    raise AssertionError("kilobytes fit every size")


@lru_cache(maxsize=4096)
def number(amount: int, tag: str) -> str:
    return numbers.format_decimal(amount, locale=_own(tag))


@lru_cache(maxsize=4096)
def money(amount: str, currency: str, tag: str) -> str:
    """An amount (decimal text) with its currency (ISO 4217): "US$ 20.00"."""
    return numbers.format_currency(amount, currency, locale=_own(tag))


@lru_cache(maxsize=4096)
def day(value: date, tag: str) -> str:
    """A date in words: "23 November 2026"."""
    return dates.format_date(value, "long", locale=_own(tag))


def moment(value: datetime, tag: str) -> str:
    """A day and a time by the clock of the hub (UTC): "23 nov. 2026, 05:27" in French."""
    own = _own(tag)
    pattern = str(dates.get_datetime_format("medium", locale=own)).replace("'", "")
    day_of_it, time_of_it = (
        dates.format_date(value, "medium", locale=own),
        dates.format_time(value, "short", locale=own),
    )
    return pattern.replace("{0}", time_of_it).replace("{1}", day_of_it)


@lru_cache(maxsize=4096)
def language(tag: str, reader: str) -> str:
    """The name of a language for a reader of another: ("sw", "fr") is "swahili". The bare tag where CLDR has none."""
    found = locale(tag)
    name = found.get_display_name(_own(reader)) if found else None
    return name or tag


@lru_cache(maxsize=512)
def own_name(tag: str) -> str:
    """A language by its own name: "Kiswahili", "العربية"."""
    found = locale(tag)
    name = (found.get_display_name(found) or tag) if found else tag
    return name[:1].upper() + name[1:]


@lru_cache(maxsize=512)
def direction(tag: str) -> str:
    """ "rtl" or "ltr", for a `dir` attribute."""
    found = locale(tag)
    return found.text_direction if found else "ltr"


@lru_cache(maxsize=4096)
def country(code: str, tag: str) -> str:
    return _own(tag).territories.get(code.upper(), code)


def several(words: Sequence[str], tag: str) -> str:
    """ "A, B and C" in the language's own way."""
    return lists.format_list(list(words), locale=_own(tag))
