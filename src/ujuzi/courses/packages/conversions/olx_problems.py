"""A problem of Open edX to questions: one for each of its responses, with the text that stands before it.

Source: docs.openedx.org, "Open Learning XML", problems. XML made by Studio from its own Markdown and XML written by hand look alike here.
"""

import copy
import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from decimal import Decimal, InvalidOperation
from html import escape

from lxml import etree

from ujuzi.courses.packages.conversions import xmls
from ujuzi.courses.packages.conversions.prose import CannotCarry, bare_words
from ujuzi.courses.text.shapes import Foreseen, Item, ItemType, Option

_SPLIT = re.compile("\ue100\\d+\ue101")
_SPAN = re.compile(r"(?P<open>[\[(])\s*(?P<low>[^,\s]+)\s*,\s*(?P<high>[^\])\s]+)\s*[\])]")
_LISTED = re.compile(r"'((?:[^'\\]|\\.)*)'|\"((?:[^\"\\]|\\.)*)\"")
_VARIABLE = re.compile(r"\$\{?[A-Za-z_]\w*")
BESIDE = (
    "solution",
    "demandhint",
    "script",
    "style",
    "responseparam",
    "additional_answer",
    "correcthint",
    "stringequalhint",
    "hintgroup",
)


@dataclass(slots=True)
class Read:
    """`text`: HTML of a problem that asks nothing, to be read in the lesson."""

    items: list[Item] = field(default_factory=list)
    text: str = ""
    notes: list[str] = field(default_factory=list)


def read(problem: etree._Element, title: str) -> Read:
    """The questions that our quizzes can ask; each of the others is named in `notes` with the reason."""
    problem = copy.deepcopy(problem)
    made = Read()
    responses = _responses(problem)
    if not responses:
        if "program" not in (reason := _why_empty(problem)):
            made.text = f"<h3>{escape(title)}</h3>" + xmls.inner(_without(problem))
        else:
            made.notes.append(f"The problem “{title}” is left out: {reason}.")
        return made
    why, hint = _joined(problem, "solution"), _joined(problem, "hint")
    computed = any(_is_program(one) for one in problem.iter("script"))
    name = str(problem.get("url_name") or title)
    for item in _items(problem, responses, name, title, computed, made.notes):
        made.items.append(replace(item, hint=hint if not made.items else ""))
    if made.items and why:
        last = made.items[-1]
        made.items[-1] = replace(last, why=last.why or why)
    return made


def _items(
    problem: etree._Element,
    responses: list[etree._Element],
    name: str,
    title: str,
    computed: bool,
    notes: list[str],
) -> list[Item]:
    texts = _texts(problem, responses)
    made: list[Item] = []
    for number, (response, text) in enumerate(zip(responses, texts, strict=True), 1):
        try:
            if computed and _VARIABLE.search(xmls.outer(response) + text):
                raise CannotCarry("a program computes its numbers")
            item = _item(response)
        except CannotCarry as error:
            notes.append(f"The problem “{title}” ({_short(text)}) is left out: {error}.")
            continue
        own = _joined(response, "solution", outermost=True)
        shown = item.text + text if bare_words(text) or "<img" in text or not item.text else item.text
        made.append(
            replace(
                item,
                name=name if number == 1 else f"{name}-{number}",
                text=shown or f"<p>{escape(title)}</p>",
                why=own,
            )
        )
    return made


def _short(text: str) -> str:
    said = bare_words(text)
    return said if len(said) < 60 else said[:57] + "…"


def _is_program(script: etree._Element) -> bool:
    return "python" in str(script.get("type") or "python")


def _why_empty(problem: etree._Element) -> str:
    known = [str(one.tag) for one in problem.iter(etree.Element) if str(one.tag).endswith(("input", "group"))]
    return f"a program of its own asks in it ({known[0]})" if known else ""


def _responses(problem: etree._Element) -> list[etree._Element]:
    """The outermost ones, in their order."""
    found = [one for one in problem.iter(etree.Element) if str(one.tag).endswith("response")]
    inside = {id(child) for one in found for child in one.iterdescendants(etree.Element)}
    return [one for one in found if id(one) not in inside]


def _joined(element: etree._Element, tag: str, *, outermost: bool = False) -> str:
    """All solutions or hints; without those inside responses unless it is one itself."""
    found = element.iter(tag)
    own = [
        one
        for one in found
        if outermost or not any(str(up.tag).endswith("response") for up in one.iterancestors())
    ]
    said = " ".join(f"<p>{xmls.inner(one)}</p>" for one in own)
    return re.sub(r"<(p|h\d)[^<>]*>\s*(Explanation|Solution)\s*</\1>", "", said) if bare_words(said) else ""


def _without(element: etree._Element) -> etree._Element:
    """Without what is not part of the question."""
    for tag in BESIDE:
        for one in list(element.iter(tag)):
            if one is not element:
                xmls.replace(one, "")
    return element


def _texts(problem: etree._Element, responses: list[etree._Element]) -> list[str]:
    """HTML of the question for each response: what stands before it, and for the last one also what comes behind."""
    for number, response in enumerate(responses):
        xmls.replace(response, f"\ue100{number}\ue101")
    parts = _SPLIT.split(xmls.inner(_without(problem)))
    texts = parts[: len(responses)]
    texts[-1] += f" {parts[-1]}" if bare_words(parts[-1]) else ""
    for place in range(1, len(texts)):
        if not bare_words(texts[place]):
            texts[place] = texts[place - 1]
    return texts


def _item(response: etree._Element) -> Item:
    kind = str(response.tag)
    if kind not in _KINDS:
        raise CannotCarry(f"questions of the type {kind} need the platform that they were made for")
    item = _KINDS[kind](response)
    texts = [f"<p>{xmls.inner(one)}</p>" for one in response if one.tag in ("label", "description", "p")]
    if not texts:
        labels = (one.get("label") for one in response.iter(etree.Element) if one.get("label"))
        texts = [f"<p>{escape(str(label))}</p>" for label in list(labels)[:1]]
        return item if not texts else replace(item, text="")
    return replace(item, text="".join(texts))


def _choices(response: etree._Element) -> tuple[Option, ...]:
    made = []
    for choice in response.iter("choice"):
        hints = list(choice.iter("choicehint"))
        said = [one for one in hints if one.get("selected", "true").lower() != "false"]
        feedback = " ".join(xmls.inner(one) for one in said)
        for one in hints:
            xmls.replace(one, "")
        made.append(Option(xmls.inner(choice), str(choice.get("correct")).lower() == "true", feedback))
    return tuple(made)


def _fixed(response: etree._Element) -> bool:
    return not any(one.get("shuffle") == "true" for one in response.iter(etree.Element))


def _single(response: etree._Element) -> Item:
    options = _choices(response)
    if sum(one.right for one in options) != 1:
        raise CannotCarry("not exactly one of its answers is right")
    return Item("", ItemType.SINGLE, "", options, fixed=_fixed(response))


def _multiple(response: etree._Element) -> Item:
    options = _choices(response)
    if not any(one.right for one in options):
        raise CannotCarry("none of its answers is right")
    return Item("", ItemType.MULTIPLE, "", options, fixed=_fixed(response))


def _dropdown(response: etree._Element) -> Item:
    inputs = list(response.iter("optioninput"))
    if len(inputs) != 1:
        raise CannotCarry("it has several lists to choose from in one answer")
    given = list(inputs[0].iter("option"))
    if given:
        options = tuple(_listed(one) for one in given)
    else:
        right = str(inputs[0].get("correct") or "")
        said = [one or other for one, other in _LISTED.findall(str(inputs[0].get("options") or ""))]
        options = tuple(Option(re.sub(r"&", "&amp;", one).replace("<", "&lt;"), one == right) for one in said)
    if sum(one.right for one in options) != 1:
        raise CannotCarry("not exactly one of its answers is right")
    return Item("", ItemType.SINGLE, "", options, fixed=True)


def _listed(option: etree._Element) -> Option:
    hints = list(option.iter("optionhint"))
    feedback = " ".join(xmls.inner(one) for one in hints)
    for one in hints:
        xmls.replace(one, "")
    return Option(xmls.inner(option), str(option.get("correct")).lower() == "true", feedback)


def _number(response: etree._Element) -> Item:
    if response.find("additional_answer") is not None:
        raise CannotCarry("several numbers are right")
    low, high = _ends(str(response.get("answer") or "").strip(), _tolerance(response))
    return Item("", ItemType.NUMBER, "", low=str(low), high=str(high), feedback=_praise(response))


def _tolerance(response: etree._Element) -> str:
    for one in response.iter("responseparam"):
        if one.get("type") == "tolerance":
            return str(one.get("default") or "").strip()
    return str(
        next(
            (one.get("tolerance") for one in response.iter("formulaequationinput") if one.get("tolerance")),
            "",
        )
    )


def _ends(answer: str, tolerance: str) -> tuple[Decimal, Decimal]:
    """The ends of what is right. An open end counts as a closed one: our quizzes know no other."""
    try:
        if match := _SPAN.fullmatch(answer):
            return tuple(sorted((decimal(match["low"]), decimal(match["high"]))))  # type: ignore[return-value]
        value = decimal(answer)
        off = (
            abs(value) * decimal(tolerance[:-1]) / 100
            if tolerance.endswith("%")
            else decimal(tolerance or "0")
        )
        return value - abs(off), value + abs(off)
    except InvalidOperation:
        raise CannotCarry(f"what is right is not a plain number ({answer[:40]})") from None


def decimal(said: str) -> Decimal:
    """A finite number. Raises InvalidOperation."""
    value = Decimal(said.replace(" ", ""))
    if not value.is_finite() or abs(value.adjusted()) > 100:
        raise InvalidOperation
    return value


def _praise(response: etree._Element) -> str:
    return " ".join(xmls.inner(one) for one in response.iter("correcthint"))


def _string(response: etree._Element) -> Item:
    if "regexp" in str(response.get("type") or ""):
        raise CannotCarry("what is right is a regular expression")
    more = [str(one.get("answer") or xmls.text(one)) for one in response.iter("additional_answer")]
    accepted = [str(response.get("answer") or ""), *more]
    foreseen = tuple(
        Foreseen(str(one.get("answer") or ""), xmls.inner(one))
        for one in response.iter("stringequalhint")
        if one.get("answer")
    )
    kept = tuple(one for one in accepted if one.strip())
    return Item("", ItemType.TEXT, "", accepted=kept, foreseen=foreseen, feedback=_praise(response))


_KINDS: dict[str, Callable[[etree._Element], Item]] = {
    "multiplechoiceresponse": _single,
    "truefalseresponse": _single,
    "choiceresponse": _multiple,
    "optionresponse": _dropdown,
    "numericalresponse": _number,
    "stringresponse": _string,
}
