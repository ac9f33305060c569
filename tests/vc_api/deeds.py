"""Issue and verify as the suites ask for it: `(status, body)` of an answer."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from ujuzi.standards.openbadges import (
    contexts,
    dids,
    linked,
    moments,
    multibase,
    proofs,
    resources,
    shapes,
    statuslists,
    verifying,
)
from ujuzi.standards.openbadges.opening import Opened
from ujuzi.standards.openbadges.reports import Origin, Resolved, Unreachable, Verdict

Json = dict[str, Any]
KEY = Ed25519PrivateKey.from_private_bytes(b"\x07" * 32)
NAME = multibase.multikey(KEY.public_key())
DID = f"did:key:{NAME}"
METHOD = f"{DID}#{NAME}"
EXAMPLES = "https://www.w3.org/ns/credentials/examples/v2"
UNDEFINED = "https://www.w3.org/ns/credentials/undefined-terms/v2"
# The suites' own contexts, of one line each.
EXTRA: dict[str, Json] = {
    EXAMPLES: {"@context": {"@vocab": "https://www.w3.org/ns/credentials/examples#"}},
    UNDEFINED: {"@context": {"@vocab": "https://www.w3.org/ns/credentials/undefined-term#"}},
}


V1 = "https://www.w3.org/2018/credentials/v1"  # the suite of eddsa-rdfc-2022 still speaks version 1.1 of the data model
EXTRA[V1] = json.loads(Path(__file__).with_name("credentials-v1.json").read_text())


class Refused(Exception):
    """What is wrong, for the answer."""

    def __init__(self, *problems: str) -> None:
        super().__init__("; ".join(problems))


def load(address: str) -> Json:
    return EXTRA[address] if address in EXTRA else contexts.document(address)


def issue(credential: Json, *, status_list: str = "") -> Json:
    """Signed with a did:key. `status_list`: address of the list in which it gets an entry."""
    if status_list:
        credential = credential | {"credentialStatus": statuslists.entry(status_list, 94_567)}
    if _is_old(credential) and not credential.get("credentialSubject"):
        raise Refused("has no subject")
    found = (
        [] if _is_old(credential) else shapes.problems(credential) + resources.problems(credential, retrieve)
    )
    if found:
        raise Refused(*(problem.detail for problem in found))
    document = {name: one for name, one in credential.items() if name != "proof"}
    if (
        _is_old(document) and contexts.DATA_INTEGRITY not in document["@context"]
    ):  # version 1.1 does not know proofs
        document["@context"] = [*document["@context"], contexts.DATA_INTEGRITY]
    try:
        return proofs.sign(document, KEY, method=METHOD, created=_now(), load=load, terms_only=False)
    except linked.LinkedError as error:
        raise Refused(str(error)) from error


def _is_old(credential: Json) -> bool:
    return shapes.listed(credential.get("@context"))[:1] == [V1]


def retrieve(address: str) -> bytes:
    """What a related resource is compared with. The suite names the digest of an older draft of the context (w3c/vc-data-model
    8d0ee107), so that is what there is for it."""
    if address == contexts.VC:
        return Path(__file__).with_name("credentials-v2-as-the-suite-has-it.json").read_bytes()
    return contexts.text(address)


def _now() -> datetime:
    return datetime.now(UTC)


def status_list(address: str) -> Json:
    now = _now()
    made = statuslists.credential(
        address,
        issuer=DID,
        bits=statuslists.set_bits([]),
        valid_from=moments.write(now),
        valid_until=moments.write(now + verifying.SKEW),
    )
    return proofs.sign(made, KEY, method=METHOD, created=now)


def verify(credential: Any, *, lists: dict[str, Json]) -> None:
    """Raises `Refused` for what does not verify."""
    if not isinstance(credential, dict):
        raise Refused("not a credential")
    if _is_old(credential):
        _verify_proofs(credential, "assertionMethod")
        return

    def resolve(did: str) -> Resolved:
        try:
            return Resolved(dids.of_key(did), Origin.ISSUER)
        except dids.DidError as error:
            raise Unreachable(error.detail) from error

    def listed(address: str) -> Json:
        if address not in lists:
            raise Unreachable(address)
        return lists[address]

    sources = verifying.Sources(resolve, listed, load, terms_only=False)
    report = verifying.verify(Opened(credential, "json"), sources, now=_now())
    if report.verdict is not Verdict.VALID:
        raise Refused(report.verdict, *(problem.detail for problem in report.problems))


def verify_presentation(presentation: Any) -> None:
    """Not part of the product: the suites hand over credentials within presentations."""
    if not isinstance(presentation, dict):
        raise Refused("not a presentation")
    found = presentation.get("@context")
    listed = shapes.listed(found)
    if (
        not listed
        or listed[0] != contexts.VC
        or not all(shapes.is_url(one) or isinstance(one, dict) for one in listed)
    ):
        raise Refused("its contexts are wrong")
    if presentation.get("type") == "EnvelopedVerifiablePresentation":
        if not str(presentation.get("id", "")).startswith("data:application/vp+jwt"):
            raise Refused("not an enveloped presentation")
        return
    if "VerifiablePresentation" not in shapes.listed(presentation.get("type")):
        raise Refused("has no type of a presentation")
    if "id" in presentation and not shapes.is_url(presentation["id"]):
        raise Refused("its id is no URL")
    holder = presentation.get("holder")
    if holder is not None and not shapes.is_url(holder.get("id") if isinstance(holder, dict) else holder):
        raise Refused("its holder is no URL")
    for one in shapes.listed(presentation.get("verifiableCredential")):
        _within(one, presentation)
    _verify_proofs(presentation, "authentication")


def _within(credential: Any, presentation: Json) -> None:
    if not isinstance(credential, dict):
        raise Refused("a credential that is no object")
    if "EnvelopedVerifiableCredential" in shapes.listed(credential.get("type")):
        if shapes.listed(credential.get("@context"))[:1] != [contexts.VC] or not str(
            credential.get("id", "")
        ).startswith("data:application/vc"):
            raise Refused("not an enveloped credential")
        return
    if str(credential.get("id", "")).startswith("data:"):
        raise Refused("an enveloped credential without its type")
    wrong = shapes.problems(credential)
    if wrong:
        raise Refused(wrong[0].detail)
    if "proof" not in credential:
        holder = presentation.get("holder")
        named = holder.get("id") if isinstance(holder, dict) else holder
        if named != shapes.issuer_of(credential):
            raise Refused("a credential without a proof is only its own issuer's word")


def _verify_proofs(document: Json, purpose: str) -> None:
    """Nothing but the proofs, each by the key that it names."""
    try:
        found = proofs.of(document)
    except proofs.ProofError as error:
        raise Refused(str(error)) from error
    if not found:
        raise Refused("is not signed")
    for proof in found:
        try:
            proofs.check_shape(proof, purpose)
            method = proof["verificationMethod"]
            key = dids.key_of(method, dids.of_key(method.partition("#")[0]))
            if not isinstance(key, Ed25519PublicKey):
                raise Refused("another kind of key")
            if "created" in proof:
                moments.read(proof["created"])
            if "expires" in proof and moments.read(proof["expires"]) <= _now():
                raise Refused("has expired")
            proofs.verify(document, proof, key, load=load, terms_only=False, purpose=purpose)
        except (dids.DidError, proofs.ProofError, moments.MomentError) as error:
            raise Refused(str(error)) from error
