import csv
import io
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import feedparser
import jsonschema
import pytest
from django.test import Client
from lxml import etree

from ujuzi.catalogue.models import Edition
from ujuzi.catalogue.publish import amb, moochub, schemaorg, sheets, source, syndication

pytestmark = pytest.mark.django_db
PAGE = "http://hub.example/sw/resource/1/"


def published(edition: Edition) -> Edition:
    return source.published().get(pk=edition.pk)


def test_moochub_fits_the_official_schema(rich: Edition, field_data: Path) -> None:
    schema = json.loads((field_data / "moochub/moochub-schema.json").read_text(encoding="utf-8"))
    address = "http://hub.example/moochub"
    made = moochub.page([published(rich)], links={"self": address, "first": address, "last": address})
    checker = jsonschema.FormatChecker()
    errors = list(
        jsonschema.Draft202012Validator(schema, format_checker=checker).iter_errors(
            json.loads(json.dumps(made))
        )
    )
    assert not errors, [f"{error.json_path}: {error.message}" for error in errors]


def test_amb_fits_the_official_schema(rich: Edition, field_data: Path) -> None:
    from referencing import Registry
    from referencing.jsonschema import DRAFT7

    folder = field_data / "amb/draft/schemas"
    schemas = {path.name: json.loads(path.read_text(encoding="utf-8")) for path in folder.glob("*.json")}
    base = schemas["schema.json"].get("$id", "")
    resources = [(name, DRAFT7.create_resource(schema)) for name, schema in schemas.items()]
    resources += [
        (schema["$id"], DRAFT7.create_resource(schema)) for schema in schemas.values() if "$id" in schema
    ]
    registry: Registry[Any] = Registry().with_resources(resources)
    assert base or registry
    made = json.loads(json.dumps(amb.document(published(rich), PAGE)))
    errors = list(
        jsonschema.Draft7Validator(
            schemas["schema.json"], registry=registry, format_checker=jsonschema.FormatChecker()
        ).iter_errors(made)
    )
    assert not errors, [f"{error.json_path}: {error.message}"[:300] for error in errors]


def test_schemaorg_has_what_googles_course_features_need(rich: Edition) -> None:
    made = schemaorg.document(published(rich), PAGE)
    assert made["name"]
    assert made["description"]
    assert made["provider"]["name"] == "Savanna & Sons"
    assert made["offers"][0]["category"] == "Free"
    instance = made["hasCourseInstance"][0]
    assert instance["courseMode"] == ["Online", "asynchronous"]
    assert instance["courseWorkload"] == "PT2H30M"
    listed = schemaorg.course_list([(published(rich), PAGE)])
    assert listed["itemListElement"][0]["url"] == PAGE


def test_schemaorg_carries_accessibility_and_translations(rich: Edition) -> None:
    made = schemaorg.document(published(rich), PAGE)
    assert made["accessibilityFeature"] == ["captions", "transcript"]
    assert made["workTranslation"][0]["inLanguage"] == "en"
    assert made["encoding"]["contentSize"] == "2000000 B"


@pytest.mark.parametrize("form", ["rss", "atom"])
def test_feeds_are_well_formed_and_carry_the_texts(rich: Edition, form: str) -> None:
    channel = syndication.Channel(
        "Mpya & <zuri>", "…", "sw", "http://hub.example/sw/", "http://hub.example/sw/feed"
    )
    items = [(published(rich), PAGE)]
    made = (
        syndication.rss(channel, items)
        if form == "rss"
        else syndication.atom(channel, items, now=datetime.now(UTC))
    )
    etree.fromstring(made)
    read = feedparser.parse(made)
    assert not read.bozo
    assert read.feed.title == "Mpya & <zuri>"
    assert read.entries[0].title == rich.title
    assert read.entries[0].link == PAGE


def test_sheets_do_not_run_formulas(rich: Edition) -> None:
    text = b"".join(sheets.csv_lines([published(rich)])).decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(text))
    assert row["title"] == rich.title
    assert row["keywords"] == "akili bandia | =1+1"
    assert sheets._cell("=HYPERLINK()") == "'=HYPERLINK()"
    assert sheets._cell(["@x"]) == "'@x"


def test_exports_and_sitemaps_over_http(client: Client, rich: Edition) -> None:
    whole = b"".join(client.get("/export/catalogue.xlsx").streaming_content)  # type: ignore[attr-defined]
    assert whole.startswith(b"PK")
    lines = b"".join(client.get("/export/catalogue.ndjson").streaming_content).splitlines()  # type: ignore[attr-defined]
    assert len(lines) == 2
    index = etree.fromstring(client.get("/sitemap.xml").content)
    parts = [found.text or "" for found in index.iterfind(".//{*}loc")]
    assert len(parts) == 2
    urls = etree.fromstring(client.get(parts[1].replace("http://127.0.0.1:8000", "")).content)
    assert len(urls.findall("{*}url")) == 2
    alternates = {link.get("hreflang") for link in urls.iterfind(".//{*}link")}
    assert {"sw", "ar", "zh-hans", "x-default"} <= alternates
