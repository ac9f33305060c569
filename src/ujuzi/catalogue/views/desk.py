"""The partner's desk: an organisation's feeds, harvests, quarantine and resources. Others get 404."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from ujuzi.catalogue.forms.desk import ResourceForm
from ujuzi.catalogue.models import Edition, Harvest, Quarantined, State
from ujuzi.catalogue.operations import corrections, harvests, resources
from ujuzi.catalogue.queries import desk as queries
from ujuzi.core import fetching
from ujuzi.organisations import permissions
from ujuzi.organisations import queries as organisations
from ujuzi.organisations.models import Organisation

View = Callable[..., HttpResponse]
EACH = 25


def for_members(view: View) -> View:
    """Hands the view its organisation; whoever does not work for it learns nothing, not even that it exists."""

    @wraps(view)
    def wrapped(request: HttpRequest, slug: str, *args: Any, **kwargs: Any) -> HttpResponse:
        organisation = organisations.by_slug(slug)
        if organisation is None or not permissions.may_work_for(request.user, organisation):
            raise Http404
        return view(request, organisation, *args, **kwargs)

    return never_cache(login_required(wrapped))


@never_cache
@login_required
def index(request: HttpRequest) -> HttpResponse:
    """The organisations that the person works for; straight on when it is one."""
    mine = list(organisations.organisations_of(request.user).order_by("slug"))  # type: ignore[arg-type]
    if len(mine) == 1:
        return redirect("desk:overview", mine[0].slug)
    return render(request, "desk/index.html", {"organisations": mine})


@for_members
def overview(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    return render(
        request,
        "desk/overview.html",
        {
            "organisation": organisation,
            "feeds": queries.feeds_of(organisation),
            "totals": queries.totals(organisation),
            "quarantined": queries.quarantine_of(organisation).count(),
        },
    )


@for_members
def harvest(request: HttpRequest, organisation: Organisation, pk: int) -> HttpResponse:
    """One run: what came, what could not be understood and why."""
    run = get_object_or_404(Harvest.objects.select_related("feed"), pk=pk, feed__organisation=organisation)
    return render(
        request,
        "desk/harvest.html",
        {
            "organisation": organisation,
            "harvest": run,
            "quarantine": run.quarantine.order_by("pk")[:100],
            "is_open": run.state in harvests.OPEN,
        },
    )


@require_POST
@for_members
def stop_harvest(request: HttpRequest, organisation: Organisation, pk: int) -> HttpResponse:
    run = get_object_or_404(Harvest.objects.select_related("feed"), pk=pk, feed__organisation=organisation)
    harvests.stop_by(run, actor=request.user, now=timezone.now())
    return redirect("desk:harvest", organisation.slug, run.pk)


@for_members
def quarantine(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    page = Paginator(queries.quarantine_of(organisation), EACH).get_page(request.GET.get("page"))
    for row in page:
        row.raw_text = bytes(row.raw).decode("utf-8", "replace")[:4000]  # type: ignore[attr-defined]
    return render(request, "desk/quarantine.html", {"organisation": organisation, "page": page})


@require_POST
@for_members
def decide_quarantine(request: HttpRequest, organisation: Organisation, pk: int) -> HttpResponse:
    """Try a record again, or let it go."""
    row = get_object_or_404(Quarantined, pk=pk, feed__organisation=organisation, resolved_at=None)
    if request.POST.get("deed") == "dismiss":
        harvests.dismiss(row, actor=request.user, now=timezone.now())
        messages.success(request, _("The record was let go. It comes back if the feed sends it changed."))
    else:
        harvests.retry(row, actor=request.user, now=timezone.now())
        messages.success(request, _("The feed is read again soon, and this record with it."))
    return redirect("desk:quarantine", organisation.slug)


@for_members
def resource_list(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    state = request.GET.get("state", "")
    rows = queries.resources_of(
        organisation, state=state if state in State.values else "", words=request.GET.get("q", "")[:100]
    )
    page = Paginator(rows, EACH).get_page(request.GET.get("page"))
    context = {"organisation": organisation, "page": page, "states": State.choices, "state": state}
    return render(request, "desk/resources.html", context | {"q": request.GET.get("q", "")})


@for_members
def new_resource(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    """By form; `?url=` fills the form from what that page says of itself."""
    if request.method == "POST":
        form = ResourceForm(request.POST)
        if form.is_valid():
            twin = resources.same_address(form.cleaned_data["url"])
            if twin is None:
                made = resources.create(organisation, form.values(), actor=request.user, now=timezone.now())
                messages.success(
                    request, _("“%(title)s” was added and waits for review.") % {"title": made.title}
                )
                return redirect("desk:resource", organisation.slug, made.pk)
            form.add_error(
                "url", _("This address is in the catalogue already: “%(title)s”.") % {"title": twin.title}
            )
    else:
        form = ResourceForm(initial=_from_address(request))
    return render(request, "desk/resource_new.html", {"organisation": organisation, "form": form})


def _from_address(request: HttpRequest) -> dict[str, Any]:
    url = request.GET.get("url", "").strip()
    if not url:
        return {}
    try:
        found = resources.read_page(url, fetch=fetching.from_settings(), now=timezone.now())
    except fetching.FetchError as error:
        messages.error(
            request,
            _("The page could not be read (%(why)s). Fill in the form by hand.") % {"why": error.detail},
        )
        return {"url": url}
    if not found:
        messages.info(
            request, _("The page says nothing about itself that we can read. Fill in the form by hand.")
        )
    return {"url": url} | found


@for_members
def resource(request: HttpRequest, organisation: Organisation, pk: int) -> HttpResponse:
    """An own resource: what the feed said, what was corrected, its history; and the form that corrects it."""
    edition = get_object_or_404(Edition, pk=pk, provider=organisation)
    form = ResourceForm(request.POST or None, instance=edition)
    if request.method == "POST" and form.is_valid():
        values = form.values()
        fresh = Edition.objects.get(pk=edition.pk)  # the form has written into its instance
        if values:
            corrections.correct(fresh, values, actor=request.user, now=timezone.now())
            messages.success(request, _("Saved. Later harvests keep what you corrected."))
        return redirect("desk:resource", organisation.slug, edition.pk)
    context = {"organisation": organisation, "edition": edition, "form": form}
    return render(
        request, "desk/resource.html", context | {"changes": edition.changes.select_related("actor")[:50]}
    )


@require_POST
@for_members
def uncorrect(request: HttpRequest, organisation: Organisation, pk: int) -> HttpResponse:
    """Takes one correction back: the feed's own value counts again."""
    edition = get_object_or_404(Edition, pk=pk, provider=organisation)
    field = request.POST.get("field", "")
    if field in edition.corrections:
        corrections.uncorrect(edition, [field], actor=request.user, now=timezone.now())
        messages.success(request, _("The correction was taken back."))
    return redirect("desk:resource", organisation.slug, edition.pk)
