"""What the services have in common: who asks, with which right; bodies read; answers and errors as JSON, pages with their links."""

import json
from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from ujuzi.evidence.lti.operations import granting
from ujuzi.evidence.models import Tool
from ujuzi.standards.lti.problems import LtiError

Service = Callable[..., HttpResponse]
Rights = Mapping[str, tuple[str, ...]]
BODY_BYTES = 200_000
MOST_EACH = 200
STATUS = {"stale": 409, "unknown-user": 404, "media-type": 415, "too-large": 413, "refused": 422}


def as_json(value: Any, *, status: int = 200, kind: str = "application/json") -> HttpResponse:
    response = HttpResponse(json.dumps(value, ensure_ascii=False), status=status, content_type=kind)
    response["Cache-Control"] = "no-store"
    return response


def problem(error: LtiError, *, status: int | None = None) -> HttpResponse:
    """For the tool's makers, in English."""
    said = {"error": error.code, "path": error.path, "detail": error.detail}
    return as_json(said, status=status or STATUS.get(error.code, 400))


def service(rights: Rights) -> Callable[[Service], Service]:
    """Gives the view the tool whose token asks. `rights`: per method the scopes of which one is needed.

    What belongs to another tool is not there (404), whatever the token may do.
    """

    def decorate(view: Service) -> Service:
        @csrf_exempt
        @wraps(view)
        def wrapped(request: HttpRequest, tool: UUID, **more: Any) -> HttpResponse:
            needed = rights.get(request.method or "")
            if needed is None:
                response = as_json({"error": "method"}, status=405)
                response["Allow"] = ", ".join(rights)
                return response
            given = _token(request)
            if given is None:
                response = as_json({"error": "invalid_token"}, status=401)
                response["WWW-Authenticate"] = 'Bearer error="invalid_token"'
                return response
            if given.tool_id != tool:
                return as_json({"error": "not-found"}, status=404)
            if not set(needed) & set(given.scopes):
                return _too_little(needed)
            return _asked(view, request, given.tool, more)

        return wrapped

    return decorate


def _token(request: HttpRequest) -> Any:
    kind, _space, token = request.headers.get("Authorization", "").partition(" ")
    return granting.holder(token.strip(), now=timezone.now()) if kind.lower() == "bearer" else None


def _too_little(scopes: tuple[str, ...]) -> HttpResponse:
    response = as_json({"error": "insufficient_scope", "scope": " ".join(scopes)}, status=403)
    response["WWW-Authenticate"] = 'Bearer error="insufficient_scope"'
    return response


def _asked(view: Service, request: HttpRequest, tool: Tool, more: dict[str, Any]) -> HttpResponse:
    try:
        return view(request, tool, **more)
    except LtiError as error:
        return problem(error)


def body(request: HttpRequest, kind: str) -> dict[str, Any]:
    """The object that was sent, of this media type. Raises `LtiError`."""
    if (request.content_type or "").lower() != kind:
        raise LtiError("media-type", "Content-Type", f"must be {kind}")
    raw = request.read(BODY_BYTES + 1)
    if len(raw) > BODY_BYTES:
        raise LtiError("too-large", "", f"more than {BODY_BYTES} bytes")
    try:
        found = json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise LtiError("format", "", "this is no JSON") from error
    if not isinstance(found, dict):
        raise LtiError("type", "", "this is no object")
    return found


def page(request: HttpRequest, rows: QuerySet[Any], address: str) -> tuple[list[Any], str]:
    """The rows that `limit` and `page` ask for, and the Link header that leads on, "" at the end."""
    each, number = _count(request, "limit", MOST_EACH), _count(request, "page", 1)
    each = min(each, MOST_EACH)
    found = list(rows[(number - 1) * each : number * each + 1])
    if len(found) <= each:
        return found, ""
    further = request.GET.copy()
    further["limit"], further["page"] = str(each), str(number + 1)
    return found[:each], f'<{address}?{further.urlencode()}>; rel="next"'


def _count(request: HttpRequest, name: str, usual: int) -> int:
    said = request.GET.get(name, "")
    if not said:
        return usual
    if not (said.isascii() and said.isdecimal() and int(said[:9]) > 0 and len(said) < 8):
        raise LtiError("range", name, "is no whole number above 0")
    return int(said)
