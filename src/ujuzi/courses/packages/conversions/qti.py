"""QTI 2.1, 2.2 and 3.0 packages: a test's sections become quizzes; items that no test names make one quiz of their own."""

import re

from lxml import etree

from ujuzi.courses.packages.archives import Files
from ujuzi.courses.packages.conversions import manifests, names, qti_items, xmls
from ujuzi.courses.packages.conversions.drafts import Chapter, Draft, Quiz
from ujuzi.courses.packages.conversions.manifests import Resource
from ujuzi.courses.packages.conversions.prose import CannotCarry
from ujuzi.courses.packages.shapes import NotTaken
from ujuzi.courses.text.shapes import Item
from ujuzi.standards import safexml

LABEL = "QTI"
_ITEM, _TEST = re.compile(r"imsqti_item_xmlv[23]p\d"), re.compile(r"imsqti_(test|assessment)_xmlv[23]p\d")


def looks_like(archive: Files) -> bool:
    return re.search(rb"imsqti_(item|test|assessment)_xmlv[23]p\d", manifests.head(archive)) is not None


def read(archive: Files) -> Draft:
    return _Package(archive).draft()


class _Package:
    """One package as it is read."""

    def __init__(self, archive: Files) -> None:
        self.archive = archive
        place = str(manifests.place(archive))
        self.root = xmls.file(archive, place)
        self.resources = manifests.resources(self.root, place.removesuffix(manifests.MANIFEST))
        self.notes: list[str] = []
        self.used: set[str] = set()
        self.language = ""

    def draft(self) -> Draft:
        about = manifests.about(self.root)
        tests = [one for one in self.resources.values() if _TEST.fullmatch(one.type)]
        chapters = [made for made in map(self._test, tests) if made.units]
        title = about.title or next((one.title for one in chapters), "")
        chapters += self._rest(title)
        if not chapters:
            raise NotTaken(
                "no-content", " ".join(["There is no question in it that can be asked here.", *self.notes])
            )
        identifier = str(self.root.get("identifier") or "")
        return Draft(
            f"qti:{identifier}:{title}",
            title,
            about.language or self.language,
            about.licence,
            about.authors,
            about.summary,
            chapters,
            notes=self.notes,
        )

    def _xml(self, place: str) -> etree._Element | None:
        try:
            return qti_items.plain(xmls.read(self.archive.read(place, xmls.MOST)))
        except (KeyError, safexml.XmlError) as error:
            why = "it is not in the package" if isinstance(error, KeyError) else error.detail
            self.notes.append(f"{place} cannot be read ({why}), and is left out.")
            return None

    def _test(self, resource: Resource) -> Chapter:
        root = self._xml(resource.href)
        made = Chapter(resource.key, names.words(str(root.get("title") or "")) if root is not None else "")
        if root is None:
            return made
        for part in root.iter("testPart"):
            for section in part.iterchildren("assessmentSection"):
                self._section(section, resource, made)
            if part.find("preConditions") is not None or part.find("branchRule") is not None:
                self.notes.append("Rules about which questions follow which are not carried out.")
        return made

    def _section(self, section: etree._Element, resource: Resource, chapter: Chapter) -> None:
        items: list[Item] = []
        places = []
        for one in section.iter("assessmentItemRef"):
            place = names_of(resource.folder, str(one.get("href") or ""))
            places.append(place)
            items += self._item(place)
        if not items:
            return
        chosen = [one for one in section.iter("selection") if str(one.get("select") or "").isdigit()]
        draw = (
            int(str(chosen[0].get("select"))) if len(chosen) == 1 and chosen[0].getparent() is section else 0
        )
        folder = places[0].rpartition("/")[0]
        title = names.words(str(section.get("title") or "")) or chapter.title
        chapter.units.append(Quiz(f"{section.get('identifier') or ''}", title, items, folder, draw=draw))

    def _item(self, place: str) -> list[Item]:
        if place in self.used:
            return []
        self.used.add(place)
        root = self._xml(place)
        if root is None:
            return []
        title = names.words(str(root.get("title") or root.get("identifier") or place))
        self.language = self.language or names.language(str(root.get("lang") or ""))
        try:
            found = qti_items.read(root, place.rpartition("/")[0])
        except CannotCarry as error:
            self.notes.append(f"The question “{title}” is left out: {error}.")
            return []
        self.notes += [f"The question “{title}”: {one}." for one in found.notes]
        return found.items

    def _rest(self, title: str) -> list[Chapter]:
        """Items that stand in no test."""
        items = [
            item
            for one in self.resources.values()
            if _ITEM.fullmatch(one.type) and one.href not in self.used
            for item in self._item(one.href)
        ]
        return [Chapter("items", title, [Quiz("questions", title, items)])] if items else []


def names_of(folder: str, href: str) -> str:
    """The path in the archive of an item that a test names."""
    kept: list[str] = [one for one in folder.split("/") if one]
    for part in href.partition("?")[0].split("/"):
        if part == "..":
            kept[-1:] = []
        elif part not in ("", "."):
            kept.append(part)
    return "/".join(kept)
