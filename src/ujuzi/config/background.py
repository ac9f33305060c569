"""The composition of background work: which periodic tasks there are, with the real clock and network."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from django.conf import settings

from ujuzi.accounts import operations as accounts
from ujuzi.catalogue.models import Feed, Harvest
from ujuzi.catalogue.operations import harvests, links, reviews, suggestions
from ujuzi.core import fetching, jobs
from ujuzi.courses.operations import attempts, planning, sessions, uploading
from ujuzi.credentials.operations import lists
from ujuzi.evidence.operations import sheets
from ujuzi.records.operations import credentials, following

LINKS_AT_ONCE = 50
LINKS_FOR = timedelta(seconds=10)


def clock() -> datetime:
    return datetime.now(UTC)


def fetcher() -> fetching.Fetcher:
    """The hub's one way out to the network; politeness lasts as long as the object."""
    return fetching.from_settings()


def harvest(
    feed: Feed, *, stop: threading.Event, progress: Callable[[Harvest], None] | None = None
) -> Harvest:
    """One harvest, and the suggestions that follow from what is new."""
    run = harvests.harvest(feed, fetch=fetcher(), clock=clock, stop=stop, progress=progress)
    if run.new:
        suggestions.suggest_for(feed.organisation_id, since=run.started_at, now=clock())
    return run


def _harvest_due(stop: threading.Event) -> int:
    done = 0
    for feed in harvests.due(clock()):
        if stop.is_set():
            break
        try:
            harvest(feed, stop=stop)
        except harvests.Busy:
            continue
        done += 1
    return done


def _check_links(stop: threading.Event) -> int:
    """For some seconds only: a harvest that somebody asked for must not wait behind fifty slow sites."""
    until = clock() + LINKS_FOR
    return links.check_due(
        fetch=fetcher(), clock=clock, most=LINKS_AT_ONCE, stopped=lambda: stop.is_set() or clock() > until
    )


def _lapse(stop: threading.Event) -> int:
    return reviews.lapse(clock(), days=settings.REVIEW_SILENCE_DAYS)


def _forget(_stop: threading.Event) -> int:
    return accounts.forget_stale(now=clock())


def _follow(stop: threading.Event) -> int:
    return following.advance_all(clock=clock, stop=stop)


def _forget_refusals(_stop: threading.Event) -> int:
    return credentials.forget_old(now=clock())


def _remind(_stop: threading.Event) -> int:
    return planning.remind_due(clock=clock)


def _record_late(_stop: threading.Event) -> int:
    return attempts.record_late(clock=clock)


def _end_sessions(_stop: threading.Event) -> int:
    return sessions.end_old(clock=clock)


def _forget_uploads(_stop: threading.Event) -> int:
    return uploading.forget_old(clock=clock)


def _renew_lists(_stop: threading.Event) -> int:
    return lists.renew(clock=clock)


def _forget_sheets(_stop: threading.Event) -> int:
    return sheets.forget_old(now=clock())


def tasks() -> list[jobs.Task]:
    return [
        jobs.Task("followers", _follow, timedelta(seconds=2)),
        jobs.Task("reminders", _remind, timedelta(minutes=30)),
        jobs.Task("attempts not in the log", _record_late, timedelta(seconds=20)),
        jobs.Task("harvest", _harvest_due, timedelta(seconds=20)),
        jobs.Task("review silence", _lapse, timedelta(hours=1)),
        jobs.Task("links", _check_links, timedelta(minutes=1)),
        jobs.Task("old refusals", _forget_refusals, timedelta(days=1)),
        jobs.Task("uploads left alone", _forget_uploads, timedelta(hours=6)),
        jobs.Task("lists of revoked certificates", _renew_lists, timedelta(minutes=1)),
        jobs.Task("contents of old sheets", _forget_sheets, timedelta(days=1)),
        jobs.Task("packages left open", _end_sessions, timedelta(minutes=10)),
        jobs.Task("ended sessions", _forget, timedelta(days=1)),
    ]


def run(stop: threading.Event, *, once: bool) -> int:
    return jobs.run(tasks(), stop=stop, clock=clock, once=once)
