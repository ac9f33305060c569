"""My certificates: claim one with my name, get it in every form, share it, correct it."""

import secrets
from typing import Any, cast
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from ujuzi.accounts.models import Person
from ujuzi.credentials import files, forms
from ujuzi.credentials.models import Award, Credential, Shown
from ujuzi.credentials.operations import awarding, issuing, revoking
from ujuzi.credentials.queries import mine


def _me(request: HttpRequest) -> Person:
    return cast(Person, request.user)


@never_cache
@login_required
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    awarding.catch_up(_me(request))
    rows = [_row(one) for one in mine.of(_me(request))]
    return render(request, "credentials/mine.html", {"rows": rows})


def _row(one: mine.Mine) -> dict[str, Any]:
    title = one.award.achievement.said("titles", get_language() or "en")
    return {"one": one, "award": one.award, "title": title, "main": one.main, "past": one.past}


@never_cache
@login_required
def claim(request: HttpRequest, number: str) -> HttpResponse:
    """The name and language of a certificate; the same page corrects them later."""
    found = mine.one(_me(request), number)
    if found is None:
        raise Http404
    award, old = found.award, found.main
    languages = forms.languages(award.achievement.titles) or ["en"]
    initial = {"name": old.name if old else _me(request).display_name, "language": _language(languages, old)}
    form = forms.Claim(request.POST or None, languages=languages, initial=initial)
    if request.method == "POST" and award.withdrawn_at is None and form.is_valid():
        return _issue(request, award, form.cleaned_data["name"], form.cleaned_data["language"])
    title = award.achievement.said("titles", get_language() or "en")
    context = {"award": award, "title": title, "form": form, "old": old}
    return render(request, "credentials/claim.html", context, status=422 if form.errors else 200)


def _language(languages: list[str], old: Credential | None) -> str:
    """The old one's, or the page's."""
    here = (get_language() or "en").lower()
    wanted = old.language if old else next((tag for tag in languages if tag.lower() == here), "")
    return wanted if wanted in languages else languages[0]


def _issue(request: HttpRequest, award: Award, name: str, language: str) -> HttpResponse:
    made = issuing.issue(issuing.Wish(award, name, language), now=timezone.now())
    messages.success(request, _("Your certificate is ready."))
    return redirect("credentials:credential", number=made.pk)


def _own(request: HttpRequest, number: str) -> Credential:
    found = mine.credential_of(_me(request), number)
    if found is None:
        raise Http404
    return found


@never_cache
@login_required
@require_GET
def credential(request: HttpRequest, number: str) -> HttpResponse:
    """One certificate of mine, with all that I can do with it."""
    found = _own(request, number)
    achievement = found.award.achievement
    title = achievement.said("titles", found.language)
    shares = [
        (
            kind,
            label,
            found.award.credentials.filter(shown=kind, revoked_at=None).exclude(share_token=None).first(),
        )
        for kind, label in Shown.choices
    ]
    context = {
        "credential": found,
        "award": found.award,
        "title": title,
        "verify": files.verify_address(found),
        "shares": [(kind, label, _address(one)) for kind, label, one in shares],
        "linkedin": _linkedin(found, title.text),
    }
    return render(request, "credentials/credential.html", context)


def _address(shared: Credential | None) -> str:
    return f"{settings.ORIGIN}/s/{shared.share_token}" if shared else ""


def _linkedin(found: Credential, title: str) -> str:
    """LinkedIn's own form, filled in; the learner sends it herself."""
    said = {
        "startTask": "CERTIFICATION_NAME",
        "name": title,
        "organizationName": settings.HUB_NAME,
        "issueYear": found.award.awarded_at.year,
        "issueMonth": found.award.awarded_at.month,
        "certUrl": files.verify_address(found),
        "certId": str(found.id),
    }
    if found.valid_until:
        said |= {"expirationYear": found.valid_until.year, "expirationMonth": found.valid_until.month}
    return f"https://www.linkedin.com/profile/add?{urlencode(said)}"


@never_cache
@login_required
@require_GET
def download(request: HttpRequest, number: str, form: str) -> HttpResponse:
    found = _own(request, number)
    if form not in files.FORMS:
        raise Http404
    return _sent(files.made(found, form, now=timezone.now()))


def _sent(file: files.File) -> HttpResponse:
    response = HttpResponse(file.content, content_type=file.media_type)
    response["Content-Disposition"] = f'attachment; filename="{file.name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


@login_required
@require_POST
def share(request: HttpRequest, number: str) -> HttpResponse:
    """Opens or closes a public page of this award: with the name, with initials, or without."""
    found = _own(request, number)
    kind = request.POST.get("shown", "")
    if kind not in Shown.values or found.award.withdrawn_at is not None:
        raise Http404
    if "stop" in request.POST:
        for one in found.award.credentials.filter(shown=kind):
            issuing.share(one, "")
        messages.success(request, _("It is no longer shared. The address shows nothing any more."))
    else:
        name = _named(found)
        wish = issuing.Wish(found.award, name, found.language, kind)
        edition = (
            found if found.shown == kind and not found.is_revoked else issuing.issue(wish, now=timezone.now())
        )
        issuing.share(edition, edition.share_token or secrets.token_urlsafe(16))
        messages.success(request, _("It is shared under the address below. You can stop that at any time."))
    main = mine.one(_me(request), found.award_id)
    here = main.main if main and main.main else found
    return redirect("credentials:credential", number=here.pk)


def _named(found: Credential) -> str:
    """The full name, also when this edition has only its initials."""
    named = found.award.credentials.filter(shown=Shown.NAMED).order_by("-issued_at").first()
    return named.name if named else found.name


@login_required
@require_POST
def give_up(request: HttpRequest, number: str) -> HttpResponse:
    """Its holder revokes it: lost, stolen, or no longer wanted. She can claim another one."""
    found = _own(request, number)
    revoking.revoke(found, why="given up by its holder", now=timezone.now())
    messages.success(request, _("It is revoked: whoever verifies it is told so from now on."))
    return redirect("credentials:mine")
