"""What a kind of course hands over to be converted: its outline, with the texts of every page."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from ujuzi.courses.converting.originals import Originals
from ujuzi.courses.converting.report import Report
from ujuzi.courses.converting.tree.nodes import Blocks

Texts = Mapping[str, str]  # {language: text}


@dataclass(frozen=True, slots=True)
class Choice:
    """An answer to choose; Markdown or HTML of the source."""

    text: str
    right: bool
    explain: str = ""


@dataclass(frozen=True, slots=True)
class Html:
    """A page brought down to HTML; `<x-asked n="0">` stands where the first of `questions` is asked."""

    html: str
    questions: tuple[tuple[Choice, ...], ...] = ()


@dataclass(slots=True)
class Page:
    """A page in all its languages. `key` stays the same when the order changes; `paths` are files of the source."""

    key: str
    titles: dict[str, str] = field(default_factory=dict)
    paths: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Section:
    """A part of the navigation: pages and further parts, in order."""

    key: str
    titles: dict[str, str] = field(default_factory=dict)
    within: list["Section | Page"] = field(default_factory=list)

    @property
    def pages(self) -> list[Page]:
        """All of them, those of its parts too."""
        return [page for one in self.within for page in ([one] if isinstance(one, Page) else one.pages)]


@dataclass(slots=True)
class About:
    """What the course is, for course.toml. What the source does not say is empty."""

    name: str = ""
    licence: str = ""
    authors: list[str] = field(default_factory=list)
    titles: dict[str, str] = field(default_factory=dict)
    summaries: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Outline:
    """`site` is where the course is published, with "/" at its end, or ""."""

    about: About
    language: str
    root: Section
    site: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """What whoever converts may say; empty: as the source says."""

    name: str = ""
    language: str = ""
    licence: str = ""
    authors: tuple[str, ...] = ()
    site: str = ""


@dataclass(frozen=True, slots=True)
class PageText:
    """A page in one language, as a tree. `questions` as in Html."""

    path: str
    title: str
    blocks: Blocks
    questions: tuple[tuple[Choice, ...], ...] = ()


class Kind(Protocol):
    """What a module under `kinds` offers."""

    LABEL: str

    def looks_like(self, originals: Originals) -> bool: ...

    def open(self, originals: Originals, report: Report, asked: Asked) -> "Opened": ...


class Opened(Protocol):
    """One source, understood."""

    @property
    def outline(self) -> Outline: ...

    def html(self, text: str, path: str, language: str) -> Html:
        """A page's text as HTML."""

    def line(self, text: str) -> str:
        """A text of a line or two, such as an answer, as HTML."""

    def pages_at(self, href: str, path: str) -> list[str]:
        """The keys of pages that a link on the page at `path` may mean, likeliest first."""

    def files_at(self, href: str, path: str) -> list[str]:
        """The files of the source that it may mean, likeliest first."""

    def published(self, href: str, path: str) -> str:
        """Where on the web it leads; "" when the source does not say."""
