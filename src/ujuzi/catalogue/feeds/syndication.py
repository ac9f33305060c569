"""RSS (all versions, also RDF) and Atom, by feedparser. A feed tells what is new, so what falls off it has not vanished."""

import html
import io
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urljoin

import feedparser
from django.utils.translation import gettext_lazy as _

from ujuzi.catalogue.feeds import endless, options
from ujuzi.catalogue.feeds.entry import Entry, FeedError, Fetch, Page, Reject, Response, Source
from ujuzi.standards import safexml

LABEL = _("RSS or Atom feed")

ACCEPT = (
    "application/atom+xml, application/rss+xml, application/rdf+xml, application/xml;q=0.9, text/xml;q=0.8"
)
MAX_PAGES = 1000
MAX_PAGE_BYTES = 32 * 1024 * 1024
_FEED_TYPES = ("application/rss+xml", "application/atom+xml", "application/rdf+xml")
_ROOT = re.compile(rb"<(?:[a-z]+:)?(?:rss|feed|RDF)[\s>]")


def looks_like(content: bytes, content_type: str, url: str) -> float:
    head = content[:4000].replace(b"\x00", b"")  # UTF-16 and UTF-32 too
    if _ROOT.search(head) and b"<html" not in head.lower() and b"OAI-PMH" not in head:
        is_rdf = b"RDF" in head and b"purl.org/rss" not in head
        return 0.4 if is_rdf else 0.95
    return 0.6 if content_type in _FEED_TYPES else 0.0


def read(source: Source, fetch: Fetch) -> Iterator[Page]:
    """Page after page along rel=next (RFC 5005). The option `complete` says that the feed lists everything there is."""
    checkpoint = dict(source.checkpoint or {})
    guard = endless.Guard(checkpoint.get("guard", {}), max_pages=MAX_PAGES)
    address, state = checkpoint.get("next", ""), checkpoint.get("state", {})
    complete = options.switch(source.options, "complete")
    while True:
        response = _fetched(source, fetch, address)
        if response.status == 304:
            yield Page(unchanged=True, complete=False, state=dict(source.state))
            return
        state = state or _validators(response)
        page, following = _page(response, first=not address)
        guard.step(following, [entry.identifier for entry in page.entries])
        if not following:
            yield Page(
                entries=page.entries, rejects=page.rejects, notes=page.notes, state=state, complete=complete
            )
            return
        checkpoint = {"next": following, "state": state, "guard": guard.state}
        yield Page(entries=page.entries, rejects=page.rejects, notes=page.notes, checkpoint=checkpoint)
        address = following


def _fetched(source: Source, fetch: Fetch, address: str) -> Response:
    if address:
        return fetch(address, accept=ACCEPT, max_bytes=MAX_PAGE_BYTES)
    state = source.state
    etag, last_modified = str(state.get("etag", "")), str(state.get("last_modified", ""))
    return fetch(source.url, accept=ACCEPT, etag=etag, last_modified=last_modified, max_bytes=MAX_PAGE_BYTES)


def _validators(response: Response) -> dict[str, str]:
    said = {
        "etag": response.headers.get("ETag", ""),
        "last_modified": response.headers.get("Last-Modified", ""),
    }
    return {key: value for key, value in said.items() if value}


def _page(response: Response, *, first: bool) -> tuple[Page, str]:
    feed, notes = parsed(response)
    entries: list[Entry] = []
    rejects: list[Reject] = []
    for item in feed.entries:
        found = _entry(item, feed.feed)
        (entries if isinstance(found, Entry) else rejects).append(found)  # type: ignore[arg-type]
    if first and not entries and not rejects:
        title = str(feed.feed.get("title", ""))[:80]
        raise FeedError(
            "no-entries", f"a feed ({feed.version}) without entries, title {title!r}", permanent=False
        )
    following = next(
        (str(link.get("href", "")) for link in feed.feed.get("links", ()) if link.get("rel") == "next"), ""
    )
    return Page(entries=entries, rejects=rejects, notes=notes), _absolute(response.url, following)


def parsed(response: Response) -> tuple[Any, list[str]]:
    """feedparser's view of the bytes; it is never given an address, so it cannot fetch or open anything."""
    content = response.content
    name = safexml.used_entity(content)
    if name:
        raise FeedError("entities", f"the feed declares and uses the entity {name!r}", permanent=True)
    kind = response.content_type or "application/xml"
    said = f"{kind}; charset={response.charset}" if response.charset else kind
    try:
        feed = feedparser.parse(
            io.BytesIO(content), response_headers={"content-type": said, "content-location": response.url}
        )
    except (ValueError, TypeError, AttributeError, LookupError, AssertionError, RecursionError) as error:
        raise FeedError("bad-feed", f"{type(error).__name__}: {error}", permanent=False) from error
    if not feed.get("version"):
        problem = str(feed.get("bozo_exception", "no rss, feed or RDF element"))[:200]
        raise FeedError("not-a-feed", problem, permanent=False)
    notes = [f"not quite well-formed: {str(feed.bozo_exception)[:200]}"] if feed.get("bozo") else []
    return feed, notes


def _absolute(base: str, address: str) -> str:
    try:
        joined = urljoin(base, address) if address else ""
    except ValueError:
        return ""
    return joined if joined.startswith(("http://", "https://")) else ""


def _entry(item: Mapping[str, Any], feed: Mapping[str, Any]) -> Entry | Reject:
    url = _said(item, "link")
    identifier = _said(item, "id") or url
    title = _text(item.get("title_detail") or {"value": item.get("title", "")})
    raw = json.dumps(item, default=str, ensure_ascii=False).encode("utf-8", "replace")
    if not identifier:
        return Reject("no-identifier", f"{title[:80]!r} has neither id nor link", "", raw)
    if not title:
        return Reject("no-title", "the title is missing or empty", identifier, raw)
    content = (item.get("content") or [{}])[0]
    language = _said(item, "language") or _said(content, "language") or _said(feed, "language")
    enclosures = [each for each in item.get("enclosures", ()) if _said(each, "href")]
    return Entry(
        identifier=identifier,
        title=title,
        url=url or (_said(enclosures[0], "href") if enclosures else ""),
        description=_said(content, "value") or _said(item, "summary"),
        languages=(language,) if language else (),
        kind=_kind(enclosures),
        keywords=_keywords(item),
        duration=_duration(_said(item, "itunes_duration")),
        licence=_licence(item) or _licence(feed),
        size_bytes=_size(enclosures),
        publisher=_said(item, "publisher") or _said(feed, "publisher"),
        creators=_creators(item),
        published=_said(item, "published") or _said(item, "created"),
        # feedparser would give `published` for a missing `updated`, and warn that it did
        modified=_said(item, "updated") if "updated" in item else "",
        raw=raw,
    )


def _said(holder: Mapping[str, Any], key: str) -> str:
    """A value as text that any database takes: odd charsets can make NULs."""
    return str(holder.get(key) or "").replace("\x00", "").strip()


def _text(detail: Mapping[str, Any]) -> str:
    """A title as text: its tags go, its entities become characters."""
    value = _said(detail, "value")
    if "html" in str(detail.get("type", "")) and ("<" in value or "&" in value):
        value = html.unescape(re.sub(r"<[^>]*>", " ", value))
    return " ".join(value.split())


def _kind(enclosures: list[Any]) -> str:
    media = _said(enclosures[0], "type").partition("/")[0] if enclosures else ""
    return {"video": "VideoObject", "audio": "AudioObject"}.get(media, "")


def _keywords(item: Mapping[str, Any]) -> tuple[str, ...]:
    said = [_said(tag, "label") or _said(tag, "term") for tag in item.get("tags", ())]
    return tuple(dict.fromkeys(each for each in said if each))


def _creators(item: Mapping[str, Any]) -> tuple[str, ...]:
    names = [_said(author, "name") for author in item.get("authors", ()) if author]
    return tuple(dict.fromkeys(name for name in names if name))


def _duration(said: str) -> str:
    """itunes:duration is seconds, or minutes:seconds, or hours:minutes:seconds; an entry's bare number is minutes."""
    parts = said.strip().split(":")
    if not all(part.isascii() and part.isdigit() for part in parts) or len(parts) > 3 or len(said) > 20:
        return said.strip()
    hours, minutes, seconds = ([0, 0, 0] + [int(part) for part in parts])[-3:]
    return f"PT{hours}H{minutes}M{seconds}S" if len(parts) > 1 else f"PT{seconds}S"


def _licence(holder: Mapping[str, Any]) -> str:
    links = [_said(link, "href") for link in holder.get("links", ()) if link.get("rel") == "license"]
    return next(
        (said for said in [*links, _said(holder, "license"), _said(holder, "rights")] if said),
        "",
    )


def _size(enclosures: list[Any]) -> int | None:
    length = _said(enclosures[0], "length") if enclosures else ""
    return (
        int(length)
        if length.isascii() and length.isdigit() and int(length[:16]) > 0 and len(length) < 16
        else None
    )
