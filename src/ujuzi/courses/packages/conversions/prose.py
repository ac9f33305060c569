"""HTML of a package to the Markdown of our lessons: cleaned first, then written so that nothing in it becomes a sign of ours."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape, unescape
from typing import Any

import nh3
from django.utils import translation
from django.utils.translation import gettext as _
from markdownify import MarkdownConverter

from ujuzi.courses.packages.conversions import escaping

DEEPEST = 60
LONGEST = 400_000
INLINE = {
    "a",
    "b",
    "strong",
    "em",
    "i",
    "code",
    "kbd",
    "samp",
    "sub",
    "sup",
    "img",
    "q",
    "math",
    "annotation",
}
BLOCKS = {
    "p", "div", "section", "article", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd", "blockquote", "pre", "table",
    "caption", "thead", "tbody", "tfoot", "tr", "td", "th", "figure", "figcaption", "details", "summary", "hr", "br", "iframe", "video",
    "audio", "source", "embed",
}  # fmt: skip
ATTRIBUTES = {
    "a": {"href"}, "img": {"src", "alt", "title"}, "math": {"alttext"}, "annotation": {"encoding"}, "iframe": {"src", "title"}, "ol": {"start"},
    "video": {"src", "title"}, "audio": {"src", "title"}, "source": {"src"}, "embed": {"src", "title"}, "td": {"colspan"}, "th": {"colspan"},
}  # fmt: skip
NOT_READ = {
    "script",
    "style",
    "template",
    "noscript",
    "head",
    "title",
    "object",
    "svg",
    "select",
    "button",
    "textarea",
}
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")  # also one that never closes: this must not look far ahead
_OPEN_ENDED = {
    "p",
    "li",
    "br",
    "img",
    "hr",
    "td",
    "th",
    "tr",
    "dt",
    "dd",
    "input",
    "source",
    "option",
    "meta",
    "link",
    "col",
    "embed",
    "wbr",
}
_BETWEEN = re.compile(
    r"</?(?:p|div|li|ul|ol|br|tr|td|th|dt|dd|h[1-6]|pre|blockquote|section|table)\b[^<>]*>", re.IGNORECASE
)


class CannotCarry(Exception):
    """This text or question cannot be said in our format; the text says why, as the end of a sentence."""


@dataclass(slots=True)
class Around:
    """`picture`: the path in our course of a picture's address, "" when it does not come along. `link`: where a link may lead, or ""."""

    picture: Callable[[str], str]
    link: Callable[[str], str]
    language: str = "en"
    lost: list[str] = field(default_factory=list)


def blocks(html: str, around: Around, *, headings: bool = True) -> str:
    """Markdown of any length; headings start at ##, or are bold where `headings` is False. Raises CannotCarry."""
    _bounded(html)
    clean = nh3.clean(
        html, tags=INLINE | BLOCKS, attributes=ATTRIBUTES, clean_content_tags=NOT_READ, link_rel=None
    )
    if _depth(clean) > DEEPEST:
        raise CannotCarry("it is nested too deeply")
    levels = [int(one) for one in re.findall(r"<h([1-6])", clean)]
    with translation.override(around.language):
        made = _Writer(around, min(levels, default=2), headings).convert(clean)
    return re.sub(r"\n{3,}", "\n\n", made).strip("\n ")


def line(html: str, around: Around) -> str:
    """Markdown on one line; a picture only when there is nothing beside it. Raises CannotCarry."""
    _bounded(html)
    apart = _BETWEEN.sub(lambda found: " " + found[0], html)
    clean = nh3.clean(apart, tags=INLINE, attributes=ATTRIBUTES, clean_content_tags=NOT_READ, link_rel=None)
    if _depth(clean) > DEEPEST:
        raise CannotCarry("it is nested too deeply")
    made = " ".join(_Writer(around, 2, False).convert(clean).split())
    if "![" in made.replace("\\!", "") and not re.fullmatch(r"!\[(?:[^\[\]\\]|\\.)*\]\([^()\s]+\)", made):
        raise CannotCarry("a picture stands beside the words of an answer")
    return made


def bare(html: str) -> str:
    """What is left when a page's form cannot be carried over: its paragraphs in plain words, as HTML."""
    paragraphs = (
        unescape(re.sub(r"<[^<>]*>", " ", one))
        for one in re.split(r"</p>|<br\s*/?>|</li>|</h\d>|</div>", html)
    )
    return "".join(f"<p>{escape(' '.join(one.split()))}</p>" for one in paragraphs if one.strip())


def _bounded(html: str) -> None:
    """The cleaner takes time by the square of the depth, so what nobody writes is not given to it."""
    if len(html) > LONGEST:
        raise CannotCarry(f"it is longer than {LONGEST:,} characters")
    if _depth(html) > 10 * DEEPEST:
        raise CannotCarry("it is nested too deeply")


def _depth(html: str) -> int:
    deepest = depth = 0
    for found in _TAG.finditer(html):
        if found[2].lower() in _OPEN_ENDED:
            continue
        depth = max(0, depth - 1) if found[1] else depth + 1
        deepest = max(deepest, depth)
    return deepest


class _Writer(MarkdownConverter):
    """markdownify with our signs: pictures by themselves, no HTML, no heading left out, mathematics between dollars."""

    def __init__(self, around: Around, highest: int, headings: bool) -> None:
        super().__init__(
            bullets="-", heading_style="atx", newline_style="backslash", wrap=True, wrap_width=None
        )
        self.around, self.highest, self.headings = around, highest, headings
        self.level, self.waiting = 1, list[str]()

    def escape(self, said: str, parent_tags: set[str]) -> str:
        return escaping.words(said)

    def convert_hN(self, n: int, el: Any, said: str, parent_tags: set[str]) -> str:  # noqa: N802  -- theirs
        said = " ".join(said.split()).rstrip("#").rstrip("\\")
        if "_inline" in parent_tags or not said:
            return said
        if not self.headings or parent_tags & {"li", "blockquote", "details"}:
            return f"\n\n**{said}**\n\n" + self._flushed()
        self.level = min(max(2, n - self.highest + 2), self.level + 1)
        return f"\n\n{'#' * self.level} {said}\n\n" + self._flushed()

    def convert_a(self, el: Any, said: str, parent_tags: set[str]) -> str:
        href = self.around.link(str(el.get("href") or ""))
        if (
            "_noformat" in parent_tags
            or not href
            or not said.strip()
            or el.find("img")
            or el.find_parent("a")
        ):
            return said
        return f"{_edge(said, 0)}[{' '.join(said.split())}]({escaping.address(href)}){_edge(said, -1)}"

    def _marked(self, mark: str, names: set[str], el: Any, said: str, parent_tags: set[str]) -> str:
        plain = said.strip()
        if not plain or parent_tags & (names | {"_noformat"}) or "\n\n" in plain or "![" in plain:
            return said
        return escaping.marked(said, mark, str(el.next_sibling or ""))

    def convert_b(self, el: Any, said: str, parent_tags: set[str]) -> str:
        return self._marked("**", {"b", "strong"}, el, said, parent_tags)

    convert_strong = convert_b

    def convert_em(self, el: Any, said: str, parent_tags: set[str]) -> str:
        return self._marked("*", {"i", "em"}, el, said, parent_tags)

    convert_i = convert_em

    def convert_code(self, el: Any, said: str, parent_tags: set[str]) -> str:
        if parent_tags & {"pre", "code", "kbd", "samp"}:
            return said
        plain = " ".join(el.get_text().split())
        return escaping.words(plain) if parent_tags & {"td", "th"} else escaping.code(plain)

    convert_kbd = convert_samp = convert_code

    def convert_pre(self, el: Any, said: str, parent_tags: set[str]) -> str:
        if "_inline" in parent_tags:
            return escaping.words(" ".join(el.get_text().split()))
        for br in el.find_all("br"):
            br.replace_with("\n")
        return f"\n\n{escaping.fence(el.get_text())}\n\n"

    def convert_sub(self, el: Any, said: str, parent_tags: set[str]) -> str:
        return escaping.lowered(said)

    def convert_sup(self, el: Any, said: str, parent_tags: set[str]) -> str:
        return escaping.raised(said)

    def convert_q(self, el: Any, said: str, parent_tags: set[str]) -> str:
        return f"“{said}”"

    def convert_math(self, el: Any, said: str, parent_tags: set[str]) -> str:
        noted = el.find("annotation", encoding=re.compile("tex", re.IGNORECASE))
        tex = str(el.get("alttext") or (noted.get_text() if noted else ""))
        return escaping.maths(tex) if tex.strip() else said

    def convert_annotation(self, el: Any, said: str, parent_tags: set[str]) -> str:
        return ""

    def convert_img(self, el: Any, said: str, parent_tags: set[str]) -> str:
        address, alt = str(el.get("src") or ""), " ".join(str(el.get("alt") or el.get("title") or "").split())
        path = self.around.picture(address)
        if not path:
            href = self.around.link(address) if "//" in address else ""
            return (
                f" [{escaping.words(alt or href)}]({escaping.address(href)}) "
                if href
                else escaping.words(alt)
            )
        made = f"![{escaping.words(alt or _stem(path))}]({path})"
        if "_inline" in parent_tags:
            self.waiting.append(made)
            return ""
        return f"\n\n{made}\n\n"

    def _flushed(self) -> str:
        """Pictures out of a table or heading come after it."""
        made, self.waiting = "".join(f"{one}\n\n" for one in self.waiting), []
        return made

    def convert_iframe(self, el: Any, said: str, parent_tags: set[str]) -> str:
        inside = el.find("source")
        address = str(el.get("src") or (inside.get("src") if inside else "") or "")
        href = self.around.link(address)
        if not href:
            return ""
        return f"\n\n[{escaping.words(str(el.get('title') or href))}]({escaping.address(href)})\n\n"

    convert_video = convert_audio = convert_embed = convert_iframe

    def convert_details(self, el: Any, said: str, parent_tags: set[str]) -> str:
        """The box that is opened by a tap."""
        if parent_tags & {"li", "blockquote", "table", "details", "_inline"} or not said.strip():
            return said
        head = el.find("summary", recursive=False)
        title = " ".join(head.get_text().split()) if head else _("Transcript")
        return f"\n\n:::answer {escaping.title(title)}\n{said.strip()}\n:::\n\n"

    def convert_summary(self, el: Any, said: str, parent_tags: set[str]) -> str:
        in_box = el.parent.name == "details" and not parent_tags & {"li", "blockquote", "table", "_inline"}
        return "" if in_box and not el.parent.find_parent("details") else f"\n\n{said.strip()}\n\n"

    def convert_dt(self, el: Any, said: str, parent_tags: set[str]) -> str:
        plain = " ".join(said.split())
        return (
            f"\n\n**{plain}**\n\n"
            if plain and "_inline" not in parent_tags and "**" not in plain
            else f" {plain} "
        )

    def convert_dd(self, el: Any, said: str, parent_tags: set[str]) -> str:
        return f" {said.strip()} " if "_inline" in parent_tags else f"\n\n{said.strip()}\n\n"

    convert_figure = convert_caption = convert_dd

    def convert_table(self, el: Any, said: str, parent_tags: set[str]) -> str:
        if parent_tags & {"td", "th"}:
            return " ".join(re.sub(r"(?<!\\)\||---", " ", said).split())
        captions = [one.extract() for one in el.find_all("caption")]
        head = "".join(f"{escaping.words(' '.join(one.get_text().split()))}\n\n" for one in captions)
        return f"\n\n{head}{escaping.table(said)}\n\n{self._flushed()}"


def _edge(said: str, place: int) -> str:
    return " " if said and said[place].isspace() else ""


def _stem(path: str) -> str:
    return path.rpartition("/")[2].partition(".")[0].replace("-", " ")


def bare_words(html: str) -> str:
    """The words of HTML however it is nested: for naming it in a note."""
    return " ".join(unescape(re.sub(r"<[^<>]*>", " ", html[:LONGEST])).split())
