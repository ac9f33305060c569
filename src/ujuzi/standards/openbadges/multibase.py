"""Multibase and Multikey: keys and signatures as text (W3C Controlled Identifiers 1.0, section 2.2 and 2.4)."""

import base64

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519

_BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_VALUES = {letter: value for value, letter in enumerate(_BASE58)}
_LONGEST = 1024  # base 58 takes quadratic time; nothing of ours is longer than 88
_ED25519 = b"\xed\x01"
_P256 = b"\x80\x24"

PublicKey = ed25519.Ed25519PublicKey | ec.EllipticCurvePublicKey


class MultibaseError(ValueError):
    """Text that is no multibase value or no key that we know."""


def encode(data: bytes) -> str:
    """base58btc, with its `z`."""
    number, letters = int.from_bytes(data, "big"), ""
    while number:
        number, rest = divmod(number, 58)
        letters = _BASE58[rest] + letters
    zeros = len(data) - len(data.lstrip(b"\0"))
    return "z" + _BASE58[0] * zeros + letters


def decode(text: str) -> bytes:
    """Of `z` (base58btc) or `u` (base64url without padding), strictly: only what `encode` would write."""
    if not isinstance(text, str) or not 1 < len(text) <= _LONGEST:
        raise MultibaseError("not a multibase value")
    if text[0] == "u":
        return base64url(text[1:])
    if text[0] != "z" or not set(text[1:]) <= _VALUES.keys():
        raise MultibaseError(f"not base58btc: {text[:20]!r}")
    number = 0
    for letter in text[1:]:
        number = number * 58 + _VALUES[letter]
    zeros = len(text) - 1 - len(text[1:].lstrip(_BASE58[0]))
    return b"\0" * zeros + number.to_bytes((number.bit_length() + 7) // 8, "big")


def base64url(text: str) -> bytes:
    """Without padding, strictly."""
    try:
        found = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except ValueError as error:
        raise MultibaseError(f"not base64url: {text[:20]!r}") from error
    if base64url_of(found) != text:
        raise MultibaseError("base64url with stray bits or padding")
    return found


def base64url_of(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def multikey(key: PublicKey) -> str:
    """`publicKeyMultibase` of an Ed25519 or P-256 key."""
    if isinstance(key, ed25519.Ed25519PublicKey):
        return encode(_ED25519 + key.public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw))
    point = key.public_bytes(serialization.Encoding.X962, serialization.PublicFormat.CompressedPoint)
    return encode(_P256 + point)


def public_key(text: str) -> PublicKey:
    """The key of a `publicKeyMultibase`."""
    raw = decode(text)
    try:
        if raw.startswith(_ED25519) and len(raw) == 34:
            return ed25519.Ed25519PublicKey.from_public_bytes(raw[2:])
        if raw.startswith(_P256) and len(raw) == 35:
            return ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), raw[2:])
    except (ValueError, UnsupportedAlgorithm) as error:
        raise MultibaseError(f"not a point of its curve: {text[:60]}") from error
    raise MultibaseError(f"neither an Ed25519 nor a P-256 key: {text[:60]}")
