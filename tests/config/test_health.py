from typing import Any

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def test_the_process_is_alive_without_touching_the_database(
    client: Client, django_assert_num_queries: object
) -> None:
    with django_assert_num_queries(0):  # type: ignore[operator]
        assert client.get("/healthz").status_code == 200


def test_ready_when_migrated(client: Client) -> None:
    answer = client.get("/readyz")
    assert answer.json() == {"ready": True, "checks": {"database": "ok", "migrations": "ok"}}


def test_metrics_count_requests_by_view(client: Client) -> None:
    client.get("/healthz")
    assert b'ujuzi_requests_total{method="GET",status="200",view="healthz"}' in client.get("/metrics").content


def test_metrics_are_for_this_machine_or_the_token(client: Client, settings: Any) -> None:
    assert client.get("/metrics", REMOTE_ADDR="203.0.113.5").status_code == 403
    assert client.get("/metrics", headers={"X-Forwarded-For": "203.0.113.5"}).status_code == 403
    settings.METRICS_TOKEN = "secret"
    assert client.get("/metrics").status_code == 403
    assert client.get("/metrics", headers={"Authorization": "Bearer secret"}).status_code == 200
