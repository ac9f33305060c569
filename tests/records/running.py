"""A whole hub in processes of its own, on the database kind of the test run, for tests that need the real thing."""

import shutil
import socket
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection

from tests.records.torture import Database, Hub


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        number: int = one.getsockname()[1]
    return number


@contextmanager
def hub() -> Iterator[Hub]:
    """Serving, without a worker."""
    folder = Path(tempfile.mkdtemp(prefix="ujuzi-hub-"))
    folder.chmod(0o755)
    database = Database(folder, free_port() if connection.vendor == "postgresql" else 0)
    made = Hub(folder, database, free_port())
    database.start()
    try:
        made.prepare()
        made.start("server")
        _wait(made)
        yield made
    finally:
        made.stop()
        database.stop()
        shutil.rmtree(folder, ignore_errors=True)


def _wait(made: Hub) -> None:
    for _ in range(300):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{made.port}/xapi/about", timeout=5):
                return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError((made.folder / "server.log").read_text())
