"""One LOM record as a dataclass of what a catalogue needs. Element names are compared without case and namespace,
because IMS writes <langstring> and <learningresourcetype> where IEEE writes <string> and <learningResourceType>.
"""

import re
from dataclasses import dataclass, field
from functools import lru_cache

from lxml import etree

from ujuzi.standards import tagged

NAMESPACES = ("http://ltsc.ieee.org/xsd/LOM", "http://www.imsglobal.org/xsd/imsmd")
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_NAME = re.compile(r"^(FN|N|ORG)(?:;[^:\n]*)?:(.*)$", re.MULTILINE)
_DURATION = re.compile(r"^-?P")


@dataclass(frozen=True, slots=True)
class Contribution:
    role: str
    names: tuple[str, ...]
    date: str


@dataclass(frozen=True, slots=True)
class Term:
    """A vocabulary value: URI when the record gives one, and labels, perhaps in several languages."""

    labels: tuple[tagged.Tagged, ...] = ()
    uri: str = ""


@dataclass(slots=True)
class Lom:
    identifiers: list[str] = field(default_factory=list)
    titles: list[tagged.Tagged] = field(default_factory=list)
    languages: list[str] = field(default_factory=list)
    descriptions: list[tagged.Tagged] = field(default_factory=list)
    keywords: list[tagged.Tagged] = field(default_factory=list)
    contributions: list[Contribution] = field(default_factory=list)
    formats: list[str] = field(default_factory=list)
    size: str = ""
    locations: list[str] = field(default_factory=list)
    technical_duration: str = ""
    resource_types: list[Term] = field(default_factory=list)
    roles: list[Term] = field(default_factory=list)
    contexts: list[Term] = field(default_factory=list)
    difficulties: list[Term] = field(default_factory=list)
    learning_time: str = ""
    educational_languages: list[str] = field(default_factory=list)
    cost: str = ""
    rights: list[tagged.Tagged] = field(default_factory=list)
    taxons: list[tuple[str, Term]] = field(default_factory=list)  # (purpose, term)
    relations: list[tuple[str, str]] = field(default_factory=list)  # (kind, identifier)
    metadata_language: str = ""


@lru_cache(maxsize=1024)
def _lower(tag: str) -> str:
    return tag.rpartition("}")[2].lower()


def _parts(element: etree._Element) -> list[tuple[str, etree._Element]]:
    """Child elements with their lower-case names; comments and the like are left out."""
    found = []
    for each in element:
        tag = each.tag
        if isinstance(tag, str):
            found.append((_lower(tag), each))
    return found


def is_lom(element: etree._Element) -> bool:
    return isinstance(element.tag, str) and _lower(element.tag) == "lom"


def parse(element: etree._Element) -> Lom:
    """Whatever is there; a record with nothing in it is an empty `Lom`."""
    lom = Lom()
    for name, category in _parts(element):
        reader = _CATEGORIES.get(name)
        if reader:
            reader(lom, category)
    return lom


def _said(element: etree._Element) -> str:
    return (element.text or "").strip()


def _language(element: etree._Element) -> str:
    return element.get("language") or element.get(_LANG) or ""


def _strings(element: etree._Element) -> list[tagged.Tagged]:
    """<string language=""> (IEEE), <langstring xml:lang=""> (IMS), or text directly (many exporters)."""
    found = []
    for name, each in _parts(element):
        if name in ("string", "langstring"):
            said = _said(each)
            if said:
                found.append(tagged.Tagged(said, _language(each)))
    if not found and _said(element):
        found.append(tagged.Tagged(_said(element), _language(element)))
    return found


def _term(element: etree._Element) -> Term:
    """<value> (text or strings); the German profiles have <id> and <entry> beside or instead of it."""
    uri, labels = "", []
    for name, each in _parts(element):
        if name in ("value", "entry"):
            labels += _strings(each)
        elif name == "id":
            uri = _said(each)
    if labels and labels[0].text.startswith(("http://", "https://")) and not uri:
        uri = labels.pop(0).text
    return Term(tuple(labels), uri)


def _value(element: etree._Element) -> str:
    term = _term(element)
    return term.labels[0].text if term.labels else term.uri


def _duration(element: etree._Element) -> str:
    """<duration> or <datetime> inside (the description beside it is prose), or the text itself."""
    inner = [(name, _said(each)) for name, each in _parts(element)]
    for name, said in inner:
        if said and (name in ("duration", "datetime") or _DURATION.match(said)):
            return said
    prose = [said.text for name, each in _parts(element) if name == "description" for said in _strings(each)]
    return _said(element) or (prose[0] if prose else "")


def _identifier(element: etree._Element) -> str:
    for name, each in _parts(element):
        if name == "entry":
            return next((said.text for said in _strings(each)), "")
    return _said(element)


def _general(lom: Lom, category: etree._Element) -> None:
    for name, each in _parts(category):
        if name in ("identifier", "catalogentry"):
            lom.identifiers += [said for said in [_identifier(each)] if said]
        elif name == "title":
            lom.titles += _strings(each)
        elif name == "language":
            lom.languages += [said for said in [_said(each)] if said and said.lower() != "none"]
        elif name == "description":
            lom.descriptions += _strings(each)
        elif name == "keyword":
            lom.keywords += _strings(each)


def _life_cycle(lom: Lom, category: etree._Element) -> None:
    for name, each in _parts(category):
        if name == "contribute":
            lom.contributions.append(_contribution(each))


def _contribution(element: etree._Element) -> Contribution:
    role = date = ""
    names = []
    for name, each in _parts(element):
        if name == "role":
            role = _value(each).lower()
        elif name in ("entity", "centity"):
            names += [said for said in [_person(each)] if said]
        elif name == "date":
            date = next((_said(part) for what, part in _parts(each) if what == "datetime"), _said(each))
    return Contribution(role, tuple(names), date)


def _person(element: etree._Element) -> str:
    """The formatted name of a vCard, else its name or organisation, else the text as it is."""
    said = "".join(map(str, element.itertext())).strip()
    if "BEGIN:VCARD" not in said.upper():
        return said
    card: dict[str, str] = {
        key.upper(): value.strip() for key, value in reversed(_NAME.findall(said.replace("\r", "")))
    }
    if card.get("FN"):
        return card["FN"].replace("\\,", ",").replace("\\;", ";")
    family, _, given = card.get("N", "").partition(";")
    name = f"{given.split(';')[0]} {family}".strip()
    return name or card.get("ORG", "").replace("\\,", ",").strip(";")


def _technical(lom: Lom, category: etree._Element) -> None:
    for name, each in _parts(category):
        if name == "format":
            lom.formats += [said for said in [_said(each)] if said]
        elif name == "size":
            lom.size = _said(each)
        elif name == "location":
            lom.locations += [said for said in [_said(each)] if said]
        elif name == "duration":
            lom.technical_duration = _duration(each)


def _educational(lom: Lom, category: etree._Element) -> None:
    """typicalAgeRange and the interactivity fields say nothing that a catalogue for adults asks for."""
    for name, each in _parts(category):
        if name in _EDUCATIONAL:
            getattr(lom, _EDUCATIONAL[name]).append(_term(each))
        elif name == "typicallearningtime":
            lom.learning_time = lom.learning_time or _duration(each)
        elif name == "language":
            lom.educational_languages += [said for said in [_said(each)] if said]


_EDUCATIONAL = {
    "learningresourcetype": "resource_types",
    "intendedenduserrole": "roles",
    "context": "contexts",
    "difficulty": "difficulties",
}


def _rights(lom: Lom, category: etree._Element) -> None:
    for name, each in _parts(category):
        if name == "cost":
            lom.cost = _value(each).lower()
        elif name == "description":
            lom.rights += _strings(each)


def _classification(lom: Lom, category: etree._Element) -> None:
    purpose = ""
    terms: list[Term] = []
    for name, each in _parts(category):
        if name == "purpose":
            purpose = _value(each).lower()
        elif name == "taxonpath":
            path = [_term(taxon) for what, taxon in _parts(each) if what == "taxon"]
            terms += path[-1:]  # the end of the path is the subject, what leads there is its hierarchy
        elif name == "keyword":
            lom.keywords += _strings(each)
    lom.taxons += [(purpose, term) for term in terms]


def _relation(lom: Lom, category: etree._Element) -> None:
    kind, identifiers = "", []
    for name, each in _parts(category):
        if name == "kind":
            kind = _value(each).lower()
        elif name == "resource":
            identifiers += [
                said
                for what, part in _parts(each)
                if what in ("identifier", "catalogentry") and (said := _identifier(part))
            ]
    lom.relations += [(kind, said) for said in identifiers]


def _meta(lom: Lom, category: etree._Element) -> None:
    for name, each in _parts(category):
        if name == "language":
            lom.metadata_language = _said(each)


_CATEGORIES = {
    "general": _general,
    "lifecycle": _life_cycle,
    "technical": _technical,
    "educational": _educational,
    "rights": _rights,
    "classification": _classification,
    "relation": _relation,
    "metametadata": _meta,
}
