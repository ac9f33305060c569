"""Certificates as PDF: the structure that PDF/UA and PDF/A ask for, the credential inside, codes that can be read, any name."""

import io
from dataclasses import replace
from datetime import date
from typing import Any

import pikepdf
import pypdf
import pytest
import zxingcpp
from django.conf import settings
from PIL import Image

from ujuzi.credentials.certificates import rendering
from ujuzi.standards.openbadges import compact

CREDENTIAL = b'{"id": "urn:uuid:1", "name": "\xd8\xa3\xd9\x85\xd9\x8a\xd9\x86\xd8\xa9"}'
PLAIN = rendering.Certificate(
    language="en",
    person="Amina Juma",
    title="AI foundations for everyone",
    title_language="en",
    criteria="Every lesson done.",
    outcomes=("Tell a rule from an example", "Read a test result"),
    issuer="Ujuzi",
    hub="Ujuzi",
    assessed_by="Takwa Institute",
    awarded_on=date(2026, 11, 23),
    expires_on=date(2029, 11, 23),
    minutes=110,
    credential_id="urn:uuid:019e5b8e-776a-46e9-b40b-1ffd86b37283",
    verify_url="https://hub.example/v/019e5b8e-776a-46e9-b40b-1ffd86b37283",
    credential=CREDENTIAL,
    compact=compact.pack(CREDENTIAL.decode() * 20),
)
LANGUAGES = [code for code, _name in settings.LANGUAGES]


def opened(**changes: Any) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(rendering.render(replace(PLAIN, **changes))))


def elements(node: Any, found: list[Any] | None = None) -> list[Any]:
    """The structure tree in reading order."""
    found = [] if found is None else found
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            found.append(kid)
            elements(kid, found)
    return found


@pytest.mark.parametrize("sheet", ["a4", "phone"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_pdf_ua_and_pdf_a_ask_for(language, sheet):
    pdf = opened(language=language, sheet=sheet)
    root = pdf.Root
    assert len(pdf.pages) == 1
    assert root.MarkInfo.Marked
    assert str(root.Lang) == language.split("-")[0]
    assert root.ViewerPreferences.DisplayDocTitle
    with pdf.open_metadata() as meta:
        assert meta["pdfuaid:part"] == "1"
        assert (meta["pdfaid:part"], meta["pdfaid:conformance"]) == ("3", "A")
        assert meta["dc:title"]
    tree = elements(root.StructTreeRoot)
    kinds = [str(one.S) for one in tree]
    assert kinds.count("/H1") == 1
    assert all("/Alt" in one and str(one.Alt) for one in tree if str(one.S) == "/Figure")
    assert kinds.count("/Figure") == 2


def test_the_credential_is_inside_byte_for_byte():
    pdf = opened()
    files = pdf.attachments
    assert list(files) == ["credential.json"]
    assert files["credential.json"].get_file().read_bytes() == CREDENTIAL
    assert str(files["credential.json"].obj.AFRelationship) == "/Data"


def codes(**changes: Any) -> set[str]:
    picture = Image.open(io.BytesIO(rendering.picture(replace(PLAIN, **changes))))
    return {one.text for one in zxingcpp.read_barcodes(picture.convert("L"))}


@pytest.mark.parametrize("sheet", ["a4", "phone"])
def test_both_codes_can_be_read(sheet):
    assert codes(sheet=sheet) == {PLAIN.verify_url, PLAIN.compact}


def test_without_a_second_code():
    assert codes(compact="") == {PLAIN.verify_url}


NAMES = [
    "Amina Juma",
    "أمينة جمعة حسن",
    "李小龙",
    "አሚና ጁማ",
    "Амина Джума",
    "অমিনা",
    "Zoë Ångström-Ñúñez",
]


@pytest.mark.parametrize("name", NAMES)
def test_names_are_set_in_fonts_of_ours(name):
    made = replace(PLAIN, person=name)
    assert rendering.missing(made) == ""
    pdf = pikepdf.open(io.BytesIO(rendering.render(made)))
    fonts = [str(font.BaseFont) for font in dict(pdf.pages[0].Resources.Font).values()]
    assert fonts
    assert all("Noto" in font for font in fonts)


def test_a_sign_that_no_font_of_ours_has_is_named():
    assert rendering.missing(replace(PLAIN, person="𠜎 Amina")) == "𠜎"


HOSTILE = [
    "#panic()",
    "$x$ \\ #import",
    '" ] [ } {',
    "<a> @b //c",
    "*b* _i_ `c`",
    "= h",
    "\u202eanimA",
    "a\nb\tc",
    "x" * 150,
]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_is_text_whatever_it_says(name):
    reader = pypdf.PdfReader(
        io.BytesIO(rendering.render(replace(PLAIN, person=name, title=name, criteria=name)))
    )
    assert len(reader.pages) == 1
    text = "".join(reader.pages[0].extract_text().split())
    assert "".join(rendering.clean(name).split())[:20] in text


def test_signs_that_turn_the_reading_around_are_left_out():
    assert rendering.clean("\u202eanimA\u202c\u2066 \x00J\u200cu\ufeff") == "animA J\u200cu"


def test_long_texts_stay_on_the_page():
    many = tuple("Something that she can do now, and a little more than that. " * 3 for _one in range(6))
    for sheet in ("a4", "phone"):
        pdf = opened(
            person="Abdoulaye " * 20,
            title="A long title " * 20,
            criteria="word " * 200,
            outcomes=many,
            sheet=sheet,
        )
        assert len(pdf.pages) == 1


def test_nothing_of_the_machine_is_in_it():
    assert str(rendering.FONTS).encode() not in rendering.render(PLAIN)
