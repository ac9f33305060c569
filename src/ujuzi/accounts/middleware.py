"""Staff use a second factor: until they have one, every page but those of the account sends them to set it up."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from ujuzi.accounts import queries

# What somebody needs to sign in or out, to set a second factor up, and to read why.
OPEN_NAMES = (
    "account_",
    "mfa_",
    "usersessions_",
    "socialaccount_",
    "openid_connect_",
    "set_language",
    "privacy",
)


class StaffMfaMiddleware:
    """After AccountMiddleware. Asks the database only for people with a staff role."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Callable[..., Any], *args: Any) -> HttpResponse | None:
        if not settings.STAFF_MFA:
            return None
        # Only who has a session can be somebody; asking for the person would make a cached page vary by cookie.
        if settings.SESSION_COOKIE_NAME not in request.COOKIES or not request.user.is_authenticated:
            return None
        if not request.user.staff_role or _is_open(request) or queries.has_strong_sign_in(request.user):
            return None
        return redirect("accounts:staff_mfa")


def _is_open(request: HttpRequest) -> bool:
    match = request.resolver_match
    return match is not None and (
        "accounts" in match.namespaces or (match.url_name or "").startswith(OPEN_NAMES)
    )
