"""How good the order is: `python bench/relevance.py [--misses]` prints nDCG@10 and recall@50 per language.

The catalogue judged over is bench/judged/courses.toml, the questions and grades bench/judged/needs.toml.
"""

import math
import os
import statistics
import sys
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ujuzi.config.settings")

JUDGED = Path(__file__).resolve().parent / "judged"
LANGUAGES = ("en", "fr", "es", "ar", "zh", "ru", "sw", "pt")
TARGET = 0.85


def catalogue() -> tuple[Any, list[str], dict[str, dict[str, list[str]]]]:
    """The index, the name of each work by its number, and the courses as written."""
    from tests.catalogue.search import indexes

    courses = tomllib.loads((JUDGED / "courses.toml").read_text("utf-8"))
    names = list(courses)
    rows = [
        indexes.row(
            10 * work + place,
            title,
            description=description,
            language=language,
            work_id=work,
            provider_id=work,
        )
        for work, by_language in enumerate(courses.values(), 1)
        for place, (language, (title, description)) in enumerate(by_language.items())
    ]
    return indexes.of(rows), names, courses


def measure(*, misses: bool = False) -> dict[str, tuple[float, float]]:
    """{language: (nDCG@10, recall@50)}."""
    from ujuzi.catalogue.queries import searching
    from ujuzi.catalogue.search.terms import Query

    index, names, courses = catalogue()
    needs = tomllib.loads((JUDGED / "needs.toml").read_text("utf-8"))
    measured = {}
    for language in LANGUAGES:
        scores = []
        for need, judged in needs.items():
            worth = _worth(judged["grades"], language, courses)
            results = searching.search_in(
                index, Query(text=judged[language], languages=(language,), page_size=50)
            )
            found = [names[hit.edition_id // 10 - 1] for hit in results.hits]
            scores.append((_ndcg([worth.get(name, 0) for name in found[:10]], worth), _recall(found, worth)))
            if misses and scores[-1][0] < TARGET:
                print(
                    f"{language} {scores[-1][0]:.2f} {need}: {judged[language]!r} {results.corrected!r} -> {found[:6]}"
                )
        measured[language] = tuple(statistics.mean(part) for part in zip(*scores, strict=True))
    return measured


def _worth(grades: dict[str, int], language: str, courses: dict[str, dict[str, list[str]]]) -> dict[str, int]:
    worth = {work: grade - (language not in courses[work]) for work, grade in grades.items()}
    return {work: grade for work, grade in worth.items() if grade > 0}


def _ndcg(gains: list[int], worth: dict[str, int]) -> float:
    return _dcg(gains) / _dcg(sorted(worth.values(), reverse=True)[:10])


def _dcg(gains: list[int]) -> float:
    return sum((2**gain - 1) / math.log2(place + 2) for place, gain in enumerate(gains))


def _recall(found: list[str], worth: dict[str, int]) -> float:
    return len(set(found) & set(worth)) / len(worth)


def main() -> None:
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    for language, (ndcg, recall) in measure(misses="--misses" in sys.argv).items():
        print(
            f"{language}: nDCG@10 {ndcg:.3f}, recall@50 {recall:.3f}{'' if ndcg >= TARGET else '  below the target'}"
        )


if __name__ == "__main__":
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        os.environ["UJUZI_DATA"] = folder
        os.environ["DATABASE_URL"] = f"sqlite:///{folder}/judged.sqlite3"
        main()
