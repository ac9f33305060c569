"""Who may look at learner records on the pages. The API asks keys instead."""

from typing import Any

from ujuzi.organisations import permissions as organisations
from ujuzi.organisations.models import Organisation


def may_see(person: Any, organisation: Organisation | None) -> bool:
    """How much comes in and what is refused: an organisation's members, for the whole hub operators."""
    if organisation is None:
        return bool(getattr(person, "is_staff", False))
    return organisations.may_work_for(person, organisation)


def may_search(person: Any, organisation: Organisation | None) -> bool:
    """Single learners' statements, and keys: an organisation's owners, for the whole hub operators."""
    if organisation is None:
        return bool(getattr(person, "is_staff", False))
    return organisations.may_own(person, organisation)
