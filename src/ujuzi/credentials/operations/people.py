"""A person's own data: export; her certificates go with her account, what she gave away stays valid."""

from collections.abc import Iterable, Mapping
from typing import Any

from ujuzi.accounts.models import Person
from ujuzi.credentials.models import Award, Credential


def export_person(person: Person) -> Mapping[str, Iterable[Mapping[str, Any]]]:
    return {
        "awards": Award.objects.filter(person=person).values(
            "id", "achievement__name", "subject", "awarded_at", "statement", "evidence", "withdrawn_at", "withdrawn_why"
        ),
        "credentials": Credential.objects.filter(award__person=person).values(
            "id", "award", "shown", "name", "language", "document", "status_list", "index", "issued_at", "valid_until",
            "revoked_at", "revoked_why", "superseded_by", "resigned_at", "share_token",
        ),
    }  # fmt: skip


def erase_person(person: Person) -> None:
    """The status lists keep the numbers that were given out: given out again, they would answer for somebody else."""
    Award.objects.filter(person=person).delete()
