"""One person's records: everything about her for her own data request, and erasure that keeps the log whole.

Erasure puts a pseudonym in the place of every agent that identifies her. Statements stay, with their ids and times, so that
counts and statements about statements stay right; nobody can tell any more whose they are.
"""

import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

import orjson
from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from ujuzi.accounts.models import Person
from ujuzi.records import files, marks
from ujuzi.records.models import Attached, Attachment, Document, Erasure, Name
from ujuzi.records.operations import locking, sql, teaching
from ujuzi.records.operations.writing import moment
from ujuzi.records.queries import persons, serving, statements
from ujuzi.standards.xapi import actors, references, rules

AT_ONCE = 200
Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Found:
    """How much there is about somebody."""

    statements: int
    documents: int


def keys_of(identities: Sequence[str]) -> list[int]:
    """Index keys of all statements that mention them, as actor or otherwise."""
    return [make(identity) for identity in identities for make in (marks.agent, marks.related_agent)]


def count(identities: Sequence[str]) -> Found:
    return Found(sum(1 for _seq in _seqs(identities)), _documents(identities).count())


def _documents(identities: Sequence[str]) -> Any:
    return Document.objects.filter(agent__in=[marks.agent(identity) for identity in identities])


def _seqs(identities: Sequence[str]) -> Iterator[int]:
    """The statements that mention them, oldest first, each once; read in steps."""
    last = -1
    while True:
        with connection.cursor() as cursor:
            holes = ", ".join(["%s"] * (2 * len(identities)))
            cursor.execute(
                f"SELECT DISTINCT seq FROM records_mention WHERE key IN ({holes}) AND seq > %s"  # noqa: S608
                " ORDER BY seq LIMIT %s",
                [*keys_of(identities), last, AT_ONCE],
            )
            rows = [row[0] for row in cursor.fetchall()]
        if not rows:
            return
        yield from rows
        last = rows[-1]


def _mentions(statement: dict[str, Any], identities: Sequence[str]) -> bool:
    return any(
        found in identities
        for actor in references.actors_in(statement)
        for found, _who in actors.identities(actor)
    )


def export(identities: Sequence[str]) -> Iterator[dict[str, Any]]:
    """Her statements, oldest first, voided ones too. A statement that was found by what it is about is not hers."""
    step: list[int] = []
    for seq in _seqs(identities):
        step.append(seq)
        if len(step) == AT_ONCE:
            yield from _whole(step, identities)
            step = []
    yield from _whole(step, identities)


def _whole(seqs: Sequence[int], identities: Sequence[str]) -> Iterator[dict[str, Any]]:
    found = statements.by_seq(seqs)
    for text in serving.rendered(found, format="exact", wanted=()):
        statement = orjson.loads(text)
        if _mentions(statement, identities):
            yield statement


def export_documents(identities: Sequence[str]) -> Iterator[dict[str, Any]]:
    for document in _documents(identities).order_by("pk").iterator():
        content = bytes(document.content)
        yield {
            "resource": "activities/state" if document.kind == "state" else "agents/profile",
            "id": document.name,
            "content_type": document.content_type,
            "updated": serving.iso(moment(document.updated)),
            "content": content.decode("utf-8", "replace"),
        }


def export_person(person: Person) -> Mapping[str, Iterable[Mapping[str, Any]]]:
    """Tables for a person's own data request (accounts.portability)."""
    mine = persons.identities(person)
    return {"statements": export(mine), "documents": export_documents(mine)}


def erase_person(person: Person) -> None:
    """When she deletes her account."""
    erase(persons.identities(person), now=timezone.now())


def erase(
    identities: Sequence[str], *, now: datetime, progress: Progress | None = None, pseudonym: str = ""
) -> Erasure | None:
    """Rewrites the statements step by step; stopped half-way, call it again. None when there was nothing."""
    name = pseudonym or f"erased:{secrets.token_hex(8)}"
    done = 0
    while True:
        moved = _erase_step(identities, name)
        done += moved
        if progress is not None and moved:
            progress(done)
        if moved < AT_ONCE:
            break
    done += _erase_authorities(identities, name)
    with transaction.atomic():
        deleted, _by_model = _documents(identities).delete()
        Name.objects.filter(key__in=[marks.agent(identity) for identity in identities]).delete()
        if not done and not deleted:
            return None
        return Erasure.objects.create(at=now, pseudonym=name, statements=done, documents=deleted)


def _erase_step(identities: Sequence[str], name: str) -> int:
    """One transaction under the writers' lock; afterwards these statements are no longer found under her identities."""
    keys = keys_of(identities)
    with locking.writers(), transaction.atomic(), connection.cursor() as cursor:
        locking.lock(cursor)
        holes = ", ".join(["%s"] * len(keys))
        cursor.execute(
            f"SELECT DISTINCT seq FROM records_mention WHERE key IN ({holes}) ORDER BY seq LIMIT %s",  # noqa: S608
            [*keys, AT_ONCE],
        )
        seqs = [row[0] for row in cursor.fetchall()]
        if seqs:
            _rewrite(cursor, seqs, identities, name)
            several = ", ".join(["%s"] * len(seqs))
            cursor.execute(
                f"SELECT key, seq FROM records_mention WHERE key IN ({holes}) AND seq IN ({several})",  # noqa: S608
                [*keys, *seqs],
            )
            old = cursor.fetchall()
            cursor.execute(
                f"DELETE FROM records_mention WHERE key IN ({holes}) AND seq IN ({several})",  # noqa: S608
                [*keys, *seqs],
            )
            direct = {marks.agent(identity) for identity in identities}
            shown = f"account {settings.ORIGIN} {name}"
            new = {
                (marks.agent(shown) if key in direct else marks.related_agent(shown), seq) for key, seq in old
            }
            sql.insert(cursor, [sql.Insert("records_mention", ("key", "seq"), sorted(new))])
    return len(seqs)


def _erase_authorities(identities: Sequence[str], name: str) -> int:
    """Who vouches may be a person too, in statements fetched from another store. Returns how many statements were hers to vouch for.

    The statements get a new authority, because other processes remember the old one's JSON under its number.
    """
    moved = 0
    with locking.writers(), transaction.atomic(), connection.cursor() as cursor:
        locking.lock(cursor)
        cursor.execute("SELECT id, agent FROM records_authority")
        for number, text in cursor.fetchall():
            agent = orjson.loads(text)
            if not _hide(agent, identities, f"{name}:{number}"):
                continue
            new = orjson.dumps(agent).decode()
            cursor.execute("UPDATE records_authority SET agent = %s WHERE id = %s", [new, number])
            _hide(agent, [f"account {settings.ORIGIN} {name}:{number}"], name)
            fresh = teaching.authority(cursor, orjson.dumps(agent).decode())
            cursor.execute(
                "UPDATE records_statement SET authority = %s WHERE authority = %s", [fresh, number]
            )
            moved += cursor.rowcount
    teaching.forget_authorities()
    return moved


def _hide(actor: dict[str, Any], identities: Sequence[str], name: str) -> bool:
    """Puts a pseudonym in the place of an actor, or of members of a Group; True when it did."""
    hit = False
    for identity, who in list(actors.identities(actor)):
        if identity in identities:
            for key in (*actors.IDENTIFIERS, "name"):
                who.pop(key, None)
            who["account"] = {"homePage": settings.ORIGIN, "name": name}
            hit = True
    return hit


def _rewrite(cursor: Any, seqs: Sequence[int], identities: Sequence[str], name: str) -> None:
    changed = []
    for found in statements.by_seq(seqs):
        body = orjson.loads(found.body)
        if _replace(body, identities, name):
            _forget_attachments(found.seq, body, name)
            changed.append((orjson.dumps(body), found.seq))
    cursor.executemany("UPDATE records_statement SET body = %s WHERE seq = %s", changed)


def _replace(body: dict[str, Any], identities: Sequence[str], name: str) -> bool:
    """Puts the pseudonym in place, in Groups too; True when it did."""
    return any([_hide(actor, identities, name) for actor in references.actors_in(body)])


def _forget_attachments(seq: int, body: dict[str, Any], name: str) -> None:
    """Her own statements lose what came with them; others keep all but signatures, which repeat the whole statement."""
    hers = any(who["account"]["name"] == name for who in _own(body) if "account" in who)
    for part in (body, body["object"]):
        gone = [one for one in part.get("attachments", ()) if hers or one["usageType"] == rules.SIGNATURE]
        if not gone:
            continue
        part["attachments"] = [one for one in part["attachments"] if one not in gone]
        if not part["attachments"]:
            del part["attachments"]
        for sha2 in {one["sha2"].lower() for one in gone}:
            Attached.objects.filter(seq=seq, sha2=sha2).delete()
            if not Attached.objects.filter(sha2=sha2).exists():
                Attachment.objects.filter(sha2=sha2).delete()
                transaction.on_commit(partial(files.place(sha2).unlink, missing_ok=True))


def _own(body: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Who did it or whom it is about."""
    for actor in (body["actor"], body["object"]):
        yield actor
        yield from actor.get("member", ())
        if actor.get("objectType") == "SubStatement":
            yield from _own(actor)
