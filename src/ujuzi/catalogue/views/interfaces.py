"""The page that shows the REST interface's contract to people: made from the same document as machines read."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language_from_request

from ujuzi.catalogue.api import openapi
from ujuzi.core import caching


def door(request: HttpRequest) -> HttpResponse:
    """The short address, to the page in the reader's language."""
    response = redirect(f"/{get_language_from_request(request)}/about/api/")
    response.headers["Vary"] = "Accept-Language, Cookie"
    return response


@caching.public
def page(request: HttpRequest) -> HttpResponse:
    document = openapi.document()
    deeds = [_deed(path, each["get"]) for path, each in document["paths"].items()]
    fields = [
        (name, _type(schema))
        for name, schema in document["components"]["schemas"]["Edition"]["properties"].items()
    ]
    server = document["servers"][0]["url"]
    return render(request, "catalogue/about/api.html", {"deeds": deeds, "fields": fields, "server": server})


def _deed(path: str, deed: dict[str, Any]) -> dict[str, Any]:
    parameters = [
        (each["name"], _type(each["schema"]), each.get("description", ""))
        for each in deed.get("parameters", [])
    ]
    return {
        "path": path,
        "summary": deed["summary"],
        "parameters": parameters,
        "statuses": list(deed["responses"]),
    }


def _type(schema: dict[str, Any]) -> str:
    """A schema in a few words: "integer", "string or null", "list of string", "one of: fit, newest"."""
    if "enum" in schema:
        return "one of: " + ", ".join(value or '""' for value in schema["enum"])
    kind = schema.get("type", "object")
    if kind == "array":
        return f"list of {_type(schema['items'])}"
    return " or ".join(kind) if isinstance(kind, list) else str(kind)
