"""Two courses that partners really have: every language comes in, without a fault, and every page opens."""

from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone

from tests.courses.converting import made
from ujuzi.courses.converting import assembling, report, shapes
from ujuzi.courses.models import Course
from ujuzi.courses.operations import importing
from ujuzi.courses.text import faults, files


def converted(root: Path, asked: shapes.Asked) -> tuple[assembling.Converted, report.Report]:
    course, found = made.converted(root, asked)
    made.read(course, root)
    return course, found


@pytest.fixture(scope="module")
def ai4t(field_data: Path) -> tuple[assembling.Converted, report.Report]:
    site = shapes.Asked(name="ai4t", site="https://inrialearninglab.github.io/ai4t/")
    return converted(field_data / "courses/ai4t", site)


@pytest.fixture(scope="module")
def huggingface(field_data: Path) -> tuple[assembling.Converted, report.Report]:
    return converted(
        field_data / "courses/huggingface-course", shapes.Asked(name="llm", licence="Apache-2.0")
    )


def test_the_open_textbook_of_ai4t(ai4t: tuple[assembling.Converted, report.Report]) -> None:
    course, found = ai4t
    assert course.texts.lessons == {"en": 137, "fr": 137, "de": 67, "it": 67, "sl": 67}
    assert course.figures == 0  # the copy in the field data has no pictures
    assert found.counts() == {
        "picture": 314,
        "film": 110,
        "activity": 42,
        "sections": 27,
        "table": 5,
        "guess": 4,
        "not-licence": 1,
        "address": 1,
    }
    assert b'licence = "CC-BY-4.0"' in course.made["course.toml"]
    assert "fr = \"M2. Qu'est-ce que l'IA ?\"" in course.made["course.toml"].decode()


def test_the_course_of_hugging_face(huggingface: tuple[assembling.Converted, report.Report]) -> None:
    course, found = huggingface
    assert course.texts.lessons == {
        "en": 96,
        "fr": 65,
        "ru": 64,
        "zh-Hans": 64,
        "pt": 34,
        "es": 33,
        "hi": 11,
        "ar": 1,
    }
    assert course.texts.quizzes == {"en": 17, "zh-Hans": 9, "fr": 8, "ru": 8, "es": 4, "pt": 4, "hi": 1}
    assert course.texts.questions["en"] == 131
    counts = found.counts()
    assert (counts["moved"], counts["other-page"], counts["no-source"]) == (17, 35, 8)
    assert not {"block", "broken", "choice", "component", "maths", "depth"} & set(counts)


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["ai4t", "huggingface"])
def test_every_page_opens_in_the_player(
    name: str, request: pytest.FixtureRequest, field_data: Path, client: Client
) -> None:
    course, _found = request.getfixturevalue(name)
    contents = made.contents(course, field_data)
    taken = importing.bring_in(files.Memory(contents), faults.Faults(), organisation=None, now=timezone.now())
    assert set(taken.languages) == set(course.texts.lessons)
    assert Course.objects.get().units.count() == course.texts.lessons["en"] + course.texts.quizzes.get(
        "en", 0
    )
    assert client.get(f"/en/learn/{taken.name}/").status_code == 200
    for unit in taken.units.all():
        language = sorted(unit.titles)[-1]
        page = client.get(f"/en/learn/{taken.name}/{unit.name}/?in={language}")
        assert page.status_code == 200, unit.name
