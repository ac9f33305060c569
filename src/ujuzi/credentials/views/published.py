"""What verifiers read: DID documents, their history, status lists."""

import orjson
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language_from_request
from django.views.decorators.http import require_safe

from ujuzi.credentials import issuers
from ujuzi.credentials.models import Achievement, StatusList
from ujuzi.credentials.operations import lists
from ujuzi.credentials.queries import keys
from ujuzi.organisations.models import Organisation
from ujuzi.standards.openbadges import moments

MINUTES_5 = "public, max-age=300"


def _open(response: HttpResponse) -> HttpResponse:
    """Verifiers run in browsers, on other sites."""
    response["Access-Control-Allow-Origin"] = "*"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    response["Cache-Control"] = MINUTES_5
    return response


def _organisation(slug: str) -> Organisation | None:
    if not slug:
        return None
    found = Organisation.objects.filter(slug=slug).first()
    if found is None:
        raise Http404
    return found


@require_safe
def did_document(request: HttpRequest, slug: str = "") -> HttpResponse:
    document = keys.document_of(_organisation(slug))
    if document is None:
        raise Http404
    return _open(JsonResponse(document, content_type="application/did+json"))


@require_safe
def did_history(request: HttpRequest, slug: str = "") -> HttpResponse:
    """The signed history, for mirrors: `ujuzi keys check-history` verifies it."""
    did = issuers.did(_organisation(slug))
    entries = keys.history_of(did)
    if not entries:
        raise Http404
    return _open(JsonResponse({"did": did, "entries": entries}))


@require_safe
def status_list(request: HttpRequest, number: int) -> HttpResponse:
    row = StatusList.objects.filter(pk=number).first()
    if row is None:
        raise Http404
    return _open(HttpResponse(lists.published(row, now=timezone.now()), content_type="application/vc"))


@require_safe
def issuer(request: HttpRequest, slug: str) -> HttpResponse:
    """An issuer's address leads to the partner's page."""
    if _organisation(slug) is None:
        raise Http404
    return redirect(f"/{get_language_from_request(request)}/partner/{slug}/")


@require_safe
def snapshot(request: HttpRequest) -> HttpResponse:
    """What a browser keeps to verify without a network: the issuers' keys and the lists, as of now."""
    now = timezone.now()
    signed = {lists.address(row.pk): lists.published(row, now=now) for row in StatusList.objects.all()}
    found = {
        "documents": keys.documents(),
        "statusLists": {address: orjson.Fragment(document) for address, document in signed.items()},
        "snapshotAt": moments.write(now),
    }
    return _open(HttpResponse(orjson.dumps(found), content_type="application/json"))


@require_safe
def achievement(request: HttpRequest, name: str) -> HttpResponse:
    """An achievement's address leads to its page in the reader's language."""
    if not Achievement.objects.filter(name=name).exists():
        raise Http404
    return redirect(f"/{get_language_from_request(request)}/achievements/{name}/")


@require_safe
def door(request: HttpRequest, number: str) -> HttpResponse:
    """The address in the QR code of a certificate."""
    return redirect(f"/{get_language_from_request(request)}/verify/{number}/")


@require_safe
def shared_door(request: HttpRequest, token: str) -> HttpResponse:
    """The address that a learner shares."""
    return redirect("credentials:shared", token=token)
