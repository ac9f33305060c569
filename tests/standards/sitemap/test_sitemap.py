"""Sitemaps."""

import contextlib
import gzip

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ujuzi.standards import sitemap


def test_gzip_bomb_is_not_unpacked() -> None:
    with pytest.raises(sitemap.SitemapError, match="too-big"):
        sitemap.unpacked(gzip.compress(b"0" * 1_000_000), limit=1000)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"\x1f\x8bnot really", "bad-gzip"),
        (b"<html/>", "not-a-sitemap"),
        (b"", "not-a-sitemap"),
        (b"hello\nworld", "not-a-sitemap"),
        (b'<!DOCTYPE urlset [<!ENTITY x "y">]><urlset>&x;</urlset>', "entities"),
    ],
)
def test_refusals(data: bytes, code: str) -> None:
    with pytest.raises(sitemap.SitemapError) as caught:
        sitemap.parse(data)
    assert caught.value.code == code


def test_plain_list() -> None:
    found = sitemap.parse("\ufeffhttps://x.example/a\r\n# no\r\n  https://x.example/b \n".encode())
    assert found.pages == [("https://x.example/a", ""), ("https://x.example/b", "")]


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=200))
def test_nothing_but_sitemap_errors(data: bytes) -> None:
    for each in (data, b"<urlset>" + data, gzip.compress(data)):
        with contextlib.suppress(sitemap.SitemapError):
            sitemap.parse(each)
