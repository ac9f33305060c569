"""An item of QTI 2.1, 2.2 or 3.0 to questions: one for each of its interactions; gaps in a text stay together in one.

Source: 1EdTech QTI 2.2 and 3.0 information models. QTI 3 has the same things under other names (qti-choice-interaction).
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from decimal import InvalidOperation
from html import escape

from lxml import etree

from ujuzi.courses.packages.conversions import qti_answers, xmls
from ujuzi.courses.packages.conversions.olx_problems import decimal
from ujuzi.courses.packages.conversions.prose import CannotCarry, bare_words
from ujuzi.courses.text.shapes import Item, ItemType, Option, gap_mark

_SPLIT = re.compile("\ue100\\d+\ue101")
INLINE = ("textEntryInteraction", "inlineChoiceInteraction")
NOT_ASKED = (
    "modalFeedback",
    "rubricBlock",
    "templateBlock",
    "templateInline",
    "stylesheet",
    "printedVariable",
)
TRUTHS = ({"true", "t"}, {"false", "f"})


@dataclass(slots=True)
class Read:
    items: list[Item] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def plain(root: etree._Element) -> etree._Element:
    """QTI 3's names as those of QTI 2: qti-choice-interaction and response-identifier become choiceInteraction and responseIdentifier."""
    for element in root.iter(etree.Element):
        name = str(element.tag)
        if name.startswith("qti-"):
            element.tag = _camel(name.removeprefix("qti-"))
            for key in [
                str(one) for one in element.attrib if "-" in str(one) and not str(one).startswith("data-")
            ]:
                element.set(_camel(key), str(element.attrib.pop(key)))
    return root


def _camel(name: str) -> str:
    first, *others = name.split("-")
    return first + "".join(one.capitalize() for one in others)


def read(root: etree._Element, folder: str) -> Read:
    """Raises CannotCarry for an item that cannot be asked at all; `notes`: ends of sentences about single interactions."""
    body = root.find("itemBody")
    if root.tag != "assessmentItem" or body is None:
        raise CannotCarry("it has no body")
    if root.find("templateDeclaration") is not None:
        raise CannotCarry("its numbers are made anew for each learner")
    answers = qti_answers.of(root, folder)
    for one in list(body.iter(*NOT_ASKED)):
        if one.tag != "rubricBlock" or "candidate" not in str(one.get("view")):
            xmls.replace(one, "")
    for image in body.iter("img"):
        image.set("src", qti_answers.at(folder, str(image.get("src") or "")))
    found = [one for one in body.iter(etree.Element) if str(one.tag).endswith("Interaction")]
    if not found:
        raise CannotCarry("there is nothing to answer in it")
    key, made = str(root.get("identifier") or ""), Read()
    inline = [one for one in found if one.tag in INLINE]
    if inline and len(inline) == len(found):
        made.items.append(_gaps(body, inline, answers))
    else:
        _blocks(body, found, answers, made)
    if not made.items:
        raise CannotCarry(made.notes[0] if made.notes else "there is nothing to answer in it")
    made.items = [
        replace(one, name=key if not place else f"{key}-{place + 1}") for place, one in enumerate(made.items)
    ]
    made.items[-1] = replace(made.items[-1], why=answers.general)
    return made


def _blocks(
    body: etree._Element, found: list[etree._Element], answers: qti_answers.Answers, made: Read
) -> None:
    """A question for each interaction, with the text before it and its prompt."""
    for number, one in enumerate(found):
        xmls.replace(one, f"\ue100{number}\ue101")
    parts = _SPLIT.split(xmls.inner(body))
    for number, (one, before) in enumerate(zip(found, parts[:-1], strict=True)):
        prompt = one.find("prompt")
        text = before + (f"<p>{xmls.inner(prompt)}</p>" if prompt is not None else "")
        text += parts[-1] if number == len(found) - 1 and bare_words(parts[-1]) else ""
        try:
            kind = str(one.tag)
            if kind not in _KINDS:
                raise CannotCarry(_WHY.get(kind, f"our quizzes have no {kind}"))
            item = _KINDS[kind](one, answers)
        except CannotCarry as error:
            made.notes.append(str(error) if len(found) == 1 else f"a part is left out: {error}")
            continue
        made.items.append(replace(item, text=text + item.text))


def _is_fixed(interaction: etree._Element) -> bool:
    return str(interaction.get("shuffle") or "false").lower() != "true"


def _choice(interaction: etree._Element, answers: qti_answers.Answers) -> Item:
    response = str(interaction.get("responseIdentifier") or "")
    right = set(answers.right(response))
    options, idents = [], []
    for one in interaction.iter("simpleChoice"):
        ident = str(one.get("identifier") or "")
        idents.append(ident)
        options.append(Option(xmls.inner(one), ident in right, answers.said.get(ident, "")))
    if not any(one.right for one in options):
        raise CannotCarry("it does not say which answer is right")
    if (
        len(options) == 2
        and {one.lower() for one in idents} in ({"true", "false"}, {"t", "f"})
        and len(right) == 1
    ):
        wrong = next(one for one in options if not one.right)
        return Item(
            "", ItemType.TRUE_FALSE, "", truth=next(iter(right)).lower() in TRUTHS[0], feedback=wrong.feedback
        )
    several = answers.cardinality(response) == "multiple"
    if not several and sum(one.right for one in options) != 1:
        raise CannotCarry("several answers are right, but only one may be chosen")
    kind = ItemType.MULTIPLE if several else ItemType.SINGLE
    return Item("", kind, "", tuple(options), fixed=_is_fixed(interaction))


def _order(interaction: etree._Element, answers: qti_answers.Answers) -> Item:
    steps = {str(one.get("identifier")): xmls.inner(one) for one in interaction.iter("simpleChoice")}
    right = answers.right(str(interaction.get("responseIdentifier") or ""))
    if sorted(right) != sorted(steps):
        raise CannotCarry("it does not say the whole order")
    return Item("", ItemType.ORDERING, "", steps=tuple(steps[one] for one in right))


def _pairs(interaction: etree._Element, answers: qti_answers.Answers) -> list[tuple[str, str]]:
    said = [one.split() for one in answers.right(str(interaction.get("responseIdentifier") or ""))]
    if not said or any(len(one) != 2 for one in said):
        raise CannotCarry("it does not say which belong together")
    return [(one[0], one[1]) for one in said]


def _match(interaction: etree._Element, answers: qti_answers.Answers) -> Item:
    choices = {str(one.get("identifier")): one for one in interaction.iter("simpleAssociableChoice")}
    sets = [
        [str(one.get("identifier")) for one in each.iter("simpleAssociableChoice")]
        for each in interaction.iter("simpleMatchSet")
    ]
    pairs = _pairs(interaction, answers)
    if any(one not in choices for pair in pairs for one in pair):
        raise CannotCarry("it names answers that it does not have")
    lefts, rights = [left for left, _right in pairs], [right for _left, right in pairs]
    if len(set(lefts)) != len(lefts) and len(set(rights)) == len(rights):
        raise CannotCarry("one thing belongs to several")
    if len(set(lefts)) != len(lefts):
        raise CannotCarry("several belong to several")
    missing = set(sets[0]) - set(lefts) if sets else set()
    if missing:
        raise CannotCarry("something in it belongs to nothing")
    rest = [one for one in (sets[-1] if sets else choices) if one not in {*lefts, *rights}]
    return Item(
        "",
        ItemType.MATCHING,
        "",
        pairs=tuple(
            (xmls.inner(choices[left]), bare_words(xmls.inner(choices[right]))) for left, right in pairs
        ),
        extras=tuple(bare_words(xmls.inner(choices[one])) for one in rest),
    )


def _gap_match(interaction: etree._Element, answers: qti_answers.Answers) -> Item:
    """Words to put into gaps: they are listed below the text, and typed."""
    if interaction.find("gapImg") is not None:
        raise CannotCarry("pictures are to be put into gaps")
    words = {str(one.get("identifier")): xmls.text(one) for one in interaction.iter("gapText")}
    right: dict[str, list[str]] = {}
    for word, gap in _pairs(interaction, answers):
        right.setdefault(gap, []).append(words.get(word, ""))
    gaps: list[tuple[str, ...]] = []
    for one in list(interaction.iter("gap")):
        xmls.replace(one, gap_mark(len(gaps)))
        gaps.append(tuple(right.get(str(one.get("identifier")), ())))
    for one in [*interaction.iter("gapText"), *interaction.iter("prompt")]:
        xmls.replace(one, "")
    listed = " / ".join(escape(one) for one in words.values())
    return Item("", ItemType.GAP, f"{xmls.inner(interaction)}<p>({listed})</p>", gaps=tuple(gaps))


def _hot_text(interaction: etree._Element, answers: qti_answers.Answers) -> Item:
    """Words to mark in a text: the text, and the words to choose from."""
    right = set(answers.right(str(interaction.get("responseIdentifier") or "")))
    options = tuple(
        Option(xmls.inner(one), one.get("identifier") in right) for one in interaction.iter("hottext")
    )
    if not any(one.right for one in options):
        raise CannotCarry("it does not say which words are right")
    for one in interaction.iter("hottext"):
        one.tag = "strong"
    for one in list(interaction.iter("prompt")):
        xmls.replace(one, "")
    several = answers.cardinality(str(interaction.get("responseIdentifier") or "")) == "multiple"
    return Item(
        "", ItemType.MULTIPLE if several else ItemType.SINGLE, xmls.inner(interaction), options, fixed=True
    )


def _gaps(body: etree._Element, found: list[etree._Element], answers: qti_answers.Answers) -> Item:
    """Entries and lists within a text. One list alone is a choice, one number alone a number."""
    if len(found) == 1:
        one = found[0]
        response = str(one.get("responseIdentifier") or "")
        if one.tag == "inlineChoiceInteraction":
            return _one_list(body, one, response, answers)
        if answers.base_type(response) in ("integer", "float"):
            low, high = _number(response, answers)
            xmls.replace(one, "…")
            return Item("", ItemType.NUMBER, xmls.inner(body), low=low, high=high)
    gaps = []
    for place, one in enumerate(found):
        response = str(one.get("responseIdentifier") or "")
        right = answers.right(response)
        mark = gap_mark(place)
        if one.tag == "inlineChoiceInteraction":
            said = {str(each.get("identifier")): xmls.text(each) for each in one.iter("inlineChoice")}
            right = [said.get(each, "") for each in right]
            mark += f" ({' / '.join(said.values())})"
        if not any(right):
            raise CannotCarry("it does not say what is right")
        xmls.replace(one, mark)
        gaps.append(tuple(right))
    return Item("", ItemType.GAP, xmls.inner(body), gaps=tuple(gaps))


def _one_list(body: etree._Element, one: etree._Element, response: str, answers: qti_answers.Answers) -> Item:
    right = set(answers.right(response))
    options = tuple(
        Option(
            xmls.inner(each),
            each.get("identifier") in right,
            answers.said.get(str(each.get("identifier")), ""),
        )
        for each in one.iter("inlineChoice")
    )
    if sum(each.right for each in options) != 1:
        raise CannotCarry("it does not say which answer is right")
    xmls.replace(one, "…")
    return Item("", ItemType.SINGLE, xmls.inner(body), options, fixed=_is_fixed(one))


def _number(response: str, answers: qti_answers.Answers) -> tuple[str, str]:
    right = answers.right(response)
    try:
        values = [decimal(one) for one in right]
        below, above, relative = answers.tolerance(response)
        if len(values) != 1:
            raise CannotCarry("several numbers are right")
        value = values[0]
        low, high = decimal(below), decimal(above)
    except InvalidOperation:
        raise CannotCarry("what is right is not a plain number") from None
    if relative:
        return str(value - abs(value) * low / 100), str(value + abs(value) * high / 100)
    return str(value - low), str(value + high)


_KINDS: dict[str, Callable[[etree._Element, qti_answers.Answers], Item]] = {
    "choiceInteraction": _choice,
    "orderInteraction": _order,
    "matchInteraction": _match,
    "associateInteraction": _match,
    "gapMatchInteraction": _gap_match,
    "hottextInteraction": _hot_text,
}
_WHY = {
    "extendedTextInteraction": "it is an open question, which somebody must read",
    "uploadInteraction": "a file is to be handed in",
    "drawingInteraction": "something is to be drawn",
    "hotspotInteraction": "a place in a picture is to be found",
    "graphicOrderInteraction": "places in a picture are to be put in order",
    "graphicGapMatchInteraction": "things are to be put into a picture",
    "selectPointInteraction": "a place in a picture is to be found",
    "sliderInteraction": "a slider is to be moved",
    "mediaInteraction": "it plays a film or sound",
    "customInteraction": "it needs a program of its own",
    "portableCustomInteraction": "it needs a program of its own",
}
