"""Questions within pages to quizzes of ours: practice, with the source's explanations as feedback."""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace

from ujuzi.courses.converting.shapes import Choice, Opened, PageText
from ujuzi.courses.converting.tree import from_html, writing
from ujuzi.courses.converting.tree.nodes import (
    Asked,
    Block,
    Blocks,
    Box,
    Heading,
    Items,
    Link,
    Listing,
    Paragraph,
    Quote,
    Text,
    plain,
)
from ujuzi.courses.text import faults, markup
from ujuzi.courses.text import quizzes as reader

SILENT = "…"  # feedback where the source explains nothing
ONLY_QUESTIONS = 60  # words besides the questions, up to which a page is a quiz and no lesson
_NUMBER = re.compile(r"^\s*\d+\s*[.)、．。:]\s*")
_HAZARD = re.compile(r"\([ xX]\) |[=!] *\S|\d+[.)] |- .*=>|(Hint|Why|Lesson):|## ")


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, and the answers to choose from."""

    asks: Blocks
    choices: tuple[Choice, ...]

    @property
    def rights(self) -> tuple[bool, ...]:
        return tuple(one.right for one in self.choices)


@dataclass(frozen=True, slots=True)
class Parts:
    """A page taken apart. `rest` is the lesson: () when there is nothing but questions."""

    rest: Blocks
    questions: tuple[Question, ...]
    heading: str = ""


def apart(page: PageText, quiz: str, name: Callable[[str, str], None]) -> Parts:
    """The lesson and the questions of a page. Where the first was asked, a link leads to the `quiz`; no name, no link."""
    rest: list[Block] = []
    questions: list[Question] = []
    since: list[Block] = []  # blocks after the last question
    heading, place = "", 0
    for block in page.blocks:
        if isinstance(block, Asked) and block.number < len(page.questions):
            before, asks = _asks(since)
            rest += before
            if not questions:
                heading, place = (
                    next((plain(one.inside) for one in reversed(rest) if isinstance(one, Heading)), ""),
                    len(rest),
                )
            questions.append(Question(asks, page.questions[block.number]))
            since = []
        elif _has_question(block):
            name("other-framework", " ".join(writing.words(block).split())[:60])
        else:
            since.append(block)
    rest += since
    prose = [one for one in rest if not isinstance(one, Heading)]
    if questions and sum(len(writing.words(one).split()) for one in prose) <= ONLY_QUESTIONS:
        for one in prose:
            if said := " ".join(writing.words(one).split()):
                name("lines", said)
        return Parts((), tuple(questions))
    if questions and quiz:
        rest.insert(place, Paragraph((Link(f"lesson:{quiz}", (Text(heading or page.title),)),)))
    return Parts(tuple(rest), tuple(questions), heading)


def _asks(since: list[Block]) -> tuple[list[Block], Blocks]:
    """What stood before a question, and the question: from the last heading on, or the last paragraph."""
    headings = [place for place, one in enumerate(since) if isinstance(one, Heading)]
    if headings:
        first = since[headings[-1]]
        assert isinstance(first, Heading)
        head = first.inside
        if head and isinstance(head[0], Text):
            head = (Text(_NUMBER.sub("", head[0].text)), *head[1:])
        return since[: headings[-1]], (Paragraph(head), *since[headings[-1] + 1 :])
    paragraphs = [place for place, one in enumerate(since) if isinstance(one, Paragraph)]
    start = paragraphs[-1] if paragraphs else 0
    return since[:start], tuple(since[start:])


def _has_question(block: Block) -> bool:
    match block:
        case Asked():
            return True
        case Box(_, _, inner) | Quote(inner):
            return any(map(_has_question, inner))
        case Items(items):
            return any(_has_question(one) for item in items for one in item)
    return False


def aligned(
    source: tuple[Question, ...], other: tuple[Question, ...], name: Callable[[str, str], None]
) -> list[Question | None] | None:
    """A translation's questions in the order of the source; None for one that differs, and for all when too much does."""
    if len(source) != len(other):
        name("quiz", f"{len(other)} questions, not {len(source)}")
        return None
    found = [_aligned(mine, theirs) for mine, theirs in zip(source, other, strict=True)]
    lacking = [place for place, one in enumerate(found, 1) if one is None]
    if 2 * len(lacking) > len(found):
        name("quiz", f"{len(lacking)} of {len(found)} questions have other answers")
        return None
    for place in lacking:
        name("question", f"question {place}")
    return found


def _aligned(source: Question, other: Question) -> Question | None:
    """The translation with its answers in an order in which the same are right; None when their numbers differ."""
    if Counter(source.rights) != Counter(other.rights):
        return None
    if source.rights == other.rights:
        return other
    left = list(other.choices)
    return replace(
        other, choices=tuple(left.pop([one.right for one in left].index(right)) for right in source.rights)
    )


class Writer:
    """Writes the questions of one page in one language."""

    def __init__(self, opened: Opened, around: writing.Around) -> None:
        self.opened, self.around = opened, around

    def item(self, name: str, question: Question, check: markup.Around) -> str:
        """The text of one question; "" when the reader of our format would not take it."""
        writer = writing.Writer(self.around)
        asks = "\n\n".join(part for one in question.asks if (part := _unmistaken(writer, one)))
        several = sum(question.rights) != 1
        lines = [f"## {name} {{fixed}}", "", asks, ""]
        for choice in question.choices:
            mark = "x" if choice.right else " "
            lines.append(
                f"[{mark}] {self._line(choice.text)}" if several else f"({mark}) {self._line(choice.text)}"
            )
            said = self._line(choice.explain)
            if not said and not choice.right:
                self.around.name("explain", choice.text[:60])
                said = SILENT
            lines += [f"    > {said}"] if said else []
        text = "\n".join(lines) + "\n"
        found = faults.Faults()
        made = reader.read(text, found.about(""), check)
        return text if not found and [len(one.options) for one in made] == [len(question.choices)] else ""

    def _line(self, said: str) -> str:
        inside = from_html.text(self.opened.line(said), self.around.name)
        return writing.Writer(self.around).line.write(inside)


def _unmistaken(writer: writing.Writer, block: Block) -> str:
    """A block of a question, with no line that a quiz would take for an answer, a setting or a gap."""
    said = writer.blocks(
        (replace(block, text=block.text.replace("[[", "[ [")) if isinstance(block, Listing) else block,)
    )
    lines = said.replace("[[", "[ [").split("\n")
    if isinstance(block, Listing):
        return "\n".join(line if line.startswith(">") or not line else f"  {line}" for line in lines)
    if any(_HAZARD.match(line) for line in lines):
        return "\n".join(f"  {line}" if line else line for line in lines)
    return "\n".join(lines)
