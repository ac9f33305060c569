"""Embedded proofs: Data Integrity 1.0 with the cryptosuite eddsa-rdfc-2022 (VC Data Integrity EdDSA Cryptosuites 1.0)."""

import hashlib
import json
from collections.abc import Callable
from datetime import datetime
from functools import lru_cache
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from ujuzi.standards.openbadges import contexts, linked, multibase
from ujuzi.standards.openbadges.patterns import Pattern

Json = dict[str, Any]
Load = Callable[[str], Json]
SUITE = "eddsa-rdfc-2022"
TYPE = "DataIntegrityProof"


class ProofError(ValueError):
    """`code`: "proof" (its shape), "signature" (it is not the key's), or a code of `linked.LinkedError`.

    `unknown`: a context that we do not have, so that nobody can say whether the signature holds.
    """

    def __init__(self, code: str, path: str, detail: str, *, unknown: bool = False) -> None:
        super().__init__(f"{path or '/'}: {detail}")
        self.code, self.path, self.detail, self.unknown = code, path, detail, unknown


def sign(
    document: Json,
    key: Ed25519PrivateKey,
    *,
    method: str,
    created: datetime,
    load: Load = contexts.document,
    terms_only: bool = True,
    pattern: Pattern | None = None,
) -> Json:
    """The document with a proof in a list, as the JSON schema of Open Badges demands.

    `method` is the address of the key in its DID document; `created` is aware; `pattern` is of documents like this one.
    Raises `linked.LinkedError`.
    """
    if "proof" in document:
        raise ProofError("proof", "/proof", "signed already")
    proof: Json = {
        "type": TYPE,
        "cryptosuite": SUITE,
        "created": created.isoformat(timespec="seconds").replace("+00:00", "Z"),
        "verificationMethod": method,
        "proofPurpose": "assertionMethod",
    }
    if pattern is None:
        signed = _to_sign(document, proof, load, terms_only)
    else:
        signed = _options_hash(json.dumps(_config(document, proof))) + _hash(pattern.canonical(document))
    signature = key.sign(signed)
    return document | {"proof": [proof | {"proofValue": multibase.encode(signature)}]}


def of(document: Json) -> list[Json]:
    """Its proofs; one that is not in a list is one of one."""
    found = document.get("proof")
    proofs = found if isinstance(found, list) else [] if found is None else [found]
    if not all(isinstance(one, dict) for one in proofs):
        raise ProofError("proof", "/proof", "must be an object or a list of objects")
    return proofs


def verify(
    document: Json,
    proof: Json,
    key: Ed25519PublicKey,
    *,
    load: Load = contexts.document,
    terms_only: bool = True,
    purpose: str = "assertionMethod",
) -> None:
    """That `proof`, one of the document's, is a signature of all its statements by this key; raises `ProofError`."""
    check_shape(proof, purpose)
    if proof.get("@context", document.get("@context")) != document.get("@context"):
        raise ProofError("context", "/proof/@context", "is not the document's")
    value = proof["proofValue"]
    if not value.startswith("z"):
        raise ProofError("proof", "/proof/proofValue", "must be base58btc")
    try:
        signature = multibase.decode(value)
    except multibase.MultibaseError as error:
        raise ProofError("proof", "/proof/proofValue", str(error)) from error
    unsecured = {name: member for name, member in document.items() if name != "proof"}
    before = _previous(document, proof)
    if before:
        unsecured["proof"] = before
    options = {name: member for name, member in proof.items() if name != "proofValue"}
    try:
        key.verify(signature, _to_sign(unsecured, options, load, terms_only))
    except linked.LinkedError as error:
        raise ProofError(error.code, error.path, error.detail, unknown=error.unknown) from error
    except InvalidSignature as error:
        raise ProofError(
            "signature", "/proof", "the signature is not of this document by this key"
        ) from error


def check_shape(proof: Json, purpose: str = "assertionMethod") -> None:
    """What a proof must hold whoever made it (Data Integrity 1.0, section 2.1)."""
    if proof.get("type") != TYPE or proof.get("cryptosuite") != SUITE:
        raise ProofError("proof", "/proof", f"not a {TYPE} of {SUITE}")
    for name in ("verificationMethod", "proofPurpose", "proofValue"):
        if not isinstance(proof.get(name), str) or not proof[name]:
            raise ProofError("proof", f"/proof/{name}", "is missing")
    if proof["proofPurpose"] != purpose:
        raise ProofError("proof", "/proof/proofPurpose", f"is not {purpose}")


def _previous(document: Json, proof: Json) -> list[Json]:
    """The proofs that this one was made upon (section 2.1.2, proof chains)."""
    named = proof.get("previousProof")
    if named is None:
        return []
    names = named if isinstance(named, list) else [named]
    found = [one for one in of(document) if one.get("id") in names]
    if not names or len(found) != len(names) or any(one is proof for one in found):
        raise ProofError("proof", "/proof/previousProof", "names a proof that is not there")
    return found


def _to_sign(unsecured: Json, options: Json, load: Load, terms_only: bool) -> bytes:
    """Section 3.2.4: the hash of the proof's options before the hash of the document."""
    parts = (_config(unsecured, options), unsecured)
    return b"".join(_hash(linked.canonical(one, load=load, terms_only=terms_only)) for one in parts)


def _config(document: Json, options: Json) -> Json:
    return {"@context": document.get("@context")} | {
        name: one for name, one in options.items() if name != "@context"
    }


@lru_cache(maxsize=16)
def _options_hash(text: str) -> bytes:
    """Of a batch all proofs have the same options."""
    return _hash(linked.canonical(json.loads(text)))


def _hash(statements: str) -> bytes:
    return hashlib.sha256(statements.encode()).digest()
