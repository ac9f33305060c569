"""From an Authorization header to an Author. Secrets are 256 random bits, so a plain hash guards them."""

import base64
import hmac
import json
import time
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.conf import settings

from ujuzi.organisations import secrets
from ujuzi.organisations.models import Organisation
from ujuzi.records.authors import HUB, PACKAGES, Author
from ujuzi.records.models import Key, Token
from ujuzi.records.models.credentials import Scope

KEPT_SECONDS = 2.0  # how long a process trusts what it has read: a revoked key works no longer than that
_kept: dict[str, tuple[float, Author | None]] = {}


def author_of(header: str, *, clock: Callable[[], datetime]) -> Author | None:
    """The caller of `Authorization: Basic ...` or `Bearer ...`; None when nobody is known by it."""
    digest = secrets.digest(header)
    found = _kept.get(digest)
    if found is None or found[0] < time.monotonic():
        if len(_kept) > 1000:
            _kept.clear()
        found = (time.monotonic() + KEPT_SECONDS, _read(header, clock()))
        if found[1] is not None:
            _kept[digest] = found
    return found[1]


def forget() -> None:
    """After a key changed in this process, and for tests."""
    _kept.clear()


def _read(header: str, now: datetime) -> Author | None:
    kind, _space, value = header.partition(" ")
    if kind.lower() == "basic":
        return _basic(value, now)
    if kind.lower() == "bearer":
        return _bearer(value.strip(), now)
    return None


def key_of(public: str, secret: str, *, now: datetime) -> Key | None:
    """The working key with this id and secret."""
    key = Key.objects.select_related("organisation").filter(public=public, revoked_at=None).first()
    if key is None:
        return None
    digest = secrets.digest(secret)
    if hmac.compare_digest(key.secret_hash, digest):
        return key
    old = (
        key.old_until is not None and key.old_until > now and hmac.compare_digest(key.old_secret_hash, digest)
    )
    return key if old else None


def basic_pair(value: str) -> tuple[str, str] | None:
    """User and password of a Basic credential (RFC 7617)."""
    try:
        user, colon, password = base64.b64decode(value.strip(), validate=True).decode().partition(":")
    except ValueError:  # binascii.Error and UnicodeDecodeError among them
        return None
    return (user, password) if colon else None


def _basic(value: str, now: datetime) -> Author | None:
    pair = basic_pair(value)
    if pair is None or "\0" in pair[0]:
        return None
    key = key_of(*pair, now=now)
    if key is None:
        return None
    if key.used_on != now.date():
        Key.objects.filter(pk=key.pk).update(used_on=now.date())
    return author(key, key.scopes, _organisation(key))


def _bearer(value: str, now: datetime) -> Author | None:
    token = (
        Token.objects.select_related("key__organisation")
        .filter(token_hash=secrets.digest(value), expires_at__gt=now, key__revoked_at=None)
        .first()
    )
    return None if token is None else author(token.key, token.scopes, _consumer(token.key))


def author(key: Key, scopes: list[str], authority: dict[str, Any]) -> Author:
    owner = key.organisation_id if key.organisation_id is not None else HUB
    text = json.dumps(authority, ensure_ascii=False, separators=(",", ":"))
    return Author(owner, text, frozenset(scopes), key.name)


def hub() -> Author:
    """The hub itself, for what it records of its own learners."""
    return Author(
        HUB, json.dumps(_agent("hub", settings.HUB_NAME), separators=(",", ":")), frozenset({"all"}), "hub"
    )


def package(name: str, shown: str) -> Author:
    """A package that runs in this hub. Whoever gives it out sees to it that it speaks of one learner only."""
    scopes = frozenset({Scope.WRITE, Scope.READ_MINE, Scope.STATE, Scope.PROFILE})
    text = json.dumps(_agent(f"package:{name}", shown), ensure_ascii=False, separators=(",", ":"))
    return Author(PACKAGES, text, scopes, name)


def hub_for(organisation: Organisation | None) -> Author:
    """The hub, writing what then belongs to an organisation."""
    if organisation is None:
        return hub()
    return Author(
        organisation.pk, json.dumps(_agent_of(organisation), separators=(",", ":")), frozenset({"all"}), "hub"
    )


def _organisation(key: Key) -> dict[str, Any]:
    """Whoever connects directly vouches as an agent (2.4.9): the organisation, so that keys can be changed."""
    if key.organisation is None:
        return _agent("hub", settings.HUB_NAME)
    return _agent_of(key.organisation)


def _agent_of(organisation: Organisation) -> dict[str, Any]:
    return _agent(f"organisation:{organisation.slug}", organisation.names.get("en") or organisation.slug)


def _consumer(key: Key) -> dict[str, Any]:
    """An OAuth consumer is identified by its id at the token endpoint (2.4.9)."""
    return {
        "objectType": "Agent",
        "name": key.name,
        "account": {"homePage": f"{settings.ORIGIN}/xapi/oauth/token", "name": key.public},
    }


def _agent(name: str, shown: str) -> dict[str, Any]:
    return {"objectType": "Agent", "name": shown, "account": {"homePage": settings.ORIGIN, "name": name}}
