"""A question as the page shows it, before and after it is handed in; and what a form says back."""

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as made_by
from typing import Any

from django.http import QueryDict
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from ujuzi.courses.assessment import drawing, grading
from ujuzi.courses.text.shapes import Item, ItemType, gap_mark

LONGEST = 500
NOTHING = mark_safe("")


@dataclass(frozen=True, slots=True)
class Choice:
    """One line to choose or fill in. `verdict`: "", "right", "wrong" (chosen, but wrong), "missed" (right, but not chosen)."""

    value: int
    text: SafeString
    field: str = ""
    chosen: bool = False
    verdict: str = ""
    feedback: SafeString = NOTHING
    picked: int = 0
    wanted: SafeString = NOTHING


@dataclass(slots=True)
class Question:
    """`kind` names the part of the template. `score` is None before it is handed in."""

    name: str
    number: int
    kind: str
    text: SafeString
    field: str
    choices: list[Choice] = made_by(default_factory=list)
    sides: list[tuple[int, SafeString]] = made_by(default_factory=list)
    value: str = ""
    hint: SafeString = NOTHING
    why: SafeString = NOTHING
    feedback: list[SafeString] = made_by(default_factory=list)
    wanted: str = ""
    lesson: str = ""
    score: float | None = None
    is_open: bool = False

    @property
    def right(self) -> bool:
        return self.score is not None and self.score >= 1

    @property
    def partly(self) -> bool:
        return self.score is not None and 0 < self.score < 1


def shown(
    item: Item, drawn: drawing.Drawn, number: int, given: grading.Given, *, score: float | None = None
) -> Question:
    """`score` given: it was handed in, so what is right is shown."""
    graded = score is not None
    question = Question(
        name=item.name,
        number=number,
        kind=item.type.value,
        text=mark_safe(item.text),
        field=f"q.{item.name}",
        hint=mark_safe(item.hint),
        why=mark_safe(item.why) if graded else NOTHING,
        lesson=item.lesson,
        score=score,
        is_open=is_empty(item, given),
    )
    if graded:
        question.feedback = [mark_safe(one) for one in grading.grade(item, given).feedback]
    _FILL[item.type](question, item, drawn, given)
    return question


def _options(question: Question, item: Item, drawn: drawing.Drawn, given: grading.Given) -> None:
    graded = question.score is not None
    for place in _order(drawn, len(item.options)):
        option = item.options[place]
        chosen = place in given
        verdict = ("right" if option.right else "wrong") if chosen else ("missed" if option.right else "")
        question.choices.append(
            Choice(
                place,
                mark_safe(option.text),
                chosen=chosen,
                verdict=verdict if graded else "",
                feedback=mark_safe(option.feedback) if graded and chosen else NOTHING,
            )
        )
    question.feedback = []


def _truth(question: Question, item: Item, _drawn: drawing.Drawn, given: grading.Given) -> None:
    for value, text in ((1, _("True")), (0, _("False"))):
        chosen, right = value in given, item.truth == bool(value)
        verdict = ("right" if right else "wrong") if chosen else ("missed" if right else "")
        question.choices.append(
            Choice(value, escape(text), chosen=chosen, verdict=verdict if question.score is not None else "")
        )


def _words(question: Question, item: Item, _drawn: drawing.Drawn, given: grading.Given) -> None:
    question.value = str(given[0]) if given else ""
    if question.score is not None and question.score < 1:
        question.wanted = item.accepted[0] if item.accepted else _between(item)


def _between(item: Item) -> str:
    return item.low if item.low == item.high else f"{item.low} – {item.high}"


def _steps(question: Question, item: Item, drawn: drawing.Drawn, given: grading.Given) -> None:
    numbers = [*given, *[0] * len(item.steps)]
    graded = question.score is not None
    places = range(len(item.steps)) if graded else _order(drawn, len(item.steps))
    for place in places:
        picked = int(numbers[place] or 0)
        verdict = ("right" if picked == place + 1 else "wrong") if graded else ""
        question.choices.append(
            Choice(
                place,
                mark_safe(item.steps[place]),
                f"{question.field}.{place}",
                picked=picked,
                verdict=verdict,
            )
        )
    question.sides = [(number, SafeString(number)) for number in range(1, len(item.steps) + 1)]


def _pairs(question: Question, item: Item, drawn: drawing.Drawn, given: grading.Given) -> None:
    sides = [*(side for _left, side in item.pairs), *item.extras]
    question.sides = [(place, mark_safe(sides[place])) for place in _order(drawn, len(sides))]
    chosen = [*given, *[-1] * len(item.pairs)]
    for place, (left, right) in enumerate(item.pairs):
        picked = chosen[place]
        said = sides[picked] if isinstance(picked, int) and 0 <= picked < len(sides) else ""
        verdict = ("right" if said == right else "wrong") if question.score is not None else ""
        question.choices.append(
            Choice(
                place,
                mark_safe(left),
                f"{question.field}.{place}",
                picked=picked if isinstance(picked, int) else -1,
                verdict=verdict,
                feedback=mark_safe(said),
                wanted=mark_safe(right),
            )
        )


def _gaps(question: Question, item: Item, _drawn: drawing.Drawn, given: grading.Given) -> None:
    """The fields stand within the text."""
    html = str(question.text)
    said = [*map(str, given), *[""] * len(item.gaps)]
    for number, words in enumerate(item.gaps):
        if question.score is None:
            part = format_html(
                '<input name="{}" value="{}" aria-label="{}" size="{}" maxlength="200" autocomplete="off" autocapitalize="none">',
                question.field,
                said[number],
                _("Gap %(number)d") % {"number": number + 1},
                max(8, *(len(word) for word in words)),
            )
        else:
            right = grading.fits_gap(words, said[number])
            part = format_html('<b class="{}">{}</b>', "good" if right else "mind", said[number] or "–")
            if not right:
                part = format_html("{} <b>({})</b>", part, words[0])
        html = html.replace(gap_mark(number), part)
    question.text = mark_safe(html)


_FILL = {
    ItemType.SINGLE: _options,
    ItemType.MULTIPLE: _options,
    ItemType.TRUE_FALSE: _truth,
    ItemType.NUMBER: _words,
    ItemType.TEXT: _words,
    ItemType.ORDERING: _steps,
    ItemType.MATCHING: _pairs,
    ItemType.GAP: _gaps,
}


def _order(drawn: drawing.Drawn, many: int) -> list[int]:
    """As drawn; a course that has changed since may have more or fewer of them."""
    kept = [place for place in drawn.order if place < many]
    return kept + [place for place in range(many) if place not in kept]


def given_in(form: QueryDict, items: Mapping[str, Item]) -> dict[str, list[Any]]:
    """The answers in a form: `{item: what was given}`."""
    return {name: _given(form, item) for name, item in items.items()}


def _given(form: QueryDict, item: Item) -> list[Any]:
    name = f"q.{item.name}"
    match item.type:
        case ItemType.SINGLE | ItemType.MULTIPLE | ItemType.TRUE_FALSE:
            return [
                int(one) for one in form.getlist(name) if one.isascii() and one.isdigit() and len(one) < 4
            ]
        case ItemType.ORDERING:
            return [_number(form.get(f"{name}.{place}"), 0) for place in range(len(item.steps))]
        case ItemType.MATCHING:
            return [_number(form.get(f"{name}.{place}"), -1) for place in range(len(item.pairs))]
        case ItemType.GAP:
            return [one.replace("\0", "")[:LONGEST] for one in form.getlist(name)[: len(item.gaps)]]
    return [form.get(name, "").replace("\0", "")[:LONGEST]]


def _number(said: str | None, otherwise: int) -> int:
    return int(said) if said and said.isascii() and said.isdigit() and len(said) < 4 else otherwise


def is_empty(item: Item, given: grading.Given) -> bool:
    """Whether a part of the answer is missing."""
    match item.type:
        case ItemType.ORDERING:
            return not given or 0 in given
        case ItemType.MATCHING:
            return not given or -1 in given
        case ItemType.GAP:
            return len(given) < len(item.gaps) or any(not str(one).strip() for one in given)
    return not any(str(one).strip() for one in given)
