"""Dublin Core in XML files: one record or many in a file; a file, a list of files, or a sitemap of them."""

import dataclasses
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _
from lxml import etree

from ujuzi.catalogue.feeds import dcentry, walk
from ujuzi.catalogue.feeds.entry import Entry, FeedError, Fetch, Page, Reject, Response, Source
from ujuzi.standards import dublincore, safexml

LABEL = _("Dublin Core files")


def looks_like(content: bytes, content_type: str, url: str) -> float:
    head = content[:3000]
    if (
        b"OAI-PMH" in head
        or b"<rss" in head
        or b"<feed" in head
        or b"<rdf:RDF" in head
        or b"<html" in head.lower()
    ):
        return 0.0
    return (
        0.9
        if b"http://purl.org/dc/" in head and head.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<")
        else 0.0
    )


def read(source: Source, fetch: Fetch) -> Iterator[Page]:
    template = str(source.options.get("url_template", ""))
    yield from walk.walk(
        source, fetch, lambda response: records(response, template), accept="application/xml, text/xml"
    )


def records(response: Response, template: str = "") -> walk.Found:
    """The records of one file. A shared identifier with different languages is one work in several languages."""
    try:
        parsed = safexml.parse(response.content)
    except safexml.XmlError as error:
        raise FeedError(error.code, error.detail, permanent=error.code == "entities") from error
    found = walk.Found(notes=[f"{response.url}: {note}" for note in parsed.notes])
    elements = dublincore.records(parsed.root)
    if not elements:
        raise FeedError("not-dublin-core", f"no Dublin Core element in {response.url}", permanent=True)
    for element in elements:
        record = _record(element, response.url, template, alone=len(elements) == 1)
        (found.entries if isinstance(record, Entry) else found.rejects).append(record)  # type: ignore[arg-type]
    return found


def _record(element: etree._Element, url: str, template: str, *, alone: bool) -> Entry | Reject:
    raw = etree.tostring(element, encoding="utf-8", with_tail=False)
    terms = dublincore.terms(element)
    named = terms.get("identifier", [])
    identifier = named[0].text if named else (url if alone else "")
    if not identifier:
        return Reject("no-identifier", f"a record without dc:identifier in {url}", "", raw, "application/xml")
    if not terms.get("title"):
        return Reject(
            "no-title", f"dc:title is missing or empty in {url}", identifier, raw, "application/xml"
        )
    entry = dcentry.entry(terms, identifier=identifier, group=identifier if named else "", raw=raw)
    return _with_address(entry, template)


def _with_address(entry: Entry, template: str) -> Entry:
    """Files often do not say where the page is that they describe; the option `url_template` can."""
    if entry.url or not template:
        return entry
    language = entry.languages[0] if entry.languages else ""
    address = template.replace("{identifier}", entry.identifier).replace("{language}", language)
    return dataclasses.replace(entry, url=address)
