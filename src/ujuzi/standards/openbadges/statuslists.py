"""Bitstring Status List 1.0: one bit for each credential, so that asking about one tells nobody which."""

import gzip
import io
import zlib
from typing import Any

from ujuzi.standards.openbadges import contexts, multibase

Json = dict[str, Any]
LENGTH = 131_072  # bits: the smallest that the standard allows, for privacy (section 6.1)
_LARGEST = 16 * 2**20  # bytes of an unpacked list; 134 million credentials
PURPOSES = ("revocation", "suspension", "refresh", "message")


class StatusError(ValueError):
    """A list or an entry that cannot be read, and why."""


def entry(list_address: str, index: int, purpose: str = "revocation") -> Json:
    """`credentialStatus` of a credential."""
    return {
        "id": f"{list_address}#{index}",
        "type": "BitstringStatusListEntry",
        "statusPurpose": purpose,
        "statusListIndex": str(index),
        "statusListCredential": list_address,
    }


def credential(
    address: str, *, issuer: str, bits: bytes, valid_from: str, valid_until: str, purpose: str = "revocation"
) -> Json:
    """The list as an unsigned credential. `bits`: 8 a byte, the first in the highest bit; times as in credentials."""
    return {
        "@context": [contexts.VC],
        "id": address,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": issuer,
        "validFrom": valid_from,
        "validUntil": valid_until,
        "credentialSubject": {
            "id": f"{address}#list",
            "type": "BitstringStatusList",
            "statusPurpose": purpose,
            "encodedList": pack(bits),
        },
    }


def pack(bits: bytes) -> str:
    """Multibase base64url of the gzip, the same for the same bits."""
    if len(bits) * 8 < LENGTH:
        raise StatusError(f"{len(bits) * 8} bits are fewer than {LENGTH}")
    return "u" + multibase.base64url_of(gzip.compress(bits, mtime=0))


def unpack(text: Any) -> bytes:
    """The bits of an `encodedList`; bombs and short lists are refused."""
    if not isinstance(text, str) or not text.startswith("u"):
        raise StatusError("encodedList must be base64url with its `u`")
    try:
        packed = multibase.base64url(text[1:])
        with gzip.GzipFile(fileobj=io.BytesIO(packed)) as file:
            bits = file.read(_LARGEST + 1)
    except (ValueError, OSError, EOFError, zlib.error) as error:
        raise StatusError(f"encodedList cannot be unpacked: {error}") from error
    if not LENGTH <= len(bits) * 8 <= _LARGEST * 8:
        raise StatusError(f"a list of {len(bits) * 8} bits")
    return bits


def bit(bits: bytes, index: int) -> bool:
    if not 0 <= index < len(bits) * 8:
        raise StatusError(f"index {index} lies outside of the list")
    return bool(bits[index >> 3] & 0x80 >> (index & 7))


def set_bits(indexes: list[int], *, length: int = LENGTH) -> bytes:
    """Bits with these set."""
    bits = bytearray(length // 8)
    for index in indexes:
        bits[index >> 3] |= 0x80 >> (index & 7)
    return bytes(bits)


def index_of(entry: Json) -> int:
    """`statusListIndex`: a number as text, or a number."""
    found = entry.get("statusListIndex")
    text = str(found) if isinstance(found, int) and not isinstance(found, bool) else found
    if not isinstance(text, str) or not (text.isascii() and text.isdecimal()) or len(text) > 10:
        raise StatusError("statusListIndex is no whole number")
    return int(text)


def read(document: Json, purpose: str) -> bytes:
    """The bits of a list credential for a purpose. Its signature, issuer and times are checked elsewhere."""
    kinds, subject = document.get("type"), document.get("credentialSubject")
    if (
        not isinstance(kinds, list)
        or "BitstringStatusListCredential" not in kinds
        or not isinstance(subject, dict)
    ):
        raise StatusError("not a BitstringStatusListCredential")
    purposes = subject.get("statusPurpose")
    if subject.get("type") != "BitstringStatusList" or purpose not in (
        purposes if isinstance(purposes, list) else [purposes]
    ):
        raise StatusError(f"not a list of {purpose}")
    return unpack(subject.get("encodedList"))
