"""Who may write and publish courses: those who work for their organisation; the hub's own, the secretariat."""

from typing import Any

from ujuzi.organisations import permissions as organisations
from ujuzi.organisations import queries
from ujuzi.organisations.models import Organisation


def may_write(person: Any, organisation: Organisation | None) -> bool:
    """Edits drafts, sends them for review, marks learners' work by hand."""
    if organisation is None:
        return organisations.may_manage_all(person)
    return organisations.may_work_for(person, organisation)


def may_publish(person: Any, organisation: Organisation | None) -> bool:
    """The review: an organisation's owners, and the secretariat for all."""
    if organisation is None:
        return organisations.may_manage_all(person)
    return organisations.may_own(person, organisation)


def writes_for(person: Any) -> list[Organisation | None]:
    """Everybody for whom she may write; None stands for the hub itself."""
    if not getattr(person, "is_authenticated", False):
        return []
    own: list[Organisation | None] = [None] if organisations.may_manage_all(person) else []
    return own + list(queries.organisations_of(person))
