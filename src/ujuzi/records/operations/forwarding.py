"""Sending the log to another store, and fetching another's: in steps that may be repeated, each remembered when it is done."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import orjson
from django.conf import settings

from ujuzi.records import files
from ujuzi.records.authors import Author
from ujuzi.records.followers import Entry
from ujuzi.records.models import Exchange
from ujuzi.records.operations import appending, following
from ujuzi.records.queries import serving, statements
from ujuzi.records.remote import Page, Store, Unreachable
from ujuzi.standards.xapi import actors, multipart, references, rules, values
from ujuzi.standards.xapi.errors import Broken

AT_ONCE = 100


@dataclass(slots=True)
class Report:
    """`refused`: id and reason of statements that could not be stored; `stopped`: asked to, before the end."""

    done: int
    refused: list[tuple[str, str]]
    stopped: bool = False


Progress = Callable[[Report], None]


def _exchange(direction: str, url: str) -> Exchange:
    return Exchange.objects.get_or_create(direction=direction, url=url.rstrip("/"))[0]


def _remember(exchange: Exchange, position: str, number: int, now: datetime) -> None:
    exchange.position, exchange.moved_at = position, now
    exchange.statements += number
    exchange.save()


def push(store: Store, *, clock: Callable[[], datetime], stop: threading.Event, progress: Progress) -> Report:
    """Everything after what arrived there last time, in the log's order. Raises Unreachable; then call it again."""
    exchange, report = _exchange("push", store.url), Report(0, [])
    while True:
        if stop.is_set():
            report.stopped = True
            return report
        entries = following.after(int(exchange.position or 0), AT_ONCE)
        if not entries:
            return report
        _send(store, entries, report)
        report.done += len(entries)
        _remember(exchange, str(entries[-1].seq), len(entries), clock())
        progress(report)


def _send(store: Store, entries: list[Entry], report: Report) -> None:
    """All at once; when the other store refuses, each by itself, so that one wrong statement keeps none back."""
    answer = store.send([_text(entry) for entry in entries], list(files.of(entry.seq for entry in entries)))
    if answer.status < 300:
        return
    if len(entries) > 1:
        for entry in entries:
            _send(store, [entry], report)
        return
    report.refused.append((str(serving.uuid_of(entries[0].sid)), f"{answer.status} {_reason(answer.body)}"))


def _text(entry: Entry) -> bytes:
    """As in the log, without what the other store sets itself; the time it happened is always said."""
    return serving.portable(entry.seq, entry.sid, entry.flags, entry.body)


def _reason(body: bytes) -> str:
    return body[:300].decode("utf-8", "replace")


def pull(
    store: Store,
    author: Author,
    *,
    clock: Callable[[], datetime],
    stop: threading.Event,
    progress: Progress,
) -> Report:
    """Everything stored there since the last one fetched, page by page; statements keep the authority they have there."""
    exchange, report = _exchange("pull", store.url), Report(0, [])
    page = store.page(since=_before(exchange.position))
    page = replace(page, statements=_not_there(page.statements, exchange.position))
    seen: set[str] = set()
    while True:
        done = _take(page, author, report, clock)
        report.done += done
        if page.statements:
            _remember(exchange, _position(page), done, clock())
        progress(report)
        if not page.next:
            return report
        if stop.is_set():
            report.stopped = True
            return report
        if page.next in seen:
            raise Unreachable("the other store sends us in circles", permanent=True)
        seen.add(page.next)
        page = store.page(page.next)


def _before(position: str) -> str:
    """`since` is "later than": a store that gives many statements one time would keep the rest of them back."""
    if not position:
        return ""
    return (values.instant(position) - timedelta(milliseconds=1)).isoformat()


def _not_there(found: list[dict[str, Any]], position: str) -> list[dict[str, Any]]:
    """Without those of the last time that have been taken already."""
    if not position:
        return found
    sids = [UUID(str(one["id"])).bytes for one in found if _is_id(one.get("id"))]
    there = {str(UUID(bytes=entry.sid)) for entry in following.by_id(sids)}
    until = values.instant(position)
    return [
        one
        for one in found
        if str(one.get("id")).lower() not in there or values.instant(str(one["stored"])) > until
    ]


def _is_id(said: Any) -> bool:
    try:
        return bool(UUID(str(said)))
    except ValueError:
        return False


def _position(page: Page) -> str:
    """The last statement's time there, but not beyond the time up to which that store is sure to have shown all."""
    last = str(page.statements[-1].get("stored", ""))
    try:
        if page.consistent_through and values.instant(page.consistent_through) < values.instant(last):
            return page.consistent_through
    except ValueError:
        return last
    return last


def _take(page: Page, author: Author, report: Report, clock: Callable[[], datetime]) -> int:
    """Stores a page; a statement that is broken or in conflict is reported and left out."""
    good: dict[str, list[dict[str, Any]]] = {}
    for statement in page.statements:
        try:
            rules.check("2.0" if str(statement.get("version", "")).startswith("2.") else "1.0", statement)
            multipart.match([statement], {**page.attachments})
            if _in_our_name(statement):
                raise Broken("only this hub itself says that it vouches", "authority")
            if _voids_anothers(statement):
                raise Broken("another store voids only what it vouches for itself", "object")
        except multipart.Unnamed:
            pass  # it is another statement's
        except Broken as error:
            report.refused.append((str(statement.get("id")), str(error)))
            continue
        vouched = (
            orjson.dumps(statement["authority"]).decode() if "authority" in statement else author.authority
        )
        good.setdefault(vouched, []).append(statement)
    files.keep(page.attachments.values())
    sent = frozenset(page.attachments)
    done = sum(_append(some, author, vouched, report, clock, sent) for vouched, some in good.items())
    files.keep_again(page.attachments.values())
    return done


def _voids_anothers(statement: dict[str, Any]) -> bool:
    """Whether it would take back what is here already and somebody else vouches for."""
    target = references.collect(statement)
    there = statements.vouched(UUID(target.target).bytes) if target.voids and target.target else None
    return there is not None and orjson.loads(there) != statement.get("authority")


def _in_our_name(statement: dict[str, Any]) -> bool:
    """Whether the other store says that somebody of this hub vouches."""
    authority = statement.get("authority") or {}
    return any(
        str(who.get("account", {}).get("homePage", "")).startswith(settings.ORIGIN)
        for _identity, who in actors.identities(authority)
    )


def _append(
    some: list[dict[str, Any]],
    author: Author,
    vouched: str,
    report: Report,
    clock: Callable[[], datetime],
    sent: frozenset[str],
) -> int:
    whose = Author(author.owner, vouched, author.scopes, author.name)
    for statement in some:
        statement.setdefault("version", "1.0.0")
    try:
        appending.append(some, author=whose, version="1.0", clock=clock, sent=sent)
    except (appending.Conflict, appending.NotYours, Broken) as error:
        if len(some) == 1:
            report.refused.append((str(some[0].get("id")), _told(error)))
            return 0
        return sum(_append([statement], author, vouched, report, clock, sent) for statement in some)
    return len(some)


def _told(error: Exception) -> str:
    return (
        "another statement has this id already"
        if isinstance(error, appending.Conflict)
        else str(error) or "not ours to void"
    )
