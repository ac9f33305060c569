"""Badges baked into pictures (Open Badges 3.0, section 5.3): a chunk of PNG, an element of SVG."""

import struct
import zlib
from collections.abc import Iterator

from lxml import etree

from ujuzi.standards import safexml

KEYWORD = b"openbadgecredential"
NAMESPACE = "https://purl.imsglobal.org/ob/v3p0"
_NAME = f"{{{NAMESPACE}}}credential"
PNG = b"\x89PNG\r\n\x1a\n"
LARGEST = 1_000_000  # bytes of an unpacked text


class BakingError(ValueError):
    """`code`: "format" (no such picture), "none" (no credential in it), "several" (more than one: which counts?)."""

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(detail)
        self.code, self.detail = code, detail


def bake_png(picture: bytes, credential: str) -> bytes:
    """The picture with the credential in an uncompressed iTXt chunk before its data; one that was there is replaced."""
    chunks = [
        (kind, data) for kind, data in _chunks(picture) if not (kind == b"iTXt" and _keyword(data) == KEYWORD)
    ]
    text = KEYWORD + b"\0\0\0\0\0" + credential.encode()
    return PNG + b"".join(_chunk(*one) for one in [chunks[0], (b"iTXt", text), *chunks[1:]])


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _chunks(picture: bytes) -> Iterator[tuple[bytes, bytes]]:
    if not picture.startswith(PNG):
        raise BakingError("format", "not a PNG")
    at = len(PNG)
    while at + 12 <= len(picture):
        (size,) = struct.unpack_from(">I", picture, at)
        kind, data = picture[at + 4 : at + 8], picture[at + 8 : at + 8 + size]
        if len(data) != size or at + 12 + size > len(picture):
            break
        if struct.unpack_from(">I", picture, at + 8 + size)[0] != zlib.crc32(kind + data):
            raise BakingError("format", "a damaged PNG")
        yield kind, data
        if kind == b"IEND":
            return
        at += 12 + size
    raise BakingError("format", "a PNG that was cut off")


def _keyword(data: bytes) -> bytes:
    return data.partition(b"\0")[0]


def unbake_png(picture: bytes, *, keyword: bytes = KEYWORD) -> str:
    """The credential's text: JSON or a JWT."""
    found = [data for kind, data in _chunks(picture) if kind == b"iTXt" and _keyword(data) == keyword]
    if not found:
        raise BakingError("none", "there is no credential in this picture")
    if len(found) > 1:
        raise BakingError("several", "there is more than one credential in this picture")
    return _text(found[0])


def _text(data: bytes) -> str:
    """PNG 1.2, section 4.2.3.3: keyword, compression flag and method, language, translated keyword, text."""
    rest = data.partition(b"\0")[2]
    packed, method, rest = rest[:1], rest[1:2], rest[2:]
    _language, _end, rest = rest.partition(b"\0")
    _translated, end, text = rest.partition(b"\0")
    if not end or method != b"\0":
        raise BakingError("format", "a chunk of text that cannot be read")
    try:
        return (_inflated(text) if packed == b"\1" else text).decode()
    except (UnicodeDecodeError, zlib.error) as error:
        raise BakingError("format", f"a chunk of text that cannot be read: {error}") from error


def _inflated(data: bytes) -> bytes:
    unpacker = zlib.decompressobj()
    text = unpacker.decompress(data, LARGEST)
    if unpacker.unconsumed_tail:
        raise BakingError("format", "a text that unpacks to too much")
    return text


def bake_svg(picture: str, credential: str) -> str:
    """The picture with the credential as its first child: JSON within, or a JWT in `verify`."""
    root = _svg(picture.encode())
    for one in root.findall(_NAME):
        root.remove(one)
    made = etree.Element(_NAME, nsmap={"openbadges": NAMESPACE})
    if credential.lstrip().startswith("{"):
        # A CDATA section ends at ]]>; within JSON the last sign may be written as an escape.
        made.text = etree.CDATA(credential.replace("]]>", "]]\\u003e"))
    else:
        made.set("verify", credential)
    root.insert(0, made)
    return etree.tostring(root, encoding="unicode")


def _svg(picture: bytes) -> etree._Element:
    try:
        root = safexml.parse(picture).root
    except safexml.XmlError as error:
        raise BakingError("format", f"not an SVG: {error.detail}") from error
    if str(root.tag).rpartition("}")[2] != "svg":  # a mended document may have a name that is none
        raise BakingError("format", "not an SVG")
    return root


def unbake_svg(picture: bytes) -> str:
    found = list(_svg(picture).iter(_NAME))
    if not found:
        raise BakingError("none", "there is no credential in this picture")
    if len(found) > 1:
        raise BakingError("several", "there is more than one credential in this picture")
    return (found[0].get("verify") or "".join(map(str, found[0].itertext()))).strip()
