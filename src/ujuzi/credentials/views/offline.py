"""What a browser keeps to verify without a network: contexts, the worker that keeps the page, the words of its results."""

import hashlib
import json
from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ujuzi.credentials import words
from ujuzi.standards.openbadges import contexts

_MODULES = ("page", "opening", "verifying", "proofs", "jsonld", "rdfc", "vendor/noble-ed25519")
_STYLES = ("ujuzi.css", "certificates.css", "mark.svg")


@require_safe
def pinned(request: HttpRequest) -> HttpResponse:
    """{address: context} of all that a credential may name."""
    response = HttpResponse(_pinned(), content_type="application/json")
    response["Cache-Control"] = "public, max-age=86400"
    return response


@cache
def _pinned() -> bytes:
    return json.dumps(
        {address: contexts.document(address) for address in contexts.PINNED}, separators=(",", ":")
    ).encode()


@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker; it touches nothing but the verification page and its files."""
    pages = [f"/{code}/verify/" for code, _name in settings.LANGUAGES]
    files = [static(name) for name in _STYLES] + [static(f"verify/{name}.js") for name in _MODULES]
    fresh = [reverse("credential_contexts"), reverse("credential_snapshot"), *pages]
    version = hashlib.sha256("\n".join([*files, *fresh]).encode() + _pinned()).hexdigest()[:12]
    context = {"version": version, "files": json.dumps(files), "fresh": json.dumps(fresh)}
    response = render(request, "credentials/worker.js", context, content_type="text/javascript")
    response["Cache-Control"] = "no-cache"
    return response


def page_words() -> dict[str, Any]:
    """What the page's script says, in the page's language."""
    return {
        "verdicts": {
            verdict.value: [said.mood, str(said.heading), str(said.meaning)]
            for verdict, said in words.VERDICTS.items()
        },
        "problems": {code: str(said) for code, said in words.PROBLEMS.items()},
        "opening": {code: str(said) for code, said in words.OPENING.items()},
        "asOf": _("The issuer's list of revoked certificates is of %(at)s (UTC).") % {"at": "{at}"},
        "noList": _("The issuer publishes no list of revoked certificates."),
        "noStatus": _("The issuer's list of revoked certificates could not be read."),
        "working": _("It is being checked …"),
        "here": _("Checked in this page; nothing was sent anywhere."),
        "kept": _("Kept. Open this page again when there is no network."),
        "keys": {
            "pinned": _("This hub, or an organisation of its coalition."),
            "issuer": _("Its identifier is its key; who it is, you must judge."),
            "bundle": _("Not known to this hub, and its keys came in the same file."),
        },
        "labels": {
            "name": _("Name"),
            "nameless": _("Without a name"),
            "achieved": _("Achieved"),
            "issuer": _("Issued by"),
            "awarded": _("Awarded on"),
            "until": _("Valid until"),
            "endless": _("no end"),
            "claims": _("What it claims (not confirmed)"),
            "everything": _("Everything that is signed"),
            "specialists": _("For specialists"),
        },
    }
