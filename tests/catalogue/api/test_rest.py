"""The REST interface keeps its own contract: every answer is checked against the OpenAPI document's schemas."""

from typing import Any

import jsonschema
import pytest
from django.test import Client

from tests import make
from ujuzi.catalogue.api import openapi
from ujuzi.catalogue.models import Edition, State
from ujuzi.catalogue.search import indexing

pytestmark = pytest.mark.django_db


def fits(answer: Any, path: str, status: str = "200") -> None:
    document = openapi.document()
    said = document["paths"][path]["get"]["responses"][status]["content"]
    schema = next(iter(said.values()))["schema"]
    jsonschema.Draft202012Validator(schema | {"components": document["components"]}).validate(answer)


def test_editions_one_by_one_and_in_pages(client: Client, rich: Edition) -> None:
    listed = client.get("/api/v1/editions?limit=1").json()
    fits(listed, "/editions")
    following = client.get(f"/api/v1/editions?limit=1&after={listed['next_after']}").json()
    assert {listed["items"][0]["id"], following["items"][0]["id"]} == set(
        Edition.objects.values_list("pk", flat=True)
    )
    assert following["next_after"] is None
    one = client.get(f"/api/v1/editions/{rich.pk}").json()
    fits(one, "/editions/{id}")
    assert one["title"] == rich.title
    assert one["translations"] == [{"id": rich.pk + 1, "language": "en"}]


def test_search_answers_by_its_contract(client: Client, rich: Edition) -> None:
    indexing.index(list(Edition.objects.values_list("pk", flat=True)))
    found = client.get("/api/v1/search", {"q": "akili bandia", "languages": "sw,en", "cost": "free"}).json()
    fits(found, "/search")
    assert found["items"][0]["edition"]["id"] == rich.pk
    assert {"value": "free", "count": 1, "chosen": True} in found["facets"]["cost"]


def test_partners(client: Client) -> None:
    make.organisation("shown", homepage="https://shown.example/")
    make.organisation("hidden", is_listed=False)
    answer = client.get("/api/v1/partners").json()
    fits(answer, "/partners")
    assert [partner["slug"] for partner in answer["items"]] == ["shown"]


@pytest.mark.parametrize(
    "address",
    [
        "/api/v1/editions?limit=0",
        "/api/v1/editions?limit=101",
        "/api/v1/editions?after=-1",
        "/api/v1/editions?after=²",
        "/api/v1/search?page=0",
        "/api/v1/search?sort=price",
        "/api/v1/search?size=5000",
    ],
)
def test_wrong_arguments_are_a_problem_not_a_crash(client: Client, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"


def test_gone_and_never(client: Client) -> None:
    gone = make.edition(state=State.WITHDRAWN, published_at="2026-01-01T00:00:00Z")
    waiting = make.edition(state=State.PENDING)
    assert client.get(f"/api/v1/editions/{gone.pk}").status_code == 410
    assert client.get(f"/api/v1/editions/{waiting.pk}").status_code == 404


def test_open_to_any_origin_and_conditional(client: Client, rich: Edition) -> None:
    first = client.get(f"/api/v1/editions/{rich.pk}")
    assert first["Access-Control-Allow-Origin"] == "*"
    again = client.get(f"/api/v1/editions/{rich.pk}", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert client.post("/api/v1/editions").status_code == 405


def test_the_contract_is_served(client: Client) -> None:
    assert client.get("/api/v1/openapi.json").json()["openapi"] == "3.1.0"


def test_few_questions_whatever_the_number(client: Client, django_assert_max_num_queries: Any) -> None:
    provider = make.organisation()
    for _ in range(30):
        make.edition(provider=provider)
    with django_assert_max_num_queries(4):
        client.get("/api/v1/editions?limit=30")
