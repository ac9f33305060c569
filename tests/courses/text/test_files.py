"""Sizes of pictures from their first bytes."""

import struct

import pytest

from tests.courses import samples
from ujuzi.courses.text import files

PNG = b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sII", 13, b"IHDR", 640, 360)
JPEG = b"\xff\xd8\xff\xe0\x00\x04xx\xff\xc0\x00\x11\x08" + struct.pack(">HH", 360, 640)
LOSSY = b"RIFF....WEBPVP8 ....\0\0\0\x9d\x01\x2a" + struct.pack("<HH", 640, 360)
LOSSLESS = b"RIFF....WEBPVP8L....\x2f" + (639 | 359 << 14).to_bytes(4, "little")
EXTENDED = b"RIFF....WEBPVP8X........" + (639).to_bytes(3, "little") + (359).to_bytes(3, "little")
AVIF = b"\0\0\0\x20ftypavif" + b"....ispe\0\0\0\0" + struct.pack(">II", 640, 360)


@pytest.mark.parametrize(
    "content", [PNG, b"GIF89a" + struct.pack("<HH", 640, 360), JPEG, LOSSY, LOSSLESS, EXTENDED, AVIF]
)
def test_the_size_of_a_picture(content: bytes) -> None:
    assert files.picture_size(content, "image/png") == (640, 360)


@pytest.mark.parametrize("content", [b"", b"hello", PNG[:18], JPEG[:8], b"\xff\xd8"])
def test_what_is_no_picture(content: bytes) -> None:
    assert files.picture_size(content, "image/png") == (0, 0)


def test_the_size_of_a_drawing() -> None:
    assert files.picture_size(samples.SVG.encode(), "image/svg+xml") == (640, 360)
    assert files.picture_size(
        b'<svg xmlns="http://www.w3.org/2000/svg" width="64px" height="36"/>', "image/svg+xml"
    ) == (64, 36)


@pytest.mark.parametrize(
    "svg",
    [
        '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1">&x;</svg>',
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><a href="javascript:x"/></svg>',
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><image href="http://tracker.example/"/></svg>',
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><foreignObject/></svg>',
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 x 1"/>',
        '<svg xmlns="http://www.w3.org/2000/svg"/>',
        "<html/>",
        "not xml",
    ],
)
def test_a_drawing_that_is_not_shown(svg: str) -> None:
    with pytest.raises(files.NotPicture):
        files.picture_size(svg.encode(), "image/svg+xml")
