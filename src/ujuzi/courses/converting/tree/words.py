"""What stands within a line of HTML: words, emphasis, links, code, mathematics, pictures."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from lxml import etree

from ujuzi.courses.converting.tree import tags
from ujuzi.courses.converting.tree.nodes import Break, Code, Image, Inline, Link, Marked, Maths, Text, plain
from ujuzi.courses.converting.tree.tags import SPACE

Name = Callable[[str, str], None]  # what could not come in: a code of report.MESSAGES, and of what
_ADDRESS = re.compile(r"https?://[^\s<>\[\]()\"“”]*[^\s<>\[\]()\"“”.,;:!?'*_]")
_SMALL = {
    "sup": str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ"),
    "sub": str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎"),
}


class Reader:
    """Reads lines; `name` is told what has no place in a lesson."""

    def __init__(self, name: Name) -> None:
        self.name = name

    def inlines(self, element: etree._Element, depth: int) -> list[Inline]:
        found = list(self.text(element.text))
        for child in element:
            found += [*self.inline(child, depth + 1), *self.text(child.tail)]
        return found

    def inline(self, element: etree._Element, depth: int) -> list[Inline]:
        tag = tags.tag(element)
        if tags.is_left_out(element):
            return []
        if depth > tags.DEEPEST:
            return list(self.text(tags.words(element)))
        if tag in tags.DROPPED:
            if tag not in tags.SILENT:
                self.name("element", tag)
            return []
        if tag in _LEAVES:
            return _LEAVES[tag](element)
        inside = self.inlines(element, depth)
        if tag in ("em", "i", "cite", "dfn", "var", "strong", "b", "mark"):
            return _marked(tag in ("strong", "b", "mark"), inside)
        if tag == "a":
            return _linked(str(element.get("href") or "").strip(), inside)
        if tag in _SMALL and inside:
            return _raised(tag, inside)
        return inside

    def text(self, said: str | None) -> Iterator[Inline]:
        """Words, and the addresses among them as links."""
        words, place = SPACE.sub(" ", said or ""), 0
        for match in _ADDRESS.finditer(words):
            if words[place : match.start()]:
                yield Text(words[place : match.start()])
            yield Link(match[0], (Text(match[0]),))
            place = match.end()
        if words[place:]:
            yield Text(words[place:])


def _code_inline(element: etree._Element) -> list[Inline]:
    words = tags.words(element)
    return [Code(words)] if words.strip() else []


def _image(element: etree._Element) -> list[Inline]:
    src = str(element.get("src") or element.get("data-src") or "").strip()
    return [Image(src, SPACE.sub(" ", str(element.get("alt") or "")).strip())] if src else []


_LEAVES: dict[str, Callable[[etree._Element], list[Inline]]] = {
    "br": lambda element: [Break()],
    "img": _image,
    "wbr": lambda element: [],
    "x-maths": lambda element: [Maths(tags.words(element), display=element.get("display") is not None)],
    "code": _code_inline, "kbd": _code_inline, "samp": _code_inline, "tt": _code_inline,
}  # fmt: skip


def _apart(inside: list[Inline]) -> tuple[list[Inline], list[Inline]]:
    pictures: list[Inline] = [one for one in inside if isinstance(one, Image)]
    return [one for one in inside if not isinstance(one, Image)], pictures


def _marked(strong: bool, inside: list[Inline]) -> list[Inline]:
    words, pictures = _apart(inside)
    return [Marked(strong, tuple(words)), *pictures] if plain(words).strip() else [*words, *pictures]


def _linked(href: str, inside: list[Inline]) -> list[Inline]:
    words, pictures = _apart(inside)
    linked = [replace(one, href=href) if isinstance(one, Image) else one for one in pictures]
    if not plain(words).strip() or not href:
        return [*words, *linked]
    bare = tuple(inner for one in words for inner in (one.inside if isinstance(one, Link) else (one,)))
    return [Link(href, bare), *linked]


def _raised(tag: str, inside: list[Inline]) -> list[Inline]:
    """H₂O and 10³ by the letters that there are for it; else marked as one does in plain text."""
    words = plain(inside)
    small = words.translate(_SMALL[tag])
    if not SPACE.search(words) and all(ord(letter) in _SMALL[tag] for letter in words):
        return [Text(small)]
    bracketed = words.startswith("[")  # the mark of a footnote
    return inside if bracketed or len(words) > 12 else [Text("^" if tag == "sup" else "_"), *inside]
