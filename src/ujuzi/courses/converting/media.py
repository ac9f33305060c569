"""Pictures and films that come along, and under which names."""

import posixpath
import re
from dataclasses import dataclass, field

from ujuzi.courses.converting.names import Names
from ujuzi.courses.converting.originals import Originals
from ujuzi.courses.converting.tree import inline
from ujuzi.courses.text import files, markup

MOST_PICTURES = 3000  # of the five thousand files that a course may have
_TIME = re.compile(r"^(?P<first>[\d:.,]+)\s*-->\s*(?P<last>[\d:.,]+).*$", re.MULTILINE)
_TAGS = re.compile(r"<[^>]*>|\{[^}]*\}")


@dataclass(slots=True)
class Shelf:
    """The files of the course besides its texts, by path: where each lies in the source, or what it holds."""

    originals: Originals
    placed: dict[str, str | bytes] = field(default_factory=dict)
    media: dict[str, markup.Media] = field(
        default_factory=dict
    )  # the same, as the reader of our format has it
    _known: dict[str, tuple[str, str]] = field(default_factory=dict)
    _names: Names = field(default_factory=Names)

    def picture(self, path: str) -> tuple[str, str]:
        """("", its path in the course), or (the reason why it stays behind, "")."""
        if path not in self._known:
            self._known[path] = self._picture(path)
        return self._known[path]

    def _picture(self, path: str) -> tuple[str, str]:
        ending = posixpath.splitext(path)[1].lower()
        media_type = files.TYPES.get(ending, "")
        if self.originals.sizes[path] > files.PICTURE_BYTES:
            return "big", ""
        if not media_type.startswith("image/") or len(self.placed) >= MOST_PICTURES:
            return "picture-kind", ""
        content = self.originals.bytes(path)
        try:
            width, _height = files.picture_size(content, media_type)
        except files.NotPicture:
            width = 0
        if not width:
            return "picture-kind", ""
        stem = posixpath.splitext(path)[0]
        name = self._names.give([posixpath.basename(stem), stem[-60:]], "picture")
        place = f"figures/{name}{ending}"
        self.placed[place] = path
        self.media[place] = markup.Media(place, 1, 1)
        return "", place

    def film(self, path: str, captions: str) -> tuple[str, str, str] | None:
        """The paths in the course of film, captions and transcript; None where one of them is not fit for it."""
        ending = posixpath.splitext(path)[1].lower()
        if ending not in (".mp4", ".webm") or self.originals.sizes[path] > files.FILM_BYTES:
            return None
        said = self.originals.text(captions)
        spoken = transcript(said or "")
        if said is None or not spoken:
            return None
        name = self._names.give([posixpath.splitext(posixpath.basename(path))[0]], "film")
        paths = (f"films/{name}{ending}", f"films/{name}.vtt", f"films/{name}.md")
        self.placed |= {paths[0]: path, paths[1]: vtt(said).encode(), paths[2]: spoken.encode()}
        self.media |= {
            paths[0]: markup.Media(paths[0]),
            paths[1]: markup.Media(paths[1]),
            paths[2]: markup.Media("", text=spoken),
        }
        return paths


def vtt(said: str) -> str:
    """WebVTT from WebVTT or SubRip."""
    if said.lstrip().startswith("WEBVTT"):
        return said
    timed = _TIME.sub(
        lambda match: f"{match['first'].replace(',', '.')} --> {match['last'].replace(',', '.')}",
        said.strip(),
    )
    return f"WEBVTT\n\n{timed}\n"


def transcript(said: str) -> str:
    """What is spoken, as Markdown in paragraphs of about ten captions; "" for what holds no captions."""
    spoken: list[str] = []
    for block in re.split(r"\n\s*\n", said):
        time = _TIME.search(block)
        words = " ".join(_TAGS.sub("", block[time.end() :]).split()) if time else ""
        if words and (not spoken or spoken[-1] != words):
            spoken.append(words)
    rows = [" ".join(spoken[place : place + 10]) for place in range(0, len(spoken), 10)]
    return "\n\n".join(inline.start(inline.escaped(row)) for row in rows)
