"""MOOChub 2 and 3 from our samples, from the schema's own examples, and from whatever else may arrive."""

import contextlib
import json
import tracemalloc
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.catalogue.feeds import jsonfiles
from ujuzi.catalogue.feeds import jsonpages, moochub
from ujuzi.catalogue.feeds.entry import FeedError, Offer
from ujuzi.standards import moochub as standard

FIRST = "https://mooc.savanna.example/api/v3/courses?page=1"
SECOND = "https://mooc.savanna.example/api/v3/courses?page=2"


def savanna() -> jsonfiles.Site:
    pages = {FIRST: jsonfiles.sample("moochub-v3-1.json"), SECOND: jsonfiles.sample("moochub-v3-2.json")}
    return jsonfiles.Site(pages)


def record(**attributes: Any) -> dict[str, Any]:
    return {"id": "1", "type": "Course", "attributes": {"name": "A", **attributes}}


def only(*records: Any, **members: Any) -> Any:
    pages = jsonfiles.read(moochub, json.dumps({"data": list(records), **members}))
    return jsonfiles.entries(pages)[0]


def test_version_3_page_by_page() -> None:
    site = savanna()
    pages = list(moochub.read(jsonfiles.source(FIRST), site))
    assert site.asked == [FIRST, SECOND]
    assert "moochub-version=3" in site.accepts[0]
    assert [page.checkpoint and page.checkpoint["url"] for page in pages] == [SECOND, None]
    first, bare = jsonfiles.entries(pages)
    assert (first.identifier, first.title) == (
        "0f6c2a52-6a0f-4a1e-9f0e-1b2f0c1d2e3f",
        "Misingi ya akili unde",
    )
    assert first.languages == ("sw", "en")
    assert first.licence == "https://creativecommons.org/licenses/by/4.0/"
    assert (first.free, first.certificate, first.certificate_free) == (True, True, False)
    assert (first.duration, first.effort) == ("P6W", "3 h/week")
    assert first.subjects == ("Machine learning",)
    assert first.levels == ("FOUNDATION",)
    assert first.keywords == ("AI", "takwimu", "Statistics")
    assert first.publisher == "Savanna Open University"
    assert first.access_modes == ("visual", "auditory")
    assert first.offers[1] == Offer(
        url="https://mooc.savanna.example/courses/misingi",
        starts="2026-09-01T08:00:00Z",
        enrol_until="2026-01-25T00:00:00Z",
        mode="online, asynchronous",
        price="0",
        currency="KES",
        certificate_price="1500.5",
        instructors=("Neema Mushi",),
    )
    assert json.loads(first.raw)["id"] == first.identifier
    assert bare.title == "Only a name"
    assert [(reject.code, reject.identifier) for reject in jsonfiles.rejects(pages)] == [
        ("no-title", "no-name-1")
    ]
    assert "MOOChub 3 requires the attribute license, it is missing" in jsonfiles.notes(pages)


def test_version_2_under_the_names_of_3() -> None:
    (entry,) = jsonfiles.entries(jsonfiles.read(moochub, jsonfiles.sample("moochub-v2.json")))
    assert entry.languages == ("de-DE",)
    assert entry.description == "<p>Was Verwaltungen wissen sollten.</p>"
    assert entry.publisher == "Bergwald Akademie"
    assert entry.creators == ("Jana Lindner", "Omar Aziz")
    assert entry.effort == "2 h/week"
    assert entry.keywords == ("Chancen einordnen", "Risiken benennen")
    assert entry.licence == "https://creativecommons.org/licenses/by-sa/4.0/"
    assert entry.free is True
    (offer,) = entry.offers
    assert (offer.starts, offer.ends) == ("2026-05-04T08:00:00+02:00", "2027-01-01T00:00:00Z")
    assert (offer.mode, offer.price) == ("MOOC", "0")


@pytest.mark.parametrize(
    ("members", "resource", "version"),
    [
        ({}, {"attributes": {"languages": []}}, 2),
        ({}, {"attributes": {"inLanguage": []}}, 3),
        ({"jsonapi": {"version": "2.1"}}, {"attributes": {}}, 2),
        ({"jsonapi": {"version": "1.0"}}, {"attributes": {}, "type": "Course"}, 3),
        ({"links": {"self": "https://x.example/api/v2/courses"}}, {"attributes": {}, "type": "Course"}, 2),
        ({}, {"type": "courses"}, 2),
    ],
)
def test_the_version_is_seen(members: dict[str, Any], resource: dict[str, Any], version: int) -> None:
    assert standard.of_resource(resource, members) == version


@pytest.mark.parametrize(
    ("attributes", "free"),
    [
        ({"access": ["free", "paid"]}, True),
        ({"access": ["paid"]}, False),
        ({"isAccessibleForFree": False, "access": ["free"]}, False),
        ({"price": 0}, True),
        ({"price": {"value": "12.50", "currency": "EUR"}}, False),
        ({"offer": [{"price": 9, "category": "complete"}]}, False),
        ({"offer": [{"price": 9, "category": "certificate"}]}, None),
        ({}, None),
    ],
)
def test_what_is_free(attributes: dict[str, Any], free: bool | None) -> None:
    assert only(record(**attributes)).free is free


def test_an_answer_that_is_not_moochub_changes_nothing() -> None:
    for content in ('{"errors": []}', "<html>", "[", '{"data": "none"}'):
        with pytest.raises(FeedError):
            jsonfiles.read(moochub, content)


@pytest.mark.parametrize("link", [FIRST, "?page=1", {"href": FIRST}])
def test_loops_are_refused(link: Any) -> None:
    content = json.dumps({"data": [record()], "links": {"next": link}})
    with pytest.raises(FeedError, match="paging-loop") as caught:
        jsonfiles.read(moochub, {FIRST: content})
    assert caught.value.permanent


def test_a_long_loop_and_other_schemes_are_refused() -> None:
    first = json.dumps({"data": [record()], "links": {"next": SECOND}})
    second = json.dumps({"data": [record(url="b")], "links": {"next": FIRST}})
    with pytest.raises(FeedError, match="paging-loop"):
        jsonfiles.read(moochub, {FIRST: first, SECOND: second})
    with pytest.raises(FeedError, match="bad-next"):
        jsonfiles.read(moochub, json.dumps({"data": [record()], "links": {"next": "file:///etc/passwd"}}))


def numbered(url: str, content: Any) -> dict[str, str]:
    """A server that always has a next page; `content(number)` are its records."""
    return {
        f"{url}?page={number}": json.dumps(
            {"data": content(number), "links": {"next": f"?page={number + 1}"}}
        )
        for number in range(1, 10)
    }


def test_a_server_that_ignores_the_page_number_is_refused() -> None:
    with pytest.raises(FeedError, match="paging-loop"):
        jsonfiles.read(moochub, numbered("https://x.example/", lambda number: [record()]))


def test_a_server_that_goes_on_without_records_is_at_its_end() -> None:
    pages = jsonfiles.read(
        moochub, numbered("https://x.example/", lambda number: [record()] if number < 2 else [])
    )
    assert len(pages) == 2
    assert pages[-1].complete
    assert "taken as the end" in jsonfiles.notes(pages)[-1]


def test_a_truncated_answer_may_be_whole_tomorrow() -> None:
    with pytest.raises(FeedError) as caught:
        jsonfiles.read(moochub, jsonfiles.sample("moochub-v2.json")[:-20])
    assert not caught.value.permanent


def big(count: int) -> bytes:
    records = (
        json.dumps({"id": str(number), "attributes": {"name": f"Course {number}"}}) for number in range(count)
    )
    return f'{{"data": [{",".join(records)}]}}'.encode()


def test_going_on_from_any_checkpoint_gives_the_same() -> None:
    site = jsonfiles.Site({"https://x.example/feed": big(1_300)})
    pages = list(moochub.read(jsonfiles.source(), site))
    assert [len(page.entries) for page in pages] == [500, 500, 300]
    everything = [entry.identifier for entry in jsonfiles.entries(pages)]
    for index, page in enumerate(pages[:-1]):
        rest = list(moochub.read(jsonfiles.source(checkpoint=json.loads(json.dumps(page.checkpoint))), site))
        seen = jsonfiles.entries(pages[: index + 1]) + jsonfiles.entries(rest)
        assert [entry.identifier for entry in seen] == everything


def test_a_source_that_changed_under_the_checkpoint_is_read_again() -> None:
    pages = jsonfiles.read(moochub, big(600))
    rest = jsonfiles.read(moochub, big(601), checkpoint=pages[0].checkpoint)
    assert len(jsonfiles.entries(rest)) == 601


def test_an_unchanged_feed_is_not_read() -> None:
    answer = jsonfiles.Answer(big(3), headers=jsonfiles.Headers({"etag": '"a"'}))
    (page,) = jsonfiles.read(moochub, {"https://x.example/feed": answer})
    assert page.state == {"etag": '"a"'}
    (again,) = jsonfiles.read(moochub, {"https://x.example/feed": answer}, state=page.state)
    assert again.unchanged
    assert not again.complete
    assert again.state == page.state


def test_validators_of_the_first_of_many_answers_are_not_kept() -> None:
    pages = list(moochub.read(jsonfiles.source(FIRST), savanna()))
    assert pages[-1].state == {}


def test_memory_of_a_long_feed_is_flat(tmp_path: Path) -> None:
    path = tmp_path / "feed.json"
    text = "x" * 6_000
    with path.open("w") as out:
        out.write('{"data": [')
        for number in range(5_000):
            out.write(("," if number else "") + json.dumps({"id": str(number), "attributes": {"name": text}}))
        out.write("]}")

    answer = jsonfiles.Answer(b"", headers=jsonfiles.Headers({"ETag": "x"}), body=path.open("rb"))
    site = jsonfiles.Site({"https://x.example/feed": answer})
    tracemalloc.start()
    try:
        count = sum(len(page.entries) for page in moochub.read(jsonfiles.source(), site))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
        answer.open().close()
    assert count == 5_000
    assert peak < 16 * 2**20  # the file has 31 MB


def test_a_stream_of_nonsense_ends() -> None:
    with pytest.raises(FeedError, match="not-records"):
        jsonfiles.read(moochub, json.dumps({"data": [1] * (jsonpages.ALL_REJECTED + 10)}))


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_arbitrary_bytes(content: bytes) -> None:
    moochub.looks_like(content, "", "")
    with contextlib.suppress(FeedError):
        jsonfiles.read(moochub, content)


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["name", "url", "identifier", "address", "price", "inLanguage", "x"]), inner
        )
    ),
    max_leaves=6,
)


@settings(deadline=None)
@given(st.dictionaries(st.sampled_from(sorted({*standard.REQUIRED[2], *standard.REQUIRED[3], "offer", "workload", "startDate", "teaches", "contentLocation", "access", "price", "educationalCredentialsAwarded"})), ANYTHING))  # fmt: skip
def test_attributes_of_any_shape(attributes: dict[str, Any]) -> None:
    (entry,) = jsonfiles.entries(
        jsonfiles.read(moochub, json.dumps({"data": [record(**attributes | {"name": "A"})]}))
    )
    for name in ("url", "licence", "publisher", "effort", "duration", "description"):
        assert isinstance(getattr(entry, name), str)


def test_recognised() -> None:
    for name in ("moochub-v3-1.json", "moochub-v2.json"):
        assert moochub.looks_like(jsonfiles.sample(name), "application/json", "https://x.example") > 0.8
    assert moochub.looks_like(jsonfiles.sample("edx-1.json"), "", "") == 0
    assert moochub.looks_like(b'{"data": [], "attributes": 1}', "", "") < 0.5
