"""The sample course in the hub, and a learner."""

from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from tests import make
from tests.courses import samples
from ujuzi.accounts.models import Person
from ujuzi.courses.models import Course
from ujuzi.courses.operations import importing
from ujuzi.courses.text import faults, files
from ujuzi.records.operations import teaching
from ujuzi.records.queries import statements


@pytest.fixture(autouse=True)
def _apart(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"
    teaching.forget()
    statements.forget()


def bring_in(contents: dict[str, bytes], **more: Any) -> Course:
    given: dict[str, Any] = {"organisation": None, "now": timezone.now()} | more
    return importing.bring_in(files.Memory(contents), faults.Faults(), **given)


@pytest.fixture
def course(db: None) -> Course:
    return bring_in(samples.course())


@pytest.fixture
def amina(db: None) -> Person:
    return make.person("amina")
