"""Giving out keys, changing their secret, taking them back."""

import secrets as random
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from ujuzi.organisations import secrets
from ujuzi.organisations.models import Organisation
from ujuzi.records import keys
from ujuzi.records.models import Key, Refusal, Token
from ujuzi.records.models.credentials import Scope

OVERLAP = timedelta(days=7)  # both secrets work after a rotation
# What a partner may give to its own tools; the others see other people's records.
PARTNERS = (
    Scope.WRITE,
    Scope.READ_MINE,
    Scope.STATE,
    Scope.PROFILE,
)  # definitions are one for all, so no partner makes them

USUAL = (Scope.WRITE.value, Scope.READ_MINE.value)

REFUSALS_KEPT = timedelta(days=30)


class Made(NamedTuple):
    """A key and its secret, which is shown this once."""

    key: Key
    secret: str


def add(name: str, *, organisation: Organisation | None, scopes: Sequence[str], now: datetime) -> Made:
    """Raises ValueError for a scope that an organisation's key cannot have."""
    allowed = PARTNERS if organisation is not None else tuple(Scope)
    if wrong := sorted(set(scopes) - {scope.value for scope in allowed}):
        raise ValueError(", ".join(wrong))
    secret = secrets.make()
    key = Key.objects.create(
        organisation=organisation,
        name=name,
        public=random.token_hex(12),
        secret_hash=secrets.digest(secret),
        scopes=sorted(set(scopes)),
        created_at=now,
    )
    return Made(key, secret)


def rotate(key: Key, *, now: datetime, overlap: timedelta = OVERLAP) -> Made:
    """A new secret; the old one works for the overlap. Tokens stay until they lapse."""
    secret = secrets.make()
    key.old_secret_hash, key.old_until = key.secret_hash, now + overlap
    key.secret_hash = secrets.digest(secret)
    key.save(update_fields=["old_secret_hash", "old_until", "secret_hash"])
    keys.forget()
    return Made(key, secret)


def revoke(key: Key, *, now: datetime) -> None:
    """The key, both its secrets and its tokens work no longer (elsewhere within `keys.KEPT_SECONDS`)."""
    key.revoked_at = now
    key.save(update_fields=["revoked_at"])
    Token.objects.filter(key=key).delete()
    keys.forget()


def forget_old(*, now: datetime) -> int:
    """Refusals that nobody looks for any more, and tokens that have lapsed; returns how many rows went."""
    refusals, _by_model = Refusal.objects.filter(at__lt=now - REFUSALS_KEPT).delete()
    tokens, _by_model = Token.objects.filter(expires_at__lt=now).delete()
    return refusals + tokens
