"""The files of the source, within bounds: nothing outside of its folder is ever opened, and symbolic links are not followed."""

import os
import posixpath
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote

from ujuzi.courses.converting.report import Report
from ujuzi.courses.text import files

MOST_FILES = 50_000
TEXT_BYTES = 2 * files.TEXT_BYTES  # JSX and HTML take more room than what comes of them
_SKIPPED = frozenset({".git", "node_modules", ".venv", "venv", "__pycache__", "site"})


class NotConvertible(Exception):
    """The source is no course that we understand, or lacks what a course must have; the text says what."""

    permanent = True


@dataclass(slots=True)
class Originals:
    """`sizes` by path, relative to the root, with `/`. A path that is not in there does not exist for us."""

    root: Path
    report: Report
    sizes: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for folder, folders, names in os.walk(self.root, followlinks=False):
            within = Path(folder).relative_to(self.root).as_posix()
            folders[:] = sorted(name for name in folders if not self._skipped(folder, name, within))
            for name in sorted(names):
                path = posixpath.normpath(f"{within}/{name}")
                place = Path(folder, name)
                if place.is_symlink() or not place.is_file():
                    self.report.name("link", path, "")
                    continue
                self.sizes[path] = place.stat().st_size
            if len(self.sizes) > MOST_FILES:
                raise NotConvertible(f"There are more than {MOST_FILES} files in {self.root}.")

    def _skipped(self, folder: str, name: str, within: str) -> bool:
        if name in _SKIPPED:
            return True
        if Path(folder, name).is_symlink():
            self.report.name("link", posixpath.normpath(f"{within}/{name}"), "")
            return True
        return False

    def under(self, folder: str) -> list[str]:
        """The paths in a folder and below, in order."""
        start = "" if folder in ("", ".") else f"{folder.rstrip('/')}/"
        return [path for path in self.sizes if path.startswith(start)]

    def text(self, path: str) -> str | None:
        """A text with Unix line ends; None, and named, when it is none, or too large."""
        if path not in self.sizes:
            return None
        if self.sizes[path] > TEXT_BYTES:
            self.report.name("text", path, f"{self.sizes[path]} bytes")
            return None
        try:
            said = self.bytes(path).decode("utf-8-sig")
        except UnicodeDecodeError:
            self.report.name("text", path, "")
            return None
        return said.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")

    def bytes(self, path: str) -> bytes:
        """The content of a file in `sizes`."""
        return (self.root / path).read_bytes()


def joined(folder: str, href: str) -> str:
    """The path that a relative address means, seen from a folder; "" for one that leads out."""
    there = unquote(href.partition("#")[0].partition("?")[0])
    if not there or "\\" in there or "\x00" in there:
        return ""
    path = posixpath.normpath(posixpath.join(folder, there))
    return "" if path.startswith(("/", "..")) else path
