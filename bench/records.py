"""The record store under load: `python -m bench.records [statements]`, on the database of DATABASE_URL or SQLite.

`ujuzi serve` with two processes on this machine; a client with four connections sends statements of 1 kB by many learners.
Beside them, bare inserts of the same rows by the database's driver. Then the store is filled up, every filter is asked,
followers are rebuilt, and disk and memory are read.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from bench import records_bare, records_client, records_corpus
from bench.records_client import Client

SECONDS = 10.0
PORT = 8124


def main(size: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"UJUZI_DATA": folder, "DJANGO_SETTINGS_MODULE": "ujuzi.config.settings"}
        os.environ.setdefault("DATABASE_URL", f"sqlite:///{folder}/bench.sqlite3")
        key = _prepare()
        server = _serve(folder)
        try:
            client = Client(PORT, key)
            client.wait()
            _writing(client)
            records_bare.report()
            _fill(size)
            _settle()
            _asking(client, size)
            _memory(server)
        finally:
            server.terminate()
            server.wait(30)
        _following()
        _disk()


def _prepare() -> str:
    import django

    django.setup()
    from django.core.management import call_command

    from ujuzi.config.background import clock
    from ujuzi.records.operations import credentials

    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    made = credentials.add("bench", organisation=None, scopes=["all"], now=clock())
    return f"{made.key.public}:{made.secret}"


def _serve(folder: str) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "ujuzi", "serve", "--bind", f"127.0.0.1:{PORT}", "--workers", "2"]
    with (Path(folder) / "serve.log").open("wb") as log:
        return subprocess.Popen(command, stdout=log, stderr=log)  # noqa: S603


def _writing(client: Client) -> None:
    from django.db import connection

    size = len(records_corpus.bodies(1, 1, 1)[0])
    print(f"{connection.vendor}, {size} bytes a statement, two processes, four connections")
    for batch, count in ((50, 2_500), (1, 25_000)):
        bodies = records_corpus.bodies(seed=batch, count=count, batch=batch)
        done = client.load(bodies, seconds=SECONDS)
        print(
            f"  batches of {batch}: {done.number * batch / done.seconds:,.0f} statements/s, median "
            f"{statistics.median(done.latencies) * 1000:.1f} ms a request, {done.errors} errors"
        )


def _fill(size: int) -> None:
    """Up to `size` statements, in this process: the store's own operation, without HTTP."""
    from ujuzi.config.background import clock
    from ujuzi.records import keys
    from ujuzi.records.models import Statement
    from ujuzi.records.operations import appending

    made, author = records_corpus.statements(seed=7), keys.hub()
    missing, began = size - Statement.objects.count(), time.perf_counter()
    for done in range(0, max(missing, 0), 500):
        batch = [next(made) for _ in range(500)]
        appending.append(batch, author=author, version="2.0", clock=clock)
        if done % 100_000 == 0:
            print(f"  filling: {done:,} of {missing:,}", end="\r", file=sys.stderr)
    if missing > 0:
        print(
            f"  filled up to {size:,} in process: {missing / (time.perf_counter() - began):,.0f} statements/s"
        )


def _settle() -> None:
    """A million statements in two minutes leave PostgreSQL with work that it else does beside a day's."""
    from django.db import connection

    if connection.vendor == "postgresql":
        began = time.perf_counter()
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
            cursor.execute("CHECKPOINT")
        print(f"  vacuum, analyze and checkpoint after filling: {time.perf_counter() - began:.0f} s")


def _asking(client: Client, size: int) -> None:
    print(f"  queries, {size:,} stored, limit 50, medians of 60 (in ms):")
    for name, asked in records_client.questions():
        times = []
        number = 0
        for query in asked:
            began = time.perf_counter()
            number = client.ask(query)
            times.append((time.perf_counter() - began) * 1000)
        times.sort()
        worst = times[int(len(times) * 0.95)]
        print(f"    {name:<42} {statistics.median(times):6.2f}   95th {worst:6.2f}   ({number} found)")


def _following() -> None:
    import threading

    from ujuzi.config.background import clock
    from ujuzi.records import followers
    from ujuzi.records.operations import following

    began = time.perf_counter()
    number = sum(
        following.rebuild(one, clock=clock, stop=threading.Event()) for one in followers.FOLLOWERS.values()
    )
    print(f"  rebuild of all followers: {number / (time.perf_counter() - began):,.0f} statements/s")


def _disk() -> None:
    from django.conf import settings
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*), sum(length(body)) FROM records_statement")
        count, stored = cursor.fetchone()
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            size = Path(settings.DATABASES["default"]["NAME"]).stat().st_size
        else:
            cursor.execute("SELECT pg_database_size(current_database())")
            size = cursor.fetchone()[0]
    sent = sum(map(len, records_corpus.bodies(3, 2000, 1))) / 2000
    print(f"  disk: {size / count:,.0f} bytes a statement, {size / count / sent:.2f} times its JSON as sent "
          f"({stored / count:,.0f} bytes of it the JSON as kept)")  # fmt: skip


def _memory(server: Any) -> None:
    """Private and shared memory of each server process; what several share is divided among them (PSS)."""
    children = Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text().split()
    for pid in children:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
        found = {line.split(":")[0]: int(line.split()[1]) / 1000 for line in lines[1:] if line.endswith("kB")}
        print(f"  memory of a server process: {found['Pss']:.0f} MB (PSS), {found['Rss']:.0f} MB resident, "
              f"{found['Pss_Anon']:.0f} MB of its own")  # fmt: skip


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
