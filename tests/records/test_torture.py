"""The short form of `make torture`, on the database of the test run."""

import shutil
import tempfile
from pathlib import Path

from django.db import connection

from tests.records import running, torture


def test_nothing_acknowledged_is_lost_or_doubled_when_processes_are_killed() -> None:
    postgresql = connection.vendor == "postgresql"
    folder = Path(tempfile.mkdtemp(prefix="ujuzi-torture-"))
    folder.chmod(0o755)
    try:
        found = torture.torture(
            folder,
            posts=300,
            kills=3 if postgresql else 2,
            postgresql_port=running.free_port() if postgresql else 0,
            port=running.free_port(),
        )
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    assert found["kills"] == (3 if postgresql else 2)
    assert found["acknowledged"] >= 300
