"""How long a partner's sheet of completions takes, and how well its people are found: `python -m bench.matching [rows] [people]`.

The sheet is the tests' made-up one (`tests/evidence/sheets/made.py`), with other seeds than theirs: 5,000 rows about 3,000 of 20,000
people and 300 others. Precision and recall are of people made up by us: they flatter.
"""

import resource
import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable
from functools import partial
from typing import TypeVar

from tests.evidence.sheets import made

from ujuzi.evidence.sheets import preview, reading
from ujuzi.evidence.sheets.people import Index, Kind
from ujuzi.evidence.sheets.shapes import Sheet

T = TypeVar("T")
SEEDS = (101, 102, 103, 104, 105)


def main() -> None:
    rows, people = (int(said) for said in [*sys.argv[1:], "5000", "20000"][:2])
    times: dict[str, list[float]] = {"read": [], "index": [], "preview": []}
    found: Counter[str] = Counter()
    for seed in SEEDS:
        truth = made.Maker(seed, people).sheet(rows=rows, people=rows * 3 // 5, strangers=rows * 3 // 50)
        sheet = _timed(times["read"], partial(reading.read, truth.data, "x.csv", today=made.TODAY))
        index = _timed(times["index"], partial(Index, truth.known))
        _timed(times["preview"], partial(preview.preview, sheet, index, made.COURSES))
        found += _found(truth, sheet, index)
    for what, seconds in times.items():
        print(f"{what}: {statistics.median(seconds):.2f} s (longest {max(seconds):.2f} s)")
    print(f"{rows:,} rows, {people:,} people in all: {sum(map(statistics.median, times.values())):.2f} s")
    print(f"wrong and certain: {found['certain wrong']} of {found['certain wrong'] + found['certain right']}")
    print(
        f"precision of likely: {found['likely right'] / (found['likely right'] + found['likely wrong']):.3f}"
    )
    print(f"people of the hub found: {found['found'] / found['of the hub']:.3f}")
    print(f"memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")


def _timed(seconds: list[float], deed: Callable[[], T]) -> T:
    start = time.perf_counter()
    result = deed()
    seconds.append(time.perf_counter() - start)
    return result


def _found(truth: made.Made, sheet: Sheet, index: Index) -> Counter[str]:
    said: Counter[str] = Counter()
    for row in sheet.rows:
        person, match = truth.truth[row.number][0], index.match(row)
        right = person.id in [candidate.id for candidate in match.candidates]
        said["of the hub"] += bool(person.id)
        said["found"] += right
        if match.kind in {Kind.CERTAIN, Kind.LIKELY}:
            said[f"{match.kind} {'right' if right else 'wrong'}"] += 1
    return said


if __name__ == "__main__":
    main()
