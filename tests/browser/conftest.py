"""A hub as it is served for real (compressed, fingerprinted files), a shelf of courses, and headless Chromium."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from django.core.management import call_command
from django.db import connections
from django.test import override_settings
from django.test.testcases import LiveServerThread
from playwright import sync_api

from tests.browser import shelf

# Playwright's synchronous interface runs an event loop in this thread, which Django would take for an async view.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
CHROMIUM = os.environ.get("UJUZI_CHROMIUM", "/usr/bin/chromium")
FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip


class Hub(NamedTuple):
    address: str
    edition: int
    work: int


class _Plain:
    """In place of Django's own handler of static files: WhiteNoise serves them, as on a real hub."""

    def __init__(self, application: Any) -> None:
        self.application = application

    def __call__(self, environ: Any, start_response: Any) -> Any:
        return self.application(environ, start_response)


@pytest.fixture(scope="package")
def hub(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Hub]:
    from django.conf import settings

    files = tmp_path_factory.mktemp("static")
    storages = settings.STORAGES | {"staticfiles": {"BACKEND": "ujuzi.core.statics.Storage"}}
    with (
        django_db_blocker.unblock(),
        override_settings(STORAGES=storages, STATIC_ROOT=files, ALLOWED_HOSTS=["127.0.0.1"]),
    ):
        call_command("collectstatic", interactive=False, verbosity=0, ignore_patterns=["admin"])
        first = shelf.stock()
        shared = {
            connection.alias: connection
            for connection in connections.all()
            if connection.vendor == "sqlite" and connection.is_in_memory_db()  # type: ignore[attr-defined]
        }
        for connection in shared.values():
            connection.inc_thread_sharing()
        server = LiveServerThread("127.0.0.1", _Plain, connections_override=shared)  # type: ignore[arg-type]
        server.daemon = True
        server.start()
        server.is_ready.wait()
        if server.error:
            raise server.error
        address = f"http://127.0.0.1:{server.port}"
        media = tmp_path_factory.mktemp("media")
        apart = address.replace("127.0.0.1", "localhost")
        with override_settings(
            ORIGIN=address, PACKAGES_ORIGIN=apart, CSRF_TRUSTED_ORIGINS=[address], MEDIA_ROOT=media
        ):
            shelf.host_courses()
            shelf.host_packages(tmp_path_factory.mktemp("packages"), address)
            yield Hub(address, first.pk, first.work_id)
        server.terminate()
        for connection in shared.values():
            connection.dec_thread_sharing()
        call_command("flush", interactive=False, verbosity=0)


@pytest.fixture(scope="package")
def browser() -> Iterator[sync_api.Browser]:
    if not Path(CHROMIUM).exists() and not shutil.which("chromium"):
        pytest.fail("There is no Chromium: run tools/browser.sh, or say where it is in UJUZI_CHROMIUM.")
    with sync_api.sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield chromium
        chromium.close()
