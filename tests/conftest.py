"""Tests run without a network: sockets may reach this machine only."""

import os
from pathlib import Path

import hypothesis
import pytest
import pytest_django
import pytest_socket
from django.utils import translation

# `make fuzz`: what property tests look at in minutes rather than seconds.
hypothesis.settings.register_profile("long", max_examples=20_000, deadline=None, print_blob=True)


def pytest_runtest_setup() -> None:
    translation.deactivate()  # a request in another test may have left its language in this thread
    pytest_socket.socket_allow_hosts(["127.0.0.1", "::1", "localhost"], allow_unix_socket=True)


@pytest.fixture(scope="session")
def field_data() -> Path:
    """Real feeds and packages; `UJUZI_FIELD_DATA` says where they lie."""
    place = os.environ.get("UJUZI_FIELD_DATA", "")
    if not place or not Path(place).is_dir():
        pytest.skip("UJUZI_FIELD_DATA is not set: tests against real partner files are left out")
    return Path(place)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Tests about one database alone are no part of a run on the other."""
    from django.db import connection

    def fits(item: pytest.Item) -> bool:
        mark = item.get_closest_marker("only_on")
        return mark is None or mark.args[0] == connection.vendor

    left_out = [item for item in items if not fits(item)]
    items[:] = [item for item in items if fits(item)]
    if left_out:
        config.hook.pytest_deselected(items=left_out)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: pytest_django.DjangoDbBlocker) -> None:
    """SQLite empties tables by DELETE, which the audit log refuses unless this row is there (see its migration)."""
    from django.db import connection

    if connection.vendor == "sqlite":
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            cursor.execute("INSERT INTO audit_log_may_be_emptied VALUES (1)")
