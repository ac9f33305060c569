"""A partner's desk for its tools: what to copy where, links, and choosing content in the tool itself."""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ujuzi.accounts.models import Person
from ujuzi.evidence.lti import addresses, forms, queries
from ujuzi.evidence.lti.operations import launching, registering
from ujuzi.evidence.lti.views.launching import SeeOther, allow_forms
from ujuzi.evidence.models import Tool, ToolState
from ujuzi.organisations import permissions
from ujuzi.organisations import queries as organisations
from ujuzi.organisations.models import Organisation

View = Callable[..., HttpResponse]


def _for_owners(view: View) -> View:
    """Hands the view the organisation; whoever does not answer for it gets 404."""

    @wraps(view)
    def wrapped(request: HttpRequest, slug: str, **more: Any) -> HttpResponse:
        organisation = organisations.by_slug(slug)
        if organisation is None or not permissions.may_own(request.user, organisation):
            raise Http404
        return view(request, organisation, **more)

    return never_cache(login_required(wrapped))


def _found(organisation: Organisation, number: UUID) -> Tool:
    return get_object_or_404(queries.tools(organisation), pk=number)


@_for_owners
@require_GET
def index(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    context = {"organisation": organisation, "tools": queries.tools(organisation)}
    return render(request, "evidence/lti/tools.html", context)


@_for_owners
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    form = forms.ToolForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = registering.register(organisation, form.cleaned_data, now=timezone.now())
        return redirect("lti:tool", organisation.slug, made.pk)
    return _form(request, organisation, form, None)


@_for_owners
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, organisation: Organisation, number: UUID) -> HttpResponse:
    tool = _found(organisation, number)
    form = forms.ToolForm(request.POST or None, initial=forms.shown(tool))
    if request.method == "POST" and form.is_valid():
        registering.change(tool, form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("lti:tool", organisation.slug, tool.pk)
    return _form(request, organisation, form, tool)


def _form(
    request: HttpRequest, organisation: Organisation, form: forms.ToolForm, tool: Tool | None
) -> HttpResponse:
    context = {"organisation": organisation, "form": form, "tool": tool} | _to_copy(tool)
    return render(request, "evidence/lti/tool_form.html", context, status=422 if form.errors else 200)


def _to_copy(tool: Tool | None) -> dict[str, Any]:
    """What the tool's makers ask of a platform, in the words that most of them use."""
    rows = [
        ("issuer", _("Issuer, or platform ID"), addresses.issuer()),
        (
            "authentication",
            _("Authentication request URL, or OIDC authorisation"),
            addresses.authentication(),
        ),
        ("token", _("Access token URL"), addresses.token()),
        ("jwks", _("Public keyset URL (JWKS)"), addresses.jwks()),
    ]
    if tool is not None:
        rows += [
            ("client", _("Client ID"), tool.client_id),
            ("deployment", _("Deployment ID"), tool.deployment_id),
        ]
    return {"to_copy": rows}


@_for_owners
@require_GET
def tool(request: HttpRequest, organisation: Organisation, number: UUID) -> HttpResponse:
    found = _found(organisation, number)
    context = {
        "organisation": organisation,
        "tool": found,
        "links": found.links.all(),
        "is_on": found.state == ToolState.ACTIVE,
        "added": _number(request, "added"),
        "skipped": _number(request, "skipped"),
    }
    response = render(request, "evidence/lti/tool.html", context | _to_copy(found))
    return allow_forms(response, found)  # the button for choosing content leads there


def _number(request: HttpRequest, name: str) -> int | None:
    """What the address says about a choice that has just come back; it only tells, it changes nothing."""
    said = request.GET.get(name, "")
    return int(said) if said.isascii() and said.isdecimal() and len(said) < 5 else None


@_for_owners
@require_POST
def switch(request: HttpRequest, organisation: Organisation, number: UUID) -> HttpResponse:
    found = _found(organisation, number)
    registering.switch(found, on=found.state == ToolState.OFF)
    messages.success(request, _("Saved."))
    return redirect("lti:tool", organisation.slug, found.pk)


@_for_owners
@require_POST
def choose(request: HttpRequest, organisation: Organisation, number: UUID) -> HttpResponse:
    """Deep linking begins."""
    found = _found(organisation, number)
    if found.state != ToolState.ACTIVE:
        raise Http404
    person = cast(Person, request.user)
    return allow_forms(SeeOther(launching.begin_choosing(found, person, now=timezone.now())), found)


@_for_owners
@require_http_methods(["GET", "POST"])
def link_new(request: HttpRequest, organisation: Organisation, number: UUID) -> HttpResponse:
    found = _found(organisation, number)
    form = forms.LinkForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        registering.add_link(found, form.cleaned_data, now=timezone.now())
        messages.success(request, _("Saved."))
        return redirect("lti:tool", organisation.slug, found.pk)
    return _link_form(request, found, form)


@_for_owners
@require_http_methods(["GET", "POST"])
def link_edit(request: HttpRequest, organisation: Organisation, number: UUID, link: UUID) -> HttpResponse:
    found = _found(organisation, number)
    one = get_object_or_404(found.links, pk=link)
    form = forms.LinkForm(request.POST or None, instance=one)
    if request.method == "POST" and form.is_valid():
        registering.change_link(one, form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("lti:tool", organisation.slug, found.pk)
    return _link_form(request, found, form)


def _link_form(request: HttpRequest, tool: Tool, form: forms.LinkForm) -> HttpResponse:
    context = {"organisation": tool.organisation, "tool": tool, "form": form}
    return render(request, "evidence/lti/link_form.html", context, status=422 if form.errors else 200)
