"""From an activity as statements name it to its page in the reader's language."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language_from_request


def course(request: HttpRequest, name: str, unit_name: str = "") -> HttpResponse:
    rest = f"{name}/{unit_name}/" if unit_name else f"{name}/"
    response = redirect(f"/{get_language_from_request(request)}/learn/{rest}")
    patch_vary_headers(response, ("Accept-Language", "Cookie"))
    return response
