"""What a QTI item says about its answers: which are right, how near a number must be, what is said to whom."""

from dataclasses import dataclass, field

from lxml import etree

from ujuzi.courses.packages.conversions import xmls


@dataclass(slots=True)
class Answers:
    """`said`: feedback by the answer that it belongs to; `general`: all other feedback, as HTML."""

    declared: dict[str, etree._Element]
    root: etree._Element
    said: dict[str, str] = field(default_factory=dict)
    general: str = ""

    def right(self, response: str) -> list[str]:
        """By the declaration; else whatever its mapping gives points for."""
        one = self.declared.get(response)
        if one is None:
            return []
        correct = one.find("correctResponse")
        values = [xmls.text(each) for each in correct.iter("value")] if correct is not None else []
        entries = [each for each in one.iter("mapEntry") if _is_positive(str(each.get("mappedValue") or ""))]
        mapped = [str(each.get("mapKey") or "") for each in entries]
        if one.get("baseType") == "string" and one.get("cardinality") == "single":
            values += [each for each in mapped if each not in values]
        return values or mapped

    def cardinality(self, response: str) -> str:
        one = self.declared.get(response)
        return str(one.get("cardinality") or "single") if one is not None else "single"

    def base_type(self, response: str) -> str:
        one = self.declared.get(response)
        return str(one.get("baseType") or "") if one is not None else ""

    def tolerance(self, response: str) -> tuple[str, str, bool]:
        """How far below and above, and whether in per cent; 0 where the item asks for the very number."""
        for rule in self.root.iter("equal"):
            names = [one.get("identifier") for one in rule.iter("variable")]
            if response in names and rule.get("toleranceMode") in ("absolute", "relative"):
                said = str(rule.get("tolerance") or "0").split()
                return said[0], said[-1], rule.get("toleranceMode") == "relative"
        return "0", "0", False


def _is_positive(said: str) -> bool:
    try:
        return float(said) > 0
    except ValueError:
        return False


def of(root: etree._Element, folder: str) -> Answers:
    """Takes the feedback out of the item on its way."""
    declared = {str(one.get("identifier")): one for one in root.iter("responseDeclaration")}
    made = Answers(declared, root)
    choices = {str(one.get("identifier")) for one in root.iter("simpleChoice", "inlineChoice")}
    general = []
    for one in list(root.iter("modalFeedback", "feedbackInline", "feedbackBlock")):
        for image in one.iter("img"):
            image.set("src", at(folder, str(image.get("src") or "")))
        holder = next((up for up in one.iterancestors("simpleChoice")), None)
        ident = str(holder.get("identifier") if holder is not None else one.get("identifier") or "")
        if ident in choices and one.get("showHide", "show") == "show":
            made.said[ident] = f"{made.said.get(ident, '')} {xmls.inner(one)}".strip()
        else:
            general.append(f"<p>{xmls.inner(one)}</p>")
        xmls.replace(one, "")
    made.general = " ".join(general)
    return made


def at(folder: str, address: str) -> str:
    """A relative address seen from the top of the package, because items of one quiz may lie in several folders."""
    if not folder or not address or "://" in address or address.startswith(("/", "data:", "//")):
        return address
    return f"/{folder}/{address}"
