"""From a JSON-LD document to the statements that its signature covers, and to nothing less: *safe mode*.

JSON-LD drops what its contexts do not define, and lets one statement be written in many ways. A signature over the statements
then says nothing of a dropped member, and a member may hide behind another spelling (the full IRI of `validUntil`, say).
So a document is refused unless every member is a term of the pinned contexts and every value arrives in the statements.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any

from pyld import jsonld

from ujuzi.standards.openbadges import contexts

Json = dict[str, Any]
MAX_DEPTH = 24
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`\x00-\x20]+")
# PyLD resolves what is relative against http://example.org/base/ unless told otherwise; by this it is found out.
BASE = "x-relative://relative.invalid/"
_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")
# Written otherwise by different processors (RDFC-1.0 escapes them, older ones do not), and part of no honest text.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_VALUE_KEYS = {"@value", "@language", "@direction", "@type"}


class LinkedError(ValueError):
    """`code`: "context", "term" (undefined, or not written as its term), "type" (relative type or id), "value", "depth".

    `path` says where, as `/credentialSubject/achievement`. `unknown`: a context that is not among the pinned ones.
    """

    def __init__(self, code: str, path: str, detail: str, *, unknown: bool = False) -> None:
        super().__init__(f"{path or '/'}: {detail}")
        self.code, self.path, self.detail, self.unknown = code, path, detail, unknown


def canonical(
    document: Json, *, load: Callable[[str], Json] = contexts.document, terms_only: bool = True
) -> str:
    """Its statements as canonical N-Quads (RDFC-1.0), each ended by a line break.

    `load` gives the document of a context's address, always the same, or raises `contexts.UnknownContext`.
    `terms_only=False` allows what JSON-LD allows (inline contexts, full IRIs): nobody may then rely on a member's name.
    """
    if terms_only:
        check(document)
    return _normalised(expanded(document, load))


def expanded(document: Json, load: Callable[[str], Json]) -> list[Json]:
    """Its expanded form, in which every value is one that becomes a statement."""
    found = _expanded(document, load)
    for node in found:
        _check_node(node, "")
    return found


def is_plain(old: str, new: str) -> bool:
    """Whether one value may stand for the other without asking the contexts: IRIs of one scheme, or texts that are none."""
    if _CONTROL.search(new) or _is_absolute(old) != _is_absolute(new):
        return False
    return not _is_absolute(new) or old.partition(":")[0] == new.partition(":")[0]


def check(document: Json) -> None:
    """Refuses what JSON-LD would take silently: other spellings of members, inline contexts, nulls, too deep nesting."""
    if not _names_contexts(document.get("@context")):
        raise LinkedError("context", "/@context", "must be a list of addresses of contexts")
    _check_members(document, "", 0)


def _names_contexts(found: Any) -> bool:
    return isinstance(found, list) and bool(found) and all(isinstance(one, str) for one in found)


def _check_members(value: Any, path: str, depth: int) -> None:
    if depth > MAX_DEPTH:
        raise LinkedError("depth", path, "nested too deeply")
    if value is None:
        raise LinkedError("value", path, "null is not signed by anything")
    if isinstance(value, str) and _CONTROL.search(value):
        raise LinkedError("value", path, "a control character")
    if isinstance(value, list):
        for number, one in enumerate(value):
            if isinstance(one, list):
                raise LinkedError("value", f"{path}/{number}", "a list within a list")
            _check_members(one, f"{path}/{number}", depth + 1)
    elif isinstance(value, dict):
        for key, inner in value.items():
            _check_key(key, inner, value, path)
            if key != "@context":
                _check_members(inner, f"{path}/{key}", depth + 1)


def _check_key(key: str, inner: Any, within: Json, path: str) -> None:
    if key == "@context":
        if not _names_contexts(inner):
            raise LinkedError("context", f"{path}/@context", "must be a list of addresses of contexts")
    elif key.startswith("@"):
        if key not in _VALUE_KEYS or "@value" not in within or not within.keys() <= _VALUE_KEYS:
            raise LinkedError("term", f"{path}/{key}", "a keyword of JSON-LD where a term was expected")
    elif ":" in key:
        raise LinkedError("term", f"{path}/{key}", "an IRI where a term was expected")


def _expanded(document: Json, load: Callable[[str], Json]) -> list[Json]:
    def loader(address: str, _options: Any) -> Json:
        return {
            "contextUrl": None,
            "documentUrl": address,
            "document": load(address),
            "contentType": "application/ld+json",
            "tag": "static",
        }

    dropped: list[str] = []

    def on_dropped(term: Any) -> None:
        dropped.append(str(term))

    try:
        found: list[Json] = jsonld.expand(
            document,
            {"base": BASE, "documentLoader": loader, "keepFreeFloatingNodes": True},
            on_property_dropped=on_dropped,
        )
    except jsonld.JsonLdError as error:
        raise _failure(error) from error
    if dropped:
        raise LinkedError("term", "", f"no context defines {dropped[0]!r}")
    return found


def _failure(error: BaseException) -> LinkedError:
    """What lies at the bottom of a chain of errors of the processor."""
    while error.__cause__ is not None:
        error = error.__cause__
    if isinstance(error, contexts.UnknownContext):
        return LinkedError("context", "/@context", str(error), unknown=True)
    return LinkedError("value", "", str(error.args[0] if error.args else error)[:300])


def _check_node(node: Any, path: str) -> None:
    """Of the expanded form: whatever would not become a statement."""
    if not isinstance(node, dict):
        raise LinkedError("value", path, "a value that belongs to nothing")
    if "@value" in node:
        _check_value(node, path)
        return
    for key, name in (("@id", [node["@id"]] if "@id" in node else []), ("@type", node.get("@type", []))):
        for one in name:
            if not _is_absolute(one):
                raise LinkedError("type", f"{path}/{key}", f"not an absolute IRI: {str(one)[:100]!r}")
    for key, inner in _members(node):
        if key == "@list" or key == "@graph" or _is_absolute(key):
            for one in inner if isinstance(inner, list) else [inner]:
                _check_node(one, f"{path}/{key}")
        else:
            raise LinkedError("term", f"{path}/{key}", "not an absolute IRI")


def _is_absolute(found: Any) -> bool:
    return isinstance(found, str) and bool(_IRI.fullmatch(found)) and not found.startswith("x-relative:")


def _members(node: Json) -> Iterator[tuple[str, Any]]:
    return ((key, inner) for key, inner in node.items() if key not in ("@id", "@type"))


def _check_value(node: Json, path: str) -> None:
    language, kind = node.get("@language"), node.get("@type")
    if language is not None and not _LANGUAGE.fullmatch(str(language)):
        raise LinkedError("value", path, f"not a language tag: {language!r}")
    if kind is not None and kind != "@json" and not _is_absolute(kind):
        raise LinkedError("type", path, f"not an absolute IRI: {kind!r}")


def _normalised(expanded: list[Json]) -> str:
    found: str = jsonld.JsonLdProcessor().normalize(
        expanded,
        {"algorithm": "URDNA2015", "format": "application/n-quads", "skipExpansion": True, "base": BASE},
    )
    return found
