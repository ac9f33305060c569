"""Integrity of related resources (VC Data Model 2.0, section 5.3): a digest that is wrong makes the credential wrong."""

import base64
import hashlib
import hmac
from collections.abc import Callable
from typing import Any

from ujuzi.standards.openbadges import contexts, multibase
from ujuzi.standards.openbadges.shapes import Problem, listed

Json = dict[str, Any]
_SRI = {"sha256": hashlib.sha256, "sha384": hashlib.sha384, "sha512": hashlib.sha512}
_MULTIHASH = b"\x12\x20"


def problems(credential: Json, retrieve: Callable[[str], bytes] = contexts.text) -> list[Problem]:
    """Of the resources that `retrieve` knows; it raises `contexts.UnknownContext` for others, which are not compared."""
    found = []
    for one in listed(credential.get("relatedResource")):
        try:
            content = retrieve(one["id"])
        except contexts.UnknownContext:
            continue
        if not matches(one, content):
            found.append(Problem("format", "/relatedResource", f"the digest of {one['id'][:100]} is another"))
    return found


def matches(resource: Json, content: bytes) -> bool:
    """Every digest that is given."""
    checks = {"digestSRI": _sri, "digestMultibase": _multibase}
    return all(check(str(resource[name]), content) for name, check in checks.items() if name in resource)


def _sri(text: str, content: bytes) -> bool:
    """Subresource Integrity: one of several of the strongest kind would do; a single one is what credentials have."""
    kind, _dash, digest = text.partition("-")
    if kind not in _SRI:
        return False
    return hmac.compare_digest(base64.b64encode(_SRI[kind](content).digest()).decode(), digest)


def _multibase(text: str, content: bytes) -> bool:
    """SHA-256, with or without the bytes of a multihash before it."""
    try:
        digest = multibase.decode(text)
    except multibase.MultibaseError:
        return False
    return hmac.compare_digest(digest.removeprefix(_MULTIHASH), hashlib.sha256(content).digest())
