"""Decentralised identifiers: did:web and did:key, and the documents that hold an issuer's keys (DID 1.0, did:web method)."""

import re
import urllib.parse
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from joserfc import jwk
from joserfc.errors import JoseError

from ujuzi.standards.openbadges import contexts, multibase

Json = dict[str, Any]
PublicKey = multibase.PublicKey | rsa.RSAPublicKey
_WEB = re.compile(r"did:web:(?P<host>[A-Za-z0-9.-]+(?:%3A[0-9]{1,5})?)(?P<path>(?::[A-Za-z0-9._~%-]+)*)")
_KEY = re.compile(r"did:key:(z[1-9A-HJ-NP-Za-km-z]+)")


class DidError(ValueError):
    """An identifier or document that cannot be used. `code`: "issuer", "key" or "controller"."""

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(detail)
        self.code, self.detail = code, detail


def web(origin: str, *path: str) -> str:
    """`did:web` of an address: `https://hub.example` and "partners", "x" -> `did:web:hub.example:partners:x`."""
    netloc = urllib.parse.urlsplit(origin).netloc.replace(":", "%3A")
    return ":".join(["did:web", netloc, *(urllib.parse.quote(one, safe="") for one in path)])


def address(did: str) -> str:
    """Where the document of a did:web is published; `DidError` for anything else."""
    found = _WEB.fullmatch(did)
    if found is None:
        raise DidError("issuer", f"not a did:web: {did[:100]}")
    host = urllib.parse.unquote(found["host"])
    scheme = "http" if host.partition(":")[0] in ("127.0.0.1", "localhost") else "https"
    path = "/".join(found["path"].split(":")[1:]) or ".well-known"
    return f"{scheme}://{host}/{path}/did.json"


def is_did(text: Any) -> bool:
    return isinstance(text, str) and bool(_WEB.fullmatch(text) or _KEY.fullmatch(text))


def of_key(did: str) -> Json:
    """The document that a did:key stands for."""
    found = _KEY.fullmatch(did)
    if found is None:
        raise DidError("issuer", f"not a did:key: {did[:100]}")
    try:
        multibase.public_key(found[1])
    except multibase.MultibaseError as error:
        raise DidError("key", str(error)) from error
    return document(did, {found[1]: found[1]})


def document(did: str, keys: dict[str, str], *, retired: tuple[str, ...] = (), **more: Any) -> Json:
    """A DID document. `keys`: {fragment: publicKeyMultibase} of those that signatures are valid by, old ones too;
    `retired`: fragments of keys that are named, but by which nothing is valid any more."""
    methods = [
        {"id": f"{did}#{fragment}", "type": "Multikey", "controller": did, "publicKeyMultibase": key}
        for fragment, key in keys.items()
    ]
    asserting = [f"{did}#{fragment}" for fragment in keys if fragment not in retired]
    made: Json = {"@context": [contexts.DID, contexts.MULTIKEY], "id": did}
    return made | {"verificationMethod": methods, "assertionMethod": asserting} | more


def key_of(method: str, document: Json) -> PublicKey:
    """The key of a verification method by which its controller asserts; raises `DidError`.

    Deliberately strict: the method must stand in *this* document, be controlled by the document's own subject, and be
    named under `assertionMethod`. A fragment that happens to be a key proves nothing.
    """
    did = method.partition("#")[0]
    if document.get("id") != did or "#" not in method:
        raise DidError("controller", "the key belongs to another issuer")
    found = [one for one in _entries(document, "verificationMethod") if _named(one, did) == method]
    embedded = [one for one in _entries(document, "assertionMethod") if isinstance(one, dict)]
    found += [one for one in embedded if _named(one, did) == method]
    if len(found) != 1:
        raise DidError(
            "key", "the issuer does not name this key" if not found else "the issuer names this key twice"
        )
    if found[0].get("controller") != did:
        raise DidError("controller", "the key is controlled by somebody else")
    if method not in [_named(one, did) for one in _entries(document, "assertionMethod")]:
        raise DidError("key", "the issuer does not vouch by this key (any more)")
    return _public(found[0])


def _public(method: Json) -> PublicKey:
    """Of a Multikey, or of a JSON Web Key (EC and RSA, for VC-JWT)."""
    found = method.get("publicKeyMultibase")
    try:
        if method.get("type") == "Multikey" and isinstance(found, str):
            return multibase.public_key(found)
        if method.get("type") in ("JsonWebKey", "JsonWebKey2020") and isinstance(
            method.get("publicKeyJwk"), dict
        ):
            return _of_jwk(method["publicKeyJwk"])
    except (multibase.MultibaseError, JoseError, ValueError, KeyError) as error:
        raise DidError("key", str(error)) from error
    raise DidError("key", "neither a Multikey nor a JsonWebKey")


def _of_jwk(found: Json) -> PublicKey:
    kinds: dict[str, Any] = {"EC": jwk.ECKey, "RSA": jwk.RSAKey, "OKP": jwk.OKPKey}
    key = (
        kinds[str(found.get("kty"))]
        .import_key({name: one for name, one in found.items() if name != "d"})
        .public_key
    )
    if isinstance(key, rsa.RSAPublicKey | ec.EllipticCurvePublicKey | ed25519.Ed25519PublicKey):
        return key
    raise ValueError("a key of a kind that signs no credentials")


def _entries(document: Json, name: str) -> list[Any]:
    found = document.get(name, [])
    return found if isinstance(found, list) else [found]


def _named(entry: Any, did: str) -> str:
    name = entry.get("id", "") if isinstance(entry, dict) else entry
    return did + name if isinstance(name, str) and name.startswith("#") else str(name)
