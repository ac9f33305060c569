"""The real files: all that is valid is taken, the rest is turned down with a reason. Counts are printed (pytest -s)."""

import codecs
import re
from collections import Counter, defaultdict
from pathlib import Path
from urllib.parse import urlencode

import pytest

from tests.catalogue.feeds import xmlfiles
from ujuzi.catalogue.feeds import dublincore, jsonld, oaipmh, syndication
from ujuzi.catalogue.feeds.entry import Entry, FeedError, Reject


def amb(folder: Path) -> tuple[list[Entry], list[Reject]]:
    entries: list[Entry] = []
    rejects: list[Reject] = []
    for path in sorted(folder.glob("*.json")):
        url = f"https://partner.example/{path.name}"
        done = xmlfiles.read(jsonld, {url: path.read_bytes()}, xmlfiles.source(url))
        entries += done.entries
        rejects += done.rejects
    return entries, rejects


def test_amb_valid(field_data: Path) -> None:
    entries, rejects = amb(field_data / "amb/draft/examples/valid")
    print(f"amb valid: {len(entries)} taken, {len(rejects)} rejected")
    assert (len(entries), len(rejects)) == (35, 0)
    assert all(entry.title and entry.url and entry.kind for entry in entries)


def test_amb_invalid(field_data: Path) -> None:
    entries, rejects = amb(field_data / "amb/draft/examples/invalid")
    print(
        f"amb invalid: {len(entries)} taken, {len(rejects)} rejected",
        Counter(reject.code for reject in rejects),
    )
    assert (len(entries), len(rejects)) == (0, 37)


def repository(folder: Path) -> xmlfiles.Files:
    """The mapping of requests to files that the samples came with."""
    lines = (folder / "mapping.txt").read_text().split()
    known = dict(zip(lines[::2], lines[1::2], strict=False))

    def answer(url: str) -> bytes | Exception:
        asked = urlencode(sorted(xmlfiles.arguments(url).items()))
        return (folder / known[asked]).read_bytes() if asked in known else xmlfiles.gone()

    return xmlfiles.Files(answer)


@pytest.mark.parametrize(
    ("name", "since", "taken", "turned_down"), [("fake1", "2003-04-10T00:00:00Z", 16, 0)]
)
def test_oai_repository(field_data: Path, name: str, since: str, taken: int, turned_down: int) -> None:
    source = xmlfiles.source("https://repository.example/oai", **{"from": since})
    done = xmlfiles.read(oaipmh, repository(field_data / "oai-pmh" / name), source)
    print(f"oai-pmh {name}: {len(done.entries)} taken, {len(done.rejects)} rejected")
    assert (len(done.entries), len(done.rejects)) == (taken, turned_down)
    assert done.entries[0].url == "http://hdl.handle.net/1765/308"


def test_oai_list_with_deletions(field_data: Path) -> None:
    """fake2 has no Identify of its own: its list is read with the one of fake1."""
    folder = field_data / "oai-pmh"

    def answer(url: str) -> bytes | Exception:
        verb = xmlfiles.arguments(url)["verb"]
        name = {
            "Identify": "fake1/00001.xml",
            "ListMetadataFormats": "fake1/00002.xml",
            "ListRecords": "fake2/00002.xml",
        }
        return (folder / name[verb]).read_bytes()

    done = xmlfiles.read(oaipmh, xmlfiles.Files(answer), xmlfiles.source("https://repository.example/oai"))
    deleted = [entry for entry in done.entries if entry.deleted]
    print(
        f"oai-pmh fake2: {len(done.entries)} taken, {len(deleted)} of them deleted, {len(done.rejects)} rejected"
    )
    assert (len(done.entries), len(deleted), len(done.rejects)) == (81, 2, 0)


@pytest.mark.parametrize("name", ["fake3", "fake4", "fake5"])
def test_oai_identify_only(field_data: Path, name: str) -> None:
    """Only Identify is there: the list is a true error, not an empty catalogue."""
    files = repository(field_data / "oai-pmh" / name)
    with pytest.raises(xmlfiles.FetchError):
        xmlfiles.read(oaipmh, files, xmlfiles.source("https://repository.example/oai"))


def test_dublin_core_of_a_course_in_five_languages(field_data: Path) -> None:
    paths = sorted((field_data / "dc-xml").rglob("*.xml"))
    urls = {f"https://partner.example/{path.name}?{n}": path.read_bytes() for n, path in enumerate(paths)}
    source = xmlfiles.source("https://partner.example/", pages=list(urls))
    done = xmlfiles.read(dublincore, urls, source)
    codes = Counter(reject.code for reject in done.rejects)
    print(f"dc-xml: {len(done.entries)} taken, {len(done.rejects)} rejected {dict(codes)}")
    assert (len(done.entries), dict(codes)) == (259, {"no-title": 8})
    assert "bare &" in done.notes
    languages = Counter(entry.languages[0] for entry in done.entries)
    assert set(languages) == {"de", "en", "fr", "it", "sl"}
    assert len({entry.group for entry in done.entries}) == 54
    assert done.last.complete


def known_to_python(content: bytes) -> bool:
    """The samples are in many encodings; a few of them are not in Python (the samples say so themselves)."""
    named = re.search(rb"SkipUnless:.*lookup\('([^']+)'\)", content)
    try:
        return not named or bool(codecs.lookup(named[1].decode()))
    except LookupError:
        return False


def test_syndication(field_data: Path) -> None:
    """Nearly all are tests of encodings: a feed with a title and nothing in it, which is an error that tells the title."""
    taken, errors, rejects = 0, Counter[str](), Counter[str]()
    expected = right = 0
    for path in sorted((field_data / "rss").rglob("*.xml")):
        content = path.read_bytes()
        said = re.search(
            rb"Header:\s+Content-type:\s*([\w/+.-]+)(?:;\s*charset=['\"]?([\w-]+))?", content, re.IGNORECASE
        )
        kind = said[1].decode() if said else "application/xml"
        charset = said[2].decode() if said and said[2] else ""
        url = f"https://partner.example/{path.name}"
        answers = {url: xmlfiles.Answer(content, kind, charset)}
        title = re.search(rb"not bozo and feed\['title'\] == u?'(\\u[0-9a-f]{4})'", content)
        title = title if known_to_python(content) else None
        expected += bool(title)
        try:
            done = xmlfiles.read(syndication, answers, xmlfiles.source(url))
        except FeedError as error:
            errors[error.code] += 1
            right += title is not None and title[1].decode("unicode-escape") in error.detail
        else:
            taken += len(done.entries)
            rejects.update(reject.code for reject in done.rejects)
    print(
        f"rss: {taken} entries, rejected {dict(rejects)}, errors {dict(errors)}; {right} of {expected} titles right"
    )
    assert (taken, dict(rejects), dict(errors)) == (0, {"no-identifier": 6}, {"no-entries": 103})
    assert right == expected


def test_web_pages(field_data: Path) -> None:
    paths = sorted((field_data / "jsonld").glob("*.html"))
    urls = {f"https://partner.example/{path.name}": path.read_bytes() for path in paths}
    done = xmlfiles.read(jsonld, urls, xmlfiles.source("https://partner.example/", pages=list(urls)))
    print(f"jsonld: {len(done.entries)} taken, {len(done.rejects)} rejected")
    assert (len(done.entries), len(done.rejects)) == (3, 0)
    assert {entry.title for entry in done.entries} >= {"Tutorial: Lernen lernen", "Online Punkteabfrage"}


def test_sitemaps(field_data: Path) -> None:
    page = sorted((field_data / "jsonld").glob("*.html"))[0].read_bytes()
    counts = {}
    for path in sorted((field_data / "sitemap").glob("*.xml")):
        url = f"https://partner.example/{path.name}"
        pages = defaultdict(
            lambda: xmlfiles.Answer(page, "text/html"), {url: xmlfiles.Answer(path.read_bytes())}
        )
        files = xmlfiles.Files(pages.__getitem__)
        xmlfiles.read(jsonld, files, xmlfiles.source(url))
        counts[path.name] = len(files.asked) - 1
    print(f"sitemap: pages asked for {counts}")
    assert counts == {"hoou-sitemap.xml": 10, "oerbw-sitemap.xml": 10, "oncampus-sitemap.xml": 11}
