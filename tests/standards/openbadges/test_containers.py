"""What a credential may lie in: pictures, PDF, QR text, archives; and what must not be taken for one."""

import contextlib
import io
import json
import struct
import zipfile
import zlib

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.standards.openbadges import made
from ujuzi.standards.openbadges import baking, compact, jsontexts, jwts, opening
from ujuzi.standards.openbadges.opening import OpeningError

TEXT = json.dumps(made.signed(name="أمينة 李 \U0001f333 ]]> & <"), ensure_ascii=False)
SVG = '<svg xmlns="http://www.w3.org/2000/svg"><title>A tree</title></svg>'


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def picture(*texts: bytes) -> bytes:
    return (
        baking.PNG
        + chunk(b"IHDR", b"x")
        + b"".join(chunk(b"iTXt", one) for one in texts)
        + chunk(b"IEND", b"")
    )


PNG = baking.bake_png(picture(), TEXT)
PLAIN = b"openbadgecredential\0\0\0\0\0"


def refused(data: bytes) -> str:
    with pytest.raises(OpeningError) as caught:
        opening.read(data)
    return caught.value.code


def pdf(*files: tuple[str, bytes]) -> bytes:
    made_ = pikepdf.new()
    made_.add_blank_page()
    for name, content in files:
        made_.attachments[name] = pikepdf.AttachedFileSpec(made_, content, filename=name)
    buffer = io.BytesIO()
    made_.save(buffer)
    return buffer.getvalue()


def archive(**files: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as found:
        for name, content in files.items():
            found.writestr(name.replace("_", "."), content)
    return buffer.getvalue()


BUNDLE = json.dumps({"type": "UjuziBundle", "credential": json.loads(TEXT), "documents": {}}).encode()
JWT = jwts.sign(made.credential(), made.ec_key(), method=made.method(made.ec_key()))


@pytest.mark.parametrize(
    ("data", "form"),
    [
        (TEXT.encode(), "json"),
        (b"\xef\xbb\xbf\n " + TEXT.encode(), "json"),
        (PNG, "png"),
        (baking.bake_svg(SVG, TEXT).encode(), "svg"),
        (pdf(("credential.json", TEXT.encode()), ("notes.txt", b"other")), "pdf"),
        (compact.pack(TEXT).encode(), "qr"),
        (BUNDLE, "bundle"),
        (archive(bundle_json=BUNDLE, README_txt=b"x"), "bundle"),
    ],
    ids=["json", "bom", "png", "svg", "pdf", "qr", "bundle", "zip"],
)
def test_whatever_it_lies_in_it_is_the_same(data, form):
    found = opening.read(data)
    assert found.credential == json.loads(TEXT)
    assert found.form == form


@pytest.mark.parametrize(
    "data", [JWT.encode(), baking.bake_png(picture(), JWT), baking.bake_svg(SVG, JWT).encode()]
)
def test_signed_text_in_pictures(data):
    found = opening.read(data)
    assert (found.jwt, found.credential) == (JWT, made.credential())


def test_a_packed_chunk_and_the_old_one_replaced():
    packed = picture(b"openbadgecredential\0\1\0\0\0" + zlib.compress(TEXT.encode()))
    assert opening.read(packed).credential == json.loads(TEXT)
    again = baking.bake_png(baking.bake_png(picture(), "{}"), TEXT)
    assert opening.read(again).credential == json.loads(TEXT)
    assert opening.read(baking.bake_svg(baking.bake_svg(SVG, "{}"), TEXT).encode()).credential == json.loads(
        TEXT
    )


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b" \n", "empty"),
        (b"hello", "none"),
        (b"\xff\xfe\x00", "none"),
        (b"[]", "none"),
        (b"{", "format"),
        (picture(), "none"),
        (picture(PLAIN + b"{}", PLAIN + b"{}"), "several"),
        (PNG[:-8], "format"),
        (PNG.replace(b"Amina", b"amina").replace("أ".encode(), "ا".encode()), "format"),
        (picture(b"openbadgecredential\0\1\0\0\0not packed"), "format"),
        (picture(b"openbadgecredential\0\1\0\0\0" + zlib.compress(b" " * 2_000_000)), "format"),
        (picture(b"openbadgecredential\0\0\1\0\0{}"), "format"),
        (picture(b"openbadgecredential"), "format"),
        (SVG.encode(), "none"),
        (b"<html/>", "format"),
        (b"<:", "format"),
        (pdf(), "none"),
        (pdf(("a.json", TEXT.encode()), ("b.json", TEXT.encode())), "several"),
        (pdf(("a.json", b"{ not json")), "format"),
        (b"%PDF-1.7 nothing else", "format"),
        (archive(other_txt=b"x"), "none"),
        (archive(bundle_json=b" " * 3_000_000), "too-large"),
        (b"PK\x03\x04 nothing else", "none"),
        (json.dumps({"type": "UjuziBundle"}).encode(), "none"),
        (b"OB1:A", "format"),
        (b"OB1:abc", "format"),
        (b"eyJ.eyJ.x", "format"),
        (b"x" * (opening.LARGEST + 1), "too-large"),
    ],
)
def test_what_is_none_is_told(data, code):
    assert refused(data) == code


def test_two_elements_in_an_svg():
    one = baking.bake_svg(SVG, "{}")
    inner = one[
        one.index("<openbadges") : one.index("</openbadges:credential>") + len("</openbadges:credential>")
    ]
    assert refused(one.replace(inner, inner + inner).encode()) == "several"


@given(
    st.one_of(
        st.binary(max_size=300), st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass"))
    )
)
def test_only_one_kind_of_error_whatever_the_bytes(data):
    with contextlib.suppress(OpeningError):
        opening.read(data)


@given(st.sampled_from([PNG, pdf(("c.json", TEXT.encode())), archive(bundle_json=BUNDLE)]), st.data())
def test_nor_when_a_file_is_damaged(whole, data):
    at = data.draw(st.integers(0, len(whole) - 1))
    broken = whole[:at] + bytes([data.draw(st.integers(0, 255))]) + whole[at + 1 :]
    with contextlib.suppress(OpeningError):
        opening.read(data.draw(st.sampled_from([broken, whole[:at]])))


# JSON


@pytest.mark.parametrize(
    "text",
    ['{"a": 1, "a": 1}', '{"b": [{"a": 1, "\\u0061": 2}]}', '{"a": NaN}', '{"a": Infinity}', '{"a": "\\ud800"}',
     '{"\\ud800": 1}', "[" * 60 + "]" * 60, "[" * 100_000, "{", "", '{"a": 1} x', " " * 1_000_001],
)  # fmt: skip
def test_two_readers_never_see_two_documents(text):
    with pytest.raises(jsontexts.JsonTextError):
        jsontexts.loads(text)


# RFC 9285, section 4.3


@pytest.mark.parametrize(
    ("plain", "coded"),
    [(b"AB", "BB8"), (b"Hello!!", "%69 VD92EX0"), (b"base-45", "UJCLQE7W581"), (b"ietf!", "QED8WEX0")],
)
def test_base45(plain, coded):
    assert compact._encode(plain) == coded
    assert compact._decode(coded) == plain


@pytest.mark.parametrize("coded", ["GGW", ":::", "A", "a", "AAAA", "::"])
def test_what_is_no_base45(coded):
    with pytest.raises(compact.CompactError):
        compact._decode(coded)


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_packed_and_unpacked(text):
    packed = compact.pack(text)
    assert compact.unpack(packed) == text
    assert set(packed) <= set(compact._LETTERS)


def test_a_bomb_a_cut_and_a_tail():
    for wrong in (compact.pack(" " * 200_000), compact.pack(TEXT)[:-30], compact.pack(TEXT) + "000"):
        with pytest.raises(compact.CompactError):
            compact.unpack(wrong)
