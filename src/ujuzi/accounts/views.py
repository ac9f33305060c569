"""The person's own pages: account, privacy, consents, export, deletion."""

from typing import cast

from allauth.account.decorators import reauthentication_required
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import get_adapter as social_adapter
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ujuzi.accounts import consents, export, forms, operations, pages, privacy, queries
from ujuzi.accounts.models import Person, RecoveryWords

reauthenticated = reauthentication_required(app="allauth.account")


def _me(request: HttpRequest) -> Person:
    """The signed-in person; views that call it are behind `login_required`."""
    return cast(Person, request.user)


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def account(request: HttpRequest) -> HttpResponse:
    form = forms.AccountForm(request.POST or None, instance=_me(request))
    if request.method == "POST" and form.is_valid():
        person = form.save()
        messages.success(request, _("Saved."))
        with translation.override(person.language or translation.get_language()):
            return redirect("accounts:account")
    return render(request, "accounts/account.html", {"form": form, **_facts(_me(request), request)})


def _facts(person: Person, request: HttpRequest) -> dict[str, object]:
    return {
        "emails": EmailAddress.objects.filter(user=person),
        "passkeys": Authenticator.objects.filter(user=person, type=Authenticator.Type.WEBAUTHN).count(),
        "has_app": Authenticator.objects.filter(user=person, type=Authenticator.Type.TOTP).exists(),
        "session_count": UserSession.objects.filter(user=person).count(),
        "recovery": RecoveryWords.objects.filter(person=person).first(),
        "other_sign_ins": bool(social_adapter(request).list_providers(request)),
        "memberships": person.memberships.select_related("organisation"),
    }


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def consent(request: HttpRequest) -> HttpResponse:
    """What I agreed to; ticking and unticking is giving and taking back."""
    given = set(queries.consents_of(_me(request)))
    form = forms.ConsentForm(request.POST if request.method == "POST" else None, given=given)
    if request.method == "POST" and form.is_valid():
        for purpose in consents.PURPOSES.values():
            change = operations.agree if form.cleaned_data[purpose.key] else operations.withdraw
            change(_me(request), purpose, now=timezone.now())
        messages.success(request, _("Saved."))
        return redirect("accounts:consent")
    history = _me(request).consents.all()
    return render(request, "accounts/consent.html", {"form": form, "history": history})


@require_GET
def what_we_store(request: HttpRequest) -> HttpResponse:
    """Public: what we store and why."""
    context = {"holdings": privacy.HOLDINGS.values(), "elsewhere": privacy.ELSEWHERE}
    return render(request, "accounts/privacy.html", context)


@login_required
@never_cache
@require_GET
def data(request: HttpRequest) -> HttpResponse:
    """Where export and deletion are offered."""
    return render(request, "accounts/data.html", {"last_operator": queries.is_last_operator(_me(request))})


@login_required
@reauthenticated
@never_cache
@require_POST
def download(request: HttpRequest) -> HttpResponseBase:
    response = StreamingHttpResponse(
        export.chunks(_me(request), now=timezone.now()), content_type="application/zip"
    )
    response["Content-Disposition"] = f'attachment; filename="ujuzi-{_me(request).pk}.zip"'
    response["Cache-Control"] = "no-store"
    return response


@login_required
@reauthenticated
@never_cache
@require_http_methods(["GET", "POST"])
def erase(request: HttpRequest) -> HttpResponse:
    person = _me(request)
    if queries.is_last_operator(person):
        return redirect("accounts:data")
    form = forms.EraseForm(request.POST or None, person=person)
    if request.method == "POST" and form.is_valid():
        number = operations.erase(person)
        logout(request)
        return render(request, "accounts/erased.html", {"number": number})
    return render(request, "accounts/erase.html", {"form": form})


@login_required
@reauthenticated
@never_cache
@require_http_methods(["GET", "POST"])
def recovery_words(request: HttpRequest) -> HttpResponse:
    """New words in place of the old ones."""
    if request.method == "POST":
        fresh = operations.make_recovery_words(_me(request), now=timezone.now())
        return pages.recovery_words(request, fresh)
    kept = RecoveryWords.objects.filter(person=_me(request)).first()
    return render(request, "accounts/recovery_words.html", {"kept": kept})


@login_required
@never_cache
@require_GET
def staff_mfa(request: HttpRequest) -> HttpResponse:
    """Why staff need a second factor, and how to set one up."""
    return render(request, "accounts/staff_mfa.html", {"done": queries.has_strong_sign_in(_me(request))})
