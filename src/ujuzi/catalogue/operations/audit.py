"""The audit log: who did what to which object. Append-only (a database trigger refuses anything else), and sealed:
each row carries a digest over itself and the seal before it, so that a row taken out by hand shows.
"""

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from django.db import connection, models, transaction

from ujuzi.catalogue.models import AuditEntry

ADVISORY_LOCK = 7_285_693_195


def record(
    verb: str, obj: models.Model, *, actor: Any, now: datetime, detail: Mapping[str, Any] | None = None
) -> AuditEntry:
    """Appends one row within the caller's transaction. `actor` is a person, or None for the hub itself."""
    with transaction.atomic():
        if connection.vendor == "postgresql":  # one at a time, or two rows would seal the same one before
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ADVISORY_LOCK])
        last = AuditEntry.objects.order_by("-pk").values_list("seal", flat=True).first() or ""
        row = AuditEntry(
            at=now,
            actor_id=getattr(actor, "pk", None),
            verb=verb,
            kind=obj._meta.model_name or "",
            object_id=str(obj.pk),
            organisation_id=getattr(obj, "provider_id", None) or getattr(obj, "organisation_id", None),
            detail=json.loads(json.dumps(detail or {}, default=str)),
        )
        row.seal = _seal(row, last)
        row.save(force_insert=True)
    return row


def _seal(row: AuditEntry, before: str) -> str:
    fields = (
        row.at.astimezone(UTC).isoformat(),
        row.actor_id,
        row.verb,
        row.kind,
        row.object_id,
        row.organisation_id,
        row.detail,
    )
    return hashlib.sha256(
        (before + json.dumps(fields, sort_keys=True, ensure_ascii=False)).encode()
    ).hexdigest()


def broken_at() -> int | None:
    """The number of the first row whose seal does not fit, or None when the whole log is as it was written."""
    before = ""
    for row in AuditEntry.objects.order_by("pk").iterator(chunk_size=1000):
        if row.seal != _seal(row, before):
            return row.pk
        before = row.seal
    return None
