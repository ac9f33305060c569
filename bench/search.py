"""Speed and size of search: `python bench/search.py [editions] [--compare]`.

Fills a database of its own (a temporary SQLite file, or an empty database given as DATABASE_URL) with made-up editions
and prints how fast they are indexed, loaded, followed and searched, and what the index weighs. `--compare` puts the
same words into SQLite FTS5, or PostgreSQL full text, and asks the same questions there.
"""

import gc
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ujuzi.config.settings")


def main(size: int, *, compare: bool) -> None:
    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault("UJUZI_DATA", folder)
        if not os.environ.get("DATABASE_URL"):
            os.environ["DATABASE_URL"] = f"sqlite:///{folder}/bench.sqlite3"
        _run(size, compare=compare)


def _run(size: int, *, compare: bool) -> None:
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    from bench import search_corpus
    from ujuzi.catalogue.search import following, indexing

    call_command("migrate", verbosity=0)
    print(f"## {size:,} editions on {connection.vendor}", flush=True)
    ids = search_corpus.fill(size)
    seconds = _timed(lambda: indexing.index(ids))
    print(f"index: {size / seconds:,.0f} editions/s")
    seconds = _timed(lambda: indexing.index(ids))
    print(f"index again: {size / seconds:,.0f} editions/s", flush=True)
    _forget_caches()
    connection.close()
    subprocess.run([sys.executable, __file__, "--weigh"], check=True)  # noqa: S603  (a process with nothing else in it)
    following.current()
    asked = search_corpus.questions()
    _searches(asked)
    indexing.index(ids[:500])
    print(f"follow 500 changes: {_timed(following.current) * 1000:.0f} ms")
    if compare:
        from bench import search_engines

        search_engines.compare(asked, _report)


def _weigh() -> None:
    """What a process gains when it loads the index of the database at hand."""
    import django

    django.setup()
    from ujuzi.catalogue.queries import searching  # noqa: F401  (what a process needs anyhow)
    from ujuzi.catalogue.search import following

    before = _memory()
    seconds = _timed(following.current)
    print(f"load: {seconds:.2f} s; index weighs {_memory() - before:.0f} MB", flush=True)


def _searches(asked: list[tuple[str, tuple[str, ...]]]) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from ujuzi.catalogue.queries import searching
    from ujuzi.catalogue.search.terms import Query

    searching.search(Query(text="warm up"))
    first = _timed(lambda: searching.search(Query()))
    queries = [Query(text=text, languages=languages) for text, languages in asked]
    found = [searching.search(query) for query in queries]
    totals = sorted(results.total for results in found)
    print(f"results per question: median {totals[len(totals) // 2]:,}, most {totals[-1]:,}; "
          f"{sum(r.widened for r in found)} widened, {sum(bool(r.corrected) for r in found)} mended")  # fmt: skip
    _report("search, all facets", [_timed(lambda q=q: searching.search(q)) for q in queries])  # type: ignore[misc]
    plain = [q for q, r in zip(queries, found, strict=True) if not r.corrected]
    _report("  of these without mending", [_timed(lambda q=q: searching.search(q)) for q in plain])  # type: ignore[misc]
    limited = [
        Query(text=q.text, languages=q.languages, facets={"cost": ("free",), "level": ("beginner",)})
        for q in queries
    ]
    _report("search with two facets", [_timed(lambda q=q: searching.search(q)) for q in limited])  # type: ignore[misc]
    _report("browse (no words)", [first, *(_timed(lambda: searching.search(Query())) for _ in range(30))])
    for sort in ("newest", "title"):
        _report(
            f"browse by {sort}", [_timed(lambda s=sort: searching.search(Query(sort=s))) for _ in range(10)]
        )  # type: ignore[misc]
    _report("page 50 of a browse", [_timed(lambda: searching.search(Query(page=50))) for _ in range(10)])
    with CaptureQueriesContext(connection) as captured:
        searching.search(queries[1])
    print(f"database queries per search: {len(captured)}")


def _report(name: str, seconds: list[float]) -> None:
    ordered = sorted(seconds)
    print(f"{name}: median {statistics.median(ordered) * 1000:.2f} ms, p95 {ordered[int(len(ordered) * 0.95)] * 1000:.2f} ms "
          f"(n={len(ordered)})")  # fmt: skip


def _timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _forget_caches() -> None:
    from ujuzi.catalogue.search.analysis import fold, stems

    stems.of.cache_clear()
    fold.unaccented.cache_clear()
    gc.collect()


def _memory() -> float:
    """Memory of this process that is no file's, MB: SQLite maps the database file, and that is not the index."""
    text = Path("/proc/self/smaps_rollup").read_text()
    return int(next(line for line in text.splitlines() if line.startswith("Anonymous:")).split()[1]) / 1024


if __name__ == "__main__":
    numbers = [int(word) for word in sys.argv[1:] if word.isdigit()]
    if "--weigh" in sys.argv:
        _weigh()
        sys.exit()
    main(numbers[0] if numbers else 10_000, compare="--compare" in sys.argv)
