"""Members of an organisation, their roles, and invitations."""

from allauth.core.internal import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ujuzi.organisations import forms, operations, permissions, queries
from ujuzi.organisations.models import Membership
from ujuzi.organisations.views import demand, load, me


@login_required
@never_cache
@require_GET
def members(request: HttpRequest, slug: str) -> HttpResponse:
    organisation = load(request, slug, permissions.may_work_for)
    context = {
        "organisation": organisation,
        "members": queries.members_of(organisation),
        "invitations": queries.open_invitations(organisation, now=timezone.now()),
        "form": forms.InvitationForm(),
        "may_own": permissions.may_own(request.user, organisation),
    }
    return render(request, "organisations/members.html", context)


@login_required
@never_cache
@require_POST
def invite(request: HttpRequest, slug: str) -> HttpResponse:
    """Answers with the link, this once; it is not stored."""
    organisation = load(request, slug, permissions.may_work_for)
    demand(permissions.may_own(request.user, organisation))
    form = forms.InvitationForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("The invitation was not made: please choose a role."))
        return redirect("organisations:members", slug)
    told = form.cleaned_data
    invitation, secret = operations.invite(
        organisation, by=me(request), role=told["role"], note=told["note"], now=timezone.now()
    )
    link = request.build_absolute_uri(reverse("organisations:invitation", args=[secret]))
    response = render(
        request,
        "organisations/invited.html",
        {"organisation": organisation, "invitation": invitation, "link": link},
    )
    response["Cache-Control"] = "no-store"
    return response


@login_required
@never_cache
@require_POST
def revoke(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    organisation = load(request, slug, permissions.may_work_for)
    demand(permissions.may_own(request.user, organisation))
    invitation = get_object_or_404(organisation.invitations, pk=number)
    if operations.revoke(invitation, now=timezone.now()):
        messages.success(request, _("The invitation no longer works."))
    return redirect("organisations:members", slug)


@login_required
@never_cache
@require_POST
def change_role(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    organisation = load(request, slug, permissions.may_work_for)
    demand(permissions.may_own(request.user, organisation))
    membership = get_object_or_404(organisation.memberships, pk=number)
    form = forms.RoleForm(request.POST)
    if form.is_valid():
        try:
            operations.change_role(membership, form.cleaned_data["role"])
            messages.success(request, _("Saved."))
        except operations.LastOwner:
            _explain_last_owner(request)
    return redirect("organisations:members", slug)


@login_required
@never_cache
@require_POST
def remove(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """An owner removes a member; anybody removes herself."""
    organisation = load(request, slug, permissions.may_work_for)
    membership = get_object_or_404(organisation.memberships, pk=number)
    own = membership.person_id == me(request).pk
    demand(own or permissions.may_own(request.user, organisation))
    return _remove(request, membership, own=own)


def _remove(request: HttpRequest, membership: Membership, *, own: bool) -> HttpResponse:
    slug = membership.organisation.slug
    try:
        operations.remove_member(membership)
    except operations.LastOwner:
        _explain_last_owner(request)
        return redirect("organisations:members", slug)
    messages.success(request, _("You have left.") if own else _("The member was removed."))
    if own and not permissions.may_manage_all(request.user):
        return redirect("accounts:account")
    return redirect("organisations:members", slug)


def _explain_last_owner(request: HttpRequest) -> None:
    messages.error(
        request, _("Nothing was changed: an organisation needs an owner. Make somebody else an owner first.")
    )


@never_cache
@require_http_methods(["GET", "POST"])
def invitation(request: HttpRequest, secret: str) -> HttpResponse:
    """Where the link of an invitation leads. Opening it changes nothing; accepting is a button."""
    if not ratelimit.consume(request, app="allauth.account", action="invitation", limit_get=True):
        return ratelimit.respond_429(request)
    found = queries.invitation_by_secret(secret, now=timezone.now())
    if not found:
        return render(request, "organisations/invitation_gone.html", status=404)
    if request.method == "POST":
        if not request.user.is_authenticated:
            raise Http404
        return _accept(request, secret)
    response = render(request, "organisations/invitation.html", {"invitation": found})
    response["Referrer-Policy"] = "no-referrer"  # the address is a secret
    return response


def _accept(request: HttpRequest, secret: str) -> HttpResponse:
    membership = operations.accept(secret, me(request), now=timezone.now())
    if not membership:
        return render(request, "organisations/invitation_gone.html", status=404)
    messages.success(request, _("Welcome to %(name)s.") % {"name": membership.organisation.name})
    return redirect("organisations:members", membership.organisation.slug)
