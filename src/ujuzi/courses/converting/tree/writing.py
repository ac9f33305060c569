"""The tree as a lesson in our Markdown."""

import re
from typing import Protocol

from ujuzi.courses.converting.tree import inline
from ujuzi.courses.converting.tree.nodes import (
    Asked,
    Block,
    Blocks,
    Box,
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
from ujuzi.courses.text import faults, markup

DEEPEST = 6  # blocks in one another; the reader sees nothing below twenty of its own levels
FENCE = re.compile(r"^ *(`{3,})", re.MULTILINE)
_LANGUAGE = re.compile(r"[^\w+#.-]")
_OUTPUTS = frozenset({"out", "output", "trace"})


class Around(Protocol):
    """What the page stands among: where its links lead, and which of its pictures came along."""

    def address(self, href: str) -> str: ...

    def elsewhere(self, src: str) -> str:
        """Where what did not come along is published; "" when the source does not say."""

    def picture(self, image: Image) -> tuple[str, str] | None:
        """Its path in the course and its words; None when it did not come along."""

    def film(self, embed: Embed) -> tuple[str, str, str] | None:
        """The paths of film, captions and transcript."""

    def words_of(self, image: Image) -> str: ...

    def embed_title(self, embed: Embed) -> str: ...

    def name(self, code: str, what: str) -> None: ...


class Writer:
    """Writes one page. Headings come out as `##` and deeper, none left out."""

    def __init__(self, around: Around) -> None:
        self.around = around
        self.levels: list[int] = []
        self.lines = inline.Lines(around.address, lambda tex: around.name("maths", tex))
        self.line = inline.Lines(around.address, lambda tex: around.name("maths", tex), one=True)
        self.cells = inline.Lines(around.address, lambda tex: around.name("maths", tex), cell=True)

    def page(self, blocks: Blocks, check: markup.Around) -> str:
        """A whole page, read again: a block that the reader of our format would not take comes as plain words, and is named."""
        whole = self.blocks(blocks)
        if readable(whole, check):
            return whole
        self.levels = []
        return _joined([(one, self._surely(one, check)) for one in blocks])

    def _surely(self, block: Block, check: markup.Around) -> str:
        kept = list(self.levels)
        written = self.blocks((block,))
        if not written or readable(written, check):
            return written
        self.levels = kept
        self.around.name("block", words(block))
        return self.lines.write((Text(words(block)),))

    def blocks(self, blocks: Blocks, depth: int = 0, *, quoted: bool = False) -> str:
        return _joined([(one, self._block(one, depth, quoted)) for one in blocks])

    def _block(self, block: Block, depth: int, quoted: bool) -> str:
        if depth > DEEPEST:
            return self.lines.write((Text(words(block)),))
        match block:
            case Items(items, start):
                return self._items(items, start, depth, quoted)
            case Quote(inner):
                said = self.blocks(inner, depth + 1, quoted=True)
                return "\n".join(f"> {line}".rstrip() for line in said.split("\n")) if said else ""
            case Box():
                return self._box(block, depth, quoted)
            case Embed():
                return self._embed(block, quoted)
        return self._leaf(block)

    def _leaf(self, block: Block) -> str:
        """A block with no blocks in it."""
        match block:
            case Paragraph(inside):
                return self._paragraph(inside)
            case Heading(level, inside):
                return self._heading(level, inside)
            case Listing(language, text):
                return self._listing(language, text)
            case Table(rows, headed):
                return self._table(rows, headed)
            case Figure(image, caption):
                return self._figure(image, caption)
            case Rule():
                return "***"
        return ""

    def _paragraph(self, inside: Inlines) -> str:
        parts: list[str] = []
        line: list[Inline] = []
        for one in inside:
            if isinstance(one, Maths) and one.display:
                parts += [self.lines.write(line), self.lines.formula(one)]
                line = []
            else:
                line.append(one)
        return "\n\n".join(part for part in (*parts, self.lines.write(line)) if part)

    def _heading(self, level: int, inside: Inlines) -> str:
        said = self.line.write(inside)
        if not said:
            return ""
        while self.levels and self.levels[-1] >= level:
            self.levels.pop()
        self.levels.append(level)
        closing = re.sub(r" (#+)$", r" \\\1", said)
        return f"{'#' * min(6, len(self.levels) + 1)} {closing}"

    def _listing(self, language: str, text: str) -> str:
        code = text.strip("\n") if text.strip() else ""
        if not code:
            return ""
        marks = "`" * max(3, 1 + max(map(len, FENCE.findall(code)), default=0))
        name = "text" if language.lower() in _OUTPUTS else _LANGUAGE.sub("", language)
        return f"{marks}{name}\n{code}\n{marks}"

    def _items(self, items: tuple[Blocks, ...], start: int | None, depth: int, quoted: bool) -> str:
        tight = all(_is_tight(item) for item in items)
        written = []
        for number, item in enumerate(items, start or 0):
            said = _joined(
                [(one, self._block(one, depth + 1, quoted)) for one in item], "\n" if tight else "\n\n"
            )
            if said:
                mark = "- " if start is None else f"{number % 10**9}. "
                written.append(mark + _indented(said, len(mark)))
        return ("\n" if tight else "\n\n").join(written)

    def _table(self, rows: tuple[tuple[Inlines, ...], ...], headed: bool) -> str:
        said = [[self.cells.write(cell) for cell in row] for row in rows]
        if not any(any(row) for row in said):
            return ""
        head, body = (said[0], said[1:]) if headed else ([""] * len(said[0]), said)
        lines = [head, ["---"] * len(head), *body]
        return "\n".join(f"| {' | '.join(line)} |" for line in lines)

    def _box(self, box: Box, depth: int, quoted: bool) -> str:
        inner = self.blocks(box.blocks, depth + 1, quoted=quoted)
        title = " ".join(box.title.split())
        if quoted or not inner:  # the reader of our format sees no end of a box in a quotation
            head = self.lines.write((Marked(True, (Text(title),)),))
            return "\n\n".join(part for part in (head, inner) if part)
        marks = ":" * max(3, 1 + max(map(len, re.findall(r"^[ >]*(:{3,})", inner, re.MULTILINE)), default=0))
        return f"{marks}{box.kind} {title}".rstrip() + f"\n{inner}\n{marks}"

    def _figure(self, image: Image, caption: str) -> str:
        placed = self.around.picture(image)
        leads = self.around.address(image.href) if image.href else ""
        if placed is None:
            said = Text(self.around.words_of(image))
            shown = leads or self.around.elsewhere(image.src)
            line = self.lines.write((Link(shown, (said,)) if shown else Marked(False, (said,)),))
            return "\n\n".join(part for part in (line, self._caption(caption)) if part)
        path, alt = placed
        title = " ".join(caption.split()).replace("\\", "\\\\").replace('"', '\\"').replace("&", "\\&")
        told = f' "{title}"' if title else ""
        written = f"![{_alt(alt)}]({path}{told})"
        below = self.lines.write((Link(leads, (Text(alt),)),)) if leads else ""
        return "\n\n".join(part for part in (written, below) if part)

    def _caption(self, caption: str) -> str:
        return self.lines.write((Marked(False, (Text(caption),)),)) if caption.strip() else ""

    def _embed(self, embed: Embed, quoted: bool) -> str:
        placed = None if quoted else self.around.film(embed)
        if placed is not None:
            film, captions, transcript = placed
            title = " ".join(self.around.embed_title(embed).split())
            return f":::video {film}\ncaptions: {captions}\ntranscript: {transcript}\ntitle: {title}\n:::"
        there = self.around.elsewhere(embed.src)
        said = Text(self.around.embed_title(embed))
        return (
            self.lines.write((Link(there, (said,)),))
            if there
            else self.lines.write((Marked(False, (said,)),))
        )


def readable(written: str, check: markup.Around) -> bool:
    """Whether the reader of our format takes this piece of a page; headings are minded by the page."""
    found = faults.Faults()
    markup.render(written, found.about(""), check)
    return all(one.code == "heading" for one in found)


def words(block: Block) -> str:
    """The words of a block alone."""
    match block:
        case Paragraph(inside) | Heading(_, inside):
            return plain(inside)
        case Listing(_, text):
            return text
        case Items(items):
            return " ".join(words(one) for item in items for one in item)
        case Quote(inner):
            return " ".join(map(words, inner))
        case Box(_, title, inner):
            return " ".join([title, *map(words, inner)])
        case Table(rows):
            return " ".join(plain(cell) for row in rows for cell in row)
        case Figure(image, caption):
            return f"{image.alt} {caption}"
        case Embed():
            return block.title
        case Asked() | Rule():
            return ""


def _joined(parts: list[tuple[Block, str]], between: str = "\n\n") -> str:
    """Blocks below each other; of two lists that touch, the second is marked otherwise, or they would become one."""
    found: list[str] = []
    before: Block | None = None
    other = False
    for block, said in parts:
        if not said:
            continue
        touching = (
            isinstance(block, Items)
            and isinstance(before, Items)
            and (block.start is None) == (before.start is None)
        )
        other = touching and not other
        found.append(_other_marks(said) if other else said)
        before = block
    return between.join(found)


def _other_marks(said: str) -> str:
    return re.sub(
        r"^(?:-(?= )|(\d+)\.(?= ))",
        lambda match: f"{match[1]})" if match[1] else "+",
        said,
        flags=re.MULTILINE,
    )


def _is_tight(item: Blocks) -> bool:
    if (
        not item
        or not isinstance(item[0], Paragraph)
        or any(isinstance(one, Maths) for one in item[0].inside)
    ):
        return False
    rest = item[1:]
    return not rest or (len(rest) == 1 and isinstance(rest[0], Items) and rest[0].start in (None, 1))


def _indented(said: str, width: int) -> str:
    first, *rest = said.split("\n")
    return "\n".join([first, *(f"{' ' * width}{line}" if line else "" for line in rest)])


def _alt(said: str) -> str:
    """Alternative text is read as it stands, so what Markdown would take for markup is left out or replaced."""
    swapped = said.translate(str.maketrans("[]<>`\\$", "()‹›'/ "))
    return " ".join(swapped.split()) or "–"
