"""What the JSON formats share: answers cut into pages of bounded size, `next` links that cannot run in circles."""

import hashlib
import re
import urllib.parse
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from ujuzi.catalogue.feeds.entry import Entry, FeedError, Fetch, Page, Reject, Response, Source
from ujuzi.standards import boundedjson, jsonstream

BATCH = 500  # records in a Page, or fewer when they are long:
BATCH_BYTES = 2 * 2**20
MAX_BYTES = 512 * 2**20  # 100,000 rich records are 300 MB
MAX_PAGES = 20_000
_REFUSED = re.compile("[\x00-\x1f\x7f\ud800-\udfff]")
ALL_REJECTED = 2_000  # so many unreadable records and no other: not the format that it was taken for


Take = Callable[[jsonstream.Record, "Batch"], None]


@dataclass(slots=True)
class Answer:
    """One JSON answer being read: `take` turns a record into entries, rejects and notes; others land in `members`."""

    names: Collection[str]
    take: Take
    members: dict[str, Any] = field(default_factory=dict)

    def batches(self, response: Response, skip: int = 0) -> Iterator["Batch"]:
        """Batches of up to BATCH records, the first `skip` records left out; the last batch may be empty."""
        batch = Batch(skip, members=self.members)
        found = jsonstream.records(response.open(), self.names)
        position = rejected = 0
        while (item := following(found)) is not None:
            if isinstance(item, jsonstream.Member):
                self.members[item.name] = item.value
                continue
            position += 1
            if position <= skip:
                continue
            batch.add(item, self.take)
            if position - skip == ALL_REJECTED and rejected + len(batch.rejects) == ALL_REJECTED:
                raise FeedError(
                    "not-records", f"none of the first {position} records can be read", permanent=True
                )
            if batch.size >= BATCH or batch.bytes >= BATCH_BYTES:
                yield batch
                rejected += len(batch.rejects)
                batch = Batch(position, members=self.members)
        yield batch


@dataclass(slots=True)
class Batch:
    """`seen` counts the records of the answer up to and with this batch."""

    seen: int = 0
    size: int = 0
    bytes: int = 0
    entries: list[Entry] = field(default_factory=list)
    rejects: list[Reject] = field(default_factory=list)
    members: Mapping[str, Any] = field(default_factory=dict)  # of the answer, as far as read
    counts: dict[str, int] = field(default_factory=dict)  # note -> how many records it is about

    def add(self, item: jsonstream.Record | jsonstream.Broken, take: Take) -> None:
        self.seen += 1
        self.size += 1
        self.bytes += len(item.raw)
        if isinstance(item, jsonstream.Broken):
            self.rejects.append(Reject(item.error.code, item.error.detail, raw=item.raw))
        elif not isinstance(item.value, dict):
            detail = f"a {type(item.value).__name__} where an object belongs"
            self.rejects.append(Reject("not-an-object", detail, raw=item.raw))
        else:
            take(item, self)

    def note(self, text: str) -> None:
        self.counts[text] = self.counts.get(text, 0) + 1

    def notes(self) -> list[str]:
        return [f"{text} ({count} records)" if count > 1 else text for text, count in self.counts.items()]

    def page(self, **rest: Any) -> Page:
        return Page(entries=self.entries, rejects=self.rejects, notes=self.notes(), **rest)


def following(
    found: Iterator[jsonstream.Record | jsonstream.Broken | jsonstream.Member],
) -> jsonstream.Record | jsonstream.Broken | jsonstream.Member | None:
    """The next item, or None at the end; what makes the document unreadable comes as FeedError."""
    try:
        return next(found, None)
    except boundedjson.JsonError as error:
        # A document that stops short may be whole tomorrow; the others will not mend by themselves.
        raise FeedError(error.code, error.detail, permanent=error.code != "truncated") from error


def fingerprint(response: Response) -> str:
    """Tells whether an answer is still the one that a checkpoint was made on.

    Not to be called while the answer is being read: there is one body, and one position in it.
    """
    headers = response.headers
    validator = headers.get("ETag", "") or headers.get("Last-Modified", "")
    if validator:
        return validator
    return hashlib.file_digest(response.open(), "sha256").hexdigest()[:16]


def following_url(here: str, link: Any, visited: Collection[str]) -> str:
    """The absolute address of the next page, "" when there is none. Refuses loops and other schemes."""
    if isinstance(link, Mapping):  # JSON:API allows {"href": ...}
        link = link.get("href")
    if not isinstance(link, str) or not link.strip():
        return ""
    try:
        url = urllib.parse.urljoin(here, link.strip())
        scheme = urllib.parse.urlsplit(url).scheme
    except ValueError as error:
        raise FeedError("bad-next", f"not an address: {link[:200]}", permanent=True) from error
    if scheme not in {"http", "https"}:
        raise FeedError("bad-next", f"not a web address: {link[:200]}", permanent=True)
    if _REFUSED.search(url):
        raise FeedError("bad-next", "an address with control signs", permanent=True)
    if mark(url) in visited:
        raise FeedError("paging-loop", f"{url[:300]} was read before", permanent=True)
    if len(visited) >= MAX_PAGES:
        raise FeedError("too-many-pages", f"more than {MAX_PAGES} pages", permanent=True)
    return url


def mark(url: str) -> str:
    """A short stand-in for an address, so that a checkpoint can carry all that were visited."""
    return hashlib.sha256(url.encode("utf-8", "replace")).hexdigest()[:12]


def validators(response: Response) -> dict[str, str]:
    """What the next harvest sends to hear "not modified"."""
    found = {
        "etag": response.headers.get("ETag", ""),
        "last_modified": response.headers.get("Last-Modified", ""),
    }
    return {name: value for name, value in found.items() if value}


@dataclass(frozen=True, slots=True)
class Paged:
    """Reading a feed whose answers hold records under `names` and may link to a next answer (found by `after`)."""

    names: Collection[str]
    take: Take
    accept: str
    after: Callable[[Mapping[str, Any]], Any] = field(default=lambda members: None)
    total: Callable[[Mapping[str, Any]], Any] = field(default=lambda members: None)

    def read(self, source: Source, fetch: Fetch) -> Iterator[Page]:
        """Pages with the fields of a `_Place` as checkpoint; goes on where `source.checkpoint` says."""
        place = _Place.of(source)
        known = source.state if not source.checkpoint else {}
        while place.url:
            response = fetch(
                place.url,
                accept=self.accept,
                etag=str(known.get("etag", "")),
                last_modified=str(known.get("last_modified", "")),
                max_bytes=MAX_BYTES,
            )
            if response.status == 304:
                yield Page(unchanged=True, complete=False, state=source.state)
                return
            printed = fingerprint(response)
            if place.skip and printed != place.printed:
                # The source changed under the checkpoint: read it again, an entry seen twice does no harm.
                place.skip = 0
            place.printed = printed
            yield from self._answer(response, place)
            known = {}

    def _answer(self, response: Response, place: "_Place") -> Iterator[Page]:
        """The pages of one answer; moves `place` to the next answer."""
        answer = Answer(self.names, self.take)
        head, held = "", None
        for batch in answer.batches(response, place.skip):
            if held is None:
                head = place.new_head(batch)
            else:
                place.skip = held.seen
                yield held.page(checkpoint=asdict(place))
            held = batch
        if all(answer.members.get(name) is None for name in (*self.names, "")):
            wanted = ", ".join(sorted(self.names))
            raise FeedError("no-records", f"none of these in the answer: {wanted}", permanent=True)
        link = self.after(answer.members)
        if link and not place.skip and not head:
            held = held or Batch()
            held.note("a page without records that links to a next one: taken as the end")
            link = None
        only = not place.visited
        place.move(response, link, head)
        total = self.total(answer.members)
        yield (held or Batch()).page(
            checkpoint=asdict(place) if place.url else None,
            # Validators of a first answer tell nothing about the answers after it.
            state=validators(response) if only and not place.url else {},
            total=total if isinstance(total, int) else None,
        )


@dataclass(slots=True)
class _Place:
    """Where a reading stands: in the answer of `url` (of the fingerprint `printed`) after `skip` records.

    `head` stands for the first records of the answer before: servers that ignore the page number give them again.
    """

    url: str
    visited: list[str] = field(default_factory=list)
    skip: int = 0
    printed: str = ""
    head: str = ""

    @classmethod
    def of(cls, source: Source) -> "_Place":
        checkpoint = source.checkpoint or {}
        names = {name for name in ("url", "visited", "skip", "printed", "head") if name in checkpoint}
        place = cls(**{"url": source.url} | {name: checkpoint[name] for name in names})
        place.visited = list(place.visited)
        return place

    def new_head(self, batch: Batch) -> str:
        """Refuses the same records once more; "" when there are none."""
        if not batch.size:
            return ""
        if self.skip:
            return self.head
        raws = [item.raw for items in (batch.entries, batch.rejects) for item in items]
        head = hashlib.blake2b(b"\0".join(raws), digest_size=8).hexdigest()
        if head == self.head:
            raise FeedError(
                "paging-loop", f"{self.url[:300]} holds the records of the page before", permanent=True
            )
        return head

    def move(self, response: Response, link: Any, head: str) -> None:
        self.visited.append(mark(self.url))
        self.url = following_url(response.url or self.url, link, self.visited)
        self.skip, self.printed, self.head = 0, "", head
