"""Is the process alive (`/healthz`), may it get traffic (`/readyz`), how is it doing (`/metrics`)."""

import hmac
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import prometheus_client
from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from prometheus_client import multiprocess
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from ujuzi.records.queries import lags

_migrated = False


def healthz(request: HttpRequest) -> HttpResponse:
    """200 as long as the process answers; touches nothing else."""
    return HttpResponse("ok\n", content_type="text/plain")


def readyz(request: HttpRequest) -> HttpResponse:
    """200 when the database answers and is migrated, else 503 naming the check that failed."""
    checks = {
        name: _passes(check) for name, check in {"database": _database, "migrations": _migrations}.items()
    }
    status = 200 if all(value == "ok" for value in checks.values()) else 503
    return JsonResponse({"ready": status == 200, "checks": checks}, status=status)


def _passes(check: Callable[[], str]) -> str:
    try:
        return check()
    except DatabaseError as error:
        return f"failed: {type(error).__name__}"


def _database() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return "ok"


def _migrations() -> str:
    """Asked until it is so once: a process does not lose its migrations again."""
    global _migrated
    if not _migrated:
        executor = MigrationExecutor(connection)
        _migrated = not executor.migration_plan(executor.loader.graph.leaf_nodes())
    return "ok" if _migrated else "failed: not migrated (run: ujuzi manage migrate)"


def metrics(request: HttpRequest) -> HttpResponse:
    """Prometheus text. Only for this machine, or with `Authorization: Bearer UJUZI_METRICS_TOKEN`."""
    if not _may_read_metrics(request):
        return HttpResponse("not for you\n", status=403, content_type="text/plain")
    registry = prometheus_client.CollectorRegistry()
    if settings.METRICS_DIR:
        multiprocess.MultiProcessCollector(registry, path=settings.METRICS_DIR)
    else:
        registry = prometheus_client.REGISTRY
    text = prometheus_client.generate_latest(registry) + prometheus_client.generate_latest(_of_followers())
    return HttpResponse(text, content_type=prometheus_client.CONTENT_TYPE_LATEST)


class _Lags(Collector):
    """Read from the database when asked: every process would say the same."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        labels = ["follower"]
        count = GaugeMetricFamily("ujuzi_records_lag_statements", "Statements not handled yet", labels=labels)
        age = GaugeMetricFamily("ujuzi_records_lag_seconds", "Age of the oldest of them", labels=labels)
        now = datetime.now(UTC)
        for lag in lags.lags():
            count.add_metric([lag.name], lag.statements)
            age.add_metric([lag.name], lag.seconds(now))
        yield count
        yield age


def _of_followers() -> prometheus_client.CollectorRegistry:
    registry = prometheus_client.CollectorRegistry()
    registry.register(_Lags())
    return registry


def _may_read_metrics(request: HttpRequest) -> bool:
    if settings.METRICS_TOKEN:
        given = request.headers.get("Authorization", "")
        return hmac.compare_digest(given.encode(), f"Bearer {settings.METRICS_TOKEN}".encode())
    # Behind a proxy every request comes from this machine: then a token is needed.
    return (
        request.META.get("REMOTE_ADDR") in {"127.0.0.1", "::1"} and "X-Forwarded-For" not in request.headers
    )
