"""A schema.org, LRMI or AMB node as an `Entry`."""

import hashlib
import json
import re
from typing import Any

from ujuzi.catalogue.feeds import schemaoffers
from ujuzi.catalogue.feeds.entry import Entry, Offer, Reject
from ujuzi.standards import tagged
from ujuzi.standards.jsonld import graph, values

Node = dict[str, Any]

_COURSES = (
    "Course LearningResource EducationEvent EducationalOccupationalProgram WorkBasedProgram Quiz MathSolver"
)
_MEDIA = "VideoObject AudioObject HowTo Event CourseInstance PodcastEpisode PodcastSeries PresentationDigitalDocument"
COURSES, MEDIA = frozenset(_COURSES.split()), frozenset(_MEDIA.split())
_GENERIC = (
    "LearningResource",
    "CreativeWork",
    "Thing",
    "MediaObject",
    "WebPage",
    "WebContent",
    "DigitalDocument",
)
_NEVER = frozenset(
    ("Organization", "Person", "BreadcrumbList", "WebSite", "ItemList", "ListItem", "Offer", "SearchAction")
)
# Whoever writes one of these words, even with nothing behind it, describes something to learn with.
_LRMI = (
    "learningResourceType", "educationalUse", "educationalLevel", "educationalAlignment", "teaches", "assesses",
    "timeRequired", "competencyRequired",
)  # fmt: skip


def weight(node: Node) -> int:
    """2 for what is about learning by its type or its words, 1 for media that may accompany it, 0 for the rest."""
    kinds = set(graph.types(node))
    if kinds & COURSES:
        return 2
    if not kinds or kinds & _NEVER:
        return 0
    if any(word in node for word in _LRMI):
        return 2
    return 1 if kinds & MEDIA else 0


def entry(node: Node, index: graph.Index, *, base: str, page: str = "") -> Entry | Reject:
    """`base` is what relative addresses start from; `page` the web page that describes only this, if any."""
    node = {key: index.resolve(value) for key, value in node.items()}
    languages = tuple(_languages(node))
    context = _context_language(node.get("@context"))
    title = _first(node, ("name", "headline", "title"), languages, context)
    url = schemaoffers.joined(base, values.address(node.get("url")) or _web(graph.node_id(node)) or page)
    identifier = _identifier(node, base, url)
    raw = json.dumps(node, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
    if not identifier:
        return Reject("no-identifier", f"{title[:80]!r} has neither @id, identifier nor url", "", raw)
    if not title:
        return Reject("no-title", "name is missing or empty", identifier, raw)
    return Entry(
        identifier=identifier,
        title=title,
        url=url,
        group=_group(node, base, identifier),
        raw=raw,
        **_described(node, languages, context),
        **_offered(node, index, base),
    )


def _described(node: Node, languages: tuple[str, ...], context: str) -> dict[str, Any]:
    return dict(
        description=_first(node, ("description", "abstract"), languages, context),
        languages=languages,
        kind=_kind(node, languages),
        subjects=_subjects(node, languages),
        keywords=_keywords(node, languages),
        levels=_levels(node, languages),
        audiences=_audiences(node, languages),
        licence=_licence(node),
        certificate=True if node.get("educationalCredentialAwarded") else None,
        account_needed=_account(node),
        size_bytes=_size(node),
        publisher=next(iter(_names(node, ("provider", "publisher", "sourceOrganization"), languages)), ""),
        creators=tuple(_names(node, ("creator", "author"), languages)),
        published=_first(node, ("datePublished", "dateCreated", "uploadDate")),
        modified=_first(node, ("dateModified",)),
        access_modes=_words(node, "accessMode"),
        access_features=_words(node, "accessibilityFeature"),
        access_hazards=_words(node, "accessibilityHazard"),
        access_summary=_first(node, ("accessibilitySummary",), languages, context),
        countries=_countries(node, ("areaServed", "eligibleRegion", "regionsAllowed")),
        excluded_countries=_countries(node, ("ineligibleRegion",)),
    )


def _offered(node: Node, index: graph.Index, base: str) -> dict[str, Any]:
    """How long it takes, what it costs, where and when it can be taken."""
    offers = schemaoffers.offers(node, index, base)
    duration, effort = _times(node, index)
    return {"duration": duration, "effort": effort, "offers": offers, "free": _free(node, offers)}


def _first(node: Node, keys: tuple[str, ...], languages: tuple[str, ...] = (), context: str = "") -> str:
    return next(
        (said for key in keys if (said := tagged.first(values.texts(node.get(key), context), languages))), ""
    )


def _names(node: Node, keys: tuple[str, ...], languages: tuple[str, ...]) -> list[str]:
    return list(dict.fromkeys(name for key in keys for name in values.labels(node.get(key), languages)))


def _words(node: Node, key: str) -> tuple[str, ...]:
    """Lists of bare words, which many write as one string with commas."""
    said = [part for word in values.labels(node.get(key)) for part in word.split(",")]
    return tuple(dict.fromkeys(graph.bare(part.strip()) for part in said if part.strip()))


def _web(identifier: str) -> str:
    return identifier if not re.match(r"(?!https?:)[A-Za-z][A-Za-z0-9+.-]*:", identifier) else ""


def _identifier(node: Node, base: str, url: str) -> str:
    own = graph.node_id(node)
    if own:
        return schemaoffers.joined(base, own) or own
    said = values.each(node.get("identifier"))
    named = next(
        (values.number(each) for each in said if not isinstance(each, dict) and values.number(each)), ""
    )
    return named or next((part for each in said for part in values.labels(each)), "") or url


def numbered(node: Node, page: str) -> str:
    """An identifier for one of several nodes of a page that have none: the page and a mark of the node's name."""
    name = _first(node, ("name", "headline"))
    return (
        f"{page}#{hashlib.blake2b(name.encode('utf-8', 'replace'), digest_size=6).hexdigest()}"
        if name
        else ""
    )


def _context_language(context: Any) -> str:
    parts = values.each(context)
    said = next((each["@language"] for each in parts if isinstance(each, dict) and each.get("@language")), "")
    return said if isinstance(said, str) else ""


def _languages(node: Node) -> list[str]:
    """Of the thing itself, else of its instances. A language object is known by its code before its name."""
    holders = [node, *(each for each in values.each(node.get("hasCourseInstance")) if isinstance(each, dict))]
    for holder in holders:
        found: list[str] = []
        for each in values.each(holder.get("inLanguage", holder.get("availableLanguage"))):
            if isinstance(each, dict):
                keys = ("alternateName", "identifier", "termCode", "name", "@value")
                found.append(
                    next((said for key in keys if (said := _first(each, (key,)))), graph.node_id(each))
                )
            elif isinstance(each, str):
                found += re.split(r"\s*[,;]\s*", each.strip())
        if any(found):
            return [each for each in dict.fromkeys(found) if each]
    return []


def _kind(node: Node, languages: tuple[str, ...]) -> str:
    kinds = graph.types(node)
    own = next((kind for kind in kinds if kind not in _GENERIC), "")
    said = values.labels(node.get("learningResourceType"), languages)
    return own or (said[0] if said else kinds[0] if kinds else "")


def _alignments(node: Node) -> list[tuple[str, str]]:
    found = []
    for each in values.each(node.get("educationalAlignment")):
        if isinstance(each, dict):
            said = _first(each, ("targetName", "name")) or values.address(each.get("targetUrl"))
            found.append((graph.bare(_first(each, ("alignmentType",))), said))
    return [(kind, said) for kind, said in found if said]


def _concepts(node: Node, key: str, languages: tuple[str, ...]) -> list[str]:
    """The label of each concept, and its address where it has one: vocabularies are known by address."""
    found: list[str] = []
    for each in values.each(node.get(key)):
        address = values.address(each) if isinstance(each, dict) else ""
        found += [*values.labels(each, languages), address if "://" in address else ""]
    return [said for said in found if said]


def _subjects(node: Node, languages: tuple[str, ...]) -> tuple[str, ...]:
    aligned = [
        said for kind, said in _alignments(node) if kind in ("teaches", "educationalSubject", "assesses")
    ]
    found = [*_concepts(node, "about", languages), *_concepts(node, "teaches", languages), *aligned]
    return tuple(dict.fromkeys(found))


def _keywords(node: Node, languages: tuple[str, ...]) -> tuple[str, ...]:
    """A list of words, terms with names, or one string with commas."""
    said = node.get("keywords")
    if isinstance(said, list):
        words = [label for each in said for label in values.labels(each, languages)]
        words = words[0].split(",") if len(words) == 1 else words
    else:
        words = [part for text in values.labels(said, languages) for part in re.split(r"[,;]", text)]
    return tuple(dict.fromkeys(word.strip() for word in words if word.strip()))


def _levels(node: Node, languages: tuple[str, ...]) -> tuple[str, ...]:
    said = [*_concepts(node, "educationalLevel", languages), *_concepts(node, "proficiencyLevel", languages)]
    said += [
        said
        for kind, said in _alignments(node)
        if kind in ("educationalLevel", "readingLevel", "complexityLevel")
    ]
    return tuple(dict.fromkeys(said))


def _audiences(node: Node, languages: tuple[str, ...]) -> tuple[str, ...]:
    found: list[str] = []
    for each in values.each(node.get("audience")):
        if isinstance(each, dict):
            roles = [
                label
                for key in ("educationalRole", "audienceType")
                for label in values.labels(each.get(key), languages)
            ]
            found += roles or values.labels(each, languages)
        elif isinstance(each, str):
            found.append(each.strip())
    return tuple(dict.fromkeys(each for each in found if each))


def _times(node: Node, index: graph.Index) -> tuple[str, str]:
    """(duration, effort). A course instance's workload as a bare ISO duration is the whole, else so much a week."""
    duration = _first(node, ("timeRequired", "duration", "totalTime", "timeToComplete"))
    workload = ""
    for instance in schemaoffers.nodes(node.get("hasCourseInstance"), index):
        workload = workload or _first(instance, ("courseWorkload",))
        duration = duration or _first(instance, ("timeRequired", "duration"))
    if not duration and re.match(r"P(?=\d|T\d)", workload):
        return workload, ""
    return duration, workload


def _licence(node: Node) -> str:
    for each in values.each(node.get("license")) + values.each(node.get("usageInfo")):
        said = values.address(each) or next(iter(values.labels(each)), "")
        if said:
            return said
    return ""


def _free(node: Node, found: tuple[Offer, ...]) -> bool | None:
    said = values.truth(node.get("isAccessibleForFree", node.get("free")))
    if said is not None:
        return said
    prices = {offer.price for offer in found if offer.price}
    if not prices:
        return None
    return any(re.fullmatch(r"0+(?:[.,]0+)?", price) for price in prices)


def _account(node: Node) -> bool | None:
    """AMB says it by a vocabulary, schema.org by requiresSubscription."""
    for address in values.addresses(node.get("conditionsOfAccess")):
        word = address.rpartition("/")[2]
        if word in ("login", "no_login"):
            return word == "login"
    return True if values.truth(node.get("requiresSubscription")) else None


def _size(node: Node) -> int | None:
    """Bytes of the smallest rendition: what a person on a bad line would take."""
    media = [node, *values.each(node.get("encoding")), *values.each(node.get("associatedMedia"))]
    sizes = [values.number(each.get("contentSize")) for each in media if isinstance(each, dict)]
    found = [int(size) for size in sizes if size.isascii() and size.isdigit() and len(size) < 16]
    return min(found) if found else None


def _countries(node: Node, keys: tuple[str, ...]) -> tuple[str, ...]:
    holders = [node, *(each for each in values.each(node.get("offers")) if isinstance(each, dict))]
    return tuple(dict.fromkeys(each for holder in holders for key in keys for each in _words(holder, key)))


def _group(node: Node, base: str, identifier: str) -> str:
    """What the language versions share: the work that this is a translation of; itself when it has translations."""
    original = next(iter(values.addresses(node.get("translationOfWork"))), "")
    if original:
        return schemaoffers.joined(base, original)
    return identifier if node.get("workTranslation") else ""
