"""imsmanifest.xml as Common Cartridge and QTI packages have it: metadata and resources."""

import re
from dataclasses import dataclass, field
from urllib.parse import unquote

from lxml import etree

from ujuzi.courses.packages.archives import Files
from ujuzi.courses.packages.conversions import names, prose, xmls

MANIFEST = "imsmanifest.xml"


@dataclass(slots=True)
class Resource:
    """`href` and `files`: paths in the archive. `type` in small letters. `staff`: only for those who teach."""

    key: str
    type: str
    href: str
    files: list[str] = field(default_factory=list)
    staff: bool = False

    @property
    def folder(self) -> str:
        return self.href.rpartition("/")[0]


@dataclass(slots=True)
class About:
    """What the metadata say; "" for what they do not."""

    title: str = ""
    summary: str = ""
    language: str = ""
    licence: str = ""
    authors: tuple[str, ...] = ()


def place(archive: Files) -> str | None:
    """The manifest at the top, or in the one folder that holds everything."""
    found = min(
        (one for one in archive.files if one.rpartition("/")[2] == MANIFEST),
        key=lambda one: one.count("/"),
        default=None,
    )
    folder = found.rpartition("/")[0] if found else ""
    return found if not folder or all(one.startswith(f"{folder}/") for one in archive.files) else None


def head(archive: Files) -> bytes:
    """The manifest's bytes, b"" when there is none: for telling which format it is."""
    found = place(archive)
    return archive.read(found, xmls.MOST) if found else b""


def resources(root: etree._Element, base: str) -> dict[str, Resource]:
    """By their identifier. `base`: the manifest's folder with its slash, or ""."""
    found = {}
    for holder in root.iter("resources"):
        start = base + str(holder.get("base") or "")
        for one in holder.iterchildren("resource"):
            key, own = str(one.get("identifier") or ""), start + str(one.get("base") or "")
            paths = [own + unquote(str(file.get("href") or "")) for file in one.iter("file")]
            href = str(one.get("href") or "")
            at = own + unquote(href.partition("?")[0].partition("#")[0]) if href else next(iter(paths), "")
            found[key] = Resource(key, str(one.get("type") or "").lower(), at, paths, _for_staff(one))
    return found


def _for_staff(resource: etree._Element) -> bool:
    if str(resource.get("intendeduse") or "").lower() == "lessonplan":
        return True
    roles = {xmls.text(one.find("value")).lower() for one in resource.iter("intendedEndUserRole")}
    return bool(roles) and not roles & {"learner", "student"}


def about(root: etree._Element) -> About:
    """LOM metadata of the whole package."""
    metadata = root.find("metadata")
    if metadata is None:
        return About()
    general = next(metadata.iter("general"), metadata)
    rights = next(metadata.iter("rights"), None)
    said = _string(rights.find("description")) if rights is not None else ""
    return About(
        names.words(_string(general.find("title"))),
        names.words(prose.bare_words(_string(general.find("description"))), 500),
        names.language(xmls.text(general.find("language"))) or names.language(_tag(general.find("title"))),
        _licence(said),
        tuple(one for one in (_author(card) for card in metadata.iter("entity", "vcard")) if one),
    )


def _string(element: etree._Element | None) -> str:
    inside = next(element.iter("string", "langstring"), element) if element is not None else None
    return xmls.text(inside)


def _tag(element: etree._Element | None) -> str:
    inside = next(element.iter("string", "langstring"), None) if element is not None else None
    return str(inside.get("language") or inside.get("lang") or "") if inside is not None else ""


def _licence(said: str) -> str:
    """The address of a Creative Commons licence in the text, as its SPDX name; or the text."""
    match = re.search(r"creativecommons\.org/licenses/([a-z-]+)/(\d\.\d)", said)
    return f"CC-{match[1].upper()}-{match[2]}" if match else names.words(said)


def _author(card: etree._Element) -> str:
    match = re.search(r"\bFN:(.+?)(?=\s+[A-Z]+[:;]|$)", xmls.text(card))
    return names.words(match[1]) if match else ""
