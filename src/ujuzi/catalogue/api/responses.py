"""Answers that every interface shares: open to any origin, cacheable, errors as RFC 9457 problems."""

import hashlib
import json
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified

View = Callable[..., HttpResponse]


def public(view: View) -> View:
    """GET, HEAD and OPTIONS only; any origin may read; five minutes in caches; ETag for whole answers."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "OPTIONS":
            return _open(HttpResponse(status=204))
        if request.method not in {"GET", "HEAD"}:
            response = problem(405, "This interface is for reading: GET or HEAD.")
            response["Allow"] = "GET, HEAD, OPTIONS"
            return _open(response)
        response = _open(view(request, *args, **kwargs))
        if response.status_code == 200:
            response.headers.setdefault("Cache-Control", "public, max-age=300")
            return _conditional(request, response)
        return response

    return wrapped


def _open(response: HttpResponse) -> HttpResponse:
    response["Access-Control-Allow-Origin"] = "*"
    response["Access-Control-Allow-Methods"] = "GET, HEAD, OPTIONS"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _conditional(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    if response.streaming:
        return response
    etag = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    response["ETag"] = etag
    if etag in request.headers.get("If-None-Match", ""):
        unchanged = HttpResponseNotModified()
        for name in ("ETag", "Cache-Control", "Access-Control-Allow-Origin"):
            unchanged[name] = response[name]
        return unchanged
    return response


def as_json(value: Any, content_type: str = "application/json", status: int = 200) -> HttpResponse:
    body = json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=str).encode()
    return HttpResponse(body, content_type=content_type, status=status)


def problem(status: int, detail: str, **more: Any) -> HttpResponse:
    """application/problem+json."""
    return as_json({"status": status, "detail": detail, **more}, "application/problem+json", status)
