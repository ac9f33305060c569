"""Bare inserts of the same rows by the database's driver, in tables of their own: what the store is measured against."""

import os
import sqlite3
import tempfile
import time
from typing import Any

from bench import records_corpus

ROWS = 10_000
MENTIONS = 9  # a statement's entries in the index


def _rows(seed: int, number: int) -> list[tuple[Any, ...]]:
    bodies = records_corpus.bodies(seed, number, 1)
    return [
        (place, os.urandom(16), body, [int.from_bytes(os.urandom(7), "big") for _ in range(MENTIONS)])
        for place, body in enumerate(bodies)
    ]


def report() -> None:
    from django.db import connection

    rows = _rows(5, ROWS)
    for batch in (1, 50):
        some = rows if batch > 1 else rows[:3000]
        speed = (_postgresql if connection.vendor == "postgresql" else _sqlite)(some, batch)
        print(
            f"  bare inserts by the driver, {batch} a transaction, one connection: {speed:,.0f} statements/s"
        )


def _sqlite(rows: list[tuple[Any, ...]], batch: int) -> float:
    with tempfile.TemporaryDirectory() as folder:
        base = sqlite3.connect(f"{folder}/bare.sqlite3", isolation_level=None)
        base.executescript(
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
            "CREATE TABLE s (seq integer PRIMARY KEY, sid blob UNIQUE, body blob);"
            "CREATE TABLE m (key integer, seq integer, PRIMARY KEY (key, seq)) WITHOUT ROWID;"
        )
        began = time.perf_counter()
        for start in range(0, len(rows), batch):
            part = rows[start : start + batch]
            base.execute("BEGIN IMMEDIATE")
            base.executemany("INSERT INTO s VALUES (?, ?, ?)", [row[:3] for row in part])
            base.executemany("INSERT INTO m VALUES (?, ?)", [(key, row[0]) for row in part for key in row[3]])
            base.execute("COMMIT")
        speed = len(rows) / (time.perf_counter() - began)
        base.close()
    return speed


def _postgresql(rows: list[tuple[Any, ...]], batch: int) -> float:
    import psycopg

    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as base:
        base.execute("DROP TABLE IF EXISTS bare_s, bare_m")
        base.execute("CREATE TABLE bare_s (seq bigint PRIMARY KEY, sid bytea UNIQUE, body bytea)")
        base.execute("CREATE TABLE bare_m (key bigint, seq bigint, PRIMARY KEY (key, seq))")
        began = time.perf_counter()
        for start in range(0, len(rows), batch):
            part = rows[start : start + batch]
            with base.transaction(), base.cursor() as cursor:
                cursor.executemany("INSERT INTO bare_s VALUES (%s, %s, %s)", [row[:3] for row in part])
                cursor.executemany(
                    "INSERT INTO bare_m VALUES (%s, %s)", [(key, row[0]) for row in part for key in row[3]]
                )
        speed = len(rows) / (time.perf_counter() - began)
        base.execute("DROP TABLE bare_s, bare_m")
    return speed
