"""A question written as our quiz format wants it, and read again by the strict reader: what it would not take is not written."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from django.utils import translation
from django.utils.translation import gettext as _

from ujuzi.courses.packages.conversions import names, prose
from ujuzi.courses.packages.conversions.prose import CannotCarry
from ujuzi.courses.text import faults, markup, quizzes
from ujuzi.courses.text.shapes import Item, ItemType

_MARK = re.compile("\ue000(\\d+)\ue001")
_WORD_LIKE = re.compile(r"[-+.0123456789−]|true$|false$", re.IGNORECASE)


def write(item: Item, around: prose.Around, reader: markup.Around) -> str:
    """The lines of an item whose name is final. Raises CannotCarry."""
    if item.type == ItemType.TEXT:
        item = replace(item, accepted=_accepted(item))
    made = "\n".join(_lines(item, around)) + "\n"
    found = faults.Faults()
    read = quizzes.read(made, found.about("quiz"), reader)
    if found:
        raise CannotCarry(f"our quizzes do not take it ({found[0].message})")
    if len(read) != 1 or _shape(read[0]) != _shape(item):
        raise CannotCarry("it would be read as another question than it is")
    return made


def _shape(item: Item) -> tuple[object, ...]:
    gone = replace(item, low="", high="")
    return gone.key(), len(item.accepted) if item.type == ItemType.TEXT else 0


def _lines(item: Item, around: prose.Around) -> Iterator[str]:
    yield f"## {item.name}{' {fixed}' if item.fixed else ''}"
    yield ""
    yield _question(item, around)
    yield ""
    yield from _ANSWERS[item.type](item, around)
    yield ""
    for name, html in (("Hint", item.hint), ("Why", item.why)):
        if said := _side(html, around):
            yield f"{name}: {said}"


def _side(html: str, around: prose.Around) -> str:
    """Hints and explanations are one line; their pictures stay behind, and that is said."""
    if "<img" in html:
        around.lost.append("a picture in an explanation")
        html = re.sub(r"<img[^<>]*>", " ", html)
    return prose.line(html, around)


def _question(item: Item, around: prose.Around) -> str:
    """Its lines stand one space in, so that none of them is taken for an answer; quotations already are safe."""
    made = prose.blocks(item.text, around, headings=False)
    places = [int(one) for one in _MARK.findall(made)]
    if item.type == ItemType.GAP:
        if sorted(places) != list(range(len(item.gaps))) or places != sorted(places):
            raise CannotCarry("its gaps are not where they are expected")
        made = _MARK.sub(lambda found: f"[[{_gap(item.gaps[int(found[1])])}]]", made)
    else:
        made = _MARK.sub("…", made)
    if not made.strip():
        raise CannotCarry("it asks nothing")
    return "\n".join(
        f" {one}" if one.strip() and not one.startswith(">") else one for one in made.split("\n")
    )


def _gap(words: tuple[str, ...]) -> str:
    kept = [one for one in _words(words) if not set(one) & set("[]")]
    if not kept:
        raise CannotCarry("what is right in a gap has signs that a gap cannot hold")
    return "|".join(kept)


def _words(said: tuple[str, ...]) -> list[str]:
    plain = (names.words(one) for one in said)
    return list(dict.fromkeys(one for one in plain if one and "|" not in one))


def _choice(item: Item, around: prose.Around) -> Iterator[str]:
    marks = "()" if item.type == ItemType.SINGLE else "[]"
    for option in item.options:
        said = prose.line(option.text, around)
        if not said:
            raise CannotCarry("an answer is empty")
        yield f"{marks[0]}{'x' if option.right else ' '}{marks[1]} {said}"
        feedback = _side(option.feedback, around)
        if feedback or not option.right:
            yield f"    > {feedback or not_right(around.language)}"


def not_right(language: str) -> str:
    """What is said to a wrong answer when the package says nothing; our quizzes never stay silent."""
    with translation.override(language):
        return f"{_('Not right')}."


def _true_false(item: Item, around: prose.Around) -> Iterator[str]:
    yield f"= {'true' if item.truth else 'false'}"
    yield f"    > {_side(item.feedback, around) or not_right(around.language)}"


def _number(item: Item, around: prose.Around) -> Iterator[str]:
    yield f"= {item.low}" if item.low == item.high else f"= {item.low} .. {item.high}"
    yield from _more(item, around)


def _accepted(item: Item) -> tuple[str, ...]:
    found = tuple(_words(item.accepted))
    if not found:
        raise CannotCarry("what is right has signs that an answer cannot hold")
    return found


def _text(item: Item, around: prose.Around) -> Iterator[str]:
    first, *others = item.accepted
    if _WORD_LIKE.match(first):
        # A lone "= 3D" is a number, and "= true" a statement to judge: with a bar it is text.
        yield f"= |{first}|" if not others else f"= |{first}"
    else:
        yield f"= {first}"
    yield from (f"= {one}" for one in others)
    yield from _more(item, around)


def _more(item: Item, around: prose.Around) -> Iterator[str]:
    """Feedback to what is right, and wrong answers that were foreseen."""
    if said := _side(item.feedback, around):
        yield f"    > {said}"
    for one in item.foreseen:
        if (said := _side(one.feedback, around)) and (word := names.words(one.answer)) and "|" not in word:
            yield f"! {word}"
            yield f"    > {said}"


def _ordering(item: Item, around: prose.Around) -> Iterator[str]:
    for number, step in enumerate(item.steps, 1):
        yield f"{number}. {prose.line(step, around)}"
    yield from _below(item, around)


def _matching(item: Item, around: prose.Around) -> Iterator[str]:
    for left, right in item.pairs:
        said = prose.line(left, around)
        if "=>" in said:
            raise CannotCarry("a left side has an arrow in it")
        yield f"- {said} => {_right(right)}"
    yield from (f"- => {_right(one)}" for one in item.extras)
    yield from _below(item, around)


def _right(said: str) -> str:
    plain = names.words(said, 500)
    if not plain:
        raise CannotCarry("a right side has no words")
    return plain


def _below(item: Item, around: prose.Around) -> Iterator[str]:
    if said := _side(item.feedback, around):
        yield f"    > {said}"


def _nothing(item: Item, around: prose.Around) -> Iterator[str]:
    yield from ()


_ANSWERS: dict[ItemType, Callable[[Item, prose.Around], Iterator[str]]] = {
    ItemType.SINGLE: _choice,
    ItemType.MULTIPLE: _choice,
    ItemType.TRUE_FALSE: _true_false,
    ItemType.NUMBER: _number,
    ItemType.TEXT: _text,
    ItemType.ORDERING: _ordering,
    ItemType.MATCHING: _matching,
    ItemType.GAP: _nothing,
}
