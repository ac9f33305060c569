"""From what a certificate says to its PDF, by typst. Everything goes in as data; nothing that a person wrote is markup."""

import importlib.resources
import json
import logging
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal

import typst
from django.utils import translation
from django.utils.translation import gettext as _

from ujuzi.core import wording
from ujuzi.credentials.certificates import codes

STANDARDS = ["ua-1", "a-3a"]
PIXELS_PER_INCH = 110.0
_BOX = "□"
_LOG = logging.getLogger(__name__)
_FOLDER = importlib.resources.files(__package__)
FONTS = Path(str(_FOLDER.joinpath("fonts")))
_MOST_OUTCOMES = {"a4": 6, "phone": 3}
_JOINED = {"ar"}  # letters that join are not spaced out
# Fillers and choices between forms of a sign (Default_Ignorable_Code_Point, as far as they are not Cf): typst 0.15 panics on some.
_UNSEEN = frozenset(
    map(chr, (0x34F, 0x115F, 0x1160, 0x17B4, 0x17B5, *range(0x180B, 0x1810), 0x3164, 0xFFA0,
              *range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)))
)  # fmt: skip
_MAY_BREAK, _JOINERS = "\u200b", "\u200c\u200d"
_LONGEST_WORD = 32
_LONGEST_WORDS = 3  # of a text are measured


@dataclass(frozen=True, slots=True)
class Certificate:
    """What it says. `language`: of the labels, as Django writes it; `person`: "" when not named; `compact`: text of the second code,
    "" for none; `sheet`: "a4" or "phone"; `credential`: the signed JSON, attached byte for byte."""

    language: str
    person: str
    title: str
    title_language: str
    criteria: str
    outcomes: tuple[str, ...]
    issuer: str
    hub: str
    assessed_by: str
    awarded_on: date
    expires_on: date | None
    minutes: int
    credential_id: str
    verify_url: str
    credential: bytes
    compact: str
    sheet: str = "a4"


def render(certificate: Certificate) -> bytes:
    """The PDF: PDF/UA-1 and PDF/A-3a, one page."""
    return _compiled(certificate, "pdf")


def picture(certificate: Certificate) -> bytes:
    """The same as PNG, for looking at it."""
    return _compiled(certificate, "png")


def _compiled(certificate: Certificate, form: Literal["pdf", "png"]) -> bytes:
    """There is a certificate whatever the name: signs that our fonts lack come from the machine's; where that has none a box stands for
    each, and at last marks are left out that no font puts on their letter. The credential inside has the name as it is."""
    lacking = missing(certificate)
    try:
        return _typeset(certificate, form, others=bool(lacking))
    except BaseException as error:
        _only_of_the_typesetter(error)
    try:
        return _typeset(certificate, form, instead=dict.fromkeys(map(ord, lacking), _BOX))
    except BaseException as error:
        _only_of_the_typesetter(error)
    return _typeset(certificate, form, instead=_Bare(lacking))


def _only_of_the_typesetter(error: BaseException) -> None:
    """Raise what is not its own. typst panics on some clusters of signs; pyo3 makes of that a BaseException with a name but no module."""
    if not isinstance(error, typst.TypstError) and type(error).__name__ != "PanicException":
        raise error
    _LOG.warning("A certificate could not be set as it is: %s", type(error).__name__)


class _Bare(dict[int, str | int | None]):
    """For str.translate: boxes for what is lacking, and no marks or joiners."""

    def __init__(self, lacking: str) -> None:
        super().__init__(dict.fromkeys(map(ord, lacking), _BOX))

    def __missing__(self, sign: int) -> int | None:
        left_out = chr(sign) in _JOINERS or unicodedata.category(chr(sign))[0] == "M"
        return None if left_out else sign


def _typeset(
    certificate: Certificate,
    form: Literal["pdf", "png"],
    *,
    others: bool = False,
    instead: Mapping[int, str | int | None] = MappingProxyType({}),
) -> bytes:
    with translation.override(certificate.language):
        said = json.dumps(_said(certificate), ensure_ascii=False)
    inputs = {
        "said": said.translate(instead),
        "credential": certificate.credential.decode(),
        "mark": _text("mark.svg"),
        "tree": _text("tree.svg"),
        "verify": codes.svg(certificate.verify_url, "M"),
    }
    if certificate.compact:
        inputs["whole"] = codes.svg(certificate.compact, "L")
    more: dict[str, Any] = {"pdf_standards": STANDARDS} if form == "pdf" else {"ppi": PIXELS_PER_INCH}
    made = typst.Compiler(_text("certificate.typ").encode(), font_paths=_fonts(others)).compile(
        format=form, sys_inputs=inputs, timestamp=_midnight(certificate.awarded_on), **more
    )
    if not isinstance(made, bytes):
        raise ValueError("a certificate is one page")
    return made


def _midnight(day: date) -> datetime:
    """The time in the file is that of the award: the same certificate is the same bytes on any day."""
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def _said(certificate: Certificate) -> dict[str, object]:
    tag = certificate.language
    said_in, most = certificate.title_language, _MOST_OUTCOMES[certificate.sheet]
    awarded, expires = certificate.awarded_on, certificate.expires_on
    return {
        "sheet": certificate.sheet,
        "lang": tag.split("-")[0],
        "dir": wording.direction(tag),
        "joined": tag.split("-")[0] in _JOINED,
        "day": awarded.timetuple()[:3],
        "hub": _own(certificate.hub, tag, 120),
        "issuer": clean(certificate.issuer),
        "issuer_said": _own(certificate.issuer, tag, 120),
        "assessed": _own(certificate.assessed_by, tag, 120),
        "title": clean(certificate.title),
        "person": _own(certificate.person, tag, 200),
        "title_said": _own(certificate.title, said_in, 300),
        "criteria": _own(certificate.criteria, said_in, 600),
        "outcomes": [_own(one, said_in, 200)["text"] for one in certificate.outcomes[:most]],
        "date": _own(wording.day(awarded, tag), tag),
        "expires": _own(wording.day(expires, tag) if expires else "", tag),
        "minutes": _own(wording.minutes(certificate.minutes, tag) if certificate.minutes else "", tag),
        "verify_url": certificate.verify_url,
        "verify_shown": certificate.verify_url.removeprefix("https://")
        .removeprefix("http://")
        .replace("/v/", "/v/\u200b"),
        "number": certificate.credential_id,
        "labels": _labels(),
    }


def _labels() -> dict[str, str]:
    return {
        "certificate": _("Certificate"),
        "awarded_to": _("This is to certify that"),
        "completed": _("has completed"),
        "holder": _("The holder of this certificate has completed"),
        "date": _("Awarded on"),
        "time": _("Time it takes"),
        "expires": _("Valid until"),
        "issuer": _("Issued by"),
        "assessed": _("Assessed by"),
        "check": _("Check it here:"),
        "offline": _("The whole signed certificate, for checking without a network"),
        "code_verify": _("QR code that leads to the verification of this certificate"),
        "code_whole": _("QR code that holds the whole signed certificate"),
        "attached": _("The signed credential (Open Badges 3.0)"),
    }


def _own(text: str, tag: str, longest: int = 1000) -> dict[str, object]:
    """A text with the direction of its own first letter that has one: a name is not in the language of the page."""
    text = _shortened(clean(text), longest)
    found = next(
        (
            unicodedata.bidirectional(sign)
            for sign in text
            if unicodedata.bidirectional(sign) in ("L", "R", "AL")
        ),
        "",
    )
    direction = {"L": "ltr", "R": "rtl", "AL": "rtl"}.get(found, wording.direction(tag))
    broken = " ".join(_breakable(word) for word in text.split(" "))
    words = sorted(broken.replace(_MAY_BREAK, " ").split(), key=len)[-_LONGEST_WORDS:]
    return {"text": broken, "words": words, "lang": tag.split("-")[0], "dir": direction}


def _shortened(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"


def _breakable(word: str) -> str:
    """A word that is too long for any line gets places to break, never within what is written as one sign."""
    if len(word) <= _LONGEST_WORD:
        return word
    parts, since = [], 0
    for before, sign in zip(" " + word, word, strict=False):
        joined = (
            unicodedata.category(sign)[0] == "M" or before in _JOINERS or unicodedata.combining(before) == 9
        )
        if since >= _LONGEST_WORD // 2 and not joined and sign not in _JOINERS:
            parts.append(_MAY_BREAK)
            since = 0
        parts.append(sign)
        since += 1
    return "".join(parts)


def clean(text: str) -> str:
    """Without what is not seen and changes how the rest is read; one line; composed, as fonts have most letters so."""
    kept = [
        sign
        for sign in unicodedata.normalize("NFC", text)
        if sign in "\u200c\u200d\n\t"
        or (unicodedata.category(sign) not in ("Cc", "Cf", "Cs", "Co", "Cn") and sign not in _UNSEEN)
    ]
    return " ".join("".join(kept).split())


@cache
def _fonts(with_others: bool) -> typst.Fonts:
    """Read once; the machine's own only where ours lack a sign."""
    return typst.Fonts(
        include_system_fonts=with_others, include_embedded_fonts=False, font_paths=[str(FONTS)]
    )


@cache
def _text(name: str) -> str:
    return _FOLDER.joinpath(name).read_text("utf-8")


def missing(certificate: Certificate) -> str:
    """Characters of it that no font of ours has: then the machine's own fonts are asked."""
    texts = (certificate.person, certificate.title, certificate.criteria, *certificate.outcomes,
             certificate.issuer, certificate.hub, certificate.assessed_by)  # fmt: skip
    signs = {sign for text in texts for sign in clean(text)}
    return "".join(sorted(sign for sign in signs if ord(sign) not in _covered() and not sign.isspace()))


@cache
def _covered() -> frozenset[int]:
    """Of all fonts in the folder, from the list beside them."""
    found: set[int] = set()
    for part in _text("fonts/characters.txt").split():
        first, _dash, last = part.partition("-")
        found |= set(range(int(first, 16), int(last or first, 16) + 1))
    return frozenset(found)
