"""Signed webhooks by the Standard Webhooks specification: headers webhook-id, webhook-timestamp, webhook-signature.

https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
"""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import Q

from ujuzi.accounts import queries as accounts
from ujuzi.accounts.models import Person
from ujuzi.credentials import secrets as sealing
from ujuzi.evidence import identities
from ujuzi.evidence.arrivals import Arrival, Assurance, Source
from ujuzi.evidence.models import Proof, WebhookSecret
from ujuzi.evidence.operations import people, receiving
from ujuzi.organisations.models import Organisation
from ujuzi.standards.openbadges import jsontexts, moments

TOLERANCE_SECONDS = 300
MARK = "whsec_"
TYPE = "learning.completed"


class NotTaken(Exception):
    """Why a message was not taken. `code`: "headers", "old", "signature", "body", "type", or a field's name; `status`: of HTTP."""

    permanent = True

    def __init__(self, code: str, status: int = 422) -> None:
        super().__init__(code)
        self.code, self.status = code, status


def make(organisation: Organisation, name: str, *, now: datetime) -> str:
    """A new secret, shown once."""
    key = secrets.token_bytes(32)
    first = not WebhookSecret.objects.exists() and not sealing.exists()
    sealed = sealing.seal(key, first=first)
    WebhookSecret.objects.create(organisation=organisation, name=name, secret=sealed, made_at=now)
    return MARK + base64.b64encode(key).decode()


def revoke(organisation: Organisation, number: int, *, now: datetime) -> bool:
    rows = WebhookSecret.objects.filter(organisation=organisation, pk=number, revoked_at=None)
    return bool(rows.update(revoked_at=now))


def take(organisation: Organisation, headers: Mapping[str, str], body: bytes, *, now: datetime) -> Proof:
    """The proof of a message that is signed, fresh and understood. The same message again is the same proof. Raises `NotTaken`."""
    number, stamp = headers.get("webhook-id", ""), headers.get("webhook-timestamp", "")
    if not number or len(number) > 200 or not (stamp.isascii() and stamp.isdecimal() and len(stamp) < 12):
        raise NotTaken("headers", 400)
    if abs(now.timestamp() - int(stamp)) > TOLERANCE_SECONDS:
        raise NotTaken("old", 400)
    secret = _signed_by(
        organisation, f"{number}.{stamp}.".encode() + body, headers.get("webhook-signature", "")
    )
    if secret is None:
        raise NotTaken("signature", 401)
    person, arrival, identity = _read(organisation, number, body)
    try:
        proof = receiving.receive(person, arrival, now=now, identity=identity)
    except receiving.Refused as error:
        raise NotTaken(error.code) from error
    WebhookSecret.objects.filter(Q(used_at=None) | Q(used_at__lt=now), pk=secret.pk).update(used_at=now)
    return proof


def signature(key: bytes, content: bytes) -> str:
    return "v1," + base64.b64encode(hmac.new(key, content, hashlib.sha256).digest()).decode()


def _signed_by(organisation: Organisation, content: bytes, given: str) -> WebhookSecret | None:
    """Of the organisation's working secrets the one that signed it; several signatures may be given while secrets change."""
    signatures = given.split()[:10]
    for secret in WebhookSecret.objects.filter(organisation=organisation, revoked_at=None):
        expected = signature(sealing.unseal(secret.secret), content)
        if any(hmac.compare_digest(expected.encode(), one.encode()) for one in signatures):
            return secret
    return None


def _read(organisation: Organisation, number: str, body: bytes) -> tuple[Person | None, Arrival, str]:
    try:
        message = jsontexts.loads(body)
    except jsontexts.JsonTextError as error:
        raise NotTaken("body", 400) from error
    if (
        not isinstance(message, dict)
        or message.get("type") != TYPE
        or not isinstance(message.get("data"), dict)
    ):
        raise NotTaken("type")
    data = message["data"]
    learner, course = _object(data, "learner"), _object(data, "course")
    person, identity = _who(organisation, learner)
    arrival = Arrival(
        source=Source.WEBHOOK,
        key=number,
        assurance=Assurance.PARTNER_ATTESTED,
        activity=_text(course, "url") or _text(course, "id"),
        title=_text(course, "title") or _text(course, "url") or _text(course, "id"),
        completed_at=_moment(data.get("completedAt")),
        organisation=organisation.pk,
        score=_score(data.get("score")),
        passed=data["passed"] if isinstance(data.get("passed"), bool) else None,
    )
    if not arrival.activity:
        raise NotTaken("course")
    return person, arrival, identity


def _who(organisation: Organisation, learner: dict[str, Any]) -> tuple[Person | None, str]:
    """By a confirmed address or her user name here; else the hash by which she is counted until she is known."""
    address, username, number = (_text(learner, name) for name in ("email", "username", "id"))
    person = people.by_address(address) if address else None
    person = person or (accounts.by_username(username) if username else None)
    if person is not None:
        return person, ""
    if address:
        return None, identities.of_address(address)
    if number:
        return None, identities.of_partner(organisation.pk, number)
    raise NotTaken("learner")


def _object(data: dict[str, Any], name: str) -> dict[str, Any]:
    found = data.get(name)
    if not isinstance(found, dict):
        raise NotTaken(name)
    return found


def _text(data: dict[str, Any], name: str) -> str:
    found = data.get(name, "")
    return found.strip()[:500] if isinstance(found, str) else ""


def _moment(value: Any) -> datetime:
    try:
        return moments.read(value)
    except moments.MomentError as error:
        raise NotTaken("completedAt") from error


def _score(value: Any) -> float | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        raise NotTaken("score")
    return float(value)
