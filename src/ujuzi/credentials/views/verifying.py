"""The verification page: whatever somebody was handed, checked in the page itself or, without scripting, here."""

from typing import Any

from allauth.core.internal import ratelimit
from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from ujuzi.core import caching, fetching
from ujuzi.credentials import checking, forms, photographs, reading, reports, showing, words
from ujuzi.credentials.queries import mine
from ujuzi.credentials.views import offline
from ujuzi.standards.openbadges import moments, opening
from ujuzi.standards.openbadges.opening import Opened, OpeningError
from ujuzi.standards.openbadges.reports import Report

LARGEST = opening.LARGEST


def verify(request: HttpRequest) -> HttpResponse:
    """GET: the form. POST: what was handed in, checked."""
    if request.method != "POST":
        return _form(request)
    if not ratelimit.consume(request, app="allauth.account", action="verify"):
        return ratelimit.respond_429(request)
    return _handed_in(request)


def _render(request: HttpRequest, context: dict[str, Any], status: int = 200) -> HttpResponse:
    return render(
        request, "credentials/verify.html", context | {"words": offline.page_words()}, status=status
    )


@caching.public
def _form(request: HttpRequest) -> HttpResponse:
    return _render(request, {"form": forms.Verify()})


def _handed_in(request: HttpRequest) -> HttpResponse:
    form = forms.Verify(request.POST, request.FILES)
    if not form.is_valid():
        return _render(request, {"form": form}, 422)
    sent = form.cleaned_data.get("file")
    data = sent.read(LARGEST + 1) if sent else form.cleaned_data["text"].encode()
    try:
        opened, address = read(data)
        report = checking.check(opened, now=timezone.now(), fetch=fetching.asked())
    except OpeningError as error:
        form.add_error(None, str(words.OPENING[error.code]))
        return _render(request, {"form": form}, 422)
    return render(
        request, "credentials/verify.html", shown(report) | {"form": forms.Verify(), "address": address}
    )


def read(data: bytes) -> tuple[Opened, str]:
    """What it holds, and the address that its text or QR code names, if that is what it holds. Raises `OpeningError`."""
    texts = [data.decode("ascii", "replace").strip()] if len(data) < 200 else []
    try:
        return reading.read(data), ""
    except OpeningError:
        for text in texts or photographs.texts(data):
            number = _number(text)
            found = mine.by_number(number) if number else None
            if found is not None:
                return opening.read(found.document.encode()), text
        raise


def _number(text: str) -> str:
    """The number in an address of ours or in an id; "" for anything else."""
    for before in (f"{settings.ORIGIN}/v/", "urn:uuid:"):
        if text.startswith(before):
            return forms.uuid_or_nothing(text.removeprefix(before).strip("/"))
    return ""


def shown(report: Report) -> dict[str, Any]:
    """What the page says of a report."""
    verdict = words.VERDICTS[report.verdict]
    codes = dict.fromkeys(problem.code for problem in report.problems)
    signed = {
        name: moments.read(report.credential[name])
        for name in ("validFrom", "validUntil", "awardedDate")
        if name in report.credential and _is_moment(report.credential[name])
    }
    return {
        "report": report,
        "verdict": verdict,
        "why": [words.PROBLEMS.get(code, "") for code in codes],
        "details": report.problems,
        "title": showing.title(report.credential),
        "holder": showing.holder(report.credential),
        "issuer": showing.issuer(report.credential),
        "standing": words.standing(report) if report.origin else "",
        "rows": showing.rows(report.credential),
        "signed": signed,
        "checked_at": timezone.now(),
        "endorsements": [
            (showing.issuer(one.credential), words.VERDICTS[one.verdict]) for one in report.endorsements
        ],
    }


def _is_moment(text: Any) -> bool:
    try:
        moments.read(text)
    except moments.MomentError:
        return False
    return True


@require_GET
def one(request: HttpRequest, number: str) -> HttpResponse:
    """The address in a QR code: whoever has the paper sees whether it still holds."""
    found = mine.by_number(number)
    if found is None:
        context = {"form": forms.Verify(), "gone": True}
        return _render(request, context, 404)
    report = checking.check(opening.read(found.document.encode()), now=timezone.now(), fetch=None)
    context = shown(report) | {"form": forms.Verify(), "ours": found}
    response = _render(request, context)
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex"
    return response


@require_GET
def shared(request: HttpRequest, token: str) -> HttpResponse:
    """The page that a learner shares: what she achieved, named as she chose, with its verification."""
    found = mine.shared(token)
    if found is None:
        return render(request, "credentials/shared_gone.html", status=404)
    report = checking.check(opening.read(found.document.encode()), now=timezone.now(), fetch=None)
    context = shown(report) | {
        "credential": found,
        "achievement": found.award.achievement,
        "said": found.award.achievement.said("titles", found.language),
        "verify": reverse("credentials:verify_one", args=[found.pk]),
    }
    response = render(request, "credentials/shared.html", context)
    response["Cache-Control"] = "private, no-store"
    return response


@csrf_exempt
@require_POST
def api(request: HttpRequest) -> HttpResponse:
    """POST the bytes of a credential in any form; the answer is what the page says, for programs."""
    if not ratelimit.consume(request, app="allauth.account", action="verify"):
        return JsonResponse({"error": {"code": "too-many", "detail": "try again in a minute"}}, status=429)
    if int(request.headers.get("Content-Length") or 0) > LARGEST:
        return JsonResponse({"error": {"code": "too-large", "detail": ""}}, status=413)
    try:
        opened, _address = read(request.body)
    except OpeningError as error:
        return JsonResponse({"error": {"code": error.code, "detail": error.detail}}, status=422)
    report = checking.check(opened, now=timezone.now(), fetch=fetching.asked())
    response = JsonResponse(reports.as_json(report))
    response["Access-Control-Allow-Origin"] = "*"
    return response
