"""Which format is this? For a file, and for a bare web address that may only lead to a feed."""

import urllib.parse
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser
from typing import Any

from django.utils.translation import gettext as _

from ujuzi.catalogue.feeds import registry
from ujuzi.catalogue.feeds.entry import FeedError, Fetch, Response
from ujuzi.core import fetching

LIKELY = 0.5  # from here on a guess is worth showing
CERTAIN = 0.9  # from here on there is no need to ask the server more
PROBE_BYTES = 20 * 2**20
MAX_LINKS = 8
_HEAD = 200_000
_OAI_OPTIONS = {"set": "set", "metadataPrefix": "metadata_prefix"}
_OAI_ARGUMENTS = {"verb", "set", "metadataPrefix", "resumptionToken", "identifier", "from", "until"}
_FEED_TYPES = {
    "application/rss+xml",
    "application/atom+xml",
    "application/vnd.api+json",
    "application/ld+json",
    "text/csv",
}


@dataclass(frozen=True, slots=True)
class Guess:
    """`confidence` from 0 to 1. `url` is the address to read, `options` are the feed settings to begin with."""

    name: str
    confidence: float
    reason: str
    url: str = ""
    options: Mapping[str, Any] = field(default_factory=dict)


def detect(content: bytes, content_type: str, url: str) -> list[Guess]:
    """All formats that may be it, the likeliest first. Formats say so themselves (`looks_like`)."""
    found = []
    for name, module in registry.FORMATS.items():
        confidence = float(module.looks_like(content, content_type, url))
        if confidence > 0:
            reason = _("The content looks like %(format)s.") % {"format": module.LABEL}
            suggest = getattr(module, "suggest_options", None)
            options = suggest(content, url) if suggest and confidence >= LIKELY else {}
            found.append(Guess(name, round(min(confidence, 1.0), 2), reason, url, options))
    return sorted(found, key=lambda guess: -guess.confidence)


def probe(url: str, fetch: Fetch) -> list[Guess]:
    """Guesses for an address that somebody pasted: what it answers, what it links to, what its site usually has.

    Few requests, and none after a certain answer. Raises what `fetch` raises only for the address itself.
    """
    url = _export(url)
    response = fetch(url, accept="*/*", max_bytes=PROBE_BYTES)
    guesses = _read(response, _("Found at the address itself."))
    if not _sure(guesses):
        for address, why in _candidates(response, fetch):
            guesses += _tried(address, why, fetch)
            if _sure(guesses):
                break
    best: dict[tuple[str, str], Guess] = {}
    for guess in guesses:
        known = best.get((guess.name, guess.url))
        if guess.confidence >= LIKELY and (known is None or known.confidence < guess.confidence):
            best[guess.name, guess.url] = guess
    return sorted(best.values(), key=lambda guess: -guess.confidence)


def _sure(guesses: list[Guess]) -> bool:
    return any(guess.confidence >= CERTAIN for guess in guesses)


def _read(response: Response, why: str) -> list[Guess]:
    found = detect(response.content, response.content_type, response.url)
    url, asked = _without_request(response.url)
    return [
        replace(guess, reason=f"{why} {guess.reason}", url=url, options={**asked, **guess.options})
        for guess in found
    ]


def _without_request(url: str) -> tuple[str, dict[str, str]]:
    """An OAI-PMH request that somebody pasted -> (its base address, the set and metadata prefix that it asked for)."""
    split = urllib.parse.urlsplit(url)
    query = dict(urllib.parse.parse_qsl(split.query))
    if "verb" not in query:
        return url, {}
    asked = {option: query[name] for name, option in _OAI_OPTIONS.items() if query.get(name)}
    rest = {name: value for name, value in query.items() if name not in _OAI_ARGUMENTS}
    return urllib.parse.urlunsplit(split._replace(query=urllib.parse.urlencode(rest), fragment="")), asked


def _tried(address: str, why: str, fetch: Fetch) -> list[Guess]:
    response = _answer(address, fetch)
    return _read(response, why) if response else []


def _answer(address: str, fetch: Fetch) -> Response | None:
    """What a merely guessed address answers; None for whatever the network says against it."""
    try:
        return fetch(address, accept="*/*", max_bytes=PROBE_BYTES)
    except (FeedError, fetching.FetchError):
        return None


def _candidates(response: Response, fetch: Fetch) -> Iterator[tuple[str, str]]:
    """(address, why) in the order of how much the site itself says about it."""
    url = response.url
    page = _Links()
    page.feed(response.content[:_HEAD].decode("utf-8", "replace"))
    for link in page.links[:MAX_LINKS]:
        if address := _join(url, link):
            yield address, _("The page links to it.")
    split = urllib.parse.urlsplit(url)
    bare = urllib.parse.urlunsplit((split.scheme, split.netloc, split.path, "", ""))
    if not split.query:
        yield f"{bare}?verb=Identify", _("The server answers OAI-PMH requests there.")
    root = urllib.parse.urlunsplit((split.scheme, split.netloc, "/", "", ""))
    named = _sitemaps(root, fetch)
    for address in named[:MAX_LINKS]:
        yield address, _("The site's robots.txt names this sitemap.")
    if root + "sitemap.xml" not in named:
        yield root + "sitemap.xml", _("The site has a sitemap.")


def _sitemaps(root: str, fetch: Fetch) -> list[str]:
    """The Sitemap lines of robots.txt."""
    response = _answer(root + "robots.txt", fetch)
    if response is None:
        return []
    lines = response.content[:_HEAD].decode("utf-8", "replace").splitlines()
    named = [line.partition(":")[2].strip() for line in lines if line.lower().lstrip().startswith("sitemap:")]
    return [address for link in dict.fromkeys(named) if (address := _join(root, link))]


def _join(url: str, link: str) -> str:
    try:
        address = urllib.parse.urljoin(url, link)
    except ValueError:
        return ""
    return address if address.startswith(("http://", "https://")) else ""


def _export(url: str) -> str:
    """The page of a Google sheet -> its CSV export, which is what people mean when they paste it."""
    split = urllib.parse.urlsplit(url)
    parts = split.path.split("/")
    if (
        split.hostname != "docs.google.com"
        or parts[1:3] != ["spreadsheets", "d"]
        or len(parts) < 4
        or "export" in parts
    ):
        return url
    number = dict(urllib.parse.parse_qsl(split.fragment)) | dict(urllib.parse.parse_qsl(split.query))
    sheet = f"&gid={number['gid']}" if number.get("gid", "").isdigit() else ""
    return f"https://docs.google.com/spreadsheets/d/{urllib.parse.quote(parts[3])}/export?format=csv{sheet}"


class _Links(HTMLParser):
    """Collects <link rel=alternate> of feed types."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        rel = said.get("rel", "").lower().split()
        if (
            tag == "link"
            and "alternate" in rel
            and said.get("type", "").lower().partition(";")[0] in _FEED_TYPES
        ):
            self.links.append(said.get("href", ""))
