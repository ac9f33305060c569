"""An issuer, its credential and its status list, made with keys that are the same each time."""

import copy
from datetime import UTC, datetime, timedelta
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec, ed25519

from ujuzi.standards.openbadges import contexts, dids, moments, multibase, proofs, statuslists
from ujuzi.standards.openbadges.reports import Origin, Resolved, Unreachable
from ujuzi.standards.openbadges.verifying import Sources

Json = dict[str, Any]
NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
ISSUER = "did:web:hub.example"
LIST = "https://hub.example/credentials/status/1"
INDEX = 94_567


def ed_key(seed: int = 1) -> ed25519.Ed25519PrivateKey:
    return ed25519.Ed25519PrivateKey.from_private_bytes(bytes([seed]) * 32)


def ec_key(seed: int = 7) -> ec.EllipticCurvePrivateKey:
    return ec.derive_private_key(seed, ec.SECP256R1())


def method(key: Any, did: str = ISSUER) -> str:
    return f"{did}#{multibase.multikey(key.public_key())}"


def issuer_document(*keys: Any, did: str = ISSUER, retired: tuple[str, ...] = ()) -> Json:
    named = [multibase.multikey(key.public_key()) for key in keys or (ed_key(), ec_key())]
    return dids.document(did, {name: name for name in named}, retired=retired)


def credential(name: str = "Amina Juma", **more: Any) -> Json:
    return {
        "@context": list(contexts.CREDENTIAL),
        "id": "urn:uuid:0a4a5a5c-2d3c-4c8a-9d53-0d5c5b1f7a01",
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": "AI foundations",
        "issuer": {"id": ISSUER, "type": ["Profile"], "name": "Ujuzi", "url": "https://hub.example"},
        "validFrom": "2026-11-23T08:00:00Z",
        "awardedDate": "2026-11-22T17:30:00Z",
        "credentialSubject": {
            "id": "urn:uuid:5b0b7a53-6d3e-4b1e-8a0c-2a0b8d6c9f10",
            "type": ["AchievementSubject"],
            "identifier": [
                {"type": "IdentityObject", "identityHash": name, "identityType": "name", "hashed": False}
            ],
            "achievement": {
                "id": "https://hub.example/achievements/ai-foundations",
                "type": ["Achievement"],
                "achievementType": "Course",
                "name": "AI foundations",
                "description": "What artificial intelligence is, can do and cannot do.",
                "inLanguage": "en",
                "criteria": {"narrative": "Every lesson done, every quiz passed."},
                "tag": ["machine learning", "generative AI"],
                "alignment": [
                    {
                        "type": ["Alignment"],
                        "targetName": "Understands AI",
                        "targetUrl": "https://skills.example/ai/1",
                        "targetType": "ext:Competency",
                    }
                ],
            },
        },
        "credentialStatus": statuslists.entry(LIST, INDEX),
    } | more


def signed(made: Json | None = None, key: Any = None, **more: Any) -> Json:
    key = key or ed_key()
    return proofs.sign(
        made if made is not None else credential(**more),
        key,
        method=method(key, (made or credential())["issuer"]["id"]),
        created=NOW - timedelta(hours=2),
    )


def status_list(
    *indexes: int, key: Any = None, issuer: str = ISSUER, made_at: datetime = NOW, **more: Any
) -> Json:
    """Signed, and valid for a day."""
    key = key or ed_key()
    made = statuslists.credential(
        LIST,
        issuer=issuer,
        bits=statuslists.set_bits(list(indexes)),
        valid_from=moments.write(made_at),
        valid_until=moments.write(made_at + timedelta(days=1)),
    )
    return proofs.sign(made | more, key, method=method(key, issuer), created=made_at)


def sources(
    *,
    documents: dict[str, Json] | None = None,
    lists: dict[str, Json] | None = None,
    origin: Origin = Origin.ISSUER,
) -> Sources:
    known = documents if documents is not None else {ISSUER: issuer_document()}
    listed = lists if lists is not None else {LIST: status_list()}

    def resolve(did: str) -> Resolved:
        if did not in known:
            raise Unreachable("no answer")
        return Resolved(known[did], origin)

    def status(address: str) -> Json:
        if address not in listed:
            raise Unreachable("no answer")
        return listed[address]

    return Sources(resolve, status)


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The way to every member and entry."""
    found = [path] if path else []
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, one in inner:
        found += places(one, (*path, key))
    return found


def changed(document: Json, path: tuple[Any, ...], value: Any) -> Json:
    copied = copy.deepcopy(document)
    at: Any = copied
    for key in path[:-1]:
        at = at[key]
    if value is REMOVED:
        del at[path[-1]]
    else:
        at[path[-1]] = value
    return copied


def found(document: Any, path: tuple[Any, ...]) -> Any:
    for key in path:
        document = document[key]
    return document


REMOVED = object()
