"""Credentials as signed text: the VC-JWT proof format of Open Badges 3.0 (section 8.2.4)."""

import json
from datetime import datetime
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from joserfc import jwk, jws
from joserfc.errors import JoseError

from ujuzi.standards.openbadges import jsontexts, moments

Json = dict[str, Any]
ALGORITHMS = ("ES256", "RS256")
# What the format puts beside the credential's own members.
CLAIMS = ("iss", "jti", "nbf", "sub", "exp", "iat")


class JwtError(ValueError):
    """`code`: "format", "signature" or "dates"."""

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(detail)
        self.code, self.detail = code, detail


def sign(credential: Json, key: ec.EllipticCurvePrivateKey, *, method: str) -> str:
    """Compact JWS with ES256. The credential's own embedded proof does not go into it."""
    subject = credential["credentialSubject"]
    claims: Json = {name: member for name, member in credential.items() if name != "proof"}
    claims |= {
        "iss": credential["issuer"]["id"],
        "jti": credential["id"],
        "nbf": _seconds(credential["validFrom"]),
        "sub": subject["id"],
    }
    if "validUntil" in credential:
        claims["exp"] = _seconds(credential["validUntil"])
    text = json.dumps(claims, ensure_ascii=False, separators=(",", ":"))
    header = {"alg": "ES256", "typ": "JWT", "kid": method}
    return jws.serialize_compact(header, text.encode(), jwk.ECKey.import_key(key), algorithms=["ES256"])


def _seconds(text: str) -> int:
    return int(moments.read(text).timestamp())


def read(text: str) -> tuple[Json, Json]:
    """(header, credential without the claims of the format), not verified. Raises `JwtError`."""
    try:
        found = jws.extract_compact(text.strip().encode())
        payload = jsontexts.loads(found.payload)
    except (JoseError, ValueError) as error:
        raise JwtError("format", f"no signed credential: {error}") from error
    header = dict(found.headers())
    if header.get("alg") not in ALGORITHMS:
        raise JwtError(
            "format", f"signed with {str(header.get('alg'))[:20]!r}, not with one of {', '.join(ALGORITHMS)}"
        )
    if not isinstance(payload, dict):
        raise JwtError("format", "the payload is no object")
    _agree(payload)
    return header, {name: member for name, member in payload.items() if name not in CLAIMS}


def _agree(payload: Json) -> None:
    """A claim and the member that it stands for must say the same: else two readers would read two credentials."""
    issuer, subject = payload.get("issuer"), payload.get("credentialSubject")
    pairs = {
        "iss": issuer.get("id") if isinstance(issuer, dict) else issuer,
        "jti": payload.get("id"),
        "sub": subject.get("id") if isinstance(subject, dict) else None,
    }
    for claim, member in pairs.items():
        if claim in payload and payload[claim] != member:
            raise JwtError("format", f"{claim} is not what the credential says")
    for claim, name in (("nbf", "validFrom"), ("exp", "validUntil")):
        if claim in payload and _moment(payload[claim]) != _stated(payload, name):
            raise JwtError("dates", f"{claim} is not {name}")


def _moment(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise JwtError("dates", "a time that is no number")
    return int(value)


def _stated(payload: Json, name: str) -> int | None:
    try:
        return int(moments.read(payload[name]).timestamp()) if name in payload else None
    except moments.MomentError as error:
        raise JwtError("dates", str(error)) from error


def verify(text: str, key: Any, algorithm: str) -> None:
    """That it is signed by this public key with the algorithm that goes with the key's kind. Raises `JwtError`."""
    kinds: dict[str, Any] = {"ES256": jwk.ECKey, "RS256": jwk.RSAKey}
    try:
        imported = kinds[algorithm].import_key(key)
        jws.deserialize_compact(text.strip(), imported, algorithms=[algorithm])
    except (JoseError, ValueError, KeyError, TypeError) as error:
        raise JwtError("signature", f"the signature is not of this text by this key ({error})") from error


def when(credential: Json, name: str) -> datetime | None:
    """`validFrom` or `validUntil`, if it is there."""
    return moments.read(credential[name]) if name in credential else None
