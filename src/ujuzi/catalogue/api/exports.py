"""The whole catalogue as one file: CSV, XLSX, schema.org JSON-LD a line."""

from collections.abc import Iterator

from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse

from ujuzi.catalogue.api import addresses, responses
from ujuzi.catalogue.models import Edition
from ujuzi.catalogue.publish import schemaorg, sheets, source

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _all() -> Iterator[Edition]:
    for batch in source.batches(source.published()):
        yield from batch


@responses.public
def csv(request: HttpRequest) -> HttpResponse:
    answer = StreamingHttpResponse(sheets.csv_lines(_all()), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="ujuzi-catalogue.csv"'
    return answer  # type: ignore[return-value]


@responses.public
def xlsx(request: HttpRequest) -> HttpResponse:
    file = sheets.workbook(_all())
    return FileResponse(file, as_attachment=True, filename="ujuzi-catalogue.xlsx", content_type=XLSX)  # type: ignore[return-value]


@responses.public
def json_lines(request: HttpRequest) -> HttpResponse:
    lines = (
        responses.as_json(schemaorg.document(each, addresses.page(each))).content + b"\n" for each in _all()
    )
    return StreamingHttpResponse(lines, content_type="application/x-ndjson")  # type: ignore[return-value]
