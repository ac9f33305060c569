"""A course on its way from a partner's format to ours: its texts are still the HTML that the package holds."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from ujuzi.courses.packages.archives import Files
from ujuzi.courses.text.shapes import Item


@dataclass(slots=True)
class Lesson:
    """`key` is the package's own name for it, which its progress hangs on; `folder` is where its relative addresses start."""

    key: str
    title: str
    html: str
    folder: str = ""


@dataclass(slots=True)
class Quiz:
    """`items` have HTML in their texts, also in steps and left sides; right sides, answers and gaps are plain text.
    `pass_percent` and `draw` as in a quiz's head; 0: not said.
    """

    key: str
    title: str
    items: list[Item]
    folder: str = ""
    pass_percent: int = 0
    draw: int = 0


@dataclass(slots=True)
class Chapter:
    key: str
    title: str
    units: list[Lesson | Quiz] = field(default_factory=list)


def relative(address: str, folder: str) -> list[str]:
    """Where in the archive the file of an address may lie: seen from the folder of the page, then from the top."""
    return [f"{folder}/{address}".strip("/"), address.lstrip("/")]


@dataclass(slots=True)
class Draft:
    """`identifier` tells a later version of the same course; `language` "" where it does not say.

    `pages`: the key of the unit that a path of the archive became. `places`: paths of the archive that an address (decoded, without
    query) may mean, given the folder of its page. `notes`: what is left out, in words.
    """

    identifier: str
    title: str
    language: str = ""
    licence: str = ""
    authors: tuple[str, ...] = ()
    summary: str = ""
    chapters: list[Chapter] = field(default_factory=list)
    pages: Mapping[str, str] = field(default_factory=dict)
    places: Callable[[str, str], list[str]] = relative
    notes: list[str] = field(default_factory=list)


class Conversion(Protocol):
    """A module of `conversions/`."""

    LABEL: str

    def looks_like(self, archive: Files) -> bool: ...
    def read(self, archive: Files) -> Draft: ...  # raises NotTaken
