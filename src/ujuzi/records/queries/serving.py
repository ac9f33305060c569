"""Statements as they are given out: the body in the log, completed with id, stored, authority."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson
from django.db import connection

from ujuzi.records import marks
from ujuzi.records.models import log
from ujuzi.records.operations import sql
from ujuzi.records.operations.writing import moment
from ujuzi.records.queries import statements
from ujuzi.records.queries.statements import Found
from ujuzi.standards.xapi import formats, references


def iso(when: datetime) -> str:
    """RFC 3339 with microseconds: `2026-03-01T09:30:00.000000Z`."""
    return when.strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def exact(found: Found, authorities: dict[int, str]) -> bytes:
    """The statement as JSON, without parsing its body."""
    stored = iso(moment(found.seq))
    timestamp = "" if found.flags & log.TIMED else f'"timestamp":"{stored}",'
    version = "" if found.flags & log.VERSIONED else '"version":"1.0.0",'
    head = (
        f'{{"id":"{UUID(bytes=found.sid)}","stored":"{stored}",{timestamp}{version}'
        f'"authority":{authorities[found.authority]},'
    )
    return head.encode() + found.body[1:]


def uuid_of(sid: bytes) -> UUID:
    return UUID(bytes=sid)


def portable(seq: int, sid: bytes, flags: int, body: bytes) -> bytes:
    """The statement for another store, without stored and authority, which that one sets."""
    stored = iso(moment(seq))
    timestamp = "" if flags & log.TIMED else f'"timestamp":"{stored}",'
    version = "" if flags & log.VERSIONED else '"version":"1.0.0",'
    return f'{{"id":"{UUID(bytes=sid)}",{timestamp}{version}'.encode() + body[1:]


def rendered(found: Sequence[Found], *, format: str, wanted: Sequence[str]) -> list[bytes]:
    """Each statement as JSON in one of the three formats; `wanted` are languages, best first."""
    vouching = statements.authorities([one.authority for one in found])
    texts = [exact(one, vouching) for one in found]
    if format == "exact":
        return texts
    whole = [orjson.loads(text) for text in texts]
    if format == "ids":
        return [orjson.dumps(formats.ids(one)) for one in whole]
    known = definitions({activity["id"] for one in whole for activity in references.activities_in(one)})
    return [orjson.dumps(formats.canonical(one, known, wanted)) for one in whole]


def definitions(iris: set[str]) -> dict[str, dict[str, Any]]:
    """The canonical definitions of the activities that have one."""
    keys = {marks.activity(iri): iri for iri in iris}
    with connection.cursor() as cursor:
        rows = sql.select_in(cursor, "SELECT key, definition FROM records_activity WHERE key", list(keys))
    return {keys[key]: orjson.loads(text) for key, text in rows}
