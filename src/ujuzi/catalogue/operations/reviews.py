"""A reviewer's decisions on one edition: each one transaction, traced in its history and in the audit log, and undone
one by one. Withdrawing by a reviewer is a rejection: a harvest does not bring it back as it does what its source took.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.dateparse import parse_datetime

from ujuzi.catalogue.models import Change, Edition, State, Work
from ujuzi.catalogue.operations import audit
from ujuzi.catalogue.search import indexing

DECISIONS = ["review", "split", "undo"]
BATCH = 200


def approve(edition: Edition, *, actor: Any, now: datetime) -> bool:
    """Waiting -> published. False when it does not wait (somebody was quicker)."""
    return _move(edition, [State.PENDING], State.PUBLISHED, verb="edition.approve", actor=actor, now=now)


def reject(edition: Edition, reason: str, *, actor: Any, now: datetime) -> bool:
    """Waiting -> rejected, with the reason for the partner."""
    return _move(
        edition, [State.PENDING], State.REJECTED, verb="edition.reject", actor=actor, now=now, reason=reason
    )


def withdraw(edition: Edition, reason: str, *, actor: Any, now: datetime) -> bool:
    """Published -> rejected: off the pages at once, and no harvest brings it back."""
    return _move(
        edition,
        [State.PUBLISHED],
        State.REJECTED,
        verb="edition.withdraw",
        actor=actor,
        now=now,
        reason=reason,
    )


def restore(edition: Edition, *, actor: Any, now: datetime) -> bool:
    """Rejected or withdrawn -> back into the queue."""
    return _move(
        edition,
        [State.REJECTED, State.WITHDRAWN],
        State.PENDING,
        verb="edition.restore",
        actor=actor,
        now=now,
    )


def _move(
    edition: Edition,
    allowed: Sequence[str],
    to: State,
    *,
    verb: str,
    actor: Any,
    now: datetime,
    reason: str = "",
) -> bool:
    with transaction.atomic():
        row = Edition.objects.select_for_update().get(pk=edition.pk)
        if row.state not in allowed:
            return False
        values: dict[str, Any] = {"state": to}
        if to == State.PUBLISHED and row.published_at is None:
            values["published_at"] = now
        if to == State.PENDING:
            values["submitted_at"] = now
        fields = {name: [_plain(getattr(row, name)), _plain(value)] for name, value in values.items()}
        if reason:
            fields["reason"] = [None, reason]
        _write(row, values, now=now)
        row.changes.create(at=now, actor=actor, cause="review", fields=fields)
        audit.record(verb, row, actor=actor, now=now, detail={"reason": reason} if reason else {})
        indexing.index([row.pk])
    _follow(edition, values, now)
    return True


def lapse(now: datetime, *, days: int) -> int:
    """Silence within so many days is no objection: what waited longer is published. 0 switches it off."""
    if days <= 0:
        return 0
    done = 0
    waiting = Edition.objects.filter(
        state=State.PENDING, submitted_at__lte=now - timedelta(days=days)
    ).order_by("submitted_at", "pk")
    while batch := list(waiting[:BATCH]):
        with transaction.atomic():
            for edition in batch:
                before = edition.published_at
                _write(edition, {"state": State.PUBLISHED, "published_at": before or now}, now=now)
                fields: dict[str, Any] = {"state": [State.PENDING, State.PUBLISHED]}
                if before is None:
                    fields["published_at"] = [None, now.isoformat()]
                edition.changes.create(at=now, cause="review", fields=fields)
                audit.record("edition.lapse", edition, actor=None, now=now, detail={"days": days})
            indexing.index([edition.pk for edition in batch])
        done += len(batch)
    return done


def split(edition: Edition, *, actor: Any, now: datetime) -> bool:
    """Out of its work, into one of its own. False when it is alone there."""
    with transaction.atomic():
        row = Edition.objects.select_for_update().get(pk=edition.pk)
        if not Edition.objects.filter(work=row.work_id).exclude(pk=row.pk).exists():
            return False
        before, work = row.work_id, Work.objects.create(created_at=now)
        _write(row, {"work_id": work.pk}, now=now)
        row.changes.create(at=now, actor=actor, cause="split", fields={"work_id": [before, work.pk]})
        audit.record("edition.split", row, actor=actor, now=now, detail={"work": [before, work.pk]})
        indexing.index([row.pk])
    _follow(edition, {"work_id": work.pk}, now)
    return True


def undoable(edition: Edition) -> Change | None:
    """The last decision, unless it was taken back or something else has changed the same fields since."""
    change = edition.changes.filter(cause__in=DECISIONS).order_by("-pk").first()
    if change is None or change.cause == "undo":
        return None
    same = all(
        _plain(getattr(edition, name)) == after
        for name, (_before, after) in change.fields.items()
        if name in {"state", "work_id"}
    )
    return change if same else None


def undo(edition: Edition, *, actor: Any, now: datetime) -> bool:
    """Takes the last decision back: every field that it set is as it was before."""
    with transaction.atomic():
        row = Edition.objects.select_for_update().get(pk=edition.pk)
        change = undoable(row)
        if change is None:
            return False
        values = {
            name: _value(name, before) for name, (before, _after) in change.fields.items() if name != "reason"
        }
        fields = {
            name: [after, before] for name, (before, after) in change.fields.items() if name != "reason"
        }
        _write(row, values, now=now)
        row.changes.create(at=now, actor=actor, cause="undo", fields=fields)
        audit.record("edition.undo", row, actor=actor, now=now, detail={"fields": fields})
        indexing.index([row.pk])
    _follow(edition, values, now)
    return True


def _write(row: Edition, values: dict[str, Any], *, now: datetime) -> None:
    Edition.objects.filter(pk=row.pk).update(**values, changed_at=now)


def _follow(edition: Edition, values: dict[str, Any], now: datetime) -> None:
    """The caller's copy says what the database says."""
    for name, value in (values | {"changed_at": now}).items():
        setattr(edition, name, value)


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value


def _value(name: str, plain: Any) -> Any:
    return parse_datetime(plain) if name.endswith("_at") and plain else plain
