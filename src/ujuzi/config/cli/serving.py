"""`ujuzi serve`: the web server."""

import ctypes
import gc
import http.client
import multiprocessing
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from typing import Any
from wsgiref.types import WSGIApplication

import click

from ujuzi.config.cli import console

LIFETIME = 24 * 3600  # seconds after which a process is replaced: what leaks somewhere must not add up
BEGAN = "UJUZI_SERVE_BEGAN"  # tells the process that serves when the one that prepared had begun
DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG of prctl(2)
PATIENCE = 5  # seconds for the background worker
GRACE = 20  # seconds for the requests that are being answered when the server stops


@click.command()
@click.option("--bind", default="127.0.0.1:8000", show_default=True, help="Address and port, or unix:PATH.")
@click.option(
    "--workers",
    default=2,
    show_default=True,
    type=click.IntRange(1, 64),
    help="Processes; about one per core.",
)
@click.option(
    "--threads",
    default=4,
    show_default=True,
    type=click.IntRange(1, 64),
    help="Requests at once per process.",
)
@click.option(
    "--prepare", is_flag=True, help="First migrate, compile translations and collect static files as needed."
)
@click.option("--sample", is_flag=True, help="First load the sample coalition, if it is not there.")
@click.option("--work", "with_worker", is_flag=True, help="Run `ujuzi work` beside, in a process of its own.")
def serve(bind: str, workers: int, threads: int, prepare: bool, sample: bool, with_worker: bool) -> None:
    """Serve the hub over HTTP (Granian).

    Example: ujuzi serve --prepare --bind 127.0.0.1:8000
    """
    address = _address(bind)
    _must_be_free(address, bind)
    first_time = BEGAN not in os.environ
    began = float(os.environ.pop(BEGAN, "0")) or time.monotonic()
    # Before the first import of prometheus_client, which decides then how it counts across processes.
    metrics_dir = tempfile.mkdtemp(prefix="ujuzi-metrics-")
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = metrics_dir
    if (prepare or sample) and _prepare(sample) and first_time:
        # Begun anew: what migrating and harvesting leave in the memory would stay in every process of the server.
        shutil.rmtree(metrics_dir)
        again = [sys.executable, "-m", "ujuzi", *sys.argv[1:]]
        os.execve(again[0], again, os.environ | {BEGAN: str(began)})  # noqa: S606 - ourselves, with our own words
    if sample:
        from ujuzi.config.cli import samples

        samples.show_sign_ins()
    worker = subprocess.Popen([sys.executable, "-m", "ujuzi", "work"]) if with_worker else None
    try:
        application = _warmed()
        threading.Thread(target=_say_when_up, args=(address, bind, began), daemon=True).start()
        _run(application, address, workers, threads)
    finally:
        if worker:
            _end(worker)
        shutil.rmtree(metrics_dir, ignore_errors=True)


def _end(worker: "subprocess.Popen[bytes]") -> None:
    """It goes on where it was at its next start, so it may be killed when it is waiting for a slow site."""
    worker.terminate()
    try:
        worker.wait(timeout=PATIENCE)
    except subprocess.TimeoutExpired:
        worker.kill()
        worker.wait()


def _prepare(sample: bool) -> bool:
    """Does what is not done yet; whether there was anything."""
    console.start()
    from ujuzi.config import preparing

    done = False
    for step in preparing.prepare():
        console.out.print(f"[green]✓[/] {step}")
        done = True
    if sample:
        from ujuzi.config.cli import samples

        done |= samples.load_if_missing()
    return done


def _address(bind: str) -> dict[str, Any]:
    """What Granian calls it: {"uds": path}, or {"address": host, "port": number}."""
    if bind.startswith("unix:"):
        from pathlib import Path

        return {"uds": Path(bind.removeprefix("unix:"))}
    host, colon, port = bind.rpartition(":")
    if not colon or not port.isdecimal() or not 0 < int(port) < 65_536:
        raise click.BadParameter(
            f"“{bind}” is not an address and a port, such as 127.0.0.1:8000", param_hint="--bind"
        )
    return {"address": host.strip("[]") or "127.0.0.1", "port": int(port)}


def _must_be_free(address: dict[str, Any], bind: str) -> None:
    """The server itself would share a port with another one without a word."""
    if "uds" in address:
        return
    family = socket.AF_INET6 if ":" in address["address"] else socket.AF_INET
    try:
        socket.create_server((address["address"], address["port"]), family=family).close()
    except OSError as error:
        raise click.ClickException(
            f"{bind} cannot be used ({error.strerror}). Stop what runs there, or name another: --bind 127.0.0.1:8001"
        ) from error


def _warmed() -> WSGIApplication:
    """The application with its addresses, index and vocabulary loaded, so that no reader waits and all processes share it."""
    console.start()
    from django.db import Error, connections
    from django.urls import reverse

    from ujuzi.catalogue.queries import searching
    from ujuzi.catalogue.search import terms
    from ujuzi.config import wsgi

    reverse("catalogue:home")
    try:
        searching.search(terms.Query(text="ai"))
    except Error:
        pass  # not prepared yet: `/readyz` says so
    finally:
        connections.close_all()  # a connection must not cross a fork
    gc.collect()
    gc.freeze()  # the collector would write into the shared pages
    return wsgi.application


def _run(application: WSGIApplication, address: dict[str, Any], workers: int, threads: int) -> None:
    from granian import Granian
    from granian.constants import HTTPModes, Interfaces
    from granian.log import LogLevels

    def load(_target: str) -> WSGIApplication:
        """In the new process, which must not outlive the one that watches over it."""
        ctypes.CDLL(None).prctl(DIE_WITH_PARENT, signal.SIGKILL)
        return application

    # Ctrl-C reaches all processes of a terminal at once, but the watching one says when the others end. From their first
    # moment on: one that was interrupted before it could say so itself would count as failed.
    os.register_at_fork(after_in_child=lambda: signal.signal(signal.SIGINT, signal.SIG_IGN))
    multiprocessing.set_start_method("fork", force=True)
    Granian(
        "ujuzi.config.wsgi:application",
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=threads,
        http=HTTPModes.http1,  # HTTP/2 is the business of the proxy that has the certificate
        websockets=False,
        log_level=LogLevels.error,
        respawn_failed_workers=True,
        respawn_interval=0.5,
        workers_lifetime=LIFETIME,
        workers_kill_timeout=GRACE,
        **address,
    ).serve(target_loader=load)


def _say_when_up(address: dict[str, Any], bind: str, began: float) -> None:
    if "uds" in address:
        return
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(address["address"], address["address"])  # noqa: S104 - compared
    while True:
        connection = http.client.HTTPConnection(host, address["port"], timeout=30)
        try:
            connection.request("GET", "/healthz")
            connection.getresponse()
        except (OSError, http.client.HTTPException):
            time.sleep(0.05)
            continue
        finally:
            connection.close()
        console.out.print(f"Ujuzi is up after {time.monotonic() - began:.1f} s: [bold]http://{bind}/[/]")
        console.out.print("Stop with Ctrl-C.")
        return
