"""HTML to the tree. Whatever the HTML is, something readable comes out; what has no place in a lesson is named."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from html import unescape

from lxml import etree
from lxml import html as lxml_html

from ujuzi.courses.converting.tree import tags, words
from ujuzi.courses.converting.tree.boxes import kind_of
from ujuzi.courses.converting.tree.nodes import (
    Asked,
    Block,
    Blocks,
    Box,
    Break,
    Code,
    Embed,
    Figure,
    Heading,
    Image,
    Inline,
    Inlines,
    Items,
    Link,
    Listing,
    Marked,
    Maths,
    Paragraph,
    Quote,
    Rule,
    Table,
    Text,
    plain,
)
from ujuzi.courses.converting.tree.tags import SPACE
from ujuzi.courses.converting.tree.words import Name

_ANY_TAG = re.compile(r"<[^<>]*>")
_CALLOUT = re.compile(r"\s*\[!(?P<kind>\w+)\][ \t]*(?P<title>[^\n]*)")
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def blocks(html: str, name: Name) -> Blocks:
    """The tree of a page's HTML. Raises nothing."""
    clean = _CONTROLS.sub("", html)
    if not clean.strip():
        return ()
    parser = lxml_html.HTMLParser(huge_tree=True, no_network=True, remove_comments=True, remove_pis=True)
    root = lxml_html.fragment_fromstring(clean, create_parent="body", parser=parser)
    if any(entry.level_name == "FATAL" for entry in parser.error_log):  # libxml2 stops at a depth of 2048
        name("depth", "")
        words_alone = unescape(_ANY_TAG.sub(" ", clean))
        return tuple(Paragraph((Text(part),)) for part in re.split(r"\n\s*\n", words_alone) if part.strip())
    return tuple(_Reader(name).blocks(root, 0))


def text(html: str, name: Name) -> Inlines:
    """The tree of a text that stands within a line: its blocks joined."""
    found: list[Inline] = []
    for one in blocks(html, name):
        found += [Break(), *_flat(one)] if found else _flat(one)
    return tuple(found)


def _flat(block: Block) -> Inlines:
    match block:
        case Paragraph(inside) | Heading(_, inside):
            return inside
        case Listing(_, code):
            return (Code(code.strip()),)
        case Items(items):
            return _joined([each for item in items for each in item])
        case Quote(inner) | Box(_, _, inner):
            return _joined(list(inner))
        case Figure(image, _):
            return (image,)
        case Embed(_, src, title):
            return (Link(src, (Text(title or src),)),)
        case Table(rows):
            return _joined([Paragraph(cell) for row in rows for cell in row])
    return ()


def _joined(inner: list[Block]) -> Inlines:
    found: list[Inline] = []
    for one in inner:
        found += [Text("; "), *_flat(one)] if found else _flat(one)
    return tuple(found)


class _Reader(words.Reader):
    """Walks through the elements; `name` is told what has no place in a lesson."""

    # Blocks

    def blocks(self, element: etree._Element, depth: int, href: str = "") -> Iterator[Block]:
        """The blocks within an element. `href`: of a link around all of it."""
        if depth > tags.DEEPEST:
            yield Paragraph((Text(tags.words(element)),))
            return
        line: list[Inline] = list(self.text(element.text))
        for child in element:
            if tags.is_left_out(child):
                pass
            elif tags.is_block(child):
                yield from _paragraphs(line, href)
                line = []
                yield from self._block(child, depth + 1, href)
            else:
                line += self.inline(child, depth + 1)
            line += self.text(child.tail)
        yield from _paragraphs(line, href)

    def _block(self, element: etree._Element, depth: int, href: str) -> Iterator[Block]:
        tag = tags.tag(element)
        if tag in tags.HEADINGS:
            inside = self.inlines(element, depth)
            yield Heading(tags.HEADINGS[tag], tuple(one for one in inside if not isinstance(one, Image)))
            yield from (Figure(one) for one in inside if isinstance(one, Image))
        elif tag == "hr":
            yield Rule()
        elif tag == "x-asked":
            yield Asked(tags.number(element.get("n"), 0))
        elif tag == "x-formula":
            yield Paragraph((Maths(tags.words(element), display=True),))
        elif tag == "a":
            yield from self.blocks(element, depth, element.get("href") or href)
        else:
            yield from _MAKERS.get(tag, _Reader.blocks)(self, element, depth, href)

    def _items(self, element: etree._Element, depth: int, _href: str) -> Iterator[Block]:
        items = [tuple(self.blocks(child, depth)) for child in element if tags.tag(child) == "li"]
        others = [child for child in element if tags.tag(child) != "li"]
        start = tags.number(element.get("start"), 1) if tags.tag(element) == "ol" else None
        if any(items):
            yield Items(tuple(item for item in items if item), start)
        for child in others:
            yield from self.blocks(child, depth)

    def _terms(self, element: etree._Element, depth: int, _href: str) -> Iterator[Block]:
        for child in element:
            if tags.tag(child) == "dt":
                yield Paragraph((Marked(True, tuple(self.inlines(child, depth))),))
            else:
                inner = tuple(self.blocks(child, depth))
                yield from [Items((inner,))] if inner and tags.tag(child) == "dd" else inner

    def _code(self, element: etree._Element, _depth: int, _href: str) -> Iterator[Block]:
        inner = next((child for child in element.iter("code")), None)
        classes = " ".join(str(one.get("class", "")) for one in (element, inner) if one is not None)
        language = re.search(r"(?:language|lang|highlight-source)-(\S+)", classes)
        yield Listing(language[1] if language else "", tags.words(element))

    def _quote(self, element: etree._Element, depth: int, _href: str) -> Iterator[Block]:
        first = element.find("p")
        callout = _CALLOUT.match(first.text or "") if first is not None else None
        if callout is not None and first is not None:
            first.text = (first.text or "")[callout.end() :]
            kind, _word = kind_of(callout["kind"])
            yield Box(kind, callout["title"].strip(), tuple(self.blocks(element, depth)))
        elif inner := tuple(self.blocks(element, depth)):
            yield Quote(inner)

    def _box(self, element: etree._Element, depth: int, _href: str) -> Iterator[Block]:
        """`<aside class="admonition KIND"><summary>`, and `<details>`, which becomes what a tap opens."""
        summary = element.find("summary")
        title = SPACE.sub(" ", tags.words(summary)).strip() if summary is not None else ""
        if summary is not None:
            tags.take_out(summary)
        kind = "answer"
        if tags.tag(element) == "aside":
            kind, word = kind_of(str(element.get("class", "")).removeprefix("admonition").strip())
            title = title or word
        inner = tuple(self.blocks(element, depth))
        if inner or title.strip():
            yield Box(kind, title, inner)

    def _figure(self, element: etree._Element, depth: int, href: str) -> Iterator[Block]:
        caption = element.find(".//figcaption")
        words = SPACE.sub(" ", tags.words(caption)).strip() if caption is not None else ""
        if caption is not None:
            tags.take_out(caption)
        inner = list(self.blocks(element, depth, href))
        pictures = [place for place, one in enumerate(inner) if isinstance(one, Figure)]
        if pictures and words:
            last = inner[pictures[-1]]
            if isinstance(last, Figure):
                inner[pictures[-1]] = replace(last, caption=words)
        elif words:
            inner.append(Paragraph((Marked(False, (Text(words),)),)))
        yield from inner

    def _embed(self, element: etree._Element, _depth: int, _href: str) -> Iterator[Block]:
        tag = tags.tag(element)
        source = element.find(".//source")
        src = element.get("src") or element.get("data") or element.get("data-src")
        src = str(src or (source.get("src") if source is not None else "") or "").strip()
        tracks = [
            one for one in element.iter("track") if one.get("kind", "subtitles") in ("captions", "subtitles")
        ]
        kind = {"video": "film", "audio": "sound"}.get(tag, "frame")
        title = SPACE.sub(" ", str(element.get("title") or "")).strip()
        if src:
            yield Embed(kind, src, title, str(tracks[0].get("src", "")) if tracks else "")
        else:
            self.name("element", tag)

    def _table(self, element: etree._Element, depth: int, _href: str) -> Iterator[Block]:
        caption = element.find("caption")
        if caption is not None:
            yield from self.blocks(caption, depth)
        raw, strays = _rows(element)
        rows = [row for row in raw if row]
        cells = [[tuple(self.blocks(cell, depth)) for cell in row] for row in rows]
        if any(not _fits_a_cell(cell) for row in cells for cell in row):
            self.name("table", SPACE.sub(" ", tags.words(element)).strip()[:40])
            yield from (one for row in cells for cell in row for one in cell)
        elif cells:
            headed = all(tags.tag(cell) == "th" for cell in rows[0])
            spread = [
                [each for cell, inside in zip(row, line, strict=True) for each in _spread(cell, inside)]
                for row, line in zip(rows, cells, strict=True)
            ]
            most = max(map(len, spread))
            yield Table(tuple(tuple(row + [()] * (most - len(row))) for row in spread), headed)
        for stray in strays:
            yield from (
                self._block(stray, depth, "")
                if tags.is_block(stray)
                else _paragraphs(self.inline(stray, depth), "")
            )


_MAKERS: dict[str, Callable[[_Reader, etree._Element, int, str], Iterator[Block]]] = {
    "ul": _Reader._items, "ol": _Reader._items, "dl": _Reader._terms, "pre": _Reader._code, "blockquote": _Reader._quote,
    "aside": _Reader._box, "details": _Reader._box, "figure": _Reader._figure, "table": _Reader._table,
    "iframe": _Reader._embed, "video": _Reader._embed, "audio": _Reader._embed, "embed": _Reader._embed, "object": _Reader._embed,
}  # fmt: skip


def _paragraphs(line: list[Inline], href: str) -> Iterator[Block]:
    """A paragraph, with its pictures after it; `href` is of a link around it."""
    pictures = [one for one in line if isinstance(one, Image)]
    words = tuple(one for one in line if not isinstance(one, Image))
    if plain(words).strip():
        yield Paragraph((Link(href, words),) if href and not _has_link(words) else words)
    for one in pictures:
        yield Figure(replace(one, href=one.href or href))


def _has_link(inside: Inlines) -> bool:
    return any(isinstance(one, Link) or (isinstance(one, Marked) and _has_link(one.inside)) for one in inside)


def _rows(table: etree._Element) -> tuple[list[list[etree._Element]], list[etree._Element]]:
    """The cells of each row, not of tables within; and what stands in the table but in no cell."""
    rows: list[list[etree._Element]] = []
    strays: list[etree._Element] = []
    for child in table:
        tag = tags.tag(child)
        if tag in ("tbody", "thead", "tfoot"):
            inner, more = _rows(child)
            rows, strays = rows + inner, strays + more
        elif tag == "tr":
            rows.append([cell for cell in child if tags.tag(cell) in ("td", "th")])
            strays += [cell for cell in child if tags.tag(cell) not in ("td", "th")]
        elif tag not in ("caption", "colgroup", "col"):
            strays.append(child)
    return rows, strays


def _fits_a_cell(cell: Blocks) -> bool:
    return all(isinstance(one, Paragraph) for one in cell) or (
        len(cell) == 1 and isinstance(cell[0], Items) and all(_fits_a_cell(item) for item in cell[0].items)
    )


def _spread(cell: etree._Element, inside: Blocks) -> list[Inlines]:
    """A cell over several columns leaves the others empty."""
    width = min(tags.number(cell.get("colspan"), 1) or 1, 20)
    return [_joined(list(inside)), *[()] * (width - 1)]
