"""An organisation's public page, and the secretariat's forms."""

from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from ujuzi.accounts import names
from ujuzi.accounts.models import Person
from ujuzi.organisations import forms, permissions, queries
from ujuzi.organisations.models import Organisation


def load(request: HttpRequest, slug: str, may_see: permissions.Predicate) -> Organisation:
    """The organisation, or 404 for who has no business to know whether there is one."""
    organisation = queries.by_slug(slug)
    if not organisation or not may_see(request.user, organisation):
        raise Http404
    return organisation


def demand(allowed: bool) -> None:
    """403 for who may see the page but not do this."""
    if not allowed:
        raise PermissionDenied


def me(request: HttpRequest) -> Person:
    return cast(Person, request.user)


@require_GET
def public(request: HttpRequest, slug: str) -> HttpResponse:
    organisation = load(
        request, slug, lambda person, it: it.is_listed or permissions.may_work_for(person, it)
    )
    return render(request, "organisations/public.html", public_facts(request, organisation))


def public_facts(request: HttpRequest, organisation: Organisation) -> dict[str, Any]:
    """What the public page shows; whoever builds a richer page can take it from here."""
    names_of = names.locale()
    return {
        "organisation": organisation,
        "countries": sorted(names_of.territories.get(code, code) for code in organisation.countries),
        "languages": sorted(names_of.languages.get(code, code) for code in organisation.languages),
        "may_work": permissions.may_work_for(request.user, organisation),
        "may_edit": permissions.may_edit(request.user, organisation),
    }


@login_required
@never_cache
@require_GET
def manage(request: HttpRequest) -> HttpResponse:
    """All organisations, for the secretariat."""
    if not permissions.may_manage_all(request.user):
        raise Http404
    return render(request, "organisations/manage.html", {"organisations": queries.for_secretariat()})


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    if not permissions.may_manage_all(request.user):
        raise Http404
    return _form(request, forms.OrganisationForm(request.POST or None), None)


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, slug: str) -> HttpResponse:
    """The secretariat may change everything, owners what the public page says."""
    organisation = load(request, slug, permissions.may_work_for)
    demand(permissions.may_edit(request.user, organisation))
    which = forms.OrganisationForm if permissions.may_manage_all(request.user) else forms.TextsForm
    return _form(request, which(request.POST or None, instance=organisation), organisation)


def _form(request: HttpRequest, form: forms.TextsForm, organisation: Organisation | None) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        saved = form.save()
        messages.success(request, _("Saved."))
        return redirect("organisations:public", saved.slug)
    return render(request, "organisations/edit.html", {"form": form, "organisation": organisation})
