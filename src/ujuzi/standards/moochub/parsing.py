"""From a JSON:API resource object of MOOChub 2 or 3 to a `Course`."""

from collections.abc import Mapping
from typing import Any

from ujuzi.standards import jsonvalues
from ujuzi.standards.moochub import versions
from ujuzi.standards.moochub.courses import Agent, Course, Licence, MoochubError, Price

text, texts, child = jsonvalues.text, jsonvalues.texts, jsonvalues.child


def parse(resource: Any, version: int | None = None) -> Course:
    """Raises MoochubError when there is no identifier or no name; everything else may be missing or of a wrong type."""
    if not isinstance(resource, Mapping):
        raise MoochubError(
            "not-an-object", "/", f"a {type(resource).__name__} where a resource object belongs"
        )
    attributes = resource.get("attributes")
    if not isinstance(attributes, Mapping):
        attributes = {}
    identifier = text(resource.get("id")) or text(attributes.get("url"))
    if not identifier:
        raise MoochubError("no-identifier", "/id", "the resource has neither id nor attributes.url")
    if not text(attributes.get("name")):
        raise MoochubError("no-title", "/attributes/name", "the resource has no name", identifier)
    version = version or versions.of_resource(resource)
    specific = _version_2(attributes) if version == 2 else _version_3(attributes)
    return Course(identifier=identifier, version=version, **_common(resource, attributes), **specific)


def _common(resource: Mapping[str, Any], attributes: Mapping[str, Any]) -> dict[str, Any]:
    location = attributes.get("contentLocation")
    return {
        "name": text(attributes.get("name")),
        "resource_type": text(child(attributes.get("learningResourceType"), "identifier"))
        or text(resource.get("type")),
        "code": text(attributes.get("courseCode")),
        "url": text(attributes.get("url")),
        "modes": texts(attributes.get("courseMode")),
        "starts": texts(attributes.get("startDate")),
        "ends": texts(attributes.get("endDate")),
        "duration": text(attributes.get("duration")),
        "workload": _workload(attributes.get("workload")),
        "access": texts(attributes.get("access") or attributes.get("accessLevel")),
        "accessible_for_free": jsonvalues.flag(attributes.get("isAccessibleForFree")),
        "prices": _prices(attributes),
        "credentials": _credentials(attributes),
        "keywords": texts(attributes.get("keywords")),
        "levels": _labels(attributes.get("educationalLevel")),
        "access_modes": texts(attributes.get("accessMode")),
        "location": _location(location),
        "country": text(child(child(location, "address"), "addressCountry")),
        "created": text(attributes.get("dateCreated")),
        "modified": text(attributes.get("dateModified")),
    }


def _version_3(attributes: Mapping[str, Any]) -> dict[str, Any]:
    publishers = _agents(attributes.get("publisher"))
    return {
        "description": text(attributes.get("description")),
        "languages": texts(attributes.get("inLanguage")),
        "expires": texts(attributes.get("expires")),
        "enrol_from": text(attributes.get("applicationStartDate")),
        "enrol_until": text(attributes.get("applicationDeadline")),
        "instructors": _agents(attributes.get("instructor")),
        "creators": _agents(attributes.get("creator")),
        "contributors": _agents(attributes.get("contributor")),
        "publisher": publishers[0] if publishers else None,
        "licences": _licences(attributes.get("license")),
        "audiences": texts(attributes.get("audience")),
        "subjects": _labels(attributes.get("educationalAlignment")),
        "teaches": _labels(attributes.get("teaches")),
        "requires": _labels(attributes.get("competencyRequired")),
        "image": text(child(attributes.get("image"), "contentUrl")),
        "trailer": text(child(attributes.get("trailer"), "contentUrl")),
    }


def _version_2(attributes: Mapping[str, Any]) -> dict[str, Any]:
    providers = _agents(attributes.get("moocProvider"))
    return {
        "description": jsonvalues.first(attributes.get("description"), attributes.get("abstract")),
        "languages": texts(attributes.get("languages")),
        "expires": texts(attributes.get("availableUntil")),
        "instructors": _agents(attributes.get("instructors")),
        "contributors": _agents(attributes.get("partnerInstitutes")),
        "publisher": providers[0] if providers else None,
        "licences": _licences(attributes.get("courseLicenses")),
        "teaches": texts(attributes.get("learningObjectives")),
        "image": text(child(attributes.get("image"), "url")),
        "trailer": text(child(attributes.get("video"), "url")),
    }


def _agents(value: Any) -> tuple[Agent, ...]:
    """People and organisations; a bare string is taken as a name."""
    found = value if isinstance(value, list) else [value]
    return tuple(
        Agent(
            text(agent),
            text(child(agent, "type")),
            jsonvalues.first(child(agent, "url"), child(agent, "identifier")),
        )
        for agent in found
        if text(agent)
    )


def _licences(value: Any) -> tuple[Licence, ...]:
    """Version 2 calls the identifier `id`; a bare string is an identifier, or an address if it looks like one."""
    found = []
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, str) and item.strip():
            found.append(Licence("", item.strip()) if "://" in item else Licence(item.strip()))
        elif isinstance(item, Mapping):
            licence = Licence(
                jsonvalues.first(item.get("identifier"), item.get("id"), item.get("name")),
                jsonvalues.first(item.get("url"), item.get("contentUrl")),
            )
            found += [licence] if licence.identifier or licence.url else []
    return tuple(found)


def _labels(value: Any) -> tuple[str, ...]:
    """Names of competencies, levels, subjects; where there is no name, the short code or address."""
    found = []
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, Mapping):
            name = jsonvalues.first(
                item.get("name"),
                item.get("shortCode"),
                item.get("targetUrl"),
                item.get("url"),
                item.get("identifier"),
            )
        else:
            name = text(item)
        found += [name] if name else []
    return tuple(dict.fromkeys(found))


def _prices(attributes: Mapping[str, Any]) -> tuple[Price, ...]:
    found = [
        Price(text(offer.get("price")), text(offer.get("priceCurrency")), text(offer.get("category")))
        for name in ("offer", "offers")
        for offer in jsonvalues.mappings(attributes.get(name))
        if text(offer.get("price"))
    ]
    plain = attributes.get("price")
    if isinstance(plain, Mapping):
        amount = jsonvalues.first(plain.get("value"), plain.get("price"), plain.get("amount"))
        found += (
            [Price(amount, jsonvalues.first(plain.get("currency"), plain.get("priceCurrency")))]
            if amount
            else []
        )
    elif text(plain):
        found.append(Price(text(plain), text(attributes.get("priceCurrency"))))
    return tuple(found)


def _credentials(attributes: Mapping[str, Any]) -> tuple[str, ...] | None:
    for name in (
        "educationalCredentialsAwarded",
        "educationalCredentialAwarded",
        "credentialAwarded",
        "certificates",
    ):
        if isinstance(attributes.get(name), (list, str, Mapping)):
            return _labels(attributes[name])
    return None


def _workload(value: Any) -> str:
    """Version 3 {"timeValue": 3, "timeUnit": "h/week"}; version 2 a number: hours a week."""
    if isinstance(value, Mapping):
        return f"{text(value.get('timeValue'))} {text(value.get('timeUnit'))}".strip()
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return f"{jsonvalues.number(value)} h/week"
    return text(value)


def _location(value: Any) -> str:
    address = child(value, "address")
    town = [text(child(address, part)) for part in ("streetAddress", "addressLocality", "addressCountry")]
    return ", ".join(part for part in [text(value), *town] if part)
