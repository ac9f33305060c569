"""Addresses of the Catalog API and of the pages it names."""

import re
import urllib.parse
from collections.abc import Iterable

_LOCALE = re.compile(r"/[a-z]{2,3}(?:-[a-z]{4})?-[a-z]{2}(?=/|$)", re.I)
_TRACKING = re.compile(r"^(?:wt\.|utm_|ocid$|mc_id$|icid$|cid$|wt_mc|msclkid$|gclid$|fbclid$)", re.I)


def request_url(url: str, locale: str, types: Iterable[str], since: str = "") -> str:
    """The request for one locale; other parameters of `url` (a product, a level) stay as they are."""
    parts = urllib.parse.urlsplit(url)
    own = {"locale", "type", "last_modified"}
    query = [
        (name, value)
        for name, value in urllib.parse.parse_qsl(parts.query, keep_blank_values=True)
        if name.lower() not in own
    ]
    query += [("locale", locale), ("type", ",".join(types))]
    if since:
        query.append(("last_modified", f"gte {since}"))
    encoded = urllib.parse.urlencode(query, quote_via=urllib.parse.quote, safe=",")
    return urllib.parse.urlunsplit((parts.scheme, parts.netloc, parts.path, encoded, ""))


def page_url(url: str, locale: str) -> str:
    """Without tracking parameters, and with the locale of the record: the page would open in en-us otherwise."""
    try:
        parts = urllib.parse.urlsplit(url)
        query = urllib.parse.parse_qsl(parts.query, keep_blank_values=True)
    except ValueError:
        return url
    kept = [(name, value) for name, value in query if not _TRACKING.match(name)]
    path = _LOCALE.sub(f"/{locale}", parts.path, count=1) if locale else parts.path
    return urllib.parse.urlunsplit(
        (parts.scheme, parts.netloc, path, urllib.parse.urlencode(kept), parts.fragment)
    )
