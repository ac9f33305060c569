"""Reading a feed that is spread over many addresses: a sitemap, a list of pages, or a single document.

`walk` cares for the addresses, the dates, what cannot be reached and where to go on; what a page says is for `Reader`.
"""

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import timedelta
from typing import Any

from ujuzi.catalogue.feeds import options, outside
from ujuzi.catalogue.feeds.entry import Entry, FeedError, Fetch, Page, Reject, Response, Source
from ujuzi.standards import sitemap, w3cdates

OVERLAP = timedelta(days=1)  # lastmod is often a date without a time
FULL_EVERY = timedelta(days=7)  # pages that vanished are seen only when all are read
BATCH = 20  # pages read between two checkpoints
CHUNK = 500  # records of one document between two checkpoints
MAX_DEPTH = 3
MAX_MAPS = 1000
MAX_PAGES = 100_000
MAX_FAILURES = 20  # in a row: the site is down, not the page
MAX_PAGE_BYTES = 8 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Found:
    """What one document says."""

    entries: list[Entry] = field(default_factory=list)
    rejects: list[Reject] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


Reader = Callable[[Response], Found]


@dataclass
class _Plan:
    """Where a walk stands: all of it goes into the checkpoint."""

    begun: str
    since: str = ""
    maps: list[list[Any]] = field(
        default_factory=list
    )  # [address, depth] still to read, the first is current
    after: str = ""  # the last page of the current map that has been read
    known_maps: int = 1
    pages: int = 0
    found: int = 0
    silent: int = 0  # pages that say nothing about learning
    skipped: int = 0  # pages not changed since
    failures: int = 0  # in a row
    lost: bool = False


def walk(source: Source, fetch: Fetch, read_one: Reader, *, accept: str) -> Iterator[Page]:
    checkpoint = source.checkpoint
    if checkpoint and "mark" not in checkpoint:
        yield from _pages(source, fetch, read_one, _resumed(checkpoint), accept)
        return
    plan = _Plan(begun=source.now.isoformat(), since=_since(source))
    if source.options.get("pages"):
        plan.maps = [["", 0]]
        yield from _pages(source, fetch, read_one, plan, accept)
        return
    state = source.state
    response = fetch(
        source.url,
        accept=accept,
        etag=str(state.get("etag", "")),
        last_modified=str(state.get("last_modified", "")),
    )
    if response.status == 304:
        yield Page(unchanged=True, complete=False, state=dict(state))
    elif _is_list(response):
        plan.maps = [[source.url, 0]]
        yield from _pages(source, fetch, read_one, plan, accept, response)
    else:
        yield from _single(response, read_one, checkpoint or {})


def _resumed(checkpoint: Mapping[str, Any]) -> _Plan:
    try:
        plan = _Plan(**checkpoint)
    except TypeError as error:  # written by another version of this program
        raise FeedError("bad-checkpoint", str(error), permanent=False) from error
    if not plan.maps:
        raise FeedError("bad-checkpoint", "it does not say where to go on", permanent=False)
    return plan


def _since(source: Source) -> str:
    since = w3cdates.moment(str(source.state.get("since", "")))
    full = w3cdates.moment(str(source.state.get("full", "")))
    if (
        since is None
        or full is None
        or options.switch(source.options, "full")
        or source.now - full >= FULL_EVERY
    ):
        return ""
    return (since - OVERLAP).isoformat()


def _is_list(response: Response) -> bool:
    head = response.content[:3000]
    if head.startswith(b"\x1f\x8b") or b"<urlset" in head or b"<sitemapindex" in head:
        return True
    return response.content_type == "text/plain" and head.lstrip(b"\xef\xbb\xbf \r\n").startswith(
        (b"http://", b"https://")
    )


def _single(response: Response, read_one: Reader, checkpoint: Any) -> Iterator[Page]:
    """One document with everything in it; after a kill it goes on where it was if the document is still the same."""
    mark = hashlib.blake2b(response.content, digest_size=8).hexdigest()
    found = read_one(response)
    if not found.entries and not found.rejects:
        raise FeedError("no-records", f"nothing to learn is described in {response.url}", permanent=False)
    at = int(checkpoint.get("at", 0)) if checkpoint.get("mark") == mark else 0
    rejects = found.rejects if at == 0 else []
    state = {
        "etag": response.headers.get("ETag", ""),
        "last_modified": response.headers.get("Last-Modified", ""),
    }
    total = len(found.entries) + len(found.rejects)
    while True:
        entries = found.entries[at : at + CHUNK]
        at += CHUNK
        more = at < len(found.entries)
        yield Page(
            entries=entries,
            rejects=rejects,
            notes=found.notes,
            checkpoint={"mark": mark, "at": at} if more else None,
            state={} if more else {key: value for key, value in state.items() if value},
            total=total,
        )
        rejects = []
        if not more:
            return


def _pages(
    source: Source, fetch: Fetch, read_one: Reader, plan: _Plan, accept: str, first: Response | None = None
) -> Iterator[Page]:
    wanted = _pattern(source)
    size = options.number(source.options, "batch", BATCH)
    while plan.maps:
        listed, notes = _listed(source, fetch, plan, wanted, first)
        first = None
        for at in range(0, len(listed), size):
            batch = listed[at : at + size]
            found = Found(notes=notes)
            for address in batch:
                _visit(address, fetch, read_one, plan, found, accept)
            plan.after = batch[-1]
            yield Page(
                entries=found.entries, rejects=found.rejects, notes=found.notes, checkpoint=asdict(plan)
            )
            notes = []
        plan.maps.pop(0)
        plan.after = ""
    yield _last(source, plan, notes)


def _last(source: Source, plan: _Plan, notes: Sequence[str]) -> Page:
    if not plan.found and not plan.skipped:
        raise FeedError(
            "no-records", f"none of {plan.pages} pages describes anything to learn", permanent=False
        )
    said = [f"{plan.silent} pages without a description of something to learn"] if plan.silent else []
    state = dict(source.state)
    if not plan.lost:
        state = {
            "since": plan.begun,
            "full": plan.begun if not plan.skipped else source.state.get("full", ""),
        }
    return Page(notes=[*notes, *said], state=state, complete=not plan.skipped and not plan.lost)


def _pattern(source: Source) -> re.Pattern[str]:
    try:
        return re.compile(str(source.options.get("url_pattern", ""))[:300])
    except re.error as error:
        raise FeedError("bad-option", f"url_pattern: {error}", permanent=True) from error


def _listed(
    source: Source, fetch: Fetch, plan: _Plan, wanted: re.Pattern[str], first: Response | None
) -> tuple[list[str], list[str]]:
    """The pages of the current sitemap still to read; further sitemaps are put on the plan."""
    address, depth = plan.maps[0]
    if address:
        here, notes = _sitemap(address, fetch, plan, first)
    else:
        here, notes = sitemap.Sitemap(pages=[(each, "") for each in _own_list(source)]), []
    resumed = bool(plan.after)
    if not resumed:
        for each, lastmod in here.maps:
            if depth + 1 >= MAX_DEPTH or plan.known_maps >= MAX_MAPS:
                notes.append(f"sitemaps nested too deep or too many; left out from {each}")
                plan.lost = True
                break
            if not _is_old(lastmod, plan):
                plan.maps.append([each, depth + 1])
                plan.known_maps += 1
    pages = list(dict.fromkeys(here.pages))
    names = [each for each, _ in pages]
    start = names.index(plan.after) + 1 if plan.after in names else 0
    listed = []
    for each, lastmod in pages[start:]:
        if not wanted.search(each):
            continue
        if _is_old(lastmod, plan):
            continue
        listed.append(each)
    if plan.pages + len(listed) > MAX_PAGES:
        raise FeedError("endless", f"more than {MAX_PAGES} pages", permanent=True)
    return listed, notes


def _own_list(source: Source) -> list[str]:
    pages = source.options["pages"]
    return pages.split() if isinstance(pages, str) else [str(each) for each in pages]


def _is_old(lastmod: str, plan: _Plan) -> bool:
    """Not changed since the last reading, as far as the sitemap says."""
    if not plan.since or not lastmod:
        return False
    changed, since = w3cdates.moment(lastmod), w3cdates.moment(plan.since)
    old = changed is not None and since is not None and changed < since
    plan.skipped += old
    return old


def _sitemap(
    address: str, fetch: Fetch, plan: _Plan, first: Response | None
) -> tuple[sitemap.Sitemap, list[str]]:
    """The first sitemap must be readable; of the further ones a broken one is noted and nothing withdrawn."""
    is_first = plan.maps[0][1] == 0
    try:
        response = first or fetch(address, accept="application/xml, text/xml, text/plain")
        found = sitemap.parse(response.content)
    except sitemap.SitemapError as error:
        if is_first:
            raise FeedError(
                error.code, f"{address}: {error.detail}", permanent=error.code == "entities"
            ) from error
        trouble: Exception = error
    except Exception as error:
        if is_first:
            raise
        outside.is_lasting(error)
        trouble = error
    else:
        return found, [f"{address}: {note}" for note in found.notes]
    plan.lost = True
    return sitemap.Sitemap(), [f"sitemap {address} could not be read: {trouble}"]


def _visit(address: str, fetch: Fetch, read_one: Reader, plan: _Plan, found: Found, accept: str) -> None:
    plan.pages += 1
    try:
        response = fetch(address, accept=accept, max_bytes=MAX_PAGE_BYTES)
        here = read_one(response)
    except FeedError as error:
        here = Found(rejects=[Reject(error.code, f"{address}: {error.detail}", address)])
    except Exception as error:
        _failed(address, error, plan, found)
        return
    plan.failures = 0
    plan.found += len(here.entries) + len(here.rejects)
    plan.silent += not here.entries and not here.rejects
    found.entries.extend(here.entries)
    found.rejects.extend(here.rejects)
    found.notes.extend(here.notes)


def _failed(address: str, error: Exception, plan: _Plan, found: Found) -> None:
    """A page that is gone has vanished; one that cannot be read now must not be taken for it."""
    lasting = outside.is_lasting(error)
    plan.failures += 1
    plan.lost = plan.lost or not lasting
    if plan.failures >= MAX_FAILURES:
        detail = f"{plan.failures} pages in a row, last {address}: {error}"
        raise FeedError("unreachable", detail, permanent=False) from error
    found.rejects.append(
        Reject("page-gone" if lasting else "page-unreachable", f"{address}: {error}", address)
    )
