"""A search, a partner or a subject as RSS 2.0 and Atom 1.0: saved by whoever wants to hear of what is new."""

from collections.abc import Iterable
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import NamedTuple

from lxml import etree

from ujuzi.catalogue.models import Edition
from ujuzi.catalogue.publish import source

ATOM = "http://www.w3.org/2005/Atom"
DC = "http://purl.org/dc/elements/1.1/"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


class Channel(NamedTuple):
    """Title, description, language and addresses of the list itself."""

    title: str
    description: str
    language: str
    page_url: str
    self_url: str


def rss(channel: Channel, items: Iterable[tuple[Edition, str]]) -> bytes:
    """RSS 2.0; items are (edition, address of its page)."""
    root = etree.Element("rss", nsmap={"atom": ATOM, "dc": DC}, version="2.0")
    made = etree.SubElement(root, "channel")
    for name, text in (
        ("title", channel.title),
        ("link", channel.page_url),
        ("description", channel.description),
        ("language", channel.language),
    ):
        etree.SubElement(made, name).text = text
    link = etree.SubElement(made, f"{{{ATOM}}}link", href=channel.self_url, rel="self")
    link.set("type", "application/rss+xml")
    for edition, url in items:
        item = etree.SubElement(made, "item")
        etree.SubElement(item, "title").text = edition.title
        etree.SubElement(item, "link").text = url
        etree.SubElement(item, "guid", isPermaLink="false").text = source.edition_uri(edition)
        etree.SubElement(item, "description").text = source.plain(edition.description)
        etree.SubElement(item, "pubDate").text = format_datetime(_at(edition))
        for word in [*edition.subjects, *edition.keywords]:
            etree.SubElement(item, "category").text = word
        etree.SubElement(item, f"{{{DC}}}language").text = edition.language
        etree.SubElement(item, f"{{{DC}}}publisher").text = edition.publisher or edition.provider.name
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def atom(channel: Channel, items: Iterable[tuple[Edition, str]], *, now: datetime) -> bytes:
    """Atom 1.0 (RFC 4287)."""
    pairs = list(items)
    root = etree.Element(f"{{{ATOM}}}feed", nsmap={None: ATOM})  # type: ignore[dict-item]
    root.set(XML_LANG, channel.language)

    def add(parent: etree._Element, name: str, text: str = "", **attributes: str) -> etree._Element:
        child = etree.SubElement(parent, f"{{{ATOM}}}{name}", attributes)
        if text:
            child.text = text
        return child

    add(root, "id", channel.self_url)
    add(root, "title", channel.title)
    add(root, "subtitle", channel.description)
    add(root, "updated", max((_at(edition) for edition, _url in pairs), default=now).isoformat())
    add(root, "link", href=channel.page_url)
    add(root, "link", href=channel.self_url, rel="self")
    for edition, url in pairs:
        entry = add(root, "entry")
        entry.set(XML_LANG, edition.language)
        add(entry, "id", source.edition_uri(edition))
        add(entry, "title", edition.title)
        add(entry, "link", href=url)
        add(entry, "updated", _at(edition).isoformat())
        add(add(entry, "author"), "name", edition.publisher or edition.provider.name)
        add(entry, "summary", source.plain(edition.description))
        for word in [*edition.subjects, *edition.keywords]:
            add(entry, "category", term=word)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def _at(edition: Edition) -> datetime:
    return (edition.published_at or edition.created_at).astimezone(UTC)
