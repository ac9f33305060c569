"""Access tokens: a tool proves who it is by its key, and may then use the services for an hour."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from ujuzi.evidence.lti import addresses
from ujuzi.evidence.lti.operations import once, tool_keys
from ujuzi.evidence.models import AccessToken, Tool, ToolState
from ujuzi.organisations import secrets
from ujuzi.standards.lti import assertions
from ujuzi.standards.lti.problems import LtiError

LASTS = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Granted:
    token: str
    scopes: list[str]


def grant(form: Mapping[str, str], *, fetch: tool_keys.Fetch, now: datetime) -> Granted:
    """Raises `LtiError`; its code is one of OAuth's (RFC 6749, section 5.2)."""
    asked = assertions.asked(form)
    tool = _proved(asked, fetch=fetch, now=now)
    scopes = assertions.granted(asked.scopes)
    secret = secrets.make()
    AccessToken.objects.filter(expires_at__lt=now).delete()
    AccessToken.objects.create(
        token_hash=secrets.digest(secret), tool=tool, scopes=scopes, expires_at=now + LASTS
    )
    return Granted(secret, scopes)


def _proved(asked: assertions.Asked, *, fetch: tool_keys.Fetch, now: datetime) -> Tool:
    tool = Tool.objects.filter(client_id=asked.client_id, state=ToolState.ACTIVE).first()
    if tool is None:
        raise LtiError("invalid_client", "client_assertion iss", "there is no such tool, or it is off")
    try:
        proof = assertions.check(
            asked.assertion,
            tool_keys.of_tool(tool, asked.assertion, fetch=fetch, now=now),
            client_id=tool.client_id,
            audiences=[addresses.token(), addresses.issuer()],
            now=now,
        )
    except LtiError as error:
        raise LtiError(
            "invalid_client", f"client_assertion {error.path}".strip(), f"{error.detail} ({error.code})"
        ) from error
    until = proof.expires_at + timedelta(seconds=120)
    if not once.use(tool, "assertion", proof.number, until=until, now=now):
        raise LtiError("invalid_client", "client_assertion jti", "was used before (replayed)")
    return tool


def holder(token: str, *, now: datetime) -> AccessToken | None:
    """The living token, if its tool is not switched off."""
    return (
        AccessToken.objects.select_related("tool")
        .filter(token_hash=secrets.digest(token), expires_at__gt=now, tool__state=ToolState.ACTIVE)
        .first()
    )
