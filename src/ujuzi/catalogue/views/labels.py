"""Facets and their values in words, in the reader's language."""

from collections.abc import Mapping
from functools import lru_cache

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from ujuzi.catalogue.models import CertificateState, Cost, Level, Modality, ResourceKind
from ujuzi.catalogue.vocabulary import codes
from ujuzi.core import wording

Words = Mapping[str, "str | Promise"]

FACETS: Words = {
    "language": gettext_lazy("Language"),
    "level": gettext_lazy("Level"),
    "cost": gettext_lazy("Cost"),
    "access": gettext_lazy("Access needs"),
    "line": gettext_lazy("Slow or costly line"),
    "duration": gettext_lazy("Time it takes"),
    "certificate": gettext_lazy("Certificate"),
    "subject": gettext_lazy("Subject"),
    "audience": gettext_lazy("Made for"),
    "kind": gettext_lazy("Kind"),
    "modality": gettext_lazy("How it is taught"),
    "sdg": gettext_lazy("Sustainable Development Goal"),
    "country": gettext_lazy("Country"),
    "provider": gettext_lazy("Partner"),
}

ACCESS: Words = {
    "captions": gettext_lazy("Captions"),
    "transcript": gettext_lazy("Transcript"),
    "screen-reader": gettext_lazy("Works with a screen reader"),
    "sign-language": gettext_lazy("Sign language"),
    "audio-description": gettext_lazy("Audio description"),
    "alternative-text": gettext_lazy("Pictures described in words"),
    "keyboard": gettext_lazy("Works without a mouse"),
    "large-print": gettext_lazy("Large print"),
    "high-contrast": gettext_lazy("High contrast"),
    "braille": gettext_lazy("Braille"),
    "text": gettext_lazy("All of it as text"),
    "structure": gettext_lazy("Clear headings and order"),
    "no-flashing": gettext_lazy("Nothing flashes"),
}

SDGS: tuple[str | Promise, ...] = (
    gettext_lazy("No poverty"),
    gettext_lazy("Zero hunger"),
    gettext_lazy("Good health and well-being"),
    gettext_lazy("Quality education"),
    gettext_lazy("Gender equality"),
    gettext_lazy("Clean water and sanitation"),
    gettext_lazy("Affordable and clean energy"),
    gettext_lazy("Decent work and economic growth"),
    gettext_lazy("Industry, innovation and infrastructure"),
    gettext_lazy("Reduced inequalities"),
    gettext_lazy("Sustainable cities and communities"),
    gettext_lazy("Responsible consumption and production"),
    gettext_lazy("Climate action"),
    gettext_lazy("Life below water"),
    gettext_lazy("Life on land"),
    gettext_lazy("Peace, justice and strong institutions"),
    gettext_lazy("Partnerships for the goals"),
)

VALUES: Mapping[str, Words] = {
    "subject": dict(codes.SUBJECTS),
    "audience": dict(codes.AUDIENCES),
    "level": dict(Level.choices) | {"unknown": Level.UNKNOWN.label},
    "kind": dict(ResourceKind.choices),
    "cost": dict(Cost.choices) | {"unknown": Cost.UNKNOWN.label},
    "certificate": dict(CertificateState.choices) | {"unknown": CertificateState.UNKNOWN.label},
    "modality": dict(Modality.choices) | {"unknown": Modality.UNKNOWN.label},
    "duration": {
        "hour": gettext_lazy("Up to an hour"),
        "day": gettext_lazy("Up to a day (8 hours)"),
        "week": gettext_lazy("Up to a week (40 hours)"),
        "long": gettext_lazy("Longer"),
        "unknown": gettext_lazy("Time not stated"),
    },
    "access": ACCESS,
    "line": {"light": gettext_lazy("Works on a bad line")},
    "sdg": {str(number): name for number, name in enumerate(SDGS, 1)},
}


@lru_cache(maxsize=8192)
def value(facet: str, code: str, reader: str) -> str:
    """A value of a facet in the reader's language. Providers are named by the database, not here."""
    if facet == "language":
        return wording.language(code, reader)
    if facet == "country":
        return wording.country(code, reader)
    with override(reader):
        name = VALUES.get(facet, {}).get(code)
        if name is None:
            return _("Not stated") if code in {"", "unknown"} else code.replace("-", " ")
        return f"{code}. {name}" if facet == "sdg" else str(name)
