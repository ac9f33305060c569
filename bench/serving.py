"""Pages a second, against a bare Django view in the same run: `python -m bench.serving [editions] [--in-process]`.

Serves a hub with made-up editions by `ujuzi serve` (two workers) on this machine and asks it with wrk: uncached listing
pages (each address once), repeated anonymous pages, and `/healthz` as the bare view. Prints start-up time, memory, the
search page's server time in process, and the size of the installation.
"""

import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SECONDS = 6
PORT = 8123


def main(size: int, *, in_process: bool = False) -> None:
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"UJUZI_DATA": folder, "DJANGO_SETTINGS_MODULE": "ujuzi.config.settings"}
        os.environ.setdefault("DATABASE_URL", f"sqlite:///{folder}/bench.sqlite3")
        _fill(size)
        _in_process(size)
        if in_process:
            return
        _over_http(folder)
    _installation()


def _fill(size: int) -> None:
    import django

    django.setup()
    from django.core.management import call_command

    from bench import search_corpus
    from ujuzi.catalogue.search import indexing

    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    search_corpus.fill(size)
    from ujuzi.catalogue.models import Edition

    indexing.index(list(Edition.objects.values_list("pk", flat=True)))


def _in_process(size: int) -> None:
    from django.db import connection
    from django.test import RequestFactory
    from django.test.utils import CaptureQueriesContext

    from bench import search_corpus
    from ujuzi.catalogue.views import finding

    factory = RequestFactory()
    questions = search_corpus.questions(200)
    finding.find(factory.get("/en/find/"))  # loads the index and the vocabulary
    with CaptureQueriesContext(connection) as queries:
        finding.find(factory.get("/en/find/", {"q": questions[0][0]}))
    times = []
    for question, _languages in questions:
        request = factory.get("/en/find/", {"q": question})
        began = time.perf_counter()
        finding.find(request)
        times.append((time.perf_counter() - began) * 1000)
    times.sort()
    p95 = times[int(len(times) * 0.95)]
    print(
        f"search page, {size} editions, {connection.vendor}: median {statistics.median(times):.1f} ms, "
        f"95th percentile {p95:.1f} ms, {len(queries)} queries"
    )


def _over_http(folder: str) -> None:
    began = time.monotonic()
    command = [sys.executable, "-m", "ujuzi", "serve", "--prepare", "--bind", f"127.0.0.1:{PORT}"]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603
    try:
        _wait(f"http://127.0.0.1:{PORT}/readyz")
        print(f"up after {time.monotonic() - began:.1f} s (static files collected)")
        script = Path(folder) / "each.lua"
        script.write_text(
            "local n = 0\nlocal id = 0\nfunction setup(thread) id = id + 1; thread:set('id', id) end\n"
            'function request() n = n + 1; return wrk.format("GET", "/en/find/?page=" .. (n % 300 + 1) .. "&x=" .. id .. "-" .. n) end\n'
        )
        bare = _wrk("/healthz")
        listing = _wrk("/en/find/", script)
        repeated = _wrk("/en/find/")
        print(f"bare Django view: {bare:.0f}/s")
        print(f"uncached listing pages: {listing:.0f}/s ({listing / bare:.2f} of the bare view)")
        print(f"repeated anonymous pages: {repeated:.0f}/s ({repeated / bare:.2f} of the bare view)")
        for pid in _children(server.pid):
            print(f"worker {pid}: {_pss(pid):.0f} MB (PSS)")
    finally:
        server.terminate()
        server.wait()


def _wait(url: str) -> None:
    for _ in range(300):
        try:
            urllib.request.urlopen(url, timeout=2).read()  # noqa: S310
            return
        except OSError:
            time.sleep(0.1)
    raise SystemExit("the server did not come up")


def _wrk(path: str, script: Path | None = None) -> float:
    wrk = shutil.which("wrk")
    if wrk is None:
        raise SystemExit("wrk is missing: apt install wrk")
    command = [wrk, "-t2", "-c16", f"-d{SECONDS}s", "-H", "Accept-Encoding: br"]
    command += ["-s", str(script)] if script else []
    command.append(f"http://127.0.0.1:{PORT}{path}")
    said = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603
    if "Non-2xx" in said.stdout:
        print(said.stdout)
    return float(re.search(r"Requests/sec:\s+([\d.]+)", said.stdout)[1])  # type: ignore[index]


def _children(pid: int) -> list[int]:
    return [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def _pss(pid: int) -> float:
    rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
    return int(re.search(r"^Pss:\s+(\d+)", rollup, re.MULTILINE)[1]) / 1000  # type: ignore[index]


def _installation() -> None:
    """What requirements/core.txt puts on the disk, in a fresh environment without pip itself."""
    with tempfile.TemporaryDirectory() as folder:
        command = [
            sys.executable,
            "-m",
            "pip",
            "install",
            "-q",
            "--target",
            folder,
            "-r",
            str(ROOT / "requirements/core.txt"),
        ]
        subprocess.run(command, check=True, stderr=subprocess.DEVNULL)  # noqa: S603
        size = sum(path.stat().st_size for path in Path(folder).rglob("*") if path.is_file())
    print(f"core installation: {size / 1e6:.0f} MB")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000, in_process="--in-process" in sys.argv)
