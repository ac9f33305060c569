"""Pages about the log: how much comes in and what is refused, search, keys. For operators the whole hub, for partners their own."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import wraps
from typing import Any

import orjson
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from ujuzi.organisations import queries as organisations
from ujuzi.organisations.models import Organisation
from ujuzi.records import forms, permissions
from ujuzi.records.authors import HUB, Author
from ujuzi.records.operations import credentials
from ujuzi.records.queries import lags, overview, serving, statements
from ujuzi.standards.xapi import actors, languages

View = Callable[..., HttpResponse]
EACH = 25
LONGEST_SHOWN = 20_000  # characters of a statement on a page


def _for(allowed: Callable[[Any, Organisation | None], bool]) -> Callable[[View], View]:
    """Hands the view the organisation of the address, None for the whole hub; others get 404."""

    def decorate(view: View) -> View:
        @wraps(view)
        def wrapped(request: HttpRequest, slug: str = "", **more: Any) -> HttpResponse:
            organisation = organisations.by_slug(slug) if slug else None
            if (slug and organisation is None) or not allowed(request.user, organisation):
                raise Http404
            return view(request, organisation, **more)

        return never_cache(login_required(wrapped))

    return decorate


def _where(organisation: Organisation | None) -> dict[str, Any]:
    """The addresses of the pages about this organisation, or the hub."""
    names = ("index", "search", "keys")
    arguments = [] if organisation is None else [organisation.slug]
    prefix = "records:hub-" if organisation is None else "records:"
    return {
        "organisation": organisation,
        "links": {name: reverse(prefix + name, args=arguments) for name in names},
    }


@_for(permissions.may_see)
def index(request: HttpRequest, organisation: Organisation | None) -> HttpResponse:
    days = overview.days(organisation, today=datetime.now(UTC).date())
    context = {
        "days": days,
        "busiest": max(day.statements for day in days) or 1,
        "total": overview.total(organisation),
        "senders": overview.senders() if organisation is None else [],
        "lags": lags.lags() if organisation is None else [],
        "refusals": overview.refusals(organisation),
        "may_search": permissions.may_search(request.user, organisation),
    }
    return render(request, "records/index.html", _where(organisation) | context)


@_for(permissions.may_search)
def search(request: HttpRequest, organisation: Organisation | None) -> HttpResponse:
    """By the filters of the xAPI query; further pages go on from a signed place."""
    form = forms.SearchForm(request.GET if request.GET else None)
    query = form.query(EACH) if form.is_bound else None
    context: dict[str, Any] = {"form": form}
    if query is not None:
        viewer = Author(organisation.pk if organisation else HUB, "", frozenset({"all"}))
        page = statements.page(query, author=viewer, after=_place(request))
        wanted = languages.accepted(get_language() or "en")
        texts = serving.rendered(page.statements, format="exact", wanted=())
        context["rows"] = [_row(orjson.loads(text), wanted) for text in texts]
        if page.last is not None:
            asked = request.GET.copy()
            asked["from"] = signing.dumps(page.last, salt="ujuzi.records.search")
            context["more"] = asked.urlencode()
    return render(request, "records/search.html", _where(organisation) | context)


def _place(request: HttpRequest) -> int | None:
    try:
        return int(signing.loads(request.GET["from"], salt="ujuzi.records.search"))
    except (KeyError, signing.BadSignature):
        return None


def _readable(text: str) -> str:
    """A statement may be megabytes long; a page is for reading."""
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]} …"


def _row(statement: dict[str, Any], wanted: list[str]) -> dict[str, Any]:
    """A statement in one line: who did what to what, and when."""
    thing = statement["object"]
    said = thing.get("definition", {}).get("name") or {}
    display = statement["verb"].get("display") or {}
    return {
        "who": statement["actor"].get("name")
        or (actors.identity(statement["actor"]) or "").partition(" ")[2],
        "verb": _first(display, wanted) or statement["verb"]["id"].rpartition("/")[2],
        "what": _first(said, wanted) or thing.get("id") or thing.get("objectType", ""),
        "stored": datetime.fromisoformat(statement["stored"]),
        "id": statement["id"],
        "json": _readable(orjson.dumps(statement, option=orjson.OPT_INDENT_2).decode()),
    }


def _first(said: dict[str, str], wanted: list[str]) -> str:
    return next(iter(languages.choose(said, wanted).values()), "")


@_for(permissions.may_search)
def keys(request: HttpRequest, organisation: Organisation | None) -> HttpResponse:
    """The keys, and a form for one more; the answer to it shows the secret, this once."""
    form = forms.KeyForm(request.POST or None, own=organisation is None)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        made = credentials.add(
            told["name"], organisation=organisation, scopes=told["scopes"], now=timezone.now()
        )
        return _shown(request, organisation, made)
    context = {"form": form, "keys": overview.keys(organisation)}
    return render(request, "records/keys.html", _where(organisation) | context)


@_for(permissions.may_search)
@require_POST
def rotate(request: HttpRequest, organisation: Organisation | None, number: int) -> HttpResponse:
    key = get_object_or_404(overview.keys(organisation), pk=number)
    return _shown(request, organisation, credentials.rotate(key, now=timezone.now()))


@_for(permissions.may_search)
@require_POST
def revoke(request: HttpRequest, organisation: Organisation | None, number: int) -> HttpResponse:
    key = get_object_or_404(overview.keys(organisation), pk=number)
    credentials.revoke(key, now=timezone.now())
    messages.success(request, _("The key “%(name)s” works no longer.") % {"name": key.name})
    return redirect(_where(organisation)["links"]["keys"])


def _shown(request: HttpRequest, organisation: Organisation | None, made: credentials.Made) -> HttpResponse:
    context = {"made": made, "endpoint": f"{settings.ORIGIN}/xapi/", "old_until": made.key.old_until}
    response = render(request, "records/key.html", _where(organisation) | context)
    response["Cache-Control"] = "no-store"
    return response
