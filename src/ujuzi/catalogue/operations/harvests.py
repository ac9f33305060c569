"""Harvesting a feed: claimed by one worker at a time, resumable after a kill at any point, atomic for a broken feed."""

import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from pyroaring import BitMap64

from ujuzi.catalogue.feeds.entry import FeedError, Fetch
from ujuzi.catalogue.harvest import applying, faults, reading, writing
from ujuzi.catalogue.models import Feed, Harvest, HarvestState, Quarantined, SourceRecord, StagedEntry
from ujuzi.catalogue.normalise import texts
from ujuzi.catalogue.operations import audit
from ujuzi.core import collecting, mapping
from ujuzi.core.fetching import FetchError

LEASE = timedelta(minutes=20)  # longer than the slowest fetch with its repetitions
BATCH = 500
OPEN = [HarvestState.READING, HarvestState.APPLYING]
LONGEST_BACK_OFF = timedelta(days=7)

Clock = Callable[[], datetime]
Told = Callable[[Harvest], None]


class Busy(Exception):
    """Another worker holds this feed."""


def harvest(
    feed: Feed,
    *,
    fetch: Fetch,
    clock: Clock,
    stop: threading.Event | None = None,
    progress: Told | None = None,
) -> Harvest:
    """Runs a harvest, or goes on with one that was cut off; returns the run as it ended.

    `stop` is looked at between pages and batches: a stopped run keeps its place. Raises Busy.
    """
    run = _claim(feed, clock())
    told = progress or (lambda _run: None)
    halt = stop or threading.Event()
    try:
        with mapping.unmapped(), collecting.rarely():
            _go_on(run, fetch=fetch, clock=clock, halt=halt, told=told)
    except reading.Lost as error:
        raise Busy(str(error)) from error
    if halt.is_set() and run.state in OPEN:
        Harvest.objects.filter(pk=run.pk, claimed_until=run.claimed_until).update(claimed_until=None)
    return run


def _go_on(run: Harvest, *, fetch: Fetch, clock: Clock, halt: threading.Event, told: Told) -> None:
    try:
        if run.state == HarvestState.READING:
            _read(run, fetch=fetch, clock=clock, halt=halt, told=told)
        if run.state == HarvestState.APPLYING and not halt.is_set():
            _apply(run, clock=clock, halt=halt, told=told)
    except (FeedError, FetchError) as error:
        _fail(run, error.code, error.detail, now=clock(), retry_after=getattr(error, "retry_after", None))
    except reading.MassVanish as error:
        _fail(run, "mass-vanish", str(error), now=clock())


def _claim(feed: Feed, now: datetime) -> Harvest:
    with transaction.atomic():
        locked = Feed.objects.select_for_update().select_related("organisation").get(pk=feed.pk)
        run = Harvest.objects.filter(feed=locked, state__in=OPEN).order_by("pk").first()
        if run and run.claimed_until and run.claimed_until > now:
            raise Busy(f"feed {feed.pk} is being harvested")
        if run is None:
            run = Harvest(feed=locked, started_at=now)
        run.feed = locked
        run.claimed_until = now + LEASE
        run.save()
    return run


def _read(run: Harvest, *, fetch: Fetch, clock: Clock, halt: threading.Event, told: Told) -> None:
    pages = () if reading.is_whole(run) else reading.pages(run, fetch=fetch, now=run.started_at)
    for page in pages:
        if page.unchanged:
            _end(run, HarvestState.UNCHANGED, now=clock())
            return
        reading.stage(run, page, now=clock(), lease=clock() + LEASE)
        told(run)
        if page.checkpoint is None:
            break
        if halt.is_set():
            return
    reading.finish(run, lease=clock() + LEASE)


def _apply(run: Harvest, *, clock: Clock, halt: threading.Event, told: Told) -> None:
    while not halt.is_set():
        staged = StagedEntry.objects.filter(harvest=run, pk__gt=run.cursor).exclude(identifier="")
        found = staged.order_by("pk").values_list(*applying.Staged._fields)
        rows = [applying.Staged(*row) for row in found[:BATCH]]
        if not rows:
            _conclude(run, now=clock())
            return
        before = (run.new, run.changed, run.withdrawn)
        try:
            with transaction.atomic():
                reading.hold(run, clock() + LEASE)
                applying.apply(run, rows, now=clock())
                # Here and not all at the end: SQLite keeps what one large deletion changes in memory (1 KB a record),
                # and the next batch is written where this one lay.
                staged.filter(pk__gte=rows[0].pk, pk__lte=rows[-1].pk).delete()
                run.cursor = rows[-1].pk
                run.save()
        except BaseException:
            run.new, run.changed, run.withdrawn = before
            raise
        told(run)


def _conclude(run: Harvest, *, now: datetime) -> None:
    """Withdraws what vanished, takes the feed's new state over, clears the stage; in one transaction."""
    with transaction.atomic():
        reading.hold(run, now + LEASE)
        staged = StagedEntry.objects.filter(harvest=run)
        for payload in staged.filter(identifier="", language_key=reading.VANISHED).values_list(
            "payload", flat=True
        ):
            numbers = list(BitMap64.deserialize(bytes(payload or b"")))
            for start in range(0, len(numbers), BATCH):
                records = SourceRecord.objects.filter(
                    pk__in=numbers[start : start + BATCH], withdrawn_at=None
                )
                writing.withdraw(run, list(records.only("pk", "edition_id")), now=now)
        if run.complete:
            faults.unseen(run, now)
        something = run.new or run.changed or run.withdrawn or run.quarantined
        if _as_claimed(run).update(state=run.feed_state):
            run.feed.state = run.feed_state
        _end(run, HarvestState.DONE if something else HarvestState.UNCHANGED, now=now)


def _end(run: Harvest, state: HarvestState, *, now: datetime) -> None:
    with transaction.atomic():
        reading.hold(run, now + LEASE)
        StagedEntry.objects.filter(harvest=run).delete()
        run.state, run.finished_at, run.claimed_until, run.checkpoint = state, now, None, None
        run.save()
        _as_claimed(run).update(next_run_at=now + timedelta(hours=run.feed.interval_hours))
        Feed.objects.filter(pk=run.feed_id).update(failures=0)


def _fail(run: Harvest, code: str, detail: str, *, now: datetime, retry_after: float | None = None) -> None:
    """Nothing that was read is taken; the feed is tried again later, each time later."""
    with transaction.atomic():
        reading.hold(run, now + LEASE)
        StagedEntry.objects.filter(harvest=run).delete()
        run.state, run.finished_at, run.claimed_until, run.checkpoint = HarvestState.FAILED, now, None, None
        run.error_code, run.error_detail = texts.clean(code)[:40], texts.clean(detail)[:2000]
        run.save()
        failures = run.feed.failures + 1
        pause = min(timedelta(hours=run.feed.interval_hours) * 2 ** min(failures - 1, 8), LONGEST_BACK_OFF)
        if retry_after:
            pause = max(pause, timedelta(seconds=min(retry_after, LONGEST_BACK_OFF.total_seconds())))
        _as_claimed(run).update(next_run_at=now + pause)
        Feed.objects.filter(pk=run.feed_id).update(failures=failures)


def _as_claimed(run: Harvest) -> QuerySet[Feed]:
    """The feed, unless somebody asked for another run while this one went on: what they asked for stands."""
    return Feed.objects.filter(pk=run.feed_id, next_run_at=run.feed.next_run_at)


def due(now: datetime) -> QuerySet[Feed]:
    """Feeds to harvest now: those whose time has come, and those whose run was cut off."""
    cut_off = Harvest.objects.filter(state__in=OPEN).filter(Q(claimed_until=None) | Q(claimed_until__lte=now))
    running = Harvest.objects.filter(state__in=OPEN, claimed_until__gt=now)
    ready = Q(next_run_at__lte=now) | Q(next_run_at=None) | Q(pk__in=cut_off.values("feed"))
    return (
        Feed.objects.filter(is_active=True)
        .filter(ready)
        .exclude(pk__in=running.values("feed"))
        .order_by("next_run_at", "pk")
    )


def stop(run: Harvest, *, now: datetime) -> bool:
    """Ends an open run for good; False when it had ended. A worker on it finds its lease gone at its next write.

    What was applied stays (each batch is whole); the feed's state does too, so the next run reads all of the rest.
    """
    with transaction.atomic():
        ended = Harvest.objects.filter(pk=run.pk, state__in=OPEN).update(
            state=HarvestState.STOPPED, finished_at=now, claimed_until=None, checkpoint=None
        )
        if ended:
            StagedEntry.objects.filter(harvest=run).delete()
    return bool(ended)


def stop_by(run: Harvest, *, actor: Any, now: datetime) -> bool:
    """`stop`, with who did it in the log."""
    with transaction.atomic():
        ended = stop(run, now=now)
        if ended:
            audit.record("harvest.stop", run.feed, actor=actor, now=now, detail={"harvest": run.pk})
    return ended


def stop_open(feed: Feed, *, now: datetime) -> None:
    """Ends the feed's open run, if there is one: its checkpoint means nothing to a feed that reads something else."""
    for run in Harvest.objects.filter(feed=feed, state__in=OPEN):
        stop(run, now=now)


def retry(row: Quarantined, *, actor: Any, now: datetime) -> None:
    """Has the record read again soon, and with it its whole feed: a source that is asked "what is new?" would not send it."""
    with transaction.atomic():
        Feed.objects.filter(pk=row.feed_id).update(state={}, next_run_at=now, failures=0)
        detail = {"feed": row.feed_id, "code": row.code}
        audit.record("quarantine.retry", row, actor=actor, now=now, detail=detail)


def dismiss(row: Quarantined, *, actor: Any, now: datetime) -> None:
    """Lets a record in quarantine go; the same fault does not come back, a changed record does."""
    with transaction.atomic():
        Quarantined.objects.filter(pk=row.pk).update(resolved_at=now)
        audit.record(
            faults.DISMISSED, row, actor=actor, now=now, detail={"feed": row.feed_id, "code": row.code}
        )
