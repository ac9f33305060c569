"""What a page is made of, between the HTML that dialects give and the Markdown that we write."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    text: str


@dataclass(frozen=True, slots=True)
class Code:
    text: str


@dataclass(frozen=True, slots=True)
class Maths:
    tex: str
    display: bool = False


@dataclass(frozen=True, slots=True)
class Break:
    """A line ends here, the paragraph goes on."""


@dataclass(frozen=True, slots=True)
class Marked:
    """Emphasis, or strong emphasis."""

    strong: bool
    inside: tuple["Inline", ...]


@dataclass(frozen=True, slots=True)
class Link:
    href: str
    inside: tuple["Inline", ...]


@dataclass(frozen=True, slots=True)
class Image:
    src: str
    alt: str = ""
    href: str = ""  # of the link around it


Inline = Text | Code | Maths | Break | Marked | Link | Image
Inlines = tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    inside: Inlines


@dataclass(frozen=True, slots=True)
class Heading:
    level: int
    inside: Inlines


@dataclass(frozen=True, slots=True)
class Listing:
    language: str
    text: str


@dataclass(frozen=True, slots=True)
class Items:
    """A list; `start` is None for bullets."""

    items: tuple["Blocks", ...]
    start: int | None = None


@dataclass(frozen=True, slots=True)
class Quote:
    blocks: "Blocks"


@dataclass(frozen=True, slots=True)
class Table:
    """`rows` all have the same number of cells; the first heads the columns when `headed`."""

    rows: tuple[tuple[Inlines, ...], ...]
    headed: bool = True


@dataclass(frozen=True, slots=True)
class Rule:
    """A line across."""


@dataclass(frozen=True, slots=True)
class Box:
    """`kind` is one of `markup.BOXES`, video apart."""

    kind: str
    title: str
    blocks: "Blocks"


@dataclass(frozen=True, slots=True)
class Figure:
    image: Image
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Embed:
    """A film, a sound or another page within the page. `captions`: the address of a film's captions, or ""."""

    kind: str  # "film", "sound" or "frame"
    src: str
    title: str = ""
    captions: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """Where the question of this number stood."""

    number: int


Block = Paragraph | Heading | Listing | Items | Quote | Table | Rule | Box | Figure | Embed | Asked
Blocks = tuple[Block, ...]


def plain(inside: Iterable[Inline]) -> str:
    """The words alone."""
    return "".join(map(_word, inside))


def _word(one: Inline) -> str:
    match one:
        case Text(text) | Code(text) | Maths(text):
            return text
        case Marked(_, inside) | Link(_, inside):
            return plain(inside)
        case Break():
            return " "
    return ""
