"""XML of packages without its namespaces: exporters disagree on them, and the names alone tell what is meant."""

import html
import re

from lxml import etree

from ujuzi.courses.packages.archives import Files
from ujuzi.courses.packages.shapes import NotTaken
from ujuzi.standards import safexml

MOST = 5_000_000
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_VOID = frozenset({"br", "img", "hr", "source", "track", "wbr", "col"})


def read(data: bytes) -> etree._Element:
    """The root; local names only, and no characters of private use, which stand for gaps later. Raises safexml.XmlError."""
    root = safexml.parse(data).root
    for element in root.iter(etree.Element):
        element.tag = _local(str(element.tag))
        for name in [one for one in element.attrib if "}" in str(one) or ":" in str(one)]:
            value = element.attrib.pop(name)
            element.set(_local(str(name)), element.get(_local(str(name)), value))
        element.text = _PRIVATE.sub("", element.text) if element.text else element.text
        element.tail = _PRIVATE.sub("", element.tail) if element.tail else element.tail
    return root


def file(archive: Files, name: str) -> etree._Element:
    """The root of a file of the archive. Raises NotTaken where the package cannot be understood without it."""
    if name not in archive.files:
        raise NotTaken("no-content", f"There is no {name} in it.")
    try:
        return read(archive.read(name, MOST))
    except safexml.XmlError as error:
        raise NotTaken("bad-xml", f"{name} cannot be used: {error.detail}.") from None


def _local(name: str) -> str:
    return name.rpartition("}")[2].rpartition(":")[2]


def text(element: etree._Element | None) -> str:
    """All text in it, on one line."""
    return "" if element is None else " ".join("".join(map(str, element.itertext())).split())


def inner(element: etree._Element) -> str:
    """What is in it, as HTML."""
    made = [html.escape(element.text or "", quote=False)]
    made += [outer(child) + html.escape(child.tail or "", quote=False) for child in element]
    return "".join(made)


def outer(element: etree._Element) -> str:
    """An element as HTML, without its tail. Depth is bounded by the parser (256)."""
    if not isinstance(element.tag, str):
        return ""  # an entity that nobody declared
    name = element.tag
    said = "".join(f' {key!s}="{html.escape(str(value))}"' for key, value in element.attrib.items())
    if name in _VOID:
        return f"<{name}{said}>"
    return f"<{name}{said}>{inner(element)}</{name}>"


def replace(element: etree._Element, by: str) -> None:
    """Puts text where an element was; its tail stays."""
    parent = element.getparent()
    if parent is None:
        return
    said, before = by + (element.tail or ""), element.getprevious()
    if before is not None:
        before.tail = (before.tail or "") + said
    else:
        parent.text = (parent.text or "") + said
    parent.remove(element)
