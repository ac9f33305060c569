"""IEEE LOM as XML, the richer format of our OAI-PMH. Source: IEEE 1484.12.1/.3, LOM 1.0 binding."""

from lxml import etree

from ujuzi.catalogue.models import CertificateState, Cost, Edition, Level
from ujuzi.catalogue.publish import source
from ujuzi.catalogue.vocabulary import codes

LOM = "http://ltsc.ieee.org/xsd/LOM"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
ROLES = {"teachers": "teacher", "students": "learner", "leaders": "manager"}
DIFFICULTY = {Level.BEGINNER: "easy", Level.INTERMEDIATE: "medium", Level.ADVANCED: "difficult"}


def element(edition: Edition) -> etree._Element:
    """The metadata element of one record."""
    root = etree.Element(f"{{{LOM}}}lom", nsmap={None: LOM, "xsi": XSI})  # type: ignore[dict-item]
    root.set(f"{{{XSI}}}schemaLocation", f"{LOM} http://ltsc.ieee.org/xsd/lomv1.0/lom.xsd")
    _general(root, edition)
    _lifecycle(root, edition)
    _technical(root, edition)
    _educational(root, edition)
    _rights(root, edition)
    _classification(root, edition)
    return root


def _add(parent: etree._Element, name: str, text: str = "") -> etree._Element:
    child = etree.SubElement(parent, f"{{{LOM}}}{name}")
    if text:
        child.text = text
    return child


def _string(parent: etree._Element, name: str, text: str, language: str) -> None:
    if text:
        child = _add(_add(parent, name), "string", text)
        if language:
            child.set("language", language)


def _term(parent: etree._Element, name: str, value: str, vocabulary: str = "LOMv1.0") -> None:
    made = _add(parent, name)
    _add(made, "source", vocabulary)
    _add(made, "value", value)


def _general(root: etree._Element, edition: Edition) -> None:
    general = _add(root, "general")
    identifier = _add(general, "identifier")
    _add(identifier, "catalog", "URI")
    _add(identifier, "entry", source.edition_uri(edition))
    _string(general, "title", edition.title, edition.language)
    if edition.language:
        _add(general, "language", edition.language)
    _string(general, "description", source.plain(edition.description), edition.language)
    for keyword in edition.keywords:
        _string(general, "keyword", keyword, edition.language)


def _lifecycle(root: etree._Element, edition: Edition) -> None:
    life = _add(root, "lifeCycle")
    people = [("author", name) for name in edition.creators]
    for role, name in [*people, ("publisher", edition.publisher or edition.provider.name)]:
        contribution = _add(life, "contribute")
        _term(contribution, "role", role)
        _add(contribution, "entity", f"BEGIN:VCARD\nVERSION:3.0\nFN:{_vcard(name)}\nEND:VCARD")
        day = edition.modified_on or edition.published_on
        if day and role == "publisher":
            _add(_add(contribution, "date"), "dateTime", day.isoformat())


def _vcard(text: str) -> str:
    """RFC 6350: backslash, comma, semicolon and line breaks are escaped."""
    return text.replace("\\", "\\\\").replace(",", "\\,").replace(";", "\\;").replace("\n", " ")


def _technical(root: etree._Element, edition: Edition) -> None:
    technical = _add(root, "technical")
    if edition.size_bytes:
        _add(technical, "size", str(edition.size_bytes))
    if edition.url:
        _add(technical, "location", edition.url)


def _educational(root: etree._Element, edition: Edition) -> None:
    educational = _add(root, "educational")
    _term(educational, "learningResourceType", edition.kind, source.concept_uri("kind", "")[:-1])
    for code in edition.audiences:
        if role := ROLES.get(code):
            _term(educational, "intendedEndUserRole", role)
        else:
            _term(educational, "intendedEndUserRole", code, source.concept_uri("audience", "")[:-1])
    if edition.level:
        _term(educational, "difficulty", DIFFICULTY[Level(edition.level)])
    if edition.duration_minutes:
        _add(
            _add(educational, "typicalLearningTime"),
            "duration",
            source.iso_duration(edition.duration_minutes),
        )
    if edition.language:
        _add(educational, "language", edition.language)


def _rights(root: etree._Element, edition: Edition) -> None:
    rights = _add(root, "rights")
    if edition.cost:
        _term(rights, "cost", "yes" if edition.cost == Cost.PAID else "no")
    if edition.licence:
        _term(rights, "copyrightAndOtherRestrictions", "yes")
        _string(rights, "description", edition.licence, "")


def _classification(root: etree._Element, edition: Edition) -> None:
    for scheme, purpose, found in (
        ("subject", "discipline", {code: str(codes.SUBJECTS.get(code, code)) for code in edition.subjects}),
        ("access", "accessibility restrictions", {feature: feature for feature in edition.access_features}),
        ("certificate", "educational objective", _certificate(edition)),
    ):
        if not found:
            continue
        made = _add(root, "classification")
        _term(made, "purpose", purpose)
        path = _add(made, "taxonPath")
        _string(path, "source", f"{source.origin()}/id/{scheme}", "")
        for code, name in found.items():
            taxon = _add(path, "taxon")
            _add(taxon, "id", source.concept_uri(scheme, code))
            _string(taxon, "entry", name, "en")


def _certificate(edition: Edition) -> dict[str, str]:
    if edition.certificate in {CertificateState.UNKNOWN, CertificateState.NONE}:
        return {}
    return {edition.certificate: f"certificate: {edition.certificate}"}
