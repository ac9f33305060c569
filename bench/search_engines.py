"""The same words and questions in SQLite FTS5 or PostgreSQL full text: best ten, and all facet counts."""

import time
from collections.abc import Callable, Sequence

from django.db import connection

from ujuzi.catalogue.models import SearchEntry
from ujuzi.catalogue.search import analysis

Report = Callable[[str, list[float]], None]
Asked = Sequence[tuple[str, tuple[str, ...]]]
WHERE_FACETS = "SELECT facet, value, count(*) FROM bench_facet WHERE edition IN ({}) GROUP BY facet, value"


def compare(asked: Asked, report: Report) -> None:
    """Fills tables of the engine of this database with what the index holds, and asks."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(
                "CREATE VIRTUAL TABLE bench_words USING fts5(title, keywords, description, tokenize='ascii')"
            )
            match = "SELECT rowid FROM bench_words WHERE bench_words MATCH %s"
            best = f"{match} ORDER BY bm25(bench_words, 3.0, 1.4, 1.0) LIMIT 10"
        else:
            cursor.execute("CREATE TABLE bench_words (edition bigint PRIMARY KEY, words tsvector)")
            match = "SELECT edition FROM bench_words WHERE words @@ to_tsquery('simple', %s)"
            best = f"{match} ORDER BY ts_rank_cd(words, to_tsquery('simple', %s)) DESC LIMIT 10"
        cursor.execute("CREATE TABLE bench_facet (edition bigint, facet text, value text)")
        _fill(cursor)
        cursor.execute("CREATE INDEX bench_facet_edition ON bench_facet (edition, facet, value)")
        if connection.vendor == "postgresql":
            cursor.execute("CREATE INDEX bench_words_words ON bench_words USING gin (words)")
        cursor.execute("ANALYZE")
        _ask(cursor, asked, best, WHERE_FACETS.format(match), report)


def _fill(cursor) -> None:  # type: ignore[no-untyped-def]
    sqlite = connection.vendor == "sqlite"
    for edition, words, facets in SearchEntry.objects.values_list("edition_id", "words", "facets").iterator():
        plain = [text.replace("@", "zz").replace("-", "y") for text in words]
        if sqlite:
            cursor.execute(
                "INSERT INTO bench_words (rowid, title, keywords, description) VALUES (%s,%s,%s,%s)",
                [edition, *plain],
            )
        else:
            weights = "setweight(to_tsvector('simple',%s),'A')||setweight(to_tsvector('simple',%s),'B')||to_tsvector('simple',%s)"
            cursor.execute(f"INSERT INTO bench_words VALUES (%s, {weights})", [edition, *plain])  # noqa: S608
        rows = [(edition, facet, value) for facet, values in facets.items() for value in values]
        cursor.executemany("INSERT INTO bench_facet VALUES (%s,%s,%s)", rows)


def _ask(cursor, asked: Asked, best: str, facets: str, report: Report) -> None:  # type: ignore[no-untyped-def]
    times: dict[str, list[float]] = {"best ten": [], "best ten and facet counts": []}
    for text, languages in asked:
        terms = analysis.both(text, languages[0])[1]
        if not terms:
            continue
        if connection.vendor == "sqlite":
            query = [" AND ".join(f'"{term}"' for term in terms)]
        else:
            query = [" & ".join(f"'{term}'" for term in terms)]
        start = time.perf_counter()
        cursor.execute(best, query * best.count("%s"))
        cursor.fetchall()
        times["best ten"].append(time.perf_counter() - start)
        cursor.execute(facets, query)
        cursor.fetchall()
        times["best ten and facet counts"].append(time.perf_counter() - start)
    for name, seconds in times.items():
        report(f"{'FTS5' if connection.vendor == 'sqlite' else 'PostgreSQL full text'}: {name}", seconds)
