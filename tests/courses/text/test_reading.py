"""A course from its files: the whole of it, and every fault with its place."""

import io
import zipfile
from pathlib import Path

import pytest

from tests.courses import samples
from ujuzi.courses.text import faults, files, reading, summing
from ujuzi.courses.text.shapes import ItemType, Kind

LESSON = "1-start/01-notebook.en.md"
SWAHILI = "1-start/01-notebook.sw.md"
QUIZ = "2-end/01-check.en.quiz.md"


def test_a_course_is_read_whole() -> None:
    course, found = samples.read(samples.course())
    assert found == []
    assert course is not None
    assert (course.name, course.languages, course.titles["sw"]) == ("seeds", ("en", "sw"), "Mbegu na data")
    lesson, quiz = course.units
    assert (lesson.name, lesson.kind, lesson.minutes) == ("notebook", Kind.LESSON, 7)
    assert (quiz.kind, quiz.pass_percent, len(quiz.texts["en"].items)) == (Kind.QUIZ, 60, 2)
    assert 'href="#w-training-data"' in lesson.texts["en"].html
    assert f'src="/learn/files/{files.digest(samples.SVG.encode())}"' in lesson.texts["en"].html
    assert 'width="640" height="360"' in lesson.texts["en"].html
    assert course.glossary["en"]["training-data"].html == "<p>The examples that a model learns from.</p>"


@pytest.mark.parametrize(
    ("path", "old", "new", "wanted"),
    [
        ("course.toml", 'id = "seeds"', 'id = "Seeds!"', ("course.toml", 1, 1, "name")),
        ("course.toml", 'id = "seeds"', "id = seeds", ("course.toml", 1, 6, "toml")),
        ("course.toml", "minutes = 30", "minutes = true", ("course.toml", 8, 1, "kind")),
        ("course.toml", "minutes = 30", "minutes = 0", ("course.toml", 8, 1, "range")),
        ("course.toml", '"public"', '"everyone"', ("course.toml", 6, 1, "choice")),
        ("course.toml", "level =", "levle =", ("course.toml", 5, 1, "unknown")),
        ("course.toml", 'en = "Seeds and data"\n', "", ("course.toml", 1, 1, "no-source")),
        ("course.toml", '[modules.2-end.title]\nen = "The end"', "", ("course.toml", 1, 1, "missing")),
        ("course.toml", "[modules.2-end.title]", "[modules.2-ende.title]", ("course.toml", 1, 1, "unknown")),
        (LESSON, "+++\ntitle", "title", (LESSON, 1, 1, "no-head")),
        (LESSON, "7\n+++\n", "7\n", (LESSON, 1, 1, "open-head")),
        (LESSON, "minutes = 7", "minutes = seven", (LESSON, 3, 11, "toml")),
        (LESSON, "term:training-data", "term:training", (LESSON, 5, 62, "no-term")),
        (LESSON, "lesson:check", "lesson:chek", (LESSON, 11, 24, "no-lesson")),
        (LESSON, "lesson:check", "check.html", (LESSON, 11, 24, "address")),
        (LESSON, "lesson:check", "javascript:alert(1)", (LESSON, 11, 24, "address")),
        (LESSON, "notebook.svg", "notbook.svg", (LESSON, 7, 49, "no-file")),
        (LESSON, "Three lines of a notebook: rain, seed, happy", "", (LESSON, 7, 5, "alt")),
        (LESSON, "## What", "# What", (LESSON, 9, 1, "title")),
        (LESSON, "## What", "#### What", (LESSON, 9, 1, "heading")),
        (LESSON, "Then go", "Then <b>go</b>", (LESSON, 11, 6, "html")),
        (LESSON, "Then go", "<script>\n</script>\n\nThen go", (LESSON, 11, 1, "html")),
        (LESSON, "Then go", ":::nota\nThen go", (LESSON, 11, 1, "box")),
        (LESSON, "Then go", ":::note\nThen go", (LESSON, 11, 1, "box-open")),
        (LESSON, "Then go", ":::\nThen go", (LESSON, 11, 1, "box-stray")),
        (LESSON, "Then go", "$a^b^c$ then go", (LESSON, 11, 2, "maths")),
        (
            LESSON,
            "Then go",
            ":::video figures/notebook.svg\ntitle: T\n:::\n\nThen go",
            (LESSON, 11, 1, "video"),
        ),
        (QUIZ, "    > Nobody gave her a rule.\n", "", (QUIZ, 10, 1, "no-feedback")),
        (QUIZ, "(x)", "( )", (QUIZ, 10, 1, "one-right")),
        (QUIZ, "( ) A rule", "[ ] A rule", (QUIZ, 12, 1, "mixed")),
        (QUIZ, "Lesson: notebook", "Lesson: note", (QUIZ, 6, 1, "no-lesson")),
        (QUIZ, "## how-many", "## How many", (QUIZ, 19, 4, "item-name")),
        (QUIZ, "## how-many", "## seed-notebook", (QUIZ, 19, 4, "twice")),
        (QUIZ, "50 +- 0.5", "50 +- x", (QUIZ, 23, 1, "number")),
        (QUIZ, "pass = 60", "pass = 101", (QUIZ, 4, 1, "range")),
        (QUIZ, "pass = 60", "draw = 3", (QUIZ, 1, 1, "draw")),
        ("glossary.en.md", "The examples", "See [x](term:none)", ("glossary.en.md", 3, 9, "no-term")),
        ("figures/notebook.svg", "<rect", "<script/><rect", ("figures/notebook.svg", 0, 0, "bad-svg")),
        ("figures/notebook.svg", "<rect", '<rect onload="x"', ("figures/notebook.svg", 0, 0, "bad-svg")),
        ("figures/notebook.svg", "<rect", "<rect><rect", ("figures/notebook.svg", 0, 0, "bad-svg")),
    ],
)
def test_a_fault_is_said_with_its_line_and_column(
    path: str, old: str, new: str, wanted: tuple[str, int, int, str]
) -> None:
    assert wanted in samples.codes(samples.changed(path, old, new))


@pytest.mark.parametrize(
    ("contents", "wanted"),
    [
        ({"1-start/03-x.md": b"hello"}, ("1-start/03-x.md", 0, 0, "stray")),
        ({"program.exe": b"MZ"}, ("program.exe", 0, 0, "stray")),
        ({"2-end/02-notebook.en.md": b"+++\ntitle='x'\n+++\nText"}, ("2-end/02-notebook.en.md", 0, 0, "twice")),
        ({"2-end/01-two.en.md": b"+++\ntitle='x'\n+++\nText"}, ("2-end/01-two.en.md", 0, 0, "number-twice")),
        ({"2-end/02-x.fr.md": b"+++\ntitle='x'\n+++\nText"}, ("2-end/02-x.fr.md", 0, 0, "no-source")),
        ({"2-end/02-x.en.md": b"\xff\xfe"}, ("2-end/02-x.en.md", 0, 0, "not-utf8")),
        ({"2-end/02-x.en.md": b"x" * 600_000}, ("2-end/02-x.en.md", 0, 0, "too-big")),
        ({"2-end/02-x.en.md": b"+++\ntitle='x'\n+++\n"}, ("2-end/02-x.en.md", 4, 1, "empty")),
        ({"2-end/02-x.english9.md": b""}, ("2-end/02-x.english9.md", 0, 0, "stray")),
        ({"figures/x.png": b"GIF87a"}, ("figures/x.png", 0, 0, "not-picture")),
        ({"2-end/01-check.sw.quiz.md": samples.QUIZ.replace("## how-many", "## other").encode()},
         ("2-end/01-check.sw.quiz.md", 19, 4, "no-item")),
        ({"2-end/01-check.sw.quiz.md": samples.QUIZ.replace("50 +-", "51 +-").encode()},
         ("2-end/01-check.sw.quiz.md", 19, 4, "no-key")),
    ],
)  # fmt: skip
def test_files_that_do_not_fit(contents: dict[str, bytes], wanted: tuple[str, int, int, str]) -> None:
    assert wanted in samples.codes(samples.course() | contents)


def test_a_folder_that_is_no_course() -> None:
    assert samples.codes({"1-start/01-a.en.md": b""}) == [("course.toml", 0, 0, "no-course")]


def test_every_fault_can_be_said() -> None:
    values = dict.fromkeys(
        [
            "name",
            "first",
            "number",
            "language",
            "known",
            "reason",
            "wanted",
            "low",
            "high",
            "found",
            "level",
            "before",
            "marks",
            "size",
            "most",
            "draw",
            "have",
        ],
        "x",
    )
    for code in faults.MESSAGES:
        assert "{" not in faults.Fault("a.md", 1, 2, code, values).message


def test_a_translation_is_stale_when_its_source_has_changed() -> None:
    contents = samples.course()
    course, _none = samples.read(contents)
    assert course is not None
    rows = {row["name"]: row["states"] for row in summing.translations(course)}
    assert rows == {"notebook": {"en": "source", "sw": "fresh"}, "check": {"en": "source", "sw": "missing"}}
    course, _none = samples.read(samples.changed(LESSON, "Mutoni sells", "Mutoni buys"))
    assert course is not None
    assert summing.translations(course)[0]["states"]["sw"] == "stale"


def test_a_language_may_have_its_own_drawing() -> None:
    own = samples.SVG.replace("A notebook", "Daftari").encode()
    contents = samples.changed(SWAHILI, "Mutoni", "![Daftari](figures/notebook.svg)\n\nMutoni") | {
        "figures/notebook.sw.svg": own
    }
    course, found = samples.read(contents)
    assert found == []
    assert course is not None
    texts = course.units[0].texts
    assert files.digest(own) in texts["sw"].html
    assert files.digest(own) not in texts["en"].html


def test_a_video_comes_with_captions_and_transcript() -> None:
    video = ":::video films/loop.mp4\ncaptions: films/loop.en.vtt\ntranscript: films/loop.en.md\ntitle: The loop\n:::\n\nThen"
    contents = samples.changed(LESSON, "Then", video) | {
        "films/loop.mp4": b"...",
        "films/loop.en.vtt": b"WEBVTT",
        "films/loop.en.md": b"She *looks*.",
    }
    course, found = samples.read(contents)
    assert found == []
    assert course is not None
    html = course.units[0].texts["en"].html
    assert '<video controls preload="none" title="The loop"' in html
    assert '<track kind="captions" srclang="en"' in html
    assert "<p>She <em>looks</em>.</p></details>" in html


def test_windows_line_ends_are_the_same_text() -> None:
    contents = {path: text.replace(b"\n", b"\r\n") for path, text in samples.course().items()}
    course, found = samples.read(contents)
    plain, _none = samples.read(samples.course())
    assert found == []
    assert course is not None
    assert plain is not None
    assert course.units[0].texts["en"].digest == plain.units[0].texts["en"].digest


def test_a_folder_says_links_that_lead_out(tmp_path: Path) -> None:
    for path, content in samples.course().items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_bytes(content)
    (tmp_path / "figures/secret.svg").symlink_to("/etc/passwd")
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git/config").write_text("x")
    found = faults.Faults()
    assert reading.read(files.Folder(tmp_path, found), found) is not None
    assert [str(one) for one in found] == [
        "figures/secret.svg: This is a link to somewhere else; a course holds plain files only."
    ]


def _zip(contents: dict[str, bytes], folder: str = "") -> zipfile.ZipFile:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for path, content in contents.items():
            archive.writestr(folder + path, content)
    return zipfile.ZipFile(stream)


@pytest.mark.parametrize("folder", ["", "seeds-main/"])
def test_an_archive_is_read_like_a_folder(folder: str) -> None:
    found = faults.Faults()
    course = reading.read(files.Archive(_zip(samples.course(), folder), found), found)
    assert course is not None
    assert list(found) == []


@pytest.mark.parametrize(
    "name", ["../evil.svg", "/etc/evil.svg", "figures/../../evil.svg", "figures\\..\\evil.svg"]
)
def test_an_archive_that_leads_out_is_said(name: str) -> None:
    found = faults.Faults()
    assert name not in files.Archive(_zip(samples.course() | {name: b"x"}), found).sizes()
    assert [one.code for one in found] == ["outside"]


def test_too_many_files_are_refused() -> None:
    found = faults.Faults()
    files.Archive(
        _zip({f"figures/{number}.svg": b"" for number in range(files.MOST_FILES + 1)}), found
    ).sizes()
    assert [one.code for one in found] == ["too-many"]


def test_the_types_of_a_quiz() -> None:
    text = samples.QUIZ + "\n## kinds\n\nThe model is [[trained|taught]] on [[examples]].\n"
    course, found = samples.read(samples.course() | {QUIZ: text.encode()})
    assert found == []
    assert course is not None
    items = course.units[1].texts["en"].items
    assert [item.type for item in items] == [ItemType.SINGLE, ItemType.NUMBER, ItemType.GAP]
    assert items[2].gaps == (("trained", "taught"), ("examples",))
