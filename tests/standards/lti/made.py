"""Keys of a platform and a tool, and tokens as the tool signs them: right ones, and ones with anything forged."""

import base64
import hashlib
import hmac
import json
from datetime import UTC, datetime
from typing import Any

from joserfc import jwk, jws

from ujuzi.standards.lti import names

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
SECONDS = int(NOW.timestamp())
ISSUER, TOKEN_URL = "https://hub.example", "https://hub.example/lti/token"
TOOL_KEY = jwk.RSAKey.generate_key(2048, {"kid": "tool-1"})
OTHER_KEY = jwk.RSAKey.generate_key(2048, {"kid": "tool-1"})
EC_KEY = jwk.ECKey.generate_key("P-256", {"kid": "tool-ec"})
KEYS = {"keys": [TOOL_KEY.as_dict(private=False), EC_KEY.as_dict(private=False)]}


def signed(claims: Any, *, key: Any = TOOL_KEY, alg: str = "RS256", **header: Any) -> str:
    header = {"alg": alg, "typ": "JWT", "kid": key.kid} | header
    header = {name: value for name, value in header.items() if value is not None}
    return jws.serialize_compact(header, json.dumps(claims).encode(), key, algorithms=[alg])


def unsigned(claims: Any, *, alg: str = "none") -> str:
    return f"{_part({'alg': alg, 'typ': 'JWT', 'kid': 'tool-1'})}.{_part(claims)}."


def by_hmac(claims: Any) -> str:
    """HS256 with the public key as secret: what a library believes that takes `alg` from the token."""
    text = f"{_part({'alg': 'HS256', 'typ': 'JWT', 'kid': 'tool-1'})}.{_part(claims)}"
    mac = hmac.new(TOOL_KEY.as_pem(private=False), text.encode(), hashlib.sha256).digest()
    return f"{text}.{base64.urlsafe_b64encode(mac).rstrip(b'=').decode()}"


def _part(value: Any) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()


def assertion(**changes: Any) -> dict[str, Any]:
    claims: dict[str, Any] = {
        "iss": "client-1",
        "sub": "client-1",
        "aud": TOKEN_URL,
        "iat": SECONDS - 5,
        "exp": SECONDS + 60,
        "jti": "number-1",
    }
    return _changed(claims, changes)


def response(**changes: Any) -> dict[str, Any]:
    """Of deep linking; names of claims may be given in short."""
    claims: dict[str, Any] = {
        "iss": "client-1",
        "aud": [ISSUER],
        "iat": SECONDS,
        "exp": SECONDS + 600,
        "nonce": "nonce-1",
        names.MESSAGE_TYPE: names.DEEP_LINKING_RESPONSE,
        names.VERSION_CLAIM: "1.3.0",
        names.DEPLOYMENT_ID: "deployment-1",
        names.DATA: "data-1",
        names.CONTENT_ITEMS: [
            {
                "type": "ltiResourceLink",
                "title": "Soil",
                "url": "https://tool.example/soil",
                "custom": {"chapter": 3, "draft": False, "name": "x"},
                "lineItem": {"scoreMaximum": 50, "tag": "final"},
            }
        ],
    }
    short = {
        "message_type": names.MESSAGE_TYPE,
        "version": names.VERSION_CLAIM,
        "deployment_id": names.DEPLOYMENT_ID,
        "data": names.DATA,
        "content_items": names.CONTENT_ITEMS,
    }
    return _changed(claims, {short.get(name, name): value for name, value in changes.items()})


def _changed(claims: dict[str, Any], changes: dict[str, Any]) -> dict[str, Any]:
    """None takes a claim away."""
    return {name: value for name, value in (claims | changes).items() if value is not None}
