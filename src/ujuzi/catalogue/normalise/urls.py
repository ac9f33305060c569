"""Addresses: which are usable, and the canonical form by which the same page is recognised."""

import re
from functools import lru_cache
from urllib.parse import parse_qsl, quote, urlencode, urljoin, urlsplit, urlunsplit

# Parameters that say where a click came from, never which page is meant.
_TRACKING = re.compile(
    r"^(utm_.*|wt\.mc_id|fbclid|gclid|dclid|msclkid|yclid|igshid|mc_cid|mc_eid|_ga|_gl|ref|ref_src|referrer|source|"
    r"cmpid|ocid|spm|trk|trackingid|s_kwcid|vero_id|oly_.*_id|hsa_.*|pk_.*|mtm_.*|matomo_.*|affiliate.*|aff_?id)$",
    re.IGNORECASE,
)
_WWW = re.compile(r"^(?:www\.)+")
_ESCAPE = re.compile(r"%[0-9a-fA-F]{2}")
MOST = 2000


@lru_cache(maxsize=4096)
def usable(url: str, base: str = "") -> str:
    """An absolute http(s) address without spaces and control signs, or "" when it is none."""
    url = re.sub(r"[\x00-\x20\x7f]+", "", url or "")
    if not url:
        return ""
    try:
        url = urljoin(base, url) if base else url
        parts = urlsplit(url)
        if parts.scheme.lower() not in {"http", "https"} or not parts.hostname or "@" in parts.netloc:
            return ""
        _ = parts.port
    except ValueError:
        return ""
    return url if len(url) <= MOST else ""


@lru_cache(maxsize=4096)
def canonical(url: str) -> str:
    """The merge key: no tracking, no default port, no fragment (but "#/course/1", which is a path), lower-case host, no slash at the end, https.

    Idempotent. "" for what is no http(s) address. The path keeps its case and its language part.
    """
    url = usable(url)
    if not url:
        return ""
    parts = urlsplit(url)
    host = _WWW.sub("", _ascii((parts.hostname or "").rstrip(".")))
    if ":" in host:
        host = f"[{host}]"
    if parts.port and parts.port not in {80, 443}:
        host = f"{host}:{parts.port}"
    query = [
        (name, value)
        for name, value in parse_qsl(parts.query, keep_blank_values=True)
        if not _TRACKING.match(name)
    ]
    path = _quoted(re.sub(r"/{2,}", "/", parts.path).rstrip("/"))
    # Without it every course of a catalogue that is one page would be the same course.
    fragment = _quoted(parts.fragment.rstrip("/")) if parts.fragment.startswith(("/", "!/")) else ""
    made = urlunsplit(("https", host, path, urlencode(sorted(query)), fragment))
    return made if len(made) <= MOST else ""


def _quoted(path: str) -> str:
    """Other signs than ASCII as %C3%A9, and those in one case: the same page is written both ways."""
    return _ESCAPE.sub(lambda match: match[0].upper(), quote(path, safe="/%:@!$&'()*+,;=~?"))


def _ascii(host: str) -> str:
    try:
        return host if host.isascii() else host.encode("idna").decode("ascii")
    except UnicodeError:
        return host
