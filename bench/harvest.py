"""Speed and weight of harvesting: `python -m bench.harvest [records] [--profile]`.

Made-up MOOChub and OAI-PMH feeds, served over HTTP by another process, are harvested by the hub's own fetcher into an
empty database (a temporary SQLite file, or a database of its own on the PostgreSQL server of DATABASE_URL); each three times, each time in a fresh
process. Prints records per second from the first request to the last commit (normalising and indexing included), the
process's peak memory, and what the database weighs; then how fast an unchanged feed is read again.
"""

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
FORMATS = {"moochub": "/moochub", "oaipmh": "/oai"}


def main(count: int, *, profile: bool) -> None:
    from bench import harvest_feeds

    with harvest_feeds.served(count) as address:
        for format, path in FORMATS.items():
            runs = [
                _fresh(format, f"{address}{path}", count, profile) for _time in range(1 if profile else 3)
            ]
            first, again, memory, size = (statistics.median(numbers) for numbers in zip(*runs, strict=True))
            print(
                f"{format}: {count:,} records, {first:,.0f} records/s (unchanged: {again:,.0f}/s), "
                f"peak memory {memory:.0f} MB, database {size:.1f} MB"
            )


def _fresh(format: str, url: str, count: int, profile: bool) -> tuple[float, float, float, float]:
    with tempfile.TemporaryDirectory() as folder, _database(folder) as database:
        env = os.environ | {"DATABASE_URL": database, "UJUZI_DATA": folder}
        command = [sys.executable, "-m", "bench.harvest", str(count), "--one", format, url]
        done = subprocess.run(  # noqa: S603
            [*command, *(["--profile"] if profile else [])], env=env, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True
        )  # fmt: skip
        *rest, last = done.stdout.strip().splitlines()
        if rest:
            print("\n".join(rest))
        first, again, memory, size = map(float, last.split())
        return first, again, memory, size


@contextmanager
def _database(folder: str) -> Iterator[str]:
    """An empty database of our own: a file, or one on the PostgreSQL server of DATABASE_URL, dropped afterwards."""
    given = os.environ.get("DATABASE_URL", "")
    if not given.startswith("postgres"):
        yield f"sqlite:///{folder}/bench.sqlite3"
        return
    import psycopg
    from psycopg import sql

    name = f"ujuzi_bench_{os.getpid()}"
    with psycopg.connect(given, autocommit=True) as server:
        server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        try:
            yield f"{given.rpartition('/')[0]}/{name}"
        finally:
            server.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def _one(format: str, url: str, count: int, *, profile: bool) -> None:
    sys.path[:0] = [str(ROOT / "src")]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ujuzi.config.settings")
    import django

    django.setup()
    from django.core.management import call_command

    from ujuzi.catalogue.models import Feed
    from ujuzi.organisations.models import Organisation

    call_command("migrate", verbosity=0)
    partner = Organisation.objects.create(
        slug="partner", names={"en": "Partner"}, kind="ngo", languages=["en"]
    )
    feed = Feed.objects.create(
        organisation=partner, name="bench", url=url, format=format, options={"publish": "at-once"}
    )
    first = _profiled(feed) if profile else _timed(feed)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    Feed.objects.filter(pk=feed.pk).update(state={})  # or an OAI-PMH source is only asked for what is new
    again = _timed(Feed.objects.get(pk=feed.pk))
    print(count / first, count / again, memory, _size() / 1e6)


def _timed(feed: Any) -> float:
    from ujuzi.catalogue.operations import harvests
    from ujuzi.core.fetching import Fetcher

    begun = time.perf_counter()
    fetch = Fetcher("UjuziBot/bench", allow=["127.0.0.1"])
    run = harvests.harvest(feed, fetch=fetch, clock=lambda: datetime.now(UTC))
    if run.state not in {"done", "unchanged"} or run.quarantined:
        raise SystemExit(f"the harvest ended {run.state}: {run.error_code} {run.error_detail}")
    return time.perf_counter() - begun


def _profiled(feed: Any) -> float:
    import cProfile
    import pstats

    profile = cProfile.Profile()
    seconds = profile.runcall(_timed, feed)
    pstats.Stats(profile).sort_stats("tottime").print_stats(45)
    return seconds


def _size() -> float:
    from django.db import connection

    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_database_size(current_database())")
            return float(cursor.fetchone()[0])
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return float(os.path.getsize(connection.settings_dict["NAME"]))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("records", type=int, nargs="?", default=10_000)
    parser.add_argument("--profile", action="store_true", help="one run each, with what takes the time")
    parser.add_argument("--one", nargs=2, metavar=("FORMAT", "URL"), help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.one:
        _one(*given.one, given.records, profile=given.profile)
    else:
        main(given.records, profile=given.profile)
