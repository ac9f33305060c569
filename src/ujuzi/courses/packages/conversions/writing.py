"""A draft to the files of a course in our format, such that the strict reader has no fault to find: what it would not take stays behind."""

import json
import math
import re
from dataclasses import dataclass, replace
from urllib.parse import unquote, urlsplit

from django.utils import translation
from django.utils.translation import gettext as _

from ujuzi.courses.packages.archives import Files
from ujuzi.courses.packages.conversions import names, prose, questions
from ujuzi.courses.packages.conversions.drafts import Chapter, Draft, Lesson, Quiz
from ujuzi.courses.packages.conversions.pictures import Pictures
from ujuzi.courses.packages.conversions.prose import CannotCarry
from ujuzi.courses.packages.shapes import NotTaken
from ujuzi.courses.text import faults, files, markup

WORDS_A_MINUTE = 130
UNSTATED = "NOASSERTION"  # SPDX for a licence that nobody stated
MOST_UNITS = 1500
_ADDRESS = re.compile(r"https?://[^\s/?#]+|mailto:[^\s@]+@[^\s@]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Head:
    """What the hub decides: the course's name and language; minutes 0: by its length."""

    name: str
    language: str
    title: str
    licence: str = ""
    minutes: int = 0


def files_of(draft: Draft, archive: Files, head: Head) -> dict[str, bytes]:
    """`{path: content}`. What stays behind is added to `draft.notes`. Raises NotTaken when nothing is left to learn from."""
    return _Course(draft, archive, head).files()


class _Course:
    """One course on its way into files."""

    def __init__(self, draft: Draft, archive: Files, head: Head) -> None:
        self.draft, self.archive, self.head = draft, archive, head
        self.pictures = Pictures(archive, draft.notes)
        self.items = names.Names()
        self.units: dict[int, str] = {}  # id of a unit -> its name
        self.by_key: dict[str, str] = {}
        self.there: set[str] = set()  # names that may be linked to
        self.written: set[str] = set()
        self.made: dict[str, bytes] = {}
        self.minutes = 0

    def files(self) -> dict[str, bytes]:
        self._name_units()
        modules = self._modules()
        if self.there - self.written:  # once more, now that it is known what there is to link to
            self.there &= self.written
            modules = self._modules()
        if not modules:
            why = "Nothing in it can be learned here."
            raise NotTaken("no-content", " ".join([why, *dict.fromkeys(self.draft.notes)]))
        self.draft.notes[:] = dict.fromkeys(self.draft.notes)
        return {"course.toml": self._toml(modules).encode(), **self.made, **self.pictures.files}

    def _modules(self) -> list[tuple[str, str]]:
        """Folder and title of each chapter in which there is something; the texts themselves go to `made`."""
        self.items, self.made, self.minutes, self.written = names.Names(), {}, 0, set()
        modules: list[tuple[str, str]] = []
        taken = names.Names()
        for chapter in self.draft.chapters:
            folder = f"{len(modules) + 1:02d}-{taken.free(chapter.key or chapter.title, 'part')}"
            if self._chapter(chapter, folder):
                modules.append((folder, names.words(chapter.title) or self.head.title))
        return modules

    def _name_units(self) -> None:
        free = names.Names()
        units = [unit for chapter in self.draft.chapters for unit in chapter.units]
        if len(units) > MOST_UNITS:
            raise NotTaken("too-many", f"It has {len(units)} pages and tests; {MOST_UNITS} are allowed.")
        for unit in units:
            name = free.free(unit.key or unit.title, "quiz" if isinstance(unit, Quiz) else "lesson")
            self.units[id(unit)] = name
            self.by_key.setdefault(unit.key, name)
        self.there = set(self.units.values())

    def _chapter(self, chapter: Chapter, folder: str) -> int:
        written = 0
        for unit in chapter.units:
            name = self.units[id(unit)]
            text = self._quiz(unit) if isinstance(unit, Quiz) else self._lesson(unit)
            title = names.words(unit.title) or names.words(chapter.title) or self.head.title
            if text is None:
                continue
            body, minutes, more = text
            said = f"+++\ntitle = {_quoted(title)}\nminutes = {minutes}\n{more}+++\n{body}\n".encode()
            if len(said) > files.TEXT_BYTES:
                self.draft.notes.append(f"“{title}” is longer than a lesson may be, and is left out.")
                continue
            written += 1
            self.written.add(name)
            self.minutes += minutes
            kind = ".quiz.md" if isinstance(unit, Quiz) else ".md"
            self.made[f"{folder}/{written:03d}-{name}.{self.head.language}{kind}"] = said
        return written

    # Texts

    def _around(self, folder: str, title: str) -> prose.Around:
        def picture(address: str) -> str:
            return self._picture(address, folder, title)

        return prose.Around(picture, lambda address: self._link(address, folder, title), self.head.language)

    def _reader(self) -> markup.Around:
        return markup.Around(self.head.language, self.pictures.media, {}, frozenset(self.there))

    def _lesson(self, lesson: Lesson) -> tuple[str, int, str] | None:
        """Its text, minutes, no more lines of the head; None when there is nothing to read."""
        around = self._around(lesson.folder, lesson.title)
        body, said = (
            self._body(lesson.html, around),
            "is shown in plain words: its form could not be carried over",
        )
        if body is None:
            body = self._body(prose.bare(lesson.html), around)
            said = said if body is not None else "is longer than a lesson may be, and is left out"
            self.draft.notes.append(f"“{lesson.title}” {said}.")
        if not body or not body.strip():
            return None
        return body, max(1, math.ceil(len(body.split()) / WORDS_A_MINUTE)), ""

    def _body(self, html: str, around: prose.Around) -> str | None:
        """Markdown without a fault; None when there is one."""
        try:
            body = prose.blocks(html, around)
        except CannotCarry:
            return None
        found = faults.Faults()
        markup.render(body, found.about(""), self._reader())
        return None if found else body

    def _quiz(self, quiz: Quiz) -> tuple[str, int, str] | None:
        around, written = self._around(quiz.folder, quiz.title), []
        for item in quiz.items:
            named = replace(item, name=self.items.free(item.name, "question"))
            try:
                written.append(questions.write(named, around, self._reader()))
            except CannotCarry as error:
                self.items.given.discard(named.name)
                said = names.words(prose.bare_words(item.text), 60) or item.name
                self.draft.notes.append(f"“{quiz.title}”: the question “{said}” is left out: {error}.")
        self.draft.notes += [f"“{quiz.title}”: {lost} is left out." for lost in around.lost]
        if not written:
            return None
        more = f"pass = {quiz.pass_percent}\n" if 0 < quiz.pass_percent <= 100 else ""
        more += f"draw = {quiz.draw}\n" if 0 < quiz.draw < len(written) else ""
        return "\n".join(written), max(1, len(written)), more

    # Addresses

    def _place(self, address: str, folder: str) -> str:
        """The file of the archive, or the page by the package's own name, that a relative address means."""
        try:
            path = unquote(urlsplit(address).path)
        except ValueError:
            return ""
        places = [_tidy(one) for one in self.draft.places(path, folder)]
        return next((one for one in places if one in self.draft.pages or one in self.archive.files), "")

    def _picture(self, address: str, folder: str, title: str) -> str:
        if not address:
            self.draft.notes.append(f"“{title}”: a picture that lies in no file is left out.")
            return ""
        if _is_far(address):
            self.draft.notes.append(
                f"“{title}” shows a picture from {names.words(address)}; there is a link to it."
            )
            return ""
        place = self._place(address, folder)
        if not place or place not in self.archive.files:
            self.draft.notes.append(f"“{title}” shows {names.words(address)}, which is not in the package.")
            return ""
        return self.pictures.bring(place)

    def _link(self, address: str, folder: str, title: str) -> str:
        """Where it leads in our course or elsewhere; "" for what does not come along."""
        address = address.strip()
        if _is_far(address):
            whole = f"https:{address}" if address.startswith("//") else address
            return whole if _ADDRESS.match(whole) else ""
        if (
            not address
            or address.startswith("#")
            or address.lower().startswith(("javascript:", "data:", "about:"))
        ):
            return ""
        place = self._place(address, folder)
        name = self.by_key.get(self.draft.pages.get(place, ""), "")
        if name in self.there:
            return f"lesson:{name}"
        if place and place.rpartition(".")[2].lower() not in ("htm", "html", "xhtml", "css", "js"):
            self.draft.notes.append(
                f"“{title}” links to the file {place}, which is left out: lessons hold no such files."
            )
        return ""

    # course.toml

    def _toml(self, modules: list[tuple[str, str]]) -> str:
        language, draft = self.head.language, self.draft
        summary = names.words(draft.summary, 500) or self.head.title
        values = {
            "id": self.head.name,
            "source_language": language,
            "licence": names.words(self.head.licence or draft.licence) or UNSTATED,
            "authors": [one for one in map(names.words, draft.authors) if one],
            "level": "beginner",
            "audiences": [],
            "subjects": [],
            "minutes": min(60_000, self.head.minutes or max(1, self.minutes)),
        }
        lines = [f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in values.items()]
        for key, said in (("title", self.head.title), ("summary", summary)):
            lines += ["", f"[{key}]", f"{language} = {_quoted(said)}"]
        for folder, title in modules:
            lines += ["", f"[modules.{folder}.title]", f"{language} = {_quoted(title)}"]
        return "\n".join(lines) + "\n"


def untitled(language: str) -> str:
    """A course whose package has no title."""
    with translation.override(language):
        return _("Course")


def _quoted(said: str) -> str:
    """A TOML text; `names.words` has taken out what JSON would leave and TOML forbids."""
    return json.dumps(said, ensure_ascii=False)


def _is_far(address: str) -> bool:
    low = address.lower()
    return low.startswith(("http://", "https://", "mailto:", "//"))


def _tidy(path: str) -> str:
    """Without . and .. ; "" for what would lie outside."""
    kept: list[str] = []
    for part in path.split("/"):
        if part == "..":
            if not kept:
                return ""
            kept.pop()
        elif part not in ("", "."):
            kept.append(part)
    return "/".join(kept)
