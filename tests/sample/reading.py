"""A small `Fetch` over urllib: the sample's feeds as they come over HTTP, without the hub's own fetcher."""

import io
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from ujuzi.catalogue.feeds import registry
from ujuzi.catalogue.feeds.entry import Entry, Page, Reject, Source
from ujuzi.sample import coalition, server

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


@dataclass
class Answer:
    url: str
    status: int
    headers: Mapping[str, str]
    content: bytes
    content_type: str
    charset: str

    def open(self) -> Any:
        return io.BytesIO(self.content)


def get(url: str, **headers: str) -> Answer:
    """Any status is an answer; names of headers are written with underscores."""
    sent = {name.replace("_", "-"): value for name, value in headers.items() if value}
    try:
        with urllib.request.urlopen(urllib.request.Request(url, headers=sent), timeout=20) as got:
            return _answer(url, got.status, got.headers, got.read())
    except urllib.error.HTTPError as error:
        with error:
            return _answer(url, error.code, error.headers, error.read())


def _answer(url: str, status: int, headers: Any, content: bytes) -> Answer:
    charset = headers.get_content_charset() or ""
    return Answer(url, status, headers, content, headers.get_content_type(), charset)


class Gone(Exception):
    permanent = True


def fetch(
    url: str, *, accept: str = "", etag: str = "", last_modified: str = "", max_bytes: int | None = None
) -> Answer:
    answer = get(url, Accept=accept, If_None_Match=etag, If_Modified_Since=last_modified)
    if answer.status not in (200, 304):
        raise Gone(f"{answer.status} {url}")
    return answer


@dataclass
class Reading:
    """What one partner's feed gave."""

    partner: Mapping[str, Any]
    pages: list[Page] = field(default_factory=list)

    @property
    def entries(self) -> list[Entry]:
        return [entry for page in self.pages for entry in page.entries]

    @property
    def rejects(self) -> list[Reject]:
        return [reject for page in self.pages for reject in page.rejects]

    @property
    def notes(self) -> str:
        return "\n".join(note for page in self.pages for note in page.notes)


def source(partner: Mapping[str, Any], base: str, **fields: Any) -> Source:
    feed = partner["feed"]
    return Source(url=base + feed["path"], now=NOW, options=feed["options"], **fields)


@contextmanager
def all_read() -> Iterator[tuple[str, dict[str, Reading]]]:
    """(base address, {slug: what its feed gave})."""
    with server.serve() as base:
        found = {}
        for partner in coalition.partners():
            module = registry.FORMATS[partner["feed"]["format"]]
            found[partner["slug"]] = Reading(partner, list(module.read(source(partner, base), fetch)))
        yield base, found
