"""What is done to organisations, members and invitations."""

import logging
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from ujuzi.accounts.models import Person
from ujuzi.organisations import queries, secrets
from ujuzi.organisations.models import Invitation, MemberRole, Membership, Organisation

logger = logging.getLogger(__name__)

INVITATION_LASTS = timedelta(days=14)


class LastOwner(Exception):
    """The deed would leave the organisation without an owner."""


def make_organisation(*, slug: str, kind: str, names: dict[str, str], **fields: Any) -> Organisation:
    """Creates the organisation, or brings it to this state; doing it again changes nothing."""
    wanted = {"kind": kind, "names": names, **fields}
    organisation, made = Organisation.objects.get_or_create(slug=slug, defaults=wanted)
    changed = [name for name, value in wanted.items() if getattr(organisation, name) != value]
    if changed and not made:
        for name in changed:
            setattr(organisation, name, wanted[name])
        organisation.save(update_fields=changed)
    return organisation


def add_member(organisation: Organisation, person: Person, *, role: str, now: datetime) -> Membership:
    """Makes the person a member; a role once given is only raised here, never lowered."""
    membership, made = Membership.objects.get_or_create(
        organisation=organisation, person=person, defaults={"role": MemberRole(role), "since": now}
    )
    if not made and role == MemberRole.OWNER and membership.role != MemberRole.OWNER:
        membership.role = MemberRole.OWNER
        membership.save(update_fields=["role"])
    return membership


def invite(
    organisation: Organisation, *, by: Person, role: str, note: str = "", now: datetime
) -> tuple[Invitation, str]:
    """A new invitation and its secret, which is known only now."""
    secret = secrets.make()
    invitation = Invitation.objects.create(
        organisation=organisation,
        role=MemberRole(role),
        note=note,
        secret_hash=secrets.digest(secret),
        created_by=by,
        created_at=now,
        expires_at=now + INVITATION_LASTS,
    )
    logger.info("invitation made", extra={"organisation": organisation.pk, "by": by.pk})
    return invitation, secret


def accept(secret: str, person: Person, *, now: datetime) -> Membership | None:
    """Uses the invitation up and makes the person a member; None when it cannot be used (any more).

    The conditional UPDATE decides between two who open the same link at once.
    """
    with transaction.atomic():
        found = queries.invitation_by_secret(secret, now=now)
        if not found:
            return None
        still_open = Invitation.objects.filter(pk=found.pk, accepted_at=None, revoked_at=None)
        if not still_open.update(accepted_at=now, accepted_by=person):
            return None
        logger.info("invitation accepted", extra={"organisation": found.organisation_id, "by": person.pk})
        return add_member(found.organisation, person, role=found.role, now=now)


def revoke(invitation: Invitation, *, now: datetime) -> bool:
    """Whether it was still open."""
    still_open = Invitation.objects.filter(pk=invitation.pk, accepted_at=None, revoked_at=None)
    return bool(still_open.update(revoked_at=now))


def change_role(membership: Membership, role: str) -> None:
    with transaction.atomic():
        if role != MemberRole.OWNER:
            _keep_an_owner(membership)
        Membership.objects.filter(pk=membership.pk).update(role=MemberRole(role))


def remove_member(membership: Membership) -> None:
    """Also how somebody leaves."""
    with transaction.atomic():
        _keep_an_owner(membership)
        membership.delete()


def _keep_an_owner(membership: Membership) -> None:
    """Locks the owners, so that two cannot leave at the same moment."""
    owners = list(queries.owners(membership.organisation).select_for_update())
    if [owner.pk for owner in owners] == [membership.pk]:
        raise LastOwner


def erase(person: Person) -> None:
    """What the person leaves behind: her open invitations no longer work, and notes about people are forgotten.

    Her right to go is stronger than an organisation's need of an owner; the secretariat sees those without one.
    """
    made = Invitation.objects.filter(created_by=person)
    made.filter(accepted_at=None).delete()
    Invitation.objects.filter(accepted_by=person).update(note="")
    Membership.objects.filter(person=person).delete()
