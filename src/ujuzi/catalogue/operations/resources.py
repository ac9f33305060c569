"""Resources typed by hand or taken from a pasted address."""

from datetime import datetime
from typing import Any

from django.db import transaction

from ujuzi.catalogue import normalise
from ujuzi.catalogue.feeds import jsonld
from ujuzi.catalogue.feeds.entry import Entry, FeedError, Fetch, Source
from ujuzi.catalogue.models import Edition, LanguageSource, Offering, Work
from ujuzi.catalogue.normalise import texts, urls
from ujuzi.catalogue.operations import audit
from ujuzi.catalogue.search import indexing
from ujuzi.organisations.models import Organisation


def create(organisation: Organisation, values: dict[str, Any], *, actor: Any, now: datetime) -> Edition:
    """A resource that no feed holds; it waits for review like any other. What is typed counts as an editor's word."""
    cleaning = {"title": texts.title, "description": texts.html}
    values = {name: cleaning[name](value) if name in cleaning else value for name, value in values.items()}
    stamp = {"by": actor.pk, "at": now.isoformat(timespec="seconds")}
    with transaction.atomic():
        edition = Edition.objects.create(
            work=Work.objects.create(created_at=now),
            provider=organisation,
            canonical_url=urls.canonical(values.get("url", "")),
            language_source=LanguageSource.EDITOR,
            provenance={name: stamp for name in values},
            corrections=dict(values),
            created_at=now,
            changed_at=now,
            submitted_at=now,
            **values,
        )
        Offering.objects.create(edition=edition, url=edition.url, modality=edition.modality)
        edition.changes.create(
            at=now, actor=actor, cause="typed", fields={name: [None, value] for name, value in values.items()}
        )
        audit.record("resource.add", edition, actor=actor, now=now, detail={"url": edition.url})
        indexing.index([edition.pk])
    return edition


def same_address(url: str) -> Edition | None:
    """An edition that has this address already, tracking parameters aside."""
    canonical = urls.canonical(url)
    return Edition.objects.filter(canonical_url=canonical).first() if canonical else None


def read_page(url: str, *, fetch: Fetch, now: datetime) -> dict[str, Any]:
    """Fields for the form from what the page at an address says of itself (JSON-LD, else title and description).

    Raises FetchError when the page cannot be had; an empty dict when it says nothing.
    """
    source = Source(url=url, now=now, options={"single": True})
    try:
        for page in jsonld.read(source, fetch):
            for entry in page.entries:
                return _fields(entry)
    except FeedError:
        return {}
    return {}


def _fields(entry: Entry) -> dict[str, Any]:
    made = normalise.draft(entry)
    return dict(made.fields) if isinstance(made, normalise.Draft) else {}
