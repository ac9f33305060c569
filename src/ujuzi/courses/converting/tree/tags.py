"""Which elements of HTML mean what to us, and small questions about them."""

import re

from lxml import etree

DEEPEST = 40  # elements in one another; below, only the words are taken
HEADINGS = {f"h{level}": level for level in range(1, 7)}
CONTAINERS = frozenset(
    [
        "address",
        "article",
        "body",
        "center",
        "div",
        "fieldset",
        "footer",
        "form",
        "header",
        "html",
        "main",
        "nav",
        "section",
        "hgroup",
        "menu",
    ]
)
BLOCKS = CONTAINERS | frozenset(HEADINGS) | frozenset(
    ["p", "ul", "ol", "li", "dl", "dt", "dd", "pre", "blockquote", "table", "hr", "figure", "figcaption", "details", "summary", "aside", "iframe", "video", "audio", "embed", "object", "x-formula", "x-asked", "thead", "tbody", "tfoot", "tr", "td", "th", "caption"]
)  # fmt: skip
INLINES = frozenset(
    ["a", "abbr", "b", "bdi", "bdo", "big", "br", "button", "cite", "code", "data", "del", "dfn", "em", "font", "i", "img", "ins", "kbd", "label", "mark", "picture", "q", "ruby", "rb", "rp", "rt", "s", "samp", "small", "source", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr", "x-maths"]
)  # fmt: skip
DROPPED = frozenset(
    [
        "col",
        "colgroup",
        "script",
        "style",
        "template",
        "noscript",
        "head",
        "title",
        "meta",
        "link",
        "base",
        "svg",
        "canvas",
        "map",
        "area",
        "input",
        "select",
        "textarea",
        "option",
        "track",
        "param",
        "progress",
    ]
)
KNOWN = BLOCKS | INLINES | DROPPED
SILENT = frozenset(
    [
        "col",
        "colgroup",
        "script",
        "style",
        "head",
        "title",
        "meta",
        "link",
        "base",
        "input",
        "track",
        "param",
        "template",
    ]
)
SPACE = re.compile(r"[ \t\n\r\f]+")


def tag(element: etree._Element) -> str:
    return str(element.tag).lower() if isinstance(element.tag, str) else ""


def is_block(element: etree._Element) -> bool:
    name = tag(element)
    if name in ("code", "x-maths"):
        return False
    return name in BLOCKS or (
        name in INLINES and any(tag(inner) in BLOCKS for inner in element.iterdescendants())
    )


def is_left_out(element: etree._Element) -> bool:
    """What serves the site only: the way back from a footnote, the mark beside a heading, a picture once more for dark screens."""
    classes = str(element.get("class", "")).split()
    dark = "hidden" in classes and any(one.startswith("dark:") for one in classes)
    return dark or "footnote-backref" in classes or "headerlink" in classes


def words(element: etree._Element) -> str:
    return "".join(str(part) for part in element.itertext())


def take_out(element: etree._Element) -> None:
    """Removes an element, not the text after it."""
    above = element.getparent()
    if above is not None:
        before = element.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + (element.tail or "")
        else:
            above.text = (above.text or "") + (element.tail or "")
        above.remove(element)


def number(said: str | None, otherwise: int) -> int:
    return int(said) if said is not None and re.fullmatch(r"[0-9]{1,8}", said) else otherwise
