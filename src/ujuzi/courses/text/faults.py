"""What is wrong with a course's text, and where: one list for the whole course, so that an author mends all at once."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

MESSAGES = {
    "no-course": "There is no course.toml in this folder: is it a course?",
    "not-utf8": "This file is not UTF-8 text.",
    "too-big": "This file is {size} bytes; {most} are allowed.",
    "too-many": "There are more than {most} files in this folder.",
    "stray": "This file is not part of a course; see the layout in docs/course-format.md.",
    "outside": "This is a link to somewhere else; a course holds plain files only.",
    "name": "“{name}” cannot be a name: small letters, digits and hyphens only, and not enrol, files, glossary, goal, reading or run.",
    "twice": "“{name}” is there twice; first in {first}.",
    "number-twice": "Two things here have the number {number}.",
    "language": "“{name}” is not a language tag, such as en, sw or zh-Hans.",
    "no-source": "“{name}” has no text in {language}, the course's source language.",
    "kinds": "“{name}” is a lesson in one language and a quiz in another.",
    "no-units": "There are no lessons here.",
    "toml": "Not valid TOML: {reason}",
    "no-head": "The file does not start with a head between two lines of +++.",
    "open-head": "The head is not closed: a second line of +++ is missing.",
    "unknown": "“{name}” is not known here. Known: {known}",
    "missing": "“{name}” is missing.",
    "kind": "“{name}” must be {wanted}.",
    "choice": "“{name}” is none of: {known}",
    "range": "“{name}” must be from {low} to {high}.",
    "empty": "There is no text here.",
    "html": "HTML is not taken: write Markdown. Found: {found}",
    "title": "A lesson's only first heading is its title: start with ##.",
    "heading": "A heading of level {level} after one of level {before} leaves out a level.",
    "alt": "A picture needs words for whoever does not see it: ![What it shows](…)",
    "picture-inside": "A picture stands alone in its own paragraph.",
    "no-file": "There is no file {name}.",
    "not-picture": "{name} is not a picture that a course may hold: SVG, PNG, JPEG, WebP, AVIF or GIF.",
    "bad-svg": "{name} is not an SVG picture that we can show: {reason}",
    "address": "“{name}” is not an address that a course may link to.",
    "no-term": "The glossary has no “{name}”.",
    "no-lesson": "There is no lesson or quiz “{name}”.",
    "box": "“{name}” is not a kind of box. There are: {known}",
    "box-open": "This box is not closed: a line with {marks} is missing.",
    "box-stray": "This line closes no box.",
    "maths": "This is not mathematics that we can show: {reason}",
    "video": "A video needs captions and a transcript: the line “{name}: …” is missing.",
    "no-items": "There is no question here: each starts with ## and its name.",
    "item-name": "A question starts with ## and a name of small letters, digits and hyphens.",
    "no-answer": "This question has no answer; see “A quiz” in docs/course-format.md.",
    "mixed": "These answers belong to another type of question than those above.",
    "one-right": "Exactly one answer with (x) must be right.",
    "some-right": "At least one answer with [x] must be right.",
    "two-options": "A question needs two answers or more to choose from.",
    "same-option": "Two answers say the same.",
    "no-feedback": "A wrong answer needs feedback: a line with > below it.",
    "stray-feedback": "Feedback with > belongs below an answer.",
    "number": "“{name}” is not a number, such as 42, 42 +- 0.5 or 41.5 .. 42.5.",
    "ordering": "The steps are numbered 1. 2. 3. in the right order; here should be {wanted}.",
    "pair": "A pair is written: - left => right",
    "gap": "Gaps are written in the text as [[word|another way to write it]], with no list of answers.",
    "text-after": "This line belongs to nothing: indent it below an answer, or start with Hint:, Why: or Lesson:.",
    "draw": "{draw} questions are to be drawn from {have}.",
    "no-key": "The translation of a question must have the same answers, in the same order.",
    "no-item": "The source language has no question “{name}”.",
    "lost-item": "The translation lacks the question “{name}”.",
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
        return MESSAGES[self.code].format(**self.values)

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
