"""The REST interface, version 1: editions, works, partners, search. Its contract is `openapi.py`, checked by tests."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from ujuzi.catalogue.api import addresses, openapi, responses
from ujuzi.catalogue.forms import finding
from ujuzi.catalogue.models import Edition, State
from ujuzi.catalogue.publish import schemaorg, source
from ujuzi.catalogue.queries import searching
from ujuzi.catalogue.search import terms
from ujuzi.organisations.models import Organisation

MOST = 100


def edition_object(edition: Edition) -> dict[str, Any]:
    """An edition as the interface shows it; `EDITION_SCHEMA` in openapi.py describes it."""
    made: dict[str, Any] = {name: getattr(edition, name) for name in openapi.PLAIN_FIELDS}
    return made | {
        "id": edition.pk,
        "work": edition.work_id,
        "uri": source.edition_uri(edition),
        "page": addresses.page(edition),
        "provider": edition.provider.slug,
        "translations": [
            {"id": other.pk, "language": other.language} for other in source.translations(edition)
        ],
        "offerings": [
            {name: getattr(offering, name) for name in openapi.OFFERING_FIELDS}
            for offering in edition.offerings.all()
        ],
    }


@responses.public
def editions(request: HttpRequest) -> HttpResponse:
    """All published editions, by key: `?after=<id>&limit=`."""
    after = addresses.number(request.GET.get("after", "0"))
    limit = addresses.number(request.GET.get("limit", "50"), most=MOST)
    if after is None or not limit:
        return responses.problem(400, f"`after` is an id, `limit` a number from 1 to {MOST}.")
    batch = list(source.published().filter(pk__gt=after)[: limit + 1])
    following = batch[limit - 1].pk if len(batch) > limit else None
    return responses.as_json(
        {"items": [edition_object(each) for each in batch[:limit]], "next_after": following}
    )


@responses.public
def edition(request: HttpRequest, pk: int) -> HttpResponse:
    """One edition; withdrawn ones answer 410, so that a client can tell gone from never."""
    found = source.published().filter(pk=pk).first()
    if found is None:
        gone = Edition.objects.filter(pk=pk, state=State.WITHDRAWN, published_at__isnull=False).exists()
        return responses.problem(
            410 if gone else 404, "This edition was withdrawn." if gone else "There is no such edition."
        )
    if "application/ld+json" in request.headers.get("Accept", ""):
        return responses.as_json(schemaorg.document(found, addresses.page(found)), "application/ld+json")
    return responses.as_json(edition_object(found))


@responses.public
def search(request: HttpRequest) -> HttpResponse:
    """The same search as the page's, with its facets and the reasons for each place."""
    query = _query(request)
    if isinstance(query, str):
        return responses.problem(400, query)
    results = searching.search(query)
    found = {
        each.pk: each for each in source.published().filter(pk__in=[hit.edition_id for hit in results.hits])
    }
    return responses.as_json(
        {
            "total": results.total,
            "page": results.page,
            "pages": results.pages,
            "widened": results.widened,
            "corrected": results.corrected,
            "items": [
                {
                    "score": round(hit.score, 4),
                    "other_language": hit.other_language,
                    "because": [{"code": reason.code, "detail": reason.detail} for reason in hit.because],
                    "edition": edition_object(found[hit.edition_id]),
                }
                for hit in results.hits
                if hit.edition_id in found
            ],
            "facets": {
                name: [{"value": each.value, "count": each.count, "chosen": each.chosen} for each in counts]
                for name, counts in results.facets.items()
            },
        }
    )


def _query(request: HttpRequest) -> terms.Query | str:
    page = addresses.number(request.GET.get("page", "1"), most=10_000)
    size = addresses.number(request.GET.get("size", "10"), most=MOST)
    sort = request.GET.get("sort", "fit")
    if not page or not size or sort not in terms.SORTS:
        return f"`page` starts at 1, `size` is 1 to {MOST}, `sort` is one of {', '.join(terms.SORTS)}."
    return terms.Query(
        text=request.GET.get("q", "")[:500],
        facets=finding.chosen(request.GET),
        sort=sort,
        page=page,
        page_size=size,
        languages=tuple(request.GET.get("languages", "en").split(","))[:10],
    )


@responses.public
def partners(request: HttpRequest) -> HttpResponse:
    """The listed organisations."""
    fields = ("slug", "names", "descriptions", "kind", "countries", "languages", "homepage")
    rows = Organisation.objects.filter(is_listed=True).order_by("slug").values(*fields)
    return responses.as_json({"items": list(rows)})


@responses.public
def contract(request: HttpRequest) -> HttpResponse:
    """The OpenAPI 3.1 document."""
    return responses.as_json(openapi.document(), "application/vnd.oai.openapi+json;version=3.1")
