"""The words of a line as our Markdown. What Markdown would take for markup is escaped, and the outcome read again to be sure."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from markdown_it.token import Token

from ujuzi.courses.converting.tree.nodes import (
    Break,
    Code,
    Image,
    Inline,
    Inlines,
    Link,
    Marked,
    Maths,
    Text,
    plain,
)
from ujuzi.courses.text import markup, maths

Address = Callable[[str], str]  # where a link of the source leads to now; "" where it leads nowhere
_SPECIAL = re.compile(r"([\\`*<\[\]$&|]|!(?=\[)|(?<![^\W_])_|_(?![^\W_]))")
_START = re.compile(r"(?P<digits>[0-9]{1,9})(?=[.)])|(?=[#>+\-=~:|])")
_SPACE = re.compile(r"\s+")
_DESTINATION = re.compile(r"[\s\x00-\x20<>()\\\"'`{}|^\[\]]")


@dataclass(slots=True)
class Lines:
    """Writes what stands within lines.

    `one`: all on one line, for headings and answers. `cell`: of a table, where `|` in code is told apart too.
    """

    address: Address
    unreadable: Callable[[str], None]  # told the TeX that cannot be shown
    one: bool = False
    cell: bool = False

    def write(self, inside: Iterable[Inline]) -> str:
        """One line, or several where the source breaks them; "" when there are no words."""
        whole = self._settled(tuple(inside))
        if not plain(whole).strip():
            return ""
        for simpler in (lambda one: one, _without_marks, _only_words):
            tried = simpler(whole)
            written = self._lines(tried)
            if self._reads_as(written, tried):
                return written
        return self._lines((Text(_SPACE.sub(" ", plain(whole))),))

    def formula(self, one: Maths) -> str:
        """Mathematics on its own lines, or its TeX where it cannot be shown."""
        shown = self._formula(" ".join(one.tex.split()), True)
        return f"$$\n{shown.tex}\n$$" if isinstance(shown, Maths) and shown.tex else self.write((shown,))

    def _settled(self, inside: Inlines) -> Inlines:
        """With every link leading somewhere and all mathematics such as can be shown; else only their words."""
        found: list[Inline] = []
        for one in inside:
            match one:
                case Link(href, inner):
                    there, words = self.address(href), self._settled(inner)
                    found += [Link(there, words)] if there and plain(words).strip() else words
                case Marked(strong, inner):
                    found.append(Marked(strong, self._settled(inner)))
                case Maths(tex, display):
                    found.append(self._formula(" ".join(tex.split()), display))
                case Image():
                    pass
                case _:
                    found.append(one)
        return tuple(found)

    def _formula(self, tex: str, display: bool) -> Inline:
        try:
            maths.mathml(tex, block=display)
        except maths.NotMathematics:
            self.unreadable(tex)
            return Code(tex)
        return Code(tex) if "$" in tex or (self.cell and "|" in tex) else Maths(tex, display)

    def _lines(self, inside: Inlines) -> str:
        raw = self._join(inside)
        lines = [start(_SPACE.sub(" ", line).strip()) for line in raw.split("\n")]
        lines = [line for line in lines if line]
        return " ".join(lines) if self.one or self.cell else "\\\n".join(lines)

    def _join(self, inside: Inlines) -> str:
        """What follows an exclamation mark must not make a picture of a link."""
        said = ""
        for one in inside:
            more = self._one(one)
            said = f"{said[:-1]}\\!{more}" if said.endswith("!") and more.startswith("[") else said + more
        return said

    def _one(self, one: Inline) -> str:
        match one:
            case Text(text):
                return escaped(text)
            case Break():
                return "\n"
            case Code(text):
                return self._code(_SPACE.sub(" ", text).strip())
            case Maths(tex, display):
                return f"$${tex}$$" if display else f"${tex}$"
            case Marked(strong, inner):
                return _around("**" if strong else "*", self._join(inner))
            case Link(href, inner):
                words = _SPACE.sub(" ", self._join(tuple(one for one in inner if not isinstance(one, Break))))
                return _around("", words, before="[", after=f"]({destination(href)})")
        return ""

    def _code(self, text: str) -> str:
        if not text:
            return ""
        longest = max(map(len, re.findall(r"`+", text)), default=0)
        space = " " if text[0] == "`" or text[-1] == "`" else ""
        words = text.replace("|", "\\|") if self.cell else text
        return f"{'`' * (longest + 1)}{space}{words}{space}{'`' * (longest + 1)}"

    def _reads_as(self, written: str, wanted: Inlines) -> bool:
        """Whether a reader of our format gets these words and links, and nothing besides."""
        said = written.replace("\\|", "|") if self.cell else written
        tokens = markup.parser().parse(said)
        if [token.type for token in tokens] != ["paragraph_open", "inline", "paragraph_close"]:
            return False
        read = tokens[1].children or []
        return (
            _bare("".join(map(_said, read))) == _bare(plain(wanted))
            and sum(token.type == "link_open" for token in read) == _links(wanted)
            and not any(token.type in ("image", "html_inline") for token in read)
        )


def escaped(text: str) -> str:
    """Words with whatever Markdown would take for markup escaped, but for what counts only where a line starts."""
    return _SPECIAL.sub(r"\\\1", text)


def start(line: str) -> str:
    """A line that begins no block, but words."""
    match = _START.match(line)
    if match is None:
        return line
    digits = match["digits"] or ""
    return f"{digits}\\{line[len(digits) :]}"


def destination(href: str) -> str:
    """An address as Markdown takes it between brackets."""
    quoted = _DESTINATION.sub(lambda match: "".join(f"%{byte:02X}" for byte in match[0].encode()), href)
    return quoted.replace("&", "\\&").replace("*", "%2A").replace("$", "%24")


def _around(marks: str, words: str, *, before: str = "", after: str = "") -> str:
    """Marks close to the words, with the space outside."""
    bare = words.strip()
    if not bare:
        return words
    head, _bare, tail = words.partition(bare)
    return f"{head}{before or marks}{bare}{after or marks}{tail}"


def _without_marks(inside: Inlines) -> Inlines:
    found: list[Inline] = []
    for one in inside:
        match one:
            case Marked(_, inner):
                found += _without_marks(inner)
            case Link(href, inner):
                found.append(Link(href, (Text(plain(inner)),)))
            case _:
                found.append(one)
    return tuple(found)


def _only_words(inside: Inlines) -> Inlines:
    return tuple(
        one if isinstance(one, (Text, Break)) else Text(plain((one,))) for one in _without_marks(inside)
    )


def _links(inside: Inlines) -> int:
    return sum(
        1 if isinstance(one, Link) else _links(one.inside) if isinstance(one, Marked) else 0 for one in inside
    )


def _said(token: Token) -> str:
    return " " if token.type in ("softbreak", "hardbreak") else token.content


def _bare(words: str) -> str:
    return "".join(words.split())
