"""Signing in and out: passphrase, code by e-mail, limits, and answers that tell nobody who has an account."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client

from tests import make
from tests.accounts import cast
from ujuzi.accounts import operations
from ujuzi.accounts.models import Person
from ujuzi.organisations.models import Membership

pytestmark = pytest.mark.django_db
PASSPHRASE = "kahawa mbili asubuhi"
SIGN_IN = "/en/account/login/"
CODE = "/en/account/login/code/"


@pytest.fixture
def alice() -> Person:
    return operations.make_person(username="alice", passphrase=PASSPHRASE, email="alice@x.example")


def sign_in(client: Client, username: str = "alice", passphrase: str = PASSPHRASE):
    return client.post(SIGN_IN, {"login": username, "password": passphrase})


def who(client: Client) -> str:
    return str(client.session.get("_auth_user_id", ""))


def test_in_and_out(client: Client, alice: Person) -> None:
    assert sign_in(client)["Location"] == "/en/account/"
    assert who(client) == str(alice.pk)
    client.post("/en/account/logout/")
    assert who(client) == ""


def test_a_person_lands_on_pages_in_her_language(client: Client, alice: Person) -> None:
    Person.objects.update(language="sw")
    assert sign_in(client)["Location"] == "/sw/account/"


def test_the_session_ends_with_the_browser_unless_she_asks_to_stay(client: Client, alice: Person) -> None:
    sign_in(client)
    assert client.session.get_expire_at_browser_close()
    staying = Client()
    staying.post(SIGN_IN, {"login": "alice", "password": PASSPHRASE, "remember": "on"})
    assert not staying.session.get_expire_at_browser_close()


def test_an_unknown_name_and_a_wrong_passphrase_get_the_same_answer(client: Client, alice: Person) -> None:
    wrong = sign_in(client, "alice", "wrong wrong wrong").context["form"].errors
    unknown = sign_in(client, "nobody", "wrong wrong wrong").context["form"].errors
    assert wrong == unknown


def test_tries_under_one_name_are_limited_from_anywhere(alice: Person) -> None:
    for number in range(5):
        Client(REMOTE_ADDR=f"10.0.0.{number}").post(SIGN_IN, {"login": "alice", "password": "x"})
    late = Client(REMOTE_ADDR="10.0.0.99")
    assert "Too many tries" in sign_in(late).content.decode()
    assert who(late) == ""


def test_tries_from_one_address_are_limited(client: Client, settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"login": "3/m/ip"}
    codes = [sign_in(client, f"name{number}").status_code for number in range(4)]
    assert codes == [200, 200, 200, 429]


def test_a_closed_account_stays_out(client: Client, alice: Person) -> None:
    Person.objects.update(is_active=False)
    sign_in(client)
    assert who(client) == ""


def test_a_code_by_mail_signs_in(client: Client, alice: Person) -> None:
    client.post(CODE, {"email": "alice@x.example"})
    code = re.search(r"\b([A-Z0-9]{3,4}-[A-Z0-9]{3,4})\b", str(mail.outbox[0].body))
    assert code
    client.post("/en/account/login/code/confirm/", {"code": code[1]})
    assert who(client) == str(alice.pk)


def test_three_wrong_codes_end_it(client: Client, alice: Person) -> None:
    client.post(CODE, {"email": "alice@x.example"})
    for _ in range(3):
        client.post("/en/account/login/code/confirm/", {"code": "WRONG-1"})
    code = re.search(r"\b([A-Z0-9]{3,4}-[A-Z0-9]{3,4})\b", str(mail.outbox[0].body))
    assert code
    client.post("/en/account/login/code/confirm/", {"code": code[1]})
    assert who(client) == ""


def test_an_unknown_address_gets_the_same_answer_and_no_mail(client: Client, alice: Person) -> None:
    known = client.post(CODE, {"email": "alice@x.example"}, follow=True)
    other = Client()
    unknown = other.post(CODE, {"email": "nobody@x.example"}, follow=True)
    assert known.redirect_chain == unknown.redirect_chain
    assert cast.main_of(known) == cast.main_of(unknown).replace("nobody@", "alice@")
    assert [message.to for message in mail.outbox] == [["alice@x.example"]]


def test_no_code_goes_to_an_address_nobody_confirmed(client: Client) -> None:
    """Else somebody opens an account with another's address and waits for her to sign in to it."""
    mallory = operations.make_person(username="mallory", passphrase=PASSPHRASE)
    Person.objects.update(email="alice@x.example")
    EmailAddress.objects.create(user=mallory, email="alice@x.example", verified=False, primary=True)
    client.post(CODE, {"email": "alice@x.example"})
    assert mail.outbox == []


def test_requests_for_codes_are_limited(client: Client, alice: Person) -> None:
    for number in range(5):
        Client(REMOTE_ADDR=f"10.0.0.{number}").post(CODE, {"email": "alice@x.example"})
    assert len(mail.outbox) == 3


def test_signing_out_elsewhere(client: Client, alice: Person) -> None:
    sign_in(client)
    other = Client()
    sign_in(other)
    assert other.get("/en/account/").status_code == 200
    client.post("/en/account/sessions/")
    assert other.get("/en/account/").status_code == 302
    assert client.get("/en/account/").status_code == 200


def test_mail_with_a_link_resets_the_passphrase_and_tells_nobody_who_has_an_account(
    client: Client, alice: Person
) -> None:
    known = client.post("/en/account/password/reset/", {"email": "alice@x.example"})
    unknown = client.post("/en/account/password/reset/", {"email": "nobody@x.example"})
    assert known["Location"] == unknown["Location"]
    assert len(mail.outbox) == 1
    link = re.search(r"http://testserver(/\S+)", str(mail.outbox[0].body))
    assert link
    form = client.get(link[1], follow=True).redirect_chain[-1][0]
    client.post(form, {"password1": "a wholly new phrase", "password2": "a wholly new phrase"})
    sign_in(client, "alice", "a wholly new phrase")
    assert who(client) == str(alice.pk)


@pytest.mark.parametrize(
    ("role", "page"), [("", "/en/account/"), ("reviewer", "/en/review/"), ("operator", "/operator/")]
)
def test_everybody_comes_to_where_her_work_is(settings, role: str, page: str) -> None:
    settings.STAFF_MFA = False
    cast.person("nia", staff_role=role)
    answer = Client().post("/en/account/login/", {"login": "nia", "password": cast.PASSPHRASE})
    assert answer["Location"] == page


def test_who_works_for_an_organisation_comes_to_its_desk() -> None:
    Membership.objects.create(
        person=cast.person("nia"), organisation=make.organisation("chuo"), role="editor"
    )
    answer = Client().post("/en/account/login/", {"login": "nia", "password": cast.PASSPHRASE})
    assert answer["Location"] == "/en/desk/"
    answer = Client().post(
        "/en/account/login/?next=/en/find/",
        {"login": "nia", "password": cast.PASSPHRASE, "next": "/en/find/"},
    )
    assert answer["Location"] == "/en/find/"
