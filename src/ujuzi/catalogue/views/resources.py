"""The page of a resource, which answers "can I use this?", and the page of a work with its languages."""

import json
from dataclasses import replace

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_vary_headers
from django.utils.encoding import iri_to_uri
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language_from_request

from ujuzi.catalogue.models import Edition
from ujuzi.catalogue.publish import schemaorg, source
from ujuzi.catalogue.queries import pages, searching
from ujuzi.catalogue.search import terms
from ujuzi.catalogue.views import addresses, facts, finding, labels, origins, rows, sheet
from ujuzi.core import caching, wording

SIMILAR = 4
JSON_LD = "application/ld+json"
# In a script element of JSON these three could end it or start a comment; as escapes they mean the same.
_SAFE = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


@caching.public
def resource(request: HttpRequest, number: int, slug: str = "") -> HttpResponse:
    edition = pages.edition(number)
    if edition is None:
        return _missing(request, number)
    under = addresses.home()
    address = addresses.resource(edition, under)
    if slug != addresses.slug(edition.title):
        return redirect(address, permanent=False)
    reader = wording.active()
    canonical = source.origin() + iri_to_uri(request.path)
    subject = next((code for code in edition.subjects if code in labels.VALUES["subject"]), "")
    context = {
        "edition": edition,
        "address": canonical,
        "tongue": rows.tongue(edition.language, reader),
        "summary": rows.summary(edition.description),
        "sheet": sheet.of(edition, reader),
        "line": facts.line(edition, (), with_kind=False),
        "action": sheet.action(edition, reader),
        "offerings": sheet.offerings(edition, reader),
        "subjects": [(code, labels.value("subject", code, reader)) for code in edition.subjects],
        "sdgs": [(goal, labels.value("sdg", str(goal), reader)) for goal in edition.sdgs],
        "audiences": [(code, labels.value("audience", code, reader)) for code in edition.audiences],
        "languages": _languages(edition, under, reader),
        "origins": origins.of(edition, reader),
        "decisions": origins.decisions(edition, reader),
        "similar": rows.of_results(_similar(request, edition, subject)) if subject else [],
        "similar_in": labels.value("subject", subject, reader) if subject else "",
        "machine": _json_ld(edition, canonical),
    }
    return render(request, "catalogue/resource.html", context)


def _missing(request: HttpRequest, number: int) -> HttpResponse:
    """410 says to machines that it will not come back under this address by itself."""
    if pages.is_gone(number):
        return render(request, "catalogue/gone.html", status=410)
    raise Http404


def _languages(edition: Edition, under: str, reader: str) -> list[tuple[str, str, SafeString, str, bool]]:
    """(own name, address, tongue, title, is this one) of the language editions, when there are several."""
    found = pages.of_work(edition.work_id)
    if len(found) < 2:
        return []
    return [
        (
            wording.own_name(other.language) if other.language else "?",
            addresses.resource(other, under),
            rows.tongue(other.language, reader),
            other.title,
            other.pk == edition.pk,
        )
        for other in found
    ]


def _similar(request: HttpRequest, edition: Edition, subject: str) -> terms.Results:
    """Others of the same subject, and of the same level where it is known; never this one again."""
    facets = {"subject": (subject,)} | ({"level": (edition.level,)} if edition.level else {})
    query = terms.Query(facets=facets, page_size=SIMILAR + 1, languages=finding.languages(request))
    found = searching.search(query)
    work = {edition.pk, *(other.pk for other in pages.of_work(edition.work_id))}
    hits = [hit for hit in found.hits if hit.edition_id not in work][:SIMILAR]
    return replace(found, hits=hits)


def _json_ld(edition: Edition, address: str) -> SafeString:
    text = json.dumps(
        schemaorg.document(edition, address), ensure_ascii=False, separators=(",", ":"), default=str
    )
    return mark_safe(text.translate(_SAFE))


def door(request: HttpRequest, kind: str, number: int) -> HttpResponse:
    """From a lasting name to the page in the reader's language; machines that ask for JSON-LD get that."""
    if kind == "resource" and request.accepts(JSON_LD) and not request.accepts("text/html"):
        return _machine(request, number)
    response = redirect(f"/{get_language_from_request(request)}/{kind}/{number}/")
    patch_vary_headers(response, ("Accept", "Accept-Language", "Cookie"))
    return response


def _machine(request: HttpRequest, number: int) -> HttpResponse:
    edition = source.published().filter(pk=number).first()
    if edition is None:
        return HttpResponse(status=410 if pages.is_gone(number) else 404)
    document = schemaorg.document(edition, source.edition_uri(edition))
    response = HttpResponse(json.dumps(document, ensure_ascii=False, default=str), content_type=JSON_LD)
    patch_vary_headers(response, ("Accept",))
    return response


@caching.public
def work(request: HttpRequest, number: int) -> HttpResponse:
    found = pages.of_work(number)
    if not found:
        raise Http404
    preferred = next((e for e in found if e.language.lower() == wording.active()), found[0])
    context = {
        "preferred": preferred,
        "tongue": rows.tongue(preferred.language, wording.active()),
        "rows": rows.of_editions(found),
        "count": len(found),
    }
    return render(request, "catalogue/work.html", context)
