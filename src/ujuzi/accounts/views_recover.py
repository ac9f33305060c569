"""I forgot my passphrase: the words on paper, or a link by e-mail."""

from allauth.core.internal import ratelimit
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from ujuzi.accounts import forms, operations, pages


@never_cache
@require_GET
def forgot(request: HttpRequest) -> HttpResponse:
    """The two ways; who is signed in has other means."""
    if request.user.is_authenticated:
        return redirect("accounts:account")
    return render(request, "accounts/forgot.html", {"mail_works": settings.ACCOUNT_LOGIN_BY_CODE_ENABLED})


@never_cache
@require_http_methods(["GET", "POST"])
def recover(request: HttpRequest) -> HttpResponse:
    """Sets a new passphrase by the recovery words. The same answer for an unknown name and for wrong words."""
    form = forms.RecoverForm(request.POST or None)
    if request.method == "POST":
        key = request.POST.get("username", "").strip().lower()
        if not ratelimit.consume(request, app="allauth.account", action="recover", key=key):
            return ratelimit.respond_429(request)
        if form.is_valid():
            return _try(request, form)
    return render(request, "accounts/recover.html", {"form": form})


def _try(request: HttpRequest, form: forms.RecoverForm) -> HttpResponse:
    told = form.cleaned_data
    person = operations.check_recovery_words(told["username"], told["recovery_words"])
    if not person:
        form.add_error(None, _("This name and these words do not belong together. Please check both."))
        return render(request, "accounts/recover.html", {"form": form})
    fresh = operations.recover(person, told["passphrase"], drop_keys=told["drop_keys"], now=timezone.now())
    return pages.recovery_words(request, fresh, next_url=resolve_url(settings.LOGIN_URL))
