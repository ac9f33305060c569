"""Common Cartridge 1.0 to 1.3: the organization's tree becomes modules; pages, web links and tests become lessons and quizzes."""

import re
from html import escape
from urllib.parse import quote

from lxml import etree

from ujuzi.courses.packages.archives import Files
from ujuzi.courses.packages.conversions import manifests, names, qti12, xmls
from ujuzi.courses.packages.conversions.drafts import Chapter, Draft, Lesson, Quiz
from ujuzi.courses.packages.conversions.manifests import Resource
from ujuzi.courses.packages.shapes import NotTaken
from ujuzi.courses.text.files import TYPES
from ujuzi.standards import safexml

LABEL = "Common Cartridge"
DEEPEST = 20
_BASE = re.compile(r"\$?IMS[-_]CC[-_]FILEBASE\$?/?", re.IGNORECASE)
_PAGES = (".html", ".htm", ".xhtml")
LEFT_OUT = (
    ("imsdt", "a discussion"), ("imsbasiclti", "a link to another tool (LTI)"), ("imsapip", "an accessible test (APIP)"), ("idpf_epub", "a book (EPUB)"),
    ("assignment", "an assignment to hand in"),
)  # fmt: skip


def looks_like(archive: Files) -> bool:
    head = manifests.head(archive).lower()
    return b"imsccv1p" in head or b"/imscc/" in head or b"common cartridge" in head


def read(archive: Files) -> Draft:
    return _Cartridge(archive).draft()


class _Cartridge:
    """One cartridge as it is read."""

    def __init__(self, archive: Files) -> None:
        self.archive = archive
        place = str(manifests.place(archive))
        self.base = place.removesuffix(manifests.MANIFEST)
        self.root = xmls.file(archive, place)
        self.resources = manifests.resources(self.root, self.base)
        self.notes: list[str] = []
        self.pages: dict[str, str] = {}
        self.used: set[str] = set()
        self.staff_only = 0

    def draft(self) -> Draft:
        about = manifests.about(self.root)
        organization = next(self.root.iter("organization"), None)
        title = about.title or names.words(
            xmls.text(organization.find("title")) if organization is not None else ""
        )
        tops = list(organization.iterchildren("item")) if organization is not None else []
        if len(tops) == 1 and not tops[0].get("identifierref"):
            tops = list(tops[0].iterchildren("item"))  # the root item, which says nothing
        chapters = [*self._chapters(tops, title), *self._rest(title)]
        if self.staff_only:
            self.notes.append(f"{self.staff_only} parts are for those who teach, and are left out.")
        if not any(chapter.units for chapter in chapters):
            raise NotTaken(
                "no-content",
                " ".join(
                    ["There are no pages, links or tests in it that can be learned with here.", *self.notes]
                ),
            )
        identifier = str(self.root.get("identifier") or "")
        return Draft(
            f"cartridge:{identifier}:{title}",
            title,
            about.language,
            about.licence,
            about.authors,
            about.summary,
            chapters,
            self.pages,
            self._places,
            self.notes,
        )

    def _places(self, address: str, folder: str) -> list[str]:
        plain = _BASE.sub("", address)
        if plain != address:
            return [f"{self.base}{plain}", f"{self.base}web_resources/{plain}", f"{folder}/{plain}"]
        page = re.sub(r"^\$WIKI_REFERENCE\$/pages/([^/]+?)(?:\.html)?$", r"wiki_content/\1.html", plain)
        return [f"{folder}/{page}", f"{self.base}{page}"]

    # The tree

    def _chapters(self, items: list[etree._Element], title: str) -> list[Chapter]:
        """Folders at the top are chapters; what lies beside them goes to chapters of the course's own title."""
        chapters: list[Chapter] = []
        loose: Chapter | None = None
        for item in items:
            if item.find("item") is not None:
                chapter, loose = Chapter(str(item.get("identifier") or ""), _title(item) or title), None
                chapters.append(chapter)
            else:
                if loose is None:
                    chapters.append(loose := Chapter("", title))
                chapter = loose
            self._item(item, chapter, 0)
        return chapters

    def _item(self, item: etree._Element, chapter: Chapter, depth: int) -> None:
        if key := str(item.get("identifierref") or ""):
            self._use(key, _title(item), chapter)
        for child in item.iterchildren("item"):
            if depth < DEEPEST:
                self._item(child, chapter, depth + 1)

    def _rest(self, title: str) -> list[Chapter]:
        """Tests and question banks that the tree does not name."""
        chapter = Chapter("questions", title)
        for key, one in self.resources.items():
            if key not in self.used and "imsqti" in one.type:
                self._use(key, "", chapter)
        unnamed = sum(
            key not in self.used and one.type == "webcontent" and one.href.lower().endswith(_PAGES)
            for key, one in self.resources.items()
        )
        if unnamed:
            self.notes.append(
                f"{unnamed} pages that the cartridge's table of contents does not name are left out."
            )
        return [chapter] if chapter.units else []

    # What lies at the tree's ends

    def _use(self, key: str, title: str, chapter: Chapter) -> None:
        resource = self.resources.get(key)
        again = key in self.used
        self.used.add(key)
        if resource is None:
            self.notes.append(
                f"“{title or key}” is named in the table of contents, but is not in the package."
            )
        elif resource.staff:
            self.staff_only += 1
        elif kind := next((said for sign, said in LEFT_OUT if sign in resource.type), ""):
            self.notes.append(f"“{title or key}” is {kind}, and is left out.")
        elif again:
            self.notes.append(
                f"“{title or key}” is in the table of contents twice; it stands where it is named first."
            )
        elif "imsqti" in resource.type:
            self._test(resource, title, chapter)
        elif "imswl" in resource.type:
            self._web_link(resource, title, chapter)
        else:
            self._content(resource, title, chapter)

    def _xml(self, resource: Resource, title: str) -> etree._Element | None:
        place = next(
            (
                one
                for one in [resource.href, *resource.files]
                if one in self.archive.files and one.lower().endswith(".xml")
            ),
            resource.href,
        )
        try:
            return xmls.read(self.archive.read(place, xmls.MOST))
        except (KeyError, safexml.XmlError) as error:
            self.notes.append(
                f"“{title or resource.key}”: {place or 'its file'} cannot be read ({error}), and is left out."
            )
            return None

    def _test(self, resource: Resource, title: str, chapter: Chapter) -> None:
        root = self._xml(resource, title)
        if root is None:
            return
        test = qti12.read(root, title or chapter.title)
        self.notes += test.notes
        if test.items:
            chapter.units.append(
                Quiz(
                    resource.key,
                    names.words(title or test.title),
                    test.items,
                    resource.folder,
                    draw=test.draw,
                )
            )

    def _web_link(self, resource: Resource, title: str, chapter: Chapter) -> None:
        root = self._xml(resource, title)
        if root is None:
            return
        url = next((str(one.get("href") or "") for one in root.iter("url")), "")
        said = title or xmls.text(next(root.iter("title"), None)) or url
        if not url.lower().startswith(("http://", "https://")):
            self.notes.append(f"“{said}” links to {names.words(url) or 'nothing'}, and is left out.")
            return
        chapter.units.append(
            Lesson(resource.key, names.words(said), f'<p><a href="{escape(url)}">{escape(said)}</a></p>')
        )

    def _content(self, resource: Resource, title: str, chapter: Chapter) -> None:
        place = resource.href
        low, said = place.lower(), title or place.rpartition("/")[2]
        if place not in self.archive.files:
            self.notes.append(f"“{said}” names the file {place}, which is not in the package.")
        elif low.endswith(_PAGES):
            html = self.archive.read(place, xmls.MOST).decode("utf-8-sig", "replace")
            html = re.sub("[\ue000-\uf8ff]", "", html)
            if re.search(r"<script\b", html, re.IGNORECASE):
                self.notes.append(f"“{said}” has a program in it, which is left out.")
            self.pages[place] = resource.key
            chapter.units.append(Lesson(resource.key, names.words(said), html, resource.folder))
        elif TYPES.get(low[low.rfind(".") :], "").startswith("image/"):
            name = place.rpartition("/")[2]
            chapter.units.append(
                Lesson(
                    resource.key,
                    names.words(said),
                    f'<img src="{quote(name)}" alt="{escape(said)}">',
                    resource.folder,
                )
            )
        else:
            self.notes.append(
                f"“{said}” is the file {place}, which is left out: lessons hold pages and pictures only."
            )


def _title(item: etree._Element) -> str:
    return names.words(xmls.text(item.find("title")))
