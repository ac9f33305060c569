"""schema.org JSON-LD with LRMI and accessibility terms: on each page, in dumps, and what Google's course features need.

Source: https://schema.org/Course, /CourseInstance, /LearningResource; W3C accessibility discoverability vocabulary.
"""

from collections.abc import Iterable
from typing import Any

from django.utils.encoding import iri_to_uri

from ujuzi.catalogue.models import CertificateState, Cost, Edition, Modality, Offering, ResourceKind
from ujuzi.catalogue.publish import source
from ujuzi.catalogue.vocabulary import codes

TYPES = {
    ResourceKind.COURSE: ["Course", "LearningResource"],
    ResourceKind.PATH: ["Course", "LearningResource"],
    ResourceKind.MODULE: ["Course", "LearningResource"],
    ResourceKind.VIDEO: ["VideoObject", "LearningResource"],
    ResourceKind.WEBINAR: ["EducationEvent", "LearningResource"],
    ResourceKind.GUIDE: ["LearningResource"],
    ResourceKind.TOOLKIT: ["LearningResource"],
}
MODES = {
    Modality.SELF_PACED: ["Online", "asynchronous"],
    Modality.SCHEDULED: ["Online", "synchronous"],
    Modality.IN_PERSON: ["Onsite"],
    Modality.HYBRID: ["Blended"],
}


def document(edition: Edition, page_url: str) -> dict[str, Any]:
    """The JSON-LD of one edition's page."""
    return {"@context": "https://schema.org", **resource(edition, page_url)}


def course_list(editions: Iterable[tuple[Edition, str]]) -> dict[str, Any]:
    """Google's "Course list": an ItemList whose items are (edition, address of its page here)."""
    items = [
        {"@type": "ListItem", "position": number, "url": url, "item": resource(edition, url)}
        for number, (edition, url) in enumerate(editions, start=1)
    ]
    return {"@context": "https://schema.org", "@type": "ItemList", "itemListElement": items}


def resource(edition: Edition, page_url: str) -> dict[str, Any]:
    """Every field that the catalogue knows; what is unknown is left out rather than guessed."""
    everything = (
        _core(edition, page_url)
        | _education(edition)
        | _access(edition)
        | _conditions(edition)
        | _instances(edition)
    )
    return {key: value for key, value in everything.items() if value not in (None, "", [], {})}


def _core(edition: Edition, page_url: str) -> dict[str, Any]:
    provider = {"@type": "Organization", "name": edition.provider.name, "url": edition.provider.homepage}
    return {
        "@type": TYPES[ResourceKind(edition.kind)],
        "@id": source.edition_uri(edition),
        "url": iri_to_uri(edition.url) or page_url,
        "mainEntityOfPage": page_url,
        "name": edition.title,
        "description": source.plain(edition.description) or edition.title,
        "inLanguage": edition.language,
        "provider": {key: value for key, value in provider.items() if value},
        "publisher": {"@type": "Organization", "name": edition.publisher} if edition.publisher else None,
        "creator": [{"@type": "Person", "name": name} for name in edition.creators],
        "datePublished": edition.published_on and edition.published_on.isoformat(),
        "dateModified": edition.modified_on and edition.modified_on.isoformat(),
        "keywords": edition.keywords,
        "exampleOfWork": {"@type": "CreativeWork", "@id": source.work_uri(edition)},
        "workTranslation": [
            {
                "@type": "LearningResource",
                "@id": source.edition_uri(other),
                "inLanguage": other.language,
                "name": other.title,
            }
            for other in source.translations(edition)
        ],
    }


def _education(edition: Edition) -> dict[str, Any]:
    about = [_term("subject", code, str(codes.SUBJECTS.get(code, code))) for code in edition.subjects]
    about += [_term("sdg", str(goal), f"SDG {goal}") for goal in edition.sdgs]
    return {
        "learningResourceType": edition.kind,
        "about": about,
        "audience": [
            {
                "@type": "EducationalAudience",
                "educationalRole": code,
                "audienceType": str(codes.AUDIENCES.get(code, code)),
            }
            for code in edition.audiences
        ],
        "educationalLevel": edition.level,
        "timeRequired": source.iso_duration(edition.duration_minutes) if edition.duration_minutes else None,
        "educationalCredentialAwarded": _credential(edition),
    }


def _term(scheme: str, code: str, name: str) -> dict[str, str]:
    return {
        "@type": "DefinedTerm",
        "@id": source.concept_uri(scheme, code),
        "termCode": code,
        "name": name,
        "inDefinedTermSet": f"{source.origin()}/id/{scheme}",
    }


def _credential(edition: Edition) -> dict[str, Any] | None:
    if edition.certificate in {CertificateState.UNKNOWN, CertificateState.NONE}:
        return None
    credential: dict[str, Any] = {
        "@type": "EducationalOccupationalCredential",
        "credentialCategory": "Certificate",
    }
    if edition.certificate != CertificateState.YES:
        credential["offers"] = {"@type": "Offer", "category": edition.get_certificate_display()}
        credential["isAccessibleForFree"] = edition.certificate == CertificateState.FREE
    return credential


def _access(edition: Edition) -> dict[str, Any]:
    size = {"@type": "MediaObject", "contentSize": f"{edition.size_bytes} B"} if edition.size_bytes else None
    return {
        "accessMode": edition.access_modes,
        "accessibilityFeature": edition.access_features,
        "accessibilityHazard": edition.access_hazards,
        "accessibilitySummary": edition.access_summary,
        "encoding": size,
    }


def _conditions(edition: Edition) -> dict[str, Any]:
    account = {True: "login", False: "no_login", None: None}[edition.account_needed]
    return {
        "isAccessibleForFree": {Cost.FREE: True, Cost.PAID: False}.get(Cost(edition.cost)),
        "license": edition.licence,
        "conditionsOfAccess": account,
        "availableOffline": edition.works_offline,
        "offers": _offers(edition),
    }


def _offers(edition: Edition) -> list[dict[str, Any]]:
    regions: dict[str, Any] = {}
    if edition.countries:
        regions["eligibleRegion"] = edition.countries
    if edition.excluded_countries:
        regions["ineligibleRegion"] = edition.excluded_countries
    category = {Cost.FREE: "Free", Cost.PAID: "Paid"}.get(Cost(edition.cost))
    priced = [
        {
            "@type": "Offer",
            "category": category or "Paid",
            "price": str(each.price),
            "priceCurrency": each.currency,
            **regions,
        }
        for each in edition.offerings.all()
        if each.price is not None and each.currency
    ]
    if priced:
        return priced
    if category:
        return [
            {
                "@type": "Offer",
                "category": category,
                **({"price": "0"} if category == "Free" else {}),
                **regions,
            }
        ]
    return [{"@type": "Offer", **regions}] if regions else []


def _instances(edition: Edition) -> dict[str, Any]:
    if "Course" not in TYPES[ResourceKind(edition.kind)]:
        return {}
    offerings = list(edition.offerings.all()) or [Offering(edition=edition, modality=edition.modality)]
    return {"hasCourseInstance": [_instance(edition, offering) for offering in offerings]}


def _instance(edition: Edition, offering: Offering) -> dict[str, Any]:
    mode = offering.modality or edition.modality
    instance = {
        "@type": "CourseInstance",
        "courseMode": MODES.get(Modality(mode), ["Online"]),
        "courseWorkload": _workload(edition),
        "url": iri_to_uri(offering.url),
        "startDate": offering.starts_on and offering.starts_on.isoformat(),
        "endDate": offering.ends_on and offering.ends_on.isoformat(),
        "location": {"@type": "Place", "name": offering.location} if offering.location else None,
        "instructor": [{"@type": "Person", "name": name} for name in offering.instructors],
    }
    return {key: value for key, value in instance.items() if value not in (None, "", [])}


def _workload(edition: Edition) -> str:
    """Google wants a workload or a schedule; where none is known the shortest honest answer is none."""
    if edition.duration_minutes:
        return source.iso_duration(edition.duration_minutes)
    if edition.effort_minutes_per_week:
        return f"{source.iso_duration(edition.effort_minutes_per_week)} per week"
    return ""
