"""The history of an issuer's DID document: a chain of signed entries, so that mirrors can tell an honest change from another.

Each entry is a compact JWS (ES256) over {"did", "number", "at", "document", "previous"}; `previous` is the SHA-256 of the
entry before as multibase. It is signed by a key that the entry before vouches by; the first by one of its own.
"""

import hashlib
import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from joserfc import jwk, jws
from joserfc.errors import JoseError

from ujuzi.standards.openbadges import dids, jsontexts, jwts, moments, multibase

Json = dict[str, Any]


class HistoryError(ValueError):
    """Where the chain does not hold. `number`: the entry, from 0."""

    def __init__(self, number: int, detail: str) -> None:
        super().__init__(f"entry {number}: {detail}")
        self.number, self.detail = number, detail


def entry(
    document: Json, before: Sequence[str], key: ec.EllipticCurvePrivateKey, *, method: str, at: datetime
) -> str:
    """The next entry. `before`: all entries so far; `key` must be one of the last of them."""
    payload = {
        "did": document["id"],
        "number": len(before),
        "at": moments.write(at),
        "document": document,
        "previous": digest(before[-1]) if before else None,
    }
    text = json.dumps(payload, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    header = {"alg": "ES256", "typ": "ujuzi-did-history+jwt", "kid": method}
    return jws.serialize_compact(header, text.encode(), jwk.ECKey.import_key(key), algorithms=["ES256"])


def digest(entry: str) -> str:
    return "u" + multibase.base64url_of(hashlib.sha256(entry.encode()).digest())


def check(entries: Sequence[str]) -> list[Json]:
    """The documents in their order; raises `HistoryError` where one is forged, missing, or out of its place."""
    documents: list[Json] = []
    for number, text in enumerate(entries):
        payload, method = _read(text, number)
        expected = digest(entries[number - 1]) if number else None
        if payload.get("number") != number or payload.get("previous") != expected:
            raise HistoryError(number, "does not follow the entry before it")
        document = payload["document"]
        if payload.get("did") != document.get("id") or (documents and document["id"] != documents[0]["id"]):
            raise HistoryError(number, "is about somebody else")
        try:
            key = dids.key_of(method, documents[-1] if documents else document)
            jwts.verify(text, key, "ES256")
        except (dids.DidError, jwts.JwtError) as error:
            raise HistoryError(number, error.detail) from error
        documents.append(document)
    return documents


def _read(text: str, number: int) -> tuple[Json, str]:
    try:
        found = jws.extract_compact(text.encode())
        payload = jsontexts.loads(found.payload)
    except (JoseError, ValueError) as error:
        raise HistoryError(number, f"cannot be read: {error}") from error
    if not isinstance(payload, dict) or not isinstance(payload.get("document"), dict):
        raise HistoryError(number, "has no document")
    if found.headers().get("typ") != "ujuzi-did-history+jwt":
        raise HistoryError(number, "is signed for something else")
    return payload, str(found.headers().get("kid", ""))
