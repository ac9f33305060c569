"""Signed statements (2.6): a JWS in an attachment whose payload is the statement itself."""

import base64
import binascii
from typing import Any

import orjson
from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from joserfc import errors as jose
from joserfc import jws
from joserfc.jwk import RSAKey

from ujuzi.standards.xapi import comparing, rules
from ujuzi.standards.xapi.errors import Broken
from ujuzi.standards.xapi.multipart import Attachment

ALGORITHMS = ["RS256", "RS384", "RS512"]


class _Registry(jws.JWSRegistry):
    """A chain of certificates in the header is several kB; a statement may be long. The request's own limit holds."""

    max_header_length = 100_000
    max_payload_length = 10_000_000


_REGISTRY = _Registry(algorithms=ALGORITHMS, strict_check_header=False)


def check(version: str, statement: dict[str, Any], sent: dict[str, Attachment]) -> None:
    """Raises Broken when a signature of this statement is malformed or signs something else.

    A signature that was not sent (only a fileUrl) cannot be looked at.
    """
    for place, meta in enumerate(statement.get("attachments", ())):
        if meta["usageType"] != rules.SIGNATURE:
            continue
        try:
            if meta["contentType"].partition(";")[0].strip().lower() != "application/octet-stream":
                raise Broken("the contentType of a signature is application/octet-stream", "contentType")
            attachment = sent.get(meta["sha2"].lower())
            if attachment is not None:
                _check(version, statement, attachment.content)
        except Broken as error:
            error.under(place).under("attachments")
            raise


def _check(version: str, statement: dict[str, Any], signature: bytes) -> None:
    header, payload = _open(signature)
    try:
        signed = orjson.loads(payload)
        rules.check(version, signed)
    except ValueError:
        raise Broken("the payload of the signature is not a statement") from None
    if not _same(signed, statement):
        raise Broken("the signature is of another statement")
    if "x5c" in header:
        _verify(signature, header["x5c"])


def _same(signed: dict[str, Any], statement: dict[str, Any]) -> bool:
    ids = {one["id"].lower() for one in (signed, statement) if "id" in one}
    return len(ids) < 2 and comparing.same(signed, statement)


def _open(signature: bytes) -> tuple[dict[str, Any], bytes]:
    """Header and payload of a compact JWS with an allowed algorithm."""
    try:
        opened = jws.extract_compact(signature.strip(), registry=_REGISTRY)
    except (jose.JoseError, ValueError, UnicodeError):
        raise Broken("the signature is not a JWS in compact serialization") from None
    header = opened.headers()
    if header.get("alg") not in ALGORITHMS:
        raise Broken("the signature's algorithm must be RS256, RS384 or RS512")
    return header, opened.payload


def _verify(signature: bytes, chain: Any) -> None:
    """Against the certificate that came along: this catches mistakes, it proves nobody's identity (2.6)."""
    try:
        certificate = x509.load_der_x509_certificate(base64.b64decode(chain[0], validate=True))
        pem = certificate.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
        key = RSAKey.import_key(pem)
        jws.deserialize_compact(signature.strip(), key, registry=_REGISTRY)
    except (
        jose.JoseError,
        ValueError,
        TypeError,
        KeyError,
        IndexError,
        binascii.Error,
        x509.UnsupportedGeneralNameType,
        UnsupportedAlgorithm,
    ):
        raise Broken("the signature does not fit the certificate in its header") from None
