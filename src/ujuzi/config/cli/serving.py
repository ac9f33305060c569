"""`ujuzi serve`: the web server."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from typing import Any

import click

from ujuzi.config.cli import console


@click.command()
@click.option("--bind", default="127.0.0.1:8000", show_default=True, help="Address and port.")
@click.option("--workers", default=2, show_default=True, help="Processes; about one per core.")
@click.option("--threads", default=4, show_default=True, help="Threads per process, for slow clients.")
@click.option(
    "--prepare", is_flag=True, help="First migrate, compile translations and collect static files as needed."
)
@click.option("--sample", is_flag=True, help="First load the sample coalition, if it is not there.")
@click.option("--work", "with_worker", is_flag=True, help="Run `ujuzi work` beside, in a process of its own.")
def serve(bind: str, workers: int, threads: int, prepare: bool, sample: bool, with_worker: bool) -> None:
    """Serve the hub over HTTP (gunicorn).

    Example: ujuzi serve --prepare --bind 127.0.0.1:8000
    """
    began = time.monotonic()
    # Before the first import of prometheus_client, which decides then how it counts across processes.
    metrics_dir = tempfile.mkdtemp(prefix="ujuzi-metrics-")
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = metrics_dir
    console.start()
    if prepare or sample:
        from ujuzi.config import preparing

        for step in preparing.prepare():
            console.out.print(f"[green]✓[/] {step}")
    if sample:
        from ujuzi.config.cli import samples

        samples.load_if_missing()
    worker = subprocess.Popen([sys.executable, "-m", "ujuzi", "work"]) if with_worker else None
    try:
        _run(bind, workers, threads, began, show_sample=sample)
    finally:
        if worker:
            worker.terminate()
            worker.wait(timeout=30)
        shutil.rmtree(metrics_dir, ignore_errors=True)


def _run(bind: str, workers: int, threads: int, began: float, *, show_sample: bool) -> None:
    from gunicorn.app.base import BaseApplication

    from ujuzi.config.cli import samples

    def ready(server: object) -> None:
        console.out.print(f"Ujuzi is up after {time.monotonic() - began:.1f} s: [bold]http://{bind}/[/]")
        if show_sample:
            samples.show_sign_ins()
        console.out.print("Stop with Ctrl-C.")

    def child_exit(server: object, worker: Any) -> None:
        from prometheus_client import multiprocess

        multiprocess.mark_process_dead(worker.pid)

    def warm(worker: object) -> None:
        """The first reader should not pay for loading the index and the vocabulary."""
        from django.db import connections

        from ujuzi.catalogue.queries import searching
        from ujuzi.catalogue.search import terms

        searching.search(terms.Query(text="ai"))
        connections.close_all()

    class Server(BaseApplication):
        def load_config(self) -> None:
            options = {
                "bind": bind,
                "workers": workers,
                "threads": threads,
                "worker_class": "gthread" if threads > 1 else "sync",
                "preload_app": True,
                "timeout": 60,
                "graceful_timeout": 20,
                "keepalive": 5,
                "max_requests": 50_000,
                "max_requests_jitter": 5_000,
                "loglevel": "warning",
                "control_socket_disable": True,
                "when_ready": ready,
                "child_exit": child_exit,
                "post_worker_init": warm,
                "worker_tmp_dir": "/dev/shm" if os.path.isdir("/dev/shm") else None,  # noqa: S108
            }
            for key, value in options.items():
                if key in self.cfg.settings:
                    self.cfg.set(key, value)

        def load(self) -> object:
            from django.db import connections

            from ujuzi.config.wsgi import application

            connections.close_all()  # a connection must not cross a fork
            return application

    Server().run()
