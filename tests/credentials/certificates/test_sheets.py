"""What stands on the sheet, looked at as a picture: nothing leaves its place, however long; and what readers of the file get."""

import io
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from typing import Any

import pikepdf
import pypdf
import pytest
import zxingcpp
from PIL import Image

from tests.credentials.certificates.test_rendering import PLAIN, elements, opened
from ujuzi.credentials.certificates import rendering

# Strips in millimetres (left, top, right, bottom; from the far edge where negative) that stay white: between frame and text, and
# between the text and the ground line.
WHITE = {
    "a4": [(8.8, 13, 21.5, -13), (-21.5, 13, -8.8, -13), (22, 12.8, 275, 17), (22, -15.4, 275, -12.8)],
    "phone": [(4.8, 9, 10.6, -9), (-10.6, 9, -4.8, -9), (11, -11.4, 89, -8.8)],
}
ABOVE_GROUND = {"ltr": (22, 124.8, 160, 127), "rtl": (137, 124.8, 275, 127)}
VERY_LONG: list[dict[str, Any]] = [
    {"person": "W" * 200},
    {"person": "María Fernanda de los Ángeles Rodríguez-Villanueva y Sánchez " * 3},
    {"person": "أمينة بنت عبد الرحمن " * 9, "language": "ar"},
    {"person": "ወልደማርያም" * 20},
    {"person": "प्रियंकाश्रीवास्तव" * 11},
    {"person": "欧阳昕玥" * 50, "language": "zh-hans"},
    {"title": "Mitarbeiterinnenfortbildungsveranstaltungsverzeichnis" * 6},
    {"issuer": "W" * 300, "assessed_by": "M" * 300, "hub": "W" * 300},
    {"criteria": "Every lesson done, every question answered. " * 20},
    {
        "outcomes": ("Tell a rule that people wrote from one that was learned, and say why. " * 4,) * 9,
        "language": "ru",
    },
]


def picture(**changes: Any) -> Image.Image:
    return Image.open(io.BytesIO(rendering.picture(replace(PLAIN, **changes)))).convert("L")


def darkest(of: Image.Image, strip: tuple[float, float, float, float]) -> int:
    scale = rendering.PIXELS_PER_INCH / 25.4
    left, top, right, bottom = (
        at * scale if at >= 0 else side + at * scale for at, side in zip(strip, of.size * 2, strict=True)
    )
    low, _high = of.crop((round(left), round(top), round(right), round(bottom))).getextrema()
    assert isinstance(low, int)
    return low


@pytest.mark.parametrize("sheet", ["a4", "phone"])
@pytest.mark.parametrize("changes", [{}, *VERY_LONG], ids=lambda one: "-".join(one) or "plain")
def test_nothing_leaves_its_place(changes, sheet):
    seen = picture(sheet=sheet, **changes)
    assert [darkest(seen, strip) for strip in WHITE[sheet]] == [255] * len(WHITE[sheet])
    if sheet == "a4":
        assert darkest(seen, ABOVE_GROUND["rtl" if changes.get("language") == "ar" else "ltr"]) == 255


@pytest.mark.parametrize("sheet", ["a4", "phone"])
def test_arabic_mirrors_the_sheet(sheet):
    def place(language: str, code: str) -> float:
        seen = picture(language=language, sheet=sheet)
        found = next(one for one in zxingcpp.read_barcodes(seen) if one.text == code)
        return (found.position.top_left.x + found.position.bottom_right.x) / 2 / seen.width

    for code in (PLAIN.verify_url, PLAIN.compact):
        assert place("en", code) == pytest.approx(1 - place("ar", code), abs=0.01)
    assert place("ar", PLAIN.verify_url) != pytest.approx(0.5, abs=0.02)


def text_of(**changes: Any) -> set[str]:
    reader = pypdf.PdfReader(io.BytesIO(rendering.render(replace(PLAIN, **changes))))
    return set(reader.pages[0].extract_text().split())


@pytest.mark.parametrize(
    "name", ["Amina Juma", "أمينة جمعة حسن", "李小龙", "አሚና ጁማ", "Амина Джума", "Zoë Ñúñez"]
)
def test_the_name_can_be_read_out(name):
    assert set(name.split()) <= text_of(person=name)


@pytest.mark.parametrize("name", ["অমিনা", "अमिना"])
def test_where_signs_change_places_the_text_stands_beside_them(name):
    """Scripts whose vowels stand before their consonants: by /ActualText, which pypdf does not read."""
    pdf = opened(person=name)
    content = pdf.pages[0].Contents.read_bytes()
    cluster = b"\xfe\xff" + name[1:3].encode("utf-16-be")
    assert cluster.hex().encode().upper() in content or cluster in content


def test_a_title_in_another_language_says_so():
    pdf = opened(language="fr", title_language="en")
    tree = elements(pdf.Root.StructTreeRoot)
    languages = [(str(one.S), str(one.get("/Lang"))) for one in tree if "/Lang" in one]
    assert languages[:3] == [("/P", "en"), ("/P", "en"), ("/L", "en")]


def test_nobody_is_named_unless_she_wants_to_be():
    assert "holder" in text_of(person="")
    assert "certify" not in text_of(person="")


@pytest.mark.parametrize("name", ["\U00030000 Amina", "\u0226\u064f\u0304", "\u25ce\u035b\u200c\u0612", "\u3164\ufe0f\u034fA", "\ufbac\u20e3"])  # fmt: skip
def test_there_is_a_certificate_even_if_no_font_has_the_name(name):
    assert len(opened(person=name).pages) == 1


def test_the_credential_keeps_what_the_sheet_cannot_show():
    pdf = opened(person="\U00030000", credential="\U00030000".encode())
    assert pdf.attachments["credential.json"].get_file().read_bytes() == "\U00030000".encode()


def test_the_same_certificate_is_the_same_bytes():
    assert rendering.render(PLAIN) == rendering.render(replace(PLAIN))
    with opened(awarded_on=date(2025, 1, 2)).open_metadata() as meta:
        assert meta["xmp:CreateDate"].startswith("2025-01-02")


def test_several_at_once():
    names = [f"Amina {number}" for number in range(8)]
    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(lambda name: rendering.render(replace(PLAIN, person=name)), names))
    for name, content in zip(names, made, strict=True):
        with pikepdf.open(io.BytesIO(content)) as pdf:
            assert len(pdf.pages) == 1
        assert name.split()[1] in pypdf.PdfReader(io.BytesIO(content)).pages[0].extract_text()
