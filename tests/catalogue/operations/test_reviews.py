"""A reviewer's decisions, their traces, and taking them back."""

from datetime import UTC, datetime, timedelta

import pytest

from tests import make
from ujuzi.catalogue.models import AuditEntry, Edition, SearchEntry, State
from ujuzi.catalogue.operations import reviews

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def test_approving_publishes_and_tells() -> None:
    edition, actor = make.edition(state=State.PENDING), make.person()
    assert reviews.approve(edition, actor=actor, now=NOW)
    edition.refresh_from_db()
    assert (edition.state, edition.published_at) == (State.PUBLISHED, NOW)
    assert SearchEntry.objects.get(pk=edition.pk).is_live
    change = edition.changes.get()
    assert (change.cause, change.actor, change.fields["state"]) == ("review", actor, ["pending", "published"])
    entry = AuditEntry.objects.get()
    assert (entry.verb, entry.actor_id, entry.organisation_id) == (
        "edition.approve",
        actor.pk,
        edition.provider_id,
    )


def test_who_comes_second_decides_nothing() -> None:
    edition, other = make.edition(state=State.PENDING), make.person()
    assert reviews.reject(edition, "Not about AI", actor=other, now=NOW)
    assert not reviews.approve(edition, actor=other, now=NOW)
    assert edition.changes.get().fields["reason"] == [None, "Not about AI"]
    assert AuditEntry.objects.get().detail == {"reason": "Not about AI"}


def test_withdrawing_takes_it_off_and_restoring_puts_it_into_the_queue() -> None:
    edition, actor = make.edition(published_at=NOW), make.person()
    assert reviews.withdraw(edition, "Gone", actor=actor, now=NOW)
    assert not SearchEntry.objects.get(pk=edition.pk).is_live
    later = NOW + timedelta(days=1)
    assert reviews.restore(edition, actor=actor, now=later)
    assert (edition.state, edition.submitted_at, edition.published_at) == (State.PENDING, later, NOW)


@pytest.mark.parametrize("deed", ["approve", "reject", "withdraw", "restore", "split"])
def test_undoing_restores_every_field(deed: str) -> None:
    state = {"withdraw": State.PUBLISHED, "restore": State.REJECTED}.get(deed, State.PENDING)
    edition, actor = make.edition(state=state), make.person()
    make.edition(work=edition.work, language="sw")
    fields = ("state", "published_at", "submitted_at", "work_id")
    before = Edition.objects.values(*fields).get(pk=edition.pk)
    reason = ("why",) if deed in {"reject", "withdraw"} else ()
    assert getattr(reviews, deed)(edition, *reason, actor=actor, now=NOW)
    assert Edition.objects.values(*fields).get(pk=edition.pk) != before
    assert reviews.undo(edition, actor=actor, now=NOW)
    assert Edition.objects.values(*fields).get(pk=edition.pk) == before
    assert not reviews.undo(edition, actor=actor, now=NOW)
    assert edition.changes.first().cause == "undo"  # type: ignore[union-attr]


def test_a_decision_that_a_harvest_overtook_is_not_undone() -> None:
    edition, actor = make.edition(state=State.PENDING), make.person()
    reviews.approve(edition, actor=actor, now=NOW)
    Edition.objects.filter(pk=edition.pk).update(state=State.WITHDRAWN)
    assert not reviews.undo(edition, actor=actor, now=NOW)


def test_splitting_an_edition_that_is_alone_changes_nothing() -> None:
    edition = make.edition()
    assert not reviews.split(edition, actor=make.person(), now=NOW)
    assert not AuditEntry.objects.exists()


def test_silence_is_no_objection_when_the_setting_says_so() -> None:
    old = make.edition(state=State.PENDING, submitted_at=NOW - timedelta(days=14))
    young = make.edition(state=State.PENDING, submitted_at=NOW - timedelta(days=13))
    refused = make.edition(state=State.REJECTED, submitted_at=NOW - timedelta(days=99))
    assert reviews.lapse(NOW, days=0) == 0
    assert reviews.lapse(NOW, days=14) == 1
    assert reviews.lapse(NOW, days=14) == 0
    states = dict(Edition.objects.values_list("pk", "state"))
    assert states == {old.pk: "published", young.pk: "pending", refused.pk: "rejected"}
    assert AuditEntry.objects.values_list("verb", "actor_id").get() == ("edition.lapse", None)
    assert SearchEntry.objects.get(pk=old.pk).is_live
