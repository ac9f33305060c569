"""Every sample feed answers over HTTP as its format asks, and is read by the module for it."""

import re
import urllib.parse
from collections import Counter
from dataclasses import replace

import pytest
from lxml import etree

from tests.sample import reading
from ujuzi.catalogue.feeds import registry
from ujuzi.sample import coalition

Feeds = dict[str, reading.Reading]
SLUGS = [partner["slug"] for partner in coalition.partners()]
HARVESTED = {"oai": "http://www.openarchives.org/OAI/2.0/"}


def oai(base: str, slug: str, **asked: str) -> etree._Element:
    query = urllib.parse.urlencode({name.rstrip("_"): value for name, value in asked.items()})
    return etree.fromstring(reading.get(f"{base}/{slug}/oai?{query}").content)


def identifiers(answer: etree._Element) -> list[str]:
    return [str(each.text) for each in answer.iterfind(".//oai:header/oai:identifier", HARVESTED)]


def error(answer: etree._Element) -> str:
    found = answer.find("oai:error", HARVESTED)
    return "" if found is None else found.get("code", "")


@pytest.mark.parametrize("slug", SLUGS)
def test_each_feed_is_read_whole(feeds: Feeds, slug: str) -> None:
    read = feeds[slug]
    assert len(read.entries) >= 10
    assert read.pages[-1].checkpoint is None
    assert read.pages[-1].complete or read.partner["feed"]["format"] == "syndication"


@pytest.mark.parametrize("slug", SLUGS)
def test_each_row_becomes_one_entry_or_one_reject(feeds: Feeds, slug: str) -> None:
    read = feeds[slug]
    keys = [(entry.identifier, entry.language_key) for entry in read.entries]
    assert [key for key, count in Counter(keys).items() if count > 1] == []
    if slug != "nilecode":  # there a row is a record in each language
        assert len(read.entries) + len(read.rejects) == len(coalition.rows(slug))


def test_only_the_course_without_a_title_is_refused(feeds: Feeds) -> None:
    found = [(slug, each.code) for slug, read in feeds.items() for each in read.rejects]
    assert found == [("jifunze", "no-title")]


@pytest.mark.parametrize("slug", SLUGS)
def test_an_unchanged_answer_is_not_sent_again(base: str, feeds: Feeds, slug: str) -> None:
    url = base + feeds[slug].partner["feed"]["path"]
    first = reading.get(url)
    assert first.status == 200
    again = reading.get(url, If_None_Match=first.headers["ETag"])
    dated = reading.get(url, If_Modified_Since=first.headers["Last-Modified"])
    assert (again.status, again.content, dated.status, dated.content) == (304, b"", 304, b"")
    assert reading.get(url, If_None_Match='"another"').status == 200
    assert reading.get(url, If_Modified_Since="Mon, 01 Jan 2024 00:00:00 GMT").status == 200


def test_a_tag_outweighs_a_date(base: str) -> None:
    url = f"{base}/jifunze/kozi.csv"
    when = reading.get(url).headers["Last-Modified"]
    assert reading.get(url, If_None_Match='"another"', If_Modified_Since=when).status == 200


@pytest.mark.parametrize("slug", ["jifunze", "conseil", "jadeyuan", "nusantara"])
def test_the_second_reading_of_an_unchanged_file_is_short(base: str, feeds: Feeds, slug: str) -> None:
    read = feeds[slug]
    source = replace(reading.source(read.partner, base), state=read.pages[-1].state)
    pages = list(registry.FORMATS[read.partner["feed"]["format"]].read(source, reading.fetch))
    assert [(page.unchanged, len(page.entries)) for page in pages] == [(True, 0)]


def test_robots_may_read_everything(base: str) -> None:
    answer = reading.get(f"{base}/robots.txt")
    assert answer.status == 200
    assert re.search(r"^Disallow:\s*$", answer.content.decode(), re.MULTILINE)


@pytest.mark.parametrize("path", ["/", "/nobody/feed", "/tworivers/pages/none.html", "/jifunze/../server.py"])
def test_what_is_not_there_is_not_found(base: str, path: str) -> None:
    assert reading.get(base + path).status == 404


@pytest.mark.parametrize("slug", ["greatrift", "dosrios"])
@pytest.mark.parametrize("verb", ["ListRecords", "ListIdentifiers"])
def test_oai_pages_give_each_record_once(base: str, slug: str, verb: str) -> None:
    prefix = "lom" if slug == "dosrios" else "oai_dc"
    answer, found = oai(base, slug, verb=verb, metadataPrefix=prefix), list[str]()
    sizes = []
    while True:
        sizes.append(len(identifiers(answer)))
        found += identifiers(answer)
        token = answer.findtext(".//oai:resumptionToken", "", HARVESTED)
        if not token:
            break
        answer = oai(base, slug, verb=verb, resumptionToken=token)
    assert found == [f"oai:{slug}.example:{row['id']}" for row in coalition.rows(slug)]
    assert sizes[:-1] == [8] * (len(sizes) - 1)


def test_oai_tells_a_deleted_record(feeds: Feeds) -> None:
    deleted = [entry.identifier for entry in feeds["greatrift"].entries if entry.deleted]
    assert deleted == ["oai:greatrift.example:dc-17"]


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"verb": "Dance"}, "badVerb"),
        ({"verb": "ListRecords", "resumptionToken": "stale"}, "badResumptionToken"),
        ({"verb": "ListRecords", "resumptionToken": "9999~oai_dc~~~"}, "badResumptionToken"),
        ({"verb": "ListRecords"}, "badArgument"),
        ({"verb": "ListRecords", "metadataPrefix": "marc"}, "cannotDisseminateFormat"),
        ({"verb": "ListRecords", "metadataPrefix": "oai_dc", "from": "2040-01-01"}, "noRecordsMatch"),
        ({"verb": "ListRecords", "metadataPrefix": "oai_dc", "until": "2001-01-01"}, "noRecordsMatch"),
        ({"verb": "ListRecords", "metadataPrefix": "oai_dc", "set": "none"}, "noRecordsMatch"),
        ({"verb": "GetRecord", "metadataPrefix": "oai_dc", "identifier": "oai:x"}, "idDoesNotExist"),
        ({"verb": "GetRecord", "metadataPrefix": "oai_dc"}, "badArgument"),
    ],
)
def test_oai_says_what_is_wrong(base: str, asked: dict[str, str], code: str) -> None:
    assert error(oai(base, "greatrift", **asked)) == code


def test_oai_sets_and_single_records(base: str) -> None:
    sets = [
        str(each.text)
        for each in oai(base, "greatrift", verb="ListSets").iterfind(".//oai:setSpec", HARVESTED)
    ]
    assert sets == sorted(sets)
    assert "governance" in sets
    chosen = oai(base, "greatrift", verb="ListIdentifiers", metadataPrefix="oai_dc", set="governance")
    assert identifiers(chosen) == ["oai:greatrift.example:dc-04", "oai:greatrift.example:dc-12"]
    one = oai(
        base, "dosrios", verb="GetRecord", metadataPrefix="lom", identifier="oai:dosrios.example:lom-01"
    )
    assert identifiers(one) == ["oai:dosrios.example:lom-01"]


def test_oai_dates_bound_the_list(base: str) -> None:
    def listed(**asked: str) -> list[str]:
        answer = oai(base, "dosrios", verb="ListIdentifiers", metadataPrefix="lom", **asked)
        return [each.rpartition("-")[2] for each in identifiers(answer)]

    assert listed(from_="2026-06-12") == ["12", "13"]
    assert listed(until="2026-06-02T23:59:59Z") == ["01", "02"]
    assert listed(from_="2026-06-05", until="2026-06-06") == ["05", "06"]


def test_pages_of_json_follow_one_another(base: str, feeds: Feeds) -> None:
    for slug in ("digitalfutures", "redelusa", "deltaschool"):
        url = base + feeds[slug].partner["feed"]["path"]
        assert reading.get(url).content != reading.get(f"{url}?page=2").content


def test_a_language_that_the_learn_catalogue_lacks_falls_back_silently(base: str, feeds: Feeds) -> None:
    url = f"{base}/nilecode/api/catalog/?locale="
    assert reading.get(f"{url}ar-sa").content == reading.get(f"{url}en-us").content
    assert "left out for ar-sa" in feeds["nilecode"].notes
    languages = Counter(entry.languages for entry in feeds["nilecode"].entries)
    assert set(languages) == {("en-us",), ("es-es",), ("fr-fr",), ("zh-cn",)}
