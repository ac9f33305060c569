"""Our rules for AMB against the profile's own schemas and examples."""

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import referencing
import referencing.jsonschema

from ujuzi.standards.jsonld import amb

Document = dict[str, Any]


SPOILT: tuple[Any, ...] = (
    None,
    True,
    7,
    "text",
    [],
    {},
    ["text"],
    [{}],
    [{"id": 1}],
    {"id": "https://x.example/"},
)


def load(path: Path) -> Document:
    document: Document = json.loads(path.read_text("utf-8"))
    return document


@pytest.fixture(scope="module")
def schema(field_data: Path) -> jsonschema.Draft7Validator:
    folder = field_data / "amb/draft/schemas"
    resources = [
        (
            f"https://w3id.org/kim/amb/draft/schemas/{path.name}",
            referencing.jsonschema.DRAFT7.create_resource(load(path)),
        )
        for path in folder.glob("*.json")
    ]
    return jsonschema.Draft7Validator(
        load(folder / "schema.json"),
        registry=referencing.Registry().with_resources(resources),
        format_checker=jsonschema.FormatChecker(),
    )


def changed(document: Document) -> Iterator[tuple[str, Document]]:
    """Every field left out, and replaced by values of every other kind."""
    for key in document:
        without = copy.deepcopy(document)
        del without[key]
        yield f"without {key}", without
        for value in SPOILT:
            yield f"{key}={value!r}", {**copy.deepcopy(document), key: value}


def test_the_same_verdict_as_the_schemas(field_data: Path, schema: jsonschema.Draft7Validator) -> None:
    """On all examples and on some thousand spoilt ones made from the valid ones; dates apart (their schema is the
    one point that we do not follow), and addresses, of which the schema's checker takes less than browsers do.
    """
    examples = sorted((field_data / "amb/draft/examples").glob("*/*.json"))
    compared = 0
    for path in examples:
        document = load(path)
        mutants = changed(document) if path.parent.name == "valid" else ()
        for said, each in [("as it is", document), *mutants]:
            if path.name in ("dateTime.json", "wrongDateTime.json") or said.startswith("date"):
                continue
            theirs = [error.message[:80] for error in schema.iter_errors(each)]
            ours = amb.problems(each)
            assert bool(ours) == bool(theirs), (path.name, said, ours, theirs)
            compared += 1
    print(f"amb: the same verdict on {compared} documents")
    assert compared > 2000


def test_claims() -> None:
    context = ["https://w3id.org/kim/amb/context.jsonld", {"@language": "de"}]
    assert amb.claims({"@context": context})
    assert amb.claims({"id": "https://x.example/", "type": ["LearningResource"]})
    assert not amb.claims({"@context": "https://schema.org", "@id": "x", "@type": "Course"})
    assert not amb.claims({"@context": "https://schema.org", "id": "x", "type": ["LearningResource"]})
    assert not amb.claims([])


@pytest.mark.parametrize("value", [None, 1, "x", [], {}])
def test_anything_gets_a_verdict(value: Any) -> None:
    assert amb.problems(value)


@pytest.mark.parametrize(
    ("date", "fine"),
    [
        ("2024-02-29", True),
        ("2023-02-29", False),
        ("2024-01-01T10:00:00", True),
        ("2024-01-01T10:00:00Z", True),
        ("2024-01-01T10:00:00+02:00", True),
        ("20240101", False),
        ("01.02.2024", False),
        (2024, False),
    ],
)
def test_dates(date: Any, fine: bool) -> None:
    document = {
        "@context": [amb.CONTEXT, {"@language": "de"}],
        "id": "https://x.example/",
        "type": ["LearningResource"],
        "name": "x",
        "dateCreated": date,
    }
    assert (amb.problems(document) == []) is fine
