"""What is published about issuers' keys."""

from typing import Any

from ujuzi.credentials import issuers
from ujuzi.credentials.models import DidVersion, SigningKey
from ujuzi.organisations.models import Organisation


def document_of(organisation: Organisation | None) -> dict[str, Any] | None:
    """The DID document as it was last published; None for an issuer that has no keys yet."""
    return latest(issuers.did(organisation))


def latest(did: str) -> dict[str, Any] | None:
    found = DidVersion.objects.filter(did=did).order_by("-number").first()
    return found.document if found else None


def history_of(did: str) -> list[str]:
    """Its entries, the first one first."""
    return list(DidVersion.objects.filter(did=did).order_by("number").values_list("entry", flat=True))


def documents() -> dict[str, dict[str, Any]]:
    """{DID: document} of all issuers of this hub."""
    found: dict[str, dict[str, Any]] = {}
    for did, made in DidVersion.objects.order_by("did", "number").values_list("did", "document"):
        found[did] = made
    return found


def all_keys() -> list[SigningKey]:
    return list(SigningKey.objects.select_related("organisation"))
