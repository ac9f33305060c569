"""Where other harvesters read us: OAI-PMH, MOOChub and AMB."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.views.decorators.csrf import csrf_exempt

from ujuzi.catalogue.api import addresses, responses
from ujuzi.catalogue.publish import amb, moochub, oaipmh, source

PAGE = 100


@csrf_exempt  # OAI-PMH allows POST, and it changes nothing
def oai(request: HttpRequest) -> HttpResponse:
    """OAI-PMH 2.0 by GET or POST."""
    if request.method not in {"GET", "HEAD", "POST"}:
        return responses.problem(405, "OAI-PMH is asked by GET or POST.")
    asked = request.POST if request.method == "POST" else request.GET
    arguments = {name: asked.getlist(name) for name in asked}
    body = oaipmh.answer(arguments, base_url=f"{source.origin()}{request.path}", now=datetime.now(UTC))
    return HttpResponse(body, content_type="text/xml; charset=utf-8")


@responses.public
def moochub_courses(request: HttpRequest) -> HttpResponse:
    """MOOChub 3: pages by key (`?after=`), so that a page never shifts while rows come and go."""
    after = addresses.number(request.GET.get("after", "0"))
    if after is None:
        return responses.problem(400, "`after` is the number that links.next carries.")
    batch = list(source.published().filter(pk__gt=after)[: PAGE + 1])
    address = f"{source.origin()}{request.path}"
    last = source.published().order_by("-pk").values_list("pk", flat=True)[: PAGE + 1]
    links = {
        "self": f"{address}?{urlencode({'after': after})}" if after else address,
        "first": address,
        "last": f"{address}?{urlencode({'after': last[PAGE]})}" if len(last) > PAGE else address,
    }
    if len(batch) > PAGE:
        links["next"] = f"{address}?{urlencode({'after': batch[PAGE - 1].pk})}"
    return responses.as_json(
        moochub.page(batch[:PAGE], links=links), "application/vnd.api+json; moochub-version=3.0"
    )


@responses.public
def amb_lines(request: HttpRequest) -> HttpResponse:
    """Every record as AMB JSON-LD, one a line."""

    def lines() -> Iterator[bytes]:
        for batch in source.batches(source.published()):
            for edition in batch:
                yield responses.as_json(amb.document(edition, addresses.page(edition))).content + b"\n"

    answer: Any = StreamingHttpResponse(lines(), content_type="application/x-ndjson")
    response: HttpResponse = answer
    return response
