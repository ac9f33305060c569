"""People: whom an address belongs to; what came for somebody unknown and is hers; export and erasure."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from allauth.account.models import EmailAddress

from ujuzi.accounts.models import Person
from ujuzi.evidence import identities
from ujuzi.evidence.models import Completion, Import, Proof
from ujuzi.evidence.operations import receiving


def by_address(address: str) -> Person | None:
    """Whoever has confirmed it."""
    found = (
        EmailAddress.objects.filter(email__iexact=address.strip(), verified=True)
        .select_related("user")
        .first()
    )
    return found.user if found and found.user.is_active else None


def recognise(person: Person, *, now: datetime) -> int:
    """Takes over what partners sent for her addresses before she had confirmed them."""
    return receiving.recognise(person, identities.addresses_of(person), now=now)


def export_person(person: Person) -> Mapping[str, Iterable[Mapping[str, Any]]]:
    return {
        "completions": Completion.objects.filter(person=person).values(
            "activity", "title", "completed_at", "assurance", "best", "many", "conflict"
        ),
        "proofs": Proof.objects.filter(person=person).values(
            "id", "organisation__slug", "source", "assurance", "activity", "said", "title", "completed_at", "score", "passed",
            "detail", "document", "state", "received_at", "reviewed_at", "remark", "statement",
        ),
        "imports": Import.objects.filter(by=person).values("organisation__slug", "filename", "made_at", "state"),
    }  # fmt: skip


def erase_person(person: Person) -> None:
    """Documents go from the disk; the rows would go with the person's own."""
    for proof in Proof.objects.filter(person=person).exclude(document="").exclude(document=None):
        proof.document.delete(save=False)
    Completion.objects.filter(person=person).delete()
    Proof.objects.filter(person=person).delete()
