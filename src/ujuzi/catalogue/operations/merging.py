"""Merging two editions, linking them under one work, taking one out; each says what it changed, enough to take it back."""

from datetime import datetime
from typing import Any

from ujuzi.catalogue.models import Edition, Offering, SourceRecord, State, Work
from ujuzi.catalogue.operations import audit
from ujuzi.catalogue.search import indexing

Undo = dict[str, Any]


def merge(left: Edition, right: Edition, *, actor: Any, now: datetime) -> Undo:
    """The right edition's records and offerings move to the left one; the right is no longer shown. Call in a transaction."""
    undo: Undo = {
        "did": "merge",
        "left": left.pk,
        "right": right.pk,
        "records": list(right.records.values_list("pk", flat=True)),
        "offerings": list(right.offerings.values_list("pk", flat=True)),
        "state": right.state,
        "merged_into": right.work.merged_into_id,
    }
    SourceRecord.objects.filter(pk__in=undo["records"]).update(edition=left)
    Offering.objects.filter(pk__in=undo["offerings"]).update(edition=left)
    alone = not right.work.editions.exclude(pk=right.pk).exists()
    if alone and right.work_id != left.work_id:
        Work.objects.filter(pk=right.work_id).update(merged_into=left.work)
    _state(right, State.REJECTED, actor=actor, now=now, cause="merge")
    audit.record("edition.merge", left, actor=actor, now=now, detail={"merged": right.pk})
    indexing.index([left.pk, right.pk])
    return undo


def link(left: Edition, right: Edition, *, actor: Any, now: datetime) -> Undo:
    """Both become language editions of the left one's work, with all editions that the right one's work had."""
    undo: Undo = {
        "did": "link",
        "left": left.pk,
        "right": right.pk,
        "from": right.work_id,
        "to": left.work_id,
    }
    undo["moved"] = list(Edition.objects.filter(work=right.work_id).values_list("pk", flat=True))
    Edition.objects.filter(pk__in=undo["moved"]).update(work=left.work, changed_at=now)
    Work.objects.filter(pk=undo["from"]).exclude(pk=left.work_id).update(merged_into=left.work)
    audit.record("edition.link", left, actor=actor, now=now, detail={"linked": undo["moved"]})
    indexing.index([left.pk, *undo["moved"]])
    return undo


def split(edition: Edition, *, actor: Any, now: datetime) -> Undo:
    """Takes one edition out of its work, into a work of its own."""
    undo: Undo = {"did": "split", "moved": [edition.pk], "from": edition.work_id}
    edition.work = Work.objects.create(created_at=now)
    edition.changed_at = now
    edition.save()
    audit.record("edition.split", edition, actor=actor, now=now, detail={"from": undo["from"]})
    indexing.index([edition.pk])
    return undo


def undo(done: Undo, *, actor: Any, now: datetime) -> None:
    """Takes back what one of the above did. Call in a transaction."""
    if done["did"] == "merge":
        right = Edition.objects.select_related("work").get(pk=done["right"])
        SourceRecord.objects.filter(pk__in=done["records"]).update(edition=right)
        Offering.objects.filter(pk__in=done["offerings"]).update(edition=right)
        Work.objects.filter(pk=right.work_id).update(merged_into=done["merged_into"])
        _state(right, done["state"], actor=actor, now=now, cause="undo")
        touched = [done["left"], done["right"]]
    else:
        Edition.objects.filter(pk__in=done["moved"]).update(work=done["from"], changed_at=now)
        Work.objects.filter(pk=done["from"]).update(merged_into=None)
        touched = done["moved"]
    indexing.index(touched)


def _state(edition: Edition, state: str, *, actor: Any, now: datetime, cause: str) -> None:
    before = edition.state
    edition.state, edition.changed_at = state, now
    edition.save(update_fields=["state", "changed_at"])
    edition.changes.create(at=now, actor=actor, cause=cause, fields={"state": [before, state]})
