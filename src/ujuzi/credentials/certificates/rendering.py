"""From what a certificate says to its PDF, by typst. Everything goes in as data; nothing that a person wrote is markup."""

import hashlib
import importlib.resources
import json
import unicodedata
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Literal

import typst
from django.utils import translation
from django.utils.translation import gettext as _

from ujuzi.core import wording
from ujuzi.credentials.certificates import codes

STANDARDS = ["ua-1", "a-3a"]
_FOLDER = importlib.resources.files(__package__)
FONTS = Path(str(_FOLDER.joinpath("fonts")))
_LONGEST = {"person": 200, "title": 300, "criteria": 600}
_MOST_OUTCOMES = {"a4": 6, "phone": 3}
_JOINED = {"ar"}  # letters that join are not spaced out


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
    with translation.override(certificate.language):
        said = _said(certificate)
    inputs = {
        "said": json.dumps(said, ensure_ascii=False),
        "credential": certificate.credential.decode(),
        "mark": _text("mark.svg"),
        "tree": _text("tree.svg"),
        "verify": codes.svg(certificate.verify_url, "M"),
    }
    if certificate.compact:
        inputs["whole"] = codes.svg(certificate.compact, "L")
    more: dict[str, Any] = {"pdf_standards": STANDARDS} if form == "pdf" else {"ppi": 110.0}
    compiler = typst.Compiler(
        _text("certificate.typ").encode(), font_paths=_fonts(bool(missing(certificate)))
    )
    made = compiler.compile(format=form, sys_inputs=inputs, **more)
    if not isinstance(made, bytes):
        raise ValueError("a certificate is one page")
    return made


def _said(certificate: Certificate) -> dict[str, object]:
    tag = certificate.language
    number = int.from_bytes(hashlib.sha256(certificate.title.encode()).digest()[:2], "big")
    return {
        "sheet": certificate.sheet,
        "lang": tag.split("-")[0],
        "dir": wording.direction(tag),
        "joined": tag.split("-")[0] in _JOINED,
        "seed": number,
        "hub": clean(certificate.hub),
        "issuer": clean(certificate.issuer),
        "assessed": clean(certificate.assessed_by),
        "title": clean(certificate.title)[: _LONGEST["title"]],
        "person": _own(clean(certificate.person)[: _LONGEST["person"]], tag),
        "title_said": _own(clean(certificate.title)[: _LONGEST["title"]], certificate.title_language),
        "criteria": _own(clean(certificate.criteria)[: _LONGEST["criteria"]], certificate.title_language),
        "outcomes": [clean(one)[:200] for one in certificate.outcomes[: _MOST_OUTCOMES[certificate.sheet]]],
        "date": wording.day(certificate.awarded_on, tag),
        "expires": wording.day(certificate.expires_on, tag) if certificate.expires_on else "",
        "minutes": wording.minutes(certificate.minutes, tag) if certificate.minutes else "",
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


def _own(text: str, tag: str) -> dict[str, str]:
    """A text with the direction of its own first letter that has one: a name is not in the language of the page."""
    found = next(
        (
            unicodedata.bidirectional(sign)
            for sign in text
            if unicodedata.bidirectional(sign) in ("L", "R", "AL")
        ),
        "",
    )
    direction = {"L": "ltr", "R": "rtl", "AL": "rtl"}.get(found, wording.direction(tag))
    return {"text": text, "lang": tag.split("-")[0], "dir": direction}


def clean(text: str) -> str:
    """Without what is not seen and changes how the rest is read; one line."""
    kept = [
        sign
        for sign in text
        if unicodedata.category(sign) not in ("Cc", "Cf", "Cs", "Co", "Cn") or sign in "\u200c\u200d\n\t"
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
