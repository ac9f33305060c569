"""`ujuzi course`: what an author types and reads."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from tests import make
from tests.courses import samples
from ujuzi.catalogue.models import Edition
from ujuzi.config.cli import converting
from ujuzi.config.cli.courses import course
from ujuzi.courses.converting import registry

CURRICULUM = Path(__file__).parent.parent.parent / "src/ujuzi/curriculum"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(course, [str(one) for one in arguments])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for path, content in samples.course().items():
        (tmp_path / "seeds" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "seeds" / path).write_bytes(content)
    return tmp_path / "seeds"


@pytest.mark.parametrize("language", ["en", "zh-Hans"])
def test_a_new_course_is_without_faults(tmp_path: Path, language: str) -> None:
    made = run("new", tmp_path / "soil-and-data", "--title", 'Soil "and" data', "--language", language)
    assert made.exit_code == 0
    checked = run("check", tmp_path / "soil-and-data")
    assert checked.exit_code == 0
    assert "lessons: 1, quizzes: 1, questions: 1" in checked.output


@pytest.mark.parametrize(
    ("arguments", "told"),
    [(["Soil Data"], "small letters"), (["soil", "--language", "Klingon!"], "is not a language tag")],
)
def test_a_new_course_with_a_wrong_name(tmp_path: Path, arguments: list[str], told: str) -> None:
    refused = run("new", tmp_path / arguments[0], *arguments[1:])
    assert refused.exit_code == 2
    assert told in refused.output


def test_a_new_course_writes_over_nothing(folder: Path) -> None:
    refused = run("new", folder)
    assert refused.exit_code == 2
    assert "is there already" in refused.output


def test_faults_are_told_with_their_place(folder: Path) -> None:
    (folder / "1-start/01-notebook.en.md").write_text("+++\ntitle = 'x'\n+++\n# Twice\n")
    told = run("check", folder)
    assert told.exit_code == 1
    assert told.output == (
        f"{folder}/1-start/01-notebook.en.md:4:1: A lesson's only first heading is its title: start with ##.\n"
    )
    [report] = json.loads(run("check", folder, "--json").output)
    assert [(one["line"], one["code"]) for one in report["faults"]] == [(4, "title")]


def test_the_state_of_translations(folder: Path) -> None:
    source, own = folder / "1-start/01-notebook.en.md", folder / "1-start/01-notebook.sw.md"
    source.write_text(source.read_text() + "\nOne line more.\n")
    rows = json.loads(run("translate-status", folder, "--json").output)
    assert rows[0] == {"name": "notebook", "states": {"en": "source", "sw": "stale"}}
    assert run("translated", own).exit_code == 0
    assert json.loads(run("translate-status", folder, "--json").output)[0]["states"]["sw"] == "fresh"
    assert own.read_text().count("source = ") == 1
    assert "fresh" in run("translate-status", folder).output


def test_only_a_translation_can_fit_its_source(folder: Path, tmp_path: Path) -> None:
    refused = run("translated", folder / "1-start/01-notebook.en.md")
    assert "is no translation" in refused.output
    alone = tmp_path / "alone.sw.md"
    alone.write_text("x")
    assert "lies in no course" in run("translated", alone).output


@pytest.mark.parametrize("path", sorted(CURRICULUM.iterdir()), ids=lambda path: path.name)
def test_the_starter_curriculum_is_without_faults(path: Path) -> None:
    checked = run("check", path)
    assert checked.exit_code == 0, checked.output


@pytest.mark.parametrize("path", sorted(CURRICULUM.iterdir()), ids=lambda path: path.name)
def test_no_translation_of_the_starter_curriculum_is_stale(path: Path) -> None:
    states = [
        state
        for row in json.loads(run("translate-status", path, "--json").output)
        for state in row["states"].values()
    ]
    assert "stale" not in states


@pytest.mark.django_db
def test_a_course_comes_in_is_listed_and_goes_out(folder: Path, tmp_path: Path, settings: Any) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"
    came = run("import", folder)
    assert came.output.startswith("seeds: version 1, published, 0.00 MB")
    assert set(Edition.objects.values_list("language", "state")) == {("en", "published"), ("sw", "published")}
    assert run("export", "seeds", tmp_path / "out").exit_code == 0
    assert (tmp_path / "out/1-start/01-notebook.en.md").read_bytes() == (
        folder / "1-start/01-notebook.en.md"
    ).read_bytes()
    assert "is there already" in run("export", "seeds", folder).output
    (folder / "1-start/01-notebook.en.md").write_text("+++\n+++\n# x")
    refused = run("import", folder)
    assert refused.exit_code == 1
    assert "1-start/01-notebook.en.md:2:1: “title” is missing." in refused.output
    assert "[training data]" in (tmp_path / "out/1-start/01-notebook.en.md").read_text()


@pytest.mark.django_db
def test_a_course_comes_in_from_an_archive(folder: Path, tmp_path: Path, settings: Any) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"
    archive = shutil.make_archive(str(tmp_path / "seeds"), "zip", folder.parent, "seeds")
    assert run("import", archive).output.startswith("seeds: version 1")
    assert "neither a folder nor a zip archive" in run("import", folder / "course.toml").output


@pytest.mark.django_db
def test_a_course_of_a_partner_stands_under_its_name(folder: Path, tmp_path: Path, settings: Any) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"
    make.organisation("open-lab")
    run("import", folder, "--organisation", "open-lab")
    assert {one.provider.slug for one in Edition.objects.all()} == {"open-lab"}
    run("import", folder, "--organisation", "open-lab")
    assert Edition.objects.count() == 2
    assert "another organisation has a course of this name" in run("import", folder).output


@pytest.fixture
def markdown(tmp_path: Path) -> Path:
    """A partner's course with a picture that is not there, in two languages."""
    config = (
        "site_name: Seeds\nplugins:\n- i18n:\n    default_language: en\n    languages: {en: {}, fr: {}}\n"
    )
    pages = {f"docs/{number}.md": f"# Page {number}\n\nwords ![]({number}.png)" for number in range(5)}
    for path, text in {"mkdocs.yml": config, "docs/0.fr.md": "# Zéro\n\nmots", **pages}.items():
        (tmp_path / "theirs" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "theirs" / path).write_text(text, encoding="utf-8")
    return tmp_path / "theirs"


@pytest.mark.django_db
def test_a_markdown_course_is_converted_and_brought_in(markdown: Path, tmp_path: Path) -> None:
    told = run(
        "convert", markdown, tmp_path / "ours", "--licence", "MIT", "--author", "Amina", "--id", "sowing"
    )
    assert told.exit_code == 0
    assert told.output.startswith("sowing: mkdocs, 0 figures\n")
    assert "5 pictures that are not in the source" in told.output
    assert "  docs/0.md: 0.png\n" in told.output
    assert "… and 2 more (--all)" in told.output
    assert run("check", tmp_path / "ours").output.endswith(
        "lessons: 5, quizzes: 0, questions: 0, words: 10; en fr\n"
    )
    assert run("import", tmp_path / "ours").output.startswith("sowing: version 1, published")


def test_the_report_of_converting_as_json(markdown: Path, tmp_path: Path) -> None:
    said = json.loads(
        run("convert", markdown, tmp_path / "ours", "--licence", "MIT", "--kind", "mkdocs", "--json").output
    )
    assert said["languages"][1] == {"language": "fr", "lessons": 1, "quizzes": 0, "questions": 0}
    assert (said["counts"]["picture"], said["faults"]) == (5, [])
    assert said["gaps"][-1]["message"].startswith("pictures that are not in the source")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ([], "--licence"),
        (["--licence", "MIT", "--kind", "huggingface"], "no chapters/LANGUAGE/_toctree.yml"),
        (["--id", "Seeds!"], "small letters"),
        (["--id", "enrol"], "no page of the hub"),
        (["--language", "!"], "is not a language tag"),
        (["--site", "javascript:x"], "is not an address"),
    ],
)
def test_what_converting_needs_is_told(
    markdown: Path, tmp_path: Path, arguments: list[str], told: str
) -> None:
    refused = run("convert", markdown, tmp_path / "ours", *arguments)
    assert refused.exit_code in (1, 2)
    assert told in refused.output
    assert not (tmp_path / "ours").exists()


def test_converting_writes_over_nothing(markdown: Path, folder: Path) -> None:
    assert "is there already" in run("convert", markdown, folder, "--licence", "MIT").output


def test_the_kinds_that_the_command_offers_are_those_there_are() -> None:
    assert tuple(registry.KINDS) == converting.KINDS
