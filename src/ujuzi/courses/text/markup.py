"""A lesson's Markdown to HTML, with boxes, glossary terms, links between lessons, pictures, videos, mathematics.

No HTML is taken from authors, so what comes out holds only what is written here.
"""

import functools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import escape
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.container import container_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin

from ujuzi.courses.text import maths
from ujuzi.courses.text.faults import Say

BOXES = ("note", "example", "warning", "try", "reflect", "answer", "video")
_OPEN = re.compile(r":{3,}\s*(?P<kind>[^\s:]\S*)")
ADDRESS = re.compile(r"(https?://[^\s/]+|mailto:[^\s@]+@[^\s@]+)", re.IGNORECASE)
_SETTING = re.compile(r"(?P<name>captions|transcript|title):\s*(?P<value>\S.*)")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Media:
    """A file of the course: where pages find it, and a picture's size in CSS pixels."""

    address: str
    width: int = 0
    height: int = 0
    text: str = ""  # of a transcript, as Markdown


@dataclass(frozen=True, slots=True)
class Around:
    """What a text may refer to. `files` by their path in the course, `terms` and `units` by name."""

    language: str = "en"
    files: Mapping[str, Media] = field(default_factory=dict)
    terms: Mapping[str, str] = field(default_factory=dict)
    units: frozenset[str] = frozenset()


@dataclass(slots=True)
class Made:
    """`words` are those to read; `runs` tells whether there is code that can be tried out."""

    html: str = ""
    words: int = 0
    pictures: int = 0
    terms: set[str] = field(default_factory=set)
    runs: bool = False


def label(kind: str) -> str:
    """What a box is called, in the active language."""
    return {
        "note": _("Good to know"),
        "example": _("Example"),
        "warning": _("Take care"),
        "try": _("Try it"),
        "reflect": _("Think about it"),
        "answer": _("Answer"),
    }[kind]


def render(text: str, say: Say, around: Around, *, before: int = 0) -> Made:
    """The HTML of a text. `before`: how many lines of its file stand before it."""
    lines = text.split("\n")
    page = _Page(lines, say, around, before)
    tokens = parser().parse(text, {})
    page.check(tokens)
    with translation.override(around.language):
        page.made.html = page.write(tokens)
    return page.made


@functools.cache  # to make one takes longer than to read a page
def parser() -> MarkdownIt:
    """CommonMark with what docs/course-format.md adds to it."""
    made = MarkdownIt("commonmark", {"html": True}).enable("table")
    for kind in BOXES:
        made.use(container_plugin, kind)
    made.use(dollarmath_plugin, allow_space=False, allow_digits=False, double_inline=True)
    made.validateLink = lambda url: True  # type: ignore[method-assign]  # said as a fault below instead
    return made


class _Page:
    """One text on its way to HTML."""

    def __init__(self, lines: list[str], say: Say, around: Around, before: int) -> None:
        self.lines, self.say, self.around, self.before = lines, say, around, before
        self.made = Made()

    # Finding faults

    def at(self, token: Token, found: str = "") -> tuple[int, int]:
        """Line and column of a token, or of a text within it."""
        first, last = token.map or [0, 1]
        for number in range(first, min(last, len(self.lines))):
            column = self.lines[number].find(found) if found else 0
            if column >= 0:
                return self.before + number + 1, column + 1
        return self.before + first + 1, 1

    def check(self, tokens: list[Token]) -> None:
        level = 1
        for place, token in enumerate(tokens):
            if token.type == "html_block":
                self.say(*self.at(token), "html", found=token.content.strip()[:40])
            elif token.type == "th_open" and not tokens[place + 1].content.strip():
                token.tag = tokens[place + 2].tag = "td"  # an empty corner heads nothing
            elif token.type == "heading_open":
                level = self._heading(token, level)
            elif token.type.startswith("container_") and token.nesting == 1:
                self._closed(token)
            elif token.type == "inline":
                alone = len(token.children or []) == 1 and tokens[place - 1].type == "paragraph_open"
                self._inline(token, alone=alone)

    def _heading(self, token: Token, before: int) -> int:
        level = int(token.tag[1])
        if level == 1:
            self.say(*self.at(token), "title")
        elif level > before + 1:
            self.say(*self.at(token), "heading", level=level, before=before)
        return level

    def _closed(self, token: Token) -> None:
        end = token.map[1] if token.map else 0
        line = self.lines[end].strip() if end < len(self.lines) else ""
        if not (line.startswith(token.markup) and not line.strip(":")):
            self.say(*self.at(token), "box-open", marks=token.markup)

    def _inline(self, token: Token, *, alone: bool) -> None:
        for number, line in enumerate(token.content.split("\n"), (token.map or [0])[0]):
            if match := _OPEN.match(line.strip()):
                self.say(self.before + number + 1, 1, "box", name=match["kind"], known=", ".join(BOXES))
            elif line.strip().startswith(":::"):
                self.say(self.before + number + 1, 1, "box-stray")
        for child in token.children or []:
            if child.type == "html_inline":
                self.say(*self.at(token, child.content), "html", found=child.content)
            elif child.type == "link_open":
                self._link(token, str(child.attrs.get("href", "")))
            elif child.type == "image":
                self._picture(token, child, alone)
            elif child.type in ("text", "code_inline"):
                self.made.words += len(_WORD.findall(child.content))

    def _link(self, token: Token, href: str) -> None:
        kind, _colon, name = href.partition(":")
        if kind == "term":
            if name not in self.around.terms:
                self.say(*self.at(token, href), "no-term", name=name)
            self.made.terms.add(name)
        elif kind == "lesson":
            if name not in self.around.units:
                self.say(*self.at(token, href), "no-lesson", name=name)
        elif not ADDRESS.match(href):
            self.say(*self.at(token, href), "address", name=href)

    def _picture(self, token: Token, image: Token, alone: bool) -> None:
        name = str(image.attrs.get("src", ""))
        if not alone:
            self.say(*self.at(token, name), "picture-inside")
        if not image.content.strip():
            self.say(*self.at(token, name), "alt")
        media = self._media(token, name)
        if media is not None and not media.width:
            self.say(*self.at(token, name), "not-picture", name=name)
        self.made.pictures += 1

    def _media(self, token: Token, name: str) -> Media | None:
        media = self.around.files.get(name)
        if media is None:
            self.say(*self.at(token, name), "no-file", name=name)
        return media

    # Writing

    def write(self, tokens: list[Token]) -> str:
        return "".join(self._blocks(iter(tokens)))

    def _blocks(self, tokens: Iterator[Token]) -> Iterator[str]:
        for token in tokens:
            if token.type.startswith("container_"):
                yield self._box(token, tokens)
            elif token.type == "paragraph_open":
                yield self._paragraph(token, next(tokens))
                next(tokens)
            else:
                yield self._block(token)

    def _block(self, token: Token) -> str:
        match token.type:
            case "inline":
                return self._words(token.children or [])
            case "fence" | "code_block":
                return self._code(token)
            case "math_block" | "math_block_label":
                return self._maths(token, token, block=True)
            case "table_open":
                return '<div class="scroll"><table>'
            case "table_close":
                return "</table></div>"
            case "hr":
                return "<hr>"
        return _tag(token) if token.nesting and not token.hidden else ""

    def _box(self, token: Token, tokens: Iterator[Token]) -> str:
        kind = token.type.split("_")[1]
        inside = list(_until_close(tokens, token.type, token.type.replace("_open", "_close")))
        title = token.info.strip().removeprefix(kind).strip()
        if kind == "video":
            return self._video(token, title, inside)
        body = self.write(inside)
        if kind == "answer":
            return (
                f'<details class="answer"><summary>{escape(title) or label(kind)}</summary>{body}</details>'
            )
        head = f"<strong>{label(kind)}</strong>{f' {escape(title)}' if title else ''}"
        return f'<div class="box {kind}"><p class="box-head">{head}</p>{body}</div>'

    def _video(self, token: Token, name: str, inside: list[Token]) -> str:
        said = {}
        for line in "\n".join(one.content for one in inside if one.type == "inline").split("\n"):
            if match := _SETTING.fullmatch(line.strip()):
                said[match["name"]] = match["value"].strip()
        for needed in ("captions", "transcript"):
            if needed not in said:
                self.say(*self.at(token), "video", name=needed)
        film = self._media(token, name)
        captions, transcript = (
            self._media(token, said[one]) if one in said else None for one in ("captions", "transcript")
        )
        if not (film and captions and transcript):
            return ""
        title, tag = escape(said.get("title", "")), escape(self.around.language)
        told = render(transcript.text, self.say, self.around).html
        return (
            f'<figure class="video"><video controls preload="none" title="{title}" src="{escape(film.address)}">'
            f'<track kind="captions" srclang="{tag}" src="{escape(captions.address)}" default></video>'
            f"<figcaption>{title}</figcaption><details><summary>{_('What is said in the film')}</summary>{told}</details></figure>"
        )

    def _paragraph(self, opening: Token, inline: Token) -> str:
        children = inline.children or []
        if len(children) == 1 and children[0].type == "image":
            return self._figure(children[0])
        words = self._words(children)
        return words if opening.hidden else f"<p>{words}</p>"

    def _figure(self, image: Token) -> str:
        media = self.around.files.get(str(image.attrs.get("src", "")))
        if media is None:
            return ""
        caption = str(image.attrs.get("title", ""))
        return (
            f'<figure><img src="{escape(media.address)}" alt="{escape(image.content)}" width="{media.width}"'
            f' height="{media.height}" loading="lazy">{f"<figcaption>{escape(caption)}</figcaption>" if caption else ""}</figure>'
        )

    def _words(self, children: list[Token]) -> str:
        return "".join(self._word(child) for child in children)

    def _word(self, token: Token) -> str:
        match token.type:
            case "text":
                return escape(token.content)
            case "code_inline":
                return f"<code>{escape(token.content)}</code>"
            case "softbreak":
                return "\n"
            case "hardbreak":
                return "<br>"
            case "link_open":
                return self._href(str(token.attrs.get("href", "")))
            case "math_inline" | "math_inline_double":
                return self._maths(token, token, block=False)
            case "image" | "html_inline":
                return ""
        return _tag(token)

    def _href(self, href: str) -> str:
        kind, _colon, name = href.partition(":")
        if kind == "term":
            return f'<a class="term" href="#w-{escape(name)}">'
        if kind == "lesson":
            return f'<a href="../{escape(name)}/">'
        return f'<a href="{escape(href)}" rel="noopener">' if ADDRESS.match(href) else "<a>"

    def _code(self, token: Token) -> str:
        language, _space, rest = token.info.strip().partition(" ")
        runs = language == "js" and rest.strip() == "run"
        self.made.runs = self.made.runs or runs
        name = re.sub(r"[^\w+-]", "", language)
        kind = f' class="language-{name}"' if name else ""
        return f'<pre{" data-run" if runs else ""} dir="ltr"><code{kind}>{escape(token.content)}</code></pre>'

    def _maths(self, token: Token, place: Token, *, block: bool) -> str:
        try:
            return maths.mathml(token.content, block=block)
        except maths.NotMathematics as error:
            self.say(*self._line_of(token.content, place), "maths", reason=error)
            return f"<code>{escape(token.content)}</code>"

    def _line_of(self, content: str, place: Token) -> tuple[int, int]:
        first = content.strip().split("\n")[0]
        for number, line in enumerate(self.lines):
            if first and first in line:
                return self.before + number + 1, line.find(first) + 1
        return self.at(place)


def _until_close(tokens: Iterator[Token], opening: str, closing: str) -> Iterator[Token]:
    depth = 1
    for token in tokens:
        depth += (token.type == opening) - (token.type == closing)
        if not depth:
            return
        yield token


def _tag(token: Token) -> str:
    """An element of CommonMark's own, with the few attributes that it gives."""
    if token.nesting < 0:
        return f"</{token.tag}>"
    kept: dict[str, Any] = {key: value for key, value in token.attrs.items() if key in ("start", "style")}
    align = str(kept.pop("style", "")).removeprefix("text-align:")
    attributes = "".join(f' {key}="{escape(str(value))}"' for key, value in kept.items())
    if align in ("right", "center"):
        attributes += f' class="{"num" if align == "right" else "mid"}"'
    return f"<{token.tag}{attributes}>"
