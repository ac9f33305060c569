"""Open edX course discovery: our sample, and the real files of catalogues in its likeness."""

import contextlib
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.catalogue.feeds import jsonfiles
from ujuzi.catalogue.feeds import edx
from ujuzi.catalogue.feeds.entry import FeedError, Offer
from ujuzi.standards import edxdiscovery

FIRST = "https://discovery.lake.example/api/v1/courses/"


def lake() -> dict[str, bytes]:
    return {FIRST: jsonfiles.sample("edx-1.json"), FIRST + "?offset=2": jsonfiles.sample("edx-2.json")}


def test_courses_runs_and_seats() -> None:
    pages = jsonfiles.read(edx, lake())
    first, professional, program = jsonfiles.entries(pages)
    assert first.identifier == "LakeX+ML101"
    assert first.url == "https://discovery.lake.example/course/ml101"
    assert first.languages == ("en-us",)  # the unpublished run was in French
    assert (first.free, first.certificate, first.certificate_free) == (True, True, False)
    assert (first.duration, first.effort) == ("6 weeks", "2-4 hours a week")
    assert first.access_features == ("captions",)
    assert first.access_summary == "Transcripts: en-us, es-419"
    assert (first.publisher, first.creators) == ("Lake University", ("Hill College", "Amina Diallo"))
    assert first.excluded_countries == ("AQ",)
    assert first.offers == (
        Offer(
            url="https://discovery.lake.example/course/ml101",
            starts="2026-02-01T00:00:00Z",
            mode="self_paced",
            price="0",
            currency="USD",
            certificate_price="49.00",
            instructors=("Amina Diallo",),
        ),
    )
    assert professional.identifier == "11111111-0000-4000-8000-000000000002"
    assert (professional.free, professional.certificate) == (False, True)
    assert professional.offers[0].price == "300.00"
    assert (program.kind, program.title) == ("path", "AI in practice")
    assert [(reject.code, reject.identifier) for reject in jsonfiles.rejects(pages)] == [
        ("no-title", "LakeX+none")
    ]
    assert pages[-1].total == 3


def test_loops_are_refused() -> None:
    with pytest.raises(FeedError, match="paging-loop"):
        jsonfiles.read(edx, {FIRST: json.dumps({"results": [{"key": "a", "title": "A"}], "next": FIRST})})


@pytest.mark.parametrize("end", ["", None])
def test_the_end_of_the_pages(end: str | None) -> None:
    (page,) = jsonfiles.read(edx, json.dumps({"results": [{"key": "a", "title": "A"}], "next": end}))
    assert page.checkpoint is None


# Courses and programs in each of the real files; none of their records is refused.
REAL = {
    "mitxonline_child_program_positions.json": (0, 3),
    "mitxonline_courses.json": (3, 0),
    "mitxonline_program_children_loader.json": (3, 3),
    "mitxonline_programs.json": (0, 2),
    "test_mitx_course.json": (2, 0),
    "test_mitx_programs.json": (0, 3),
    "test_non_mitx_course.json": (1, 0),
    "xpro_courses.json": (2, 0),
    "xpro_programs.json": (0, 2),
}


@pytest.mark.parametrize("name", REAL)
def test_real_files(field_data: Path, name: str) -> None:
    content = (field_data / "edx-discovery" / name).read_bytes()
    pages = jsonfiles.read(edx, {"https://mitx.example/api/v2/courses/": content})
    kinds = [entry.kind for entry in jsonfiles.entries(pages)]
    assert (kinds.count("Course"), kinds.count("path")) == REAL[name]
    assert not jsonfiles.rejects(pages)
    assert edx.looks_like(content, "application/json", "") >= 0.7


def test_no_real_file_is_forgotten(field_data: Path) -> None:
    assert {path.name for path in (field_data / "edx-discovery").glob("*.json")} == set(REAL)


def test_what_real_catalogues_say(field_data: Path) -> None:
    folder = field_data / "edx-discovery"
    site = "https://mitx.example/api/v2/courses/"
    online = jsonfiles.entries(
        jsonfiles.read(edx, {site: (folder / "mitxonline_courses.json").read_bytes()})
    )[0]
    assert online.url == "https://mitx.example/courses/course-v1:MITxT+18.03.1x/"
    assert (online.free, online.certificate, online.certificate_free) == (True, True, False)
    assert online.offers[0].certificate_price == "100.00"
    assert online.subjects == ("Mathematics",)
    xpro = jsonfiles.entries(jsonfiles.read(edx, {site: (folder / "xpro_courses.json").read_bytes()}))[0]
    assert (xpro.free, len(xpro.offers), xpro.offers[0].price) == (False, 3, "999")
    discovery = jsonfiles.entries(
        jsonfiles.read(edx, {site: (folder / "test_mitx_course.json").read_bytes()})
    )[0]
    assert discovery.languages == ("en-us",)
    assert discovery.levels == ("Intermediate",)
    assert discovery.access_features == ("captions",)


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_arbitrary_bytes(content: bytes) -> None:
    edx.looks_like(content, "", "")
    with contextlib.suppress(FeedError):
        jsonfiles.read(edx, content)


ODD = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=4),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["type", "price", "name", "key", "start", "seats", "countries"]), inner
        )
    ),
    max_leaves=6,
)
NAMES = "seats course_runs courseruns owners staff page topics subjects courses enrollment_modes products current_price"


@settings(deadline=None)
@given(st.dictionaries(st.sampled_from([*NAMES.split(), "next", "location_restriction", "min_effort"]), ODD))
def test_records_of_any_shape(record: dict[str, object]) -> None:
    pages = jsonfiles.read(edx, json.dumps({"results": [{"key": "a", "title": "A", **record}]}))
    assert [entry.identifier for entry in jsonfiles.entries(pages)] == ["a"]


def test_a_record_that_is_no_object() -> None:
    with pytest.raises(edxdiscovery.DiscoveryError, match="not-an-object"):
        edxdiscovery.parse([])
