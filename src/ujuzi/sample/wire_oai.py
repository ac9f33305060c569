"""An OAI-PMH 2.0 data provider over the rows of a partner: eight records a page, one deleted record, two metadata formats."""

import re
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from ujuzi.sample import coalition

PAGE = 8
LISTS = {"metadataPrefix", "from", "until", "set", "resumptionToken"}
# Verb -> (arguments it takes, those it cannot do without); section 4 of the specification.
ARGUMENTS: dict[str, tuple[set[str], set[str]]] = {
    "Identify": (set(), set()),
    "ListMetadataFormats": ({"identifier"}, set()),
    "ListSets": ({"resumptionToken"}, set()),
    "ListRecords": (LISTS, {"metadataPrefix"}),
    "ListIdentifiers": (LISTS, {"metadataPrefix"}),
    "GetRecord": ({"identifier", "metadataPrefix"}, {"identifier", "metadataPrefix"}),
}
DAY = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\dZ)?")
HEAD = '<?xml version="1.0" encoding="UTF-8"?><OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/">'
# Prefix -> (schema, namespace)
FORMATS = {
    "oai_dc": (
        "http://www.openarchives.org/OAI/2.0/oai_dc.xsd",
        "http://www.openarchives.org/OAI/2.0/oai_dc/",
    ),
    "lom": ("http://ltsc.ieee.org/xsd/lomv1.0/lom.xsd", "http://ltsc.ieee.org/xsd/LOM"),
}


def answer(slug: str, base: str, asked: dict[str, str]) -> bytes:
    """The XML answer to the arguments of a request."""
    verb = asked.get("verb", "")
    made = {
        "Identify": _identify,
        "ListMetadataFormats": _formats,
        "ListSets": _sets,
        "ListRecords": _list,
        "ListIdentifiers": _list,
        "GetRecord": _get,
    }.get(verb)
    if made is None:
        return _framed(slug, base, {}, _error("badVerb"))
    if not _is_sound(verb, {name: value for name, value in asked.items() if name != "verb"}):
        return _framed(slug, base, {}, _error("badArgument"))
    return _framed(slug, base, asked, made(slug, base, asked))


def _is_sound(verb: str, given: dict[str, str]) -> bool:
    """Whether the arguments are those of the verb; a resumptionToken stands alone (section 3.5)."""
    allowed, needed = ARGUMENTS[verb]
    if "resumptionToken" in given:
        return set(given) == {"resumptionToken"} and "resumptionToken" in allowed
    bounds = [given[name] for name in ("from", "until") if name in given]
    if not all(DAY.fullmatch(bound) for bound in bounds) or len({len(bound) for bound in bounds}) > 1:
        return False
    return set(given) <= allowed and all(given.get(name) for name in needed) and bounds == sorted(bounds)


def _framed(slug: str, base: str, asked: dict[str, str], body: str) -> bytes:
    said = "".join(f" {name}={quoteattr(value)}" for name, value in asked.items())
    request = f"<responseDate>2026-11-23T00:00:00Z</responseDate><request{said}>{base}/{slug}/oai</request>"
    return f"{HEAD}{request}{body}</OAI-PMH>".encode()


def _error(code: str) -> str:
    return f'<error code="{code}">{code}</error>'


def _identify(slug: str, base: str, asked: dict[str, str]) -> str:
    return (
        f"<Identify><repositoryName>{slug}</repositoryName><baseURL>{base}/{slug}/oai</baseURL><protocolVersion>2.0</protocolVersion>"
        f"<adminEmail>oai@{slug}.example</adminEmail><earliestDatestamp>2026-01-01T00:00:00Z</earliestDatestamp>"
        "<deletedRecord>persistent</deletedRecord><granularity>YYYY-MM-DDThh:mm:ssZ</granularity></Identify>"
    )


def _prefixes(slug: str) -> list[str]:
    """oai_dc is every repository's duty; one has richer records beside it."""
    return ["oai_dc", "lom"] if slug == "dosrios" else ["oai_dc"]


def _formats(slug: str, base: str, asked: dict[str, str]) -> str:
    if "identifier" in asked and _found(slug, asked["identifier"]) is None:
        return _error("idDoesNotExist")
    body = "".join(
        f"<metadataFormat><metadataPrefix>{prefix}</metadataPrefix><schema>{FORMATS[prefix][0]}</schema>"
        f"<metadataNamespace>{FORMATS[prefix][1]}</metadataNamespace></metadataFormat>"
        for prefix in _prefixes(slug)
    )
    return f"<ListMetadataFormats>{body}</ListMetadataFormats>"


def _sets(slug: str, base: str, asked: dict[str, str]) -> str:
    if "resumptionToken" in asked:
        return _error("badResumptionToken")  # all sets fit into one answer, so none was ever given out
    names = sorted({row["more"]["set"] for row in coalition.rows(slug) if "set" in row["more"]})
    return (
        "<ListSets>"
        + "".join(f"<set><setSpec>{n}</setSpec><setName>{n}</setName></set>" for n in names)
        + "</ListSets>"
    )


def _list(slug: str, base: str, asked: dict[str, str]) -> str:
    chosen, start = asked, 0
    if token := asked.get("resumptionToken"):
        parts = token.split("~")
        if len(parts) != 5 or not parts[0].isdigit():
            return _error("badResumptionToken")
        start = int(parts[0])
        chosen = dict(zip(("metadataPrefix", "from", "until", "set"), parts[1:], strict=True))
    prefix = chosen["metadataPrefix"]
    if prefix not in _prefixes(slug):
        return _error("cannotDisseminateFormat")
    rows = [row for row in coalition.rows(slug) if _matches(slug, row, chosen)]
    if not rows[start:]:
        return _error("badResumptionToken" if start else "noRecordsMatch")
    only_headers = asked["verb"] == "ListIdentifiers"
    body = "".join(
        _header(slug, row) if only_headers else _record(slug, row, prefix)
        for row in rows[start : start + PAGE]
    )
    rest = "~".join(chosen.get(name, "") for name in ("metadataPrefix", "from", "until", "set"))
    more = f"{start + PAGE}~{rest}" if start + PAGE < len(rows) else ""
    token_ = (
        f'<resumptionToken completeListSize="{len(rows)}">{more}</resumptionToken>' if more or start else ""
    )
    return f"<{asked['verb']}>{body}{token_}</{asked['verb']}>"


def _stamp(slug: str, row: dict[str, Any]) -> str:
    """A record a day, in the order of the rows: so that `from` and `until` cut somewhere."""
    return f"2026-06-{coalition.rows(slug).index(row) + 1:02}T00:00:00Z"


def _matches(slug: str, row: dict[str, Any], chosen: dict[str, str]) -> bool:
    if (wanted := chosen.get("set")) and row["more"].get("set") != wanted:
        return False
    day = _stamp(slug, row)[:10]
    return not ((since := chosen.get("from")) and day < since[:10]) and not (
        (until := chosen.get("until")) and day > until[:10]
    )


def _get(slug: str, base: str, asked: dict[str, str]) -> str:
    if asked["metadataPrefix"] not in _prefixes(slug):
        return _error("cannotDisseminateFormat")
    row = _found(slug, asked["identifier"])
    if row is None:
        return _error("idDoesNotExist")
    return f"<GetRecord>{_record(slug, row, asked['metadataPrefix'])}</GetRecord>"


def _found(slug: str, identifier: str) -> dict[str, Any] | None:
    return next((row for row in coalition.rows(slug) if _identifier(slug, row) == identifier), None)


def _identifier(slug: str, row: dict[str, Any]) -> str:
    return f"oai:{slug}.example:{row['id']}"


def _header(slug: str, row: dict[str, Any]) -> str:
    status = ' status="deleted"' if "deleted" in row["more"] else ""
    spec = f"<setSpec>{row['more']['set']}</setSpec>" if "set" in row["more"] else ""
    return f"<header{status}><identifier>{_identifier(slug, row)}</identifier><datestamp>{_stamp(slug, row)}</datestamp>{spec}</header>"


def _record(slug: str, row: dict[str, Any], prefix: str) -> str:
    if "deleted" in row["more"]:
        return f"<record>{_header(slug, row)}</record>"
    made = _lom(slug, row) if prefix == "lom" else _dc(slug, row)
    return f"<record>{_header(slug, row)}<metadata>{made}</metadata></record>"


def _dc(slug: str, row: dict[str, Any]) -> str:
    values = [
        ("title", row["title"]),
        ("description", row["description"]),
        ("language", row["lang"]),
        ("identifier", coalition.url(slug, row)),
        ("type", row["kind"]),
        ("rights", row["licence"]),
        ("subject", row["level"]),
        ("subject", row["for"].replace("-", " ")),
        ("publisher", coalition.name(slug)),
        ("format", coalition.iso(row["time"])),
        *(("creator", name) for name in coalition.people(row)),
    ]
    body = "".join(f"<dc:{name}>{escape(text)}</dc:{name}>" for name, text in values if text)
    namespaces = 'xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    return f"<oai_dc:dc {namespaces}>{body}</oai_dc:dc>"


def _lom(slug: str, row: dict[str, Any]) -> str:
    language = quoteattr(row["lang"])
    duration = coalition.iso(row["time"])
    size = f"<size>{coalition.size(row)}</size>" if row["mb"] else ""
    difficulty = {"beginner": "easy", "intermediate": "medium", "advanced": "difficult"}[row["level"]]
    role = {"teachers": "teacher", "leaders": "manager"}.get(row["for"], "learner")
    return (
        '<lom xmlns="http://ltsc.ieee.org/xsd/LOM"><general>'
        f"<identifier><catalog>URI</catalog><entry>{coalition.url(slug, row)}</entry></identifier>"
        f"<title><string language={language}>{escape(row['title'])}</string></title><language>{row['lang']}</language>"
        f"<description><string language={language}>{escape(row['description'])}</string></description></general>"
        f"<technical>{size}<location>{coalition.url(slug, row)}</location></technical>"
        f"<educational>{_term('learningResourceType', row['kind'])}{_term('intendedEndUserRole', role)}{_term('difficulty', difficulty)}"
        f"<typicalLearningTime><duration>{duration}</duration></typicalLearningTime></educational>"
        f"<rights>{_term('cost', 'no' if row['cost'] == 'free' else 'yes')}"
        f"<description><string>{escape(row['licence'])}</string></description></rights></lom>"
    )


def _term(name: str, value: str) -> str:
    return f"<{name}><source>LOMv1.0</source><value>{escape(value)}</value></{name}>"
