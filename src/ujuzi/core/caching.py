"""Which pages may be kept: those of readers without a session, the same for everybody, for a minute."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control, patch_vary_headers

SECONDS = 60

View = Callable[..., HttpResponse]


def public(view: View) -> View:
    """For a view that writes nothing and whose page depends on the address and, signed in, on the person only."""

    @wraps(view)
    def handle(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        patch_vary_headers(response, ("Cookie",))
        if is_anonymous(request) and not response.cookies and response.status_code < 400:
            patch_cache_control(response, public=True, max_age=SECONDS)
        else:
            patch_cache_control(response, private=True, no_cache=True)
        return response

    return handle


def is_anonymous(request: HttpRequest) -> bool:
    """No session and no message waiting: told from the cookies, without asking the database."""
    return not {settings.SESSION_COOKIE_NAME, CookieStorage.cookie_name} & set(request.COOKIES)
