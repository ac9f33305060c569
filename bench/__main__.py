"""`make bench`: every figure, one after another, each in a process of its own."""

import subprocess
import sys

RUNS = [
    ["bench.relevance"],
    ["bench.search", "10000"],
    ["bench.search", "100000"],
    ["bench.harvest", "10000"],
    ["bench.serving", "10000"],
    ["bench.serving", "100000", "--in-process"],
]


def main() -> None:
    for run in RUNS:
        print(f"\n== {' '.join(run)}", flush=True)
        subprocess.run([sys.executable, "-m", *run], check=True)  # noqa: S603


if __name__ == "__main__":
    main()
