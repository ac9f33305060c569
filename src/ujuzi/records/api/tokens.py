"""OAuth 2 for tools: a key is exchanged for a bearer token (RFC 6749, 4.4, client credentials)."""

from datetime import timedelta
from urllib.parse import parse_qsl, unquote_plus

from django.http import HttpRequest, HttpResponse

from ujuzi.organisations import secrets
from ujuzi.records import keys
from ujuzi.records.api import answers, calls
from ujuzi.records.models import Key, Token

LASTS = timedelta(hours=1)
FORM_BYTES = 10_000


def token(request: HttpRequest) -> HttpResponse:
    """POST grant_type=client_credentials, the key as HTTP Basic or as client_id and client_secret."""
    if request.method != "POST":
        return _error("invalid_request", "send a POST", 405)
    form = dict(parse_qsl(request.read(FORM_BYTES).decode("utf-8", "replace")))
    if form.get("grant_type") != "client_credentials":
        return _error("unsupported_grant_type", "grant_type must be client_credentials", 400)
    key = _key(request, form)
    if key is None:
        response = _error("invalid_client", "this key is not known, or works no longer", 401)
        response.headers["WWW-Authenticate"] = 'Basic realm="xAPI", charset="UTF-8"'
        return response
    wanted = form.get("scope", "").split() or key.scopes
    if not set(wanted) <= set(key.scopes) and "all" not in key.scopes:
        return _error("invalid_scope", "the key has not all of these scopes", 400)
    return _grant(key, wanted)


def _key(request: HttpRequest, form: dict[str, str]) -> Key | None:
    kind, _space, value = request.headers.get("Authorization", "").partition(" ")
    pair = keys.basic_pair(value) if kind.lower() == "basic" else None
    if pair is not None:  # RFC 6749, 2.3.1: both parts are form-encoded before they are joined
        pair = (unquote_plus(pair[0]), unquote_plus(pair[1]))
    else:
        pair = (form.get("client_id", ""), form.get("client_secret", ""))
    return keys.key_of(*pair, now=calls.clock()) if pair[0] and "\0" not in pair[0] else None


def _grant(key: Key, scopes: list[str]) -> HttpResponse:
    now, secret = calls.clock(), secrets.make()
    Token.objects.filter(expires_at__lt=now).delete()
    Token.objects.create(key=key, token_hash=secrets.digest(secret), scopes=scopes, expires_at=now + LASTS)
    response = answers.json(
        {
            "access_token": secret,
            "token_type": "Bearer",
            "expires_in": int(LASTS.total_seconds()),
            "scope": " ".join(scopes),
        }
    )
    response.headers["Cache-Control"] = "no-store"
    return response


def _error(code: str, text: str, status: int) -> HttpResponse:
    return answers.json({"error": code, "error_description": text}, status=status)
