"""Quarantine: what could not be understood, each fault once, until it is mended at the source or dismissed."""

import hashlib
from collections.abc import Collection, Sequence
from datetime import datetime

from ujuzi.catalogue.feeds.entry import Reject
from ujuzi.catalogue.harvest import payloads
from ujuzi.catalogue.models import AuditEntry, Harvest, Quarantined
from ujuzi.catalogue.normalise import texts

REMEMBERED = 5_000
RAW_KEPT = 200_000
DISMISSED = "quarantine.dismiss"


def keep(harvest: Harvest, rejects: Sequence[Reject], *, now: datetime) -> list[str]:
    """Keeps rejects; the same fault again is the same row. Returns the digests of all, also of those known."""
    if not rejects:
        return []
    made = {}
    for reject in rejects:
        digest = _digest(reject)
        made[digest.hex()] = Quarantined(
            feed=harvest.feed,
            harvest=harvest,
            identifier=payloads.bounded(texts.clean(reject.identifier), payloads.IDENTIFIER),
            code=texts.clean(reject.code)[:40],
            detail=texts.clean(reject.detail)[:2000],
            raw=reject.raw[:RAW_KEPT],
            raw_type=texts.clean(reject.raw_type)[:80],
            digest=digest,
            first_seen_at=now,
        )
    Quarantined.objects.bulk_create(made.values(), ignore_conflicts=True, batch_size=100)
    _reopen(harvest, [bytes(row.digest) for row in made.values()])
    return list(made)


def _digest(reject: Reject) -> bytes:
    head = f"{reject.code}\0{reject.identifier}\0".encode("utf-8", "replace")
    return hashlib.blake2b(head + reject.raw, digest_size=16).digest()


def _reopen(harvest: Harvest, digests: Sequence[bytes]) -> None:
    """A fault that was mended and is back stands there again; one that somebody dismissed does not."""
    for start in range(0, len(digests), 500):
        settled = Quarantined.objects.filter(
            feed=harvest.feed_id, digest__in=digests[start : start + 500], resolved_at__isnull=False
        )
        numbers = set(settled.values_list("pk", flat=True))
        if numbers:
            dismissed = AuditEntry.objects.filter(
                kind="quarantined", verb=DISMISSED, object_id__in=[str(pk) for pk in numbers]
            )
            numbers -= {int(pk) for pk in dismissed.values_list("object_id", flat=True)}
            Quarantined.objects.filter(pk__in=numbers).update(resolved_at=None)


def mended(harvest: Harvest, identifiers: Collection[str], now: datetime) -> None:
    """Records that can be read now; a fault that this very reading showed stays."""
    still = Quarantined.objects.filter(feed=harvest.feed_id, identifier__in=identifiers, resolved_at=None)
    shown = shown_by(harvest)
    gone = [pk for pk, digest in still.values_list("pk", "digest") if bytes(digest) not in shown]
    if gone:
        Quarantined.objects.filter(pk__in=gone).update(resolved_at=now)


def unseen(harvest: Harvest, now: datetime) -> None:
    """A fault that a complete reading no longer shows has been mended at the source."""
    shown = shown_by(harvest)
    if len(shown) >= REMEMBERED:
        return
    still = Quarantined.objects.filter(feed=harvest.feed_id, resolved_at=None)
    gone = [pk for pk, digest in still.values_list("pk", "digest") if bytes(digest) not in shown]
    if gone:
        Quarantined.objects.filter(pk__in=gone).update(resolved_at=now)


def shown_by(harvest: Harvest) -> set[bytes]:
    return {bytes.fromhex(text) for text in (harvest.checkpoint or {}).get("faults", [])}
