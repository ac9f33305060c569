"""Times of credentials: `dateTimeStamp` of XML Schema 1.1, always with a zone (VC Data Model 2.0, section 4.9)."""

import re
from datetime import UTC, datetime
from typing import Any

_STAMP = re.compile(
    r"-?\d{4,}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T"
    r"(([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?|24:00:00(\.0+)?)(Z|[+-](0\d|1[0-3]):[0-5]\d|[+-]14:00)"
)


class MomentError(ValueError):
    """Not a time with a zone."""


def read(text: Any) -> datetime:
    """Aware; fractions beyond microseconds are cut."""
    if not isinstance(text, str) or not _STAMP.fullmatch(text):
        raise MomentError(f"not a time with a zone: {str(text)[:60]!r}")
    cut = re.sub(r"(\.\d{6})\d+", r"\1", text)
    try:
        return datetime.fromisoformat(cut).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise MomentError(f"not a time: {text[:60]!r}") from error


def write(moment: datetime) -> str:
    """To the second, in UTC, with `Z`."""
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
