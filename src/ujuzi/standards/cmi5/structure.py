"""cmi5.xml to its blocks and assignable units, in order (section 13). Checked by the official schema, then by what it cannot say."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import cast
from urllib.parse import parse_qsl, urlsplit

from lxml import etree

from ujuzi.standards import safexml
from ujuzi.standards.cmi5 import ids

SPACE = "https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd"
DEEPEST = 50
MOVE_ON = ("NotApplicable", "Passed", "Completed", "CompletedAndPassed", "CompletedOrPassed")
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+")
_NOT_IN_ADDRESS = re.compile(r"[\s<>\"{}|\\^`]")


class NotStructure(Exception):
    """`code`: "bad-xml", "not-cmi5", "schema", "not-iri", "twice", "url", "parameter", "too-deep"; `detail` says what."""

    permanent = True

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(f"{code}: {detail}")
        self.code, self.detail = code, detail


@dataclass(frozen=True, slots=True)
class Block:
    """`parent` is the id of the block around it, "" for one of the course."""

    id: str
    titles: dict[str, str]
    parent: str = ""


@dataclass(frozen=True, slots=True)
class Unit:
    """An assignable unit (AU). `mastery` from 0 to 1, as it is written; `block` as in Block.parent."""

    id: str
    titles: dict[str, str]
    url: str
    move_on: str = "NotApplicable"
    mastery: float | None = None
    own_window: bool = False
    launch_parameters: str | None = None
    entitlement_key: str | None = None
    activity_type: str = ""
    block: str = ""

    @property
    def is_remote(self) -> bool:
        """Whether it lies elsewhere, not in the package."""
        return bool(urlsplit(self.url).scheme)


@dataclass(frozen=True, slots=True)
class Structure:
    """Titles and descriptions by language; "" where the file does not name one."""

    id: str
    titles: dict[str, str]
    descriptions: dict[str, str]
    blocks: tuple[Block, ...]
    units: tuple[Unit, ...]


@cache
def schema() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(Path(__file__).with_name("CourseStructure.xsd")))


def is_structure(content: bytes) -> bool:
    """Whether this says to be a course structure, cheaply."""
    return SPACE.encode() in content[:20_000]


def parse(content: bytes) -> Structure:
    """Raises NotStructure. Whitespace around every value is removed (13.1)."""
    root = _root(content)
    course = _child(root, "course")
    tree = list(_tree(root, "", 0))
    blocks = tuple(_block(element, parent) for element, parent in tree if _name(element) == "block")
    units = tuple(_unit(element, parent) for element, parent in tree if _name(element) == "au")
    _unique("block", [one.id for one in blocks])
    _unique("au", [one.id for one in units])
    _unique("objective", _objectives(root))
    return Structure(
        _iri(course, "id"),
        _texts(_child(course, "title")),
        _texts(_child(course, "description")),
        blocks,
        units,
    )


def _root(content: bytes) -> etree._Element:
    try:
        found = safexml.parse(content)
    except safexml.XmlError as error:
        raise NotStructure("bad-xml", error.detail) from None
    if found.notes or found.cut:
        raise NotStructure("bad-xml", "; ".join(found.notes) or "it ends too early")
    if found.root.tag != f"{{{SPACE}}}courseStructure":
        raise NotStructure("not-cmi5", "the root is not <courseStructure> of cmi5")
    if not schema().validate(found.root):
        first = next(iter(schema().error_log), None)  # type: ignore[call-overload]
        where = f"line {first.line}: {first.message.replace(f'{{{SPACE}}}', '')}" if first else "invalid"
        raise NotStructure("schema", where)
    return found.root


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _child(element: etree._Element, name: str) -> etree._Element:
    """One that the schema asks for."""
    return cast("etree._Element", element.find(f"{{{SPACE}}}{name}"))


def _tree(parent: etree._Element, block: str, depth: int) -> Iterator[tuple[etree._Element, str]]:
    """Blocks and units in order, each with the block it stands in."""
    if depth > DEEPEST:
        raise NotStructure("too-deep", f"blocks within blocks, more than {DEEPEST} deep")
    for element in parent.iterchildren(f"{{{SPACE}}}au", f"{{{SPACE}}}block"):
        yield element, block
        if _name(element) == "block":
            yield from _tree(element, _iri(element, "id"), depth + 1)


def _block(element: etree._Element, parent: str) -> Block:
    return Block(_iri(element, "id"), _texts(_child(element, "title")), parent)


def _unit(element: etree._Element, block: str) -> Unit:
    mastery = element.get("masteryScore")
    return Unit(
        id=_iri(element, "id"),
        titles=_texts(_child(element, "title")),
        url=_address(_text(_child(element, "url"))),
        move_on=element.get("moveOn", "NotApplicable"),
        mastery=float(mastery) if mastery is not None else None,
        own_window=element.get("launchMethod") == "OwnWindow",
        launch_parameters=_optional(element, "launchParameters"),
        entitlement_key=_optional(element, "entitlementKey"),
        activity_type=element.get("activityType", "").strip(),
        block=block,
    )


def _optional(element: etree._Element, name: str) -> str | None:
    found = element.find(f"{{{SPACE}}}{name}")
    return None if found is None else _text(found)


def _text(element: etree._Element) -> str:
    return "".join(str(piece) for piece in element.itertext()).strip()


def _texts(element: etree._Element) -> dict[str, str]:
    """`{language: text}` of the langstrings."""
    found = {
        one.get("lang", "").strip(): _text(one) for one in element.iterchildren(f"{{{SPACE}}}langstring")
    }
    return {language: text for language, text in found.items() if text}


def _iri(element: etree._Element, attribute: str) -> str:
    """Fully qualified (section 3)."""
    said = element.get(attribute, "").strip()
    if _IRI.fullmatch(said) is None:
        raise NotStructure(
            "not-iri", f"the {attribute} of <{_name(element)}>, “{said[:200]}”, is not a full IRI"
        )
    return said


def _address(url: str) -> str:
    """RFC 1738, and no parameter that the launch needs for itself (8.1)."""
    if _NOT_IN_ADDRESS.search(url):
        raise NotStructure("url", f"“{url[:200]}” is not an address")
    try:
        parts = urlsplit(url)
    except ValueError:
        raise NotStructure("url", f"“{url[:200]}” is not an address") from None
    if parts.scheme and (parts.scheme not in ("http", "https") or not parts.netloc):
        raise NotStructure("url", f"“{url[:200]}” is not a web address")
    for name, _value in parse_qsl(parts.query, keep_blank_values=True):
        if name in ids.PARAMETERS:
            raise NotStructure(
                "parameter", f"“{url[:200]}” has the parameter {name}, which belongs to the launch"
            )
    return url


def _objectives(root: etree._Element) -> list[str]:
    """Ids of objectives where they are defined; all of them must be IRIs."""
    found = list(root.iter(f"{{{SPACE}}}objective"))
    for element in found:
        if "idref" in element.attrib:
            _iri(element, "idref")
    return [_iri(element, "id") for element in found if "id" in element.attrib]


def _unique(what: str, found: list[str]) -> None:
    seen: set[str] = set()
    for one in found:
        if one in seen:
            raise NotStructure("twice", f"two <{what}> elements have the id {one[:200]}")
        seen.add(one)
