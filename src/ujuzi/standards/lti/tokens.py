"""Signed tokens: the platform's own, and those of tools, which count only when everything about them fits.

1EdTech Security Framework 1.0, section 5. `alg` comes from our list and never from the token alone, and every key takes one
kind of algorithm only: so neither "none" nor an HMAC with the public key as its secret can pass.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from joserfc import jwk, jws
from joserfc.errors import JoseError

from ujuzi.standards.lti.problems import LtiError

Claims = dict[str, Any]
LEEWAY_SECONDS = 60
LONGEST = 500_000  # characters; a deep linking response may carry many items
LEAST_BITS = 2048
_KINDS: dict[str, tuple[str, type[jwk.RSAKey] | type[jwk.ECKey]]] = {
    "RS256": ("RSA", jwk.RSAKey),
    "RS384": ("RSA", jwk.RSAKey),
    "RS512": ("RSA", jwk.RSAKey),
    "ES256": ("EC", jwk.ECKey),
    "ES384": ("EC", jwk.ECKey),
}
ALGORITHMS = tuple(_KINDS)


def sign(claims: Mapping[str, Any], key: jwk.RSAKey, kid: str) -> str:
    """With RS256, which every tool must know."""
    text = json.dumps(claims, ensure_ascii=False, separators=(",", ":"))
    header = {"alg": "RS256", "typ": "JWT", "kid": kid}
    return jws.serialize_compact(header, text.encode(), key, algorithms=["RS256"])


def verified(token: str, key_set: Mapping[str, Any]) -> Claims:
    """The claims of a token that one of these public keys signed. Raises `LtiError`."""
    header, claims = _opened(token)
    algorithm = header.get("alg")
    if algorithm not in _KINDS:
        raise LtiError("algorithm", "alg", f"is none of {', '.join(ALGORITHMS)}")
    if "crit" in header or header.get("b64") is False:
        raise LtiError("header", "crit", "extensions of the header are not understood here")
    candidates = _fitting(key_set, header.get("kid"), algorithm)
    if not any(_is_signed(token, one, algorithm) for one in candidates):
        raise LtiError("signature", "", "the token is not signed by this key")
    return claims


def kid_of(token: str) -> str:
    """Which key the token says it is signed with, "" for none; nothing is verified. Raises `LtiError`."""
    return str(_opened(token)[0].get("kid") or "")


def unverified(token: str) -> Claims:
    """What a token claims, to find out whose keys must have signed it. Raises `LtiError`."""
    return _opened(token)[1]


def _opened(token: str) -> tuple[dict[str, Any], Claims]:
    if not isinstance(token, str) or not token or len(token) > LONGEST:
        raise LtiError("format", "", "there is no token, or a very long one")
    try:
        found = jws.extract_compact(token.encode())
        claims = json.loads(found.payload, object_pairs_hook=_once)
    except (JoseError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise LtiError("format", "", "this is no signed token") from error
    if not isinstance(claims, dict):
        raise LtiError("format", "", "the token's payload is no object")
    return dict(found.headers()), claims


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A claim that stands twice is two tokens in one."""
    if len(dict(pairs)) != len(pairs):
        raise ValueError("a member stands twice")
    return dict(pairs)


def _fitting(key_set: Mapping[str, Any], kid: Any, algorithm: str) -> list[Mapping[str, Any]]:
    """By `kid`; a token without one fits only when there is one key of the kind, as several tools sign."""
    kind = _KINDS[algorithm][0]
    keys = [
        one
        for one in keys_of(key_set)
        if one.get("kty") == kind
        and one.get("use", "sig") == "sig"
        and one.get("alg", algorithm) == algorithm
    ]
    named = [one for one in keys if one.get("kid") == kid] if kid else keys
    if not named or (not kid and len(named) > 1):
        raise LtiError("key", "kid", "the tool has no such key")
    return named


def keys_of(key_set: Any) -> list[Mapping[str, Any]]:
    """The keys of a JWKS; raises `LtiError` when it is none."""
    keys = key_set.get("keys") if isinstance(key_set, Mapping) else None
    if not isinstance(keys, Sequence) or isinstance(keys, str) or not keys or len(keys) > 50:
        raise LtiError("keys", "keys", "a key set has between 1 and 50 keys")
    return [one for one in keys if isinstance(one, Mapping)]


def public_set(key_set: Any) -> dict[str, Any]:
    """What a partner gave as key set, with the keys that can be used here, public parts only. Raises `LtiError`."""
    found = [_public(one) for one in keys_of(key_set) if one.get("kty") in ("RSA", "EC")]
    kept = [one for one in found if one is not None]
    if not kept:
        raise LtiError("keys", "keys", "there is no RSA or EC key of sufficient length")
    return {"keys": kept}


def _public(one: Mapping[str, Any]) -> dict[str, Any] | None:
    try:
        key = (jwk.RSAKey if one["kty"] == "RSA" else jwk.ECKey).import_key(dict(one))
        strong = _is_strong(key)
    except (JoseError, ValueError, KeyError, TypeError):
        return None
    extras = {name: one[name] for name in ("kid", "alg", "use") if isinstance(one.get(name), str)}
    return dict(key.as_dict(private=False)) | extras if strong else None


def _is_strong(key: jwk.RSAKey | jwk.ECKey) -> bool:
    return not isinstance(key, jwk.RSAKey) or key.public_key.key_size >= LEAST_BITS


def _is_signed(token: str, one: Mapping[str, Any], algorithm: str) -> bool:
    try:
        key = _KINDS[algorithm][1].import_key(dict(one))
        if not _is_strong(key):
            raise LtiError("key", "kid", f"the key has fewer than {LEAST_BITS} bits")
        jws.deserialize_compact(token, key, algorithms=[algorithm])
    except LtiError:
        raise
    except (JoseError, ValueError, KeyError, TypeError):
        return False
    return True


def check_times(claims: Claims, *, now: datetime, longest_seconds: int = 3600) -> datetime:
    """`exp` and `iat` are needed; returns when it ends. A token that lives longer than an hour is refused (section 5.1.1)."""
    seconds = now.timestamp()
    ends, made = _seconds(claims, "exp"), _seconds(claims, "iat")
    if ends <= seconds - LEEWAY_SECONDS:
        raise LtiError("expired", "exp", "the token is no longer valid")
    if made > seconds + LEEWAY_SECONDS:
        raise LtiError("future", "iat", "the token was made in the future; look at the tool's clock")
    if "nbf" in claims and _seconds(claims, "nbf") > seconds + LEEWAY_SECONDS:
        raise LtiError("future", "nbf", "the token is not valid yet")
    if ends - made > longest_seconds + LEEWAY_SECONDS or made < seconds - longest_seconds - LEEWAY_SECONDS:
        raise LtiError("too-old", "exp", f"a token may live for {longest_seconds} seconds")
    return datetime.fromtimestamp(ends, tz=now.tzinfo)


def _seconds(claims: Claims, name: str) -> float:
    value = claims.get(name)
    if value is None:
        raise LtiError("missing", name, "is needed")
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < 1e11:
        raise LtiError("type", name, "is no time in seconds")
    return float(value)


def check_audience(claims: Claims, wanted: Sequence[str]) -> None:
    """`aud` names us. Of several audiences `azp`, if it is there, is the issuer of the token."""
    said = claims.get("aud")
    named = said if isinstance(said, list) else [said]
    if not any(isinstance(one, str) and one in wanted for one in named):
        raise LtiError("audience", "aud", f"does not name {wanted[0]}")


def same(claims: Claims, name: str, wanted: str) -> None:
    """The claim is there and says just this."""
    if name not in claims:
        raise LtiError("missing", name, "is needed")
    if claims[name] != wanted:
        raise LtiError("mismatch", name, f"is not {wanted}")
