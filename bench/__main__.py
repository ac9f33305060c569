"""`make bench`: every figure, one after another, each in a process of its own."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RUNS = [
    ["bench.relevance"],
    ["bench.search", "10000"],
    ["bench.search", "100000"],
    ["bench.harvest", "10000"],
    ["bench.serving", "10000"],
    ["bench.serving", "100000", "--in-process"],
    ["bench.records", "1000000"],
    ["bench.learning", "200"],
    ["bench.reading"],
    ["bench.packages", "100"],
    ["bench.matching"],
    ["bench.credentials", "10000"],
]
ON_POSTGRESQL = [["bench.records", "1000000"], ["bench.learning", "200"]]


def main() -> None:
    for run in RUNS:
        _run(run)
    with _postgresql() as url:
        for run in ON_POSTGRESQL:
            _run(run, DATABASE_URL=url)


def _run(run: list[str], **more: str) -> None:
    print(f"\n== {' '.join(run)}", flush=True)
    subprocess.run([sys.executable, "-m", *run], check=True, env=os.environ | more)  # noqa: S603


@contextmanager
def _postgresql() -> Iterator[str]:
    """A cluster of its own with PostgreSQL's own settings, fsync on: the tests' has it off."""
    folder = Path(tempfile.mkdtemp(prefix="ujuzi-bench-"))
    folder.chmod(0o755)
    mine = os.environ | {
        "UJUZI_TEST_PG_PORT": "55466",
        "UJUZI_TEST_PG_DIR": str(folder / "postgresql"),
        "UJUZI_TEST_PG_FSYNC": "on",
    }
    tool = [str(ROOT / "tools" / "postgres.sh")]
    try:
        done = subprocess.run([*tool, "start"], env=mine, check=True, stdout=subprocess.PIPE)  # noqa: S603
        yield done.stdout.decode().strip().splitlines()[-1]
    finally:
        subprocess.run([*tool, "stop"], env=mine, check=False)  # noqa: S603
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
