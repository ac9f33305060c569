"""Who may do what with the catalogue. Views ask here; whoever may not even see a page gets 404."""

from typing import Any

from ujuzi.catalogue.models import Edition
from ujuzi.organisations import permissions as organisations


def may_review(person: Any) -> bool:
    """Reviewers, the secretariat and operators: every partner's entries, pairs and the log."""
    return bool(getattr(person, "is_reviewer", False))


def may_correct(person: Any, edition: Edition) -> bool:
    """Reviewers, and who works for the edition's own provider."""
    return may_review(person) or organisations.may_work_for(person, edition.provider)


def may_see_history(person: Any, edition: Edition) -> bool:
    """What came from where and who changed it is for those who may correct it."""
    return may_correct(person, edition)
