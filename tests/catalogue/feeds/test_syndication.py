"""RSS, RDF and Atom."""

import contextlib
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.catalogue.feeds import xmlfiles
from tests.catalogue.feeds.xmlfiles import sample
from ujuzi.catalogue.feeds import syndication
from ujuzi.catalogue.feeds.entry import FeedError

URL = "https://feed.example/atom.xml"
PAGES = {
    URL: sample("syndication/atom.xml"),
    "https://feed.example/page2.xml": sample("syndication/page2.xml"),
}


def read(content: bytes, kind: str = "application/xml", charset: str = "", **options: Any) -> xmlfiles.Read:
    return xmlfiles.read(
        syndication, {URL: xmlfiles.Answer(content, kind, charset)}, xmlfiles.source(URL, **options)
    )


def test_pages_along_next_and_their_fields() -> None:
    done = xmlfiles.read(syndication, PAGES, xmlfiles.source(URL))
    video, guide, episode = done.entries
    assert (video.identifier, video.url) == ("tag:feed.example,2026:1", "https://feed.example/1")
    assert video.title == "Reading AI reports & papers"
    assert (video.kind, video.size_bytes, video.languages) == ("VideoObject", 123456, ("en",))
    assert (video.keywords, video.creators) == (("Artificial intelligence", "reading"), ("Adaeze Obi",))
    assert (video.published, video.modified) == ("2026-04-30T00:00:00Z", "2026-05-01T00:00:00Z")
    assert video.licence == "CC BY 4.0"
    assert (guide.languages, guide.description) == (("fr",), "<p>Un guide.</p>")
    assert (episode.identifier, episode.languages, episode.duration) == ("ep-3", ("sw",), "PT1H2M3S")
    assert episode.creators == ("Juma Hassan",)
    assert [reject.code for reject in done.rejects] == ["no-identifier", "no-title"]


def test_what_falls_off_a_feed_has_not_vanished_unless_it_lists_all() -> None:
    assert not xmlfiles.read(syndication, PAGES, xmlfiles.source(URL)).last.complete
    assert xmlfiles.read(syndication, PAGES, xmlfiles.source(URL, complete=True)).last.complete


def test_resumes_with_the_next_page() -> None:
    whole = xmlfiles.read(syndication, PAGES, xmlfiles.source(URL))
    files = xmlfiles.Files(PAGES)
    rest = xmlfiles.read(
        syndication, files, replace(xmlfiles.source(URL), checkpoint=whole.pages[0].checkpoint)
    )
    assert files.asked == ["https://feed.example/page2.xml"]
    assert rest.entries == whole.pages[1].entries


def test_unchanged_feed() -> None:
    headers = xmlfiles.Headers({"etag": '"7"', "last-modified": "Fri, 01 May 2026 00:00:00 GMT"})
    first = {URL: xmlfiles.Answer(sample("syndication/rdf.xml"), headers=headers)}
    state = xmlfiles.read(syndication, first, xmlfiles.source(URL)).last.state
    files = xmlfiles.Files({URL: xmlfiles.Answer(b"", status=304)})
    done = xmlfiles.read(syndication, files, replace(xmlfiles.source(URL), state=state))
    assert files.conditions == [('"7"', "Fri, 01 May 2026 00:00:00 GMT")]
    assert done.last.unchanged
    assert done.last.state == state


def test_rdf() -> None:
    (entry,) = read(sample("syndication/rdf.xml")).entries
    assert (entry.title, entry.languages) == ("Aprendizaje automático", ("es",))


@pytest.mark.parametrize(
    ("charset", "encoded"), [("iso-8859-1", b"Caf\xe9"), ("utf-8", b"Caf\xc3\xa9"), ("cp850", b"Caf\x82")]
)
def test_charset_of_the_header(charset: str, encoded: bytes) -> None:
    content = b'<rss version="2.0"><channel><item><title>%s</title><link>https://feed.example/1</link></item></channel></rss>'
    assert read(content % encoded, "application/rss+xml", charset).entries[0].title == "Café"


def test_next_that_leads_back_is_refused() -> None:
    looped = sample("syndication/atom.xml").replace(b"/page2.xml", b"/atom.xml")
    with pytest.raises(FeedError, match="endless"):
        read(looped)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "not-a-feed"),
        (b"<html><body>Hello</body></html>", "not-a-feed"),
        (b'<rss version="2.0"><channel><title>Quiet</title></channel></rss>', "no-entries"),
        (b"/etc/passwd", "not-a-feed"),
        (b"http://127.0.0.1/feed", "not-a-feed"),
        (
            b'<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss version="2.0"><channel><item><title>&x;</title>'
            b"<link>https://feed.example/1</link></item></channel></rss>",
            "entities",
        ),
    ],
)
def test_errors_say_what_is_wrong(content: bytes, code: str) -> None:
    with pytest.raises(FeedError) as caught:
        read(content)
    assert caught.value.code == code


def test_scripts_do_not_survive() -> None:
    content = sample("syndication/atom.xml").replace(
        b"&lt;p&gt;Un guide", b"&lt;script&gt;alert(1)&lt;/script&gt;Un guide"
    )
    assert "<script" not in read(content.replace(b'rel="next"', b'rel="via"')).entries[1].description


@pytest.mark.parametrize(
    ("said", "duration"), [("95", "PT95S"), ("2:30", "PT0H2M30S"), ("1:02:03", "PT1H2M3S"), ("long", "long")]
)
def test_durations(said: str, duration: str) -> None:
    content = sample("syndication/page2.xml").replace(b"1:02:03", said.encode())
    assert read(content).entries[0].duration == duration


def test_a_date_of_publication_is_not_taken_for_one_of_change() -> None:
    content = (
        b'<rss version="2.0"><channel><item><title>A&#0;B</title><guid>1</guid>'
        b"<pubDate>Fri, 01 May 2026 00:00:00 GMT</pubDate></item></channel></rss>"
    )
    (entry,) = read(content).entries
    assert (entry.published, entry.modified) == ("Fri, 01 May 2026 00:00:00 GMT", "")
    assert "\x00" not in entry.title


def test_recognised() -> None:
    for name in ("atom.xml", "page2.xml", "rdf.xml"):
        assert syndication.looks_like(sample(f"syndication/{name}"), "text/xml", URL) > 0.9
    assert syndication.looks_like(sample("oaipmh/dc.xml"), "text/xml", URL) == 0
    assert syndication.looks_like(sample("jsonld/course.html"), "text/html", URL) == 0


@settings(max_examples=100, deadline=None)
@given(
    st.one_of(
        st.binary(max_size=300),
        st.binary(max_size=40).map(lambda noise: sample("syndication/atom.xml")[:700] + noise),
    )
)
def test_arbitrary_bytes_raise_nothing_but_feed_errors(content: bytes) -> None:
    with contextlib.suppress(FeedError):
        read(content.replace(b'rel="next"', b'rel="via"'))
