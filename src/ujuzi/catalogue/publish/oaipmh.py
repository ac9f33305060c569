"""Our OAI-PMH 2.0 provider: one answer per request, as an XML document. Source: openarchives.org/OAI/openarchivesprotocol.html

Resumption tokens carry the whole question and the last key, sealed, so that the hub keeps no state and a token does not
expire; records that were withdrawn stay as deleted headers ("persistent").
"""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core import signing
from django.db.models import Min, Q, QuerySet
from lxml import etree

from ujuzi.catalogue.models import Edition, State
from ujuzi.catalogue.publish import dublincore, lom, source
from ujuzi.catalogue.vocabulary import codes

OAI = "http://www.openarchives.org/OAI/2.0/"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
PAGE = 100
SALT = "ujuzi.oai"

FORMATS: dict[str, tuple[Callable[[Edition], etree._Element], str, str]] = {
    "oai_dc": (dublincore.element, dublincore.OAI_DC, dublincore.SCHEMA),
    "lom": (lom.element, lom.LOM, "http://ltsc.ieee.org/xsd/lomv1.0/lom.xsd"),
}
ARGUMENTS: dict[str, tuple[set[str], set[str]]] = {  # verb: required, optional
    "Identify": (set(), set()),
    "ListMetadataFormats": (set(), {"identifier"}),
    "ListSets": (set(), {"resumptionToken"}),
    "GetRecord": ({"identifier", "metadataPrefix"}, set()),
    "ListIdentifiers": ({"metadataPrefix"}, {"from", "until", "set", "resumptionToken"}),
    "ListRecords": ({"metadataPrefix"}, {"from", "until", "set", "resumptionToken"}),
}


class OAIError(Exception):
    """An answer of the protocol: badVerb, badArgument, badResumptionToken, cannotDisseminateFormat, ..."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code, self.message = code, message


def answer(arguments: Mapping[str, list[str]], *, base_url: str, now: datetime) -> bytes:
    """The XML answer to the arguments of a request (each name with all its values)."""
    root = etree.Element(f"{{{OAI}}}OAI-PMH", nsmap={None: OAI, "xsi": XSI})  # type: ignore[dict-item]
    root.set(f"{{{XSI}}}schemaLocation", f"{OAI} http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd")
    _add(root, "responseDate", _stamp(now))
    request = _add(root, "request", base_url)
    try:
        asked = _checked(arguments)
        for name, value in asked.items():
            request.set(name, value)
        root.append(VERBS[asked["verb"]](asked, base_url))
    except OAIError as error:
        if error.code in {"badVerb", "badArgument"}:
            request.attrib.clear()
        _add(root, "error", error.message).set("code", error.code)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def _add(parent: etree._Element, name: str, text: str = "") -> etree._Element:
    child = etree.SubElement(parent, f"{{{OAI}}}{name}")
    if text:
        child.text = text
    return child


def _stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _checked(arguments: Mapping[str, list[str]]) -> dict[str, str]:
    if any(len(values) != 1 for values in arguments.values()):
        raise OAIError(
            "badVerb" if len(arguments.get("verb", [])) != 1 else "badArgument", "An argument is repeated."
        )
    asked = {name: values[0] for name, values in arguments.items()}
    if not all(text.isprintable() for pair in asked.items() for text in pair):
        raise OAIError("badArgument", "An argument holds characters that XML cannot hold.")
    verb = asked.get("verb", "")
    if verb not in ARGUMENTS:
        raise OAIError("badVerb", "The verb is missing or is none of OAI-PMH 2.0.")
    required, optional = ARGUMENTS[verb]
    given = set(asked) - {"verb"}
    if given - required - optional:
        raise OAIError(
            "badArgument", f"Not an argument of {verb}: {', '.join(sorted(given - required - optional))}."
        )
    if "resumptionToken" in given:
        if len(given) > 1:
            raise OAIError("badArgument", "resumptionToken stands alone.")
    elif required - given:
        raise OAIError("badArgument", f"{verb} needs: {', '.join(sorted(required - given))}.")
    return asked


def _identify(asked: dict[str, str], base_url: str) -> etree._Element:
    made = etree.Element(f"{{{OAI}}}Identify")
    earliest = Edition.objects.aggregate(earliest=Min("changed_at"))["earliest"]
    _add(made, "repositoryName", settings.HUB_NAME)
    _add(made, "baseURL", base_url)
    _add(made, "protocolVersion", "2.0")
    _add(made, "adminEmail", settings.DEFAULT_FROM_EMAIL)
    _add(made, "earliestDatestamp", _stamp(earliest or datetime(2025, 1, 1, tzinfo=UTC)))
    _add(made, "deletedRecord", "persistent")
    _add(made, "granularity", "YYYY-MM-DDThh:mm:ssZ")
    return made


def _list_formats(asked: dict[str, str], base_url: str) -> etree._Element:
    if "identifier" in asked:
        _by_identifier(asked["identifier"])
    made = etree.Element(f"{{{OAI}}}ListMetadataFormats")
    for prefix, (_make, namespace, schema) in FORMATS.items():
        entry = _add(made, "metadataFormat")
        _add(entry, "metadataPrefix", prefix)
        _add(entry, "schema", schema)
        _add(entry, "metadataNamespace", namespace)
    return made


def _list_sets(asked: dict[str, str], base_url: str) -> etree._Element:
    if "resumptionToken" in asked:
        raise OAIError("badResumptionToken", "The list of sets is never cut.")
    made = etree.Element(f"{{{OAI}}}ListSets")
    names = {f"subject:{code}": str(name) for code, name in codes.SUBJECTS.items()}
    languages = (
        Edition.objects.filter(state=State.PUBLISHED)
        .values_list("language", flat=True)
        .distinct()
        .order_by("language")
    )
    names |= {f"language:{tag}": tag for tag in languages if tag}
    partners = (
        Edition.objects.filter(state=State.PUBLISHED)
        .values_list("provider__slug", "provider__names")
        .distinct()
    )
    names |= {
        f"partner:{slug}": next(iter(names_.values()), slug)
        for slug, names_ in partners.order_by("provider__slug")
    }
    for spec, name in names.items():
        entry = _add(made, "set")
        _add(entry, "setSpec", spec)
        _add(entry, "setName", name)
    return made


def _get_record(asked: dict[str, str], base_url: str) -> etree._Element:
    make = _format(asked["metadataPrefix"])
    made = etree.Element(f"{{{OAI}}}GetRecord")
    made.append(_record(_by_identifier(asked["identifier"]), make))
    return made


def _list(asked: dict[str, str], base_url: str, *, with_metadata: bool) -> etree._Element:
    question = _question(asked)
    make = _format(question["metadataPrefix"])
    editions = _chosen(question)
    after_at, after_id = question.get("after", ["", 0])
    if after_at:
        moment = datetime.fromisoformat(after_at)
        editions = editions.filter(Q(changed_at__gt=moment) | Q(changed_at=moment, pk__gt=after_id))
    batch = list(editions.order_by("changed_at", "pk")[: PAGE + 1])
    if not batch and not after_at:
        raise OAIError("noRecordsMatch", "Nothing matches these arguments.")
    made = etree.Element(f"{{{OAI}}}{asked['verb']}")
    for edition in batch[:PAGE]:
        made.append(_record(edition, make) if with_metadata else _header(edition))
    if len(batch) > PAGE:
        last = batch[PAGE - 1]
        _add(made, "resumptionToken", _token(question | {"after": [last.changed_at.isoformat(), last.pk]}))
    elif after_at:
        _add(made, "resumptionToken")  # an empty one closes a list that was cut
    return made


def _token(question: dict[str, Any]) -> str:
    return signing.dumps(question, salt=SALT, compress=True)


def _question(asked: dict[str, str]) -> dict[str, Any]:
    if "resumptionToken" not in asked:
        return {name: value for name, value in asked.items() if name != "verb"}
    try:
        question: dict[str, Any] = signing.loads(asked["resumptionToken"], salt=SALT)
    except signing.BadSignature:
        raise OAIError("badResumptionToken", "This token is not one of ours.") from None
    return question


def _format(prefix: str) -> Callable[[Edition], etree._Element]:
    if prefix not in FORMATS:
        raise OAIError("cannotDisseminateFormat", f"Formats here: {', '.join(FORMATS)}.")
    return FORMATS[prefix][0]


def _chosen(question: dict[str, Any]) -> QuerySet[Edition]:
    editions = _disseminated()
    since, until = _moment(question.get("from", "")), _moment(question.get("until", ""), end=True)
    if since and until and (since > until or len(question["from"]) != len(question["until"])):
        raise OAIError("badArgument", "from and until differ in granularity, or from is after until.")
    if since:
        editions = editions.filter(changed_at__gte=since)
    if until:
        editions = editions.filter(changed_at__lt=until)
    if spec := question.get("set", ""):
        editions = _in_set(editions, spec)
    return editions


def _in_set(editions: QuerySet[Edition], spec: str) -> QuerySet[Edition]:
    scheme, _colon, value = spec.partition(":")
    if scheme == "subject" and value in codes.SUBJECTS:
        # A JSON list as text: `contains` on JSON is not there on SQLite; codes hold no quotes.
        return editions.filter(subjects__icontains=f'"{value}"')
    if scheme == "language":
        return editions.filter(language=value)
    if scheme == "partner":
        return editions.filter(provider__slug=value)
    raise OAIError("noRecordsMatch", "There is no such set; see ListSets.")


def _disseminated() -> QuerySet[Edition]:
    """Published ones, and those that were: a withdrawn record stays as a deleted header."""
    was_published = Q(state=State.WITHDRAWN, published_at__isnull=False)
    return source.with_relations(Edition.objects.filter(Q(state=State.PUBLISHED) | was_published))


def _moment(text: str, *, end: bool = False) -> datetime | None:
    if not text:
        return None
    for pattern, step in (("%Y-%m-%dT%H:%M:%SZ", timedelta(seconds=1)), ("%Y-%m-%d", timedelta(days=1))):
        try:
            moment = datetime.strptime(text, pattern).replace(tzinfo=UTC)
        except ValueError:
            continue
        return moment + step if end else moment
    raise OAIError("badArgument", "Dates are YYYY-MM-DD or YYYY-MM-DDThh:mm:ssZ.")


def _name() -> str:
    return urlsplit(source.origin()).hostname or "localhost"


def identifier(edition: Edition) -> str:
    return f"oai:{_name()}:edition/{edition.pk}"


def _by_identifier(text: str) -> Edition:
    prefix = f"oai:{_name()}:edition/"
    number = text.removeprefix(prefix)
    if text.startswith(prefix) and number.isascii() and number.isdigit() and len(number) < 19:
        found = _disseminated().filter(pk=int(number)).first()
        if found:
            return found
    raise OAIError("idDoesNotExist", "There is no record of that identifier here.")


def _header(edition: Edition) -> etree._Element:
    made = etree.Element(f"{{{OAI}}}header")
    if edition.state == State.WITHDRAWN:
        made.set("status", "deleted")
    _add(made, "identifier", identifier(edition))
    _add(made, "datestamp", _stamp(edition.changed_at))
    for code in edition.subjects:
        _add(made, "setSpec", f"subject:{code}")
    if edition.language:
        _add(made, "setSpec", f"language:{edition.language}")
    _add(made, "setSpec", f"partner:{edition.provider.slug}")
    return made


def _record(edition: Edition, make: Callable[[Edition], etree._Element]) -> etree._Element:
    made = etree.Element(f"{{{OAI}}}record")
    made.append(_header(edition))
    if edition.state != State.WITHDRAWN:
        _add(made, "metadata").append(make(edition))
    return made


VERBS: dict[str, Callable[[dict[str, str], str], etree._Element]] = {
    "Identify": _identify,
    "ListMetadataFormats": _list_formats,
    "ListSets": _list_sets,
    "GetRecord": _get_record,
    "ListIdentifiers": lambda asked, base: _list(asked, base, with_metadata=False),
    "ListRecords": lambda asked, base: _list(asked, base, with_metadata=True),
}
