"""What is wrong with a course's text, and where: one list for the whole course, so that an author mends all at once."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

MESSAGES = {
    "no-course": _("There is no course.toml in this folder: is it a course?"),
    "not-utf8": _("This file is not UTF-8 text."),
    "too-big": _("This file is {size} bytes; {most} are allowed."),
    "too-many": _("There are more than {most} files in this folder."),
    "stray": _("This file is not part of a course; see the layout in docs/course-format.md."),
    "outside": _("This is a link to somewhere else; a course holds plain files only."),
    "name": _("“{name}” cannot be a name: small letters, digits and hyphens only, and not enrol, files, glossary, goal, reading or run."),
    "twice": _("“{name}” is there twice; first in {first}."),
    "number-twice": _("Two things here have the number {number}."),
    "language": _("“{name}” is not a language tag, such as en, sw or zh-Hans."),
    "no-source": _("“{name}” has no text in {language}, the course's source language."),
    "kinds": _("“{name}” is a lesson in one language and a quiz in another."),
    "no-units": _("There are no lessons here."),
    "toml": _("Not valid TOML: {reason}"),
    "no-head": _("The file does not start with a head between two lines of +++."),
    "open-head": _("The head is not closed: a second line of +++ is missing."),
    "unknown": _("“{name}” is not known here. Known: {known}"),
    "missing": _("“{name}” is missing."),
    "kind": _("“{name}” must be {wanted}."),
    "choice": _("“{name}” is none of: {known}"),
    "range": _("“{name}” must be from {low} to {high}."),
    "empty": _("There is no text here."),
    "html": _("HTML is not taken: write Markdown. Found: {found}"),
    "title": _("A lesson's only first heading is its title: start with ##."),
    "heading": _("A heading of level {level} after one of level {before} leaves out a level."),
    "alt": _("A picture needs words for whoever does not see it: ![What it shows](…)"),
    "picture-inside": _("A picture stands alone in its own paragraph."),
    "no-file": _("There is no file {name}."),
    "not-picture": _("{name} is not a picture that a course may hold: SVG, PNG, JPEG, WebP, AVIF or GIF."),
    "bad-svg": _("{name} is not an SVG picture that we can show: {reason}"),
    "address": _("“{name}” is not an address that a course may link to."),
    "no-term": _("The glossary has no “{name}”."),
    "no-lesson": _("There is no lesson or quiz “{name}”."),
    "box": _("“{name}” is not a kind of box. There are: {known}"),
    "box-open": _("This box is not closed: a line with {marks} is missing."),
    "box-stray": _("This line closes no box."),
    "maths": _("This is not mathematics that we can show: {reason}"),
    "video": _("A video needs captions and a transcript: the line “{name}: …” is missing."),
    "no-items": _("There is no question here: each starts with ## and its name."),
    "item-name": _("A question starts with ## and a name of small letters, digits and hyphens."),
    "no-answer": _("This question has no answer; see “A quiz” in docs/course-format.md."),
    "mixed": _("These answers belong to another type of question than those above."),
    "one-right": _("Exactly one answer with (x) must be right."),
    "some-right": _("At least one answer with [x] must be right."),
    "two-options": _("A question needs two answers or more to choose from."),
    "same-option": _("Two answers say the same."),
    "no-feedback": _("A wrong answer needs feedback: a line with > below it."),
    "stray-feedback": _("Feedback with > belongs below an answer."),
    "number": _("“{name}” is not a number, such as 42, 42 +- 0.5 or 41.5 .. 42.5."),
    "ordering": _("The steps are numbered 1. 2. 3. in the right order; here should be {wanted}."),
    "pair": _("A pair is written: - left => right"),
    "gap": _("Gaps are written in the text as [[word|another way to write it]], with no list of answers."),
    "text-after": _("This line belongs to nothing: indent it below an answer, or start with Hint:, Why: or Lesson:."),
    "draw": _("{draw} questions are to be drawn from {have}."),
    "no-key": _("The translation of a question must have the same answers, in the same order."),
    "no-item": _("The source language has no question “{name}”."),
    "lost-item": _("The translation lacks the question “{name}”."),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fault:
    """`line` and `column` count from 1; 0 where the fault is of a whole file or folder."""

    path: str
    line: int
    column: int
    code: str
    values: Mapping[str, Any] = field(default_factory=dict)

    @property
    def message(self) -> str:
        """In the active language."""
        return gettext(MESSAGES[self.code]).format(**self.values)

    def __str__(self) -> str:
        where = f"{self.path}:{self.line}:{self.column}" if self.line else self.path
        return f"{where}: {self.message}"


class Faults(list[Fault]):
    """The list that all readers of one course write into."""

    def say(self, path: str, line: int, column: int, code: str, **values: Any) -> None:
        self.append(Fault(path, line, column, code, values))

    def about(self, path: str) -> "Say":
        """`say(line, column, code, ...)` for one file."""
        return partial(self.say, path)

    def in_order(self) -> list[Fault]:
        return sorted(self, key=lambda fault: (fault.path, fault.line, fault.column))


Say = partial[None]
