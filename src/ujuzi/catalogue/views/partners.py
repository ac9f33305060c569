"""Partners, and what each of them contributes."""

from collections import Counter

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from ujuzi.catalogue.queries import pages, searching
from ujuzi.catalogue.search import terms
from ujuzi.catalogue.views import finding, labels, rows
from ujuzi.core import caching, wording
from ujuzi.organisations.models import Organisation

SHOWN = ("subject", "language", "level", "audience", "cost", "access")
PAGE = 20


@caching.public
def partners(request: HttpRequest) -> HttpResponse:
    found = sorted(pages.partners(), key=lambda partner: partner.name.casefold())
    countries = Counter(code for partner in found for code in partner.countries)
    context = {
        "partners": [(partner, _where(partner.countries)) for partner in found],
        "countries": len(countries),
        "resources": sum(getattr(partner, "resources", 0) for partner in found),
    }
    return render(request, "catalogue/partners.html", context)


def _where(countries: list[str]) -> str:
    reader = wording.active()
    names = [wording.country(code, reader) for code in countries[:3]]
    more = len(countries) - len(names)
    if more > 0:
        names.append(_("%(count)d more") % {"count": more})
    return wording.several(names, reader) if names else ""


@caching.public
def partner(request: HttpRequest, slug: str) -> HttpResponse:
    found = pages.partner(slug)
    if found is None:
        raise Http404
    query = terms.Query(
        facets={"provider": (slug,)}, page_size=PAGE, languages=finding.languages(request), sort="title"
    )
    results = searching.search(query)
    context = {
        "partner": found,
        "description": found.description,
        "direction": wording.direction(found.description.language),
        "where": _where(found.countries),
        "rows": rows.of_results(results),
        "results": results,
        "brings": _brings(found, results),
    }
    return render(request, "catalogue/partner.html", context)


def _brings(partner: Organisation, results: terms.Results) -> list[tuple[str, list[tuple[str, str, str]]]]:
    """What it contributes, in numbers: (heading, [(value, how many, address of the search)])."""
    reader = wording.active()
    return [
        (
            str(labels.FACETS[facet]),
            [
                (
                    labels.value(facet, count.value, reader),
                    wording.number(count.count, reader),
                    f"?provider={partner.slug}&{facet}={count.value}",
                )
                for count in results.facets.get(facet, ())
                if count.count
            ],
        )
        for facet in SHOWN
        if any(count.count for count in results.facets.get(facet, ()))
    ]
