"""Who may do what with an organisation. Views ask here; whoever may not even see a desk gets 404, who may see but not do 403."""

from collections.abc import Callable
from typing import Any

from ujuzi.organisations import queries
from ujuzi.organisations.models import MemberRole, Organisation

Predicate = Callable[[Any, Organisation], bool]  # Any: a Person or Django's AnonymousUser


def may_manage_all(person: Any) -> bool:
    """The secretariat and operators: every organisation, and opening new ones."""
    return bool(getattr(person, "is_secretariat", False))


def may_work_for(person: Any, organisation: Organisation) -> bool:
    """Sees the desk: its feeds, harvests, resources and members."""
    return may_manage_all(person) or _role(person, organisation) is not None


def may_edit(person: Any, organisation: Organisation) -> bool:
    """Changes the texts of the organisation's public page."""
    return may_own(person, organisation)


def may_own(person: Any, organisation: Organisation) -> bool:
    """Invites, changes roles, removes members."""
    return may_manage_all(person) or _role(person, organisation) == MemberRole.OWNER


def _role(person: Any, organisation: Organisation) -> str | None:
    if not getattr(person, "is_authenticated", False) or not person.is_active:
        return None
    return queries.role_of(person, organisation)
