"""What is kept about a person and the tools that she opened: her export, and its end."""

from collections.abc import Iterable, Mapping
from typing import Any

from ujuzi.accounts.models import Person
from ujuzi.evidence.models import Launch, Opened, Pseudonym, Score


def export_person(person: Person) -> Mapping[str, Iterable[Mapping[str, Any]]]:
    return {
        "pseudonyms": Pseudonym.objects.filter(person=person).values(
            "sub", "tool__name", "tool__organisation__slug", "shares_name", "shares_email", "made_at"
        ),
        "opened": Opened.objects.filter(pseudonym__person=person).values(
            "link__tool__name", "link__title", "first_at", "last_at"
        ),
        "scores": Score.objects.filter(pseudonym__person=person).values(
            "line_item__tool__name", "line_item__label", "at", "given", "maximum", "activity_progress",
            "grading_progress", "comment", "received_at",
        ),
        "launches": Launch.objects.filter(person=person).values(
            "tool__name", "link__title", "shares_name", "shares_email", "made_at", "used_at", "expires_at"
        ),
    }  # fmt: skip


def erase_person(person: Person) -> None:
    """With the pseudonyms go the grades; the tools keep what they were sent, and can name nobody here any more."""
    Launch.objects.filter(person=person).delete()
    Pseudonym.objects.filter(person=person).delete()
