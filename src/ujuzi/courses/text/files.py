"""The files of a course, from a folder or a zip archive, with bounds; and what their pictures are."""

import hashlib
import re
import struct
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from lxml import etree

from ujuzi.courses.text.faults import Faults

MOST_FILES = 5000
TEXT_BYTES = 500_000
PICTURE_BYTES = 2_000_000
FILM_BYTES = 500_000_000
IGNORED = re.compile(r"(^|/)(\.[^/]*|__MACOSX|Thumbs\.db|README(\.\w+)*|LICEN[SC]E(\.\w+)*)(/|$)")
TYPES = {
    ".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".webp": "image/webp", ".avif": "image/avif",
    ".gif": "image/gif", ".mp4": "video/mp4", ".webm": "video/webm", ".vtt": "text/vtt",
}  # fmt: skip
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
_SVG = "{http://www.w3.org/2000/svg}"


class Source(Protocol):
    """Where a course's files come from. Paths are relative, with `/`."""

    def sizes(self) -> dict[str, int]: ...

    def read(self, path: str) -> bytes: ...


@dataclass(slots=True)
class Memory:
    """Files held in memory: from the database, and in tests."""

    contents: Mapping[str, bytes]

    def sizes(self) -> dict[str, int]:
        return {path: len(content) for path, content in self.contents.items()}

    def read(self, path: str) -> bytes:
        return self.contents[path]


@dataclass(slots=True)
class Folder:
    """A folder on this machine. Links that lead out of it are left out, and said."""

    root: Path
    faults: Faults

    def sizes(self) -> dict[str, int]:
        found = {}
        for path in sorted(self.root.rglob("*")):
            name = path.relative_to(self.root).as_posix()
            if IGNORED.search(name) or path.is_dir():
                continue
            if path.is_symlink() or not path.is_file():
                self.faults.say(name, 0, 0, "outside")
            else:
                found[name] = path.stat().st_size
            if len(found) > MOST_FILES:
                self.faults.say("", 0, 0, "too-many", most=MOST_FILES)
                break
        return found

    def read(self, path: str) -> bytes:
        return (self.root / path).read_bytes()


@dataclass(slots=True)
class Archive:
    """A zip archive; a course may lie in it within one folder. Declared sizes are not trusted when reading."""

    archive: zipfile.ZipFile
    faults: Faults
    prefix: str = ""

    def sizes(self) -> dict[str, int]:
        infos = self._plain(self.archive.infolist())
        if len(infos) > MOST_FILES:
            self.faults.say("", 0, 0, "too-many", most=MOST_FILES)
            return {}
        tops = {one.filename.partition("/")[0] for one in infos}
        if len(tops) == 1 and all("/" in one.filename for one in infos):
            self.prefix = f"{tops.pop()}/"
        return {one.filename.removeprefix(self.prefix): one.file_size for one in infos}

    def _plain(self, infos: list[zipfile.ZipInfo]) -> list[zipfile.ZipInfo]:
        """The files to read; of those that lead out of the course a fault is said."""
        found = []
        for one in infos:
            name, link = one.orig_filename, (one.external_attr >> 28) == 0o12
            if link or name.startswith("/") or ".." in name.split("/") or "\\" in name or ":" in name:
                self.faults.say(name, 0, 0, "outside")
            elif not one.is_dir() and not IGNORED.search(name):
                found.append(one)
        return found

    def read(self, path: str) -> bytes:
        info = self.archive.getinfo(self.prefix + path)
        with self.archive.open(info) as stream:
            return stream.read(info.file_size)  # not a byte more than was declared and allowed


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def picture_size(content: bytes, media_type: str) -> tuple[int, int]:
    """Width and height in pixels; (0, 0) for what is not the picture that it is called. Raises NotPicture for a bad SVG."""
    if media_type == "image/svg+xml":
        return _svg(content)
    try:
        return _raster(content)
    except (struct.error, IndexError):
        return 0, 0


class NotPicture(ValueError):
    """An SVG that is not shown; the text says why."""


def _svg(content: bytes) -> tuple[int, int]:
    try:
        root = etree.fromstring(content, _PARSER)
    except etree.XMLSyntaxError as error:
        raise NotPicture(str(error)) from None
    if root.tag != f"{_SVG}svg" or root.getroottree().docinfo.internalDTD is not None:
        raise NotPicture("not <svg>")
    for element in root.iter(etree.Element):
        _harmless(element)
    box = re.split(r"[\s,]+", str(root.get("viewBox", "")).strip())
    try:
        width, height = (float(box[2]), float(box[3])) if len(box) == 4 else _sides(root)
    except ValueError:
        raise NotPicture("viewBox") from None
    return max(1, round(width)), max(1, round(height))


def _sides(root: etree._Element) -> tuple[float, float]:
    width, height = (re.sub(r"px$", "", str(root.get(side, ""))) for side in ("width", "height"))
    return float(width), float(height)


def _harmless(element: etree._Element) -> None:
    name = etree.QName(element).localname.lower()
    if name in ("script", "foreignobject", "iframe", "handler"):
        raise NotPicture(f"<{name}>")
    for key, value in element.attrib.items():
        plain = etree.QName(key).localname.lower()
        if plain.startswith("on") or (plain == "href" and not str(value).startswith("#")):
            raise NotPicture(plain)


def _raster(content: bytes) -> tuple[int, int]:
    """Width and height from the head of PNG, GIF, JPEG, WebP and AVIF."""
    if content[:8] == b"\x89PNG\r\n\x1a\n":
        return _pair(">II", content, 16)
    if content[:6] in (b"GIF87a", b"GIF89a"):
        return _pair("<HH", content, 6)
    if content[:2] == b"\xff\xd8":
        return _jpeg(content)
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return _webp(content)
    place = content.find(b"ispe", 0, 2000) if content[4:8] == b"ftyp" else -1
    return _pair(">II", content, place + 8) if place > 0 else (0, 0)


def _pair(form: str, content: bytes, place: int) -> tuple[int, int]:
    first, second = struct.unpack_from(form, content, place)
    return int(first), int(second)


def _jpeg(content: bytes) -> tuple[int, int]:
    place = 2
    while content[place] == 0xFF:
        marker = content[place + 1]
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = _pair(">HH", content, place + 5)
            return width, height
        place += 2 + struct.unpack_from(">H", content, place + 2)[0]
    return 0, 0


def _webp(content: bytes) -> tuple[int, int]:
    kind = content[12:16]
    if kind == b"VP8X":
        sides = [int.from_bytes(content[place : place + 3], "little") + 1 for place in (24, 27)]
        return sides[0], sides[1]
    if kind == b"VP8 ":
        width, height = _pair("<HH", content, 26)
        return width & 0x3FFF, height & 0x3FFF
    bits = int.from_bytes(content[21:25], "little")
    return (bits & 0x3FFF) + 1, ((bits >> 14) & 0x3FFF) + 1
