"""Where a page's links and pictures lead, once it is a lesson among others."""

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from ujuzi.courses.converting import media
from ujuzi.courses.converting.report import Report
from ujuzi.courses.converting.shapes import Opened
from ujuzi.courses.converting.tree.nodes import Embed, Image
from ujuzi.courses.text.markup import ADDRESS

_MAIL = re.compile(r"mailto:[^\s@?]+@[^\s@?]+")
_YOUTUBE = re.compile(r"https?://(?:www\.)?youtube(?:-nocookie)?\.com/embed/(?P<name>[\w-]{5,20})")
_FILMS = re.compile(
    r"https?://([\w-]+\.)*(youtube\.com|youtu\.be|youtube-nocookie\.com|vimeo\.com|dailymotion\.com)/",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Around:
    """What stands around one page in one language; see `writing.Around`. `units`: names of lessons by the key of their page."""

    opened: Opened
    path: str
    title: str
    units: Mapping[str, str]
    shelf: media.Shelf
    report: Report
    own: frozenset[str] = frozenset()  # names of quizzes made of this page

    def name(self, code: str, what: str) -> None:
        self.report.name(code, self.path, " ".join(what.split())[:120])

    def address(self, href: str) -> str:
        """`https://…`, `mailto:…` or `lesson:…`; "" for what leads to nothing, which is named."""
        said = "".join(href.split()).strip("()[]")
        if not said or said.startswith("#"):
            return ""
        if said.startswith("lesson:"):
            return said if said.removeprefix("lesson:") in self.own else ""
        lesson = next(
            (self.units[key] for key in self.opened.pages_at(said, self.path) if key in self.units), ""
        )
        there = f"lesson:{lesson}" if lesson else self.elsewhere(said)
        if not there:
            self.name("address", href)
        return there

    def elsewhere(self, src: str) -> str:
        """`https://…` or `mailto:…`; "" for what the source gives no address for."""
        said = f"https:{src}" if src.startswith("//") else src
        if re.match(r"https?:", said, re.IGNORECASE):
            film = _YOUTUBE.match(said)
            said = f"https://www.youtube.com/watch?v={film['name']}" if film else said
            return said if ADDRESS.match(said) and _host(said) else ""
        if said.lower().startswith("mailto:"):
            mail = _MAIL.match(said)
            return mail[0] if mail else ""
        known = re.match(r"[a-z][a-z0-9+.-]*:", said, re.IGNORECASE)
        return "" if known else self.opened.published(said, self.path)

    def picture(self, image: Image) -> tuple[str, str] | None:
        """Its path in the course and its words; None, and named, when it stays behind."""
        if re.match(r"(https?:)?//", image.src, re.IGNORECASE):
            self.name("remote-picture", image.src)
            return None
        if image.src.startswith("data:"):
            self.name("picture-kind", image.src[:40])
            return None
        there = self.opened.files_at(image.src, self.path)
        if not there:
            self.name("picture", image.src)
            return None
        code, path = self.shelf.picture(there[0])
        if code:
            self.name(code, there[0])
            return None
        if not image.alt:
            self.name("words", there[0])
        return path, self.words_of(image)

    def words_of(self, image: Image) -> str:
        """Its alternative text; else what its file is called."""
        if image.alt:
            return image.alt
        stem = (
            ""
            if image.src.startswith("data:")
            else posixpath.splitext(posixpath.basename(unquote(image.src.partition("?")[0])))[0]
        )
        return re.sub(r"[-_\s]+", " ", stem).strip() or self.title

    def film(self, embed: Embed) -> tuple[str, str, str] | None:
        """The paths of film, captions and transcript, when all of them are in the source; else what it is is named."""
        if re.match(r"(https?:)?//", embed.src, re.IGNORECASE):
            self.name("film" if embed.kind != "frame" or _FILMS.match(embed.src) else "activity", embed.src)
            return None
        if embed.kind == "frame":
            self.name("activity", embed.src)
            return None
        films = self.opened.files_at(embed.src, self.path)
        captions = self.opened.files_at(embed.captions, self.path) if embed.captions else []
        placed = self.shelf.film(films[0], captions[0]) if films and captions else None
        if placed is None:
            self.name("captions", embed.src)
        return placed

    def embed_title(self, embed: Embed) -> str:
        """What a link to it says."""
        if embed.title:
            return embed.title
        host = (_host(embed.src) if "//" in embed.src else "").removeprefix("www.")
        film = bool(_FILMS.match(embed.src)) or embed.kind != "frame"
        return f"{'▶ ' if film else ''}{self.title}{f' ({host})' if host else ''}"


def _host(address: str) -> str:
    try:
        return urlsplit(f"https:{address}" if address.startswith("//") else address).hostname or ""
    except ValueError:
        return ""
