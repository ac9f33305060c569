"""Dublin Core in XML: the fifteen elements and the DCMI terms, whatever wraps them (oai_dc, qdc, a bare <metadata>)."""

from functools import lru_cache

from lxml import etree

from ujuzi.standards import tagged

NAMESPACES = (
    "http://purl.org/dc/elements/1.1/",
    "http://purl.org/dc/elements/1.0/",
    "http://purl.org/dc/terms/",
)
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

_ELEMENTS = (
    "contributor coverage creator date description format identifier language publisher relation rights source "
    "subject title type abstract accessRights alternative audience available bibliographicCitation created "
    "dateSubmitted educationLevel extent hasVersion instructionalMethod isPartOf isVersionOf issued license mediator "
    "medium modified provenance rightsHolder spatial tableOfContents temporal"
)
ELEMENTS = frozenset(_ELEMENTS.split())

Terms = dict[str, list[tagged.Tagged]]


@lru_cache(maxsize=1024)
def _name(tag: str) -> str:
    """The element's name when it may be Dublin Core: foreign namespaces with the same words do not count."""
    namespace, _, name = tag.rpartition("}")
    if namespace and namespace[1:] not in NAMESPACES and not namespace.endswith(("/oai_dc/", "/oai_dc")):
        return ""
    return name if name in ELEMENTS else name.lower() if name.lower() in ELEMENTS else ""


def terms(record: etree._Element) -> Terms:
    """What a record says, by element name, in order; empty elements are left out."""
    found: Terms = {}
    language = record.get(_LANG, "")
    for element in record:
        tag = element.tag
        name = _name(tag) if isinstance(tag, str) else ""
        if not name:
            continue
        said = element.text if not len(element) else "".join(map(str, element.itertext()))
        said = said.strip() if said else ""
        if said:
            found.setdefault(name, []).append(tagged.Tagged(said, element.get(_LANG, language)))
    return found


def is_record(element: etree._Element) -> bool:
    """Whether this element holds Dublin Core elements directly."""
    return any(
        isinstance(each.tag, str) and each.tag.startswith("{http://purl.org/dc/") and _name(each.tag)
        for each in element
    )


def records(root: etree._Element) -> list[etree._Element]:
    """The records of a document: the root itself, or the elements that hold Dublin Core below it."""
    if is_record(root):
        return [root]
    return [each for each in root.iter() if isinstance(each.tag, str) and is_record(each)]
