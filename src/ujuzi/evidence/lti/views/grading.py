"""Line items, scores and results: Assignment and Grade Services 2.0."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from ujuzi.evidence.lti import addresses, queries
from ujuzi.evidence.lti.operations import grading
from ujuzi.evidence.lti.views import answers
from ujuzi.evidence.models import LineItem, Tool
from ujuzi.standards.lti import grades, names, reading

_READ = (names.LINEITEM, names.LINEITEM_READONLY)
_WRITE = (names.LINEITEM,)


@answers.service({"GET": _READ, "POST": _WRITE})
def line_items(request: HttpRequest, tool: Tool) -> HttpResponse:
    if request.method == "POST":
        said = grades.line_item(answers.body(request, names.LINEITEM_TYPE))
        made = grading.add(tool, said, now=timezone.now())
        return answers.as_json(queries.line_item_document(made), status=201, kind=names.LINEITEM_TYPE)
    asked = {
        name: reading.text(request.GET, name) or ""
        for name in ("resource_link_id", "resource_id", "tag")
        if name in request.GET
    }
    rows, further = answers.page(request, queries.line_items(tool, asked), addresses.line_items(tool))
    return _list([queries.line_item_document(one) for one in rows], names.LINEITEMS_TYPE, further)


@answers.service({"GET": _READ, "PUT": _WRITE, "DELETE": _WRITE})
def line_item(request: HttpRequest, tool: Tool, item: UUID) -> HttpResponse:
    found = _found(tool, item)
    if request.method == "DELETE":
        found.delete()
        return HttpResponse(status=204)
    if request.method == "PUT":
        grading.change(found, grades.line_item(answers.body(request, names.LINEITEM_TYPE)))
    return answers.as_json(queries.line_item_document(found), kind=names.LINEITEM_TYPE)


@answers.service({"POST": (names.SCORE,)})
def scores(request: HttpRequest, tool: Tool, item: UUID) -> HttpResponse:
    now = timezone.now()
    said = grades.score(answers.body(request, names.SCORE_TYPE), now=now)
    grading.score(_found(tool, item), said, now=now)
    return HttpResponse(status=204)


@answers.service({"GET": (names.RESULT_READONLY,)})
def results(request: HttpRequest, tool: Tool, item: UUID) -> HttpResponse:
    found = _found(tool, item)
    rows, further = answers.page(
        request,
        queries.results(found, request.GET.get("user_id", "")),
        f"{addresses.line_item(found)}/results",
    )
    return _list([queries.result_document(found, one) for one in rows], names.RESULTS_TYPE, further)


def _found(tool: Tool, number: UUID) -> LineItem:
    """Another tool's is not there."""
    item = LineItem.objects.filter(tool=tool, pk=number).select_related("tool", "link").first()
    if item is None:
        raise Http404
    return item


def _list(rows: list[queries.Document], kind: str, further: str) -> HttpResponse:
    response = answers.as_json(rows, kind=kind)
    if further:
        response["Link"] = further
    return response
