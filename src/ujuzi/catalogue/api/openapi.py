"""The contract of the REST interface as an OpenAPI 3.1 document, made from the same field lists as the answers."""

from functools import cache
from typing import Any

from django.db import models

import ujuzi
from ujuzi.catalogue.models import Edition, Offering
from ujuzi.catalogue.publish import source
from ujuzi.catalogue.search import terms

PLAIN_FIELDS = (
    "title", "description", "language", "language_source", "publisher", "kind", "subjects", "sdgs", "audiences", "keywords",
    "creators", "level", "duration_minutes", "effort_minutes_per_week", "cost", "certificate", "licence", "modality",
    "account_needed", "works_offline", "size_bytes", "access_modes", "access_features", "access_hazards", "access_summary",
    "countries", "excluded_countries", "published_on", "modified_on", "url", "quality", "changed_at",
)  # fmt: skip
OFFERING_FIELDS = (
    "url", "starts_on", "ends_on", "enrol_until", "modality", "location", "price", "currency", "certificate_price", "instructors",
)  # fmt: skip
NUMBERS = {"sdgs"}


def _schema(model: type[models.Model], name: str) -> dict[str, Any]:
    field = model._meta.get_field(name)
    made = _type(field, name)
    if getattr(field, "choices", None):
        made["enum"] = [value for value, _label in field.choices]  # type: ignore[union-attr]
    if getattr(field, "null", False):
        made["type"] = [made["type"], "null"]
    return made


def _type(field: Any, name: str) -> dict[str, Any]:
    simple: list[tuple[type, dict[str, Any]]] = [
        (models.DateTimeField, {"type": "string"}),
        (models.DateField, {"type": "string", "format": "date"}),
        (models.JSONField, {"type": "array", "items": {"type": "integer" if name in NUMBERS else "string"}}),
        (models.BooleanField, {"type": "boolean"}),
        (models.DecimalField, {"type": "string"}),
        (models.IntegerField, {"type": "integer"}),
    ]
    return dict(next((made for kind, made in simple if isinstance(field, kind)), {"type": "string"}))


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "required": list(properties),
        "properties": properties,
        "additionalProperties": False,
    }


def _list(item: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": item}


TEXT, NUMBER, FLAG = {"type": "string"}, {"type": "integer"}, {"type": "boolean"}
REF = {"$ref": "#/components/schemas/Edition"}


def _edition() -> dict[str, Any]:
    own: dict[str, Any] = {
        "id": NUMBER,
        "work": NUMBER,
        "uri": {"type": "string", "format": "uri"},
        "page": {"type": "string", "format": "uri"},
        "provider": TEXT,
        "translations": _list(_object({"id": NUMBER, "language": TEXT})),
        "offerings": _list(_object({name: _schema(Offering, name) for name in OFFERING_FIELDS})),
    }
    return _object(own | {name: _schema(Edition, name) for name in PLAIN_FIELDS})


def _parameter(name: str, schema: dict[str, Any], about: str) -> dict[str, Any]:
    return {"name": name, "in": "query", "schema": schema, "description": about}


def _get(
    summary: str, answer: dict[str, Any], *parameters: dict[str, Any], errors: tuple[int, ...] = ()
) -> dict[str, Any]:
    said = {"200": {"description": "OK", "content": {"application/json": {"schema": answer}}}}
    problem = {"$ref": "#/components/schemas/Problem"}
    for status in errors:
        said[str(status)] = {
            "description": "Problem",
            "content": {"application/problem+json": {"schema": problem}},
        }
    return {"get": {"summary": summary, "responses": said, "parameters": list(parameters)}}


def _search() -> dict[str, Any]:
    facet = _object({"value": TEXT, "count": NUMBER, "chosen": FLAG})
    item = _object(
        {
            "score": {"type": "number"},
            "other_language": FLAG,
            "because": _list(_object({"code": TEXT, "detail": TEXT})),
            "edition": REF,
        }
    )
    facets = {"type": "object", "additionalProperties": _list(facet)}
    pages = {"total": NUMBER, "page": NUMBER, "pages": NUMBER, "widened": FLAG, "corrected": TEXT}
    chosen = [_parameter(name, _list(TEXT), "Any of these values") for name in terms.FACETS]
    return _get(
        "Search the catalogue",
        _object(pages | {"items": _list(item), "facets": facets}),
        _parameter("q", TEXT, "Words, in any language"),
        _parameter("languages", TEXT, "Languages of the reader, best first, separated by commas"),
        _parameter("sort", {"type": "string", "enum": list(terms.SORTS)}, "Order"),
        _parameter("page", {"type": "integer", "minimum": 1, "maximum": 10_000}, "Page"),
        _parameter("size", {"type": "integer", "minimum": 1, "maximum": 100}, "Results a page"),
        *chosen,
        errors=(400,),
    )


@cache
def document() -> dict[str, Any]:
    """The whole contract."""
    after = _parameter("after", {"type": "integer", "minimum": 0}, "The last id that you have")
    limit = _parameter("limit", {"type": "integer", "minimum": 1, "maximum": 100}, "How many")
    listed = _object({"items": _list(REF), "next_after": {"type": ["integer", "null"]}})
    one = _get("Read one edition", REF, errors=(404, 410))
    one["get"]["parameters"] = [
        {"name": "id", "in": "path", "required": True, "schema": {"type": "integer", "minimum": 1}}
    ]
    languages = {"type": "object", "additionalProperties": TEXT}
    partner = {
        "slug": TEXT,
        "names": languages,
        "descriptions": languages,
        "kind": TEXT,
        "countries": _list(TEXT),
    }
    partner |= {"languages": _list(TEXT), "homepage": TEXT}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Ujuzi catalogue",
            "version": ujuzi.__version__,
            "description": "Open training on AI from all partners. Free to read without a key; metadata under CC0.",
            "license": {"name": "CC0-1.0", "url": "https://creativecommons.org/publicdomain/zero/1.0/"},
        },
        "servers": [{"url": f"{source.origin()}/api/v1"}],
        "paths": {
            "/editions": _get("List all editions", listed, after, limit, errors=(400,)),
            "/editions/{id}": one,
            "/search": _search(),
            "/partners": _get("List the partners", _object({"items": _list(_object(partner))})),
        },
        "components": {
            "schemas": {
                "Edition": _edition(),
                "Problem": {"type": "object", "required": ["status", "detail"]},
            }
        },
    }
