"""AMB (Allgemeines Metadatenprofil für Bildungsressourcen), the JSON-LD profile of the German-speaking OER hubs.

Source: https://w3id.org/kim/amb/ (draft). Concepts that AMB names come from its vocabularies, ours keep our own URIs.
"""

from typing import Any

from django.utils.encoding import iri_to_uri

from ujuzi.catalogue.models import Cost, Edition, ResourceKind
from ujuzi.catalogue.publish import source
from ujuzi.catalogue.vocabulary import codes

CONTEXT = "https://w3id.org/kim/amb/context.jsonld"
HCRT = {
    ResourceKind.COURSE: "course",
    ResourceKind.PATH: "course",
    ResourceKind.MODULE: "course",
    ResourceKind.VIDEO: "video",
    ResourceKind.WEBINAR: "video",
    ResourceKind.GUIDE: "text",
    ResourceKind.TOOLKIT: "text",
}
ROLES = {"teachers": "teacher", "students": "student", "leaders": "administrator", "public": "generalPublic"}
# AMB wants at least one subject of its own vocabularies; artificial intelligence is filed under computer science there.
COMPUTER_SCIENCE = {
    "id": "https://w3id.org/kim/hochschulfaechersystematik/n079",
    "type": "Concept",
    "prefLabel": {"de": "Informatik", "en": "Computer science"},
}
LRMI_ROLE = "http://purl.org/dcx/lrmi-vocabs/educationalAudienceRole/"


def document(edition: Edition, page_url: str) -> dict[str, Any]:
    """One AMB record; `id` is the resource itself, `mainEntityOfPage` is our page about it."""
    types = ["LearningResource"] + (["Course"] if HCRT[ResourceKind(edition.kind)] == "course" else [])
    made: dict[str, Any] = {
        "@context": [CONTEXT, {"@language": edition.language or "und"}],
        "id": iri_to_uri(edition.url) or source.edition_uri(edition),
        "type": types,
        "name": edition.title,
        "description": source.plain(edition.description),
        "inLanguage": [edition.language] if edition.language else [],
        "keywords": edition.keywords,
        "creator": [{"type": "Person", "name": name} for name in edition.creators],
        "publisher": [_organisation(edition)],
        "dateCreated": edition.published_on and edition.published_on.isoformat(),
        "dateModified": edition.modified_on and edition.modified_on.isoformat(),
        "about": [COMPUTER_SCIENCE, *_subjects(edition)],
        "learningResourceType": [_resource_type(edition)],
        "audience": [_audience(code) for code in edition.audiences],
        "duration": source.iso_duration(edition.duration_minutes) if edition.duration_minutes else None,
        "license": {"id": edition.licence} if edition.licence.startswith("http") else None,
        "isAccessibleForFree": {Cost.FREE: True, Cost.PAID: False}.get(Cost(edition.cost)),
        "conditionsOfAccess": _conditions(edition),
        "mainEntityOfPage": [
            {
                "id": page_url,
                "type": "WebContent",
                "provider": {"id": source.origin(), "type": "Service", "name": "Ujuzi"},
            }
        ],
    }
    return {key: value for key, value in made.items() if value not in (None, "", [])}


def _subjects(edition: Edition) -> list[dict[str, Any]]:
    return [_concept("subject", code, str(codes.SUBJECTS.get(code, code))) for code in edition.subjects]


def _organisation(edition: Edition) -> dict[str, Any]:
    made = {
        "type": "Organization",
        "name": edition.publisher or edition.provider.name,
        "id": edition.provider.homepage,
    }
    return {key: value for key, value in made.items() if value}


def _concept(scheme: str, code: str, name: str) -> dict[str, Any]:
    return {"id": source.concept_uri(scheme, code), "type": "Concept", "prefLabel": {"en": name}}


def _resource_type(edition: Edition) -> dict[str, Any]:
    name = HCRT[ResourceKind(edition.kind)]
    return {"id": f"https://w3id.org/kim/hcrt/{name}", "type": "Concept", "prefLabel": {"en": edition.kind}}


def _audience(code: str) -> dict[str, Any]:
    if role := ROLES.get(code):
        return {"id": f"{LRMI_ROLE}{role}", "type": "Concept", "prefLabel": {"en": code}}
    return _concept("audience", code, code)


def _conditions(edition: Edition) -> dict[str, str] | None:
    if edition.account_needed is None:
        return None
    name = "login" if edition.account_needed else "no_login"
    return {"id": f"http://w3id.org/kim/conditionsOfAccess/{name}", "type": "Concept"}
