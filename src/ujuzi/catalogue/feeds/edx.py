"""Open edX course discovery: courses with runs and seats, programs as paths."""

import urllib.parse
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from ujuzi.catalogue.feeds import jsonpages
from ujuzi.catalogue.feeds.entry import Entry, Fetch, Offer, Page, Reject, Source
from ujuzi.standards import edxdiscovery, jsonstream

LABEL = _("Open edX course discovery")
_MARKS = (
    b'"course_runs"',
    b'"courseruns"',
    b'"req_tree"',
    b'"authoring_organizations"',
    b'"transcript_languages"',
)


def looks_like(content: bytes, content_type: str, url: str) -> float:
    """By the names of runs, seats and program trees near the beginning."""
    head = content[:60_000]
    if not head.lstrip(b"\xef\xbb\xbf \r\n\t").startswith((b"{", b"[")):
        return 0.0
    found = sum(mark in head for mark in _MARKS)
    if not found:
        return 0.0
    return min(0.97, 0.6 + 0.15 * found + 0.1 * (b'"results"' in head))


def read(source: Source, fetch: Fetch) -> Iterator[Page]:
    def take(record: jsonstream.Record, batch: jsonpages.Batch) -> None:
        try:
            offering = edxdiscovery.parse(record.value)
        except edxdiscovery.DiscoveryError as error:
            batch.rejects.append(
                Reject(error.code, f"{error.path}: {error.detail}", error.identifier, record.raw)
            )
            return
        batch.entries.append(entry(offering, record.raw, source.url))

    paged = jsonpages.Paged(
        names=("results", "courses", "programs"),
        take=take,
        accept="application/json",
        after=_next,
        total=_total,
    )
    yield from paged.read(source, fetch)


def entry(offering: edxdiscovery.Offering, raw: bytes, site: str) -> Entry:
    """`site` is an address of the platform, against which relative addresses are resolved."""
    runs = [run for run in offering.runs if run.published] or list(offering.runs)
    latest = runs[-1] if runs else edxdiscovery.Run()
    seats = [*offering.seats, *(seat for run in runs for seat in run.seats)]
    transcripts = _union([offering.transcripts, *(run.transcripts for run in runs)])
    url = _absolute(site, offering.url or latest.url)
    certifying = [seat.amount for seat in seats if seat.certifies and seat.amount is not None]
    return Entry(
        identifier=offering.identifier,
        title=offering.title,
        url=url,
        description=offering.description or latest.description,
        languages=offering.languages or _union(run.languages for run in runs),
        kind="path" if offering.program else "Course",
        subjects=offering.subjects,
        keywords=offering.keywords,
        levels=_union([(offering.level,), *((run.level,) for run in runs)]),
        duration=offering.duration or latest.duration,
        effort=offering.effort or latest.effort,
        licence=latest.licence,
        free=any(seat.free for seat in seats) if seats else None,
        certificate=True
        if offering.certificate
        else any(seat.certifies for seat in seats)
        if seats
        else None,
        certificate_free=min(certifying) == 0 if certifying else None,
        publisher=offering.owners[0] if offering.owners else "",
        creators=_union(
            [offering.owners[1:], offering.instructors or _union(run.instructors for run in runs)]
        ),
        modified=max([offering.modified, *(run.modified for run in runs)]),
        access_features=("captions",) if transcripts else (),
        access_summary=f"Transcripts: {', '.join(transcripts)}" if transcripts else "",
        countries=offering.countries,
        excluded_countries=offering.excluded_countries,
        offers=_offers(offering, runs, url, site),
        raw=raw,
    )


def _offers(
    offering: edxdiscovery.Offering, runs: Iterable[edxdiscovery.Run], url: str, site: str
) -> tuple[Offer, ...]:
    """One for each run; one for a program or a course without runs, if there is anything to say."""
    found = [
        Offer(
            url=_absolute(site, run.url) or url,
            starts=run.starts,
            ends=run.ends,
            enrol_until=run.enrol_until,
            mode=run.pacing,
            instructors=run.instructors,
            **_prices(run.seats or offering.seats),
        )
        for run in runs
    ]
    prices = _prices(offering.seats)
    if not found and (prices["price"] or prices["certificate_price"] or offering.starts):
        whole = Offer(
            url=url, starts=offering.starts, ends=offering.ends, enrol_until=offering.enrol_until, **prices
        )
        return (whole,)
    return tuple(found)


def _prices(seats: Iterable[edxdiscovery.Seat]) -> dict[str, Any]:
    """`price`: the cheapest way to learn; `certificate_price`: the cheapest that ends in a certificate."""
    seats = list(seats)
    amounts = [Decimal(0) if seat.free else seat.amount for seat in seats]
    certifying = [seat.amount for seat in seats if seat.certifies]
    return {
        "price": _cheapest(amounts),
        "certificate_price": _cheapest(certifying),
        "currency": next((seat.currency for seat in seats if seat.currency), ""),
    }


def _cheapest(amounts: Iterable[Decimal | None]) -> str:
    known = [amount for amount in amounts if amount is not None]
    return f"{min(known):f}" if known else ""


def _union(tuples: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for words in tuples for word in words if word))


def _absolute(site: str, url: str) -> str:
    try:
        return urllib.parse.urljoin(site, url) if url else ""
    except ValueError:  # "http://[" and the like: as the source says, the link check will tell
        return url


def _next(members: Mapping[str, Any]) -> Any:
    pagination = members.get("pagination")
    return members.get("next") or (pagination.get("next") if isinstance(pagination, Mapping) else None)


def _total(members: Mapping[str, Any]) -> Any:
    pagination = members.get("pagination")
    return members.get("count") or (pagination.get("count") if isinstance(pagination, Mapping) else None)
