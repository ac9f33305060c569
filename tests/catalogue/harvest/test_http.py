"""Every format's samples, harvested as the hub does it: over HTTP, with the real fetcher, into the catalogue."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests import make
from tests.catalogue.harvest import scripted
from tests.catalogue.harvest.serving import HOST, serving
from ujuzi.catalogue.feeds import jsonpages
from ujuzi.catalogue.feeds.entry import FeedError
from ujuzi.catalogue.models import Edition, Feed, Harvest, Quarantined, SearchEntry
from ujuzi.catalogue.operations import harvests
from ujuzi.core.fetching import Fetcher

SAMPLES = Path(__file__).parent.parent / "feeds" / "samples"
pytestmark = pytest.mark.django_db


@pytest.fixture
def web() -> Iterator[Any]:
    with serving({}) as server:
        yield server


def run(feed: Feed, **options: Any) -> Harvest:
    fetch = Fetcher("UjuziBot/test", allow=[HOST], sleep=lambda _seconds: None)
    return harvests.harvest(feed, fetch=fetch, clock=scripted.Clock())


def feed_of(web: Any, path: str, format: str, **options: Any) -> Feed:
    return make.feed(url=f"{web.address}{path}", format=format, options={"publish": "at-once"} | options)


def sample(name: str) -> bytes:
    return (SAMPLES / name).read_bytes()


def oai(query: str) -> bytes:
    for verb, name in (("Identify", "identify"), ("ListMetadataFormats", "formats")):
        if f"verb={verb}" in query:
            return sample(f"oaipmh/{name}.xml")
    return sample("oaipmh/lom.xml" if "lom" in query else "oaipmh/dc.xml")


CASES: dict[str, tuple[str, dict[str, Any], dict[str, Any]]] = {
    "moochub": ("/feed", {"/feed": sample("moochub-v3-1.json"), "/api/v3/courses?page=2": sample("moochub-v3-2.json")}, {}),
    "moochub-2": ("/feed", {"/feed": sample("moochub-v2.json")}, {}),
    "edx": ("/feed", {"/feed": sample("edx-1.json"), "/feed?offset=2": sample("edx-2.json")}, {}),
    "mslearn": (
        "/api/catalog/",
        {"/api/catalog/": lambda path: sample(f"mslearn-{'fr-fr' if 'fr-fr' in path else 'en-us'}.json")},
        {"locales": ["en-us", "fr-fr"]},
    ),
    "sheet": ("/courses.csv", {"/courses.csv": (200, {"Content-Type": "text/csv"}, sample("courses.csv"))}, {}),
    "jsonld": ("/list.json", {"/list.json": sample("jsonld/list.json")}, {}),
    "syndication": ("/atom.xml", {"/atom.xml": sample("syndication/atom.xml"), "/page2.xml": sample("syndication/page2.xml")}, {}),
    "syndication-rdf": ("/rdf.xml", {"/rdf.xml": sample("syndication/rdf.xml")}, {}),
    "oaipmh": ("/oai", {"/oai": oai}, {}),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_samples_become_editions_and_a_second_harvest_changes_nothing(web: Any, name: str) -> None:
    path, pages, options = CASES[name]
    hosts = [b"mooc.savanna.example", b"courses.example"]
    web.pages |= {key: _here(value, hosts, web.address) for key, value in pages.items()}
    feed = feed_of(web, path, name.split("-")[0], **options)
    first = run(feed)
    assert (first.state, first.error_code) == ("done", "")
    assert first.new >= 1
    assert first.new == Edition.objects.count() == SearchEntry.objects.filter(is_live=True).count()
    assert first.quarantined == Quarantined.objects.count()
    assert all(Edition.objects.values_list("title", flat=True))
    before = scripted.dump()
    second = run(Feed.objects.get(pk=feed.pk))
    assert second.state in {"unchanged", "done"}
    assert (second.new, second.changed, second.withdrawn) == (
        0,
        0,
        0,
    )
    assert scripted.dump() == before


def _here(value: Any, hosts: list[bytes], address: str) -> Any:
    """Links to further pages lead to this server."""
    if not isinstance(value, bytes):
        return value
    for host in hosts:
        value = value.replace(b"https://" + host + b"/api", f"{address}/api".encode())
    return value


def course(number: int, **fields: Any) -> dict[str, Any]:
    attributes = {
        "name": f"Course {number}",
        "url": f"https://x.example/{number}",
        "inLanguage": ["en"],
        "courseMode": ["online"],
    }
    return {"id": f"c{number}", "type": "Course", "attributes": attributes | fields}


def listing(courses: list[Any], following: str = "") -> bytes:
    return json.dumps({"links": {"next": following or None}, "data": courses}).encode()


def test_not_modified_ends_the_run_at_once(web: Any) -> None:
    web.pages["/f"] = listing([course(1)])
    feed = feed_of(web, "/f", "moochub")
    assert run(feed).state == "done"
    feed.refresh_from_db()
    assert feed.state["etag"]
    second = run(feed)
    assert (second.state, second.pages) == ("unchanged", 0)


def endless(path: str) -> bytes:
    number = int(path.partition("page=")[2] or 0)
    return listing([course(number)], f"?page={number + 1}")


def same_again(path: str) -> bytes:
    return listing([course(1)], f"?page={int(path.partition('page=')[2] or 0) + 1}")


def for_ever() -> Iterator[bytes]:
    yield b'{"data": ['
    while True:
        yield b" " * 65_536


ENTITIES = b"<?xml version='1.0'?><!DOCTYPE r [<!ENTITY a 'aaaaaaaaaa'>" + b"".join(
    f"<!ENTITY {after} '{f'&{before};' * 10}'>".encode() for before, after in zip("abcdefgh", "bcdefghi", strict=True)
) + b"]><rss><channel><item><title>&i;</title></item></channel></rss>"  # fmt: skip

HOSTILE: dict[str, tuple[str, Any, set[str]]] = {
    "the same page for ever": ("moochub", same_again, {"paging-loop"}),
    "a page that links to itself": ("moochub", lambda path: listing([course(2)], "/f"), {"paging-loop"}),
    "a gigabyte declared": ("moochub", lambda path: (200, {"Content-Length": str(10**9)}, b""), {"too-large"}),
    "a body without an end": ("moochub", lambda path: for_ever(), {"too-large"}),
    "deep JSON": ("moochub", b"[" * 100_000, {"too-deep", "no-records", "bad-json", "truncated"}),
    "an entity bomb": ("syndication", ENTITIES, {"forbidden-xml", "doctype", "entities", "bad-xml", "dtd"}),
    "redirects in a circle": ("moochub", (302, {"Location": "/f"}, b""), {"redirect-loop"}),
    "an address inside the network": ("moochub", (302, {"Location": "http://10.0.0.1/"}, b""), {"private-address", "forbidden-address"}),
    "a next page inside the network": ("moochub", listing([course(3)], "http://169.254.169.254/latest"), {"private-address", "forbidden-address"}),
    "a next page that is a file": ("moochub", listing([course(3)], "file:///etc/passwd"), {"bad-next"}),
    "not the format": ("moochub", b"<html><body>Sorry</body></html>", {"bad-json", "not-json"}),
    "cut off": ("moochub", listing([course(1), course(2)])[:-20], {"truncated", "bad-json"}),
    "server error": ("moochub", (500, {}, b""), {"http-500"}),
    "nobody home": ("moochub", (404, {}, b""), {"http-404"}),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_feed_fails_with_a_clear_word_and_touches_nothing(
    web: Any, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ujuzi.catalogue.feeds.jsonpages.MAX_BYTES", 4 * 2**20)
    format, answer, codes = HOSTILE[name]
    web.pages["/f"] = listing([course(number) for number in range(3)])
    before_feed = feed_of(web, "/f", "moochub")
    run(before_feed)
    before = scripted.dump()
    web.pages["/f"] = answer
    feed = before_feed if format == "moochub" else feed_of(web, "/f", format)
    ended = run(Feed.objects.get(pk=feed.pk))
    assert ended.state == "failed", (ended.state, ended.notes)
    assert ended.error_code in codes
    assert ended.error_detail
    assert scripted.dump() == before


@pytest.mark.parametrize("link", ["/next\0", "/next\ud800", "http://x.example/\x1b[0m"])
def test_a_next_address_with_control_signs_gets_into_no_checkpoint(link: str) -> None:
    with pytest.raises(FeedError) as caught:
        jsonpages.following_url("http://x.example/f", link, ())
    assert caught.value.code == "bad-next"


def test_paging_that_never_ends_is_given_up(web: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ujuzi.catalogue.feeds.jsonpages.MAX_PAGES", 12)
    web.pages["/f"] = endless
    ended = run(feed_of(web, "/f", "moochub"))
    assert (ended.state, ended.error_code) == ("failed", "too-many-pages")
    assert len(web.asked) < 20
    assert not Edition.objects.exists()


def test_records_with_scripts_or_rubbish_are_cleaned_or_put_aside(web: Any) -> None:
    deep: Any = "x"
    for _level in range(200):
        deep = [deep]
    courses = [
        course(1, name="<script>alert(1)</script>Soil"),
        course(2, name=None),
        course(3, keywords=deep),
        "no object",
        7,
    ]
    web.pages["/f"] = listing(courses)
    ended = run(feed_of(web, "/f", "moochub"))
    assert ended.state == "done"
    assert ended.new + ended.quarantined == 5
    assert not any("<" in title for title in Edition.objects.values_list("title", flat=True))
