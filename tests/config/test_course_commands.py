"""`ujuzi course`: what an author types and reads."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.courses import samples
from ujuzi.config.cli.courses import course

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
