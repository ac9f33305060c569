"""Records of the Catalog API: content of seven kinds, and the taxonomies that their ids point into."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from ujuzi.standards import jsonvalues

text, texts, child, first = jsonvalues.text, jsonvalues.texts, jsonvalues.child, jsonvalues.first

# List in the answer -> word for one of its records. Units are parts of modules and no content of their own.
KINDS = {
    "modules": "module",
    "learningPaths": "learningPath",
    "appliedSkills": "appliedSkill",
    "certifications": "certification",
    "mergedCertifications": "mergedCertification",
    "exams": "exam",
    "courses": "course",
}
TAXONOMIES = ("levels", "roles", "products", "subjects")


class CatalogError(ValueError):
    """`code`: "no-identifier", "no-title"; `path` points into the record."""

    def __init__(self, code: str, path: str, detail: str, identifier: str = "") -> None:
        super().__init__(f"{code} at {path}: {detail}")
        self.code, self.path, self.detail, self.identifier = code, path, detail, identifier


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A record of content. Lists hold taxonomy ids; `minutes` is text, "" when not said."""

    uid: str
    kind: str
    title: str
    summary: str = ""  # HTML
    url: str = ""
    locale: str = ""
    locales: tuple[str, ...] = ()  # languages that an exam or course is held in
    minutes: str = ""
    hours: str = ""
    levels: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    products: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()  # uids of modules or units
    providers: tuple[str, ...] = ()
    modified: str = ""


@dataclass(slots=True)
class Labels:
    """What the ids of the taxonomies are called, in the locale of the answer."""

    names: dict[str, dict[str, str]] = field(default_factory=dict)

    def learn(self, taxonomy: str, record: Mapping[str, Any]) -> None:
        """Takes up a record and its children (products are a tree)."""
        waiting: list[Mapping[str, Any]] = [record]
        known = self.names.setdefault(taxonomy, {})
        while waiting:
            found = waiting.pop()
            identifier, name = text(found.get("id")), text(found.get("name"))
            if identifier and name:
                known[identifier] = name
            waiting += jsonvalues.mappings(found.get("children"))

    def of(self, taxonomy: str, identifiers: Iterable[str]) -> tuple[str, ...]:
        """The names; an id that the taxonomy lacks stands for itself."""
        known = self.names.get(taxonomy, {})
        return tuple(dict.fromkeys(known.get(identifier, identifier) for identifier in identifiers))


def parse(listed: str, record: Mapping[str, Any]) -> Item:
    """`listed` is the list that the record stands in. Raises CatalogError when uid or title is missing."""
    uid = text(record.get("uid"))
    if not uid:
        raise CatalogError("no-identifier", "/uid", f"a record in {listed} has no uid")
    title = first(record.get("title"), record.get("display_name"))
    if not title:
        raise CatalogError("no-title", "/title", f"{uid} has no title", uid)
    return Item(
        uid=uid,
        kind=text(record.get("type")) or KINDS.get(listed, listed),
        title=title,
        summary=first(record.get("summary"), record.get("subtitle")),
        url=text(record.get("url")),
        locale=text(record.get("locale")),
        locales=texts(record.get("locales")),
        minutes=first(record.get("duration_in_minutes"), record.get("exam_duration_in_minutes")),
        hours=text(record.get("duration_in_hours")),
        levels=texts(record.get("levels")),
        roles=texts(record.get("roles")),
        products=texts(record.get("products")),
        subjects=texts(record.get("subjects")),
        skills=texts(record.get("skills")),
        parts=texts(record.get("modules")) or texts(record.get("units")),
        providers=tuple(
            name
            for provider in jsonvalues.mappings(record.get("providers"))
            if (name := first(provider.get("type"), provider.get("name")))
        ),
        modified=text(record.get("last_modified")),
    )


def digest(item: Item) -> bytes:
    """What two languages of one record cannot share unless it was not translated."""
    return hashlib.blake2b(f"{item.title}\0{item.summary}".encode("utf-8", "replace"), digest_size=8).digest()


def fell_back(item: Item, asked: str, english: Mapping[str, bytes]) -> bool:
    """Whether the answer for `asked` holds this record in English: it says so itself, or its text is that of en-us.

    `english` maps uids to digests of the en-us records. An English locale may well have the same text.
    """
    asked = asked.lower()
    if item.locale:
        said = item.locale.lower().replace("_", "-")
        if said != asked and said.partition("-")[0] != asked:
            return True
    return not asked.startswith("en") and english.get(item.uid) == digest(item)
