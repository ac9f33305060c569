"""Every answer's headers, and errors as JSON: `{"error": {"rule": ..., "path": ...}}`."""

import logging
import time
from collections import defaultdict
from collections.abc import Callable
from uuid import UUID

import orjson
from django.db import DatabaseError, InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.http.request import UnreadablePostError
from prometheus_client import Counter

from ujuzi.records.api import calls
from ujuzi.records.api.calls import Call, Refused
from ujuzi.records.models import Refusal
from ujuzi.records.operations.appending import Conflict, NotYours
from ujuzi.standards.xapi.errors import Broken

log = logging.getLogger("ujuzi.records")
REFUSED = Counter("ujuzi_records_refused", "Requests to the record store that were refused", ["status"])

Resource = Callable[[Call], HttpResponse]
_CORS = {
    "Access-Control-Allow-Origin": "*",  # no cookie opens anything here: a key must be sent
    "Access-Control-Expose-Headers": "ETag, Last-Modified, X-Experience-API-Version, X-Experience-API-Consistent-Through",
    "Cross-Origin-Resource-Policy": "cross-origin",
}
_PREFLIGHT = {
    "Access-Control-Allow-Methods": "HEAD, GET, POST, PUT, DELETE, OPTIONS",
    "Access-Control-Allow-Headers": "Authorization, Content-Type, Content-Length, If-Match, If-None-Match, Accept-Language, "
    "X-Experience-API-Version",
    "Access-Control-Max-Age": "86400",
}
NOTED_PER_MINUTE = 20  # refusals of one key that a process writes down; metrics count all
_noted: dict[str, list[float]] = defaultdict(list)


def answer(
    request: HttpRequest,
    resource: Resource,
    otherwise: str,
    first: Callable[[], dict[str, str]] | None = None,
    whose: calls.Whose | None = None,
) -> HttpResponse:
    """Runs a resource; `otherwise` is the version ("1.0", "2.0") of the answer to a request that names none.

    `first` gives the headers that the resource owes to every answer, errors too. It is asked before something is read, and
    after something was written only if the resource has not said so itself.
    """
    if request.method == "OPTIONS":
        return _finish(HttpResponse(status=204, headers=_PREFLIGHT), otherwise)
    owed: dict[str, str] = {}
    version, call = calls.version_of(request.headers.get("x-experience-api-version", "")) or otherwise, None
    try:
        owed = first() if first is not None and _reads(request) else {}
        call = calls.read(request, whose)
        version = call.version
        response = resource(call)
    except Exception as error:
        response = refusal(_translated(error), call)
    if first is not None and not owed and response.status_code != 503 and not _said(response):
        owed = first()
    for name, value in owed.items():
        response.headers[name] = value
    if request.method == "HEAD":
        response = _without_body(response)
    return _finish(response, version)


def _reads(request: HttpRequest) -> bool:
    """The alternate syntax reads by POST."""
    return request.method not in ("POST", "PUT") or "method=" in request.META.get("QUERY_STRING", "")


def _said(response: HttpResponse) -> bool:
    return "X-Experience-API-Consistent-Through" in response.headers


def about(request: HttpRequest, response: HttpResponse, otherwise: str) -> HttpResponse:
    """The one resource that asks for neither version nor key."""
    if request.method == "OPTIONS":
        response = HttpResponse(status=204, headers=_PREFLIGHT)
    elif request.method not in ("GET", "HEAD"):
        response = refusal(Refused(405, "this can only be read"), None)
    elif request.method == "HEAD":
        response = _without_body(response)
    return _finish(
        response, calls.version_of(request.headers.get("x-experience-api-version", "")) or otherwise
    )


def nowhere(request: HttpRequest) -> HttpResponse:
    """For addresses that are none: a tool with a slash too many is told so, as JSON."""
    response = refusal(
        Refused(404, "no resource has this address; they are like /xapi/statements, without a slash after"),
        None,
    )
    if request.method == "HEAD":
        response = _without_body(response)
    return _finish(response, "2.0")


def _finish(response: HttpResponse, version: str) -> HttpResponse:
    response.headers["X-Experience-API-Version"] = calls.ANSWERS[version]
    for name, value in _CORS.items():
        response.headers[name] = value
    response.headers.setdefault("Cache-Control", "no-store")
    if not response.streaming and response.status_code != 204:
        response.headers.setdefault("Content-Length", str(len(response.content)))
    return response


def _without_body(response: HttpResponse) -> HttpResponse:
    length = None if response.streaming else len(response.content)
    bare = HttpResponse(status=response.status_code, headers=response.headers)
    if length is not None:
        bare.headers["Content-Length"] = str(length)
    return bare


# Locked for too long, the database is away, the disk is full: worth trying again.
AWAY = (OperationalError, InterfaceError, OSError)


def _translated(error: Exception) -> Refused:
    """What went wrong as a refusal; what is nobody's fault is raised again."""
    if isinstance(error, Refused):
        return error
    if isinstance(error, Broken):
        return Refused(400, error.rule, error.path)
    if isinstance(error, Conflict):
        return Refused(
            409, f"another statement, perhaps not yours, has the id {UUID(bytes=error.sid)} already"
        )
    if isinstance(error, RecursionError):
        return Refused(400, "nested too deep")
    if isinstance(error, NotYours):
        return Refused(403, "only one's own statements can be voided")
    if isinstance(error, UnreadablePostError):
        return Refused(400, "the body cannot be read")
    if isinstance(error, AWAY):
        log.error("the record store could not write: %s", error)
        return Refused(503, "the store is busy; try again")
    raise error


def refusal(refused: Refused, call: Call | None) -> HttpResponse:
    """The answer to a refused request; the partner finds the reason on its page, too."""
    REFUSED.labels(refused.status).inc()
    if call is not None and refused.status not in (404, 503):
        _note(refused, call)
    response = json({"error": {"rule": refused.rule, "path": refused.path}}, status=refused.status)
    if refused.status == 401:
        response.headers["WWW-Authenticate"] = 'Basic realm="xAPI", charset="UTF-8"'
    if refused.status == 503:
        response.headers["Retry-After"] = "2"
    return response


def _note(refused: Refused, call: Call) -> None:
    recent = _noted[f"{call.author.owner} {call.author.name}"]
    now = time.monotonic()
    recent[:] = [moment for moment in recent if moment > now - 60]
    if len(recent) >= NOTED_PER_MINUTE:
        return
    recent.append(now)
    try:
        Refusal.objects.create(
            owner=call.author.owner,
            key_name=call.author.name,
            status=refused.status,
            path=refused.path.replace("\0", "")[:200],
            rule=refused.rule.replace("\0", "")[:300],
        )
    except DatabaseError:
        log.exception("a refusal could not be written down")


def forget() -> None:
    """For tests: every key may be noted again."""
    _noted.clear()


def json(value: object, *, status: int = 200) -> HttpResponse:
    return HttpResponse(orjson.dumps(value), status=status, content_type="application/json")
