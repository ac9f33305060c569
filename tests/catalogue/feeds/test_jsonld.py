"""schema.org, LRMI and AMB in pages, lists of pages, sitemaps and files."""

import contextlib
import gzip
import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.catalogue.feeds import xmlfiles
from tests.catalogue.feeds.xmlfiles import sample
from ujuzi.catalogue.feeds import jsonld
from ujuzi.catalogue.feeds.entry import FeedError, Offer, Source

SITE = "https://partner.example"


def page(*blocks: Any, head: str = "") -> bytes:
    scripts = "".join(
        f'<script type="application/ld+json">{block if isinstance(block, str) else json.dumps(block)}</script>'
        for block in blocks
    )
    return (
        f"<!DOCTYPE html><html><head><meta charset=utf-8>{head}{scripts}</head><body>x</body></html>".encode()
    )


def course(name: Any = "A course", **more: Any) -> dict[str, Any]:
    return {"@context": "https://schema.org", "@type": "Course", "name": name, **more}


def read_page(content: bytes, url: str = f"{SITE}/page.html", **options: Any) -> xmlfiles.Read:
    return xmlfiles.read(jsonld, {url: content}, xmlfiles.source(url, **options))


def read_json(value: Any, **options: Any) -> xmlfiles.Read:
    url = f"{SITE}/data.json"
    content = value if isinstance(value, bytes) else json.dumps(value).encode()
    return xmlfiles.read(jsonld, {url: content}, xmlfiles.source(url, **options))


def test_a_course_page_field_by_field() -> None:
    done = read_page(sample("jsonld/course.html"), f"{SITE}/courses/prompting?utm=1.html")
    (entry,) = done.entries
    assert entry.identifier == f"{SITE}/courses/prompting#course"
    assert entry.url == f"{SITE}/courses/prompting"
    assert (entry.title, entry.description) == ("Prompting at work", "<p>Write prompts that work.</p>")
    assert (entry.kind, entry.languages, entry.publisher) == ("Course", ("en",), "Baobab Academy")
    assert entry.keywords == ("generative AI", "prompts", "office work")
    assert entry.subjects == (
        "Generative AI",
        "https://vocabulary.example/genai",
        "Write a prompt",
        "Check an answer",
    )
    assert (entry.levels, entry.audiences) == (("Beginner",), ("civil servant", "teacher"))
    assert (entry.duration, entry.effort) == ("PT3H", "3 hours a week")
    assert entry.licence == "https://creativecommons.org/licenses/by/4.0/"
    assert (entry.free, entry.certificate, entry.creators) == (True, True, ("Adaeze Obi",))
    assert (entry.published, entry.modified) == ("2026-01-10", "2026-03-12")
    assert (entry.access_modes, entry.access_features) == (("textual", "visual"), ("captions", "transcript"))
    assert (entry.access_hazards, entry.access_summary) == (
        ("noFlashingHazard",),
        "All videos have captions.",
    )
    assert entry.countries == ("KE", "NG")
    assert entry.group == entry.identifier  # it has a translation
    assert entry.offers == (
        Offer(
            starts="2026-06-01",
            ends="2026-06-30",
            mode="Online, Blended",
            price="0",
            currency="USD",
            certificate_price="29.50",
            location="Innovation hub, Accra, GH",
            instructors=("Kofi Mensah",),
        ),
    )


def test_broken_block_is_rejected_and_commented_script_and_trailer_left_out() -> None:
    done = read_page(sample("jsonld/course.html"))
    assert [reject.code for reject in done.rejects] == ["bad-json"]
    assert "block 3" in done.rejects[0].detail
    assert b"oops" in done.rejects[0].raw
    assert [entry.title for entry in done.entries] == ["Prompting at work"]


def test_list_of_courses_in_a_file() -> None:
    done = read_json(sample("jsonld/list.json"))
    first, event = done.entries
    assert (first.identifier, first.title, first.publisher) == (
        f"{SITE}/a",
        "Datos para el clima",
        "Ceiba Foundation",
    )
    assert (event.languages, event.title, event.free) == (("en", "de"), "AI office hours", False)
    (offer,) = event.offers
    assert (offer.starts, offer.price, offer.currency) == ("2026-07-01T15:00:00Z", "12.00", "EUR")
    assert (offer.mode, offer.url, offer.location) == (
        "OnlineEventAttendanceMode",
        "https://meet.example/ai",
        "",
    )
    assert sorted(reject.code for reject in done.rejects) == ["no-identifier", "no-title", "no-type"]


def test_translation_points_to_its_original() -> None:
    (entry,) = read_json(
        course(**{"@id": "https://x.example/fr", "translationOfWork": {"@id": "https://x.example/en"}})
    ).entries
    assert entry.group == "https://x.example/en"


@pytest.mark.parametrize(
    ("more", "languages"),
    [
        ({"inLanguage": "sw"}, ("sw",)),
        ({"inLanguage": ["en", "fr"]}, ("en", "fr")),
        ({"inLanguage": "en, ar"}, ("en", "ar")),
        ({"inLanguage": {"@type": "Language", "name": "Kiswahili"}}, ("Kiswahili",)),
        ({"hasCourseInstance": {"inLanguage": "pt-BR"}}, ("pt-BR",)),
        ({"inLanguage": None}, ()),
    ],
)
def test_languages(more: dict[str, Any], languages: tuple[str, ...]) -> None:
    assert read_json(course(**{"@id": "https://x.example/1", **more})).entries[0].languages == languages


@pytest.mark.parametrize(
    ("more", "free"),
    [
        ({"isAccessibleForFree": "true"}, True),
        ({"isAccessibleForFree": False}, False),
        ({"offers": {"price": "0.00"}}, True),
        ({"offers": [{"price": 49, "priceCurrency": "EUR"}]}, False),
        ({"offers": {"category": "Free"}}, True),
        ({"offers": {"name": "Certificate", "price": 10}}, None),
        ({}, None),
    ],
)
def test_whether_it_is_free(more: dict[str, Any], free: bool | None) -> None:
    assert read_json(course(**{"@id": "https://x.example/1", **more})).entries[0].free is free


@pytest.mark.parametrize(
    ("node", "taken"),
    [
        ({"@type": "VideoObject", "name": "A", "url": "/v"}, True),
        ({"@type": "https://schema.org/Quiz", "name": "A", "url": "/q"}, True),
        ({"@type": "CreativeWork", "name": "A", "learningResourceType": "guide", "url": "/g"}, True),
        ({"@type": "Article", "name": "News", "url": "/n"}, False),
        ({"@type": "Organization", "name": "We", "url": "/"}, False),
    ],
)
def test_what_counts_as_something_to_learn(node: dict[str, Any], taken: bool) -> None:
    content = page({"@context": "https://schema.org", **node})
    if taken:
        assert len(read_page(content).entries) == 1
    else:
        with pytest.raises(FeedError, match="no-records"):
            read_page(content)


def test_several_nodes_of_a_page_without_identifiers_are_told_apart() -> None:
    done = read_page(page([course("One"), course("Two")]))
    identifiers = [entry.identifier for entry in done.entries]
    assert len(set(identifiers)) == 2
    assert all(each.startswith(f"{SITE}/page.html#") for each in identifiers)
    again = read_page(page([course("Two"), course("One")]))
    assert {entry.identifier for entry in again.entries} == set(identifiers)


def test_prefixed_names_and_escaped_templates() -> None:
    prefixed = {
        "@context": {"schema": "http://schema.org/"},
        "@type": "schema:Course",
        "schema:name": "Prefixed",
    }
    escaped = json.dumps(course("Escaped")).replace('"', "&quot;")
    assert [entry.title for entry in read_page(page(prefixed)).entries] == ["Prefixed"]
    assert [entry.title for entry in read_page(page(escaped)).entries] == ["Escaped"]


def test_charset_from_the_header() -> None:
    content = page(course("Café")).replace("Café".encode(), b"Caf\xe9").replace(b"<meta charset=utf-8>", b"")
    content = content.replace(b"Caf\\u00e9", b"Caf\xe9")
    answers = {f"{SITE}/p": xmlfiles.Answer(content, "text/html", "iso-8859-1")}
    assert xmlfiles.read(jsonld, answers, xmlfiles.source(f"{SITE}/p")).entries[0].title == "Café"


AMB = {
    "@context": ["https://w3id.org/kim/amb/context.jsonld", {"@language": "de"}],
    "id": "https://x.example/amb",
    "type": ["LearningResource", "Course"],
    "name": "KI für alle",
    "inLanguage": ["de"],
    "about": [
        {
            "id": "https://w3id.org/kim/hochschulfaechersystematik/n079",
            "prefLabel": {"de": "Informatik", "en": "CS"},
        }
    ],
    "conditionsOfAccess": {"id": "http://w3id.org/kim/conditionsOfAccess/login"},
    "encoding": [
        {"type": "MediaObject", "contentUrl": "https://x.example/a.mp4", "contentSize": "568000000"}
    ],
}


def test_amb() -> None:
    (entry,) = read_json(AMB).entries
    assert (entry.identifier, entry.title, entry.kind) == ("https://x.example/amb", "KI für alle", "Course")
    assert entry.subjects == ("Informatik", "https://w3id.org/kim/hochschulfaechersystematik/n079")
    assert (entry.account_needed, entry.size_bytes, entry.languages) == (True, 568_000_000, ("de",))


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"id": None}, "no-id"),
        ({"name": None}, "no-name"),
        ({"type": None}, "no-type"),
        ({"inLanguage": "de"}, "amb-inLanguage"),
        ({"license": "CC BY"}, "amb-license"),
    ],
)
def test_amb_rejects_say_why(change: dict[str, Any], code: str) -> None:
    document = {key: value for key, value in {**AMB, **change}.items() if value is not None}
    done = read_json(document)
    assert done.entries == []
    assert code in [reject.code for reject in done.rejects]


def test_amb_leniently() -> None:
    done = read_json({**AMB, "license": "CC BY"}, strict=False)
    assert done.entries[0].licence == "CC BY"
    assert "license: is not an object" in done.notes


SITEMAP = """<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">%s</urlset>"""
INDEX = """<?xml version="1.0"?><sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">%s</sitemapindex>"""


def listing(count: int, lastmod: str = "") -> bytes:
    dated = f"<lastmod>{lastmod}</lastmod>" if lastmod else ""
    return (
        SITEMAP % "".join(f"<url><loc>\n{SITE}/c/{n}.html </loc>{dated}</url>" for n in range(count))
    ).encode()


def pages(count: int) -> dict[str, Any]:
    return {f"{SITE}/c/{n}.html": page(course(f"Course {n}")) for n in range(count)}


def test_sitemap() -> None:
    answers = {f"{SITE}/sitemap.xml": listing(45), **pages(45)}
    done = xmlfiles.read(jsonld, answers, xmlfiles.source(f"{SITE}/sitemap.xml"))
    assert [entry.identifier for entry in done.entries] == [f"{SITE}/c/{n}.html" for n in range(45)]
    assert [len(page.entries) for page in done.pages] == [20, 20, 5, 0]
    assert done.last.complete
    assert done.last.state["since"].startswith("2026-05-04")


@pytest.mark.parametrize("after", [0, 1, 2])
def test_sitemap_resumes_after_any_page(after: int) -> None:
    answers = {f"{SITE}/sitemap.xml": listing(45), **pages(45)}
    source = xmlfiles.source(f"{SITE}/sitemap.xml")
    whole = xmlfiles.read(jsonld, answers, source)
    checkpoint = json.loads(json.dumps(whole.pages[after].checkpoint))
    rest = xmlfiles.read(jsonld, answers, replace(source, checkpoint=checkpoint))
    assert [page.entries for page in rest.pages] == [page.entries for page in whole.pages[after + 1 :]]
    assert rest.last.state == whole.last.state


def test_index_of_gzipped_sitemaps_with_a_pattern() -> None:
    index = INDEX % "".join(f"<sitemap><loc>{SITE}/{name}</loc></sitemap>" for name in ("a.xml.gz", "b.xml"))
    answers: dict[str, Any] = {f"{SITE}/sitemap.xml": index.encode(), **pages(30)}
    answers[f"{SITE}/a.xml.gz"] = gzip.compress(listing(30))
    answers[f"{SITE}/b.xml"] = (SITEMAP % f"<url><loc>{SITE}/about.html</loc></url>").encode()
    files = xmlfiles.Files(answers)
    done = xmlfiles.read(jsonld, files, xmlfiles.source(f"{SITE}/sitemap.xml", url_pattern=r"/c/1\d\."))
    assert len(done.entries) == 10
    assert f"{SITE}/about.html" not in files.asked


def test_index_that_contains_itself_ends() -> None:
    index = (INDEX % f"<sitemap><loc>{SITE}/sitemap.xml</loc></sitemap>").encode()
    with pytest.raises(FeedError, match="no-records"):
        xmlfiles.read(jsonld, {f"{SITE}/sitemap.xml": index}, xmlfiles.source(f"{SITE}/sitemap.xml"))


def again(source: Source, answers: dict[str, Any], state: Any) -> tuple[xmlfiles.Read, xmlfiles.Files]:
    files = xmlfiles.Files(answers)
    return xmlfiles.read(jsonld, files, replace(source, state=state)), files


def test_only_changed_pages_are_read_again() -> None:
    source = xmlfiles.source(f"{SITE}/sitemap.xml")
    answers = {f"{SITE}/sitemap.xml": listing(3, "2026-04-01"), **pages(3)}
    state = xmlfiles.read(jsonld, answers, source).last.state
    done, files = again(source, answers, state)
    assert files.asked == [f"{SITE}/sitemap.xml"]
    assert not done.last.complete
    assert done.last.state["full"] == state["full"]
    changed = {**answers, f"{SITE}/sitemap.xml": listing(3, "2026-05-04")}
    assert len(again(source, changed, state)[0].entries) == 3
    old = {"since": "2026-04-20T00:00:00+00:00", "full": "2026-04-20T00:00:00+00:00"}
    done, _ = again(source, answers, old)  # a week has gone by: everything, so that what vanished is seen
    assert len(done.entries) == 3
    assert done.last.complete


def test_pages_that_cannot_be_reached() -> None:
    answers: dict[str, Any] = {
        f"{SITE}/sitemap.xml": listing(3),
        **pages(3),
        f"{SITE}/c/1.html": xmlfiles.gone(),
    }
    source = xmlfiles.source(f"{SITE}/sitemap.xml")
    done = xmlfiles.read(jsonld, answers, source)
    assert [reject.code for reject in done.rejects] == ["page-gone"]
    assert done.last.complete
    done = xmlfiles.read(jsonld, {**answers, f"{SITE}/c/1.html": xmlfiles.down()}, source)
    assert [reject.code for reject in done.rejects] == ["page-unreachable"]
    assert not done.last.complete  # what could not be read must not be withdrawn
    assert done.last.state == {}


def test_a_site_that_is_down_is_an_error() -> None:
    answers = {f"{SITE}/sitemap.xml": listing(40), **{url: xmlfiles.down() for url in pages(40)}}
    with pytest.raises(FeedError, match="unreachable"):
        xmlfiles.read(jsonld, answers, xmlfiles.source(f"{SITE}/sitemap.xml"))


def test_list_of_pages_as_text_and_as_option() -> None:
    text = "# our courses\n" + "\n".join(pages(3))
    answers = {f"{SITE}/list.txt": f"{SITE}/c/0.html\n{text}".encode(), **pages(3)}
    assert len(xmlfiles.read(jsonld, answers, xmlfiles.source(f"{SITE}/list.txt")).entries) == 3
    assert len(xmlfiles.read(jsonld, answers, xmlfiles.source(SITE, pages=text)).entries) == 3


def test_unchanged_page() -> None:
    state = {"etag": '"1"'}
    answers = {f"{SITE}/p": xmlfiles.Answer(b"", status=304)}
    done, files = again(xmlfiles.source(f"{SITE}/p"), answers, state)
    assert files.conditions == [('"1"', "")]
    assert done.last.unchanged
    assert done.last.state == state


def test_long_file_comes_in_parts_and_resumes() -> None:
    documents = [course(f"Course {n}", **{"@id": f"https://x.example/{n}"}) for n in range(1200)]
    whole = read_json(documents)
    assert [len(page.entries) for page in whole.pages] == [500, 500, 200]
    url = f"{SITE}/data.json"
    source = replace(xmlfiles.source(url), checkpoint=whole.pages[0].checkpoint)
    rest = xmlfiles.read(jsonld, {url: json.dumps(documents).encode()}, source)
    assert rest.entries == whole.entries[500:]
    changed = xmlfiles.read(jsonld, {url: json.dumps(documents[:700]).encode()}, source)
    assert len(changed.entries) == 700  # not the same file any more: from the beginning


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"{", "bad-json"),
        (b'{"@type": NaN}', "not-a-number"),
        (b"[" * 100_000, "too-deep"),
        (b'{"courses": []}', "not-jsonld"),
        (b"[]", "not-jsonld"),
        (b'{"@context": "https://schema.org", "@type": "Person", "name": "A"}', "no-records"),
    ],
)
def test_errors_say_what_is_wrong(content: bytes, code: str) -> None:
    with pytest.raises(FeedError) as caught:
        read_json(content)
    assert caught.value.code == code


def test_bad_pattern() -> None:
    with pytest.raises(FeedError, match="bad-option"):
        xmlfiles.read(
            jsonld, {f"{SITE}/s.xml": listing(1)}, xmlfiles.source(f"{SITE}/s.xml", url_pattern="(")
        )


def test_recognised() -> None:
    assert jsonld.looks_like(listing(1), "application/xml", f"{SITE}/sitemap.xml") >= 0.9
    assert jsonld.looks_like(sample("jsonld/course.html"), "text/html", SITE) > 0.8
    assert jsonld.looks_like(json.dumps(AMB).encode(), "application/json", SITE) > 0.8
    assert jsonld.looks_like(b'{"data": []}', "application/json", SITE) == 0


_KEYS = (
    "@id @type @graph @value name url inLanguage offers hasCourseInstance keywords about audience license price "
    "location encoding contentSize educationalAlignment translationOfWork isAccessibleForFree en"
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(_KEYS.split()),
            inner,
            max_size=6,
        )
    ),
    max_leaves=12,
)


@settings(max_examples=150, deadline=None)
@given(JSON)
def test_any_shape_of_node_raises_nothing_but_feed_errors(value: Any) -> None:
    node = {"@context": "https://schema.org", "@type": "Course", "name": "A", "url": "/a"}
    if isinstance(value, dict):
        node |= value
    else:
        node["about"] = value
    for content in (json.dumps(node).encode(), page(node)):
        with contextlib.suppress(FeedError):
            read_page(content)


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=300), st.sampled_from(["/a.html", "/a.json", "/a.xml", "/a.txt", "/a.gz"]))
def test_arbitrary_bytes_raise_nothing_but_feed_errors(noise: bytes, path: str) -> None:
    for content in (
        noise,
        b"<urlset><url>" + noise,
        b"\x1f\x8b" + noise,
        page(noise.decode("latin-1")),
        b"http://x\n" + noise,
    ):
        with contextlib.suppress(FeedError):
            read_page(content, SITE + path)


@pytest.mark.parametrize("option", [{"batch": "many"}, {"batch": 0}])
def test_options_that_make_no_sense(option: dict[str, Any]) -> None:
    answers = {f"{SITE}/s.xml": listing(1), **pages(1)}
    with pytest.raises(FeedError, match="bad-option"):
        xmlfiles.read(jsonld, answers, xmlfiles.source(f"{SITE}/s.xml", **option))


def test_checkpoint_of_another_version() -> None:
    source = replace(xmlfiles.source(f"{SITE}/s.xml"), checkpoint={"page": 3})
    with pytest.raises(FeedError, match="bad-checkpoint"):
        xmlfiles.read(jsonld, {}, source)
