"""The search page: what was asked, what was found, how to narrow it, and why each result is there."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from ujuzi.catalogue.forms import finding
from ujuzi.catalogue.queries import searching
from ujuzi.catalogue.search import terms
from ujuzi.catalogue.views import facets, rows
from ujuzi.core import caching, wording

AROUND = 2  # page numbers on either side of this page's


@caching.public
def find(request: HttpRequest) -> HttpResponse:
    query = finding.read(request.GET, languages(request))
    results = searching.search(query)
    if query.page > max(1, results.pages):
        return redirect(request.path + finding.address(replace(query, page=max(1, results.pages))))
    return render(request, "catalogue/find.html", context(request, query, results))


def languages(request: HttpRequest) -> tuple[str, ...]:
    """The reader's languages, best first: the page's, then those that she says she learns in."""
    own = [] if caching.is_anonymous(request) else getattr(request.user, "learning_languages", [])
    return tuple(dict.fromkeys([wording.active(), *own]))


def context(request: HttpRequest, query: terms.Query, results: terms.Results) -> dict[str, Any]:
    reader = wording.active()
    names = facets.provider_names(results)
    return {
        "query": query,
        "results": results,
        "rows": rows.of_results(results, explained=True),
        "facets": facets.boxes(results, query, request.GET, names, reader),
        "chosen": facets.chosen(query, names, reader),
        "quick": facets.quick(results, query, reader),
        "clear": finding.address(terms.Query(text=query.text)),
        "literal": finding.address(replace(query, text=f'"{query.text}"')),
        "saved": finding.address(replace(query, sort="fit", page=1)),
        "sorts": _sorts(query),
        "pages": _pages(query, results),
        "is_plain": not query.text and not query.facets and query.page == 1,
        "first": (results.page - 1) * query.page_size + 1,
    }


def _sorts(query: terms.Query) -> list[tuple[str, str, bool]]:
    names = {
        "fit": _("Best fit"),
        "newest": _("Newest"),
        "shortest": _("Shortest"),
        "title": _("Title"),
    }
    return [
        (names[sort], finding.address(replace(query, sort=sort, page=1)), sort == query.sort)
        for sort in terms.SORTS
    ]


def _pages(query: terms.Query, results: terms.Results) -> Sequence[tuple[str, str, str]]:
    """(words, address, rel); no address for the page that is open or for a gap."""
    if results.pages < 2:
        return ()
    here, last = min(results.page, results.pages), results.pages
    numbers = sorted({1, last, *range(max(1, here - AROUND), min(last, here + AROUND) + 1)})
    found: list[tuple[str, str, str]] = []
    if here > 1:
        found.append((_("Back"), _to(query, here - 1), "prev"))
    for before, number in zip([0, *numbers], numbers, strict=False):
        if number > before + 1:
            found.append(("…", "", "gap"))
        found.append((str(number), "" if number == here else _to(query, number), ""))
    if here < last:
        found.append((_("Next"), _to(query, here + 1), "next"))
    return found


def _to(query: terms.Query, page: int) -> str:
    return finding.address(replace(query, page=page))
