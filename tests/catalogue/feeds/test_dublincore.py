"""Dublin Core files."""

import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.catalogue.feeds import xmlfiles
from ujuzi.catalogue.feeds import dublincore
from ujuzi.catalogue.feeds.entry import FeedError

URL = "https://partner.example/{}.xml"


def record(title: str, language: str, identifier: str = "M1.2") -> str:
    return (
        '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:identifier>{identifier}</dc:identifier><dc:title>{title}</dc:title><dc:language>{language}</dc:language>"
        "<dc:rights>CC BY 4.0</dc:rights><dc:type>video</dc:type></metadata>"
    )


def test_languages_of_one_work_share_their_group() -> None:
    urls = {URL.format("sw"): record("Kozi", "sw").encode(), URL.format("en"): record("Q & A", "en").encode()}
    source = xmlfiles.source(
        "https://partner.example/", pages=list(urls), url_template="https://p.example/{language}/{identifier}"
    )
    done = xmlfiles.read(dublincore, urls, source)
    assert [(entry.identifier, entry.language_key, entry.group, entry.title) for entry in done.entries] == [
        ("M1.2", "sw", "M1.2", "Kozi"),
        ("M1.2", "en", "M1.2", "Q & A"),
    ]
    assert done.entries[0].url == "https://p.example/sw/M1.2"
    assert (done.entries[0].licence, done.entries[0].kind) == ("CC BY 4.0", "video")
    assert "bare &" in done.notes


def test_many_records_in_a_file() -> None:
    content = f"<all>{record('A', 'en', '1')}{record('', 'en', '2')}{record('C', 'en', '')}</all>".encode()
    done = xmlfiles.read(dublincore, {URL.format("all"): content}, xmlfiles.source(URL.format("all")))
    assert [entry.title for entry in done.entries] == ["A"]
    assert [(reject.code, reject.identifier) for reject in done.rejects] == [
        ("no-title", "2"),
        ("no-identifier", ""),
    ]


@pytest.mark.parametrize(
    ("content", "code"), [(b"<a/>", "not-dublin-core"), (b"", "empty"), (b"nothing", "bad-xml")]
)
def test_errors_say_what_is_wrong(content: bytes, code: str) -> None:
    with pytest.raises(FeedError) as caught:
        xmlfiles.read(dublincore, {URL: content}, xmlfiles.source(URL))
    assert caught.value.code == code


def test_recognised() -> None:
    assert dublincore.looks_like(record("A", "en").encode(), "text/xml", URL) > 0.8
    assert dublincore.looks_like(xmlfiles.sample("oaipmh/dc.xml"), "text/xml", URL) == 0
    assert dublincore.looks_like(xmlfiles.sample("syndication/rdf.xml"), "text/xml", URL) == 0


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=200))
def test_arbitrary_bytes_raise_nothing_but_feed_errors(noise: bytes) -> None:
    for content in (noise, record("A", "en").encode()[:-40] + noise):
        with contextlib.suppress(FeedError):
            xmlfiles.read(dublincore, {URL: content}, xmlfiles.source(URL))
