"""The rules of the Allgemeines Metadatenprofil fuer Bildungsressourcen (AMB, w3id.org/kim/amb), written out as tables.

They follow the profile's draft JSON schemas with one difference: a time without a zone is a time, as in one of the
profile's own valid examples that its schema turns down.
"""

import re
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any, NamedTuple

from ujuzi.standards.jsonld import amb_words

CONTEXT = "https://w3id.org/kim/amb/context.jsonld"


class Problem(NamedTuple):
    """`path` as in "creator[0].name", `text` what is wrong there."""

    path: str
    text: str

    def __str__(self) -> str:
        return f"{self.path}: {self.text}"


Rule = Callable[[Any, str], Iterator[Problem]]

_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]*")
_DURATION = r"-?P(?=\d|T\d)(?:\d+Y)?(?:\d+M)?(?:\d+[DW])?(?:T(?:\d+H)?(?:\d+M)?(?:\d+(?:\.\d+)?S)?)?"
_MEDIA_TYPE = r"(?:application|audio|example|font|image|message|model|multipart|text|video)/[a-zA-Z0-9\-+_.]+"
_LICENCES = (
    r"https?://creativecommons\.org/(?:licenses|licences|publicdomain)/.*|https?://www\.gnu\.org/licenses/.*"
    r"|https?://www\.apache\.org/licenses/.*|https?://opensource\.org/licenses/MIT.*"
    r"|https?://www\.opensource\.org/licenses/BSD.*"
)
_KIM = "http://w3id.org/kim/"
_LRMI = "http://purl.org/dcx/lrmi-vocabs/"


def claims(document: Any) -> bool:
    """Whether a document means to be AMB: by its context, or by the profile's `id`/`type` keys with its vocabularies."""
    if not isinstance(document, dict):
        return False
    context = document.get("@context")
    if "w3id.org/kim/amb/" in str(context):
        return True
    kinds = document.get("type")
    if not isinstance(kinds, list | str) or "LearningResource" not in kinds:
        return False
    if "id" not in document or "@type" in document:
        return False
    return context is None or "w3id.org/kim/" in str({**document, "@context": None})


def problems(document: Any) -> list[Problem]:
    """All that is wrong with a document; empty for a valid one."""
    if not isinstance(document, dict):
        return [Problem("", "is not an object")]
    return list(_DOCUMENT(document, ""))


def _string(pattern: str = "", said: str = "") -> Rule:
    expression = re.compile(pattern, re.DOTALL) if pattern else None

    def check(value: Any, path: str) -> Iterator[Problem]:
        if not isinstance(value, str):
            yield Problem(path, "is not a string")
        elif expression and not expression.fullmatch(value):
            yield Problem(path, f"{value[:80]!r} {said}")

    return check


def _uri(value: Any, path: str) -> Iterator[Problem]:
    if not isinstance(value, str) or not _URI.fullmatch(value):
        yield Problem(path, "is not a URI")


def _one_of(*allowed: str) -> Rule:
    known = frozenset(allowed)

    def check(value: Any, path: str) -> Iterator[Problem]:
        if not isinstance(value, str) or value not in known:
            yield Problem(path, f"{str(value)[:60]!r} is not in the profile's list")

    return check


def _boolean(value: Any, path: str) -> Iterator[Problem]:
    if not isinstance(value, bool):
        yield Problem(path, "is neither true nor false")


def _date(value: Any, path: str) -> Iterator[Problem]:
    try:
        fits = isinstance(value, str) and bool(re.match(r"\d{4}-\d\d-\d\d", value))
        if fits:
            datetime.fromisoformat(value)
    except ValueError:
        fits = False
    if not fits:
        yield Problem(path, f"{str(value)[:40]!r} is not a date (YYYY-MM-DD) or date and time")


def _list(rule: Rule) -> Rule:
    def check(value: Any, path: str) -> Iterator[Problem]:
        if not isinstance(value, list):
            yield Problem(path, "is not a list")
            return
        for at, each in enumerate(value):
            yield from rule(each, f"{path}[{at}]")

    return check


def _object(rules: dict[str, Rule], required: tuple[str, ...] = (), any_of: tuple[str, ...] = ()) -> Rule:
    def check(value: Any, path: str) -> Iterator[Problem]:
        if not isinstance(value, dict):
            yield Problem(path, "is not an object")
            return
        inner = f"{path}." if path else ""
        for key in required:
            if key not in value:
                yield Problem(inner + key, "is missing")
        if any_of and not any(key in value for key in any_of):
            yield Problem(path, f"has none of {', '.join(any_of)}")
        for key, rule in rules.items():
            if key in value:
                yield from rule(value[key], inner + key)

    return check


def _with_one(rule: Rule, test: Callable[[Any], bool], said: str) -> Rule:
    """A list with at least one item that passes `test`."""

    def check(value: Any, path: str) -> Iterator[Problem]:
        yield from rule(value, path)
        if isinstance(value, list) and not any(test(each) for each in value):
            yield Problem(path, said)

    return check


def _id_matches(pattern: str) -> Callable[[Any], bool]:
    expression = re.compile(pattern)
    return lambda each: isinstance(each, dict) and bool(expression.match(str(each.get("id", ""))))


def _concept(identifier: Rule = _uri) -> Rule:
    return _object({"type": _one_of("Concept"), "id": identifier, "prefLabel": _LABEL}, ("id",))


def _context(value: Any, path: str) -> Iterator[Problem]:
    if not isinstance(value, list) or CONTEXT not in value:
        yield Problem(path, f"is not a list with {CONTEXT}")
        return
    tags = [each["@language"] for each in value if isinstance(each, dict) and "@language" in each]
    if not tags:
        yield Problem(path, "has no @language")
    elif not any(tag in amb_words.LANGUAGES for tag in tags if isinstance(tag, str)):
        yield Problem(path, f"@language {str(tags[0])[:20]!r} is not a two-letter code")


_TEXT = _string()
_LANGUAGE = _one_of(*amb_words.LANGUAGES)
_LABEL = _object({tag: _TEXT for tag in amb_words.LANGUAGES})
_AFFILIATION = _object({"type": _one_of("Organization"), "id": _uri, "name": _TEXT}, ("name", "type"))
_AGENT = _object(
    {"type": _one_of("Person", "Organization"), "id": _uri, "name": _TEXT, "honorificPrefix": _TEXT, "affiliation": _AFFILIATION},
    ("name", "type"),
)  # fmt: skip
_TYPE = _with_one(
    _list(_one_of(*amb_words.TYPES)),
    lambda each: each == "LearningResource",
    "does not contain LearningResource",
)
_MEDIA: dict[str, Rule] = {
    "contentUrl": _uri,
    "embedUrl": _uri,
    "encodingFormat": _string(_MEDIA_TYPE, "is not a media type"),
    "contentSize": _string(r"[0-9]+", "is not a number of bytes"),
    "sha256": _string(r"[A-Fa-f0-9]{64}", "is not a SHA-256"),
    "bitrate": _string(r"[0-9]+", "is not a number"),
}
_PART = _object({"id": _uri, "type": _TYPE, "name": _TEXT}, ("id",))
_PROVIDER = _object({"id": _uri, "type": _TEXT, "name": _TEXT}, ("id",))
_LICENCE = _object({"id": _string(_LICENCES, "is not an open licence of the profile's list")}, ("id",))
_SUBJECTS = r"https://w3id\.org/kim/hochschulfaechersystematik/|http://w3id\.org/kim/schulfaecher/"
_KINDS = r"https://w3id\.org/kim/hcrt/|http://w3id\.org/openeduhub/vocabs/new_lrt/"

_DOCUMENT = _object(
    {
        "@context": _context,
        "id": _uri,
        "type": _TYPE,
        "name": _TEXT,
        "description": _TEXT,
        "creator": _list(_AGENT),
        "contributor": _list(_AGENT),
        "publisher": _list(_AGENT),
        "about": _with_one(_list(_concept()), _id_matches(_SUBJECTS), "has no subject of the profile's vocabularies"),
        "license": _LICENCE,
        "image": _uri,
        "trailer": _object({"type": _one_of("VideoObject", "AudioObject"), **_MEDIA}, ("type",), ("contentUrl", "embedUrl")),
        "dateCreated": _date,
        "datePublished": _date,
        "dateModified": _date,
        "duration": _string(_DURATION, "is not an ISO 8601 duration"),
        "inLanguage": _list(_LANGUAGE),
        "learningResourceType": _with_one(
            _list(_concept()), _id_matches(_KINDS), "has no type of the profile's vocabularies"
        ),
        "audience": _list(_concept()),
        "isBasedOn": _list(
            _object(
                {"type": _TYPE, "id": _uri, "name": _TEXT, "creator": _list(_AGENT), "license": _LICENCE, "provider": _PROVIDER},
                any_of=("name", "id"),
            )
        ),
        "isPartOf": _list(_PART),
        "hasPart": _list(_PART),
        "mainEntityOfPage": _list(
            _object(
                {"id": _uri, "type": _one_of("WebContent"), "provider": _PROVIDER, "dateCreated": _date, "dateModified": _date},
                ("id",),
            )
        ),
        "keywords": _list(_TEXT),
        "encoding": _list(_object({"type": _one_of("MediaObject"), **_MEDIA}, ("type",), ("contentUrl", "embedUrl"))),
        "caption": _list(
            _object(
                {"type": _one_of("MediaObject"), "id": _uri, "encodingFormat": _TEXT, "inLanguage": _LANGUAGE}, ("id", "type")
            )
        ),
        "conditionsOfAccess": _concept(_one_of(f"{_KIM}conditionsOfAccess/no_login", f"{_KIM}conditionsOfAccess/login")),
        "funder": _list(
            _object(
                {"type": _one_of("Person", "FundingScheme", "Organization"), "id": _uri, "name": _TEXT}, ("type", "name")
            )
        ),
        "assesses": _list(_concept()),
        "competencyRequired": _list(_concept()),
        "teaches": _list(_concept()),
        "educationalLevel": _list(_concept(_string(r"https://w3id\.org/kim/educationalLevel/.*", "is not of the profile's vocabulary"))),
        "isAccessibleForFree": _boolean,
        "interactivityType": _concept(_one_of(*(f"{_LRMI}interactivityType/{word}" for word in ("active", "expositive", "mixed")))),
    },
    ("@context", "id", "name", "type"),
)  # fmt: skip
