"""The partner's desk: sheets of completions with their preview, and secrets of webhooks."""

from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from ujuzi.accounts.models import Person
from ujuzi.evidence import forms, words
from ujuzi.evidence.models import Import, ImportState, WebhookSecret
from ujuzi.evidence.operations import sheets, webhooks
from ujuzi.evidence.queries import previews
from ujuzi.organisations import permissions
from ujuzi.organisations.models import Organisation
from ujuzi.standards.sheets import SheetError

LARGEST_MESSAGE = 100_000
SECONDS = 20  # an import in the page works so long at once, then says how far it is


def _partner(request: HttpRequest, slug: str) -> Organisation:
    """For its owners: completions are people's data."""
    found = get_object_or_404(Organisation, slug=slug)
    if not permissions.may_own(request.user, found):
        raise Http404
    return found


@never_cache
@login_required
def index(request: HttpRequest, slug: str) -> HttpResponse:
    partner = _partner(request, slug)
    form, status = forms.Sheet(), 200
    if request.method == "POST":
        form = forms.Sheet(request.POST, request.FILES)
        if form.is_valid():
            made = _look(request, partner, form)
            if made is not None:
                return redirect("evidence:sheet", slug=slug, number=made.pk)
        status = 422
    context = {
        "organisation": partner,
        "form": form,
        "imports": Import.objects.filter(organisation=partner).defer("content", "clicks")[:20],
        "secrets": WebhookSecret.objects.filter(organisation=partner, revoked_at=None),
        "secret": forms.Secret(),
        "counts": previews.totals(partner),
    }
    return render(request, "evidence/partner.html", context, status=status)


def _look(request: HttpRequest, partner: Organisation, form: forms.Sheet) -> Import | None:
    sent = form.cleaned_data["file"]
    try:
        return sheets.look(
            partner,
            by=cast(Person, request.user),
            filename=sent.name,
            content=sent.read(sheets.LARGEST + 1),
            now=timezone.now(),
        )
    except SheetError as error:
        form.add_error("file", str(words.SHEETS.get(error.code, words.SHEETS["no-heading"])))
        return None


@never_cache
@login_required
def sheet(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The preview: what counts, what needs a click, what was left out, each with its row."""
    partner = _partner(request, slug)
    batch = get_object_or_404(Import, organisation=partner, pk=number)
    if request.method == "POST":
        return _act(request, partner, batch)
    # Who of the hub's people resembles a row is shown to its staff only: a list of names must not tell a partner who is here.
    context = {"organisation": partner, "batch": batch, "staff": permissions.may_manage_all(request.user)}
    if batch.state == ImportState.LOOKED_AT and batch.content:
        context |= previews.of(batch, page=request.GET.get("page", "1"))
    return render(request, "evidence/sheet.html", context)


def _act(request: HttpRequest, partner: Organisation, batch: Import) -> HttpResponse:
    asked = request.POST
    if "import" in asked and batch.state == ImportState.LOOKED_AT:
        _import(request, batch)
    elif "undo" in asked and batch.state == ImportState.APPLIED:
        many = sheets.undo(batch, now=timezone.now())
        said = ngettext(
            "Undone: %(many)d completion was taken back.",
            "Undone: %(many)d completions were taken back.",
            many,
        )
        messages.success(request, said % {"many": many})
    elif "forget" in asked and batch.state == ImportState.LOOKED_AT and batch.done == 0:
        batch.delete()
        return redirect("evidence:partner", slug=partner.slug)
    elif asked.get("date_order") in ("dmy", "mdy"):
        Import.objects.filter(pk=batch.pk, done=0).update(date_order=asked["date_order"])
    elif "course_key" in asked or permissions.may_manage_all(request.user):
        previews.click(batch, asked)
    page = asked.get("page", "1")
    return redirect(f"{request.path}?page={page if page.isdecimal() else 1}")


def _import(request: HttpRequest, batch: Import) -> None:
    until = timezone.now().timestamp() + SECONDS
    done = sheets.apply(batch, clock=timezone.now, stopped=lambda: timezone.now().timestamp() > until)
    if done:
        messages.success(request, _("Imported. Each completion counts once."))
    else:
        messages.info(
            request, _("%(done)d completions are in. Press the button again to go on.") % {"done": batch.done}
        )


@login_required
@require_POST
def make_secret(request: HttpRequest, slug: str) -> HttpResponse:
    partner, form = _partner(request, slug), forms.Secret(request.POST)
    if not form.is_valid():
        messages.error(request, _("Give it a name, so that you know later what it was for."))
        return redirect("evidence:partner", slug=slug)
    shown = webhooks.make(partner, form.cleaned_data["name"], now=timezone.now())
    context = {"organisation": partner, "shown": shown, "name": form.cleaned_data["name"]}
    response = render(request, "evidence/secret.html", context)
    response["Cache-Control"] = "no-store"
    return response


@login_required
@require_POST
def revoke_secret(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    if webhooks.revoke(_partner(request, slug), number, now=timezone.now()):
        messages.success(request, _("Revoked: messages signed with it are refused from now on."))
    return redirect("evidence:partner", slug=slug)


@csrf_exempt
@require_POST
def hook(request: HttpRequest, slug: str) -> HttpResponse:
    """POST of a partner's platform, signed by Standard Webhooks."""
    if int(request.headers.get("Content-Length") or 0) > LARGEST_MESSAGE:
        return _refused("too-large", 413)
    partner = Organisation.objects.filter(slug=slug).first()
    if partner is None:
        return _refused("signature", 401)  # who may send is nobody's business
    headers: dict[str, Any] = {name.lower(): value for name, value in request.headers.items()}
    try:
        proof = webhooks.take(partner, headers, request.body, now=timezone.now())
    except webhooks.NotTaken as error:
        return _refused(error.code, error.status)
    return JsonResponse({"proof": str(proof.pk), "state": proof.state})


def _refused(code: str, status: int) -> HttpResponse:
    return JsonResponse({"error": {"code": code}}, status=status)
