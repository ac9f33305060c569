"""Suggestions that two editions belong together: found after a harvest, decided by a reviewer, taken back exactly."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from ujuzi.catalogue import matching
from ujuzi.catalogue.matching import cards
from ujuzi.catalogue.models import (
    Change,
    Edition,
    Offering,
    SourceRecord,
    State,
    Suggestion,
    SuggestionKind,
    SuggestionState,
    Work,
)
from ujuzi.catalogue.operations import audit
from ujuzi.catalogue.search import indexing

LIVE = [State.PENDING, State.PUBLISHED]
BATCH = 500
MOST = 20_000  # suggestions of one harvest; nobody reviews more


def suggest_for(organisation_id: int, *, since: datetime, now: datetime) -> int:
    """Compares what a partner's harvest brought since then with everything; returns how many suggestions are new."""
    fresh = set(
        Edition.objects.filter(provider=organisation_id, created_at__gte=since, state__in=LIVE).values_list(
            "pk", flat=True
        )
    )
    if not fresh:
        return 0
    known = _cards()
    made = 0
    batch: list[matching.Pair] = []
    for pair in matching.pairs(known, fresh, texts=_Texts()):
        batch.append(pair)
        if len(batch) == BATCH:
            made += _keep(batch, now)
            batch = []
        if made >= MOST:
            break
    return made + _keep(batch, now)


def _cards() -> list[matching.Card]:
    rows = Edition.objects.filter(state__in=LIVE).values_list(
        "pk", "work_id", "provider_id", "language", "title", "description", "canonical_url", "duration_minutes",
        "published_on",
    )  # fmt: skip
    return [
        matching.card(
            pk,
            work=work,
            provider=provider,
            language=language,
            title=title,
            description=description,
            address=address,
            minutes=minutes,
            published=published,
        )
        for pk, work, provider, language, title, description, address, minutes, published in rows.iterator(
            2000
        )
    ]


class _Texts:
    """Descriptions are fetched only for pairs that are looked at closely; the last few thousand are kept."""

    def __init__(self) -> None:
        self.kept: dict[int, str] = {}

    def __call__(self, pk: int) -> str:
        if pk not in self.kept:
            if len(self.kept) > 4000:
                self.kept.clear()
            said = Edition.objects.filter(pk=pk).values_list("description", flat=True).first()
            self.kept[pk] = cards.words(said or "")
        return self.kept[pk]


def _keep(pairs: Sequence[matching.Pair], now: datetime) -> int:
    """A pair that was suggested before, whatever became of it, is not suggested again."""
    if not pairs:
        return 0
    before = Suggestion.objects.filter(left__in=[pair.left for pair in pairs]).values_list("left", "right")
    known = set(before)
    rows = [
        Suggestion(
            kind=pair.kind,
            left_id=pair.left,
            right_id=pair.right,
            score=pair.score,
            reasons=pair.reasons,
            created_at=now,
        )
        for pair in pairs
        if (pair.left, pair.right) not in known
    ]
    Suggestion.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows)


def by_hand(one: Edition, other: Edition, kind: str, *, now: datetime) -> Suggestion:
    """The row for a pair that a reviewer names herself; an earlier one is taken up again."""
    left, right = sorted((one.pk, other.pk))
    made, _new = Suggestion.objects.get_or_create(
        left_id=left,
        right_id=right,
        defaults={
            "kind": kind,
            "score": 100,
            "reasons": [{"code": "by-hand", "text": ""}],
            "created_at": now,
        },
    )
    return made


def accept(suggestion: Suggestion, *, actor: Any, now: datetime, kind: str = "") -> bool:
    """They are one: as the suggestion says, or as `kind` says. False when it is decided or its editions have gone."""
    with transaction.atomic():
        row = _locked(suggestion)
        if row.state == SuggestionState.ACCEPTED:
            return False
        row.kind = kind or row.kind
        if row.kind == SuggestionKind.DUPLICATE:
            kept, gone = _order(row)
            if not {kept.state, gone.state} <= set(LIVE):
                return False
            row.undo = _merge(kept, gone, actor=actor, now=now)
        else:
            row.undo = _join(row.left, row.right, actor=actor, now=now)
        _decide(row, SuggestionState.ACCEPTED, actor=actor, now=now)
    suggestion.refresh_from_db()
    return True


def reject(suggestion: Suggestion, *, actor: Any, now: datetime) -> bool:
    with transaction.atomic():
        row = _locked(suggestion)
        if row.state != SuggestionState.OPEN:
            return False
        _decide(row, SuggestionState.REJECTED, actor=actor, now=now)
    suggestion.refresh_from_db()
    return True


def undo(suggestion: Suggestion, *, actor: Any, now: datetime) -> bool:
    """Open again; what accepting changed is exactly as it was before."""
    with transaction.atomic():
        row = _locked(suggestion)
        if row.state == SuggestionState.OPEN:
            return False
        if row.state == SuggestionState.ACCEPTED and row.undo:
            _restore(row.undo, actor=actor, now=now)
        row.undo = None
        _decide(row, SuggestionState.OPEN, actor=actor, now=now)
    suggestion.refresh_from_db()
    return True


def _locked(suggestion: Suggestion) -> Suggestion:
    locked = Suggestion.objects.select_for_update(of=("self",)).select_related("left", "right")
    return locked.get(pk=suggestion.pk)


def _decide(row: Suggestion, state: SuggestionState, *, actor: Any, now: datetime) -> None:
    row.state = state
    is_open = state == SuggestionState.OPEN
    row.decided_at, row.decided_by = (None, None) if is_open else (now, actor)
    row.save()
    verbs = {
        SuggestionState.OPEN: "undo",
        SuggestionState.ACCEPTED: "accept",
        SuggestionState.REJECTED: "reject",
    }
    detail = {"left": row.left_id, "right": row.right_id, "kind": row.kind}
    audit.record(f"pair.{verbs[state]}", row, actor=actor, now=now, detail=detail)


def _order(row: Suggestion) -> tuple[Edition, Edition]:
    """(which stays, which goes): the published one stays, of equals the elder; addresses that people know keep working."""
    if row.right.state == State.PUBLISHED and row.left.state != State.PUBLISHED:
        return row.right, row.left
    return row.left, row.right


def _merge(kept: Edition, gone: Edition, *, actor: Any, now: datetime) -> dict[str, Any]:
    """Offerings and records move to the one that stays; the other is rejected, so that no harvest revives it."""
    trace: dict[str, Any] = {
        "kept": kept.pk,
        "gone": gone.pk,
        "state": gone.state,
        "records": sorted(gone.records.values_list("pk", flat=True)),
        "offerings": sorted(gone.offerings.values_list("pk", flat=True)),
    }
    SourceRecord.objects.filter(pk__in=trace["records"]).update(edition=kept)
    Offering.objects.filter(pk__in=trace["offerings"]).update(edition=kept)
    Edition.objects.filter(pk=gone.pk).update(state=State.REJECTED, changed_at=now)
    Edition.objects.filter(pk=kept.pk).update(changed_at=now)
    trace |= _unite(kept.work_id, gone.work_id, staying=[gone.pk])
    _tell(kept.pk, "merge", {"merged": [None, gone.pk]}, actor=actor, now=now)
    _tell(
        gone.pk,
        "merge",
        {"state": [gone.state, State.REJECTED], "merged_into": [None, kept.pk]},
        actor=actor,
        now=now,
    )
    indexing.index([kept.pk, gone.pk, *trace["editions"]])
    return trace


def _join(left: Edition, right: Edition, *, actor: Any, now: datetime) -> dict[str, Any]:
    """Both, and what is with the right one already, under the left one's work."""
    trace = _unite(left.work_id, right.work_id, staying=[])
    for pk in trace["editions"]:
        _tell(pk, "merge", {"work_id": [right.work_id, left.work_id]}, actor=actor, now=now)
    Edition.objects.filter(pk__in=trace["editions"]).update(changed_at=now)
    indexing.index([left.pk, *trace["editions"]])
    return trace


def _unite(into: int, work: int, *, staying: Iterable[int]) -> dict[str, Any]:
    if into == work:
        return {"editions": []}
    before = Work.objects.filter(pk=work).values_list("merged_into", flat=True).get()
    moving = sorted(Edition.objects.filter(work=work).exclude(pk__in=staying).values_list("pk", flat=True))
    Edition.objects.filter(pk__in=moving).update(work=into)
    Work.objects.filter(pk=work).update(merged_into=into)
    return {"into": into, "work": work, "merged_into": before, "editions": moving}


def _restore(trace: dict[str, Any], *, actor: Any, now: datetime) -> None:
    touched = list(trace["editions"])
    if "into" in trace:
        back = Edition.objects.filter(pk__in=trace["editions"], work=trace["into"])
        back.update(work=trace["work"], changed_at=now)
        Work.objects.filter(pk=trace["work"]).update(merged_into=trace["merged_into"])
    for pk in trace["editions"]:
        _tell(pk, "undo", {"work_id": [trace["into"], trace["work"]]}, actor=actor, now=now)
    if "gone" in trace:
        gone, kept = trace["gone"], trace["kept"]
        SourceRecord.objects.filter(pk__in=trace["records"]).update(edition=gone)
        # A harvest in between may have written the offerings of a record anew: they go back with their record.
        Offering.objects.filter(pk__in=trace["offerings"]).update(edition=gone)
        Offering.objects.filter(record__in=trace["records"]).update(edition=gone)
        Edition.objects.filter(pk=gone).update(state=trace["state"], changed_at=now)
        Edition.objects.filter(pk=kept).update(changed_at=now)
        _tell(kept, "undo", {"merged": [gone, None]}, actor=actor, now=now)
        _tell(gone, "undo", {"state": [State.REJECTED, trace["state"]]}, actor=actor, now=now)
        touched += [kept, gone]
    indexing.index(touched)


def _tell(pk: int, cause: str, fields: dict[str, Any], *, actor: Any, now: datetime) -> None:
    Change.objects.create(edition_id=pk, at=now, actor=actor, cause=cause, fields=fields)
