"""A search saved as RSS or Atom: what is new in it, newest first."""

from dataclasses import replace

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from ujuzi.catalogue.forms import finding as form
from ujuzi.catalogue.models import Edition
from ujuzi.catalogue.publish import source, syndication
from ujuzi.catalogue.queries import searching
from ujuzi.catalogue.search import terms
from ujuzi.catalogue.views import addresses, finding
from ujuzi.core import caching, wording

ITEMS = 30


@caching.public
def rss(request: HttpRequest) -> HttpResponse:
    query = _query(request)
    return HttpResponse(
        syndication.rss(_channel(request, query), _items(query)),
        content_type="application/rss+xml; charset=utf-8",
    )


@caching.public
def atom(request: HttpRequest) -> HttpResponse:
    query = _query(request)
    feed = syndication.atom(_channel(request, query), _items(query), now=timezone.now())
    return HttpResponse(feed, content_type="application/atom+xml; charset=utf-8")


def _query(request: HttpRequest) -> terms.Query:
    asked = form.read(request.GET, finding.languages(request))
    return replace(asked, sort="newest", page=1, page_size=ITEMS)


def _channel(request: HttpRequest, query: terms.Query) -> syndication.Channel:
    page = addresses.home() + "find/" + form.address(replace(query, sort="fit"))
    title = f"{settings.HUB_NAME}: {query.text or _('Find training')}"
    return syndication.Channel(
        title=title,
        description=_("What is new in this search."),
        language=wording.active(),
        page_url=source.origin() + page,
        self_url=source.origin() + request.get_full_path(),
    )


def _items(query: terms.Query) -> list[tuple[Edition, str]]:
    numbers = [hit.edition_id for hit in searching.search(query).hits]
    found = {edition.pk: edition for edition in source.published().filter(pk__in=numbers)}
    under = addresses.home()
    return [
        (found[number], source.origin() + addresses.resource(found[number], under))
        for number in numbers
        if number in found
    ]
