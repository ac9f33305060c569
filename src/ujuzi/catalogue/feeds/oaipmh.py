"""OAI-PMH 2.0: Dublin Core or LOM from a repository, page by page, with what repositories get wrong in mind."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any, Self

from django.utils.translation import gettext_lazy as _
from lxml import etree

from ujuzi.catalogue.feeds import dcentry, endless, lomentry, options, outside
from ujuzi.catalogue.feeds.entry import Entry, FeedError, Fetch, Page, Reject, Source
from ujuzi.standards import dublincore, safexml, w3cdates
from ujuzi.standards.lom import record as lom_record
from ujuzi.standards.oaipmh import answers, requests

LABEL = _("OAI-PMH repository")

# A repository stamps a record when it is written and shows it when its index is built: look back that much again.
OVERLAP = timedelta(hours=6)
# How many days until a reading of everything again, by what the repository says about deleted records (section 2.5.1).
FULL_EVERY = {"no": 7, "transient": 30, "persistent": 365}
MAX_PAGE_BYTES = 64 * 1024 * 1024
MAX_RESTARTS = 3


@dataclass
class _Reading:
    """Where a reading stands: all of it goes into the checkpoint."""

    prefix: str
    granularity: str
    deleted: str
    incremental: bool
    from_: str = ""
    token: str = ""
    response_date: str = ""
    last: str = ""  # datestamp of the last record seen
    ordered: bool = True  # so far records came in order of their datestamps
    seen: int = 0
    restarts: int = 0
    cut: bool = False  # something was lost: what is missing must not be taken for vanished
    guard: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def resumed(cls, checkpoint: Any) -> Self:
        try:
            return cls(**checkpoint)
        except TypeError as error:
            raise FeedError("bad-checkpoint", str(error), permanent=False) from error


def looks_like(content: bytes, content_type: str, url: str) -> float:
    """How surely this is an answer, or the address, of a repository."""
    if b"OAI-PMH" in content[:2000] and b"<html" not in content[:2000].lower():
        return 0.98
    if content.strip():  # many sites answer anything with their home page
        return 0.0
    return 0.6 if "verb=Identify" in url or "verb=List" in url else 0.2 if "/oai" in url.lower() else 0.0


def read(source: Source, fetch: Fetch) -> Iterator[Page]:
    if source.checkpoint:
        reading = _Reading.resumed(source.checkpoint)
        notes: list[str] = []
    else:
        reading, notes = _begun(source, fetch)
    guard = endless.Guard(reading.guard, max_pages=options.number(source.options, "max_pages", 50_000))
    while True:
        answer = _records_answer(source, fetch, reading)
        if answer is None:
            notes.append(_restarted(reading))
            guard.forget()
            continue
        page, token = _page(answer, reading)
        guard.step(token.value, [each.identifier for each in page.entries])
        reading.token, reading.guard = token.value, guard.state
        more = bool(token.value)
        yield replace(
            page,
            notes=[*notes, *page.notes],
            checkpoint=asdict(reading) if more else None,
            state={} if more else _state(source, reading),
            complete=not reading.incremental and not reading.cut,
            total=token.total,
        )
        notes = []
        if not more:
            return


def _begun(source: Source, fetch: Fetch) -> tuple[_Reading, list[str]]:
    """Ask who the repository is and which metadata it has; decide between everything and what is new."""
    answer = _ask(source, fetch, "Identify")
    identity = answers.identity(answer)
    if answer.verb != "Identify":
        raise FeedError("not-oai", "the repository does not answer Identify", permanent=True)
    prefix, notes = _prefix(source, fetch)
    granularity = requests.granularity(identity.granularity)
    since = _since(source, identity.deleted, prefix)
    from_ = requests.stamp(since, granularity) if since else str(source.options.get("from", ""))
    reading = _Reading(
        prefix=prefix,
        granularity=granularity,
        deleted=identity.deleted,
        incremental=since is not None,
        from_=from_,
        response_date=answer.response_date,
    )
    return reading, [*answer.notes, *notes]


def _since(source: Source, deleted: str, prefix: str) -> datetime | None:
    """The moment from which on to ask; None for everything: the first time, when the question changed, when due."""
    state = source.state
    before = w3cdates.moment(str(state.get("until", "")))
    full = w3cdates.moment(str(state.get("full", "")))
    if before is None or full is None or options.switch(source.options, "full"):
        return None
    if (state.get("prefix"), state.get("set", "")) != (prefix, source.options.get("set", "")):
        return None
    days = options.number(source.options, "full_every_days", FULL_EVERY.get(deleted, FULL_EVERY["no"]))
    if source.now - full >= timedelta(days=days):
        return None
    return before - OVERLAP


def _state(source: Source, reading: _Reading) -> dict[str, Any]:
    """For the next harvest. A reading that lost something is repeated from where the last good one began."""
    if reading.cut:
        return dict(source.state)
    begun = w3cdates.moment(reading.response_date) or source.now
    until = requests.stamp(min(begun, source.now), requests.SECOND)
    full = source.state.get("full", "") if reading.incremental else until
    return {"until": until, "full": full, "prefix": reading.prefix, "set": source.options.get("set", "")}


def _prefix(source: Source, fetch: Fetch) -> tuple[str, list[str]]:
    """The metadata format: as told, else LOM in any of its names, else Dublin Core, which everyone must have."""
    told = source.options.get("metadata_prefix")
    if told:
        return str(told), []
    try:
        answer = _ask(source, fetch, "ListMetadataFormats")
    except Exception as error:
        outside.is_lasting(error)  # whether or not: there is another way
        return "oai_dc", [f"ListMetadataFormats failed ({error}), oai_dc asked for"]
    found = answers.formats(answer)
    by_prefix = {each.prefix.lower(): each.prefix for each in found}
    for name in ("lom", "oai_lom", "lom-de", "oai_lom-de", "hs-oer-lom", "ims_lom", "imsmd"):
        if name in by_prefix:
            return by_prefix[name], []
    for each in found:
        if each.namespace.rstrip("/") in lom_record.NAMESPACES or "lom" in each.prefix.lower():
            return each.prefix, []
    notes = [] if "oai_dc" in by_prefix else ["the repository does not list oai_dc, which it must have"]
    return by_prefix.get("oai_dc", "oai_dc"), notes


def _ask(source: Source, fetch: Fetch, verb: str, **arguments: str) -> answers.Answer:
    response = fetch(
        requests.address(source.url, verb, **arguments),
        accept="text/xml, application/xml",
        max_bytes=MAX_PAGE_BYTES,
    )
    try:
        return answers.parse(response.content)
    except safexml.XmlError as error:
        raise FeedError(error.code, f"{verb}: {error.detail}", permanent=error.code == "entities") from error
    except answers.NotOaiError as error:
        raise FeedError("not-oai", f"{verb}: {error}", permanent=True) from error


def _records_answer(source: Source, fetch: Fetch, reading: _Reading) -> answers.Answer | None:
    """The next part of the list; None when its token is no longer good and the list has to be asked for anew."""
    try:
        answer = _list(source, fetch, reading)
    except FeedError:
        raise
    except Exception as error:
        # An expired token may be answered with 400, 404 or 410; a broken line is for the harvest to try again.
        if reading.token and outside.is_lasting(error) and reading.restarts < MAX_RESTARTS:
            return None
        raise
    codes = {problem.code for problem in answer.problems}
    if answer.verb == "ListRecords" or (answer.body is None and codes == {"noRecordsMatch"}):
        return answer
    if "badResumptionToken" in codes and reading.token:
        if reading.restarts < MAX_RESTARTS:
            return None
        detail = f"the list could not be read to its end in {MAX_RESTARTS + 1} tries"
        raise FeedError("bad-token", detail, permanent=False)
    if not answer.problems:
        raise FeedError("no-list", "the answer holds neither records nor an error", permanent=False)
    first = answer.problems[0]
    raise FeedError(f"oai-{first.code or 'error'}", first.text[:300] or first.code, permanent=True)


def _list(source: Source, fetch: Fetch, reading: _Reading) -> answers.Answer:
    """One ListRecords; a second try when the answer broke off in the middle."""
    if reading.token:
        arguments = {"resumptionToken": reading.token}
    else:
        arguments = {
            "metadataPrefix": reading.prefix,
            "from_": reading.from_,
            "until": str(source.options.get("until", "")),
            "set": str(source.options.get("set", "")),
        }
    answer = _ask(source, fetch, "ListRecords", **arguments)
    if answer.cut and not answers.token(answer).value:
        answer = _ask(source, fetch, "ListRecords", **arguments)
    return answer


def _restarted(reading: _Reading) -> str:
    """Ask anew: from the last datestamp when records came in order, else from where this reading began."""
    moment = w3cdates.moment(reading.last)
    last = requests.stamp(moment, reading.granularity) if moment else ""
    if reading.ordered and last > reading.from_:
        reading.from_, reading.restarts = last, 0  # there was progress: this may happen as often as it likes
    reading.restarts += 1
    reading.token, reading.last = "", ""
    return f"the resumptionToken was refused; asked again from {reading.from_ or 'the beginning'}"


def _page(answer: answers.Answer, reading: _Reading) -> tuple[Page, answers.Token]:
    entries: list[Entry] = []
    rejects: list[Reject] = []
    notes = list(answer.notes)
    for each in answers.records(answer):
        found = entry_of(each)
        (entries if isinstance(found, Entry) else rejects).append(found)  # type: ignore[arg-type]
        if each.datestamp < reading.last:
            reading.ordered = False
        reading.last = each.datestamp
    reading.seen += len(entries) + len(rejects)
    token = answers.token(answer)
    if answer.cut and not token.value:
        reading.cut = True
        notes.append("the answer broke off; what came before is taken, nothing is withdrawn")
        torso = answers.torso(answer)
        if torso is not None:
            rejects.append(_reject(torso, "truncated", "the answer broke off in this record"))
    return Page(entries=entries, rejects=rejects, notes=notes), token


def entry_of(record: answers.Record) -> Entry | Reject:
    """LOM or Dublin Core by what the record holds, whatever its prefix is called."""
    if not record.identifier:
        return _reject(record, "no-identifier", "the header has no identifier")
    if record.deleted:
        return Entry(identifier=record.identifier, deleted=True)
    metadata = record.metadata
    if metadata is None:
        return _reject(record, "no-metadata", "neither deleted nor with metadata")
    raw = etree.tostring(record.element, encoding="utf-8", with_tail=False)
    if not lom_record.is_lom(metadata):
        inner = next((each for each in metadata if lom_record.is_lom(each)), None)
        metadata = metadata if inner is None else inner
    if lom_record.is_lom(metadata):
        entry = lomentry.entry(lom_record.parse(metadata), identifier=record.identifier, raw=raw)
    else:
        entry = dcentry.entry(dublincore.terms(metadata), identifier=record.identifier, raw=raw)
    return entry if entry.title else _reject(record, "no-title", "the record has no title")


def _reject(record: answers.Record, code: str, detail: str) -> Reject:
    raw = etree.tostring(record.element, encoding="utf-8", with_tail=False)
    return Reject(code, detail, record.identifier, raw, "application/xml")
