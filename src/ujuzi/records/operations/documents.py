"""Documents: read, replace, merge, delete, each under the condition that the caller set (part three, 3.1)."""

import hashlib
from dataclasses import asdict, dataclass
from typing import Any, Literal

import orjson
from django.db import connection, transaction

from ujuzi.records.models import Document
from ujuzi.records.operations import locking

Outcome = Literal["done", "precondition", "unguarded", "unmergeable"]


@dataclass(frozen=True, slots=True)
class Shelf:
    """Where a document stands; the hashes are those of `marks`, 0 and empty bytes where the kind has none."""

    kind: str
    owner: int
    activity: int
    agent: int
    registration: bytes


@dataclass(frozen=True, slots=True)
class Precondition:
    """Entity tags of If-Match and If-None-Match, `*` for any; None where the header was not sent."""

    match: frozenset[str] | None
    none_match: frozenset[str] | None

    @property
    def empty(self) -> bool:
        return self.match is None and self.none_match is None

    def holds(self, etag: str | None) -> bool:
        """`etag` of the document that there is, None when there is none."""
        if self.match is not None and (etag is None or not self.match & {etag, "*"}):
            return False
        return self.none_match is None or etag is None or not self.none_match & {etag, "*"}


def get(shelf: Shelf, name: str) -> Document | None:
    return Document.objects.filter(**asdict(shelf), name=name).first()


def listed(shelf: Shelf, *, after: int, every: bool) -> list[tuple[str, int]]:
    """Names and times (µs) of the documents changed after a time; `every` registration or the shelf's own."""
    found = Document.objects.filter(**_where(shelf, every), updated__gt=after)
    return list(dict(found.order_by("name", "updated").values_list("name", "updated")).items())


def _where(shelf: Shelf, every: bool) -> dict[str, Any]:
    where = asdict(shelf)
    if every:
        del where["registration"]
    return where


def put(
    shelf: Shelf,
    name: str,
    condition: Precondition,
    *,
    guarded: bool,
    content: bytes,
    content_type: str,
    now: int,
) -> Outcome:
    """Replaces the document. `guarded`: what is there is never overwritten without a condition."""
    with locking.writers(), transaction.atomic():
        found = _held(shelf, name)
        if not condition.holds(found.etag if found else None):
            return "precondition"
        if guarded and condition.empty and found is not None:
            return "unguarded"
        return _save(found, shelf, name, content, content_type, now)


def post(
    shelf: Shelf,
    name: str,
    condition: Precondition,
    *,
    content: bytes,
    content_type: str,
    now: int,
    merge: Any = None,
) -> Outcome:
    """Merges one level deep into what is there (part three, 2.2), or stores it when nothing is; `merge` is the decoded JSON."""
    with locking.writers(), transaction.atomic():
        found = _held(shelf, name)
        if not condition.holds(found.etag if found else None):
            return "precondition"
        if found is not None:
            old = _json_object(found)
            if old is None or not isinstance(merge, dict):
                return "unmergeable"
            try:
                content = orjson.dumps(old | merge)
            except orjson.JSONEncodeError:  # nested deeper than is written, though it could be read
                return "unmergeable"
        elif merge is not None and not isinstance(merge, dict):
            return "unmergeable"
        return _save(found, shelf, name, content, content_type, now)


def delete(shelf: Shelf, name: str | None, condition: Precondition, *, every: bool) -> Outcome:
    """Deletes one document; without a name all on the shelf, of `every` registration or the shelf's own."""
    with locking.writers(), transaction.atomic():
        if name is None:
            Document.objects.filter(**_where(shelf, every)).delete()
            return "done"
        found = _held(shelf, name)
        if not condition.holds(found.etag if found else None):
            return "precondition"
        if found is not None:
            found.delete()
        return "done"


def _held(shelf: Shelf, name: str) -> Document | None:
    """The document, which nobody else changes until the transaction ends."""

    with connection.cursor() as cursor:
        locking.lock(cursor)
    return get(shelf, name)


def _json_object(found: Document) -> dict[str, Any] | None:
    if found.content_type.partition(";")[0].strip().lower() != "application/json":
        return None
    try:
        value = orjson.loads(bytes(found.content))
    except ValueError:
        return None
    return value if isinstance(value, dict) else None


def _save(
    found: Document | None, shelf: Shelf, name: str, content: bytes, content_type: str, now: int
) -> Outcome:
    document = found or Document(**asdict(shelf), name=name)
    document.content, document.content_type = content, content_type
    document.etag = hashlib.sha1(content, usedforsecurity=False).hexdigest()  # SHA-1: 1.0.3, part three, 3.1
    document.updated = max(now, document.updated + 1 if found else now)
    document.save()
    return "done"
