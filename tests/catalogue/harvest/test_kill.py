"""A worker killed at ten chance moments, each time followed by another, leaves the catalogue of one that ran through."""

import json
import os
import random
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.catalogue.harvest.serving import serving

ROOT = Path(__file__).resolve().parents[3]
KILLS, PAGES, EACH = 10, 12, 40


def listing(path: str) -> bytes:
    page = int(path.partition("page=")[2] or 0)
    courses: list[Any] = [course(number) for number in range(page * EACH, (page + 1) * EACH)]
    courses.append({"id": f"broken-{page}", "type": "Course", "attributes": {"name": None}})
    return json.dumps(
        {"links": {"next": f"?page={page + 1}" if page + 1 < PAGES else None}, "data": courses}
    ).encode()


def course(number: int) -> dict[str, Any]:
    twin = number // 2 if number % 10 == 1 else number  # one in ten is the course before it under another key
    attributes = {
        "name": f"Soil and water, part {number}",
        "url": f"https://x.example/{twin}",
        "inLanguage": ["en"],
        "courseMode": ["online"],
        "description": f"<p>What farmers do in month {number}.</p>",
    }
    return {"id": f"c{number}", "type": "Course", "attributes": attributes}


class Worker:
    """Processes on one database."""

    def __init__(self, database: str, folder: Path) -> None:
        self.env = os.environ | {
            "DATABASE_URL": database,
            "UJUZI_DATA": str(folder),
            "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}",
        }

    def start(self, deed: str, said: str = "") -> subprocess.Popen[str]:
        command = [sys.executable, "-m", "tests.catalogue.harvest.harvester", deed, said]
        return subprocess.Popen(command, env=self.env, cwd=ROOT, stdout=subprocess.PIPE, text=True)

    def do(self, deed: str, said: str = "") -> str:
        process = self.start(deed, said)
        output, _nothing = process.communicate(timeout=60)
        assert process.returncode == 0
        return output


@pytest.fixture
def databases(tmp_path: Path) -> Iterator[list[str]]:
    """Two empty ones: SQLite files, or on the PostgreSQL server that the tests were given."""
    given = os.environ.get("DATABASE_URL", "")
    if not given.startswith("postgres"):
        yield [f"sqlite:///{tmp_path}/{name}.sqlite3" for name in ("through", "killed")]
        return
    import psycopg
    from psycopg import sql

    names = [f"ujuzi_kill_{os.getpid()}_{number}" for number in range(2)]
    with psycopg.connect(given, autocommit=True) as server:
        for name in names:
            server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        yield [f"{given.rpartition('/')[0]}/{name}" for name in names]
        for name in names:
            server.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def test_killed_ten_times_and_resumed_is_as_good_as_run_through(databases: list[str], tmp_path: Path) -> None:
    chance = random.Random(20260301)
    with serving({"/f": listing}) as web:
        through, killed = (Worker(database, tmp_path) for database in databases)
        for worker in (through, killed):
            worker.do("setup", f"{web.address}/f")
        state, statements = through.do("run", "0").split()
        assert state == "done"
        for kill in range(KILLS):  # each worker comes after the lease of the one before
            last = chance.randint(1, int(statements) // 6)  # of what is left for all ten
            process = killed.start("run", f"{kill}:{last}")
            process.communicate(timeout=60)
            assert process.returncode == -signal.SIGKILL  # it had not ended before
        half_way = killed.do("count")
        assert killed.do("run", str(KILLS)).startswith("done")
        assert 0 < int(half_way) < int(through.do("count"))  # the deaths were in the middle of the work
        assert _dumped(killed) == _dumped(through)


def _dumped(worker: Worker) -> Any:
    return json.loads(worker.do("dump"))
