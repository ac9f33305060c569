"""The public page of an achievement: what it takes, what it says, who answers for it; and awarding it by hand."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from ujuzi.accounts import queries as accounts
from ujuzi.core import caching
from ujuzi.credentials import documents, forms, permissions, pictures
from ujuzi.credentials.models import Achievement, Award
from ujuzi.credentials.operations import awarding, revoking


def _found(name: str) -> Achievement:
    return get_object_or_404(Achievement.objects.select_related("organisation", "assessed_by"), name=name)


@require_GET
@caching.public
def achievement(request: HttpRequest, name: str) -> HttpResponse:
    found, here = _found(name), get_language() or "en"
    context = {
        "achievement": found,
        "title": found.said("titles", here),
        "description": found.said("descriptions", here),
        "criteria": found.said("criteria", here),
        "outcomes": documents.langtext_list(found.outcomes, here, found.source_language),
        "many": found.awards.filter(withdrawn_at=None).count(),
    }
    return render(request, "credentials/achievement.html", context)


@require_GET
def picture(request: HttpRequest, name: str) -> HttpResponse:
    response = HttpResponse(pictures.svg(_found(name)), content_type="image/svg+xml")
    response["Cache-Control"] = "public, max-age=86400"
    return response


@never_cache
@login_required
def by_hand(request: HttpRequest, name: str) -> HttpResponse:
    """Whoever has the right awards it to people whose user names she knows, a batch at once, and withdraws it."""
    found = _found(name)
    if not permissions.may_award(request.user, found):
        raise Http404
    if request.method == "POST":
        return _withdraw(request, found) if "withdraw" in request.POST else _award(request, found)
    return _page(request, found, forms.Award())


def _page(request: HttpRequest, found: Achievement, form: forms.Award, status: int = 200) -> HttpResponse:
    recent = found.awards.filter(awarded_by__isnull=False).select_related("person")[:50]
    title = found.said("titles", get_language() or "en")
    context = {"achievement": found, "title": title, "form": form, "recent": recent}
    return render(request, "credentials/by_hand.html", context, status=status)


def _award(request: HttpRequest, found: Achievement) -> HttpResponse:
    form = forms.Award(request.POST)
    if not form.is_valid():
        return _page(request, found, form, 422)
    people = {name: accounts.by_username(name) for name in form.cleaned_data["people"]}
    unknown = [name for name, person in people.items() if person is None]
    if unknown:
        said = _("Nobody here has these user names, so nothing was awarded: %(names)s")
        form.add_error("people", said % {"names": ", ".join(unknown)})
        return _page(request, found, form, 422)
    known = [person for person in people.values() if person is not None]
    new, _had = awarding.award_all(found, known, by=request.user, awarded_at=timezone.now())  # type: ignore[arg-type]
    messages.success(
        request,
        ngettext("Awarded to %(new)d person.", "Awarded to %(new)d people.", new) % {"new": new},
    )
    return redirect("credentials:award", name=found.name)


def _withdraw(request: HttpRequest, found: Achievement) -> HttpResponse:
    reason = forms.Revoke(request.POST)
    number = forms.uuid_or_nothing(request.POST["withdraw"])
    living = Award.objects.filter(achievement=found, withdrawn_at=None)
    award = living.filter(pk=number).first() if number else None
    if award is None:
        raise Http404
    if not reason.is_valid():
        messages.error(
            request, _("Nothing was changed: give a reason of at least ten letters. The learner reads it.")
        )
    else:
        revoking.withdraw(award, why=reason.cleaned_data["reason"], now=timezone.now())
        messages.success(request, _("Taken back. Certificates that were issued for it are revoked."))
    return redirect("credentials:award", name=found.name)
