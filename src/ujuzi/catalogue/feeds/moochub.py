"""MOOChub 2 and 3: JSON:API pages of courses, as German-speaking and other MOOC platforms exchange them."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from ujuzi.catalogue.feeds import jsonpages
from ujuzi.catalogue.feeds.entry import Entry, Fetch, Offer, Page, Reject, Source
from ujuzi.standards import jsonstream, moochub

LABEL = _("MOOChub (JSON:API)")
_OWN_NAMES = (
    "courseLicenses",
    "moocProvider",
    "courseMode",
    "learningResourceType",
    "inLanguage",
    "languages",
    "instructor",
)
FREE_WORDS = {"0", "0.0", "0.00"}


def looks_like(content: bytes, content_type: str, url: str) -> float:
    """By the media type's parameter, the JSON:API frame and MOOChub's own attribute names near the beginning."""
    head = content[:20_000]
    if not head.lstrip(b"\xef\xbb\xbf \r\n\t").startswith((b"{", b"\xff\xfe", b"\xfe\xff")):
        return 0.0
    if b'"data"' not in head or b'"attributes"' not in head:
        return 0.3 if "moochub" in url.lower() and b'"data"' in head else 0.0
    own = sum(f'"{name}"'.encode() in head for name in _OWN_NAMES)
    return min(0.99, 0.4 + 0.15 * own + 0.2 * ("moochub" in url.lower()))


def read(source: Source, fetch: Fetch) -> Iterator[Page]:
    yield from _PAGED.read(source, fetch)


def entry(course: moochub.Course, raw: bytes) -> Entry:
    return Entry(
        identifier=course.identifier,
        title=course.name,
        url=course.url,
        description=course.description,
        languages=course.languages,
        kind=course.resource_type,
        subjects=course.subjects,
        keywords=tuple(dict.fromkeys(course.keywords + course.teaches)),
        levels=course.levels,
        audiences=course.audiences,
        duration=course.duration,
        effort=course.workload,
        licence=next((licence.url or licence.identifier for licence in course.licences), ""),
        free=_free(course),
        certificate=None if course.credentials is None else bool(course.credentials),
        certificate_free=_certificate_free(course),
        publisher=course.publisher.name if course.publisher else "",
        creators=tuple(dict.fromkeys(agent.name for agent in course.creators or course.instructors)),
        published=course.created,
        modified=course.modified,
        access_modes=course.access_modes,
        countries=(course.country,) if course.country else (),
        offers=_offers(course),
        raw=raw,
    )


def _take(record: jsonstream.Record, batch: jsonpages.Batch) -> None:
    try:
        course = moochub.parse(record.value, moochub.of_resource(record.value, batch.members))
    except moochub.MoochubError as error:
        batch.rejects.append(
            Reject(error.code, f"{error.path}: {error.detail}", error.identifier, record.raw)
        )
        return
    batch.entries.append(entry(course, record.raw))
    for name in moochub.missing(record.value, course.version):
        batch.note(f"MOOChub {course.version} requires the attribute {name}, it is missing")


def _price(course: moochub.Course, *categories: str) -> moochub.Price | None:
    return next((price for price in course.prices if price.category in categories), None)


def _free(course: moochub.Course) -> bool | None:
    if course.accessible_for_free is not None:
        return course.accessible_for_free
    if "free" in course.access:
        return True
    price = _price(course, "course", "") or _price(course, "complete")
    if price:
        return price.amount in FREE_WORDS
    return False if "paid" in course.access else None


def _certificate_free(course: moochub.Course) -> bool | None:
    price = _price(course, "certificate") or _price(course, "complete")
    return price.amount in FREE_WORDS if price else None


def _offers(course: moochub.Course) -> tuple[Offer, ...]:
    """One for each start (repeated courses have several), else one without dates if there is anything to say."""
    price = _price(course, "course", "") or _price(course, "complete")
    certificate = _price(course, "certificate") or (
        _price(course, "complete") if _price(course, "course") else None
    )
    currency = next((found.currency for found in course.prices if found.currency), "")
    common: dict[str, Any] = {
        "url": course.url,
        "enrol_until": course.enrol_until,
        "mode": ", ".join(course.modes),
        "price": price.amount if price else "0" if "free" in course.access else "",
        "currency": currency,
        "certificate_price": certificate.amount if certificate else "",
        "location": course.location,
        "instructors": tuple(dict.fromkeys(agent.name for agent in course.instructors)),
    }
    ends = course.ends or course.expires
    count = max(len(course.starts), len(ends))
    if not count:
        said = any(value for name, value in common.items() if name != "url")
        return (Offer(**common),) if said else ()
    pad = ("",) * count
    dates = zip((course.starts + pad)[:count], (ends + pad)[:count], strict=True)
    return tuple(Offer(starts=starts, ends=end, **common) for starts, end in dates)


def _next(members: Mapping[str, Any]) -> Any:
    links = members.get("links")
    return links.get("next") if isinstance(links, Mapping) else None


_PAGED = jsonpages.Paged(
    names=("data",),
    take=_take,
    accept=moochub.accept() + ", application/vnd.api+json;q=0.9, application/json;q=0.8",
    after=_next,
)
