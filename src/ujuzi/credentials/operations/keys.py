"""Making, changing and giving up an issuer's keys. Each change adds an entry to the signed history of its DID document."""

from dataclasses import dataclass
from datetime import datetime

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from django.db import IntegrityError, transaction

from ujuzi.credentials import issuers, secrets
from ujuzi.credentials.models import DidVersion, SigningKey
from ujuzi.organisations.models import Organisation
from ujuzi.standards.openbadges import dids, history, multibase

Kind = SigningKey.Kind
Private = ed25519.Ed25519PrivateKey | ec.EllipticCurvePrivateKey


@dataclass(frozen=True, slots=True)
class Signer:
    """A working key, opened: `method` is its address in the DID document."""

    row: SigningKey
    key: Private
    method: str


def signer(organisation: Organisation | None, kind: str, *, now: datetime) -> Signer:
    """The issuer's working key of a kind; its first keys are made here. Raises `secrets.NoMasterKey`."""
    row = _working(organisation, kind)
    if row is None:
        _begin(organisation, now=now)
        row = SigningKey.objects.get(organisation=organisation, kind=kind, retired_at=None)
    return _opened(row, organisation)


def _working(organisation: Organisation | None, kind: str) -> SigningKey | None:
    return SigningKey.objects.filter(organisation=organisation, kind=kind, retired_at=None).first()


def _opened(row: SigningKey, organisation: Organisation | None) -> Signer:
    key = serialization.load_der_private_key(secrets.unseal(row.secret), password=None)
    if not isinstance(key, ed25519.Ed25519PrivateKey | ec.EllipticCurvePrivateKey):
        raise TypeError(f"the secret of {row} is a key of another kind")
    return Signer(row, key, f"{issuers.did(organisation)}#{row.multikey}")


def _begin(organisation: Organisation | None, *, now: datetime) -> None:
    """The first keys; when two processes begin at once, the second one finds the first one's."""
    try:
        with transaction.atomic():
            for kind in Kind.values:
                _make(organisation, kind, now=now)
            _publish(organisation, now=now)
    except IntegrityError:
        if _working(organisation, Kind.ED25519) is None:
            raise


def _make(organisation: Organisation | None, kind: str, *, now: datetime) -> SigningKey:
    key: Private = (
        ed25519.Ed25519PrivateKey.generate()
        if kind == Kind.ED25519
        else ec.generate_private_key(ec.SECP256R1())
    )
    plain = key.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return SigningKey.objects.create(
        organisation=organisation,
        kind=kind,
        multikey=multibase.multikey(key.public_key()),
        secret=secrets.seal(plain, first=not SigningKey.objects.exists()),
        made_at=now,
    )


def document(organisation: Organisation | None) -> dict[str, object]:
    """The DID document as the keys stand: retired ones verify still, compromised ones are named but vouch for nothing."""
    rows = list(SigningKey.objects.filter(organisation=organisation))
    lost = tuple(row.multikey for row in rows if row.compromised_at)
    return dids.document(
        issuers.did(organisation), {row.multikey: row.multikey for row in rows}, retired=lost
    )


def _publish(organisation: Organisation | None, *, now: datetime, by: Signer | None = None) -> DidVersion:
    """Adds the present document to the history, signed by `by`, or by the working key."""
    did = issuers.did(organisation)
    before = list(DidVersion.objects.filter(did=did).order_by("number").values_list("entry", flat=True))
    row = _working(organisation, Kind.P256)
    if by is None:
        if row is None:
            raise LookupError(f"{did} has no key to sign its history with")
        by = _opened(row, organisation)
    if not isinstance(by.key, ec.EllipticCurvePrivateKey):
        raise TypeError("the history is signed with a P-256 key")
    made = document(organisation)
    entry = history.entry(made, before, by.key, method=by.method, at=now)
    history.check([*before, entry])
    return DidVersion.objects.create(did=did, number=len(before), document=made, entry=entry, made_at=now)


@transaction.atomic
def rotate(organisation: Organisation | None, *, now: datetime) -> list[SigningKey]:
    """New keys for a new period. What the old ones signed stays valid."""
    old = signer(organisation, Kind.P256, now=now)
    SigningKey.objects.filter(organisation=organisation, retired_at=None).update(retired_at=now)
    made = [_make(organisation, kind, now=now) for kind in Kind.values]
    _publish(organisation, now=now, by=old)
    return made


@transaction.atomic
def compromise(key: SigningKey, *, now: datetime) -> None:
    """The key is in strange hands: nothing that it signed verifies any more. Credentials are then signed anew (`resigning`)."""
    organisation = key.organisation
    entry_by = signer(organisation, Kind.P256, now=now)
    SigningKey.objects.filter(organisation=organisation, kind=key.kind, retired_at=None).update(
        retired_at=now
    )
    SigningKey.objects.filter(pk=key.pk).update(compromised_at=now, retired_at=key.retired_at or now)
    if _working(organisation, key.kind) is None:
        _make(organisation, key.kind, now=now)
    _publish(organisation, now=now, by=entry_by)
