"""oai_dc: the fifteen elements of Dublin Core. Source: OAI-PMH 2.0, section "Dublin Core"; DCMI terms."""

from lxml import etree

from ujuzi.catalogue.models import Edition
from ujuzi.catalogue.publish import source
from ujuzi.catalogue.vocabulary import codes

OAI_DC = "http://www.openarchives.org/OAI/2.0/oai_dc/"
DC = "http://purl.org/dc/elements/1.1/"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
SCHEMA = "http://www.openarchives.org/OAI/2.0/oai_dc.xsd"


def element(edition: Edition) -> etree._Element:
    """The metadata element of one record."""
    root = etree.Element(f"{{{OAI_DC}}}dc", nsmap={"oai_dc": OAI_DC, "dc": DC, "xsi": XSI})
    root.set(f"{{{XSI}}}schemaLocation", f"{OAI_DC} {SCHEMA}")
    for name, values in _values(edition).items():
        for value in values:
            if value:
                child = etree.SubElement(root, f"{{{DC}}}{name}")
                child.text = value
                if name in {"title", "description"} and edition.language:
                    child.set(XML_LANG, edition.language)
    return root


def _values(edition: Edition) -> dict[str, list[str]]:
    subjects = [str(codes.SUBJECTS.get(code, code)) for code in edition.subjects]
    day = edition.published_on or edition.modified_on
    return {
        "title": [edition.title],
        "creator": edition.creators,
        "subject": [*subjects, *edition.keywords],
        "description": [source.plain(edition.description)],
        "publisher": [edition.publisher or edition.provider.name],
        "date": [day.isoformat() if day else ""],
        "type": [edition.kind],
        "identifier": [edition.url or source.edition_uri(edition)],
        "language": [edition.language],
        "relation": [source.edition_uri(other) for other in source.translations(edition)],
        "rights": [edition.licence],
    }
