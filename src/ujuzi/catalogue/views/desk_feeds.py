"""The partner's desk: connecting a feed, trying it, changing it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ujuzi.catalogue.feeds import detect, sheet
from ujuzi.catalogue.feeds.entry import FeedError
from ujuzi.catalogue.forms.desk import AddressForm, ColumnsForm, FeedForm
from ujuzi.catalogue.models import Feed
from ujuzi.catalogue.operations import feeds
from ujuzi.catalogue.queries import desk as queries
from ujuzi.catalogue.views.desk import for_members
from ujuzi.core import fetching
from ujuzi.organisations.models import Organisation


@for_members
def new(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    """Step one: an address, and what it turns out to be. Step two, by POST: the feed."""
    if request.method == "POST":
        form = FeedForm(request.POST)
        if form.is_valid():
            return _create(request, organisation, form)
        return render(request, "desk/feed_new.html", {"organisation": organisation, "form": form})
    address = AddressForm(request.GET or None)
    context: dict[str, Any] = {"organisation": organisation, "address": address}
    if address.is_bound and address.is_valid():
        context |= _detected(request, address.cleaned_data["url"])
    return render(request, "desk/feed_new.html", context)


def _detected(request: HttpRequest, url: str) -> dict[str, Any]:
    try:
        guesses = detect.probe(url, fetching.from_settings())
    except (fetching.FetchError, FeedError) as error:
        messages.error(request, _("The address could not be read: %(why)s") % {"why": error.detail})
        return {"form": FeedForm(initial={"url": url, "interval_hours": 24, "is_active": True})}
    best = guesses[0] if guesses else None
    initial = {"url": best.url or url if best else url, "interval_hours": 24, "is_active": True}
    initial |= {"format": best.name, "set": best.options.get("set", "")} if best else {}
    if not best:
        messages.info(
            request, _("No known format was found there. Choose one yourself, or try another address.")
        )
    return {"form": FeedForm(initial=initial), "guesses": guesses}


def _create(request: HttpRequest, organisation: Organisation, form: FeedForm) -> HttpResponse:
    values = form.cleaned_data
    made = feeds.add(
        organisation,
        url=values["url"],
        format=values["format"],
        name=values["name"],
        options=form.options(),
        interval_hours=values["interval_hours"],
        actor=request.user,
        now=timezone.now(),
    )
    messages.success(
        request, _("The feed was added. It is harvested soon; here is what its first records look like.")
    )
    return redirect("desk:feed-try", organisation.slug, made.pk)


def _own(organisation: Organisation, pk: int) -> Feed:
    return get_object_or_404(Feed, pk=pk, organisation=organisation)


@for_members
def feed(request: HttpRequest, organisation: Organisation, pk: int) -> HttpResponse:
    """Runs and settings of one feed."""
    found = _own(organisation, pk)
    form = FeedForm(request.POST or None, initial=FeedForm.initial_of(found))
    if request.method == "POST" and form.is_valid():
        values = {
            name: form.cleaned_data[name] for name in ("name", "url", "format", "interval_hours", "is_active")
        }
        kept = {name: value for name, value in found.options.items() if name not in {"set", "locales"}}
        feeds.change(
            found, values | {"options": kept | form.options()}, actor=request.user, now=timezone.now()
        )
        messages.success(request, _("Saved."))
        return redirect("desk:feed", organisation.slug, found.pk)
    runs = queries.harvests_of(found)[:30]
    return render(
        request, "desk/feed.html", {"organisation": organisation, "feed": found, "form": form, "runs": runs}
    )


@for_members
def try_out(request: HttpRequest, organisation: Organisation, pk: int) -> HttpResponse:
    """The first records as the catalogue would show them; nothing is kept."""
    found = _own(organisation, pk)
    context: dict[str, Any] = {"organisation": organisation, "feed": found}
    try:
        fetch, now = fetching.from_settings(), timezone.now()
        context["preview"] = feeds.preview(found.url, found.format, found.options, fetch=fetch, now=now)
    except (fetching.FetchError, FeedError) as error:
        context["error"] = error.detail
    return render(request, "desk/feed_try.html", context)


@require_POST
@for_members
def harvest_now(request: HttpRequest, organisation: Organisation, pk: int) -> HttpResponse:
    found = _own(organisation, pk)
    feeds.harvest_soon(found, actor=request.user, now=timezone.now())
    messages.success(request, _("The feed is read as soon as a worker is free."))
    return redirect("desk:feed", organisation.slug, found.pk)


@for_members
def columns(request: HttpRequest, organisation: Organisation, pk: int) -> HttpResponse:
    """Which column of a sheet is what, with the first rows as they would come out."""
    found = _own(organisation, pk)
    context: dict[str, Any] = {"organisation": organisation, "feed": found}
    try:
        answer = fetching.from_settings()(found.url)
        mapping = found.options.get("columns") or None
        shown = sheet.preview(answer.content, answer.content_type, mapping, rows=5)
    except (fetching.FetchError, FeedError) as error:
        return render(request, "desk/columns.html", context | {"error": error.detail})
    form = ColumnsForm(list(shown.header), dict(shown.mapping), request.POST or None)
    if request.method == "POST" and form.is_valid():
        options = found.options | {"columns": form.mapping()}
        feeds.change(found, {"options": options}, actor=request.user, now=timezone.now())
        messages.success(request, _("The columns are remembered for this feed."))
        return redirect("desk:feed-columns", organisation.slug, found.pk)
    return render(request, "desk/columns.html", context | {"form": form, "preview": shown})
