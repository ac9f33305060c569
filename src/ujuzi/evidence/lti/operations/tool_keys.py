"""The public keys of a tool: pasted by its partner, or read at the address that the partner gave."""

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from ujuzi.core.fetching import FetchError, Response
from ujuzi.evidence.models import Tool
from ujuzi.standards.lti import tokens
from ujuzi.standards.lti.problems import LtiError

Fetch = Callable[..., Response]
MOST_BYTES = 200_000
FRESH = timedelta(hours=1)
# A stranger could make the hub fetch at will, by tokens with names of keys that are not there.
AT_MOST_EVERY = timedelta(seconds=30)


def of_tool(tool: Tool, token: str, *, fetch: Fetch, now: datetime) -> dict[str, Any]:
    """The key set in which the key of this token should be; read again when it is old or lacks the key. Raises `LtiError`."""
    kid = tokens.kid_of(token)
    if not tool.jwks_url or (_is_fresh(tool, now) and _has(tool, kid)):
        return dict(tool.jwks)
    if tool.jwks_read_at is None or now - tool.jwks_read_at >= AT_MOST_EVERY:
        _read(tool, fetch=fetch, now=now)
    return dict(tool.jwks)


def _is_fresh(tool: Tool, now: datetime) -> bool:
    return tool.jwks_read_at is not None and now - tool.jwks_read_at < FRESH


def _has(tool: Tool, kid: str) -> bool:
    keys = tool.jwks.get("keys", [])
    return bool(keys) if not kid else any(one.get("kid") == kid for one in keys)


def _read(tool: Tool, *, fetch: Fetch, now: datetime) -> None:
    """A tool whose keys cannot be read now has none that can be trusted: the partner may just have taken one back."""
    Tool.objects.filter(pk=tool.pk).update(jwks_read_at=now)
    tool.jwks_read_at = now
    try:
        tool.jwks = parse(fetch(tool.jwks_url, accept="application/json", max_bytes=MOST_BYTES).content)
    except (FetchError, LtiError) as error:
        tool.jwks = {}
        raise LtiError("keys", "jwks_url", f"the tool's keys could not be read ({error})"[:300]) from error
    finally:
        Tool.objects.filter(pk=tool.pk).update(jwks=tool.jwks)


def parse(text: bytes | str) -> dict[str, Any]:
    """A key set as text, with the keys that can be used. Raises `LtiError`."""
    try:
        return tokens.public_set(json.loads(text))
    except (ValueError, RecursionError) as error:
        if isinstance(error, LtiError):
            raise
        raise LtiError("keys", "", "this is no JSON") from error
