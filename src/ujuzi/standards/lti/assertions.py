"""The token request of a tool: client credentials with a signed assertion. RFC 7523; Security Framework 1.0, section 4.1."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ujuzi.standards.lti import names, reading, tokens
from ujuzi.standards.lti.problems import LtiError


@dataclass(frozen=True, slots=True)
class Asked:
    """A request by its form; nothing is proved yet. `client_id` is what the assertion claims."""

    client_id: str
    assertion: str
    scopes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Assertion:
    """`number` (jti) may be used once until `expires_at`."""

    number: str
    expires_at: datetime


def asked(form: Mapping[str, str]) -> Asked:
    """Raises `LtiError`, with the code that OAuth has for it: "unsupported_grant_type", "invalid_request", "invalid_client"."""
    if form.get("grant_type") != "client_credentials":
        raise LtiError("unsupported_grant_type", "grant_type", "must be client_credentials")
    if form.get("client_assertion_type") != names.ASSERTION_TYPE:
        raise LtiError("invalid_request", "client_assertion_type", f"must be {names.ASSERTION_TYPE}")
    token = form.get("client_assertion", "")
    try:
        claimed = reading.needed(tokens.unverified(token), "iss")
    except LtiError as error:
        raise LtiError("invalid_client", f"client_assertion {error.path}".strip(), error.detail) from error
    return Asked(claimed, token, tuple(dict.fromkeys(form.get("scope", "").split())))


def granted(scopes: Sequence[str]) -> list[str]:
    """Of the scopes asked those that there are. Raises `LtiError` when none is."""
    known = [one for one in scopes if one in names.SCOPES]
    if not known:
        raise LtiError("invalid_scope", "scope", f"none of {' '.join(names.SCOPES)}")
    return known


def check(
    token: str, key_set: Mapping[str, Any], *, client_id: str, audiences: Sequence[str], now: datetime
) -> Assertion:
    """That this client signed it, for us, just now. Raises `LtiError`."""
    claims = tokens.verified(token, key_set)
    tokens.same(claims, "iss", client_id)
    tokens.same(claims, "sub", client_id)
    tokens.check_audience(claims, audiences)
    expires_at = tokens.check_times(claims, now=now)
    return Assertion(reading.needed(claims, "jti"), expires_at)
