"""A `Fetch` over texts and files instead of the network, with the headers and the 304 that a server would give."""

import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any

from ujuzi.catalogue.feeds.entry import Entry, FeedError, Page, Reject, Source

SAMPLES = Path(__file__).parent / "samples"
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


class Headers(dict[str, str]):
    """Names in any case, as real header mappings do."""

    def get(self, name: str, default: Any = None) -> Any:
        return next((value for key, value in self.items() if key.lower() == name.lower()), default)


@dataclass
class Answer:
    content: bytes
    url: str = ""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=Headers)
    content_type: str = "application/json"
    charset: str = ""
    body: IO[bytes] | None = None

    def open(self) -> Any:
        """One body with one position, as `core.fetching` has it."""
        self.body = self.body or io.BytesIO(self.content)
        self.body.seek(0)
        return self.body


@dataclass
class Site:
    """Addresses and what they answer (bytes, text, or an Answer); `asked` records the requests in order."""

    pages: Mapping[str, bytes | str | Answer]
    asked: list[str] = field(default_factory=list)
    accepts: list[str] = field(default_factory=list)

    def __call__(
        self,
        url: str,
        *,
        accept: str = "",
        etag: str = "",
        last_modified: str = "",
        max_bytes: int | None = None,
    ) -> Answer:
        self.asked.append(url)
        self.accepts.append(accept)
        if url not in self.pages:
            raise FeedError("http-404", url, permanent=True)
        page = self.pages[url]
        answer = (
            page if isinstance(page, Answer) else Answer(page.encode() if isinstance(page, str) else page)
        )
        answer.url = answer.url or url
        if etag and answer.headers.get("ETag") == etag:
            return Answer(b"", url, 304, answer.headers)
        return answer


def sample(name: str) -> bytes:
    return (SAMPLES / name).read_bytes()


def source(url: str = "https://x.example/feed", **fields: Any) -> Source:
    return Source(url=url, now=NOW, **fields)


def read(module: Any, pages: Mapping[str, Any] | bytes | str, **fields: Any) -> list[Page]:
    """All pages of a feed; a bare content stands for the feed's only address."""
    site = Site(pages if isinstance(pages, Mapping) else {"https://x.example/feed": pages})
    fields.setdefault("url", next(iter(site.pages)))
    return list(module.read(source(**fields), site))


def entries(pages: list[Page]) -> list[Entry]:
    return [entry for page in pages for entry in page.entries]


def rejects(pages: list[Page]) -> list[Reject]:
    return [reject for page in pages for reject in page.rejects]


def notes(pages: list[Page]) -> list[str]:
    return [note for page in pages for note in page.notes]
