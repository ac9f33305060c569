"""The sample is what its formats ask for, by their official schemas where these are at hand; its exceptions are known."""

import csv
import io
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import feedparser
import jsonschema
import pytest
from lxml import etree
from referencing import Registry
from referencing.jsonschema import DRAFT7

from tests.sample import reading
from ujuzi.catalogue.feeds import registry
from ujuzi.sample import coalition

Feeds = dict[str, reading.Reading]
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"
TRANSLATED = {"es-es", "fr-fr", "zh-cn"}


def learn(base: str, query: str = "") -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = json.loads(
        reading.get(f"{base}/nilecode/api/catalog/{query}").content
    )
    return found


def blocks(base: str, slug: str) -> list[dict[str, Any]]:
    """The JSON-LD of every page that the nested sitemap names."""
    index = etree.fromstring(reading.get(f"{base}/{slug}/sitemap.xml").content)
    nested = [str(each.text) for each in index.iter(SITEMAP)]
    pages = [
        str(each.text) for url in nested for each in etree.fromstring(reading.get(url).content).iter(SITEMAP)
    ]
    scripts = [
        re.search(r'ld\+json">(.*?)</script>', reading.get(page).content.decode(), re.S) for page in pages
    ]
    return [json.loads(found[1]) for found in scripts if found]


def test_moochub_3_fits_its_schema_but_for_two_types(base: str, field_data: Path) -> None:
    schema = json.loads((field_data / "moochub/moochub-schema.json").read_text(encoding="utf-8"))
    checker = jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())
    rows = {coalition.uuid(row): row["id"] for row in coalition.rows("digitalfutures")}
    seen, errors, url = 0, list[tuple[str, str]](), f"{base}/digitalfutures/courses"
    while url:
        page = json.loads(reading.get(url).content)
        seen += len(page["data"])
        for error in checker.iter_errors(page):
            at = page["data"][int(error.path[1])]["id"]
            errors.append((rows[at], error.json_path.rpartition("attributes.")[2]))
        url = page["links"].get("next", "")
    assert seen == len(rows)
    assert errors == [
        ("un-06", "learningResourceType.identifier"),
        ("un-12", "learningResourceType.identifier"),
    ]


def test_amb_pages_fit_their_schema(base: str, field_data: Path) -> None:
    folder = field_data / "amb/draft/schemas"
    schemas = {path.name: json.loads(path.read_text(encoding="utf-8")) for path in folder.glob("*.json")}
    named = [*schemas.items(), *((each["$id"], each) for each in schemas.values() if "$id" in each)]
    known: Registry[Any] = Registry().with_resources(
        [(name, DRAFT7.create_resource(each)) for name, each in named]
    )
    checker = jsonschema.Draft7Validator(
        schemas["schema.json"], registry=known, format_checker=jsonschema.FormatChecker()
    )
    found = blocks(base, "harmattan")
    assert len(found) == len(coalition.rows("harmattan"))
    assert [error.message for block in found for error in checker.iter_errors(block)] == []


def test_every_page_of_the_sitemap_describes_a_resource(base: str) -> None:
    found = blocks(base, "tworivers")
    assert len(found) == len(coalition.rows("tworivers"))
    assert {block["@context"] for block in found} == {"https://schema.org"}
    assert {block["@type"] for block in found} == {
        "Course",
        "VideoObject",
        "EducationEvent",
        "LearningResource",
    }


@pytest.mark.parametrize(
    ("slug", "name", "version"), [("jadeyuan", "feed.rss", "rss20"), ("nusantara", "feed.atom", "atom10")]
)
def test_news_are_well_formed(base: str, slug: str, name: str, version: str) -> None:
    found = feedparser.parse(reading.get(f"{base}/{slug}/{name}").content)
    assert (found.bozo, found.version) == (False, version)
    assert len({item.id for item in found.entries}) == len(coalition.rows(slug))


def test_learn_holds_every_kind_of_list_and_only_those_asked_for(base: str) -> None:
    everything = learn(base)
    filled = {name for name, found in everything.items() if found}
    assert filled == {
        "modules",
        "units",
        "learningPaths",
        "appliedSkills",
        "certifications",
        "exams",
        "courses",
        "levels",
        "roles",
        "products",
        "subjects",
    }
    assert set(learn(base, "?type=modules,levels")) == {"modules", "levels"}


def test_learn_parts_exist(base: str) -> None:
    found = learn(base)
    units = [unit["uid"] for unit in found["units"]]
    assert [uid for module in found["modules"] for uid in module["units"]] == units
    modules = {module["uid"] for module in found["modules"]}
    assert [path for path in found["learningPaths"] if not set(path["modules"]) <= modules] == []
    [open_tools] = found["products"]
    products = {open_tools["id"], *(child["id"] for child in open_tools["children"])}
    assert {word for module in found["modules"] for word in module["products"]} == products


@pytest.mark.parametrize("locale", sorted(TRANSLATED))
def test_learn_is_translated_but_for_what_is_not(base: str, locale: str) -> None:
    found = learn(base, f"?locale={locale}")
    assert {module["locale"] for module in found["modules"]} == {locale}
    assert {each["locale"] for each in found["certifications"] + found["units"]} == {"en-us"}


def test_learn_tells_only_what_changed_since(base: str, feeds: Feeds) -> None:
    assert learn(base, "?type=modules&last_modified=gte%202026-11-22") == {"modules": []}
    assert learn(base, "?type=modules&last_modified=gte%202026-09-30")["modules"]
    partner = feeds["nilecode"].partner
    state = {"read_at": reading.NOW.isoformat(), "full_at": reading.NOW.isoformat()}
    again = replace(reading.source(partner, base), state=state)
    pages = list(registry.FORMATS["mslearn"].read(again, reading.fetch))
    assert [len(page.entries) for page in pages] == [0] * len(pages)
    assert {page.complete for page in pages} == {False}


def test_the_sheet_is_as_untidy_as_promised(base: str, feeds: Feeds) -> None:
    content = reading.get(f"{base}/jifunze/kozi.csv").content
    assert content.startswith(b"\xef\xbb\xbf")
    header, *rows = csv.reader(io.StringIO(content.decode("utf-8-sig")))
    assert [name for name in header if not name] == [""]
    assert [] in rows
    assert len([row for row in rows if row]) == len(coalition.rows("jifunze")) + 1
    assert "1 exact repeats" in feeds["jifunze"].notes
