"""Sheets as feeds: mapping, preview, repeats, and reading again only what changed."""

import contextlib
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.catalogue.feeds import jsonfiles
from ujuzi.catalogue.feeds import sheet
from ujuzi.catalogue.feeds.entry import FeedError

MANY = "title,url\n" + "".join(f"Course {number},https://x.example/{number}\n" for number in range(1_200))


def answer(text: str, **headers: str) -> dict[str, Any]:
    return {"https://x.example/feed": jsonfiles.Answer(text.encode(), headers=jsonfiles.Headers(headers))}


def test_a_sheet_as_people_keep_them() -> None:
    (page,) = jsonfiles.read(sheet, jsonfiles.sample("courses.csv"))
    first, second = page.entries
    assert first.identifier == "https://cours.cote.example/ia"
    assert first.url == "https://cours.cote.example/ia?utm_source=x"
    assert first.title == "Introduction à l’IA"
    assert first.keywords == ("IA", "données")
    assert (first.free, first.duration, first.levels) == (True, "3 heures", ("débutant",))
    assert (first.offers[0].starts, first.offers[0].price) == ("2026-03-01", "0")
    assert second.languages == ("français", "anglais")
    assert (second.free, second.offers[0].price, second.offers[0].currency) == (False, "49.90", "EUR")
    assert json.loads(second.raw)["Titre du cours"] == "Les données pour tous"
    (reject,) = page.rejects
    assert (reject.code, reject.detail.partition(":")[0]) == ("no-title", "row 7")
    assert page.notes == [
        "the header was found in row 3",
        "column H has no name",
        "1 exact repeats of rows were left out",
    ]
    assert page.complete


def test_columns_as_the_partner_mapped_them() -> None:
    options = {"columns": {"title": "b", "url": "a", "subjects": "c"}}
    (page,) = jsonfiles.read(sheet, "a,b,c\nhttps://x.example/1,One,AI; data\n", options=options)
    assert [(entry.title, entry.subjects) for entry in page.entries] == [("One", ("AI", "data"))]


def test_one_address_for_two_courses() -> None:
    (page,) = jsonfiles.read(sheet, "title,link\nOne,https://x.example/\nTwo,https://x.example/\n")
    one, two = page.entries
    assert one.identifier == "https://x.example/"
    assert two.identifier.startswith("https://x.example/#")
    assert page.notes == ["1 rows share an identifier or address with another row"]


def test_no_column_for_the_title() -> None:
    for options in ({}, {"columns": {"title": "Gone"}}):
        with pytest.raises(FeedError, match="no-title-column"):
            jsonfiles.read(sheet, "x1,x2\n1,2\n", options=options)


def test_going_on_from_any_checkpoint_gives_the_same() -> None:
    pages = jsonfiles.read(sheet, MANY)
    assert [len(page.entries) for page in pages] == [500, 500, 200]
    everything = [entry.identifier for entry in jsonfiles.entries(pages)]
    for index, page in enumerate(pages[:-1]):
        rest = jsonfiles.read(sheet, MANY, checkpoint=json.loads(json.dumps(page.checkpoint)))
        seen = jsonfiles.entries(pages[: index + 1]) + jsonfiles.entries(rest)
        assert [entry.identifier for entry in seen] == everything


def test_an_unchanged_sheet_is_read_again_only_for_a_new_mapping() -> None:
    (page,) = jsonfiles.read(sheet, answer("title,name\nA,B\n", ETag="1"))
    assert page.state["etag"] == "1"
    for headers in ({"ETag": "1"}, {}):  # by the server's word, or by its content
        (again,) = jsonfiles.read(sheet, answer("title,name\nA,B\n", **headers), state=page.state)
        assert again.unchanged
    options = {"columns": {"title": "name"}}
    (mapped,) = jsonfiles.read(
        sheet, answer("title,name\nA,B\n", ETag="1"), state=page.state, options=options
    )
    assert [entry.title for entry in mapped.entries] == ["B"]


def test_preview() -> None:
    found = sheet.preview(jsonfiles.sample("courses.csv"), "text/csv")
    assert found.mapping["title"] == "Titre du cours"
    assert found.mapping["starts"] == "Date de début"
    assert found.entries[0].title == "Introduction à l’IA"
    assert [(problem.row, problem.code) for problem in found.problems] == [(7, "no-title")]
    assert len(sheet.preview(MANY.encode(), rows=3).entries) == 3


def test_preview_of_a_wrong_mapping_and_of_no_sheet() -> None:
    found = sheet.preview(b"a,b\n1,2\n", "", {"url": "a", "colour": "b", "kind": "z"})
    assert {problem.code for problem in found.problems} == {
        "no-title-column", "unknown-field", "no-column", "no-title"
    }  # fmt: skip
    assert [problem.code for problem in sheet.preview(b"PK\x03\x04").problems] == ["bad-workbook"]


@settings(deadline=None)
@given(st.binary(max_size=200) | st.text(max_size=100).map(lambda text: f"title,url\n{text}".encode()))
def test_arbitrary_bytes(content: bytes) -> None:
    sheet.looks_like(content, "", "https://x.example/a")
    sheet.preview(content)
    with contextlib.suppress(FeedError):
        jsonfiles.read(sheet, content)


def test_recognised() -> None:
    assert (
        sheet.looks_like(jsonfiles.sample("courses.csv"), "text/csv", "https://x.example/courses.csv") > 0.8
    )
    assert sheet.looks_like(MANY.encode(), "text/plain", "https://x.example/x") >= 0.5
    assert sheet.looks_like(b"<html><body>a, b</body></html>", "text/html", "") == 0
    assert sheet.looks_like(jsonfiles.sample("edx-1.json"), "application/json", "") == 0
    assert sheet.looks_like(b"Just a line of prose, with a comma.\n", "text/plain", "") < 0.5
