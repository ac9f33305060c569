"""What others may read about organisations and their members."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Count, Q, QuerySet

from ujuzi.accounts import portability
from ujuzi.accounts.models import Person
from ujuzi.organisations import secrets
from ujuzi.organisations.models import Invitation, MemberRole, Membership, Organisation


def role_of(person: Person, organisation: Organisation) -> str | None:
    """`owner`, `editor`, or None for who is no member."""
    return (
        Membership.objects.filter(person=person, organisation=organisation)
        .values_list("role", flat=True)
        .first()
    )


def organisations_of(person: Person) -> QuerySet[Organisation]:
    """Those the person works for: the secretariat and operators for all, others as members."""
    everything = Organisation.objects.all()
    return everything if person.is_secretariat else everything.filter(memberships__person=person)


def listed() -> QuerySet[Organisation]:
    """Those shown to the public."""
    return Organisation.objects.filter(is_listed=True)


def by_slug(slug: str) -> Organisation | None:
    return Organisation.objects.filter(slug=slug).first()


def members_of(organisation: Organisation) -> QuerySet[Membership]:
    """Owners first, then by name."""
    return organisation.memberships.select_related("person").order_by("-role", "person__username")


def open_invitations(organisation: Organisation, *, now: datetime) -> QuerySet[Invitation]:
    return organisation.invitations.filter(accepted_at=None, revoked_at=None, expires_at__gt=now).order_by(
        "expires_at"
    )


def invitation_by_secret(secret: str, *, now: datetime) -> Invitation | None:
    """The invitation that can still be accepted, or None: unknown, used, revoked and expired look the same."""
    return (
        Invitation.objects.select_related("organisation")
        .filter(secret_hash=secrets.digest(secret), accepted_at=None, revoked_at=None, expires_at__gt=now)
        .first()
    )


def for_secretariat() -> QuerySet[Organisation]:
    """All, with the number of members and of owners."""
    return Organisation.objects.annotate(
        member_count=Count("memberships"),
        owner_count=Count("memberships", filter=Q(memberships__role=MemberRole.OWNER)),
    )


def owners(organisation: Organisation) -> QuerySet[Membership]:
    return organisation.memberships.filter(role=MemberRole.OWNER)


def export(person: Person) -> dict[str, Iterable[portability.Row]]:
    """The person's memberships, and the invitations she made or accepted."""
    invitations = Invitation.objects.filter(Q(created_by=person) | Q(accepted_by=person))
    return {
        "memberships": person.memberships.values("organisation__slug", "role", "since"),
        "invitations": invitations.values(
            "organisation__slug", "role", "note", "created_at", "expires_at", "accepted_at", "revoked_at"
        ),
    }
