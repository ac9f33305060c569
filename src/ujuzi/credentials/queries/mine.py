"""A person's awards and credentials."""

from dataclasses import dataclass
from uuid import UUID

from ujuzi.accounts.models import Person
from ujuzi.credentials.models import Award, Credential, Shown


@dataclass(frozen=True, slots=True)
class Mine:
    """An award with its credentials: the living ones by edition, and those that were replaced or revoked."""

    award: Award
    living: list[Credential]
    past: list[Credential]

    @property
    def main(self) -> Credential | None:
        """The one with her name, if there is one."""
        return next(
            (one for one in self.living if one.shown == Shown.NAMED), self.living[0] if self.living else None
        )


def of(person: Person) -> list[Mine]:
    """The newest award first."""
    awards = (
        Award.objects.filter(person=person)
        .select_related("achievement__organisation", "achievement__assessed_by")
        .prefetch_related("credentials")
    )
    return [_mine(award) for award in awards]


def one(person: Person, number: str | UUID) -> Mine | None:
    award = (
        Award.objects.filter(person=person, pk=number)
        .select_related("achievement__organisation", "achievement__assessed_by")
        .prefetch_related("credentials")
        .first()
    )
    return _mine(award) if award else None


def _mine(award: Award) -> Mine:
    found = list(award.credentials.all())
    return Mine(award, [one for one in found if not one.is_revoked], [one for one in found if one.is_revoked])


def credential_of(person: Person, number: str | UUID) -> Credential | None:
    return (
        Credential.objects.select_related(
            "award__achievement__organisation", "award__achievement__assessed_by", "status_list"
        )
        .filter(award__person=person, pk=number)
        .first()
    )


def by_number(number: str | UUID) -> Credential | None:
    return Credential.objects.select_related("award__achievement__organisation").filter(pk=number).first()


def shared(token: str) -> Credential | None:
    """What its holder shares under this address."""
    return (
        Credential.objects.select_related(
            "award__achievement__organisation", "award__achievement__assessed_by"
        )
        .filter(share_token=token, revoked_at=None)
        .first()
        if token
        else None
    )
