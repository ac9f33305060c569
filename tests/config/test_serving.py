"""`ujuzi serve` as it is run: a server of two processes that outlives one of them and stops when it is told to."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

WAIT = 60  # seconds, at most


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as one:
        return one.getsockname()[1]


@pytest.fixture
def server(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Of an empty hub; a test's `options` are those of the command."""
    options = getattr(request, "param", ["--prepare"])
    bind = f"127.0.0.1:{_free_port()}"
    env = {
        name: value
        for name, value in os.environ.items()
        if name not in ("DATABASE_URL", "DJANGO_SETTINGS_MODULE")
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "ujuzi", "serve", *options, "--bind", bind],
        env=env | {"UJUZI_DATA": str(tmp_path)},
        stdout=subprocess.PIPE,
        text=True,
        cwd=tmp_path,
        start_new_session=True,  # a process group of its own, as in a terminal
    )
    yield process, f"http://{bind}"
    process.kill()
    process.communicate(timeout=WAIT)  # ends when all its children have: they hold the other end


def _read(address: str) -> str:
    with urllib.request.urlopen(address, timeout=WAIT) as answer:
        return answer.read().decode()


def _workers(process: subprocess.Popen[str]) -> list[int]:
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    return list(map(int, children))


@pytest.mark.skipif(
    not Path("/proc/self/task").exists(), reason="asks /proc for the server's processes (Linux)"
)
def test_a_killed_process_is_replaced_and_stopping_ends_all(
    server: tuple[subprocess.Popen[str], str],
) -> None:
    process, address = server
    assert process.stdout
    said = ""
    while "Ujuzi is up" not in said:
        said = process.stdout.readline()
        assert said, "it ended before it was up"
    assert address in said
    assert "<h1" in _read(f"{address}/en/")
    assert "ujuzi_requests_total" in _read(f"{address}/metrics")
    before = _workers(process)
    assert len(before) == 2
    os.kill(before[0], signal.SIGKILL)
    until = time.monotonic() + WAIT
    while len(set(_workers(process)) - set(before)) < 1:
        assert time.monotonic() < until, "nobody took the place of the killed process"
        time.sleep(0.05)
    assert "<h1" in _read(f"{address}/en/")
    process.terminate()
    assert process.wait(WAIT) == 0
    assert not Path(f"/proc/{before[1]}").exists()


@pytest.mark.parametrize("server", [[]], indirect=True)
def test_a_hub_that_was_not_prepared_says_that_it_is_not_ready(
    server: tuple[subprocess.Popen[str], str],
) -> None:
    process, address = server
    assert process.stdout
    assert "Ujuzi is up" in process.stdout.readline()
    with pytest.raises(urllib.error.HTTPError) as refused:
        _read(f"{address}/readyz")
    refused.value.close()
    assert refused.value.code == 503


@pytest.mark.skipif(
    not Path("/proc/self/task").exists(), reason="asks /proc for the server's processes (Linux)"
)
def test_ctrl_c_reaches_all_processes_and_ends_them_in_order(
    server: tuple[subprocess.Popen[str], str],
) -> None:
    process, _address = server
    assert process.stdout
    while "Ujuzi is up" not in process.stdout.readline():
        assert process.poll() is None
    workers = _workers(process)
    os.killpg(process.pid, signal.SIGINT)
    assert process.wait(WAIT) == 0
    assert not any(Path(f"/proc/{one}").exists() for one in workers)
    assert "Unexpected" not in process.stdout.read()


def test_a_port_in_use_is_said(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        bind = f"127.0.0.1:{other.getsockname()[1]}"
        done = subprocess.run(
            [sys.executable, "-m", "ujuzi", "serve", "--prepare", "--bind", bind],
            env=os.environ | {"UJUZI_DATA": str(tmp_path / "data")},
            capture_output=True,
            text=True,
            check=False,
            timeout=WAIT,
        )
    assert done.returncode == 1
    assert f"{bind} cannot be used" in done.stderr
    assert not (tmp_path / "data").exists()


@pytest.mark.skipif(
    not Path("/proc/self/task").exists(), reason="asks /proc for the server's processes (Linux)"
)
def test_no_process_outlives_the_one_that_watches_over_it(server: tuple[subprocess.Popen[str], str]) -> None:
    process, _address = server
    assert process.stdout
    while "Ujuzi is up" not in process.stdout.readline():
        assert process.poll() is None
    workers = _workers(process)
    process.kill()
    until = time.monotonic() + WAIT
    while any(Path(f"/proc/{one}").exists() for one in workers):
        assert time.monotonic() < until
        time.sleep(0.05)


@pytest.mark.parametrize("bind", ["8000", "127.0.0.1:", "127.0.0.1:http", "127.0.0.1:70000"])
def test_what_is_no_address_is_said_before_anything_else(bind: str, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "ujuzi", "serve", "--prepare", "--bind", bind],
        env=os.environ | {"UJUZI_DATA": str(tmp_path / "data")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert "such as 127.0.0.1:8000" in done.stderr
    assert not (tmp_path / "data").exists()
