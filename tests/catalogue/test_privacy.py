"""Who works on the catalogue gets what it keeps about her; when she goes, only her number stays, in the log of decisions."""

import pytest

from tests import make
from ujuzi.accounts import operations
from ujuzi.catalogue import privacy
from ujuzi.catalogue.models import AuditEntry, Change

pytestmark = pytest.mark.django_db


def test_her_changes_and_decisions_and_nobody_elses() -> None:
    alice, bob = make.person("alice"), make.person("bob")
    edition = make.edition()
    for person in (alice, bob):
        Change.objects.create(edition=edition, actor=person, cause="correction", fields={"title": ["a", "b"]})
        AuditEntry.objects.create(
            actor_id=person.pk, verb="accept", kind="edition", object_id=str(edition.pk)
        )
    told = {table: list(rows) for table, rows in privacy.export(alice).items()}
    assert [row["cause"] for row in told["changes"]] == ["correction"]
    assert [row["verb"] for row in told["log"]] == ["accept"]
    assert told["decisions"] == []


def test_when_she_goes_the_log_keeps_her_number_only() -> None:
    alice = make.person("alice")
    Change.objects.create(edition=make.edition(), actor=alice, cause="correction")
    AuditEntry.objects.create(actor_id=alice.pk, verb="accept", kind="edition", object_id="1")
    number = operations.erase(alice)
    assert Change.objects.get().actor is None
    assert AuditEntry.objects.get().actor_id == number
