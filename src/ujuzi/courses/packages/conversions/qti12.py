"""Questions of QTI 1.2 as Common Cartridge uses it: assessments and question banks.

Source: IMS Common Cartridge profile, section on QTI; with the matching and numbers that Canvas and others put in beside.
"""

from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from lxml import etree

from ujuzi.courses.packages.conversions import xmls
from ujuzi.courses.packages.conversions.olx_problems import decimal
from ujuzi.courses.packages.conversions.prose import CannotCarry, bare_words
from ujuzi.courses.text.shapes import Item, ItemType, Option

TRUE, FALSE = frozenset({"true", "t"}), frozenset({"false", "f"})


@dataclass(slots=True)
class Test:
    """An assessment or bank. `draw`: how many questions an attempt gets; 0: all."""

    title: str
    items: list[Item] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    draw: int = 0


def read(root: etree._Element, otherwise: str) -> Test:
    """`root`: questestinterop. `otherwise`: a title for a test that has none."""
    holder = next((one for one in root.iter("assessment", "objectbank")), root)
    made = Test(str(holder.get("title") or "") or otherwise)
    for item in holder.iter("item"):
        if item.find("presentation") is None:
            continue
        try:
            made.items.append(_item(item))
        except CannotCarry as error:
            said = bare_words(_material(item.find("presentation")))[:60] or str(
                item.get("title") or item.get("ident") or ""
            )
            made.notes.append(f"“{made.title}”: the question “{said}” is left out: {error}.")
    numbers = [xmls.text(one) for one in holder.iter("selection_number")]
    if len(numbers) == 1 and numbers[0].isdigit():
        made.draw = int(numbers[0])
    return made


def _item(item: etree._Element) -> Item:
    presentation = item.find("presentation")
    lids = list(presentation.iter("response_lid")) if presentation is not None else []
    texts = (
        [one for one in presentation.iter("response_str", "response_num")] if presentation is not None else []
    )
    key, text = str(item.get("ident") or ""), _material(presentation)
    said = _Said(item)
    if len(lids) == 1 and not texts:
        return _choice(key, text, lids[0], said)
    if len(lids) > 1 and not texts:
        return _matching(key, text, lids, said)
    if len(texts) == 1 and not lids and "essay" not in said.profile:
        return _written(key, text, said)
    if not lids and not texts:
        raise CannotCarry("there is nothing to answer in it")
    raise CannotCarry(
        "it is an open question"
        if "essay" in said.profile or not said.rules
        else "it asks several things at once"
    )


def _material(holder: etree._Element | None) -> str:
    """The HTML of a question: all material that is not part of an answer."""
    if holder is None:
        return ""
    found = []
    for one in holder.iter("material"):
        if not any(
            up.tag in ("response_lid", "response_str", "response_num", "response_label")
            for up in one.iterancestors()
        ):
            found.append(_said(one))
    return "".join(f"<div>{one}</div>" for one in found if one)


def _said(material: etree._Element) -> str:
    parts = []
    for one in material:
        if one.tag == "mattext":
            html = (
                "".join(map(str, one.itertext()))
                if "html" in str(one.get("texttype")) and not len(one)
                else xmls.inner(one)
            )
            parts.append(
                html if "html" in str(one.get("texttype")) or len(one) else html.replace("\n", "<br>")
            )
        elif one.tag == "matimage" and one.get("uri"):
            parts.append(f'<img src="{one.get("uri")}">')
    return " ".join(parts)


def _all_said(element: etree._Element | None) -> str:
    return " ".join(_said(one) for one in element.iter("material")) if element is not None else ""


class _Said:
    """What an item's processing says: which answers score, and which feedback belongs to which."""

    def __init__(self, item: etree._Element) -> None:
        self.profile = " ".join(
            xmls.text(one.find("fieldentry"))
            for one in item.iter("qtimetadatafield")
            if "profile" in xmls.text(one) or "type" in xmls.text(one)
        )
        self.rules = [one for one in item.iter("respcondition")]
        self.texts = {str(one.get("ident")): _all_said(one) for one in item.iter("itemfeedback")}
        self.solution = " ".join(_all_said(one) for one in item.iter("solution"))
        self.hint = " ".join(_all_said(one) for one in item.iter("hint"))

    def scoring(self) -> list[etree._Element]:
        return [one for one in self.rules if any(_number(xmls.text(var)) > 0 for var in one.iter("setvar"))]

    def feedback(self) -> tuple[dict[str, str], str]:
        """By the answer's ident; and what is said whatever was answered."""
        by_answer: dict[str, str] = {}
        general: list[str] = [self.solution]
        for rule in self.rules:
            said = " ".join(
                self.texts.get(str(one.get("linkrefid")), "") for one in rule.iter("displayfeedback")
            ).strip()
            answers = _equal(rule)
            if said and len(answers) == 1:
                by_answer[answers[0]] = said
            elif said and said not in general:
                general.append(said)
        return by_answer, " ".join(filter(None, general))


def _number(said: str) -> Decimal:
    try:
        return decimal(said)
    except InvalidOperation:
        return Decimal(0)


def _equal(rule: etree._Element, respident: str = "") -> list[str]:
    """The answers that a rule asks for; those under `not` are wrong ones."""
    found = []
    for one in rule.iter("varequal", "varsubstring"):
        if any(up.tag == "not" for up in one.iterancestors()) or (
            respident and one.get("respident") != respident
        ):
            continue
        found.append((one.text or "").strip())
    return found


def _choice(key: str, text: str, lid: etree._Element, said: _Said) -> Item:
    by_answer, why = said.feedback()
    right = {answer for rule in said.scoring() for answer in _equal(rule)}
    options, idents = [], []
    for label in lid.iter("response_label"):
        ident = str(label.get("ident") or "")
        idents.append(ident)
        options.append(Option(_all_said(label), ident in right, by_answer.get(ident, "")))
    several = str(lid.get("rcardinality") or "Single").lower() == "multiple"
    if not any(one.right for one in options):
        raise CannotCarry("it does not say which answer is right")
    fixed = not any(str(one.get("shuffle")).lower() == "yes" for one in lid.iter("render_choice"))
    words = [bare_words(one.text).casefold() for one in options]
    if (
        not several
        and len(words) == 2
        and words[0] in TRUE | FALSE
        and words[1] in (FALSE if words[0] in TRUE else TRUE)
    ):
        wrong = next(one for one in options if not one.right)
        truth = next(word for word, one in zip(words, options, strict=True) if one.right) in TRUE
        return Item(
            key, ItemType.TRUE_FALSE, text, truth=truth, feedback=wrong.feedback, why=why, hint=said.hint
        )
    if not several and sum(one.right for one in options) != 1:
        raise CannotCarry("several answers are right, but only one may be chosen")
    kind = ItemType.MULTIPLE if several else ItemType.SINGLE
    return Item(key, kind, text, tuple(options), fixed=fixed, why=why, hint=said.hint)


def _matching(key: str, text: str, lids: list[etree._Element], said: _Said) -> Item:
    pairs: list[tuple[str, str]] = []
    names: dict[str, str] = {}
    for lid in lids:
        labels = {str(one.get("ident")): bare_words(_all_said(one)) for one in lid.iter("response_label")}
        names |= labels
        right = [answer for rule in said.scoring() for answer in _equal(rule, str(lid.get("ident")))]
        left = next((_said(one) for one in lid.iterchildren("material")), "")
        if len(set(right)) != 1 or right[0] not in labels or not left:
            raise CannotCarry("it does not say which belong together")
        pairs.append((left, labels[right[0]]))
    taken = {right for _left, right in pairs}
    extras = tuple(dict.fromkeys(one for one in names.values() if one not in taken))
    return Item(
        key,
        ItemType.MATCHING,
        text,
        pairs=tuple(pairs),
        extras=extras,
        why=said.feedback()[1],
        hint=said.hint,
    )


def _written(key: str, text: str, said: _Said) -> Item:
    why = said.feedback()[1]
    for rule in said.scoring():
        low = [_number(xmls.text(one)) for one in rule.iter("vargte", "vargt")]
        high = [_number(xmls.text(one)) for one in rule.iter("varlte", "varlt")]
        if low and high:
            return Item(
                key, ItemType.NUMBER, text, low=str(low[0]), high=str(high[0]), why=why, hint=said.hint
            )
    right = tuple(dict.fromkeys(answer for rule in said.scoring() for answer in _equal(rule) if answer))
    if not right:
        raise CannotCarry(
            "it is an open question"
            if "essay" in said.profile or not said.rules
            else "it does not say what is right"
        )
    return Item(key, ItemType.TEXT, text, accepted=right, why=why, hint=said.hint)
