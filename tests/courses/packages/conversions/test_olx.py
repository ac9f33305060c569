"""Open edX courses, made and real."""

from pathlib import Path

import pytest

from tests.courses.packages.conversions import made
from tests.courses.packages_made import written
from ujuzi.courses.packages.conversions import olx
from ujuzi.courses.packages.shapes import NotTaken
from ujuzi.courses.text.shapes import ItemType


@pytest.fixture
def course(tmp_path: Path) -> made.Made:
    return made.convert(written(tmp_path, made.olx()))


def test_chapters_are_modules_and_verticals_are_lessons_and_quizzes(course: made.Made) -> None:
    assert course.titles() == [("First steps", [("page", "The notebook"), ("questions", "Check")])]
    read = course.course
    assert (read.source_language, read.titles, read.licence) == (
        "sw",
        {"sw": "Seeds and data"},
        "CC-BY-SA-4.0",
    )
    assert (read.authors, course.draft.identifier) == (("OpenLab",), "olx:OpenLab+SEED+2026")
    assert read.summaries["sw"].startswith("How machines learn")


def test_a_page_keeps_its_words_pictures_and_links(course: made.Made) -> None:
    text = course.text("page")
    assert "## What she wrote" in text
    assert "Rain & seeds, [now you](lesson:questions), a table." in text
    assert "![A field](figures/field.png)" in text
    assert course.files["figures/field.png"] == made.PNG
    assert any("field.tiff is not of a kind" in note for note in course.notes)
    assert any("links to the file course/static/table.pdf" in note for note in course.notes)


def test_a_film_is_a_link_with_what_is_said_in_it(course: made.Made) -> None:
    assert "[Rain](https://www.youtube.com/watch?v=ABC)" in course.text("page")
    assert "It rains. It's wet." in course.text("page")
    assert '<details class="answer">' in course.course.units[0].texts["sw"].html


def test_problems_become_questions(course: made.Made) -> None:
    items = course.items("questions")
    one, many, town, data, pick = (items[name] for name in ("one", "two", "two-2", "two-3", "two-4"))
    assert [(option.text, option.right) for option in one.options] == [("A rule", False), ("Examples", True)]
    assert (one.type, one.options[0].feedback, one.fixed) == (ItemType.SINGLE, "Nobody gave her one.", False)
    assert (one.why, one.hint, one.text) == (
        "From examples.",
        "Look at each line.",
        "What did she learn from?",
    )
    assert (many.type, many.low, many.high, many.text) == (ItemType.NUMBER, "38", "42", "How many?")
    assert (town.accepted, town.foreseen[0].answer, town.text) == (
        ("Kigali", "Kigali City"),
        "Nairobi",
        "Which town?",
    )
    assert [option.right for option in data.options] == [True, True, False]
    assert [option.text for option in pick.options] == ["a &amp; b", "c"]
    assert len(items) == 5
    assert course.course.units[1].pass_percent == 60


def test_what_stays_behind_is_told(course: made.Made) -> None:
    told = "\n".join(course.notes)
    assert "“Talk about it” (discussion) is left out" in told
    assert "questions of the type customresponse need the platform" in told
    assert "a program computes its numbers" in told
    assert "2 parts are for staff only" in told
    assert "lti_passports" in told


def test_no_secret_and_nothing_for_staff_comes_along(course: made.Made) -> None:
    everything = b"".join(course.files.values()) + "".join(course.notes).encode()
    assert b"secret-of" not in everything
    assert b"for staff</" not in everything


def test_a_tar_in_a_tar(tmp_path: Path) -> None:
    outer = made.tarred({"export/course.tar.gz": made.olx(), "._export": "x"})
    assert made.convert(written(tmp_path, outer)).course.titles == {"sw": "Seeds and data"}


def test_what_points_at_itself_ends(tmp_path: Path) -> None:
    circle = made.olx(
        vertical__page='<vertical url_name="page"><vertical url_name="page"/><html><p>x</p></html></vertical>'
    )
    assert made.convert(written(tmp_path, circle)).text("page").strip()


def test_a_file_with_entities_is_left_out_and_told(tmp_path: Path) -> None:
    evil = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><problem><p>&e;</p></problem>'
    course = made.convert(written(tmp_path, made.olx(problem__one=evil)))
    assert any(
        "problem/one.xml cannot be read (the document declares and uses the entity" in note
        for note in course.notes
    )
    assert b"root:" not in b"".join(course.files.values())


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("creative-commons: ver=4.0 BY NC", "CC-BY-NC-4.0"), ("creative-commons: BY", "CC-BY-4.0"), ("all-rights-reserved", "all-rights-reserved"),
        ("", ""),
    ],
)  # fmt: skip
def test_licences(said: str, kept: str) -> None:
    assert olx.licence(said) == kept


def test_ranges_and_what_is_no_number(tmp_path: Path) -> None:
    spans = """<problem><p>a</p><numericalresponse answer="[1,3)"><textline/></numericalresponse>
<p>b</p><numericalresponse answer="2*3"><textline/></numericalresponse><p>c</p><stringresponse answer="^x$" type="ci regexp"><textline/></stringresponse>
<p>d</p><stringresponse answer="3D"><textline/></stringresponse><p>e</p><stringresponse answer="True"><textline/></stringresponse></problem>"""
    course = made.convert(written(tmp_path, made.olx(problem__two=spans)))
    items = course.items("questions")
    assert (items["two"].low, items["two"].high) == ("1", "3")
    assert [items[name].accepted for name in ("two-4", "two-5")] == [("3D",), ("True",)]
    told = "\n".join(course.notes)
    assert "not a plain number (2*3)" in told
    assert "a regular expression" in told


REAL = {
    "course-v1_MITxT+8.01.3x+3T2022.tar.gz": "no chapters",
    "course-v1_MITxT+8.01.3x+3T2022_minor_change.tar.gz": "no chapters",
    "course-v1_MITxT+8.01.3x+3T2022_no_change.tar.gz": "no chapters",
    "course-v1_MITxT+8.01.4x+3T2022.tar.gz": "no chapters",
    "empty.tar.gz": "There are no files in it",
}


@pytest.mark.parametrize(("name", "why"), REAL.items())
def test_real_exports_without_content_are_refused(field_data: Path, name: str, why: str) -> None:
    with pytest.raises(NotTaken, match=why):
        made.convert(field_data / "packages/olx" / name)


def test_a_real_course(field_data: Path) -> None:
    course = made.convert(field_data / "packages/olx/exported_courses_12345.tar.gz")
    assert [title for title, _units in course.titles()] == ["Regression tests", "Content/problem tests"]
    assert len(course.items("quiz-287dd83333")) >= 4
    everything = b"".join(course.files.values())
    assert b"FAKE" not in everything
    assert b"git@" not in everything
