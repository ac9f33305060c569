"""Where each field of a resource comes from, and by which rule it was classified, for whoever wants to check."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ujuzi.catalogue.models import Edition
from ujuzi.catalogue.queries import pages
from ujuzi.catalogue.views import labels
from ujuzi.core import wording

LONGEST = 300  # characters of a raw value
FACET_OF = {
    "subjects": "subject",
    "audiences": "audience",
    "level": "level",
    "kind": "kind",
    "sdgs": "sdg",
    "cost": "cost",
}
BECAUSE: dict[str, str | Promise] = {
    "title": gettext_lazy("because the title says “%(text)s”"),
    "keyword": gettext_lazy("because its keywords say “%(text)s”"),
    "subject": gettext_lazy("because its subjects say “%(text)s”"),
    "description": gettext_lazy("because the description says “%(text)s”"),
    "level": gettext_lazy("because its source gives the level “%(text)s”"),
    "audience": gettext_lazy("because its source gives the audience “%(text)s”"),
    "stated": gettext_lazy("because its source says “%(text)s”"),
    "source": gettext_lazy("because its source says “%(text)s”"),
    "editor": gettext_lazy("because an editor decided so"),
}


@dataclass(frozen=True, slots=True)
class Origin:
    field: str
    raw: str
    feed: str
    day: str
    corrected: bool


def of(edition: Edition, reader: str) -> list[Origin]:
    """One for each field that came from a feed or from an editor."""
    known = {name: value for name, value in edition.provenance.items() if isinstance(value, dict)}
    feeds = pages.feed_names(
        {value["feed"] for value in known.values() if isinstance(value.get("feed"), int)}
    )
    found = [
        Origin(
            _field(name),
            _raw(value.get("raw")),
            feeds.get(value.get("feed", 0), ""),
            _day(value.get("at"), reader),
            name in edition.corrections,
        )
        for name, value in known.items()
    ]
    found += [Origin(_field(name), "", "", "", True) for name in edition.corrections if name not in known]
    return sorted(found, key=lambda origin: origin.field)


def _field(name: str) -> str:
    if name == "*":  # what is not said of a field by itself
        return _("All")
    try:
        return str(getattr(Edition._meta.get_field(name), "verbose_name", name))
    except FieldDoesNotExist:
        return name.replace("_", " ")


def _raw(value: Any) -> str:
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        value = ", ".join(value)
    text = value if isinstance(value, str) else "" if value is None else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= LONGEST else text[:LONGEST] + "…"


def _day(value: Any, reader: str) -> str:
    try:
        return wording.day(datetime.fromisoformat(str(value)).date(), reader)
    except ValueError:
        return ""


def decisions(edition: Edition, reader: str) -> list[str]:
    """Each classification with its ground, as a sentence: "Subject: Data, because the title says ..."."""
    return [
        f"{_field(field).capitalize()}: {value}, {ground}."
        if ground
        else f"{_field(field).capitalize()}: {value}."
        for field, value, ground in _decisions(edition, reader)
    ]


def _decisions(edition: Edition, reader: str) -> Iterator[tuple[str, str, str]]:
    for field, decided in edition.decisions.items():
        for one in decided if isinstance(decided, list) else []:
            if not isinstance(one, dict):
                continue
            code = str(one.get("value", ""))
            facet = FACET_OF.get(field)
            value = labels.value(facet, code, reader) if facet else code
            yield field, value, _ground(str(one.get("because", "")), str(one.get("text", "")))


def _ground(because: str, text: str) -> str:
    if because in BECAUSE:
        return str(BECAUSE[because]).replace("%(text)s", text)
    return _("because its source says “%(text)s”") % {"text": text} if text else ""
