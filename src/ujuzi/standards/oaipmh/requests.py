"""The addresses of a repository: one per verb, dates cut to the granularity that it speaks."""

from datetime import UTC, datetime
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

_OURS = {"verb", "metadataPrefix", "set", "from", "until", "resumptionToken", "identifier"}
DAY, SECOND = "YYYY-MM-DD", "YYYY-MM-DDThh:mm:ssZ"


def address(base: str, verb: str, **arguments: str) -> str:
    """`from_` stands for `from`. Arguments of the protocol already in `base` (a pasted request) are dropped."""
    parts = urlsplit(base)
    kept = [(key, value) for key, value in parse_qsl(parts.query, keep_blank_values=True) if key not in _OURS]
    asked = [(key.rstrip("_"), value) for key, value in arguments.items() if value]
    return urlunsplit(parts._replace(query=urlencode([*kept, ("verb", verb), *asked]), fragment=""))


def stamp(moment: datetime, granularity: str) -> str:
    """A moment as the repository writes it (section 3.3.1): UTC, days or seconds."""
    moment = moment.astimezone(UTC)
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ" if granularity == SECOND else "%Y-%m-%d")


def granularity(text: str) -> str:
    """Seconds only when said (repositories write it in any case); days are understood by everyone."""
    return SECOND if "hh:mm:ss" in text.lower() else DAY
