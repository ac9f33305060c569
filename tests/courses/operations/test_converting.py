"""Partners' courses come in as courses of ours, come in again as a new version, and learners go on."""

from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from django.test import Client
from django.utils import timezone

from tests.courses import packages_made
from tests.courses.packages.conversions import made
from ujuzi.accounts.models import Person
from ujuzi.config.cli import courses as commands
from ujuzi.courses.models import Blob, Course, Package, UnitProgress
from ujuzi.courses.operations import importing, learning, packaging
from ujuzi.courses.packages.shapes import NotTaken


def take(folder: Path, content: bytes, **more: Any) -> packaging.Taken:
    path = packages_made.written(folder, content)
    return packaging.take(path, "export.tar.gz", organisation=None, now=timezone.now(), **more)


@pytest.fixture
def taken(db: None, tmp_path: Path) -> packaging.Taken:
    return take(tmp_path, made.olx())


def test_it_is_a_course_like_any_other(taken: packaging.Taken, client: Client) -> None:
    course = taken.course
    assert (course.name, course.titles, course.licence) == (
        "seeds-and-data",
        {"sw": "Seeds and data"},
        "CC-BY-SA-4.0",
    )
    assert course.version is not None
    assert course.published_at is not None
    assert [(unit.name, unit.kind) for unit in course.units.all()] == [
        ("page", "lesson"),
        ("questions", "quiz"),
    ]
    page = client.get("/sw/learn/seeds-and-data/page/")
    assert page.status_code == 200
    assert "What she wrote" in page.content.decode()
    assert "course.toml" in importing.contents(course)


def test_its_package_is_remembered_but_not_kept(taken: packaging.Taken) -> None:
    package = taken.package
    assert (package.format, package.identifier, package.files) == ("olx", "olx:OpenLab+SEED+2026", {})
    assert package.report == taken.notes
    assert not any(b"secret-of" in bytes(one.content or b"") for one in Blob.objects.all())


def test_the_same_course_again_is_a_new_version(
    taken: packaging.Taken, tmp_path: Path, amina: Person
) -> None:
    enrolment = learning.enrol(amina, taken.course, clock=timezone.now)
    learning.mark_done(enrolment, taken.course.units.get(name="page"), clock=timezone.now)
    changed = made.olx(
        sequential__seq='<sequential><vertical url_name="questions"/><vertical url_name="page" display_name="x"/></sequential>'
    )
    again = take(tmp_path, changed)
    assert again.course.pk == taken.course.pk
    assert again.course.version.number == 2  # type: ignore[union-attr]
    assert [unit.name for unit in again.course.units.exclude(position=None)] == ["questions", "page"]
    assert UnitProgress.objects.exclude(done_at=None).get().unit == "page"


def test_unchanged_it_makes_no_new_version(taken: packaging.Taken, tmp_path: Path) -> None:
    assert take(tmp_path, made.olx()).course.version == taken.course.version


def test_what_the_package_does_not_say(db: None, tmp_path: Path) -> None:
    meta = packaging.Meta("pt", "Sementes", 45, "CC0-1.0")
    course = take(tmp_path, made.qti(made.CHOICE), meta=meta, publish=False).course
    assert (course.name, course.source_language, course.minutes, course.licence) == (
        "sementes",
        "pt",
        45,
        "CC0-1.0",
    )
    assert course.published_at is None
    assert take(tmp_path, made.qti(made.CHOICE)).course.source_language == "pt"


def test_the_packages_own_language_comes_first(db: None, tmp_path: Path) -> None:
    assert take(tmp_path, made.cartridge(), meta=packaging.Meta("pt")).course.source_language == "fr"


def test_one_without_title_or_language(db: None, tmp_path: Path) -> None:
    course = take(tmp_path, made.qti(made.CHOICE)).course
    assert (course.titles, course.name, course.licence) == ({"en": "Course"}, "course", "")
    assert b'licence = "NOASSERTION"' in importing.contents(course)["course.toml"]


def test_nothing_changes_when_it_is_refused(db: None, tmp_path: Path) -> None:
    with pytest.raises(NotTaken):
        take(tmp_path, made.qti(made.item("<p>x</p>")))
    assert not Course.objects.exists()
    assert not Package.objects.exists()


def test_the_command_says_what_stayed_behind(db: None, tmp_path: Path) -> None:
    path = packages_made.written(tmp_path, made.cartridge(), "graines.imscc")
    told = CliRunner().invoke(commands.course, ["package", str(path)])
    assert told.output.startswith("graines: cartridge, 5 parts")
    assert "“Outil” is a link to another tool" in told.output


@pytest.mark.parametrize("name", ["exported_courses_12345.tar.gz"])
def test_a_real_one(db: None, field_data: Path, name: str) -> None:
    found = packaging.take(field_data / "packages/olx" / name, name, organisation=None, now=timezone.now())
    assert found.course.name == "ops"
    assert found.course.units.count() == 3
