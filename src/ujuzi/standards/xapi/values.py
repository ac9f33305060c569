"""The simple values of a statement, each a check that raises `Broken`: IRIs, UUIDs, times, durations, language tags.

Sections 4.1 to 4.6. Regular expressions are anchored and without nested repetition, so that no input makes them slow.
"""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from ujuzi.standards.xapi.errors import Broken

Check = Callable[[Any], None]

# RFC 3987, as far as it can be told without knowing the scheme: a scheme, then characters that an IRI may hold, % with two digits.
_HELD = r"[^%\x00-\x20<>\"{}|\\^`\x7f-\xa0\ud800-\udfff]*"
_IRI = re.compile(rf"[A-Za-z][A-Za-z0-9+.\-]*:{_HELD}(?:%[0-9A-Fa-f]{{2}}{_HELD})*", re.ASCII)
_UUID = re.compile(r"[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}")
_MAILTO = re.compile(r"mailto:[^\s@<>\"\\?&,;:]+@[^\s@<>\"\\?&,;:]+")
_SHA1 = re.compile(r"[0-9a-fA-F]{40}")
_SHA2 = re.compile(r"[0-9a-fA-F]{56}|[0-9a-fA-F]{64}|[0-9a-fA-F]{96}|[0-9a-fA-F]{128}")
_FIRST, _LAST = datetime(1, 1, 1, tzinfo=UTC), datetime(9999, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC)
# RFC 2045, 5.1.
_WORD = r"[A-Za-z0-9!#$%&'*+\-.^_`{|}~]+"
_MEDIA = re.compile(
    rf"{_WORD}/{_WORD}(?:[ \t]*;[ \t]*{_WORD}=(?:{_WORD}|\"(?:[^\"\\\r\n\x80-\U0010ffff]|\\[\x00-\x7f])*\"))*"
)
# ISO 8601 4.4.3.2: only the last part may have a decimal fraction; weeks stand alone.
_N = r"\d+(?:[.,]\d+(?=[A-Z]\Z))?"
_DURATION = re.compile(
    rf"P(?=[\dT])(?:{_N}Y)?(?:{_N}M)?(?:{_N}D)?(?:T(?=\d)(?:{_N}H)?(?:{_N}M)?(?:{_N}S)?)?|P{_N}W", re.ASCII
)
# RFC 5646 2.1; the irregular tags that are grandfathered there all begin with i- or are listed.
_TAG = re.compile(
    r"(?:[a-z]{2,3}(?:-[a-z]{3}){0,3}|[a-z]{4,8})(?:-[a-z]{4})?(?:-(?:[a-z]{2}|\d{3}))?"
    r"(?:-(?:[a-z0-9]{5,8}|\d[a-z0-9]{3}))*(?:-[0-9a-wyz](?:-[a-z0-9]{2,8})+)*(?:-x(?:-[a-z0-9]{1,8})+)?"
    r"|x(?:-[a-z0-9]{1,8})+|i(?:-[a-z]{2,8})+|en-gb-oed|sgn-be-fr|sgn-be-nl|sgn-ch-de",
    re.ASCII | re.IGNORECASE,
)
_NEGATIVE_ZERO = re.compile(r"-00(?::?00)?\Z")
_RFC3339 = re.compile(
    r"\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(?:\.\d+)?(?:[Zz]|[+-](?:[01]\d|2[0-3]):[0-5]\d)", re.ASCII
)
_FINE = re.compile(r"([.,]\d{6})\d+")  # Python reads microseconds; the text itself is kept as it came
# The shape, because Python lets more through: a point with nothing after it, spaces, offsets of sixty minutes.
_MOMENT = re.compile(
    r"\d{4}(?:-\d\d-\d\d|\d{4}|-W\d\d(?:-\d)?|W\d\d\d?)[T ]\d\d(?::?\d\d(?::?\d\d)?)?(?:[.,]\d+)?(?:Z|[+\-]\d\d(?::?[0-5]\d)?)?",
    re.ASCII | re.IGNORECASE,
)
_LEAP = re.compile(r"(T\d\d:?[0-5]\d:?)60(?=[.,Z+\-]|\Z)")
VERSIONS = {"1.0": re.compile(r"1\.0(?:\.\d+)?", re.ASCII), "2.0": re.compile(r"2\.0(?:\.\d+)?", re.ASCII)}


def string(value: Any) -> None:
    if type(value) is not str:
        raise Broken("must be a string")


def boolean(value: Any) -> None:
    if type(value) is not bool:
        raise Broken("must be true or false")


def number(value: Any) -> None:
    if type(value) is not float and type(value) is not int:
        raise Broken("must be a number")


def count(value: Any) -> None:
    if type(value) is not int or value < 0:
        raise Broken("must be a whole number of bytes")


def _matching(pattern: re.Pattern[str], rule: str) -> Check:
    match = pattern.fullmatch

    def check(value: Any) -> None:
        if type(value) is not str or match(value) is None:
            raise Broken(rule)

    return check


iri = _matching(_IRI, "must be an IRI with a scheme")
uuid = _matching(_UUID, "must be a UUID in the standard string form (RFC 4122)")
mailto = _matching(_MAILTO, "must be an address of the form mailto:name@host")
sha1 = _matching(_SHA1, "must be a SHA-1 hash as 40 hexadecimal digits")
sha2 = _matching(_SHA2, "must be a SHA-2 hash in hexadecimal digits")
media_type = _matching(_MEDIA, "must be an Internet media type")
duration = _matching(_DURATION, "must be an ISO 8601 duration, such as PT4H35M59.14S")


LONGEST_TAG = 64  # RFC 5646, 4.4.1 asks for 35


@lru_cache(maxsize=2048)
def _is_tag(text: str) -> bool:
    return _TAG.fullmatch(text) is not None


def _fits(text: str) -> bool:
    """Long ones are not remembered: the memory of answers must not be a stranger's to fill."""
    return _is_tag(text) if len(text) <= LONGEST_TAG else _TAG.fullmatch(text) is not None


def language(value: Any) -> None:
    if type(value) is not str or not _fits(value):
        raise Broken("must be a language tag (RFC 5646)")


def language_map(value: Any) -> None:
    """Section 4.2: language tag -> text."""
    if type(value) is not dict:
        raise Broken("must be an object: language tag to text")
    for tag, text in value.items():
        if not _fits(tag):
            raise Broken("the key must be a language tag (RFC 5646)", tag)
        if type(text) is not str:
            raise Broken("must be a string", tag)


def extensions(value: Any) -> None:
    """Section 4.1: IRI -> anything, null included."""
    if type(value) is not dict:
        raise Broken("must be an object: IRI to value")
    for key in value:
        if _IRI.fullmatch(key) is None:
            raise Broken("the key of an extension must be an IRI", key)


def instant(text: str) -> datetime:
    """An ISO 8601 time as a moment in UTC, to the microsecond; without an offset it counts as UTC.

    Raises ValueError for what is none. A leap second counts as the second before it; what lies before year 1 or after 9999
    in UTC, because of its offset, as the first or last moment that there is.
    """
    if _MOMENT.fullmatch(text) is None:
        raise ValueError("not a date and time of ISO 8601")
    moment = datetime.fromisoformat(_LEAP.sub(r"\g<1>59", _FINE.sub(r"\1", text.upper()), count=1))
    if moment.tzinfo is None:
        return moment.replace(tzinfo=UTC)
    try:
        return moment.astimezone(UTC)
    except OverflowError:
        return _FIRST if moment.year == 1 else _LAST


def timestamp(value: Any) -> None:
    """1.0.3, 4.5: ISO 8601, never with the offset -00."""
    if type(value) is not str:
        raise Broken("must be a string")
    try:
        instant(value)
    except (ValueError, OverflowError):
        raise Broken("must be an ISO 8601 time, such as 2026-03-01T09:30:00.000Z") from None
    if value[-1] == "0" and _NEGATIVE_ZERO.search(value):
        raise Broken("the offset -00:00 is not allowed")


def timestamp_rfc3339(value: Any) -> None:
    """2.0, 4.2.7: RFC 3339, which asks for seconds and an offset."""
    timestamp(value)
    if _RFC3339.fullmatch(value) is None:
        raise Broken("must be an RFC 3339 time, such as 2026-03-01T09:30:00.000Z")
