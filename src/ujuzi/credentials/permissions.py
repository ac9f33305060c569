"""Who may award and revoke: those who own the organisation that issues or answers for the assessment; for the hub, the secretariat."""

from typing import Any

from ujuzi.credentials.models import Achievement
from ujuzi.organisations import permissions as organisations


def may_award(person: Any, achievement: Achievement) -> bool:
    """Awards it by hand, withdraws awards, revokes credentials."""
    owners = [one for one in (achievement.organisation, achievement.assessed_by) if one is not None]
    return organisations.may_manage_all(person) or any(organisations.may_own(person, one) for one in owners)
