"""Words on paper let somebody without e-mail back in, once."""

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.utils import timezone

from ujuzi.accounts import operations, words
from ujuzi.accounts.models import Person, RecoveryWords

pytestmark = pytest.mark.django_db
RECOVER = "/en/account/forgot/words/"
NEW = "jua linawaka sana leo"


@pytest.fixture
def alice() -> Person:
    return operations.make_person(username="alice", passphrase="kahawa mbili asubuhi")


@pytest.fixture
def paper(alice: Person) -> str:
    return operations.make_recovery_words(alice, now=timezone.now())


def recover(client: Client, paper: str, username: str = "alice", **more: str):
    return client.post(RECOVER, {"username": username, "recovery_words": paper, "passphrase": NEW, **more})


def test_words_are_ten_syllables_and_never_the_same() -> None:
    made = {words.make() for _ in range(200)}
    assert len(made) == 200
    assert all(len(words.normalise(each)) == 20 for each in made)


@pytest.mark.parametrize("typed", ["BAKU-timo", "  bakutimo", "bakú tìmo", "baku\u2013timo"])
def test_how_they_are_typed_does_not_matter(typed: str) -> None:
    assert words.normalise(typed) == "bakutimo"


def test_the_words_set_a_new_passphrase(client: Client, alice: Person, paper: str) -> None:
    response = recover(client, paper.upper().replace(" ", "-"))
    assert "Write these words down" in response.content.decode()
    alice.refresh_from_db()
    assert alice.check_password(NEW)


def test_it_does_not_sign_in_by_itself(client: Client, alice: Person, paper: str) -> None:
    recover(client, paper)
    assert client.get("/en/account/").status_code == 302


def test_they_work_once(client: Client, alice: Person, paper: str) -> None:
    recover(client, paper)
    again = recover(client, paper)
    assert "do not belong together" in again.content.decode()


def test_other_sessions_end(client: Client, alice: Person, paper: str) -> None:
    thief = Client()
    thief.post("/en/account/login/", {"login": "alice", "password": "kahawa mbili asubuhi"})
    assert thief.get("/en/account/").status_code == 200
    recover(client, paper)
    assert thief.get("/en/account/").status_code == 302


def test_wrong_words_unknown_name_and_no_words_get_the_same_answer(
    client: Client, alice: Person, paper: str
) -> None:
    operations.make_person(username="bob", passphrase=None)
    answers = [
        recover(client, paper, "nobody").context["form"].errors,
        recover(client, paper, "bob").context["form"].errors,
        recover(client, words.make(), "alice").context["form"].errors,
    ]
    assert answers[0] == answers[1] == answers[2]
    assert answers[0]


def test_a_weak_passphrase_is_refused_without_using_the_words_up(
    client: Client, alice: Person, paper: str
) -> None:
    recover(client, paper, passphrase="short")
    assert operations.check_recovery_words("alice", paper)


def test_tries_are_limited_under_one_name_and_the_right_words_too(alice: Person, paper: str) -> None:
    for number in range(5):
        recover(Client(REMOTE_ADDR=f"10.0.0.{number}"), words.make())
    assert recover(Client(REMOTE_ADDR="10.0.0.99"), paper).status_code == 429
    alice.refresh_from_db()
    assert not alice.check_password(NEW)


def test_a_lost_phone_can_be_taken_off_the_account(client: Client, alice: Person, paper: str) -> None:
    Authenticator.objects.create(user=alice, type="totp", data={})
    recover(client, paper, drop_keys="on")
    assert not Authenticator.objects.exists()


def test_but_not_off_the_account_of_staff(client: Client, alice: Person, paper: str) -> None:
    Person.objects.update(staff_role="reviewer")
    Authenticator.objects.create(user=alice, type="totp", data={})
    recover(client, paper, drop_keys="on")
    assert Authenticator.objects.exists()


def test_new_words_need_a_fresh_passphrase_check(client: Client, alice: Person, paper: str) -> None:
    client.force_login(alice)
    asked = client.post("/en/account/recovery-words/")
    assert asked["Location"].startswith("/en/account/reauthenticate/")
    assert operations.check_recovery_words("alice", paper)
    client.post(asked["Location"], {"password": "kahawa mbili asubuhi"})
    client.post("/en/account/recovery-words/")
    assert not operations.check_recovery_words("alice", paper)
    assert RecoveryWords.objects.count() == 1
