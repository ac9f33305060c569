"""Sitemaps (sitemaps.org): addresses with their dates, from XML (also gzipped), an index of them, or a plain list."""

import re
import zlib
from dataclasses import dataclass, field

from ujuzi.standards import safexml

MAX_BYTES = 52_428_800  # the protocol's own bound for one file, unpacked


class SitemapError(Exception):
    """`code`: "bad-gzip", "too-big", "not-a-sitemap", or the code of `safexml.XmlError`."""

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(f"{code}: {detail}")
        self.code, self.detail = code, detail


@dataclass(frozen=True, slots=True)
class Sitemap:
    """`pages` are (address, lastmod as written); `maps` the same for further sitemaps."""

    pages: list[tuple[str, str]] = field(default_factory=list)
    maps: list[tuple[str, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def unpacked(data: bytes, limit: int = MAX_BYTES) -> bytes:
    """The file, gunzipped when it is gzip, never more than `limit` bytes of it."""
    if data.startswith(b"\x1f\x8b"):
        machine = zlib.decompressobj(zlib.MAX_WBITS | 16)
        try:
            data = machine.decompress(data, limit + 1)
        except zlib.error as error:
            raise SitemapError("bad-gzip", str(error)) from error
    if len(data) > limit:
        raise SitemapError("too-big", f"more than {limit} bytes")
    return data


def parse(data: bytes) -> Sitemap:
    data = unpacked(data)
    if not data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return plain(data.decode("utf-8-sig", "replace"))
    try:
        parsed = safexml.parse(data)
    except safexml.XmlError as error:
        raise SitemapError(error.code, error.detail) from error
    root = str(parsed.root.tag).rpartition("}")[2]
    if root not in ("urlset", "sitemapindex"):
        raise SitemapError("not-a-sitemap", f"the root element is <{root[:60]}>")
    found = []
    for element in parsed.root:
        said = {str(part.tag).rpartition("}")[2]: (part.text or "").strip() for part in element}
        if said.get("loc"):
            found.append((said["loc"], said.get("lastmod", "")))
    return Sitemap(**{"pages" if root == "urlset" else "maps": found}, notes=parsed.notes)


def plain(text: str) -> Sitemap:
    """One address per line; # starts a comment."""
    lines = [line.strip() for line in text.splitlines()]
    pages = [(line, "") for line in lines if re.match(r"https?://\S+$", line)]
    if not pages:
        raise SitemapError("not-a-sitemap", "no address in it")
    return Sitemap(pages=pages)
