"""Drafts that cannot stop a harvest: a record that trips the normaliser in a way nobody foresaw is a reject.

Elsewhere we catch only what we can name. Here a batch of 500 strangers' records hangs on each of them: one that raises
would keep its run, and so its feed, from ever ending.
"""

import logging
from collections.abc import Sequence

from ujuzi.catalogue import normalise
from ujuzi.catalogue.feeds.entry import Entry, Reject

log = logging.getLogger("ujuzi.harvest")

UNFORESEEN = "unforeseen"


def draft(entry: Entry, *, provider_languages: Sequence[str]) -> normalise.Draft | Reject:
    """What `normalise.draft` says, or a reject that names the mistake; the log has its whole trace."""
    try:
        return normalise.draft(entry, provider_languages=provider_languages)
    except Exception as error:
        log.exception("record %r tripped the normaliser", entry.identifier[:200])
        return Reject(UNFORESEEN, mistake(error), entry.identifier, entry.raw, entry.raw_type)


def mistake(error: Exception) -> str:
    return f"A fault of the hub, not of the source: {type(error).__name__}: {error}"[:500]
