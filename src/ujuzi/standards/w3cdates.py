"""Dates as the web writes them (W3C-DTF): days or moments, in UTC unless a zone is said."""

import re
from datetime import UTC, datetime


def moment(text: str) -> datetime | None:
    """A datestamp of either granularity; None for what is none. Zones and fractions, though forbidden, are read."""
    text = text.strip()
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        text += "T00:00:00Z"
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    try:
        return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
    except OverflowError:
        return None
