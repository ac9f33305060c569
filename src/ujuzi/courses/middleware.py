"""Packages have an origin of their own: what a stranger's script can reach there is its own files and its own run-time, nothing else.

This stands before sessions and everything that knows people, so that the other origin has no cookies and no pages, and the hub's
own origin never serves a package.
"""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase

from ujuzi.courses.views import frames_of_packages

Handler = Callable[[HttpRequest], HttpResponseBase]
UNDER = "/p/"


def apart(get_response: Handler) -> Handler:
    """Splits requests by their host."""
    host = urlsplit(settings.PACKAGES_ORIGIN).netloc

    def handle(request: HttpRequest) -> HttpResponseBase:
        there = bool(host) and request.META.get("HTTP_HOST", "") == host
        if there and request.path.startswith(UNDER):
            return frames_of_packages.serve(request, request.path.removeprefix(UNDER))
        if there or request.path.startswith(UNDER):
            return HttpResponse(status=404)
        return get_response(request)

    return handle
