import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.db import connection

from ujuzi.core import mapping


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[sqlite3.Connection]:
    """The hub's connection leads to a file of its own."""
    opened = sqlite3.connect(tmp_path / "x.sqlite3")
    opened.execute("PRAGMA mmap_size=1048576")

    @contextmanager
    def cursor() -> Iterator[sqlite3.Cursor]:
        yield opened.cursor()

    hub = SimpleNamespace(vendor="sqlite", cursor=cursor, connection=opened)
    monkeypatch.setattr(mapping, "connection", hub)
    yield opened
    opened.close()


def mapped(file: sqlite3.Connection) -> int:
    return int(file.execute("PRAGMA mmap_size").fetchone()[0])


def fail_within(file: sqlite3.Connection) -> None:
    with mapping.unmapped():
        assert mapped(file) == 0
        raise ValueError("in between")


def test_a_file_is_not_mapped_within_and_is_again_afterwards(file: sqlite3.Connection) -> None:
    with pytest.raises(ValueError, match="in between"):
        fail_within(file)
    assert mapped(file) == 1048576


def test_a_connection_closed_in_between_is_left_alone(
    file: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    with mapping.unmapped():
        monkeypatch.setattr(mapping.connection, "connection", None)
    assert mapped(file) == 0


@pytest.mark.django_db
def test_any_database_of_the_tests_works_within() -> None:
    with mapping.unmapped(), connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        assert cursor.fetchone() == (1,)
