"""MOOChub 3.0: a JSON:API page of courses. Source: the MOOChub schema 3.0.1 (MIT).

What MOOChub has no name for travels in schema.org's names beside its own attributes, which the schema allows.
"""

import uuid
from typing import Any

from django.utils.encoding import iri_to_uri

from ujuzi.catalogue.models import CertificateState, Cost, Edition, Modality, Offering
from ujuzi.catalogue.publish import source

NAMESPACE = uuid.UUID("6f1a3a0e-0b6e-5a57-9d0e-3d2c0f9b7a11")
MODES = {
    Modality.SELF_PACED: ["online", "asynchronous"],
    Modality.SCHEDULED: ["online", "synchronous"],
    Modality.IN_PERSON: ["onsite"],
    Modality.HYBRID: ["blended"],
}
RESOURCE_TYPE = {
    "identifier": "https://w3id.org/kim/hcrt/course",
    "type": "Concept",
    "inScheme": "https://w3id.org/kim/hcrt/scheme",
}
SPDX = "https://spdx.org/licenses/"


def course(edition: Edition) -> dict[str, Any]:
    """One resource object; the id is a UUID made from the lasting name of the edition."""
    attributes = _required(edition) | _course(edition) | _beside(edition)
    return {
        "id": str(uuid.uuid5(NAMESPACE, source.edition_uri(edition))),
        "type": "Course",
        "attributes": {key: value for key, value in attributes.items() if value not in (None, "", [])},
    }


def _required(edition: Edition) -> dict[str, Any]:
    publisher = {"type": "Organization", "name": edition.publisher or edition.provider.name}
    if edition.provider.homepage:
        publisher["url"] = edition.provider.homepage
    people: list[dict[str, Any]] = [{"type": "Person", "name": name} for name in edition.creators]
    return {
        "name": edition.title,
        "learningResourceType": RESOURCE_TYPE,
        "publisher": publisher,
        "url": iri_to_uri(edition.url) or source.edition_uri(edition),
        "license": [_licence(edition.licence)],
        "creator": people or [publisher],
    }


def _licence(licence: str) -> dict[str, Any]:
    if not licence:
        return {"identifier": "proprietary", "url": None}
    if licence.startswith("http"):
        return {"identifier": _spdx_of(licence), "url": licence}
    return {"identifier": licence, "url": f"{SPDX}{licence}.html"}


def _spdx_of(uri: str) -> str:
    """https://creativecommons.org/licenses/by-sa/4.0/ -> CC-BY-SA-4.0."""
    parts = uri.rstrip("/").split("/")
    if "creativecommons.org" in uri and len(parts) >= 2:
        return "CC0-1.0" if "zero" in parts else f"CC-{parts[-2].upper()}-{parts[-1]}"
    return "other"


def _course(edition: Edition) -> dict[str, Any]:
    offerings = list(edition.offerings.all())
    first = offerings[0] if offerings else Offering(edition=edition)
    return {
        "description": edition.description,
        "inLanguage": [edition.language] if edition.language else None,
        "keywords": edition.keywords,
        "courseMode": MODES.get(Modality(edition.modality or first.modality)),
        "startDate": sorted({f"{each.starts_on}T00:00:00Z" for each in offerings if each.starts_on}),
        "endDate": sorted({f"{each.ends_on}T00:00:00Z" for each in offerings if each.ends_on}),
        "instructor": [{"type": "Person", "name": name} for name in first.instructors],
        "duration": source.iso_duration(edition.duration_minutes) if edition.duration_minutes else None,
        "workload": _workload(edition),
        "access": {Cost.FREE: ["free"], Cost.PAID: ["paid"]}.get(Cost(edition.cost)),
        "accessMode": [
            mode for mode in edition.access_modes if mode in {"visual", "tactile", "textual", "auditory"}
        ],
        "offer": _offers(offerings),
        "educationalCredentialsAwarded": _credentials(edition),
        "dateCreated": f"{edition.published_on}T00:00:00Z" if edition.published_on else None,
        "dateModified": f"{edition.modified_on}T00:00:00Z" if edition.modified_on else None,
    }


def _workload(edition: Edition) -> dict[str, Any] | None:
    minutes = edition.effort_minutes_per_week
    return {"timeValue": max(1, round(minutes / 60)), "timeUnit": "h/week"} if minutes else None


def _offers(offerings: list[Offering]) -> list[dict[str, Any]]:
    made = []
    for each in offerings:
        for price, category in ((each.price, "course"), (each.certificate_price, "certificate")):
            offer = {"price": float(price or 0), "priceCurrency": each.currency, "category": category}
            if price is not None and each.currency and offer not in made:
                made.append(offer)
    return made


def _credentials(edition: Edition) -> list[str] | None:
    if edition.certificate in {CertificateState.FREE, CertificateState.PAID, CertificateState.YES}:
        return ["certificate"]
    return None


def _beside(edition: Edition) -> dict[str, Any]:
    """schema.org names for what MOOChub cannot say."""
    return {
        "isAccessibleForFree": {Cost.FREE: True, Cost.PAID: False}.get(Cost(edition.cost)),
        "accessibilityFeature": edition.access_features,
        "accessibilityHazard": edition.access_hazards,
        "accessibilitySummary": edition.access_summary,
        "additionalType": edition.kind,
        "about": edition.subjects,
        "contentSize": f"{edition.size_bytes} B" if edition.size_bytes else None,
        "exampleOfWork": source.work_uri(edition) if source.translations(edition) else None,
    }


def page(editions: list[Edition], *, links: dict[str, str]) -> dict[str, Any]:
    """A JSON:API document; `links` has self, first, last and, where there are, next and prev."""
    return {"jsonapi": {"version": "1.0"}, "links": links, "data": [course(edition) for edition in editions]}
