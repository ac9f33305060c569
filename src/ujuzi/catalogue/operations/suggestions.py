"""Suggestions that editions belong together: found after a harvest, decided by a reviewer, taken back exactly."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db import transaction

from ujuzi.catalogue.matching import likeness
from ujuzi.catalogue.models import Edition, State, Suggestion, SuggestionKind, SuggestionState
from ujuzi.catalogue.normalise import texts
from ujuzi.catalogue.operations import audit, merging
from ujuzi.catalogue.search import indexing

CROWD = 60  # a key that more editions share says nothing
COLUMNS = (
    "pk",
    "provider_id",
    "work_id",
    "language",
    "title",
    "description",
    "duration_minutes",
    "canonical_url",
)


def suggest_for(organisation_id: int, *, since: datetime, now: datetime) -> int:
    """Compares an organisation's editions made since then with all others; returns how many suggestions are new."""
    alive = Edition.objects.filter(state__in=[State.PENDING, State.PUBLISHED])
    fresh = set(alive.filter(provider=organisation_id, created_at__gte=since).values_list("pk", flat=True))
    if not fresh:
        return 0
    wanted: dict[str, list[int]] = defaultdict(list)
    for card in _cards(
        alive.filter(pk__in=fresh) if len(fresh) < 500 else alive.filter(provider=organisation_id)
    ):
        if card.pk in fresh:
            for key in likeness.keys(card):
                wanted[key].append(card.pk)
    blocks: dict[str, list[likeness.Card]] = defaultdict(list)
    for card in _cards(alive):
        for key in likeness.keys(card):
            if key in wanted and len(blocks[key]) <= CROWD:
                blocks[key].append(card._replace(description=texts.plain(card.description)[:600]))
    rows = dict(_pairs(blocks, fresh, now))
    return (
        len(Suggestion.objects.bulk_create(rows.values(), ignore_conflicts=True, batch_size=500))
        if rows
        else 0
    )


def _cards(editions: Any) -> Iterator[likeness.Card]:
    for row in editions.order_by("pk").values_list(*COLUMNS).iterator(chunk_size=1000):
        yield likeness.Card(*row)


def _pairs(
    blocks: dict[str, list[likeness.Card]], fresh: set[int], now: datetime
) -> Iterator[tuple[tuple[int, int], Suggestion]]:
    seen: set[tuple[int, int]] = set()
    for cards in blocks.values():
        if len(cards) > CROWD:
            continue
        for place, one in enumerate(cards):
            for other in cards[place + 1 :]:
                left, right = sorted((one, other))
                pair = (left.pk, right.pk)
                if pair in seen or left.work == right.work or not fresh & {left.pk, right.pk}:
                    continue
                seen.add(pair)
                if made := _suggestion(left, right, now):
                    yield pair, made


def _suggestion(left: likeness.Card, right: likeness.Card, now: datetime) -> Suggestion | None:
    for kind, found in (
        (SuggestionKind.DUPLICATE, likeness.as_duplicate(left, right)),
        (SuggestionKind.TRANSLATION, likeness.as_translation(left, right)),
    ):
        if found:
            reasons = [list(reason) for reason in found.reasons]
            return Suggestion(
                kind=kind,
                left_id=left.pk,
                right_id=right.pk,
                score=found.score,
                reasons=reasons,
                created_at=now,
            )
    return None


def accept(suggestion: Suggestion, *, actor: Any, now: datetime, kind: str = "") -> None:
    """Merges the two (duplicate) or puts them under one work (translation); `kind` overrules what was suggested."""
    kind = kind or suggestion.kind
    with transaction.atomic():
        if kind == SuggestionKind.DUPLICATE:
            undo = merging.merge(suggestion.left, suggestion.right, actor=actor, now=now)
        else:
            undo = merging.link(suggestion.left, suggestion.right, actor=actor, now=now)
        _decide(suggestion, SuggestionState.ACCEPTED, undo | {"kind": kind}, actor=actor, now=now)


def reject(suggestion: Suggestion, *, actor: Any, now: datetime) -> None:
    """They are different; they are not suggested again."""
    with transaction.atomic():
        _decide(suggestion, SuggestionState.REJECTED, None, actor=actor, now=now)


def undo(suggestion: Suggestion, *, actor: Any, now: datetime) -> None:
    """Takes the decision back: what was merged is as it was, and the suggestion is open again."""
    with transaction.atomic():
        if suggestion.undo:
            merging.undo(suggestion.undo, actor=actor, now=now)
        suggestion.state, suggestion.undo, suggestion.decided_at, suggestion.decided_by = (
            SuggestionState.OPEN,
            None,
            None,
            None,
        )
        suggestion.save()
        audit.record("suggestion.undo", suggestion, actor=actor, now=now)
        indexing.index([suggestion.left_id, suggestion.right_id])


def _decide(
    suggestion: Suggestion, state: SuggestionState, undo: dict[str, Any] | None, *, actor: Any, now: datetime
) -> None:
    suggestion.state, suggestion.undo, suggestion.decided_at, suggestion.decided_by = state, undo, now, actor
    suggestion.save()
    detail = {
        "left": suggestion.left_id,
        "right": suggestion.right_id,
        "kind": (undo or {}).get("kind", suggestion.kind),
    }
    audit.record(f"suggestion.{state}", suggestion, actor=actor, now=now, detail=detail)
