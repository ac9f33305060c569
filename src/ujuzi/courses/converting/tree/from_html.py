"""HTML to the tree. Whatever the HTML is, something readable comes out; what has no place in a lesson is named."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from lxml import etree
from lxml import html as lxml_html

from ujuzi.courses.converting.tree.boxes import kind_of
from ujuzi.courses.converting.tree.nodes import (
    Asked, Block, Blocks, Box, Break, Code, Embed, Figure, Heading, Image, Inline, Inlines, Items, Link, Listing, Marked, Maths,
    Paragraph, Quote, Rule, Table, Text, plain,
)  # fmt: skip

Name = Callable[[str, str], None]  # what could not come in: a code of report.MESSAGES, and of what
DEEPEST = 40  # elements in one another; below, only the words are taken
HEADINGS = {f"h{level}": level for level in range(1, 7)}
CONTAINERS = frozenset(
    "address article body center div fieldset footer form header html main nav section hgroup menu".split()
)
BLOCKS = CONTAINERS | frozenset(HEADINGS) | frozenset(
    "p ul ol li dl dt dd pre blockquote table hr figure figcaption details summary aside iframe video audio embed object x-formula x-asked"
    " thead tbody tfoot tr td th caption".split()
)  # fmt: skip
INLINES = frozenset(
    "a abbr b bdi bdo big br button cite code data del dfn em font i img ins kbd label mark picture q ruby rb rp rt s samp small source"
    " span strike strong sub sup time tt u var wbr x-maths".split()
)  # fmt: skip
DROPPED = frozenset(
    "col colgroup script style template noscript head title meta link base svg canvas map area input select textarea option track param progress".split()
)
KNOWN = BLOCKS | INLINES | DROPPED
_SILENT = frozenset("col colgroup script style head title meta link base input track param template".split())
_SPACE = re.compile(r"[ \t\n\r\f]+")
_ADDRESS = re.compile(r"https?://[^\s<>\[\]()\"“”]*[^\s<>\[\]()\"“”.,;:!?'*_]")
_CALLOUT = re.compile(r"\s*\[!(?P<kind>\w+)\][ \t]*(?P<title>[^\n]*)")
_SMALL = {"sup": str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ"), "sub": str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")}
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def blocks(html: str, name: Name) -> Blocks:
    """The tree of a page's HTML. Raises nothing."""
    clean = _CONTROLS.sub("", html)
    if not clean.strip():
        return ()
    parser = lxml_html.HTMLParser(huge_tree=True, no_network=True, remove_comments=True, remove_pis=True)
    root = lxml_html.fragment_fromstring(clean, create_parent="body", parser=parser)
    if any(entry.level_name == "FATAL" for entry in parser.error_log):
        name("depth", "")
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


class _Reader:
    """Walks through the elements; `name` is told what has no place in a lesson."""

    def __init__(self, name: Name) -> None:
        self.name = name

    # Blocks

    def blocks(self, element: etree._Element, depth: int, href: str = "") -> Iterator[Block]:
        """The blocks within an element. `href`: of a link around all of it."""
        if depth > DEEPEST:
            yield Paragraph((Text(_words(element)),))
            return
        line: list[Inline] = list(self._text(element.text))
        for child in element:
            if _is_for_the_dark(child):
                pass
            elif _is_block(child):
                yield from _paragraphs(line, href)
                line = []
                yield from self._block(child, depth + 1, href)
            else:
                line += self.inline(child, depth + 1)
            line += self._text(child.tail)
        yield from _paragraphs(line, href)

    def _block(self, element: etree._Element, depth: int, href: str) -> Iterator[Block]:
        tag = _tag(element)
        if tag in HEADINGS:
            inside = self.inlines(element, depth)
            yield Heading(HEADINGS[tag], tuple(one for one in inside if not isinstance(one, Image)))
            yield from (Figure(one) for one in inside if isinstance(one, Image))
        elif tag == "hr":
            yield Rule()
        elif tag == "x-asked":
            yield Asked(int(element.get("n", "0")))
        elif tag == "x-formula":
            yield Paragraph((Maths(_words(element), display=True),))
        elif tag == "a":
            yield from self.blocks(element, depth, element.get("href") or href)
        else:
            yield from _MAKERS.get(tag, _Reader.blocks)(self, element, depth, href)

    def _items(self, element: etree._Element, depth: int, _href: str) -> Iterator[Block]:
        items = [tuple(self.blocks(child, depth)) for child in element if _tag(child) == "li"]
        others = [child for child in element if _tag(child) != "li"]
        start = _number(element.get("start"), 1) if _tag(element) == "ol" else None
        if any(items):
            yield Items(tuple(item for item in items if item), start)
        for child in others:
            yield from self.blocks(child, depth)

    def _terms(self, element: etree._Element, depth: int, _href: str) -> Iterator[Block]:
        for child in element:
            if _tag(child) == "dt":
                yield Paragraph((Marked(True, tuple(self.inlines(child, depth))),))
            else:
                inner = tuple(self.blocks(child, depth))
                yield from [Items((inner,))] if inner and _tag(child) == "dd" else inner

    def _code(self, element: etree._Element, _depth: int, _href: str) -> Iterator[Block]:
        inner = next((child for child in element.iter("code")), None)
        classes = " ".join(str(one.get("class", "")) for one in (element, inner) if one is not None)
        language = re.search(r"(?:language|lang|highlight-source)-(\S+)", classes)
        yield Listing(language[1] if language else "", _words(element))

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
        title = _SPACE.sub(" ", _words(summary)).strip() if summary is not None else ""
        if summary is not None:
            _take_out(summary)
        kind = "answer"
        if _tag(element) == "aside":
            kind, word = kind_of(str(element.get("class", "")).removeprefix("admonition").strip())
            title = title or word
        inner = tuple(self.blocks(element, depth))
        if inner or title.strip():
            yield Box(kind, title, inner)

    def _figure(self, element: etree._Element, depth: int, href: str) -> Iterator[Block]:
        caption = element.find(".//figcaption")
        words = _SPACE.sub(" ", _words(caption)).strip() if caption is not None else ""
        if caption is not None:
            _take_out(caption)
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
        tag = _tag(element)
        source = element.find(".//source")
        src = element.get("src") or element.get("data") or element.get("data-src")
        src = str(src or (source.get("src") if source is not None else "") or "").strip()
        tracks = [one for one in element.iter("track") if one.get("kind", "subtitles") in ("captions", "subtitles")]
        kind = {"video": "film", "audio": "sound"}.get(tag, "frame")
        title = _SPACE.sub(" ", str(element.get("title") or "")).strip()
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
            self.name("table", _SPACE.sub(" ", _words(element)).strip()[:40])
            yield from (one for row in cells for cell in row for one in cell)
        elif cells:
            headed = all(_tag(cell) == "th" for cell in rows[0])
            spread = [
                [each for cell, inside in zip(row, line, strict=True) for each in _spread(cell, inside)]
                for row, line in zip(rows, cells, strict=True)
            ]
            most = max(map(len, spread))
            yield Table(tuple(tuple(row + [()] * (most - len(row))) for row in spread), headed)
        for stray in strays:
            yield from self._block(stray, depth, "") if _is_block(stray) else _paragraphs(self.inline(stray, depth), "")

    # Within a line

    def inlines(self, element: etree._Element, depth: int) -> list[Inline]:
        found = list(self._text(element.text))
        for child in element:
            found += [*self.inline(child, depth + 1), *self._text(child.tail)]
        return found

    def inline(self, element: etree._Element, depth: int) -> list[Inline]:
        tag = _tag(element)
        if _is_for_the_dark(element):
            return []
        if depth > DEEPEST:
            return list(self._text(_words(element)))
        if tag in DROPPED:
            if tag not in _SILENT:
                self.name("element", tag)
            return []
        if tag == "img":
            src = str(element.get("src") or element.get("data-src") or "").strip()
            return [Image(src, _SPACE.sub(" ", str(element.get("alt") or "")).strip())] if src else []
        if tag in _LEAVES:
            return _LEAVES[tag](element)
        if "footnote-backref" in str(element.get("class", "")) or "headerlink" in str(element.get("class", "")):
            return []
        inside = self.inlines(element, depth)
        if tag in ("em", "i", "cite", "dfn", "var", "strong", "b", "mark"):
            return _marked(tag in ("strong", "b", "mark"), inside)
        if tag == "a":
            return _linked(str(element.get("href") or "").strip(), inside)
        if tag in _SMALL and inside:
            return _raised(tag, inside)
        return inside

    def _text(self, said: str | None) -> Iterator[Inline]:
        """Words, and the addresses among them as links."""
        words, place = _SPACE.sub(" ", said or ""), 0
        for match in _ADDRESS.finditer(words):
            if words[place : match.start()]:
                yield Text(words[place : match.start()])
            yield Link(match[0], (Text(match[0]),))
            place = match.end()
        if words[place:]:
            yield Text(words[place:])


_MAKERS: dict[str, Callable[[_Reader, etree._Element, int, str], Iterator[Block]]] = {
    "ul": _Reader._items, "ol": _Reader._items, "dl": _Reader._terms, "pre": _Reader._code, "blockquote": _Reader._quote,
    "aside": _Reader._box, "details": _Reader._box, "figure": _Reader._figure, "table": _Reader._table,
    "iframe": _Reader._embed, "video": _Reader._embed, "audio": _Reader._embed, "embed": _Reader._embed, "object": _Reader._embed,
}  # fmt: skip


def _code_inline(element: etree._Element) -> list[Inline]:
    words = _words(element)
    return [Code(words)] if words.strip() else []


_LEAVES: dict[str, Callable[[etree._Element], list[Inline]]] = {
    "br": lambda element: [Break()],
    "wbr": lambda element: [],
    "x-maths": lambda element: [Maths(_words(element), display=element.get("display") is not None)],
    "code": _code_inline, "kbd": _code_inline, "samp": _code_inline, "tt": _code_inline,
}  # fmt: skip


def _tag(element: etree._Element) -> str:
    return str(element.tag).lower() if isinstance(element.tag, str) else ""


def _is_block(element: etree._Element) -> bool:
    tag = _tag(element)
    if tag in ("code", "x-maths"):
        return False
    return tag in BLOCKS or (tag in INLINES and any(_tag(inner) in BLOCKS for inner in element.iterdescendants()))


def _is_for_the_dark(element: etree._Element) -> bool:
    """The same picture once more, shown on dark screens only."""
    classes = str(element.get("class", "")).split()
    return "hidden" in classes and any(one.startswith("dark:") for one in classes)


def _words(element: etree._Element) -> str:
    return "".join(str(part) for part in element.itertext())


def _take_out(element: etree._Element) -> None:
    """Removes an element, not the text after it."""
    above = element.getparent()
    if above is not None:
        before = element.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + (element.tail or "")
        else:
            above.text = (above.text or "") + (element.tail or "")
        above.remove(element)


def _number(said: str | None, otherwise: int) -> int:
    return int(said) if said is not None and re.fullmatch(r"[0-9]{1,8}", said) else otherwise


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
    if not _SPACE.search(words) and all(ord(letter) in _SMALL[tag] for letter in words):
        return [Text(small)]
    bracketed = words.startswith("[")  # the mark of a footnote
    return inside if bracketed or len(words) > 12 else [Text("^" if tag == "sup" else "_"), *inside]


def _rows(table: etree._Element) -> tuple[list[list[etree._Element]], list[etree._Element]]:
    """The cells of each row, not of tables within; and what stands in the table but in no cell."""
    rows: list[list[etree._Element]] = []
    strays: list[etree._Element] = []
    for child in table:
        tag = _tag(child)
        if tag in ("tbody", "thead", "tfoot"):
            inner, more = _rows(child)
            rows, strays = rows + inner, strays + more
        elif tag == "tr":
            rows.append([cell for cell in child if _tag(cell) in ("td", "th")])
            strays += [cell for cell in child if _tag(cell) not in ("td", "th")]
        elif tag not in ("caption", "colgroup", "col"):
            strays.append(child)
    return rows, strays


def _fits_a_cell(cell: Blocks) -> bool:
    return all(isinstance(one, Paragraph) for one in cell) or (
        len(cell) == 1 and isinstance(cell[0], Items) and all(_fits_a_cell(item) for item in cell[0].items)
    )


def _spread(cell: etree._Element, inside: Blocks) -> list[Inlines]:
    """A cell over several columns leaves the others empty."""
    width = min(_number(cell.get("colspan"), 1) or 1, 20)
    return [_joined(list(inside)), *[()] * (width - 1)]
