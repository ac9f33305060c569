"""The hub's own key for LTI: made when it is first needed, kept encrypted, replaced without a gap."""

import base64
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.db import IntegrityError, transaction
from joserfc import jwk

from ujuzi.evidence.models import PlatformKey

BITS = 2048


@dataclass(frozen=True, slots=True)
class Signer:
    """The working key, opened."""

    kid: str
    key: jwk.RSAKey


def signer(*, now: datetime) -> Signer:
    """The working key. One that does not open, because UJUZI_SECRET_KEY has changed, is replaced: tools read the new one."""
    row = PlatformKey.objects.filter(retired_at=None).first() or _first(now=now)
    try:
        return _opened(row)
    except InvalidToken:
        return rotate(now=now)


def rotate(*, now: datetime, forget_old: bool = False) -> Signer:
    """A new working key. What the old ones signed still verifies, unless they are forgotten."""
    with transaction.atomic():
        if forget_old:
            PlatformKey.objects.all().delete()
        PlatformKey.objects.filter(retired_at=None).update(retired_at=now)
        return _opened(_make(now=now))


def jwks(*, now: datetime) -> dict[str, Any]:
    """All public keys, the working one last; there is always one, so that a tool can be set up before the first launch."""
    signer(now=now)
    return {"keys": [row.public for row in PlatformKey.objects.all()]}


def _first(*, now: datetime) -> PlatformKey:
    """When two processes begin at once, the second one finds the first one's."""
    try:
        with transaction.atomic():
            return _make(now=now)
    except IntegrityError:
        return PlatformKey.objects.get(retired_at=None)


def _make(*, now: datetime) -> PlatformKey:
    key = jwk.RSAKey.generate_key(BITS)
    kid = key.thumbprint()
    public = dict(key.as_dict(private=False)) | {"kid": kid, "use": "sig", "alg": "RS256"}
    secret = _fernet().encrypt(key.as_pem(private=True)).decode()
    return PlatformKey.objects.create(kid=kid, public=public, secret=secret, made_at=now)


def _opened(row: PlatformKey) -> Signer:
    return Signer(row.kid, jwk.RSAKey.import_key(_fernet().decrypt(row.secret.encode())))


def _fernet() -> Fernet:
    derived = HKDF(hashes.SHA256(), 32, salt=None, info=b"ujuzi lti platform key").derive(
        settings.SECRET_KEY.encode()
    )
    return Fernet(base64.urlsafe_b64encode(derived))
