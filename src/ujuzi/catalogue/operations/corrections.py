"""An editor's corrections: stronger than any later harvest, and taken back one by one."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction

from ujuzi.catalogue.harvest import merging
from ujuzi.catalogue.models import Edition, LanguageSource
from ujuzi.catalogue.normalise import texts, urls
from ujuzi.catalogue.operations import audit
from ujuzi.catalogue.search import indexing


def correct(edition: Edition, values: dict[str, Any], *, actor: Any, now: datetime) -> None:
    """Sets fields by hand; each is remembered as a correction, with who and when."""
    values = cleaned(values)
    with transaction.atomic():
        edition.corrections = edition.corrections | {name: _plain(value) for name, value in values.items()}
        stamp = {"by": actor.pk, "at": now.isoformat(timespec="seconds")}
        edition.provenance = edition.provenance | {name: stamp for name in values}
        _set(edition, values, actor=actor, now=now, cause="correction")
        audit.record("edition.correct", edition, actor=actor, now=now, detail=values)
        indexing.index([edition.pk])


def uncorrect(edition: Edition, fields: Sequence[str], *, actor: Any, now: datetime) -> None:
    """Gives fields back to the source: its last word counts again (fields that no source fills stay as they are)."""
    with transaction.atomic():
        edition.corrections = {
            name: value for name, value in edition.corrections.items() if name not in fields
        }
        sourced = merging.sourced_values(edition)
        values = {name: sourced[name][0] for name in fields if name in sourced}
        edition.provenance = edition.provenance | {name: sourced[name][1] for name in values}
        _set(edition, values, actor=actor, now=now, cause="uncorrect")
        audit.record("edition.uncorrect", edition, actor=actor, now=now, detail={"fields": list(fields)})
        indexing.index([edition.pk])


def _set(edition: Edition, values: dict[str, Any], *, actor: Any, now: datetime, cause: str) -> None:
    changed = {
        name: [_plain(getattr(edition, name)), _plain(value)]
        for name, value in values.items()
        if getattr(edition, name) != value
    }
    for name, value in values.items():
        setattr(edition, name, value)
    edition.changed_at = now
    edition.save()
    if changed:
        edition.changes.create(at=now, actor=actor, cause=cause, fields=changed)


def cleaned(values: dict[str, Any]) -> dict[str, Any]:
    """What an editor types passes the same cleaning as what a feed sends."""
    made = dict(values)
    if "title" in made:
        made["title"] = texts.title(made["title"])
    if "description" in made:
        made["description"] = texts.html(made["description"])
    if "url" in made:
        made["canonical_url"] = urls.canonical(made["url"])
    if "language" in made:
        made["language_source"] = LanguageSource.EDITOR
    return made


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
