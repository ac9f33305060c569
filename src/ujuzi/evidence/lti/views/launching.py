"""Opening a tool: the page before it, and the form that takes the browser there with a signed message."""

from typing import cast
from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from ujuzi.accounts.models import Person
from ujuzi.core import middleware
from ujuzi.evidence.lti import addresses, forms, queries
from ujuzi.evidence.lti.operations import launching
from ujuzi.evidence.models import ResourceLink, Tool
from ujuzi.standards.lti.problems import LtiError


class SeeOther(HttpResponseRedirect):
    """After a form: the next request is a GET, whatever this one was."""

    status_code = 303


@require_safe
def door(request: HttpRequest, number: UUID) -> HttpResponse:
    """The address of a link without a language."""
    return redirect("lti:link", number)


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def link(request: HttpRequest, number: UUID) -> HttpResponse:
    """What the learner will open, whose it is, and what it may know of her: nothing that she does not tick."""
    found = queries.open_link(number)
    if found is None:
        raise Http404
    person, form = cast(Person, request.user), forms.Sharing(request.POST)
    if request.method == "POST" and form.is_valid():
        shares = form.cleaned_data
        address = launching.begin(
            found, person, shares_name=shares["name"], shares_email=shares["email"], now=timezone.now()
        )
        return allow_forms(SeeOther(address), found.tool)
    return allow_forms(render(request, "evidence/lti/link.html", _facts(found, person, form)), found.tool)


def _facts(found: ResourceLink, person: Person, form: forms.Sharing) -> dict[str, object]:
    return {
        "link": found,
        "tool": found.tool,
        "organisation": found.tool.organisation,
        "form": form,
        "name": str(person),
        "email": queries.address_of(person),
    }


def allow_forms(response: HttpResponse, tool: Tool) -> HttpResponse:
    """Lets the forms of this one page lead to the tool: browsers check the addresses to which a form is led on, too."""
    sources = [*settings.SECURE_CSP["form-action"], *addresses.origins(tool)]
    response["Content-Security-Policy"] = middleware.policy(settings.SECURE_CSP | {"form-action": sources})
    return response


@csrf_exempt
@never_cache
@require_http_methods(["GET", "POST"])
def authentication(request: HttpRequest) -> HttpResponse:
    """Where a tool sends the browser to ask who it is (OpenID Connect Core, 3.1.2.1).

    A POST from a stranger's page comes without our session cookie (SameSite=Lax), so it is asked again as a GET.
    """
    if request.method == "POST":
        return SeeOther(f"{request.path}?{urlencode(request.POST.dict())}")
    try:
        answer = launching.answer(
            request.GET.dict(), request.user, locale=get_language() or "en", now=timezone.now()
        )
    except LtiError as error:
        return problem(request, error)
    context = {"answer": answer, "tool": answer.tool}
    return allow_forms(render(request, "evidence/lti/go.html", context), answer.tool)


def problem(request: HttpRequest, error: LtiError) -> HttpResponse:
    """When there is nobody to hand an error to."""
    return render(request, "evidence/lti/problem.html", {"error": error}, status=400)
