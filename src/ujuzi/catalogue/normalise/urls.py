"""Addresses: which are usable, and the canonical form by which the same page is recognised."""

import re
from functools import lru_cache
from urllib.parse import parse_qsl, quote, urlencode, urljoin, urlsplit, urlunsplit

# Parameters that say where a click came from, never which page is meant. A doubtful name ("source", "id") stays: editions
# with one canonical address are merged without asking, and two courses made one are worse than one course twice.
_TRACKING = re.compile(
    r"^(utm_.*|wt\.mc_id|fbclid|gclid|gclsrc|dclid|wbraid|gbraid|msclkid|yclid|igshid|mc_cid|mc_eid|_ga|_gl|_hsenc|_hsmi|"
    r"ref|ref_src|ref_url|referrer|cmpid|ocid|spm|trk|trackingid|s_kwcid|vero_id|oly_.*_id|hsa_.*|pk_(campaign|kwd|source|medium)|"
    r"mtm_.*|matomo_.*|affiliate.*|aff_?id|ranmid|raneaid|ransiteid|irclickid|irgwc)$",
    re.IGNORECASE,
)
_BREAKS = re.compile(r"[\x00-\x1f\x7f-\x9f]+")
_HOST = re.compile(r"[a-z0-9_\-]+(\.[a-z0-9_\-]+)*")
_ESCAPE = re.compile(r"%([0-9A-Fa-f]{2})")
_LONE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_UNRESERVED = frozenset(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~"
)  # RFC 3986, section 2.3
MOST = 2000


@lru_cache(maxsize=4096)
def usable(url: str, base: str = "") -> str:
    """An absolute http(s) address without spaces and control signs, or "" when it is none."""
    url = _BREAKS.sub("", url or "").strip().replace(" ", "%20")
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
    """The merge key: no tracking, no default port, no fragment (but "#/course/1", which is a path), lower-case host in
    ASCII, no slash at the end, https.

    Idempotent. "" for what is no http(s) address. The path keeps its case and its language part.
    """
    url = usable(url)
    if not url:
        return ""
    parts = urlsplit(url)
    host = _host(parts.hostname or "")
    if not host:
        return ""
    if parts.port and parts.port not in {80, 443}:
        host = f"{host}:{parts.port}"
    query = sorted(
        (name, value)
        for name, value in parse_qsl(parts.query, keep_blank_values=True)
        if not _TRACKING.match(name)
    )
    # Without it every course of a catalogue that is one page would be the same course.
    fragment = _quoted(parts.fragment.rstrip("/")) if parts.fragment.startswith(("/", "!/")) else ""
    made = urlunsplit(("https", host, _path(parts.path), urlencode(query), fragment))
    return made if len(made) <= MOST else ""


def _host(name: str) -> str:
    """Lower case, in ASCII, without www; "" when it can be no host."""
    if ":" in name:
        return f"[{name.lower()}]"
    try:
        name = name.lower() if name.isascii() else name.encode("idna").decode("ascii").lower()
    except UnicodeError:
        return ""
    name = name.rstrip(".")
    while name.startswith("www.") and "." in name[4:]:
        name = name[4:]
    return name if _HOST.fullmatch(name) else ""


def _path(path: str) -> str:
    """One spelling of a path: needless escapes undone, needed ones made, no empty, "." or ".." steps, no slash at the end."""
    steps: list[str] = []
    for step in _quoted(path).split("/"):
        if step == "..":
            del steps[-1:]
        elif step not in {"", "."}:
            steps.append(step)
    return "".join(f"/{step}" for step in steps)


def _quoted(text: str) -> str:
    if "%" in text:
        text = _ESCAPE.sub(_unescaped, _LONE_PERCENT.sub("%25", text))
    return quote(text, safe="/%:@!$&'()*+,;=-._~?")


def _unescaped(match: re.Match[str]) -> str:
    sign = chr(int(match[1], 16))
    return sign if sign in _UNRESERVED else match[0].upper()
