"""Tests run without a network: sockets may reach this machine only."""

import os
from pathlib import Path

import pytest
import pytest_socket


def pytest_runtest_setup() -> None:
    pytest_socket.socket_allow_hosts(["127.0.0.1", "::1", "localhost"], allow_unix_socket=True)


@pytest.fixture(scope="session")
def field_data() -> Path:
    """Real feeds and packages; `UJUZI_FIELD_DATA` says where they lie."""
    place = os.environ.get("UJUZI_FIELD_DATA", "")
    if not place or not Path(place).is_dir():
        pytest.skip("UJUZI_FIELD_DATA is not set: tests against real partner files are left out")
    return Path(place)
