"""Who issues: the hub or one of its organisations, each with an identifier (did:web) under the hub's own name."""

from typing import Any

from django.conf import settings

from ujuzi.organisations.models import Organisation
from ujuzi.standards.openbadges import dids

FOLDER = "issuers"


def did(organisation: Organisation | None) -> str:
    """`did:web:hub.example`, `did:web:hub.example:issuers:slug`."""
    return dids.web(settings.ORIGIN, *([FOLDER, organisation.slug] if organisation else []))


def name(organisation: Organisation | None) -> str:
    return settings.HUB_NAME if organisation is None else organisation.names.get("en") or organisation.slug


def profile(organisation: Organisation | None) -> dict[str, Any]:
    """The issuer as credentials name it (Open Badges 3.0, Profile)."""
    made = {"id": did(organisation), "type": ["Profile"], "name": name(organisation), "url": settings.ORIGIN}
    if organisation is not None:
        made["url"] = organisation.homepage or f"{settings.ORIGIN}/en/partner/{organisation.slug}/"
    return made
