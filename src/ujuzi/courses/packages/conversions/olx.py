"""Open edX courses (OLX): course.xml, from which each thing points by its url_name to a file of its own.

Source: docs.openedx.org, "Open Learning XML". What is kept of policies is what learners see; keys for other tools stay behind.
"""

import html
import json
import re
from typing import Any

from lxml import etree

from ujuzi.courses.packages.archives import Files
from ujuzi.courses.packages.conversions import names, olx_problems, olx_videos, prose, xmls
from ujuzi.courses.packages.conversions.drafts import Chapter, Draft, Lesson, Quiz
from ujuzi.courses.packages.shapes import NotTaken
from ujuzi.courses.text.shapes import Item
from ujuzi.standards import safexml

LABEL = "Open edX (OLX)"
HEAD = "course.xml"
GROUPS = frozenset({"vertical", "wrapper", "problemset", "library_content", "itembank"})
SEQUENCES = frozenset({"sequential", "videosequence", "section"})
SILENT = frozenset({"wiki", "textbook"})
DEEPEST = 12
GENERIC = frozenset(
    {
        "unit",
        "text",
        "html",
        "raw html",
        "video",
        "problem",
        "blank common problem",
        "multiple choice",
        "checkboxes",
    }
)
_ASSET = re.compile(r"/?(?:static/|asset-v1:[^/]*?@asset\+block[@/]|c4x/[^/]+/[^/]+/asset/)(?P<name>.+)")
_JUMP = re.compile(r"/?jump_to(?:_id)?/(?P<id>.+)|.*/jump_to/.*[@/](?P<block>[^/@]+)/?")
_LICENCE = re.compile(
    r"creative-commons:?\s*(?:ver=(?P<version>[\d.]+))?\s*(?P<terms>[A-Z ]*)", re.IGNORECASE
)


def looks_like(archive: Files) -> bool:
    place = _head(archive)
    return place is not None and b"<course" in archive.read(place, xmls.MOST)[:5000]


def _head(archive: Files) -> str | None:
    found = [name for name in archive.files if name.rpartition("/")[2] == HEAD and name.count("/") <= 2]
    return min(found, key=lambda name: (name.count("/"), name), default=None)


def read(archive: Files) -> Draft:
    return _Course(archive, str(_head(archive))).draft()


class _Course:
    """One course as it is read; `notes` and `pages` fill on the way."""

    def __init__(self, archive: Files, head: str) -> None:
        self.archive, self.root = archive, head.removesuffix(HEAD)
        self.notes: list[str] = []
        self.pages: dict[str, str] = {}
        self.staff_only = 0
        self.policy: dict[str, Any] = {}

    def draft(self) -> Draft:
        pointer = xmls.file(self.archive, f"{self.root}{HEAD}")
        if pointer.tag != "course":
            raise NotTaken("no-content", f"{HEAD} holds no course.")
        run = pointer.get("url_name") or ""
        self.policy = self._json(f"policies/{run}/policy.json")
        course = self.whole(pointer)
        chapters = [self._chapter(self.whole(one)) for one in course if self._is_shown(one)]
        self._say_what_stays(course)
        if not any(chapter.units for chapter in chapters):
            why = "The course has no chapters with lessons or problems in it: only its description was exported."
            raise NotTaken("no-content", " ".join([why, *self.notes]) if chapters else why)
        said = self._policy_of("course", run)
        identifier = "+".join(pointer.get(one) or course.get(one) or "" for one in ("org", "course"))
        return Draft(
            f"olx:{identifier}+{run}",
            names.words(str(course.get("display_name") or said.get("display_name") or "")),
            names.language(str(course.get("language") or said.get("language") or "")),
            licence(str(course.get("license") or said.get("license") or "")),
            (str(pointer.get("org") or course.get("org") or ""),),
            self._summary(),
            chapters,
            self.pages,
            self._places,
            self.notes,
        )

    # Files

    def _json(self, name: str) -> dict[str, Any]:
        try:
            found = json.loads(self.archive.read(self.root + name, xmls.MOST))
        except (KeyError, ValueError, RecursionError):
            return {}
        return found if isinstance(found, dict) else {}

    def _policy_of(self, tag: str, name: str) -> dict[str, Any]:
        found = self.policy.get(f"{tag}/{name}")
        return found if isinstance(found, dict) else {}

    def _text(self, name: str) -> str:
        try:
            return self.archive.read(self.root + name, xmls.MOST).decode("utf-8", "replace")
        except KeyError:
            return ""

    def whole(self, pointer: etree._Element) -> etree._Element:
        """What an element points to by its url_name, or itself when its content is in it."""
        name = str(pointer.get("url_name") or "")
        place = f"{self.root}{pointer.tag}/{name.replace(':', '/')}.xml"
        if len(pointer) or (pointer.text or "").strip() or not name or place not in self.archive.files:
            return pointer
        try:
            found = xmls.read(self.archive.read(place, xmls.MOST))
        except safexml.XmlError as error:
            self.notes.append(f"{place} cannot be read ({error.detail}), and is left out.")
            return pointer
        for key, value in pointer.attrib.items():
            found.set(key, found.get(key, value))
        return found

    def _places(self, address: str, folder: str) -> list[str]:
        if match := _JUMP.fullmatch(address):
            return [f"jump/{match['id'] or match['block']}"]
        match = _ASSET.fullmatch(address)
        name = match["name"] if match else address
        return [
            f"{self.root}static/{name}",
            f"{self.root}static/{name.replace('/', '_')}",
            f"{self.root}{name}",
        ]

    # Parts

    def _is_shown(self, element: etree._Element) -> bool:
        """Counts what is for staff only."""
        hidden = "true" in (
            element.get("visible_to_staff_only"),
            self.whole(element).get("visible_to_staff_only"),
        )
        self.staff_only += hidden
        return not hidden and element.tag not in SILENT

    def title(self, element: etree._Element, otherwise: str = "") -> str:
        name = str(element.get("url_name") or "")
        said = element.get("display_name") or self._policy_of(str(element.tag), name).get("display_name")
        title = names.words(str(said or ""))
        return otherwise if otherwise and title.lower() in GENERIC else title or otherwise

    def _chapter(self, chapter: etree._Element) -> Chapter:
        title = self.title(chapter)
        made = Chapter(str(chapter.get("url_name") or ""), title)
        if chapter.tag in SEQUENCES or chapter.tag not in ("chapter", *GROUPS):
            made.units += self._sequence(chapter, title)
            return made
        for child in chapter:
            if self._is_shown(child):
                made.units += self._sequence(self.whole(child), title)
        return made

    def _sequence(self, sequence: etree._Element, above: str) -> list[Lesson | Quiz]:
        if sequence.tag not in SEQUENCES:
            return self._page(sequence, above, 0)
        title = self.title(sequence, above)
        wanted = self._pass_percent() if sequence.get("graded") == "true" else 0
        units: list[Lesson | Quiz] = []
        for child in sequence:
            if self._is_shown(child):
                units += self._page(self.whole(child), title, wanted)
        return units

    def _pass_percent(self) -> int:
        cutoffs = self._json(f"policies/{self._run()}/grading_policy.json").get("GRADE_CUTOFFS")
        marks = (
            [one for one in cutoffs.values() if isinstance(one, int | float)]
            if isinstance(cutoffs, dict)
            else []
        )
        return max(0, min(100, round(100 * min(marks)))) if marks else 0

    def _run(self) -> str:
        return next((key.partition("/")[2] for key in self.policy if key.startswith("course/")), "")

    def _page(self, page: etree._Element, above: str, wanted: int) -> list[Lesson | Quiz]:
        """A vertical as a lesson of what is to be read and a quiz of what is to be answered."""
        title, key = self.title(page, above), str(page.get("url_name") or "")
        texts: list[str] = []
        items: list[Item] = []
        self._fill(page, title, texts, items, 0)
        made: list[Lesson | Quiz] = []
        if any(one.strip() for one in texts):
            made.append(Lesson(key, title, "\n".join(texts)))
        if items:
            quiz_key = f"{key}-quiz" if made else key
            made.append(Quiz(quiz_key, title, items, pass_percent=wanted))
        if made and key:
            self.pages[f"jump/{key}"] = made[0].key
        return made

    def _fill(
        self, element: etree._Element, title: str, texts: list[str], items: list[Item], depth: int
    ) -> None:
        tag = str(element.tag)
        if tag in GROUPS and depth < DEEPEST:
            for child in element:
                if self._is_shown(child):
                    self._fill(self.whole(child), title, texts, items, depth + 1)
        elif tag == "html":
            texts.append(self._html(element))
        elif tag == "video":
            texts.append(
                olx_videos.html(element, self.title(element, title), self.archive, f"{self.root}static/")
            )
        elif tag == "problem":
            found = olx_problems.read(element, self.title(element, title))
            items += found.items
            texts.append(found.text)
            self.notes += found.notes
        else:
            self.notes.append(
                f"“{self.title(element, title)}” ({tag}) is left out: the hub has no such thing."
            )

    def _html(self, element: etree._Element) -> str:
        name = str(element.get("filename") or element.get("file") or "")
        if not name and (len(element) or (element.text or "").strip()):
            return xmls.inner(element)
        name = (name or str(element.get("url_name") or "")).replace(":", "/")
        place = next(
            (
                one
                for one in (f"html/{name}.html", f"html/{name}", name)
                if self.root + one in self.archive.files
            ),
            "",
        )
        if not place:
            self.notes.append(f"The page html/{name}.html is not in the package.")
            return ""
        if re.search(r"<script\b", text := self._text(place), re.IGNORECASE):
            self.notes.append(f"“{self.title(element) or name}” has a program in it, which is left out.")
        return re.sub("[\ue000-\uf8ff]", "", text)

    # About

    def _summary(self) -> str:
        short = prose.bare_words(self._text("about/short_description.html"))
        overview = self._text("about/overview.html")
        first = re.search(r"<p[^<>]*>(.{1,2000}?)</p>", overview[:50_000], re.DOTALL | re.IGNORECASE)
        said = short or prose.bare_words(first[1] if first else "")
        return "" if said.startswith("Include your long course description here") else html.unescape(said)

    def _say_what_stays(self, course: etree._Element) -> None:
        if self.staff_only:
            self.notes.append(f"{self.staff_only} parts are for staff only, and are left out.")
        said = {*course.attrib, *self._policy_of("course", self._run())}
        if said & {"lti_passports", "matlab_api_key", "giturl", "remote_gradebook"}:
            self.notes.append(
                "Keys and addresses for other tools (such as lti_passports) were in it; they are not kept."
            )
        if any(one.tag == "wiki" for one in course):
            self.notes.append("The wiki, discussions and tabs of the course are not part of it here.")


def licence(said: str) -> str:
    """An SPDX name, or the words as they are."""
    match = _LICENCE.match(said.strip())
    if match is None:
        return names.words(said)
    terms = [one for one in match["terms"].upper().split() if one in ("BY", "NC", "ND", "SA")]
    return "-".join(["CC", *terms, match["version"] or "4.0"]) if terms else "CC0-1.0"
