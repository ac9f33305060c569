"""imsmanifest.xml to the learning objects that can be launched, in order (SCORM 1.2 CAM 2.3, SCORM 2004 4th edition CAM 3.4)."""

from dataclasses import dataclass, field
from urllib.parse import urljoin

from lxml import etree

from ujuzi.standards import safexml

V12, V2004 = "1.2", "2004"
DEEPEST = 50


class NotManifest(Exception):
    """`code`: "bad-xml", "not-scorm", "no-content"; `detail` says what."""

    permanent = True

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(f"{code}: {detail}")
        self.code, self.detail = code, detail


@dataclass(frozen=True, slots=True)
class Sco:
    """One learning object. `href` is its file with query, relative to the manifest; `tracks` false: an asset, which reports nothing.

    `mastery` is the score from which it counts as passed: from 0 to 100 in 1.2, from -1 to 1 in 2004; None where none is set.
    """

    identifier: str
    title: str
    href: str
    tracks: bool = True
    mastery: float | None = None
    data_from_lms: str = ""
    chapter: str = ""


@dataclass(frozen=True, slots=True)
class Manifest:
    """`notes`: what was mended or is not carried out (sequencing rules), as codes."""

    identifier: str
    version: str
    title: str
    scos: tuple[Sco, ...]
    notes: tuple[str, ...] = field(default=())


def parse(content: bytes) -> Manifest:
    """Raises NotManifest."""
    try:
        found = safexml.parse(content)
    except safexml.XmlError as error:
        raise NotManifest("bad-xml", error.detail) from None
    root = found.root
    if _name(root) != "manifest":
        raise NotManifest("not-scorm", f"the root is <{_name(root)}>")
    version = _version(root)
    organization = _organization(root)
    resources = _resources(root)
    scos = tuple(_scos(organization, resources, version, "", 0)) if organization is not None else ()
    if not scos:  # a package without organisation: its first launchable resource
        scos = tuple(one for one in resources.values() if one.href)[:1]
    if not scos:
        raise NotManifest("no-content", "no item leads to a file")
    title = (_text(organization, "title") if organization is not None else "") or scos[0].title
    notes = ["mended"] if found.notes else []
    if next(_all(root, "sequencing"), None) is not None:
        notes.append("sequencing")
    return Manifest(root.get("identifier", ""), version, title, scos, tuple(notes))


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _children(element: etree._Element, name: str) -> list[etree._Element]:
    return [child for child in element if _name(child) == name]


def _all(element: etree._Element, name: str) -> "etree.ElementDepthFirstIterator[etree._Element]":
    return element.iter(f"{{*}}{name}")


def _text(element: etree._Element, name: str) -> str:
    return " ".join(
        str("".join(map(str, child.itertext()))).strip() for child in _children(element, name)[:1]
    )


def _attribute(element: etree._Element, name: str) -> str:
    """By its local name: 1.2 writes adlcp:scormtype, 2004 adlcp:scormType, and prefixes differ."""
    for key, value in element.attrib.items():
        if etree.QName(key).localname.lower() == name:
            return str(value)
    return ""


def _version(root: etree._Element) -> str:
    said = next(("".join(map(str, one.itertext())).strip() for one in _all(root, "schemaversion")), "")
    if said.startswith("1.2"):
        return V12
    if "2004" in said or said.startswith(("1.3", "CAM 1.3")):
        return V2004
    spaces = {space for element in root.iter(etree.Element) for space in element.nsmap.values()}
    return V2004 if any("adlcp_v1p3" in str(space) or "imsss" in str(space) for space in spaces) else V12


def _organization(root: etree._Element) -> etree._Element | None:
    """The default one, or else the first."""
    found = [one for parent in _children(root, "organizations") for one in _children(parent, "organization")]
    default = next((parent.get("default", "") for parent in _children(root, "organizations")), "")
    return next((one for one in found if one.get("identifier") == default), found[0] if found else None)


def _resources(root: etree._Element) -> dict[str, Sco]:
    made = {}
    for parent in _children(root, "resources"):
        base = _attribute(parent, "base")
        for one in _children(parent, "resource"):
            href = one.get("href", "")
            full = urljoin(urljoin(base, _attribute(one, "base")), href) if href else ""
            tracks = _attribute(one, "scormtype").lower() != "asset"
            identifier = one.get("identifier", "")
            made[identifier] = Sco(identifier, identifier, full, tracks)
    return made


def _scos(
    parent: etree._Element, resources: dict[str, Sco], version: str, chapter: str, depth: int
) -> list[Sco]:
    """In the order of the tree; an item that has others below it is a chapter."""
    if depth > DEEPEST:
        return []
    found = []
    for item in _children(parent, "item"):
        if item.get("isvisible", "true").lower() == "false" and not _children(item, "item"):
            continue
        title = _text(item, "title")
        resource = resources.get(item.get("identifierref", ""))
        if resource is not None and resource.href:
            found.append(_sco(item, resource, version, title, chapter))
        found += _scos(item, resources, version, title or chapter, depth + 1)
    return found


def _sco(item: etree._Element, resource: Sco, version: str, title: str, chapter: str) -> Sco:
    return Sco(
        identifier=item.get("identifier", "") or resource.identifier,
        title=title or resource.title,
        href=_with_parameters(resource.href, item.get("parameters", "")),
        tracks=resource.tracks,
        mastery=_number(_text(item, "masteryscore")) if version == V12 else _minimum(item),
        data_from_lms=_text(item, "datafromlms") or _text(item, "dataFromLMS"),
        chapter=chapter,
    )


def _with_parameters(href: str, parameters: str) -> str:
    """SCORM 2004 CAM 3.4.1.10: leading ? and & are thrown away, then joined by whichever fits."""
    plain = parameters.strip().lstrip("?&")
    if not plain:
        return href
    if plain.startswith("#"):
        return href if "#" in href else href + plain
    return f"{href}{'&' if '?' in href else '?'}{plain}"


def _minimum(item: etree._Element) -> float | None:
    """minNormalizedMeasure of the primary objective, where it satisfies by measure."""
    for objective in _all(item, "primaryObjective"):
        if objective.get("satisfiedByMeasure", "false").lower() == "true":
            return _number(_text(objective, "minNormalizedMeasure") or "1.0")
    return None


def _number(said: str) -> float | None:
    try:
        return float(said)
    except ValueError:
        return None
