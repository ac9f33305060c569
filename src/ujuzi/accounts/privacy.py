"""What we store about people and why: the data behind the public page, exact to the real tables.

A test walks every table that points at a person and fails when a field is not listed here or by its app.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = Promise | str


@dataclass(frozen=True, slots=True)
class Holding:
    """One table: its label (`app.Model`), what it is in plain words, why, until when, and its fields in groups."""

    table: str
    title: Text
    why: Text
    until: Text
    fields: Mapping[str, Text]  # "field, field" -> what it is


HOLDINGS: dict[str, Holding] = {}


def declare(holding: Holding) -> None:
    """Apps above this one call it from `AppConfig.ready`."""
    HOLDINGS[holding.table] = holding


def fields_of(table: str) -> set[str]:
    """The names of the listed fields of a table; empty when the table is not listed."""
    holding = HOLDINGS.get(table)
    return {name.strip() for group in holding.fields for name in group.split(",")} if holding else set()


_WHILE_YOU_STAY = _("Until you change it or delete your account.")
_ROW = _("A number of the row, and whose it is")

for _holding in [
    Holding(
        "accounts.Person",
        _("Your account"),
        _("So that you can come back to what is yours."),
        _WHILE_YOU_STAY,
        {
            "id": _("A number"),
            "username": _("Your user name"),
            "password": _("Your passphrase, only as a hash: we cannot read it"),
            "email": _("Your main e-mail address, if you gave one"),
            "display_name": _("The name shown to others, if you gave one"),
            "language, learning_languages": _("The language of the pages and the languages you learn in"),
            "staff_role, is_active, is_superuser": _(
                "Your role for the hub, if any, and whether the account is open"
            ),
            "date_joined, last_login": _("When you joined and when you last signed in"),
            "groups, user_permissions": _("Not used; part of the software underneath"),
        },
    ),
    Holding(
        "accounts.RecoveryWords",
        _("Your recovery words"),
        _("To let you back in when you forget your passphrase and have no e-mail."),
        _("Until you use or replace them, or delete your account."),
        {
            "id, person": _ROW,
            "words_hash": _("The words, only as a hash"),
            "made_at": _("When they were made"),
        },
    ),
    Holding(
        "accounts.Consent",
        _("What you agreed to"),
        _("To do only what you agreed to, and to be able to prove it."),
        _("Until you delete your account."),
        {
            "id, person": _ROW,
            "purpose, version": _("What for, and which wording you saw"),
            "given_at, withdrawn_at": _("When you agreed and when you took it back"),
        },
    ),
    Holding(
        "account.EmailAddress",
        _("Your e-mail addresses"),
        _("To send you sign-in codes and to warn you when your account changes. Giving one is optional."),
        _("Until you remove it."),
        {
            "id, user": _ROW,
            "email": _("The address"),
            "verified, primary": _("Confirmed or not; main or not"),
        },
    ),
    Holding(
        "mfa.Authenticator",
        _("Your passkeys and authenticator app"),
        _("To check that it is you."),
        _("Until you remove it."),
        {
            "id, user": _ROW,
            "type, data": _("The kind, the name you gave it and its key (never your fingerprint or face)"),
            "created_at, last_used_at": _("When it was added and last used"),
        },
    ),
    Holding(
        "usersessions.UserSession",
        _("Where you are signed in"),
        _("So that you can see the devices that are signed in, and sign them out."),
        _("Until you sign out, or two weeks after you last came."),
        {
            "id, user, session_key": _("A number, whose it is, and which session"),
            "created_at, last_seen_at": _("When you signed in and were last seen"),
            "ip, user_agent": _("The network address and the browser"),
            "data": _("Not used"),
        },
    ),
    Holding(
        "sessions.Session",
        _("The session itself"),
        _("So that you stay signed in from page to page."),
        _("Until you sign out, or two weeks after you last came."),
        {
            "session_key, expire_date": _("A secret number, and when it ends"),
            "session_data": _(
                "Your number, and how and when you signed in, with the user name or address you used"
            ),
        },
    ),
    Holding(
        "socialaccount.SocialAccount",
        _("Sign-in through another organisation"),
        _("To recognise you when you sign in through it."),
        _("Until you disconnect it."),
        {
            "id, user": _ROW,
            "provider, uid": _("Which organisation, and your number there"),
            "extra_data": _("Left empty by us"),
            "last_login, date_joined": _("When you first and last used it"),
        },
    ),
    Holding(
        "admin.LogEntry",
        _("Operators' log"),
        _("To see what operators changed by hand."),
        _("As long as the hub runs; when you delete your account your name in it becomes a number."),
        {
            "id, action_time, action_flag, change_message, content_type, object_id": _(
                "What was changed, and when"
            ),
            "user": _("Which operator did it"),
            "object_repr": _("The name of what was changed, which may be your user name"),
        },
    ),
]:
    declare(_holding)

# Kept outside the tables.
ELSEWHERE: list[tuple[Text, Text, Text]] = [
    (
        _("Cookies"),
        _(
            "One keeps you signed in, one guards forms against misuse, one remembers the language. None follows you."
        ),
        _("Until you sign out or close the browser, or for two weeks if you asked to stay signed in."),
    ),
    (
        _("Counters against guessing"),
        _("How often somebody tried to sign in from a network address or under a name, as a number."),
        _("Fifteen minutes; for new accounts, one hour."),
    ),
]
