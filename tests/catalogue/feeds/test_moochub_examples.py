"""The examples that come with MOOChub's own schema and OpenAPI description."""

import json
from pathlib import Path
from typing import Any

import yaml

from tests.catalogue.feeds import jsonfiles
from ujuzi.catalogue.feeds import moochub


def test_the_complete_example_of_the_specification(field_data: Path) -> None:
    document = yaml.safe_load((field_data / "moochub/moochub-api.v3.yml").read_text())
    (answer,) = [
        media["examples"]["openHPI"]["value"]
        for answer in document["paths"]["/courses"]["get"]["responses"].values()
        for media in answer.get("content", {}).values()
        if "openHPI" in media.get("examples", {})
    ]
    last = answer | {"links": {**answer["links"], "next": None}}
    (entry,) = jsonfiles.entries(jsonfiles.read(moochub, json.dumps(last)))
    assert entry.title == "Course - the complete example"
    assert entry.subjects == ("Computer use",)
    assert (entry.free, entry.certificate, entry.certificate_free) == (True, True, False)
    assert entry.offers[0].certificate_price == "50"
    assert not jsonfiles.notes(jsonfiles.read(moochub, json.dumps(last)))


def test_the_courses_shown_with_the_schema(field_data: Path) -> None:
    document = yaml.safe_load((field_data / "moochub/moochub-api.v3.yml").read_text())
    shown = document["components"]["schemas"]["Course"]["example"]
    pages = jsonfiles.read(moochub, json.dumps({"data": shown}))
    assert len(jsonfiles.entries(pages)) == len(shown) > 1
    assert not jsonfiles.rejects(pages)
    assert all(entry.url and entry.licence and entry.publisher for entry in jsonfiles.entries(pages))


def test_an_instance_of_the_schemas_own_examples(field_data: Path) -> None:
    schema = json.loads((field_data / "moochub/moochub-schema.json").read_text())
    instance = exemplified(schema["properties"]["data"]["items"], schema)
    (entry,) = jsonfiles.entries(jsonfiles.read(moochub, json.dumps({"data": [instance]})))
    assert entry.title == "Confidential Communication in the Internet"
    assert entry.url == "https://open.hpi.de/courses/confidentialcommunication2021"
    assert (entry.duration, entry.languages) == ("P2W", ("en",))
    assert entry.licence == "https://spdx.org/licenses/CC-BY-SA-4.0.html"
    assert entry.certificate is True


def exemplified(part: dict[str, Any], schema: dict[str, Any]) -> Any:
    """An instance put together from `example`, `enum` and, where there is neither, the shape."""
    if "$ref" in part:
        return exemplified(schema["$defs"][part["$ref"].rpartition("/")[2]], schema)
    if "example" in part:
        return part["example"]
    if "enum" in part:
        return part["enum"][0]
    for word in ("anyOf", "oneOf", "allOf"):
        if word in part:
            return exemplified(part[word][0], schema)
    if "properties" in part:
        return {name: exemplified(inner, schema) for name, inner in part["properties"].items()}
    return [exemplified(part["items"], schema)] if "items" in part else None
