"""A quiz's text to items. The lines below a question tell its type: `( )`, `[ ]`, `=`, `1.`, `- a => b`, or `[[gaps]]`."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from html import escape

from ujuzi.courses.text import markup
from ujuzi.courses.text.faults import Say
from ujuzi.courses.text.shapes import Foreseen, Item, ItemType, Option, gap_mark

_ITEM = re.compile(r"## +(?P<name>[a-z0-9]+(?:-[a-z0-9]+)*)(?P<fixed> +\{fixed\})? *")
_ANSWER = re.compile(
    r"(?P<choice>[(\[])(?P<mark>[ xX])[)\]] +(?P<option>\S.*)|= *(?P<right>\S.*)|! *(?P<wrong>\S.*)|(?P<step>\d+)[.)] +(?P<what>\S.*)"
    r"|- +(?P<pair>.*=>.*)"
)
_SETTING = re.compile(r"(?P<name>Hint|Why|Lesson): *(?P<value>.*)")
_GAP = re.compile(r"\[\[(?P<words>[^\[\]]+)\]\]")
_BETWEEN = re.compile(r"(?P<low>\S+) *\.\. *(?P<high>\S+)")
_ABOUT = re.compile(r"(?P<value>\S+) *(?:\+-|±) *(?P<off>\S+)")
TRUE, FALSE = "true", "false"


@dataclass(slots=True)
class _Answer:
    """A line that answers, with the feedback below it."""

    line: int
    kind: str
    text: str
    right: bool = False
    feedback: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Block:
    """The lines of one item, sorted."""

    name: str
    line: int
    fixed: bool
    question: list[str] = field(default_factory=list)
    answers: list[_Answer] = field(default_factory=list)
    settings: dict[str, str] = field(default_factory=dict)


def read(text: str, say: Say, around: markup.Around, *, before: int = 0) -> tuple[Item, ...]:
    """The items of a quiz; those with faults are left out, and said."""
    items: dict[str, Item] = {}
    for block in _blocks(text.split("\n"), say, before):
        item = _Reader(block, say, around).item()
        if item is None:
            continue
        if item.name in items:
            say(block.line, 4, "twice", name=item.name, first=items[item.name].line)
        items[item.name] = item
    if not items:
        say(before + 1, 1, "no-items")
    return tuple(items.values())


def _blocks(lines: list[str], say: Say, before: int) -> list[_Block]:
    blocks: list[_Block] = []
    for number, line in enumerate(lines, before + 1):
        if line.startswith("## "):
            match = _ITEM.fullmatch(line)
            if match is None:
                say(number, 4, "item-name")
            blocks.append(_Block(match["name"] if match else "", number, bool(match and match["fixed"])))
        elif blocks:
            _sort(blocks[-1], number, line, say)
        elif line.strip():
            say(number, 1, "item-name")
    return [block for block in blocks if block.name]


def _sort(block: _Block, number: int, line: str, say: Say) -> None:
    """Puts a line where it belongs: to the question, an answer, its feedback, or a setting."""
    plain = line.strip()
    if setting := _SETTING.fullmatch(line):
        block.settings[setting["name"]] = setting["value"]
    elif block.settings and plain and not _ANSWER.fullmatch(line):
        name = next(reversed(block.settings))
        block.settings[name] += f"\n{plain}"
    elif match := _ANSWER.fullmatch(line):
        block.answers.append(_answer(number, match))
    elif not block.answers:
        if plain.startswith(">") and line[0] in " \t":
            say(number, 1, "stray-feedback")
        block.question.append(line)
    elif plain.startswith(">"):
        block.answers[-1].feedback.append(plain.removeprefix(">").strip())
    elif plain and line[0] in " \t":
        _go_on(block.answers[-1], plain)
    elif plain:
        say(number, 1, "text-after")


def _go_on(answer: _Answer, text: str) -> None:
    if answer.feedback:
        answer.feedback[-1] += f" {text}"
    else:
        answer.text += f" {text}"


def _answer(number: int, match: re.Match[str]) -> _Answer:
    if match["choice"]:
        return _Answer(number, match["choice"], match["option"].strip(), right=match["mark"] in "xX")
    if match["right"]:
        return _Answer(number, "=", match["right"].strip(), right=True)
    if match["wrong"]:
        return _Answer(number, "!", match["wrong"].strip())
    if match["step"]:
        return _Answer(number, f"{match['step']}.", match["what"].strip(), right=True)
    return _Answer(number, "-", match["pair"].strip(), right=True)


class _Reader:
    """Makes the item of one block."""

    def __init__(self, block: _Block, say: Say, around: markup.Around) -> None:
        self.block, self.say, self.around = block, say, around
        self.faulty = False

    def fault(self, line: int, code: str, **values: object) -> None:
        self.faulty = True
        self.say(line, 1, code, **values)

    def item(self) -> Item | None:
        question = "\n".join(self.block.question)
        if not question.strip():
            self.fault(self.block.line, "empty")
        gaps = [match["words"] for match in _GAP.finditer(question)]
        make = self._kind(bool(gaps))
        made = make(self._shared(question, gaps)) if make else None
        return None if self.faulty else made

    def _shared(self, question: str, gaps: list[str]) -> dict[str, object]:
        numbers = iter(range(len(gaps)))
        marked = _GAP.sub(lambda _match: gap_mark(next(numbers)), question)
        lesson = self.block.settings.get("Lesson", "").strip()
        if lesson and lesson not in self.around.units:
            self.say(self.block.line, 1, "no-lesson", name=lesson)
        return {
            "name": self.block.name,
            "line": self.block.line,
            "fixed": self.block.fixed,
            "text": self.html(marked, self.block.line),
            "hint": self.html(self.block.settings.get("Hint", ""), self.block.line),
            "why": self.html(self.block.settings.get("Why", ""), self.block.line),
            "lesson": lesson,
            "gaps": tuple(_words(gap) for gap in gaps),
        }

    def html(self, text: str, line: int) -> str:
        """Markdown of one or a few lines, without its paragraph when there is one only."""
        if not text.strip():
            return ""
        made = markup.render(text.strip("\n"), self.say, self.around, before=line).html
        return (
            made[3:-4]
            if made.startswith("<p>") and made.count("<p>") == 1 and made.endswith("</p>")
            else made
        )

    def _kind(self, has_gaps: bool) -> Callable[[dict[str, object]], Item | None] | None:
        answers = self.block.answers
        kinds = {answer.kind[-1] for answer in answers}
        if not answers:
            if not has_gaps:
                self.fault(self.block.line, "no-answer")
            return self._gap if has_gaps else None
        if has_gaps:
            self.fault(answers[0].line, "gap")
            return None
        if len(kinds - {"!"}) != 1:
            self.fault(answers[-1].line, "mixed" if kinds - {"!"} else "no-answer")
            return None
        kind = (kinds - {"!"}).pop()
        if "!" in kinds and kind != "=":
            self.fault(next(one.line for one in answers if one.kind == "!"), "mixed")
        return {
            "(": self._choice,
            "[": self._choice,
            "=": self._said,
            ".": self._ordering,
            "-": self._matching,
        }[kind]

    def _gap(self, shared: dict[str, object]) -> Item:
        return Item(type=ItemType.GAP, **shared)  # type: ignore[arg-type]

    def _choice(self, shared: dict[str, object]) -> Item:
        answers = self.block.answers
        single = answers[0].kind == "("
        right = sum(answer.right for answer in answers)
        if len(answers) < 2:
            self.fault(answers[0].line, "two-options")
        if (right != 1) if single else not right:
            self.fault(answers[0].line, "one-right" if single else "some-right")
        for place, answer in enumerate(answers):
            if not answer.right and not answer.feedback:
                self.fault(answer.line, "no-feedback")
            if answer.text in [other.text for other in answers[:place]]:
                self.fault(answer.line, "same-option")
        options = tuple(
            Option(self.html(one.text, one.line - 1), one.right, self._feedback(one)) for one in answers
        )
        return Item(type=ItemType.SINGLE if single else ItemType.MULTIPLE, options=options, **shared)  # type: ignore[arg-type]

    def _feedback(self, answer: _Answer) -> str:
        return self.html("\n".join(answer.feedback), answer.line)

    def _said(self, shared: dict[str, object]) -> Item | None:
        right = [answer for answer in self.block.answers if answer.kind == "="]
        first = right[0].text
        if first.casefold() in (TRUE, FALSE):
            return self._true_false(right, shared)
        foreseen = tuple(
            Foreseen(word, self._feedback(one))
            for one in self.block.answers
            if one.kind == "!"
            for word in one.text.split("|")
        )
        for one in self.block.answers:
            if one.kind == "!" and not one.feedback:
                self.fault(one.line, "no-feedback")
        feedback = " ".join(self._feedback(one) for one in right if one.feedback)
        if len(right) == 1 and first[0] in "-+.0123456789−":
            return self._number(first, foreseen, feedback, shared)
        accepted = tuple(word for one in right for word in _words(one.text))
        return Item(type=ItemType.TEXT, accepted=accepted, foreseen=foreseen, feedback=feedback, **shared)  # type: ignore[arg-type]

    def _true_false(self, right: list[_Answer], shared: dict[str, object]) -> Item:
        if len(self.block.answers) > 1:
            self.fault(self.block.answers[1].line, "mixed")
        if not right[0].feedback:
            self.fault(right[0].line, "no-feedback")
        truth = right[0].text.casefold() == TRUE
        return Item(type=ItemType.TRUE_FALSE, truth=truth, feedback=self._feedback(right[0]), **shared)  # type: ignore[arg-type]

    def _number(
        self, said: str, foreseen: tuple[Foreseen, ...], feedback: str, shared: dict[str, object]
    ) -> Item | None:
        line = self.block.answers[0].line
        try:
            if match := _BETWEEN.fullmatch(said):
                low, high = _decimal(match["low"]), _decimal(match["high"])
            elif match := _ABOUT.fullmatch(said):
                value, off = _decimal(match["value"]), abs(_decimal(match["off"]))
                low, high = value - off, value + off
            else:
                low = high = _decimal(said)
            for one in foreseen:
                _decimal(one.answer)
        except InvalidOperation:
            self.fault(line, "number", name=said)
            return None
        return Item(
            type=ItemType.NUMBER,
            low=str(low),
            high=str(high),
            foreseen=foreseen,
            feedback=feedback,
            **shared,  # type: ignore[arg-type]
        )

    def _ordering(self, shared: dict[str, object]) -> Item:
        for wanted, answer in enumerate(self.block.answers, 1):
            if answer.kind != f"{wanted}.":
                self.fault(answer.line, "ordering", wanted=f"{wanted}.")
        if len(self.block.answers) < 2:
            self.fault(self.block.answers[0].line, "two-options")
        steps = tuple(self.html(answer.text, answer.line - 1) for answer in self.block.answers)
        return Item(type=ItemType.ORDERING, steps=steps, feedback=self._joined(), **shared)  # type: ignore[arg-type]

    def _matching(self, shared: dict[str, object]) -> Item:
        pairs, extras = [], []
        for answer in self.block.answers:
            left, _arrow, right = (part.strip() for part in answer.text.partition("=>"))
            if not right:
                self.fault(answer.line, "pair")
            elif left:
                pairs.append((self.html(left, answer.line - 1), escape(right)))
            else:
                extras.append(escape(right))
        if len(pairs) < 2:
            self.fault(self.block.line, "two-options")
        return Item(
            type=ItemType.MATCHING,
            pairs=tuple(pairs),
            extras=tuple(extras),
            feedback=self._joined(),
            **shared,  # type: ignore[arg-type]
        )

    def _joined(self) -> str:
        return " ".join(self._feedback(answer) for answer in self.block.answers if answer.feedback)


def _words(said: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in said.split("|") if word.strip())


def _decimal(said: str) -> Decimal:
    value = Decimal(said.replace("−", "-").replace(",", "."))
    if not value.is_finite():
        raise InvalidOperation
    return value
