"""The sample course, a learner who completed it, keys and media in a folder of the test's own."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache

from tests import make
from tests.courses import samples
from tests.courses.conftest import bring_in
from ujuzi.accounts.models import Person
from ujuzi.courses.models import Course
from ujuzi.credentials.models import Achievement, Award, Credential
from ujuzi.credentials.operations import achievements, awarding, issuing
from ujuzi.records.operations import teaching
from ujuzi.records.queries import statements

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _apart(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.DATA_DIR = tmp_path
    settings.ORIGIN = "https://hub.example"
    teaching.forget()
    statements.forget()
    cache.clear()


@pytest.fixture
def course(db: None) -> Course:
    return bring_in(samples.course())


@pytest.fixture
def amina(db: None) -> Person:
    return make.person("amina", display_name="Amina Juma")


@pytest.fixture
def achievement(course: Course) -> Achievement:
    return achievements.of_course(course, now=NOW)


@pytest.fixture
def award(achievement: Achievement, amina: Person) -> Award:
    return awarding.award(achievement, amina, awarded_at=NOW)


@pytest.fixture
def credential(award: Award) -> Credential:
    return issuing.issue(issuing.Wish(award, "Amina Juma", "sw"), now=NOW)
