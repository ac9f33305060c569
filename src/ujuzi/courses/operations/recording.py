"""Into the log, and at once into what the pages read: the follower would come by within seconds anyway."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from ujuzi.courses.operations import progress
from ujuzi.records import keys
from ujuzi.records.operations import appending, following

VERSION = "2.0.0"


def record(statements: Sequence[dict[str, Any]], *, clock: Callable[[], datetime]) -> None:
    """Stores statements that the hub made itself. One that is there already is left as it is, whatever it says of names since."""
    sids = [UUID(statement["id"]).bytes for statement in statements]
    there = {entry.sid for entry in following.by_id(sids)}
    fresh = [statement for sid, statement in zip(sids, statements, strict=True) if sid not in there]
    if fresh:
        appending.append(fresh, author=keys.hub(), version=VERSION, clock=clock)
    with transaction.atomic():
        progress.handle(following.by_id(sids))
