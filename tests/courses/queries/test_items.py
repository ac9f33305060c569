"""Figures of questions, from first tries."""

import json
import random
from typing import Any

import pytest
from click.testing import CliRunner
from django.utils import timezone

from tests import make
from ujuzi.config.cli import courses as commands
from ujuzi.courses.models import Course
from ujuzi.courses.operations import attempts, learning
from ujuzi.courses.queries import items


def take(course: Course, *answers: dict[str, list[Any]]) -> None:
    enrolment = learning.enrol(make.person(), course, clock=timezone.now)
    quiz = course.units.get(name="check")
    for given in answers:
        attempt = attempts.start(enrolment, quiz, language="en", chance=random.Random(1), clock=timezone.now)
        attempts.hand_in(attempt, quiz, given, clock=timezone.now)


def test_difficulty_and_discrimination_of_first_tries(course: Course) -> None:
    for _ in range(3):
        take(course, {"seed-notebook": [1], "how-many": ["50"]})
    take(course, {"seed-notebook": [0], "how-many": ["40"]}, {"seed-notebook": [1], "how-many": ["50"]})
    found = {one.item: one for one in items.figures(course)}
    assert list(found) == ["seed-notebook", "how-many"]
    assert found["how-many"].answers == 4
    assert found["how-many"].difficulty == 0.75
    assert found["how-many"].discrimination == pytest.approx(1.0)
    assert found["how-many"].remark == "few"


def test_where_all_are_right_nothing_tells_them_apart(course: Course) -> None:
    take(course, {"seed-notebook": [1], "how-many": ["50"]})
    assert [one.discrimination for one in items.figures(course)] == [None, None]


@pytest.mark.parametrize(
    ("difficulty", "discrimination", "remark"),
    [(0.5, 0.4, ""), (0.2, 0.4, "hard"), (0.97, 0.4, "easy"), (0.5, -0.1, "misleading"), (0.5, None, "")],
)
def test_what_an_author_should_look_at(difficulty: float, discrimination: float | None, remark: str) -> None:
    assert items.Figures("u", "i", 30, difficulty, discrimination).remark == remark


def test_the_command_says_them(course: Course) -> None:
    assert "no answers yet" in CliRunner().invoke(commands.course, ["items", "seeds"]).output
    take(course, {"seed-notebook": [1], "how-many": ["40"]})
    rows = json.loads(CliRunner().invoke(commands.course, ["items", "seeds", "--json"]).output)
    assert [(row["item"], row["difficulty"]) for row in rows] == [("seed-notebook", 1.0), ("how-many", 0.0)]
    assert "few" in CliRunner().invoke(commands.course, ["items", "seeds"]).output
    assert (
        "there is no course none. There are: seeds"
        in CliRunner().invoke(commands.course, ["items", "none"]).output
    )
