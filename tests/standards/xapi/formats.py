"""The string formats a statement's properties may have, each as the grammar of the standard that defines it.

Regular expressions are spelled out term by term after the ABNF, and matched in full, so that a reader can put
each line beside the standard. Nothing here is made fast or shared with the product: that is its worth.
"""

import calendar
import re
from collections.abc import Callable
from datetime import datetime, timedelta

# RFC 3986 and RFC 3987: a URI is an IRI with no characters outside ASCII.
_UCS = (
    "\u00a0-\ud7ff\uf900-\ufdcf\ufdf0-\uffef"
    + "".join(f"{chr(plane << 16)}-{chr((plane << 16) + 0xFFFD)}" for plane in range(1, 14))
    + "\U000e1000-\U000efffd"
)
_PRIVATE = "\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd"
_PERCENT = "%[0-9A-Fa-f]{2}"


def _absolute(beyond_ascii: str, private: str) -> re.Pattern[str]:
    """The grammar of an identifier with a scheme, given the characters it may have beyond ASCII."""
    plain = rf"A-Za-z0-9\-._~!$&'()*+,;={beyond_ascii}"
    pchar = f"(?:[{plain}:@]|{_PERCENT})"
    userinfo = f"(?:[{plain}:]|{_PERCENT})*"
    name = f"(?:[{plain}]|{_PERCENT})*"
    address = r"\[(?:[0-9A-Fa-f:.]+|[vV][0-9A-Fa-f]+\.[A-Za-z0-9\-._~!$&'()*+,;=:]+)\]"
    authority = f"(?:{userinfo}@)?(?:{address}|{name})(?::[0-9]*)?"
    rooted = f"/(?:{pchar}+(?:/{pchar}*)*)?"
    rootless = f"{pchar}+(?:/{pchar}*)*"
    hierarchy = f"(?://{authority}(?:/{pchar}*)*|{rooted}|{rootless}|)"
    query = rf"(?:\?(?:{pchar}|[/?{private}])*)?"
    fragment = rf"(?:\#(?:{pchar}|[/?])*)?"
    return re.compile(f"[A-Za-z][A-Za-z0-9+.-]*:{hierarchy}{query}{fragment}")


_IRI = _absolute(_UCS, _PRIVATE)
_URI = _absolute("", "")


def is_iri(text: str) -> bool:
    """An absolute IRI: section 2.2 refuses those without a scheme."""
    return bool(_IRI.fullmatch(text))


def is_uri(text: str) -> bool:
    """An absolute URI, which is what an OpenID is."""
    return bool(_URI.fullmatch(text))


# RFC 6068, one address: characters that would end the address or begin header fields are percent-encoded.
_ATOM = rf"(?:[A-Za-z0-9!$'*+\-=^_`{{|}}~{_UCS}]|{_PERCENT})+"
_LABEL = rf"[A-Za-z0-9\-{_UCS}]+"
_MAILTO = re.compile(rf"mailto:{_ATOM}(?:\.{_ATOM})*@{_LABEL}(?:\.{_LABEL})*")


def is_mailto(text: str) -> bool:
    """`mailto:` and one e-mail address (section 2.4.2.3), the whole an IRI."""
    return bool(_MAILTO.fullmatch(text)) and is_iri(text)


_UUID = re.compile("[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}")


def is_uuid(text: str) -> bool:
    """The standard string form. Section 2.4's own example is not of variant 2, so no variant is refused."""
    return bool(_UUID.fullmatch(text))


def is_sha1(text: str) -> bool:
    """A SHA-1 in hexadecimal."""
    return bool(re.fullmatch("[0-9A-Fa-f]{40}", text))


def is_sha2(text: str) -> bool:
    """One of SHA-224, SHA-256, SHA-384, SHA-512 in hexadecimal."""
    return bool(re.fullmatch("[0-9A-Fa-f]+", text)) and len(text) in (56, 64, 96, 128)


# RFC 5646 section 2.1.
_LANGTAG = re.compile(
    "(?:[a-z]{2,3}(?:-[a-z]{3}){0,3}|[a-z]{4}|[a-z]{5,8})"  # language
    "(?:-[a-z]{4})?"  # script
    "(?:-(?:[a-z]{2}|[0-9]{3}))?"  # region
    "(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*"  # variants
    "(?:-[0-9a-wyz](?:-[a-z0-9]{2,8})+)*"  # extensions
    "(?:-x(?:-[a-z0-9]{1,8})+)?"  # private use
)
_PRIVATE_TAG = re.compile("x(?:-[a-z0-9]{1,8})+")
_IRREGULAR = frozenset(
    [
        "en-gb-oed",
        "i-ami",
        "i-bnn",
        "i-default",
        "i-enochian",
        "i-hak",
        "i-klingon",
        "i-lux",
        "i-mingo",
        "i-navajo",
        "i-pwn",
        "i-tao",
        "i-tay",
        "i-tsu",
        "sgn-be-fr",
        "sgn-be-nl",
        "sgn-ch-de",
    ]
)


def is_language(text: str) -> bool:
    """A well-formed language tag; whether its parts are registered is not looked at."""
    if not text.isascii():
        return False
    tag = text.lower()
    return bool(_LANGTAG.fullmatch(tag) or _PRIVATE_TAG.fullmatch(tag)) or tag in _IRREGULAR


# RFC 2045 section 5.1.
_TOKEN = r"[A-Za-z0-9!#$%&'*+\-.^_`{|}~]+"
_QUOTED = r'"(?:[^"\\\r\n\x80-\U0010ffff]|\\[\x00-\x7f])*"'
_MEDIA_TYPE = re.compile(rf"{_TOKEN}/{_TOKEN}(?:[ \t]*;[ \t]*{_TOKEN}=(?:{_TOKEN}|{_QUOTED}))*")


def is_media_type(text: str) -> bool:
    """`type/subtype` and its parameters."""
    return bool(_MEDIA_TYPE.fullmatch(text))


# ISO 8601:2004 section 4.4.3.2: only the last component may have a fraction; weeks stand alone.
_COMPONENTS = re.compile(
    "P(?P<date>(?:[0-9]+(?:[.,][0-9]+)?Y)?(?:[0-9]+(?:[.,][0-9]+)?M)?(?:[0-9]+(?:[.,][0-9]+)?D)?)"
    "(?:T(?P<time>(?:[0-9]+(?:[.,][0-9]+)?H)?(?:[0-9]+(?:[.,][0-9]+)?M)?(?:[0-9]+(?:[.,][0-9]+)?S)?))?"
)
_WEEKS = re.compile("P[0-9]+(?:[.,][0-9]+)?W")


def is_duration(text: str) -> bool:
    """A duration in the format with designators."""
    if _WEEKS.fullmatch(text):
        return True
    parts = _COMPONENTS.fullmatch(text)
    if not parts or parts["time"] == "" or not (parts["date"] or parts["time"]):
        return False
    return not re.search("[.,][0-9]+[A-Z].", text)


_EXTENDED = "(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})T(?P<hour>[0-9]{2}):(?P<minute>[0-9]{2})"
_BASIC = "(?P<year>[0-9]{4})(?P<month>[0-9]{2})(?P<day>[0-9]{2})T(?P<hour>[0-9]{2})(?P<minute>[0-9]{2})"
_OFFSET = "(?P<offset>Z|[+-][0-9]{2}(?::?[0-9]{2})?)?"
_ISO_8601 = (
    re.compile(_EXTENDED + "(?::(?P<second>[0-9]{2})(?:[.,][0-9]+)?)?" + _OFFSET),
    re.compile(_BASIC + "(?:(?P<second>[0-9]{2})(?:[.,][0-9]+)?)?" + _OFFSET),
)
_RFC_3339 = re.compile(
    _EXTENDED.replace("T", "[Tt]")
    + r":(?P<second>[0-9]{2})(?:\.[0-9]+)?(?P<offset>[Zz]|[+-][0-9]{2}:[0-9]{2})"
)


def is_iso_8601(text: str) -> bool:
    """A combined date and time of ISO 8601, extended or basic, on a day of the calendar."""
    return any(_exists(found) for pattern in _ISO_8601 if (found := pattern.fullmatch(text)))


def is_rfc_3339(text: str) -> bool:
    """A `date-time` of RFC 3339."""
    found = _RFC_3339.fullmatch(text)
    return found is not None and found["hour"] != "24" and _exists(found)


def _exists(found: re.Match[str]) -> bool:
    """Whether the fields name a moment; 24:00 is the end of a day in ISO 8601."""
    # The calendar comes round every 400 years, and Python's has neither a year 0 nor one after 9999.
    year, month, day = 2000 + int(found["year"]) % 400, int(found["month"]), int(found["day"])
    hour, minute, second = int(found["hour"]), int(found["minute"]), int(found["second"] or 0)
    offset = _offset(found["offset"] or "Z")
    if offset is None or not 1 <= month <= 12 or not 1 <= day <= calendar.monthrange(year, month)[1]:
        return False
    if hour == 24:
        return minute == second == 0 and not re.search("[.,][0-9]*[1-9]", found[0])
    if hour > 23 or minute > 59 or second > 60:
        return False
    return second < 60 or _ends_a_month(datetime(year, month, day, hour, minute) - offset)


def _ends_a_month(minute: datetime) -> bool:
    """Whether this is the last minute of a month in UTC, the only ones that may have a leap second."""
    following = minute + timedelta(minutes=1)
    return (following.day, following.hour, following.minute) == (1, 0, 0)


def _offset(text: str) -> timedelta | None:
    """An offset from UTC, None when it is none: minus zero is refused in both versions."""
    if text in "Zz":
        return timedelta()
    hours, minutes = int(text[1:3]), int(text[3:].lstrip(":") or 0)
    if hours > 23 or minutes > 59 or (text[0] == "-" and hours == minutes == 0):
        return None
    span = timedelta(hours=hours, minutes=minutes)
    return -span if text[0] == "-" else span


def is_version_1(text: str) -> bool:
    """`1.0`, or `1.0.` and a patch number."""
    return bool(re.fullmatch(r"1\.0(?:\.(?:0|[1-9][0-9]*))?", text))


def is_version_2(text: str) -> bool:
    """`2.0.` and a patch number."""
    return bool(re.fullmatch(r"2\.0\.(?:0|[1-9][0-9]*)", text))


_INTERACTIONS = frozenset(
    [
        "true-false",
        "choice",
        "fill-in",
        "long-fill-in",
        "matching",
        "performance",
        "sequencing",
        "likert",
        "numeric",
        "other",
    ]
)


def is_interaction(text: str) -> bool:
    """One of the interaction types of section 2.4.4.1."""
    return text in _INTERACTIONS


Format = tuple[Callable[[str], bool], str]

_COMMON: dict[str, Format] = {
    "IRI": (is_iri, "This must be an absolute IRI."),
    "IRL": (is_iri, "This must be an absolute IRL."),
    "URI": (is_uri, "This must be an absolute URI."),
    "mailto": (is_mailto, "This must be mailto: and an e-mail address."),
    "SHA-1": (is_sha1, "This must be a SHA-1 in hexadecimal."),
    "SHA-2": (is_sha2, "This must be a SHA-2 in hexadecimal."),
    "UUID": (is_uuid, "This must be a UUID in its standard form."),
    "language": (is_language, "This must be a language tag of RFC 5646."),
    "media type": (is_media_type, "This must be an Internet media type."),
    "duration": (is_duration, "This must be a duration of ISO 8601 with designators."),
    "interactionType": (is_interaction, "This must be one of the ten interaction types."),
}

FORMATS: dict[str, dict[str, Format]] = {
    "1.0.3": _COMMON
    | {
        "timestamp": (is_iso_8601, "This must be a date and time of ISO 8601."),
        "version": (is_version_1, "This must be version 1.0 or 1.0.x."),
    },
    "2.0.0": _COMMON
    | {
        "timestamp": (is_rfc_3339, "This must be a date and time of RFC 3339."),
        "version": (is_version_2, "This must be version 2.0.x."),
    },
}
