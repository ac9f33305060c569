"""What is done to people's accounts."""

import logging
from collections.abc import Iterable
from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.contrib.admin.models import LogEntry
from django.contrib.auth import hashers
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Model, QuerySet

from ujuzi.accounts import consents, portability, queries, words
from ujuzi.accounts.models import Consent, Person, RecoveryWords, StaffRole

logger = logging.getLogger(__name__)

# A passkey sign-up that was begun and left: the name is free again after this time.
ABANDONED_AFTER = timedelta(hours=1)


class LastOperator(Exception):
    """The deed would leave the hub without an operator."""


def make_person(
    *,
    username: str,
    passphrase: str | None,
    display_name: str = "",
    staff_role: str = "",
    email: str = "",
    **fields: object,
) -> Person:
    """Creates the person, or brings her to this state if there is one of that name; doing it again changes nothing.

    `email` counts as confirmed. A passphrase of None leaves an existing one alone.
    """
    wanted = {"display_name": display_name, "staff_role": StaffRole(staff_role), "email": email, **fields}
    with transaction.atomic():
        person, made = Person.objects.get_or_create(
            username=username.lower(), defaults={**wanted, "password": "!"}
        )
        changed = [name for name, value in wanted.items() if getattr(person, name) != value]
        for name in changed:
            setattr(person, name, wanted[name])
        if passphrase is not None and not person.check_password(passphrase):
            person.set_password(passphrase)
            changed.append("password")
        if changed:
            person.save(update_fields=changed)
        if email:
            EmailAddress.objects.get_or_create(
                user=person, email=email.lower(), defaults={"verified": True, "primary": True}
            )
    if made:
        logger.info("person made", extra={"person": person.pk, "role": staff_role})
    return person


def agree(person: Person, purpose: consents.Purpose, *, now: datetime) -> Consent:
    """Records the consent to the present wording; an older one is closed, an equal one stands."""
    with transaction.atomic():
        standing = (
            Consent.objects.select_for_update()
            .filter(person=person, purpose=purpose.key, withdrawn_at=None)
            .first()
        )
        if standing and standing.version == purpose.version:
            return standing
        withdraw(person, purpose, now=now)
        return Consent.objects.create(
            person=person, purpose=purpose.key, version=purpose.version, given_at=now
        )


def withdraw(person: Person, purpose: consents.Purpose, *, now: datetime) -> None:
    Consent.objects.filter(person=person, purpose=purpose.key, withdrawn_at=None).update(withdrawn_at=now)


def make_recovery_words(person: Person, *, now: datetime) -> str:
    """Fresh words in place of any older ones. They are returned this once; only a hash is kept."""
    fresh = words.make()
    hashed = hashers.make_password(words.normalise(fresh))
    RecoveryWords.objects.update_or_create(person=person, defaults={"words_hash": hashed, "made_at": now})
    return fresh


def check_recovery_words(username: str, typed: str) -> Person | None:
    """The person whose name and words these are, or None. Takes one hash of time whatever is wrong."""
    person = queries.by_username(username)
    kept = RecoveryWords.objects.filter(person=person).first() if person else None
    if not kept:
        hashers.make_password(words.normalise(typed))  # as long as a check would take
        return None
    return person if hashers.check_password(words.normalise(typed), kept.words_hash) else None


def recover(person: Person, passphrase: str, *, drop_keys: bool, now: datetime) -> str:
    """Sets the new passphrase, uses the old words up and returns new ones. All sessions of the person end.

    `drop_keys` also removes passkeys and authenticator app, for who lost the phone; never for staff, whose second
    factor an operator must take away.
    """
    with transaction.atomic():
        person.set_password(passphrase)
        person.save(update_fields=["password"])
        if drop_keys and not person.staff_role:
            Authenticator.objects.filter(user=person).delete()
        end_sessions(person)
        return make_recovery_words(person, now=now)


def end_sessions(person: Person) -> None:
    """Signs the person out everywhere and forgets where she was signed in."""
    kept = UserSession.objects.filter(user=person)
    Session.objects.filter(session_key__in=list(kept.values_list("session_key", flat=True))).delete()
    kept.delete()


def erase(person: Person) -> int:
    """Deletes the person and all that hangs on her. What must remain (audit) knows only the number returned here."""
    if queries.is_last_operator(person):
        raise LastOperator
    number = int(person.pk)
    # Not in one transaction: the record store takes its writers' lock first and the database's second, as all writers do.
    # Each part may be repeated; stopped half-way, the account is still there to be deleted again.
    portability.erase(person)
    person.delete()
    logger.info("person erased", extra={"person": number})
    return number


def erase_own(person: Person) -> None:
    """This app's part: sessions, and names and addresses in the operators' log."""
    end_sessions(person)
    _blank_log(Person, [person.pk], person.pk)
    _blank_log(EmailAddress, EmailAddress.objects.filter(user=person).values_list("pk", flat=True), person.pk)
    _blank_log(
        SocialAccount, SocialAccount.objects.filter(user=person).values_list("pk", flat=True), person.pk
    )


def _blank_log(model: type[Model], numbers: Iterable[int], person: int) -> None:
    about = LogEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(model),
        object_id__in=[str(number) for number in numbers],
    )
    about.update(object_repr=f"#{person}", change_message="")


def forget_stale(*, now: datetime) -> int:
    """For the worker, daily: ended sessions, and names taken by passkey sign-ups that were never finished."""
    Session.objects.filter(expire_date__lt=now).delete()
    gone = UserSession.objects.exclude(session_key__in=Session.objects.values("session_key")).delete()[0]
    return gone + _forget_abandoned(_abandoned(now))


def free_name(username: str, *, now: datetime) -> None:
    """Gives up a name held by a sign-up that was begun with a passkey, never finished, and left."""
    _forget_abandoned(_abandoned(now).filter(username=username.lower()))


def _abandoned(now: datetime) -> QuerySet[Person]:
    """Accounts nobody can ever have entered: no passphrase, no passkey, no other sign-in, no address, never seen."""
    return Person.objects.filter(
        password__startswith=hashers.UNUSABLE_PASSWORD_PREFIX,
        last_login=None,
        date_joined__lt=now - ABANDONED_AFTER,
        staff_role="",
        email="",
        emailaddress=None,
        authenticator=None,
        socialaccount=None,
        recovery_words=None,
    )


def _forget_abandoned(people: QuerySet[Person]) -> int:
    number = len(people)
    for person in people:
        person.delete()
    return number
