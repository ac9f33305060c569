"""Pages that more than one view ends with."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse


def recovery_words(
    request: HttpRequest, fresh: str, *, next_url: str = "", new_account: bool = False
) -> HttpResponse:
    """Shows new words, this once: the answer to a POST, never stored by a browser or a proxy."""
    where = next_url or reverse("accounts:account")
    response = render(
        request,
        "accounts/recovery_words_new.html",
        {"words": fresh.split(), "next_url": where, "new_account": new_account},
    )
    response["Cache-Control"] = "no-store"
    return response
