"""What others may read about people."""

from collections.abc import Iterable
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.db.models import QuerySet

from ujuzi.accounts import consents
from ujuzi.accounts.models import Consent, Person, StaffRole

STRONG = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]


def by_username(username: str) -> Person | None:
    """The open account of that name; names are kept in lower case."""
    return Person.objects.filter(username=username.strip().lower(), is_active=True).first()


def has_strong_sign_in(person: Person) -> bool:
    """Has a passkey or an authenticator app; recovery codes alone do not count."""
    return get_adapter().is_mfa_enabled(person, types=STRONG)


def consents_of(person: Person) -> dict[str, Consent]:
    """The open consents by purpose, to the present wording only."""
    return {
        consent.purpose: consent
        for consent in Consent.objects.filter(person=person, withdrawn_at=None)
        if consents.PURPOSES.get(consent.purpose)
        and consents.PURPOSES[consent.purpose].version == consent.version
    }


def agreed_to(purpose: str) -> QuerySet[Person]:
    """People with an open consent to the present wording of the purpose."""
    version = consents.PURPOSES[purpose].version
    return Person.objects.filter(
        is_active=True, consents__purpose=purpose, consents__version=version, consents__withdrawn_at=None
    )


def is_last_operator(person: Person) -> bool:
    """Whether the hub would have no operator without this person."""
    operators = Person.objects.filter(staff_role=StaffRole.OPERATOR, is_active=True)
    return person.is_staff and not operators.exclude(pk=person.pk).exists()


def export(person: Person) -> dict[str, Iterable[dict[str, Any]]]:
    """Everything this app and the sign-in beneath it keep, without the secrets themselves (hashes, keys)."""
    own = Person.objects.filter(pk=person.pk)
    return {
        "person": own.values(
            "id", "username", "email", "display_name", "staff_role", "language", "learning_languages",
            "is_active", "date_joined", "last_login",
        ),
        "consents": Consent.objects.filter(person=person).values("purpose", "version", "given_at", "withdrawn_at"),
        "recovery_words": own.exclude(recovery_words=None).values("recovery_words__made_at"),
        "email_addresses": EmailAddress.objects.filter(user=person).values("email", "verified", "primary"),
        "passkeys_and_apps": _authenticators(person),
        "sessions": UserSession.objects.filter(user=person).values(
            "created_at", "last_seen_at", "ip", "user_agent"
        ),
        "other_sign_ins": SocialAccount.objects.filter(user=person).values(
            "provider", "uid", "extra_data", "date_joined", "last_login"
        ),
    }  # fmt: skip


def _authenticators(person: Person) -> Iterable[dict[str, Any]]:
    for authenticator in Authenticator.objects.filter(user=person):
        yield {
            "kind": authenticator.type,
            "name": authenticator.data.get("name", ""),
            "created_at": authenticator.created_at,
            "last_used_at": authenticator.last_used_at,
        }
