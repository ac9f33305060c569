import pytest
from django.test import Client

from ujuzi.catalogue.api import openapi

pytestmark = pytest.mark.django_db


def test_the_page_shows_every_deed_parameter_and_field_of_the_contract(client: Client) -> None:
    text = client.get("/en/about/api/").content.decode()
    document = openapi.document()
    for path, each in document["paths"].items():
        assert f"GET {path}" in text
        for parameter in each["get"].get("parameters", []):
            assert f"<code>{parameter['name']}</code>" in text
    for field in document["components"]["schemas"]["Edition"]["properties"]:
        assert f"<code>{field}</code>" in text


def test_the_short_address_leads_to_the_readers_language(client: Client) -> None:
    assert client.get("/api/", headers={"Accept-Language": "sw"})["Location"] == "/sw/about/api/"


def test_the_addresses_it_names_answer(client: Client) -> None:
    for address in (
        "/oai?verb=Identify",
        "/moochub/v3/courses",
        "/amb.ndjson",
        "/sitemap.xml",
        "/api/v1/openapi.json",
    ):
        assert client.get(address).status_code == 200
