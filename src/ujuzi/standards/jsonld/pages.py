"""The JSON-LD blocks of a web page, and the little else of the page that helps to understand them."""

import html
import re
from dataclasses import dataclass
from urllib.parse import urljoin

from lxml import etree

_META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([A-Za-z0-9._-]{2,40})", re.IGNORECASE)
_WRAPPING = re.compile(
    r"^\s*(?:<!--|(?://|/\*)?\s*<!\[CDATA\[(?:\s*\*/)?)|(?:-->|(?://|/\*)?\s*\]\]>(?:\s*\*/)?)\s*;?\s*$"
)


@dataclass(frozen=True, slots=True)
class WebPage:
    """`base` is what relative addresses in the blocks start from; `canonical` is "" when the page does not say."""

    blocks: list[str]
    base: str
    canonical: str


def decode(data: bytes, charset: str = "") -> str:
    """By byte order mark, then the HTTP header, then <meta>, then UTF-8; if that fails, Windows-1252, as browsers do."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    said = _META.search(data[:4096])
    for name in (charset, said[1].decode("ascii") if said else ""):
        if name:
            try:
                return data.decode(name, "replace")
            except LookupError:
                continue
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def parse(data: bytes, url: str, charset: str = "") -> WebPage:
    """Never raises: a page that cannot be read has no blocks."""
    text = decode(data, charset).replace("\x00", "")
    if not text.strip():
        return WebPage([], url, "")
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True)
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        root = None
    if root is None:
        return WebPage([], url, "")
    blocks, base, canonical = [], url, ""
    for element in root.iter("script", "base", "link"):
        if element.tag == "script":
            kind = (element.get("type") or "").split(";")[0].strip().lower()
            if kind == "application/ld+json":
                blocks.append("".join(map(str, element.itertext())))
        elif element.tag == "base" and element.get("href"):
            base = _joined(url, element.get("href", ""))
        elif "canonical" in (element.get("rel") or "").lower().split() and element.get("href"):
            canonical = _joined(url, element.get("href", ""))
    return WebPage(blocks, base, canonical)


def _joined(base: str, address: str) -> str:
    try:
        return urljoin(base, address.strip())
    except ValueError:  # "http://[bad"
        return base


def unwrapped(block: str) -> str:
    """The JSON inside of HTML comments, CDATA marks, or entities that templates put around it by mistake."""
    for _ in range(2):
        block = _WRAPPING.sub("", block)
    block = block.strip()
    if block.startswith(("{&quot;", "[{&quot;", "{ &quot;")):
        block = html.unescape(block)
    return block
