"""TeX to MathML by latex2mathml, whose output is taken apart and written anew: it lets markup in a text through."""

import html
import xml.etree.ElementTree as ET

from latex2mathml.converter import convert_to_element
from latex2mathml.exceptions import (
    DenominatorNotFoundError,
    DoubleSubscriptsError,
    DoubleSuperscriptsError,
    ExtraLeftOrMissingRightError,
    InvalidAlignmentError,
    InvalidStyleForGenfracError,
    InvalidWidthError,
    LimitsMustFollowMathOperatorError,
    MissingEndError,
    MissingSuperScriptOrSubscriptError,
    NoAvailableTokensError,
    NumeratorNotFoundError,
)

UNREADABLE = (
    DenominatorNotFoundError,
    DoubleSubscriptsError,
    DoubleSuperscriptsError,
    ExtraLeftOrMissingRightError,
    InvalidAlignmentError,
    InvalidStyleForGenfracError,
    InvalidWidthError,
    LimitsMustFollowMathOperatorError,
    MissingEndError,
    MissingSuperScriptOrSubscriptError,
    NoAvailableTokensError,
    NumeratorNotFoundError,
    IndexError,
    KeyError,
    ValueError,
    StopIteration,
    RecursionError,
)  # fmt: skip  -- the last five it raises by accident, on broken TeX
ELEMENTS = frozenset(
    [
        "math",
        "mrow",
        "mi",
        "mn",
        "mo",
        "mtext",
        "mspace",
        "ms",
        "mfrac",
        "msqrt",
        "mroot",
        "mstyle",
        "merror",
        "mpadded",
        "mphantom",
        "mfenced",
        "menclose",
        "msub",
        "msup",
        "msubsup",
        "munder",
        "mover",
        "munderover",
        "mmultiscripts",
        "mprescripts",
        "mtable",
        "mtr",
        "mtd",
    ]
)
ATTRIBUTES = frozenset(
    [
        "display",
        "accent",
        "accentunder",
        "columnalign",
        "columnlines",
        "rowlines",
        "rowspacing",
        "columnspacing",
        "displaystyle",
        "scriptlevel",
        "fence",
        "form",
        "height",
        "depth",
        "width",
        "linethickness",
        "lspace",
        "rspace",
        "mathvariant",
        "maxsize",
        "minsize",
        "movablelimits",
        "notation",
        "separator",
        "stretchy",
        "symmetric",
    ]
)
LONGEST = 2000


class NotMathematics(ValueError):
    """The TeX cannot be shown; the text says why."""


def mathml(tex: str, *, block: bool) -> str:
    """`<math>` with the TeX as its alternative text for software that does not read MathML."""
    if len(tex) > LONGEST:
        raise NotMathematics(f"{len(tex)} > {LONGEST}")
    try:
        made = convert_to_element(tex, display="block" if block else "inline")
    except UNREADABLE as error:
        raise NotMathematics(str(error) or type(error).__name__) from None
    if any("\\" in (element.text or "") for element in made.iter()):
        raise NotMathematics(
            next(element.text or "" for element in made.iter() if "\\" in (element.text or ""))
        )
    clean = _copy(made)
    clean.set("alttext", tex.strip())
    return ET.tostring(clean, encoding="unicode")


def _copy(element: ET.Element) -> ET.Element:
    name = element.tag if element.tag in ELEMENTS else "mrow"
    kept = {key: value for key, value in element.attrib.items() if key in ATTRIBUTES}
    made = ET.Element(name, kept)
    made.text = html.unescape(element.text) if element.text else None
    made.extend([_copy(child) for child in element])
    return made
