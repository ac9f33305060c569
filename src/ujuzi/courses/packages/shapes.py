"""What a package holds, whatever its format."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from ujuzi.courses.packages.archives import Files


class NotTaken(Exception):
    """The package is not taken, as a whole; `code` is a word for programs, the text says why."""

    permanent = True

    def __init__(self, code: str, why: str) -> None:
        super().__init__(why)
        self.code = code


@dataclass(frozen=True, slots=True)
class Part:
    """What is launched by itself: a SCO, an H5P content. `launch`: its file in the package, with query. `settings`: for the player."""

    name: str
    title: str
    launch: str
    settings: Mapping[str, Any] = field(default_factory=dict)
    chapter: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """`identifier` tells a later version of the same package; `language` "" where it does not say. `notes`: what could not be
    carried out, in words.
    """

    identifier: str
    title: str
    language: str
    parts: tuple[Part, ...]
    notes: tuple[str, ...] = ()
    licence: str = ""
    authors: tuple[str, ...] = ()
    summary: str = ""


class Format(Protocol):
    """A module of `formats/`."""

    LABEL: str
    PLAYER: str  # which part of the player runs it

    def looks_like(self, archive: Files) -> bool: ...
    def read(self, archive: Files) -> Found: ...  # raises NotTaken
