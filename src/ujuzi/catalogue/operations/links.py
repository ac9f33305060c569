"""Are the addresses still there? Dead only after two failures on different days: a server may be down for an hour."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q, QuerySet

from ujuzi.catalogue.feeds.entry import Fetch
from ujuzi.catalogue.models import Edition, LinkState, State
from ujuzi.catalogue.search import indexing
from ujuzi.core.fetching import FetchError

EACH = timedelta(days=7)
AGAIN = timedelta(days=1)
MOST_BYTES = 3_000_000
# These say that our bot is not wanted or the page is large: people can still open it.
STILL_THERE = {"robots", "too-large", "http-401", "http-403", "http-405", "http-406", "http-429"}
# These are rules of ours, or come of having no cookies (sign-in pages lead in circles without): a browser gets further.
STILL_THERE |= {"bad-port", "downgrade", "redirect-loop", "too-many-redirects"}


def due(now: datetime) -> QuerySet[Edition]:
    """Editions whose link was never looked at, or a week ago; a failed one after a day."""
    suspicious = Q(link_state=LinkState.UNCHECKED, link_checked_at__lt=now - AGAIN)
    old = Q(link_checked_at=None) | Q(link_checked_at__lt=now - EACH) | suspicious
    return (
        Edition.objects.filter(old, state__in=[State.PUBLISHED, State.PENDING])
        .exclude(url="")
        .exclude(url__startswith=f"{settings.ORIGIN}/")  # our own pages
        .order_by(F("link_checked_at").asc(nulls_first=True), "pk")
    )


def check(edition: Edition, *, fetch: Fetch, now: datetime) -> str:
    """Looks at one address and keeps what came of it; returns the link's state."""
    try:
        fetch(edition.url, max_bytes=MOST_BYTES)
        there = True
    except FetchError as error:
        there = error.code in STILL_THERE
    before = edition.link_state
    # A first failure leaves "not checked" with a time; the second, a day later, makes it dead.
    looked = edition.link_checked_at
    suspected = before == LinkState.UNCHECKED and looked is not None and looked <= now - AGAIN
    failed_before = before == LinkState.DEAD or suspected
    state = LinkState.OK if there else LinkState.DEAD if failed_before else LinkState.UNCHECKED
    with transaction.atomic():
        Edition.objects.filter(pk=edition.pk).update(link_state=state, link_checked_at=now)
        if LinkState.DEAD in {before, state} and before != state:
            edition.changes.create(at=now, cause="link-check", fields={"link_state": [before, state]})
            indexing.index([edition.pk])
    return state


def check_due(*, fetch: Fetch, clock: Callable[[], datetime], most: int, stopped: Callable[[], bool]) -> int:
    """Looks at up to `most` addresses; returns how many."""
    done = 0
    for edition in due(clock())[:most]:
        if stopped():
            break
        check(edition, fetch=fetch, now=clock())
        done += 1
    return done
