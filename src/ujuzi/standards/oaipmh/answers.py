"""Reading the answers of a repository, tolerant of what repositories really send."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from ujuzi.standards import safexml

NAMESPACE = "http://www.openarchives.org/OAI/2.0/"
VERBS = ("ListRecords", "GetRecord", "Identify", "ListMetadataFormats", "ListSets", "ListIdentifiers")


class NotOaiError(Exception):
    """The answer is no OAI-PMH at all: a web page, another XML, nothing."""


@dataclass(frozen=True, slots=True)
class Problem:
    """An <error>: `code` is the protocol's own word ("noRecordsMatch", "badResumptionToken" ...)."""

    code: str
    text: str


@dataclass(frozen=True, slots=True)
class Token:
    """`value` is "" on the last page, whether the element is empty or missing (`said` tells)."""

    value: str = ""
    said: bool = False
    total: int | None = None


@dataclass(frozen=True, slots=True)
class Record:
    identifier: str
    datestamp: str
    sets: tuple[str, ...]
    deleted: bool
    metadata: etree._Element | None  # what lies inside <metadata>
    element: etree._Element


@dataclass(frozen=True, slots=True)
class Identity:
    name: str = ""
    granularity: str = ""
    deleted: str = "no"  # "no", "transient", "persistent"
    earliest: str = ""


@dataclass(frozen=True, slots=True)
class MetadataFormat:
    prefix: str
    namespace: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    response_date: str
    problems: list[Problem]
    verb: str
    body: etree._Element | None
    notes: list[str] = field(default_factory=list)
    cut: bool = False  # the document ended too early


def local(tag: object) -> str:
    """The name without its namespace; repositories get namespaces wrong, names right."""
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def text(element: etree._Element | None) -> str:
    return (element.text or "").strip() if element is not None else ""


def child(element: etree._Element, name: str) -> etree._Element | None:
    return next((each for each in element if local(each.tag) == name), None)


def parse(data: bytes) -> Answer:
    """Raises `safexml.XmlError` for what is no XML, `NotOaiError` for what is no OAI-PMH."""
    parsed = safexml.parse(data)
    notes = list(parsed.notes)
    root = _named(parsed.root, ("OAI-PMH",))
    if root is None:
        raise NotOaiError(f"the root element is <{local(parsed.root.tag)[:60]}>")
    if not str(root.tag).startswith(f"{{{NAMESPACE}}}"):
        notes.append("wrong or missing OAI-PMH namespace")
    problems = [Problem(each.get("code", ""), text(each)) for each in root if local(each.tag) == "error"]
    body = _named(root, VERBS)
    verb = local(body.tag) if body is not None else ""
    said = [_named(root, (name,)) for name in ("responseDate", "request")]
    if body is None and not problems and said == [None, None]:
        raise NotOaiError("an OAI-PMH element without any of its parts")
    return Answer(text(said[0]), problems, verb, body, notes, parsed.cut)


def _named(root: etree._Element, names: tuple[str, ...]) -> etree._Element | None:
    """The first element of these names where it belongs, else wherever it is (in a wrapper, under a stray tag)."""
    if local(root.tag) in names:
        return root
    for where in (root, root.iter()):
        for each in where:
            if local(each.tag) in names:
                return each
    return None


def records(answer: Answer) -> Iterator[Record]:
    """The records in order. Of a document that was cut off, the last record is left out when it is the very last thing."""
    if answer.body is None:
        return
    last = answer.body[-1] if answer.cut and len(answer.body) else None
    for element in answer.body:
        if local(element.tag) == "record" and element is not last:
            yield _record(element)


def torso(answer: Answer) -> Record | None:
    """The record in which a cut document broke off, as far as it goes."""
    if not answer.cut or answer.body is None or not len(answer.body):
        return None
    last = answer.body[-1]
    return _record(last) if local(last.tag) == "record" else None


def _record(element: etree._Element) -> Record:
    identifier = datestamp = ""
    sets = []
    deleted = False
    metadata = None
    for part in element:
        name = local(part.tag)
        if name == "header":
            deleted = part.get("status") == "deleted"
            for each in part:
                what, said = local(each.tag), (each.text or "").strip()
                if what == "identifier":
                    identifier = said
                elif what == "datestamp":
                    datestamp = said
                elif what == "setSpec":
                    sets.append(said)
        elif name == "metadata":
            metadata = next((each for each in part if isinstance(each.tag, str)), None)
    return Record(identifier, datestamp, tuple(sets), deleted, metadata, element)


def token(answer: Answer) -> Token:
    element = child(answer.body, "resumptionToken") if answer.body is not None else None
    if element is None:
        return Token()
    size = element.get("completeListSize", "")
    return Token(
        text(element), True, int(size) if size.isascii() and size.isdigit() and len(size) < 15 else None
    )


def identity(answer: Answer) -> Identity:
    if answer.body is None or answer.verb != "Identify":
        return Identity()
    said = {local(each.tag): text(each) for each in answer.body}
    return Identity(
        name=said.get("repositoryName", ""),
        granularity=said.get("granularity", ""),
        deleted=said.get("deletedRecord", "no").lower(),
        earliest=said.get("earliestDatestamp", ""),
    )


def formats(answer: Answer) -> list[MetadataFormat]:
    found = []
    for element in answer.body if answer.body is not None else ():
        said = {local(each.tag): text(each) for each in element}
        if said.get("metadataPrefix"):
            found.append(MetadataFormat(said["metadataPrefix"], said.get("metadataNamespace", "")))
    return found
