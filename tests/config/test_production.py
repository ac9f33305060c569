"""Production settings refuse to start when they are not safe; each try is a fresh process."""

import os
import subprocess
import sys

import pytest

SAFE = {
    "UJUZI_PRODUCTION": "yes",
    "UJUZI_SECRET_KEY": "n3Qy6Vd0mT8rWz1xKc5bLh9pFj2gSa7uEoIyRtUwXvQzM4",
    "UJUZI_ORIGIN": "https://hub.example",
}


def start(**changes: str) -> subprocess.CompletedProcess[str]:
    environment = (
        {key: value for key, value in os.environ.items() if not key.startswith("UJUZI_")} | SAFE | changes
    )
    command = [sys.executable, "-c", "from django.conf import settings; settings.DEBUG; print('started')"]
    return subprocess.run(
        command,
        env=environment | {"DJANGO_SETTINGS_MODULE": "ujuzi.config.settings", "PYTHONPATH": "src"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_safe_settings_start() -> None:
    done = start()
    assert done.stdout == "started\n", done.stderr


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"UJUZI_SECRET_KEY": "short"}, "UJUZI_SECRET_KEY"),
        ({"UJUZI_SECRET_KEY": "a" * 60}, "UJUZI_SECRET_KEY"),
        ({"UJUZI_DEBUG": "yes"}, "UJUZI_DEBUG"),
        ({"UJUZI_PACKAGES_ORIGIN": "https://hub.example:8443"}, "another host name"),
        ({"UJUZI_PACKAGES_ORIGIN": "packages.example"}, "another host name"),
        ({"UJUZI_PACKAGES_ORIGIN": "http://packages.example"}, "must start with https://"),
        ({"UJUZI_ORIGIN": "http://hub.example"}, "UJUZI_ORIGIN"),
    ],
)
def test_unsafe_settings_do_not(changes: dict[str, str], says: str) -> None:
    done = start(**changes)
    assert done.returncode != 0
    assert says in done.stderr
