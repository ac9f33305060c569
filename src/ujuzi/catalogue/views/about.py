"""Pages of prose: what the hub is, how it ranks, whom it serves how well, who harvests."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language_from_request

from ujuzi.core import caching

PAGES = ("about", "ranking", "accessibility", "bot")


@caching.public
def page(request: HttpRequest, name: str) -> HttpResponse:
    if name not in PAGES:
        raise Http404
    return render(request, f"catalogue/about/{name}.html", {"origin": settings.ORIGIN})


def robots(request: HttpRequest) -> HttpResponse:
    """Search engines may read everything public; narrowed searches would be endless variants of the same."""
    lines = ["User-agent: *", "Disallow: /*/find/?", "Disallow: /*/account/", "Disallow: /*/desk/",
             f"Sitemap: {settings.ORIGIN}/sitemap.xml", ""]  # fmt: skip
    response = HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
    response.headers["Cache-Control"] = "public, max-age=3600"
    return response


def bot(request: HttpRequest) -> HttpResponse:
    """The short address in the harvester's User-Agent."""
    response = redirect(f"/{get_language_from_request(request)}/about/bot/")
    response.headers["Vary"] = "Accept-Language, Cookie"
    return response
