"""Bringing a package from the browser: whole in a form, or piece by piece by a script, which can go on after the line broke."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from ujuzi.courses import permissions
from ujuzi.courses.models import Upload
from ujuzi.courses.operations import folders, packaging, shelving, uploading
from ujuzi.courses.packages import registry
from ujuzi.courses.packages.archives import Unsafe
from ujuzi.courses.packages.shapes import NotTaken
from ujuzi.courses.views import places
from ujuzi.courses.views.writing import owner_of, owners

PIECE = 1_000_000  # bytes that the script sends at once


@never_cache
@login_required
def page(request: HttpRequest) -> HttpResponse:
    if not permissions.writes_for(request.user):
        raise Http404
    if request.method == "POST":
        return _whole(request)
    context = {
        "owners": owners(request.user),
        "language": get_language(),
        "formats": [str(one.LABEL) for one in (registry.FORMATS | registry.CONVERSIONS).values()],
        "piece": PIECE,
        "most": uploading.MOST_BYTES,
    }
    return render(request, "courses/write/upload.html", context)


def _whole(request: HttpRequest) -> HttpResponse:
    """Without scripting: the form's file, which Django has put on the disk as it came."""
    sent = request.FILES.get("package")
    if sent is None or isinstance(sent, list):
        messages.error(request, _("No file was chosen."))
        return redirect("courses:upload")
    organisation = owner_of(request.POST.get("owner", ""), request.user)
    try:
        made = uploading.begin(
            sent.name or "",
            sent.size or 0,
            organisation=organisation,
            by=places.me(request),
            clock=timezone.now,
        )
        uploading.add(made, 0, sent.chunks(), clock=timezone.now)
    except uploading.Misplaced:
        uploading.forget(made)
        messages.error(request, _("This file was half here already. Try again."))
        return redirect("courses:upload")
    except uploading.TooBig:
        messages.error(request, _("The file is too large."))
        return redirect("courses:upload")
    return _taken(request, made)


def _said(request: HttpRequest, name: str, most: int) -> str:
    return request.POST.get(name, "").replace("\0", "").strip()[:most]


def _taken(request: HttpRequest, made: Upload) -> HttpResponse:
    """What came in, and what could not and why, on a page of its own."""
    meta = packaging.Meta(
        language=_said(request, "language", 12),
        licence=_said(request, "licence", 200),
    )
    try:
        if folders.looks_like(uploading.place(made)):
            return _folder(request, made)
        publish = permissions.may_publish(request.user, made.organisation)
        taken = uploading.finish(made, clock=timezone.now, meta=meta, publish=publish)
    except (NotTaken, Unsafe) as error:
        return render(
            request, "courses/write/refused.html", {"why": str(error), "filename": made.filename}, status=422
        )
    if taken.course.published_at is not None:
        shelving.shelve(taken.course.organisation, clock=timezone.now)
    return render(request, "courses/write/taken.html", {"taken": taken, "filename": made.filename})


def _folder(request: HttpRequest, made: Upload) -> HttpResponse:
    """The folder of a course: into the editor with it."""
    try:
        draft = folders.bring(
            uploading.place(made), organisation=made.organisation, by=places.me(request), clock=timezone.now
        )
    finally:
        uploading.forget(made)
    messages.success(request, _("The folder is here, as the draft of its course."))
    return redirect("courses:write", draft.name)


@login_required
@require_POST
def begin(request: HttpRequest) -> HttpResponse:
    """For the script: where to send pieces, and from which byte on."""
    said = request.POST
    organisation = owner_of(said.get("owner", ""), request.user)
    size = said.get("size", "")
    try:
        made = uploading.begin(
            said.get("name", ""),
            int(size) if size.isascii() and size.isdecimal() and len(size) < 16 else 0,
            organisation=organisation,
            by=places.me(request),
            clock=timezone.now,
        )
    except uploading.TooBig:
        return JsonResponse({"problem": _("The file is too large.")}, status=413)
    return JsonResponse({"to": reverse("courses:upload_piece", args=[made.pk]), "have": made.received})


@login_required
@require_http_methods(["PUT", "POST"])
def piece(request: HttpRequest, number: UUID) -> HttpResponse:
    """PUT: a piece that starts at the byte `at`. POST: it is whole, take it in."""
    made = get_object_or_404(
        Upload.objects.select_related("organisation"), pk=number, person=places.me(request)
    )
    if request.method == "POST":
        if made.received != made.size:
            raise Http404
        return _taken(request, made)
    at = request.GET.get("at", "")
    try:
        have = uploading.add(
            made, int(at) if at.isdecimal() and len(at) < 16 else -1, _pieces(request), clock=timezone.now
        )
    except uploading.Misplaced as error:
        return JsonResponse({"have": error.received}, status=409)
    except uploading.TooBig:
        return JsonResponse({"problem": _("The file is too large.")}, status=413)
    return JsonResponse({"have": have})


def _pieces(request: Any) -> Iterator[bytes]:
    left = PIECE + 1
    while left > 0 and (found := request.read(min(left, 65536))):
        left -= len(found)
        yield found
