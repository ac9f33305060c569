"""The front page, and the door that sends a first visitor to it in her language."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language_from_request

from ujuzi.core import caching


def door(request: HttpRequest) -> HttpResponse:
    """From "/" to the language that the browser asks for; nothing is remembered."""
    response = redirect("catalogue:home")
    response.headers["Location"] = f"/{get_language_from_request(request)}/"
    patch_vary_headers(response, ("Accept-Language", "Cookie"))
    return response


@caching.public
def home(request: HttpRequest) -> HttpResponse:
    return render(request, "catalogue/home.html")
