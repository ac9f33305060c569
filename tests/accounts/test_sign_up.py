"""Opening an account: a name and a passphrase, no e-mail."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client

from tests import make
from ujuzi.accounts import operations
from ujuzi.accounts.models import Person

pytestmark = pytest.mark.django_db
PASSPHRASE = "kahawa mbili asubuhi"
SIGN_UP = "/en/account/signup/"


def sign_up(client: Client, username: str = "alice", **fields: str):
    return client.post(SIGN_UP, {"username": username, "password1": PASSPHRASE, **fields})


def test_a_name_and_a_passphrase_are_enough(client: Client) -> None:
    response = sign_up(client)
    assert response.status_code == 200
    alice = Person.objects.get()
    assert (alice.username, alice.email) == ("alice", "")
    assert client.get("/en/account/").status_code == 200
    assert mail.outbox == []


def test_recovery_words_are_shown_once_and_only_their_hash_is_kept(client: Client) -> None:
    response = sign_up(client)
    shown = re.findall(r"<b>([a-z]{4})</b>", response.content.decode())
    assert len(shown) == 5
    assert "no-store" in response["Cache-Control"]
    kept = Person.objects.get().recovery_words.words_hash
    assert not any(word in kept for word in shown)
    assert operations.check_recovery_words("alice", " ".join(shown))
    assert not re.search(
        r"<b>[a-z]{4}</b>", client.get("/en/account/recovery-words/", follow=True).content.decode()
    )


def test_the_words_lead_on_to_where_the_person_was_going(client: Client) -> None:
    response = client.post(SIGN_UP + "?next=/en/privacy/", {"username": "alice", "password1": PASSPHRASE})
    assert 'href="/en/privacy/"' in response.content.decode()


@pytest.mark.parametrize("bad", ["short one", "qwertyuiop", "alicealice1"])
def test_a_passphrase_must_be_long_and_not_common_or_the_name(client: Client, bad: str) -> None:
    response = client.post(SIGN_UP, {"username": "alicealice", "password1": bad})
    assert response.context["form"].errors["password1"]
    assert not Person.objects.exists()


def test_a_passphrase_need_not_have_capitals_digits_or_signs(client: Client) -> None:
    client.post(SIGN_UP, {"username": "alice", "password1": "kijani kibichi kabisa"})
    assert Person.objects.exists()


@pytest.mark.parametrize("name", ["a@b.example", "-x-y", "ab", "a b c"])
def test_names_that_mislead_are_refused(client: Client, name: str) -> None:
    assert sign_up(client, name).context["form"].errors["username"]


def test_names_in_any_script_are_welcome(client: Client) -> None:
    sign_up(client, "Амина")
    assert Person.objects.get().username == "амина"


def test_a_taken_name_is_refused_whatever_its_capitals(client: Client) -> None:
    make.person("alice")
    assert "Somebody already uses this name" in sign_up(client, "ALICE").content.decode()


def test_an_address_that_somebody_else_has_says_nothing(client: Client) -> None:
    bob = operations.make_person(username="bob", passphrase=None, email="bob@x.example")
    with_known = sign_up(client, "alice", email="bob@x.example")
    other = Client()
    with_unknown = sign_up(other, "charlie", email="nobody@x.example")
    assert with_known.status_code == with_unknown.status_code == 200
    assert Person.objects.count() == 3
    assert EmailAddress.objects.get(user=bob).verified
    assert not EmailAddress.objects.filter(user__username="alice", verified=True).exists()


def test_sign_ups_are_limited(client: Client, settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"signup": "2/h/ip"}
    codes = [sign_up(Client(), f"person-{number}").status_code for number in range(3)]
    assert codes == [200, 200, 429]
    assert Person.objects.count() == 2


def test_every_field_says_what_it_is_for_to_browsers(client: Client) -> None:
    page = client.get(SIGN_UP).content.decode()
    for hint in ("username", "new-password", "email"):
        assert f'autocomplete="{hint}"' in page
    assert "placeholder" not in page


def test_the_mail_to_confirm_an_address_is_plain_and_repeats_nothing_a_stranger_typed(client: Client) -> None:
    sign_up(client, "www.buy.example", email="alice@x.example")
    (message,) = mail.outbox
    assert message.subject == "Please confirm your e-mail address"
    assert "www.buy.example" not in str(message.body)
    link = re.search(r"http://testserver(/\S+confirm\S+)", str(message.body))
    assert link
    assert "Is alice@x.example your address?" in client.get(link[1]).content.decode()
    client.post(link[1])
    assert EmailAddress.objects.get().verified


def test_where_the_person_was_going_is_kept_on_the_way_to_a_passkey(client: Client) -> None:
    page = client.get(SIGN_UP + "?next=/en/invitations/x/").content.decode()
    assert "/en/account/signup/passkey/?next=/en/invitations/x/" in page
    passkey = client.get("/en/account/signup/passkey/?next=/en/invitations/x/").content.decode()
    assert 'name="next" value="/en/invitations/x/"' in passkey
    sign_in = client.get("/en/account/login/?next=/en/invitations/x/").content.decode()
    assert sign_in.count('name="next" value="/en/invitations/x/"') == 2, (
        "for the passphrase and for the passkey"
    )
