from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests import make
from tests.records import running, torture
from tests.records.store import Tool
from ujuzi.records import keys, marks
from ujuzi.records.api import answers
from ujuzi.records.operations import teaching
from ujuzi.records.queries import statements

_REMEMBERING = (answers, keys, marks, teaching, statements)


@pytest.fixture(autouse=True)
def fresh(settings: Any, tmp_path: Path) -> Iterator[None]:
    """What a process remembers of the log belongs to another test's database."""
    settings.MEDIA_ROOT = tmp_path
    for module in _REMEMBERING:
        module.forget()
    yield
    for module in _REMEMBERING:
        module.forget()


@pytest.fixture(scope="session")
def running_hub() -> Iterator[torture.Hub]:
    """A hub in processes of its own; tests add to it and take nothing away."""
    with running.hub() as made:
        yield made


@pytest.fixture
def hub(db: None) -> Tool:
    """The hub's own key, which may do everything."""
    return Tool()


@pytest.fixture
def partner(db: None) -> Tool:
    return Tool(
        make.organisation("open-lab"),
        ("statements/write", "statements/read/mine", "state", "profile"),
    )


@pytest.fixture
def other(db: None) -> Tool:
    return Tool(
        make.organisation("other-school"), ("statements/write", "statements/read/mine", "state", "profile")
    )
