"""Telling MOOChub 2 from 3, and what each calls things (changelog "MOOChub V2 to V3")."""

import re
from collections.abc import Mapping
from typing import Any

# Attributes that only one of the versions has; those of both (name, url, duration ...) tell nothing.
ONLY_2 = frozenset(
    {
        "abstract",
        "languages",
        "availableUntil",
        "video",
        "instructors",
        "learningObjectives",
        "partnerInstitutes",
        "moocProvider",
        "courseLicenses",
    }
)
ONLY_3 = frozenset(
    {
        "learningResourceType",
        "inLanguage",
        "expires",
        "trailer",
        "instructor",
        "teaches",
        "contributor",
        "publisher",
        "license",
        "audience",
        "educationalAlignment",
        "educationalLevel",
        "creator",
        "keywords",
        "contentLocation",
        "offer",
        "numberOfCredits",
        "educationalCredentialsAwarded",
        "competencyRequired",
        "applicationStartDate",
        "applicationDeadline",
        "accessMode",
        "repeatFrequency",
        "dateCreated",
        "dateModified",
        "hollandCode",
        "hasPart",
        "isPartOf",
    }
)
REQUIRED = {
    2: ("name", "courseMode", "instructors", "moocProvider", "url", "courseLicenses"),
    3: ("name", "learningResourceType", "publisher", "url", "license", "creator"),
}
_NUMBER = re.compile(r"(?:moochub-version=|[/_.-]v)(\d+)", re.I)


def of_resource(resource: Mapping[str, Any], members: Mapping[str, Any] | None = None) -> int:
    """2 or 3: by the attributes' names, then by what the document around it (`members`) claims, then by `type`."""
    attributes = resource.get("attributes")
    names = attributes.keys() if isinstance(attributes, Mapping) else ()
    older, newer = sum(name in ONLY_2 for name in names), sum(name in ONLY_3 for name in names)
    if older != newer:
        return 2 if older > newer else 3
    claimed = of_document(members) if members else None
    if claimed:
        return claimed
    return 2 if resource.get("type") == "courses" else 3


def of_document(members: Mapping[str, Any], content_type: str = "") -> int | None:
    """The version that a whole answer claims: Content-Type, `jsonapi.version` from 2 up, `links.self`; None if none.

    `jsonapi.version` is meant for JSON:API's own version (1.0, 1.1), but some platforms put MOOChub's there.
    """
    found = _NUMBER.search(content_type)
    jsonapi, links = members.get("jsonapi"), members.get("links")
    if not found and isinstance(jsonapi, Mapping):
        number = str(jsonapi.get("version", ""))[:1]
        if number in {"2", "3"}:
            return int(number)
    if not found and isinstance(links, Mapping):
        found = _NUMBER.search(str(links.get("self", "")))
    number = found.group(1) if found else ""
    return int(number) if number in {"2", "3"} else None


def missing(resource: Mapping[str, Any], version: int) -> tuple[str, ...]:
    """Required attributes that are absent or null."""
    attributes = resource.get("attributes")
    if not isinstance(attributes, Mapping):
        return REQUIRED[version]
    return tuple(name for name in REQUIRED[version] if attributes.get(name) in (None, "", []))


def accept(version: int = 3) -> str:
    """The Accept header by which client and server agree on a version (moochub-versioning.md)."""
    return f"application/vnd.api+json; moochub-version={version}"
