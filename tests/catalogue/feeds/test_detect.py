"""Which format a file has, and what an address leads to."""

import pytest

from tests.catalogue.feeds import jsonfiles
from ujuzi.catalogue.feeds import detect, registry
from ujuzi.catalogue.feeds.entry import FeedError

SAMPLES = {
    "moochub-v2.json": "moochub",
    "moochub-v3-1.json": "moochub",
    "mslearn-en-us.json": "mslearn",
    "edx-1.json": "edx",
    "courses.csv": "sheet",
}


@pytest.mark.parametrize("name", SAMPLES)
def test_our_samples(name: str) -> None:
    content_type = "text/csv" if name.endswith("csv") else "application/json"
    guesses = detect.detect(jsonfiles.sample(name), content_type, f"https://x.example/{name}")
    assert guesses[0].name == SAMPLES[name]
    assert guesses[0].confidence >= detect.LIKELY
    assert str(registry.FORMATS[SAMPLES[name]].LABEL) in guesses[0].reason


def test_nothing_that_we_know() -> None:
    assert all(
        guess.confidence < detect.LIKELY for guess in detect.detect(b"%PDF-1.7 ...", "application/pdf", "")
    )


def test_an_address_that_is_a_feed_costs_one_request() -> None:
    site = jsonfiles.Site({"https://x.example/f": jsonfiles.sample("moochub-v3-1.json")})
    (guess,) = detect.probe("https://x.example/f", site)
    assert (guess.name, guess.url) == ("moochub", "https://x.example/f")
    assert site.asked == ["https://x.example/f"]


def test_a_page_that_links_to_a_feed() -> None:
    page = (
        '<html><head><link rel="alternate" type="text/csv" href="/all.csv"><link rel=alternate></head></html>'
    )
    site = jsonfiles.Site(
        {
            "https://x.example/courses": jsonfiles.Answer(page.encode(), content_type="text/html"),
            "https://x.example/all.csv": jsonfiles.Answer(
                jsonfiles.sample("courses.csv"), content_type="text/csv"
            ),
        }
    )
    guess = detect.probe("https://x.example/courses", site)[0]
    assert (guess.name, guess.url) == ("sheet", "https://x.example/all.csv")
    assert guess.options["columns"]["title"] == "Titre du cours"


def test_a_page_without_a_link_is_asked_for_what_sites_have() -> None:
    page = jsonfiles.Answer(b"<html></html>", content_type="text/html")
    robots = "User-agent: *\nSitemap: https://x.example/maps/1.xml\nsitemap: /maps/2.xml\nSitemap: ftp://x.example/\n"
    site = jsonfiles.Site({"https://x.example/courses": page, "https://x.example/robots.txt": robots})
    detect.probe("https://x.example/courses", site)
    assert site.asked == [
        "https://x.example/courses",
        "https://x.example/courses?verb=Identify",
        "https://x.example/robots.txt",
        "https://x.example/maps/1.xml",
        "https://x.example/maps/2.xml",
        "https://x.example/sitemap.xml",
    ]


@pytest.mark.parametrize(
    ("pasted", "url", "options"),
    [
        ("https://x.example/oai?verb=Identify", "https://x.example/oai", {}),
        (
            "https://x.example/oai?key=1&verb=ListRecords&metadataPrefix=lom&set=ai",
            "https://x.example/oai?key=1",
            {"set": "ai", "metadata_prefix": "lom"},
        ),
        ("https://x.example/feed?set=ai", "https://x.example/feed?set=ai", {}),
    ],
)
def test_a_request_that_was_pasted_is_cut_back_to_its_base(
    pasted: str, url: str, options: dict[str, str]
) -> None:
    (guess,) = detect.probe(pasted, jsonfiles.Site({pasted: jsonfiles.sample("moochub-v3-1.json")}))
    assert (guess.url, guess.options) == (url, options)


def test_a_dead_address_is_said_to_be_dead() -> None:
    with pytest.raises(FeedError, match="http-404"):
        detect.probe("https://x.example/gone", jsonfiles.Site({}))


def test_faults_of_our_own_show() -> None:
    def broken(url: str, **_: object) -> jsonfiles.Answer:
        if url.endswith("/a"):
            return jsonfiles.Answer(b"<html></html>", url)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        detect.probe("https://x.example/a", broken)


def test_the_page_of_a_google_sheet_means_its_export() -> None:
    export = "https://docs.google.com/spreadsheets/d/AbC/export?format=csv&gid=7"
    site = jsonfiles.Site({export: jsonfiles.sample("courses.csv")})
    guess = detect.probe("https://docs.google.com/spreadsheets/d/AbC/edit?usp=sharing#gid=7", site)[0]
    assert guess.url == export
