"""Plain text written into Markdown so that it stays plain text, and the few signs that are meant."""

import re

from ujuzi.courses.text import maths as tex_to_mathml

_TEX = re.compile(
    r"\\\((?P<a>.{1,2000}?)\\\)|\\\[(?P<b>.{1,2000}?)\\\]|\[mathjaxinline\](?P<c>.{1,2000}?)\[/mathjaxinline\]|\[mathjax\](?P<d>.{1,2000}?)\[/mathjax\]|\$\$(?P<e>.{1,2000}?)\$\$",
    re.DOTALL,
)
_SIGNS = re.compile(r"([\\`*_\[\]<>|$~])")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_STARTS = re.compile(r"(^|\s)(#|[-+](?=\s|$)|[-=+]{2,}|:::+|!(?=\s*\S))")
_NUMBERED = re.compile(r"(^|\s)(\d+)([.)])(?=\s|$)")
_RAISED = str.maketrans("0123456789+-−=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ")
_LOWERED = str.maketrans("0123456789+-−=()aeoxijnkt", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₒₓᵢⱼₙₖₜ")
_ROW = re.compile(r"\|.*\|")


def words(said: str) -> str:
    """Text with the signs of Markdown escaped; TeX between its usual signs becomes mathematics."""
    made, place = [], 0
    for found in _TEX.finditer(said):
        made += [
            _escaped(said[place : found.start()]),
            maths(str(next(one for one in found.groups() if one))),
        ]
        place = found.end()
    return "".join([*made, _escaped(said[place:])])


def _escaped(said: str) -> str:
    said = _ENTITY.sub("&amp;", _SIGNS.sub(r"\\\1", said))
    said = _STARTS.sub(r"\1\\\2", said)
    return _NUMBERED.sub(r"\1\2\\\3", said)


def title(said: str) -> str:
    """Words behind the sign of a box, which are no Markdown."""
    return said.replace(":::", "…")


def maths(tex: str) -> str:
    """TeX between dollars, or as code where our pages cannot show it."""
    plain = " ".join(tex.split())
    if "$" in plain or "`" in plain:
        return code(plain)
    try:
        tex_to_mathml.mathml(plain, block=False)
    except tex_to_mathml.NotMathematics:
        return code(plain)
    return f"${plain}$"


def code(said: str) -> str:
    """A span of code on one line."""
    if not said.strip():
        return ""
    marks = "`" * (max(map(len, re.findall("`+", said)), default=0) + 1)
    pad = " " if marks != "`" else ""
    return f"{marks}{pad}{said.strip()}{pad}{marks}"


def fence(said: str) -> str:
    """A block of code; "" when there is none."""
    plain = said.replace("\r", "").strip("\n")
    if not plain.strip():
        return ""
    marks = "`" * max(3, max(map(len, re.findall("`+", plain)), default=0) + 1)
    return f"{marks}\n{plain}\n{marks}"


def address(said: str) -> str:
    """A link's address with nothing in it that would end it."""
    made = re.sub(
        r"[\s<>()\\\[\]\"'`|*_$^{}]", lambda found: "".join(f"%{one:02X}" for one in found[0].encode()), said
    )
    return re.sub(r"&(?=#?\w)", "&amp;", made)


def marked(said: str, mark: str, after: str) -> str:
    """Text between * or **, so that CommonMark sees it: punctuation at the edge before a letter stays outside."""
    plain, tail = said.strip(), ""
    before, behind = said[: len(said) - len(said.lstrip())], said[len(said.rstrip()) :]
    if not behind and after[:1].isalnum() and (found := re.search(r"(?:\\?[^\w\s\\])+$", plain)):
        plain, tail = plain[: found.start()], found[0]
    if not plain or re.search(r"[*\\]$|^[*]", plain):
        return said
    return f"{before and ' '}{mark}{plain}{mark}{tail}{behind and ' '}"


def raised(said: str) -> str:
    """Superscript without HTML: x² where there are such letters, else ^(…)."""
    return _shifted(said, _RAISED, "^")


def lowered(said: str) -> str:
    """Subscript without HTML."""
    return _shifted(said, _LOWERED, r"\_")


def _shifted(said: str, letters: dict[int, int], sign: str) -> str:
    plain = said.strip()
    if not plain:
        return said
    known = all(ord(one) in letters for one in plain)
    return plain.translate(letters) if known else f"{sign}({plain})"


def table(said: str) -> str:
    """Only the rows of a table: a line that is none would end it."""
    return "\n".join(row for row in said.split("\n") if _ROW.fullmatch(row.strip()))
