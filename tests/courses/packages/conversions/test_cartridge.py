"""Common Cartridge 1.0 to 1.3 with QTI 1.2."""

from pathlib import Path

import pytest

from tests.courses.packages.conversions import made
from tests.courses.packages_made import written
from ujuzi.courses.packages.shapes import NotTaken
from ujuzi.courses.text.shapes import ItemType


@pytest.fixture
def course(tmp_path: Path) -> made.Made:
    return made.convert(written(tmp_path, made.cartridge()))


@pytest.mark.parametrize("minor", [0, 1, 2, 3])
def test_every_version(tmp_path: Path, minor: int) -> None:
    assert len(made.convert(written(tmp_path, made.cartridge(minor))).course.units) == 5


def test_the_tree_becomes_modules(course: made.Made) -> None:
    assert course.titles() == [
        ("Graines", [("intro", "Bienvenue")]),
        ("Module un", [("page", "La page"), ("link", "Un lien"), ("test", "Le test")]),
        ("Graines", [("bank", "Graines")]),
    ]
    read = course.course
    assert (read.source_language, read.licence, read.summaries) == ("fr", "CC-BY-SA-4.0", {"fr": "Un cours."})


def test_pages_links_and_pictures(course: made.Made) -> None:
    assert course.text("intro").strip() == "Bonjour, [la suite](lesson:page)."
    assert course.text("page").strip() == "Une image\n\n![Un champ](figures/champ.png)"
    assert course.text("link").strip() == "[Un lien](https://example.org/a?b=1&amp;c=2)"


@pytest.mark.parametrize("quiz", ["test", "bank"])
def test_questions(course: made.Made, quiz: str) -> None:
    end = "" if quiz == "test" else "-2"
    items = {name.removesuffix(end): one for name, one in course.items(quiz).items()}
    assert (items["q1"].type, items["q1"].fixed, items["q1"].text) == (ItemType.SINGLE, False, "Which one?")
    assert [(one.text, one.right, one.feedback) for one in items["q1"].options] == [
        ("Left &lt; right", False, "Look again."),
        ("Right", True, ""),
    ]
    assert [one.right for one in items["q2"].options] == [True, False, True]
    assert (items["q3"].type, items["q3"].truth) == (ItemType.TRUE_FALSE, False)
    assert items["q4"].accepted == ("Kigali", "3D")
    assert items["q6"].pairs == (("cat", "meow"), ("dog", "woof"))
    assert (items["q7"].low, items["q7"].high) == ("4.5", "5.5")
    assert "q5" not in items


def test_what_stays_behind_is_told(course: made.Made) -> None:
    told = "\n".join(course.notes)
    for words in (
        "“Discussion” is a discussion", "“Outil” is a link to another tool", "the file pages/a.pdf", "1 parts are for those who teach",
        "“Perdu” is named in the table of contents", "“Write about rain.” is left out: it is an open question", "“La page” has a program",
    ):  # fmt: skip
        assert words in told
    assert b"secret-of-lti" not in b"".join(course.files.values())


def test_a_test_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    evil = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><questestinterop>&e;</questestinterop>'
    course = made.convert(written(tmp_path, made.cartridge(test__test=evil)))
    assert any("test/test.xml cannot be read" in note for note in course.notes)


def test_a_cartridge_of_tools_only_is_refused(tmp_path: Path) -> None:
    manifest = made.MANIFEST.replace("{minor}", "1")
    for kept in ("intro", "page", "link", "test", "bank"):
        manifest = manifest.replace(
            f'<resource identifier="{kept}" type="', f'<resource identifier="{kept}" type="imsdt_'
        )
    with pytest.raises(NotTaken, match="no pages, links or tests"):
        made.convert(written(tmp_path, made.cartridge(imsmanifest=manifest)))
