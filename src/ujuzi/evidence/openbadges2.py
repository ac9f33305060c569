"""Open Badges 2.0, as partners still issue them: hosted at the issuer's address, which is asked; signed ones by the key it names.

https://www.imsglobal.org/spec/ob/v2p0/
"""

import hashlib
import hmac
import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from ujuzi.core.fetching import FetchError, Response
from ujuzi.evidence.arrivals import Arrival, Assurance, Source
from ujuzi.standards.openbadges import baking, jsontexts, moments

Json = dict[str, Any]
Fetch = Callable[..., Response]
CONTEXT = "https://w3id.org/openbadges/v2"
MOST_BYTES = 500_000
KEYWORD = b"openbadges"


class NotTrue(Exception):
    """Why it proves nothing. `code`: "unreachable", "not-the-same", "revoked", "expired", "somebody-else", "form"."""

    permanent = True

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def find(data: bytes) -> Json | None:
    """The assertion, if these bytes hold a hosted one: JSON, or a picture with it baked in; None for anything else."""
    text = _text(data)
    try:
        found = jsontexts.loads(text) if text.lstrip().startswith("{") else None
    except jsontexts.JsonTextError:
        return None
    if text.startswith(("https://", "http://")) and text != data.decode("utf-8", "replace").strip():
        found = {"@context": CONTEXT, "type": "Assertion", "id": text.strip()}
    is_one = isinstance(found, dict) and found.get("@context") == CONTEXT and _is(found, "Assertion")
    return found if is_one else None


def _is(thing: Json, kind: str) -> bool:
    named = thing.get("type")
    return kind in (named if isinstance(named, list) else [named])


def _text(data: bytes) -> str:
    """Version 2.0 bakes under another keyword than 3.0."""
    try:
        if data.startswith(baking.PNG):
            return baking.unbake_png(data, keyword=KEYWORD)
        return data.decode("utf-8-sig").strip()
    except (baking.BakingError, UnicodeDecodeError):
        return ""


def arrival(assertion: Json, addresses: list[str], *, fetch: Fetch | None, now: datetime) -> Arrival:
    """The proof, which must name one of these addresses. Everything is read at the issuer's address, not from the file.

    Raises `NotTrue`.
    """
    address = str(assertion.get("id", ""))
    hosted = _hosted(address, fetch, of=address)
    if hosted.get("id") != address or not _is(hosted, "Assertion"):
        raise NotTrue("not-the-same")
    if hosted.get("revoked"):
        raise NotTrue("revoked")
    expires = hosted.get("expires")
    if expires and _moment(expires) < now:
        raise NotTrue("expired")
    badge = hosted.get("badge")
    if isinstance(badge, str):
        badge = _hosted(badge, fetch, of=address)
    if not isinstance(badge, dict) or not badge.get("id") or not isinstance(badge.get("name"), str):
        raise NotTrue("form")
    recipient = hosted.get("recipient")
    if not isinstance(recipient, dict):
        raise NotTrue("form")
    if not any(_is_for(recipient, one) for one in addresses):
        raise NotTrue("somebody-else")
    return Arrival(
        source=Source.BADGE,
        key=address,
        assurance=Assurance.PARTNER_ATTESTED,  # the issuer's web site says so; nothing is signed
        activity=str(badge["id"]),
        title=str(badge["name"]),
        completed_at=_moment(hosted.get("issuedOn")),
        detail={"issuer": urlsplit(address).hostname or "", "version": "2.0"},
    )


def _hosted(address: str, fetch: Fetch | None, *, of: str) -> Json:
    """A document of the issuer: over HTTPS, and at the host of the assertion, since the host is what vouches."""
    if (
        not address.startswith("https://")
        or urlsplit(address).hostname != urlsplit(of).hostname
        or fetch is None
    ):
        raise NotTrue("unreachable")
    try:
        found = json.loads(
            fetch(address, accept="application/ld+json, application/json", max_bytes=MOST_BYTES).content
        )
    except (FetchError, ValueError, RecursionError) as error:
        raise NotTrue("unreachable") from error
    if not isinstance(found, dict):
        raise NotTrue("form")
    return found


def _moment(text: Any) -> datetime:
    """An ISO 8601 time; many issuers leave the zone out."""
    try:
        return moments.read(text)
    except moments.MomentError:
        pass
    try:
        found = datetime.fromisoformat(str(text))
    except ValueError as error:
        raise NotTrue("form") from error
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _is_for(recipient: Json, address: str) -> bool:
    """IdentityObject of 2.0: plain, or `sha256$` of address and salt."""
    said = str(recipient.get("identity", ""))
    if recipient.get("type") not in ("email", ["email"]):
        return False
    if not recipient.get("hashed"):
        return hmac.compare_digest(said.strip().lower().encode(), address.lower().encode())
    kind, _dollar, digest = said.partition("$")
    salted = f"{address}{recipient.get('salt', '')}".encode()
    return kind == "sha256" and hmac.compare_digest(digest.lower(), hashlib.sha256(salted).hexdigest())
