"""A page in all its languages to a lesson, a quiz, or both."""

import hashlib
import re
from dataclasses import dataclass, field

from ujuzi.courses.converting import heads, links, media, quizzes
from ujuzi.courses.converting.names import Names
from ujuzi.courses.converting.originals import Originals
from ujuzi.courses.converting.report import Report
from ujuzi.courses.converting.shapes import Opened, Page, PageText
from ujuzi.courses.converting.tree import from_html, writing
from ujuzi.courses.converting.tree.nodes import Block, Blocks, Heading, plain
from ujuzi.courses.text import files, markup
from ujuzi.courses.text.reading import DIGITS

WORDS_A_MINUTE = 130
MOST_MINUTES = 1000
Texts = dict[str, PageText]  # by language, the source language first
Parts = dict[str, quizzes.Parts]


@dataclass(slots=True)
class Written:
    """The texts made so far, by path, and how many of each by language. `minutes`: of all, in the source language."""

    files: dict[str, str] = field(default_factory=dict)
    lessons: dict[str, int] = field(default_factory=dict)
    quizzes: dict[str, int] = field(default_factory=dict)
    questions: dict[str, int] = field(default_factory=dict)
    minutes: int = 0


class Pages:
    """Writes pages one after the other. `units`: the name of each page's lesson, by its key."""

    def __init__(
        self, opened: Opened, originals: Originals, report: Report, units: dict[str, str], names: Names
    ) -> None:
        self.opened, self.originals, self.report, self.units, self.names = (
            opened,
            originals,
            report,
            units,
            names,
        )
        self.language = opened.outline.language
        self.shelf = media.Shelf(originals)
        self.out = Written()
        self.written: set[str] = set()  # keys of the pages of which something came

    def write(self, page: Page, folder: str, place: int) -> int:
        """Puts a page's lesson and quiz after the `place` units that the folder has; gives back how many of both there are."""
        unit = self.units[page.key]
        texts = self._texts(page)
        source = texts.get(self.language)
        if source is None:
            return 0
        quiz = self.names.give([f"{unit}-quiz"], "quiz") if source.questions else ""
        parts = self._parts(texts, quiz)
        name = quiz if parts[self.language].rest else unit
        items = self._items(name, source, parts[self.language].questions)
        if quiz and not items:
            parts = self._parts(texts, "")  # no link to a quiz that there is not
        stem = f"{folder}/{place + 1:02d}-{unit}"
        written = self._lessons(stem, texts, parts, frozenset({name} if items else ()))
        if items:
            self._quizzes(f"{folder}/{place + written + 1:02d}-{name}", items, texts, parts)
            written += 1
        if not written:
            self.report.name("empty", source.path, source.title)
        else:
            self.written.add(page.key)
        return written

    def _parts(self, texts: Texts, quiz: str) -> Parts:
        return {
            language: quizzes.apart(text, quiz, self._around(text).name) for language, text in texts.items()
        }

    def _texts(self, page: Page) -> Texts:
        order = sorted(page.paths, key=lambda language: (language != self.language, language))
        return {language: text for language in order if (text := self._read(page, language)) is not None}

    def _read(self, page: Page, language: str) -> PageText | None:
        path = page.paths[language]
        text = self.originals.text(path)
        if text is None:
            return None
        html = self.opened.html(text, path, language)
        blocks = from_html.blocks(html.html, lambda code, what: self.report.name(code, path, what))
        title = page.titles.get(language, "").strip() or _first_heading(blocks)
        title = (
            title
            or page.titles.get(self.language, "").strip()
            or page.key.rpartition("/")[2].replace("-", " ")
        )
        return PageText(path, heads.short(title) or "–", _untitled(blocks, title), html.questions)

    def _around(self, text: PageText, own: frozenset[str] = frozenset()) -> links.Around:
        return links.Around(self.opened, text.path, text.title, self.units, self.shelf, self.report, own)

    def _check(self, language: str, own: frozenset[str]) -> markup.Around:
        """What the reader of our format will know when it reads this page; pictures as they come to the shelf."""
        return markup.Around(language, self.shelf.media, {}, frozenset(self.units.values()) | own)

    # Lessons

    def _lessons(self, stem: str, texts: Texts, parts: Parts, own: frozenset[str]) -> int:
        """Writes the lesson in every language; 0 when it has no words in the source language. `own`: the quiz of the page."""
        digest = ""
        for language, text in texts.items():
            body = writing.Writer(self._around(text, own)).page(
                parts[language].rest, self._check(language, own)
            )
            minutes = max(1, min(MOST_MINUTES, round(len(body.split()) / WORDS_A_MINUTE)))
            content = f"{heads.unit(text.title, minutes, digest)}{body}\n"
            if not body or not self._fits(content, text.path):
                if language == self.language:
                    return 0
                continue
            if language == self.language:
                digest = _digest(content)
                self.out.minutes += minutes
            self.out.files[f"{stem}.{language}.md"] = content
            self.out.lessons[language] = self.out.lessons.get(language, 0) + 1
        return 1

    def _fits(self, content: str, path: str) -> bool:
        size = len(content.encode())
        if size > files.TEXT_BYTES:
            self.report.name("big", path, f"{size} bytes of text")
        return size <= files.TEXT_BYTES

    # Quizzes

    def _quizzes(self, stem: str, items: list["Kept"], texts: Texts, parts: Parts) -> None:
        """Writes the quiz in every language whose questions go with those of the source."""
        digest = ""
        for language, text in texts.items():
            if language == self.language:
                body = "\n".join(item.text for item in items)
            else:
                body = self._translated(
                    items, text, parts[self.language].questions, parts[language].questions, language
                )
            if not body:
                continue
            content = heads.unit(_quiz_title(text, parts[language]), max(1, len(items)), digest) + body
            digest = digest or _digest(content)
            self.out.files[f"{stem}.{language}.quiz.md"] = content
            self.out.quizzes[language] = self.out.quizzes.get(language, 0) + 1
            self.out.questions[language] = self.out.questions.get(language, 0) + len(items)
        self.out.minutes += len(items)

    def _items(self, quiz: str, text: PageText, questions: tuple[quizzes.Question, ...]) -> list["Kept"]:
        writer = quizzes.Writer(self.opened, self._around(text))
        found = []
        for place, question in enumerate(questions):
            name = f"{quiz}-{place + 1}"
            said = writer.item(name, question, self._check(self.language, frozenset({quiz})))
            if said:
                found.append(Kept(name, place, said))
            else:
                self.report.name("choice", text.path, f"question {place + 1}")
        return found

    def _translated(
        self,
        items: list["Kept"],
        text: PageText,
        source: tuple[quizzes.Question, ...],
        other: tuple[quizzes.Question, ...],
        language: str,
    ) -> str:
        """The same questions in another language, those that it lacks in that of the source; "" when it lacks too many."""
        around = self._around(text)
        found = quizzes.aligned(source, other, around.name) if other else None
        if found is None:
            return ""
        writer, parts = quizzes.Writer(self.opened, around), []
        for item in items:
            own = found[item.place]
            said = writer.item(item.name, own, self._check(language, frozenset())) if own is not None else ""
            if own is not None and not said:
                around.name("question", item.name)
            parts.append(said or item.text)
        return "\n".join(parts)


@dataclass(frozen=True, slots=True)
class Kept:
    """A question of the source that can be kept: its name, its place among all of the page, its text."""

    name: str
    place: int
    text: str


def _digest(content: str) -> str:
    return hashlib.sha256(content.encode()).hexdigest()[:DIGITS]


def _first_heading(blocks: Blocks) -> str:
    return next((plain(one.inside).strip() for one in blocks if isinstance(one, Heading)), "")


def _untitled(blocks: Blocks, title: str) -> Blocks:
    """Without the first heading, when it is of the first level and says what the title says."""
    place = next((place for place, one in enumerate(blocks) if isinstance(one, Heading)), None)
    if place is None:
        return blocks
    first: Block = blocks[place]
    assert isinstance(first, Heading)
    said, wanted = _letters(plain(first.inside)), _letters(title)
    alike = not said or said in wanted or wanted in said or _common(plain(first.inside), title) >= 0.5
    return blocks[:place] + blocks[place + 1 :] if first.level == 1 and alike else blocks


def _letters(words: str) -> str:
    return "".join(letter for letter in words.casefold() if letter.isalnum())


def _common(first: str, second: str) -> float:
    one, other = set(re.findall(r"\w+", first.casefold())), set(re.findall(r"\w+", second.casefold()))
    return len(one & other) / min(len(one), len(other)) if one and other else 0.0


def _quiz_title(text: PageText, parts: quizzes.Parts) -> str:
    heading = parts.heading.strip()
    return f"{text.title}: {heading}" if parts.rest and heading and heading != text.title else text.title
