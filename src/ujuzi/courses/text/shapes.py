"""What a course, a lesson and a quiz are once read: plain values, the same whatever they were read from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

Texts = Mapping[str, str]  # {language: text}


class Kind(StrEnum):
    """What a unit of a course is."""

    LESSON = "lesson"
    QUIZ = "quiz"
    PACKAGE = "package"


class ItemType(StrEnum):
    """How an item is answered."""

    SINGLE = "single"
    MULTIPLE = "multiple"
    TRUE_FALSE = "true-false"
    NUMBER = "number"
    TEXT = "text"
    ORDERING = "ordering"
    MATCHING = "matching"
    GAP = "gap"


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to choose. `text` and `feedback` are HTML."""

    text: str
    right: bool
    feedback: str = ""


@dataclass(frozen=True, slots=True)
class Foreseen:
    """A wrong answer that authors foresaw, and what to say to it (HTML)."""

    answer: str
    feedback: str


@dataclass(frozen=True, slots=True)
class Item:
    """One question in one language. Which fields count depends on the type.

    `text`, `why`, `hint` are HTML; a gap n of the text is written as `gap_mark(n)`. `accepted` are the texts taken for right;
    for gaps there is a list of them for each gap, in `gaps`. `low` and `high` are the ends of what counts as the right number.
    """

    name: str
    type: ItemType
    text: str
    options: tuple[Option, ...] = ()
    truth: bool = False
    low: str = ""
    high: str = ""
    accepted: tuple[str, ...] = ()
    foreseen: tuple[Foreseen, ...] = ()
    steps: tuple[str, ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()
    extras: tuple[str, ...] = ()
    gaps: tuple[tuple[str, ...], ...] = ()
    feedback: str = ""
    hint: str = ""
    why: str = ""
    lesson: str = ""
    fixed: bool = False
    line: int = 0

    def key(self) -> tuple[Any, ...]:
        """What a translation must have in common with its source, that one attempt may go on in another language."""
        choice = self.type in (ItemType.SINGLE, ItemType.MULTIPLE)
        return (
            self.type,
            tuple(option.right for option in self.options) if choice else len(self.options),
            self.truth,
            self.low,
            self.high,
            len(self.steps),
            len(self.pairs),
            len(self.extras),
            len(self.gaps),
        )


def gap_mark(number: int) -> str:
    """Stands in an item's HTML where the learner fills in; characters that no text has."""
    return f"\ue000{number}\ue001"


@dataclass(frozen=True, slots=True)
class Text:
    """A lesson or quiz in one language. `digest` is of the file; `source` the digest it was translated from."""

    language: str
    title: str
    digest: str
    html: str = ""
    words: int = 0
    terms: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    runs: bool = False
    items: tuple[Item, ...] = ()
    source: str = ""


@dataclass(frozen=True, slots=True)
class Unit:
    """A lesson or quiz in all its languages. `pass_percent` 0: nothing to pass; `draw` 0: all items."""

    name: str
    kind: Kind
    texts: Mapping[str, Text]
    minutes: int = 0
    pass_percent: int = 0
    draw: int = 0
    of_course: bool = False
    path: str = ""


@dataclass(frozen=True, slots=True)
class Module:
    name: str
    titles: Texts
    units: tuple[Unit, ...]


@dataclass(frozen=True, slots=True)
class Term:
    """An entry of the glossary in one language; `html` explains it."""

    name: str
    title: str
    html: str


@dataclass(frozen=True, slots=True)
class File:
    """A picture, video, captions: `digest` (SHA-256, hex) is its address, so a changed file is another one."""

    path: str
    digest: str
    media_type: str
    size: int
    width: int = 0
    height: int = 0


@dataclass(frozen=True, slots=True)
class Course:
    """A whole course. `digest` is of all its files."""

    name: str
    source_language: str
    licence: str
    authors: tuple[str, ...]
    level: str
    audiences: tuple[str, ...]
    subjects: tuple[str, ...]
    minutes: int
    titles: Texts
    summaries: Texts
    competencies: tuple[str, ...] = ()
    outcomes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    modules: tuple[Module, ...] = ()
    glossary: Mapping[str, Mapping[str, Term]] = field(default_factory=dict)
    files: Mapping[str, File] = field(default_factory=dict)
    digest: str = ""

    @property
    def units(self) -> tuple[Unit, ...]:
        return tuple(unit for module in self.modules for unit in module.units)

    @property
    def languages(self) -> tuple[str, ...]:
        """Those that any unit has a text in, the source language first."""
        found = {language for unit in self.units for language in unit.texts}
        return (self.source_language, *sorted(found - {self.source_language}))
