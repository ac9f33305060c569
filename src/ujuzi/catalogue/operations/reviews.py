"""Decisions on editions: approve, reject, withdraw, restore; and the silence that counts as no objection."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from ujuzi.catalogue.models import Edition, LinkState, State
from ujuzi.catalogue.operations import audit
from ujuzi.catalogue.search import indexing

AT_ONCE = 200


def approve(edition: Edition, *, actor: Any, now: datetime) -> None:
    """Shown to the public from now on."""
    _decide([edition], State.PUBLISHED, "edition.approve", actor=actor, now=now, detail={})


def approve_all(editions: Sequence[Edition], *, actor: Any, now: datetime) -> int:
    return _decide(editions, State.PUBLISHED, "edition.approve", actor=actor, now=now, detail={})


def reject(edition: Edition, reason: str, *, actor: Any, now: datetime) -> None:
    """Not shown; later harvests do not bring it back."""
    _decide([edition], State.REJECTED, "edition.reject", actor=actor, now=now, detail={"reason": reason})


def withdraw(edition: Edition, reason: str, *, actor: Any, now: datetime) -> None:
    """Taken from the public by hand."""
    _decide([edition], State.WITHDRAWN, "edition.withdraw", actor=actor, now=now, detail={"reason": reason})


def restore(edition: Edition, *, actor: Any, now: datetime) -> None:
    """Back where it was before: published when it ever was, else waiting."""
    state = State.PUBLISHED if edition.published_at else State.PENDING
    _decide([edition], state, "edition.restore", actor=actor, now=now, detail={})


def undo_last(edition: Edition, *, actor: Any, now: datetime) -> bool:
    """Takes back the newest decision of a person on the edition's state; False when there is none."""
    last = edition.changes.filter(cause="review").order_by("-at", "-pk").first()
    if last is None or "state" not in last.fields or last.fields["state"][1] != edition.state:
        return False
    _decide(
        [edition],
        State(last.fields["state"][0]),
        "edition.undo",
        actor=actor,
        now=now,
        detail={},
        cause="undo",
    )
    return True


def lapse(now: datetime, *, days: int) -> int:
    """Publishes what has waited that long without objection; nothing with 0 days, and nothing with a dead link."""
    if not days:
        return 0
    waiting = Edition.objects.filter(state=State.PENDING, submitted_at__lte=now - timedelta(days=days))
    batch = list(waiting.exclude(link_state=LinkState.DEAD).select_related("provider")[:AT_ONCE])
    return _decide(batch, State.PUBLISHED, "edition.lapse", actor=None, now=now, detail={"days": days})


def _decide(
    editions: Sequence[Edition],
    state: State,
    verb: str,
    *,
    actor: Any,
    now: datetime,
    detail: dict[str, Any],
    cause: str = "review",
) -> int:
    done = []
    with transaction.atomic():
        for edition in editions:
            if edition.state == state:
                continue
            before = edition.state
            edition.state, edition.changed_at = state, now
            edition.published_at = edition.published_at or (now if state == State.PUBLISHED else None)
            edition.save(update_fields=["state", "changed_at", "published_at"])
            edition.changes.create(at=now, actor=actor, cause=cause, fields={"state": [before, state]})
            audit.record(verb, edition, actor=actor, now=now, detail=detail)
            done.append(edition.pk)
        if done:
            indexing.index(done)
    return len(done)
