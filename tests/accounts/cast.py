"""How people of the tests get in: by the real pages, with a passphrase and, for staff, an authenticator app."""

import re
from typing import Any

from allauth.mfa.totp.internal import auth as totp
from django.test import Client

from ujuzi.accounts import operations
from ujuzi.accounts.models import Person

PASSPHRASE = "kahawa mbili asubuhi"


def person(username: str, *, staff_role: str = "", **fields: str) -> Person:
    return operations.make_person(username=username, passphrase=PASSPHRASE, staff_role=staff_role, **fields)


def signed_in(username: str, *, staff_role: str = "") -> Client:
    """A browser of that person, who has just typed her passphrase; staff have an authenticator app already."""
    who = person(username, staff_role=staff_role)
    client = Client()
    client.post("/en/account/login/", {"login": username, "password": PASSPHRASE})
    if staff_role:
        give_app(who)
    return client


def confirm(client: Client, next_url: str = "/en/account/") -> None:
    """Types the passphrase again, as important steps ask."""
    client.post(f"/en/account/reauthenticate/?next={next_url}", {"password": PASSPHRASE})


def give_app(who: Person) -> str:
    secret = totp.generate_totp_secret()
    totp.TOTP.activate(who, secret)
    return secret


def code(secret: str, *, at: int | None = None) -> str:
    """What the app shows; the counter of 30-second steps may be given."""
    counters = list(totp.yield_hotp_counters_from_time())
    return totp.format_hotp_value(totp.hotp_value(secret, counters[0] if at is None else at))


def main_of(response: Any) -> str:
    """What a page says, without what differs each time: the token of its forms, its weight."""
    main = response.content.decode().partition("<main")[2].partition("</main>")[0]
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", main)
