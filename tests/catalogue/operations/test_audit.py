"""The audit log: the database refuses to change it, and a change by force shows."""

from datetime import UTC, datetime

import pytest
from django.db import DatabaseError, connection, transaction

from tests import make
from ujuzi.catalogue.models import AuditEntry
from ujuzi.catalogue.operations import audit

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
TRIGGERS = {
    "sqlite": ["DROP TRIGGER audit_log_no_update", "DROP TRIGGER audit_log_no_delete"],
    "postgresql": ["ALTER TABLE catalogue_auditentry DISABLE TRIGGER audit_log_no_change"],
}


def written() -> list[AuditEntry]:
    edition = make.edition()
    return [audit.record("edition.approve", edition, actor=None, now=NOW, detail={"n": n}) for n in range(5)]


def without_triggers() -> None:
    """As somebody would who holds the database; the test's transaction takes it back."""
    with connection.cursor() as cursor:
        for statement in TRIGGERS[connection.vendor]:
            cursor.execute(statement)


@pytest.fixture
def as_in_a_hub(db: None) -> None:
    """Without the row that lets a test run empty its tables; it is back when the test's transaction ends."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM audit_log_may_be_emptied")


@pytest.mark.usefixtures("as_in_a_hub")
def test_a_row_is_neither_changed_nor_deleted() -> None:
    row = written()[2]
    for deed in (
        lambda: AuditEntry.objects.filter(pk=row.pk).update(verb="edition.reject"),
        lambda: AuditEntry.objects.filter(pk=row.pk)._raw_delete("default"),
        lambda: AuditEntry.objects.all().delete(),
        row.save,
    ):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            deed()
    assert AuditEntry.objects.count() == 5
    assert audit.broken_at() is None


@pytest.mark.django_db
@pytest.mark.parametrize("deed", ["change", "delete"])
def test_what_was_done_by_force_shows(deed: str) -> None:
    rows = written()
    without_triggers()
    row = AuditEntry.objects.filter(pk=rows[2].pk)
    if deed == "change":
        row.update(verb="edition.reject")
    else:
        row.delete()
    assert audit.broken_at() == rows[2 if deed == "change" else 3].pk


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", [1, 2])
def test_a_test_run_may_empty_the_log(turn: int) -> None:
    assert not AuditEntry.objects.exists()
    written()
