"""The composition of background work: which periodic tasks there are, with the real clock and network."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime

from django.conf import settings

import ujuzi
from ujuzi.catalogue.models import Feed, Harvest
from ujuzi.catalogue.operations import harvests
from ujuzi.core import fetching


def fetcher() -> fetching.Fetcher:
    """The hub's one way out to the network."""
    agent = f"UjuziBot/{ujuzi.__version__} (+{settings.ORIGIN}/bot)"
    return fetching.Fetcher(user_agent=agent, allow=settings.FETCH_ALLOW)


def harvest(
    feed: Feed, *, stop: threading.Event, progress: Callable[[Harvest], None] | None = None
) -> Harvest:
    return harvests.harvest(feed, fetch=fetcher(), now=_now(), stop=stop, progress=progress)


def _now() -> datetime:
    return datetime.now(UTC)
