"""Counts requests and their time for `/metrics`; one log line per request that failed or was slow."""

import logging
import time
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from prometheus_client import Counter, Histogram

log = logging.getLogger("ujuzi.requests")

REQUESTS = Counter("ujuzi_requests", "Requests answered", ["method", "view", "status"])
SECONDS = Histogram(
    "ujuzi_request_seconds",
    "Time to answer",
    ["view"],
    buckets=(0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5),
)
SLOW_SECONDS = 1.0


def observe(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware; labels are names of views, never addresses, so that their number stays bounded."""

    def middleware(request: HttpRequest) -> HttpResponse:
        began = time.perf_counter()
        response = get_response(request)
        seconds = time.perf_counter() - began
        match = request.resolver_match
        view = match.view_name if match and match.view_name else "none"
        method = request.method if request.method in {"GET", "POST", "HEAD"} else "other"
        REQUESTS.labels(method, view, response.status_code).inc()
        SECONDS.labels(view).observe(seconds)
        if response.status_code >= 500 or seconds > SLOW_SECONDS:
            log.warning(
                "%s %s %s",
                request.method,
                request.path,
                response.status_code,
                extra={"seconds": round(seconds, 3)},
            )
        return response

    return middleware
