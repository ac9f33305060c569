"""Tests run without a network: sockets may reach this machine only."""

import os
from pathlib import Path

import pytest
import pytest_django
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


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: pytest_django.DjangoDbBlocker) -> None:
    """SQLite empties tables by DELETE, which the audit log refuses unless this row is there (see its migration)."""
    from django.db import connection

    if connection.vendor == "sqlite":
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            cursor.execute("INSERT INTO audit_log_may_be_emptied VALUES (1)")
