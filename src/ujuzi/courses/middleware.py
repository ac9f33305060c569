"""Packages have an origin of their own: what a stranger's script can reach there is its own files and its own run-time, nothing else.

This stands before sessions and everything that knows people, so that the other origin has no cookies and no pages, and the hub's
own origin never serves a package.
"""

from collections.abc import Callable
from functools import lru_cache
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase

from ujuzi.courses.views import frames_of_packages

Handler = Callable[[HttpRequest], HttpResponseBase]
UNDER = "/p/"


@lru_cache(maxsize=4)
def _host(origin: str) -> str:
    return urlsplit(origin).netloc


def apart(get_response: Handler) -> Handler:
    """Splits requests by their host."""

    def handle(request: HttpRequest) -> HttpResponseBase:
        host = _host(settings.PACKAGES_ORIGIN)
        there = bool(host) and request.META.get("HTTP_HOST", "") == host
        if there and request.path.startswith(UNDER):
            return frames_of_packages.serve(request, request.path.removeprefix(UNDER))
        if there or request.path.startswith(UNDER):
            return HttpResponse(status=404)
        return get_response(request)

    return handle
