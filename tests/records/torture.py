"""Kills the server, the worker and the database again and again while statements are sent, then looks whether all is right.

`python -m tests.records.torture --posts 10000 --kills 20 [--postgresql]`, or `make torture` for both databases. Every
acknowledged statement must be in the log once, nothing else may be there, and every follower must have counted it once.
"""

import argparse
import base64
import contextlib
import http.client
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent
PATIENCE_SECONDS = 60.0


@dataclass
class Database:
    """Where the hub keeps its rows; PostgreSQL runs in a cluster of its own, so that it may be killed."""

    folder: Path
    port: int = 0  # of PostgreSQL; 0 is SQLite

    @property
    def url(self) -> str:
        return (
            f"postgresql://ujuzi@127.0.0.1:{self.port}/ujuzi"
            if self.port
            else f"sqlite:///{self.folder}/hub.sqlite3"
        )

    def _cluster(self, verb: str) -> None:
        environment = os.environ | {
            "UJUZI_TEST_PG_PORT": str(self.port),
            "UJUZI_TEST_PG_DIR": str(self.folder / "postgresql"),
            "UJUZI_TEST_PG_FSYNC": "on",
        }
        subprocess.run(
            [ROOT / "tools" / "postgres.sh", verb], check=True, env=environment, stdout=subprocess.DEVNULL
        )

    def start(self) -> None:
        if self.port:
            self._cluster("start")

    def stop(self) -> None:
        if self.port:
            self._cluster("stop")

    def kill(self) -> None:
        """The postmaster and its children at once, as an out-of-memory killer would."""
        pid_file = self.folder / "postgresql" / "postmaster.pid"
        pid = int(pid_file.read_text().split()[0])
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        for one in (pid, *map(int, children)):
            with contextlib.suppress(ProcessLookupError):
                os.kill(one, signal.SIGKILL)
        for one in map(int, children):
            while Path(f"/proc/{one}/cmdline").exists() and Path(f"/proc/{one}/cmdline").read_bytes():
                time.sleep(0.02)
        for lock in (pid_file, self.folder / "postgresql" / f".s.PGSQL.{self.port}.lock"):
            lock.unlink()  # a dead process that nobody has collected yet is taken for a running server

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        if self.port:
            import psycopg

            with psycopg.connect(self.url) as base:
                return base.execute(query).fetchall()
        import sqlite3

        with contextlib.closing(sqlite3.connect(self.folder / "hub.sqlite3")) as file:
            return file.execute(query).fetchall()


@dataclass
class Hub:
    """The processes under torture."""

    folder: Path
    database: Database
    port: int
    processes: dict[str, "subprocess.Popen[bytes]"] = field(default_factory=dict)
    key: str = ""

    def _environment(self) -> dict[str, str]:
        mine = {
            "UJUZI_DATA": str(self.folder),
            "DATABASE_URL": self.database.url,
            "UJUZI_ORIGIN": f"http://127.0.0.1:{self.port}",
            "PYTHONPATH": str(ROOT / "src"),
        }
        return {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"} | mine

    def run(self, *arguments: str) -> str:
        command = [sys.executable, "-m", "ujuzi", *arguments]
        done = subprocess.run(
            command, env=self._environment(), check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        return done.stdout.decode().strip()

    def prepare(self) -> None:
        self.run("manage", "migrate")
        self.run("manage", "collectstatic", "--noinput")
        self.key = self.run("records", "key", "add", "torture", "--scope", "all")

    def start(self, name: str) -> None:
        arguments = {
            "server": ["serve", "--bind", f"127.0.0.1:{self.port}", "--workers", "2"],
            "worker": ["work"],
        }[name]
        with (self.folder / f"{name}.log").open("ab") as log:
            self.processes[name] = subprocess.Popen(
                [sys.executable, "-m", "ujuzi", *arguments],
                env=self._environment(), stdout=log, stderr=log, start_new_session=True,
            )  # fmt: skip

    def kill(self, name: str) -> None:
        """With all its children: SIGKILL leaves no time to tidy up."""
        process = self.processes.pop(name)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def stop(self) -> None:
        for name in list(self.processes):
            self.kill(name)


@dataclass
class Sender:
    """Threads that send statements and repeat each until it is acknowledged."""

    hub: Hub
    posts: int
    acknowledged: list[str] = field(default_factory=list)
    repeated: int = 0
    wrong: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def work(self, seed: int) -> None:
        dice = random.Random(seed)
        connection = http.client.HTTPConnection("127.0.0.1", self.hub.port, timeout=20)
        with contextlib.closing(connection):
            while not self._finished():
                body = [_statement(dice) for _ in range(dice.choice([1, 1, 1, 5]))]
                if not self._send(connection, body):
                    return
                with self.lock:
                    self.acknowledged += [one["id"] for one in body]

    def _finished(self) -> bool:
        with self.lock:
            return len(self.acknowledged) >= self.posts or bool(self.wrong)

    def _send(self, connection: http.client.HTTPConnection, body: list[dict[str, Any]]) -> bool:
        """Again and again until it is acknowledged; False when the store says what it never should."""
        until = time.monotonic() + PATIENCE_SECONDS
        while True:
            try:
                status = self._post(connection, body)
            except (OSError, http.client.HTTPException):
                connection.close()
                status = 0
            if status == 200:
                return True
            if status not in (0, 500, 503) or time.monotonic() > until:
                with self.lock:
                    self.wrong.append(f"status {status}")
                return False
            self.repeated += 1
            time.sleep(0.05)

    def _post(self, connection: http.client.HTTPConnection, body: list[dict[str, Any]]) -> int:
        basic = base64.b64encode(self.hub.key.encode()).decode()
        headers = {
            "Authorization": f"Basic {basic}",
            "X-Experience-API-Version": "2.0.0",
            "Content-Type": "application/json",
        }
        connection.request("POST", "/xapi/statements", json.dumps(body), headers)
        answer = connection.getresponse()
        answer.read()
        return answer.status


def _statement(dice: random.Random) -> dict[str, Any]:
    return {
        "id": str(uuid.UUID(int=dice.getrandbits(128), version=4)),
        "actor": {
            "name": "N",
            "account": {"homePage": "https://x.example", "name": str(dice.randrange(500))},
        },
        "verb": {"id": f"https://x.example/verbs/{dice.randrange(5)}"},
        "object": {
            "id": f"https://x.example/activities/{dice.randrange(50)}",
            "definition": {"name": {"en": str(dice.randrange(3))}},
        },
    }


def torture(
    folder: Path, *, posts: int, kills: int, postgresql_port: int, port: int, seed: int = 1
) -> dict[str, int]:
    """Figures of the run; raises AssertionError when anything is lost, doubled or wrongly counted."""
    database = Database(folder, postgresql_port)
    hub = Hub(folder, database, port)
    database.start()
    try:
        hub.prepare()
        hub.start("server")
        hub.start("worker")
        sender = Sender(hub, posts)
        threads = [threading.Thread(target=sender.work, args=(seed * 100 + number,)) for number in range(4)]
        for thread in threads:
            thread.start()
        killed = sum(1 for _ in _kill(hub, sender, kills, random.Random(seed)))
        for thread in threads:
            thread.join()
        assert not sender.wrong, sender.wrong
        hub.stop()
        hub.run("work", "--once")
        return _check(database, set(sender.acknowledged), len(sender.acknowledged)) | {
            "kills": killed,
            "repeated requests": sender.repeated,
        }
    finally:
        hub.stop()
        database.stop()


def _kill(hub: Hub, sender: Sender, kills: int, dice: random.Random) -> Iterator[str]:
    """One of them at evenly spread moments, in turn; each is started again."""
    victims = ["server", "worker"] + (["database"] if hub.database.port else [])
    for number in range(kills):
        goal = sender.posts * (number + 1) // (kills + 1)
        while len(sender.acknowledged) < goal and not sender.wrong:
            time.sleep(0.005)
        time.sleep(dice.random() * 0.1)
        victim = victims[number % len(victims)]
        if victim == "database":
            hub.database.kill()
            hub.database.start()
        else:
            hub.kill(victim)
            hub.start(victim)
        yield victim


def _check(database: Database, acknowledged: set[str], number: int) -> dict[str, int]:
    assert len(acknowledged) == number
    rows = database.rows("SELECT seq, sid FROM records_statement ORDER BY seq")
    stored = [str(uuid.UUID(bytes=bytes(sid))) for _seq, sid in rows]
    assert len(set(stored)) == len(stored), "a statement is there twice"
    lost = acknowledged - set(stored)
    assert not lost, f"{len(lost)} acknowledged statements are lost"
    extra = len(set(stored) - acknowledged)
    assert extra <= 4 * 5, "more statements than four senders can have had under way"
    counted = database.rows("SELECT sum(statements), max(last) FROM records_daily")[0]
    assert (int(counted[0]), counted[1]) == (len(rows), rows[-1][0]), f"counted {counted}, stored {len(rows)}"
    per_statement = database.rows(
        "SELECT min(n), max(n), count(*) FROM (SELECT seq, count(*) AS n FROM records_mention GROUP BY seq) x"
    )[0]
    assert tuple(per_statement) == (5, 5, len(rows)), (
        f"index entries {per_statement}"
    )  # verb, 2 agents, activity, owner
    if not database.port:
        assert database.rows("PRAGMA integrity_check") == [("ok",)]
    return {"acknowledged": number, "stored": len(rows), "counted by the follower": int(counted[0])}


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--posts", type=int, default=10_000)
    options.add_argument("--kills", type=int, default=20)
    options.add_argument("--postgresql", action="store_true")
    chosen = options.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="ujuzi-torture-"))
    folder.chmod(0o755)
    began = time.monotonic()
    try:
        found = torture(
            folder,
            posts=chosen.posts,
            kills=chosen.kills,
            postgresql_port=55477 if chosen.postgresql else 0,
            port=8177,
        )
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    print("PostgreSQL" if chosen.postgresql else "SQLite", found, f"{time.monotonic() - began:.0f} s")


if __name__ == "__main__":
    main()
