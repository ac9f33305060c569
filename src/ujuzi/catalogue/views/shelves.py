"""Shelves to walk along: subjects and languages, each a search with its own page."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from ujuzi.catalogue.forms import finding as finding_form
from ujuzi.catalogue.queries import searching
from ujuzi.catalogue.search import terms
from ujuzi.catalogue.views import finding, labels, rows
from ujuzi.core import caching, wording

ON_A_SHELF = 20


@caching.public
def subjects(request: HttpRequest) -> HttpResponse:
    reader = wording.active()
    counts = _counts(request, "subject")
    shelf = [
        (code, labels.value("subject", code, reader), counts.get(code, 0))
        for code in labels.VALUES["subject"]
    ]
    return render(request, "catalogue/subjects.html", {"subjects": shelf})


@caching.public
def subject(request: HttpRequest, code: str) -> HttpResponse:
    if code not in labels.VALUES["subject"]:
        raise Http404
    name = labels.value("subject", code, wording.active())
    return _shelf(request, "subject", code, {"name": name, "code": code})


@caching.public
def languages(request: HttpRequest) -> HttpResponse:
    reader = wording.active()
    counts = _counts(request, "language")
    shelf = [
        (tag, wording.own_name(tag), wording.direction(tag), wording.language(tag, reader), count)
        for tag, count in counts.items()
    ]
    return render(request, "catalogue/languages.html", {"languages": shelf})


@caching.public
def language(request: HttpRequest, tag: str) -> HttpResponse:
    if tag not in _counts(request, "language"):
        raise Http404
    name = wording.language(tag, wording.active())
    return _shelf(
        request,
        "language",
        tag,
        {"name": name, "own": wording.own_name(tag), "direction": wording.direction(tag)},
    )


def _counts(request: HttpRequest, facet: str) -> dict[str, int]:
    """How many there are of each value, most first."""
    found = searching.search(terms.Query(page_size=1, languages=finding.languages(request)))
    return {count.value: count.count for count in found.facets.get(facet, ())}


def _shelf(request: HttpRequest, facet: str, value: str, about: dict[str, object]) -> HttpResponse:
    """The first results of a search for one value, and the way to the search itself."""
    query = terms.Query(facets={facet: (value,)}, page_size=ON_A_SHELF, languages=finding.languages(request))
    results = searching.search(query)
    across = "language" if facet == "subject" else "subject"
    reader = wording.active()
    more = [
        (
            wording.own_name(count.value)
            if across == "language"
            else labels.value(across, count.value, reader),
            finding_form.address(finding_form.toggled(query, across, count.value)),
            wording.number(count.count, reader),
            count.value if across == "language" else "",
        )
        for count in results.facets.get(across, ())
    ]
    context = {
        "facet": facet,
        "results": results,
        "rows": rows.of_results(results),
        "more": more,
        "all": finding_form.address(query),
        **about,
    }
    return render(request, "catalogue/shelf.html", context)
