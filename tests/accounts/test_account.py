"""The account page, consents, export and deletion."""

import io
import json
import zipfile
from datetime import UTC, datetime, timedelta

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.apps import apps
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.core.mail import EmailMessage
from django.db import IntegrityError
from django.test import Client
from django.utils import timezone

from tests import make
from tests.accounts import cast
from ujuzi.accounts import consents, operations, portability, queries
from ujuzi.accounts.models import Consent, Person
from ujuzi.organisations import operations as organisations

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
NEWS = consents.PURPOSES["news"]


@pytest.fixture
def alice() -> Client:
    return cast.signed_in("alice")


@pytest.mark.parametrize("page", ["", "consent/", "data/", "email/", "sessions/", "second-factor/", "recovery-words/",
                                  "data/delete/", "password/change/"])  # fmt: skip
def test_pages_are_for_who_is_signed_in(client: Client, page: str) -> None:
    assert client.get(f"/en/account/{page}")["Location"].startswith("/en/account/login/")


@pytest.mark.parametrize(
    "page", ["", "consent/", "data/", "email/", "sessions/", "second-factor/", "3rdparty/"]
)
def test_pages_open(alice: Client, page: str) -> None:
    cast.confirm(alice)
    assert alice.get(f"/en/account/{page}").status_code == 200


def test_what_she_says_about_herself_is_kept(alice: Client) -> None:
    told = {"display_name": "Alice A.", "language": "sw", "learning_languages": ["sw", "fr"]}
    assert alice.post("/en/account/", told)["Location"] == "/sw/account/"
    person = Person.objects.get()
    assert (person.display_name, person.language, person.learning_languages) == (
        "Alice A.",
        "sw",
        ["sw", "fr"],
    )


def test_nobody_raises_her_own_role(alice: Client) -> None:
    alice.post("/en/account/", {"display_name": "x", "staff_role": "operator", "is_superuser": "on"})
    person = Person.objects.get()
    assert (person.staff_role, person.is_superuser) == ("", False)


def test_making_a_person_again_changes_nothing() -> None:
    made = operations.make_person(
        username="Efe", passphrase=cast.PASSPHRASE, staff_role="operator", email="e@x.example"
    )
    before = Person.objects.values().get()
    assert (
        operations.make_person(
            username="efe", passphrase=cast.PASSPHRASE, staff_role="operator", email="e@x.example"
        ).pk
        == made.pk
    )
    assert Person.objects.values().get() == before
    assert EmailAddress.objects.get().verified


def test_nothing_is_agreed_to_unless_ticked(alice: Client) -> None:
    assert "checked" not in alice.get("/en/account/consent/").content.decode()
    alice.post("/en/account/consent/", {})
    assert not Consent.objects.exists()


def test_ticking_agrees_and_unticking_takes_back(alice: Client) -> None:
    alice.post("/en/account/consent/", {"news": "on"})
    alice.post("/en/account/consent/", {"news": "on"})
    person = Person.objects.get()
    assert Consent.objects.count() == 1
    assert list(queries.agreed_to("news")) == [person]
    alice.post("/en/account/consent/", {})
    assert Consent.objects.get().withdrawn_at
    assert not queries.agreed_to("news").exists()


def test_a_new_wording_asks_again(monkeypatch: pytest.MonkeyPatch) -> None:
    person = cast.person("alice")
    operations.agree(person, NEWS, now=NOW)
    newer = consents.Purpose("news", 2, NEWS.question, NEWS.text)
    monkeypatch.setitem(consents.PURPOSES, "news", newer)
    assert queries.consents_of(person) == {}
    assert not queries.agreed_to("news").exists()
    operations.agree(person, newer, now=NOW + timedelta(days=1))
    assert list(Consent.objects.values_list("version", "withdrawn_at")) == [
        (1, NOW + timedelta(days=1)),
        (2, None),
    ]


def test_two_open_consents_to_one_purpose_cannot_be() -> None:
    person = cast.person("alice")
    operations.agree(person, NEWS, now=NOW)
    with pytest.raises(IntegrityError):
        Consent.objects.create(person=person, purpose="news", version=1)


def download(client: Client) -> zipfile.ZipFile:
    cast.confirm(client)
    response = client.post("/en/account/data/download/")
    assert response["Content-Type"] == "application/zip"
    return zipfile.ZipFile(io.BytesIO(b"".join(response)))


def test_the_download_asks_for_the_passphrase_first(alice: Client) -> None:
    assert alice.post("/en/account/data/download/")["Location"].startswith("/en/account/reauthenticate/")


def test_the_download_holds_everything_about_her_and_nobody_else(alice: Client) -> None:
    person = Person.objects.get()
    bob = cast.person("bob", email="bob@x.example")
    Person.objects.filter(pk=person.pk).update(display_name="<b>Alice</b>")
    EmailAddress.objects.create(user=person, email="alice@x.example")
    Authenticator.objects.create(
        user=person, type="webauthn", data={"name": "Phone", "credential": {"id": "KEY"}}
    )
    operations.agree(person, NEWS, now=NOW)
    organisation = make.organisation("unep")
    organisations.add_member(organisation, person, role="editor", now=NOW)
    organisations.add_member(organisation, bob, role="owner", now=NOW)
    organisations.invite(organisation, by=person, role="editor", note="for Dora", now=NOW)

    archive = download(alice)
    assert archive.testzip() is None
    told = {name: json.loads(archive.read(name)) for name in archive.namelist() if name.endswith(".json")}
    assert told["accounts/person.json"][0]["username"] == "alice"
    assert told["accounts/email_addresses.json"][0]["email"] == "alice@x.example"
    assert told["accounts/passkeys_and_apps.json"][0]["name"] == "Phone"
    assert told["accounts/consents.json"][0]["purpose"] == "news"
    assert len(told["accounts/sessions.json"]) == 1
    assert told["organisations/memberships.json"] == [
        {"organisation__slug": "unep", "role": "editor", "since": "2026-11-23T08:00:00Z"}
    ]
    assert told["organisations/invitations.json"][0]["note"] == "for Dora"
    everything = b"".join(archive.read(name) for name in archive.namelist()).decode()
    for secret in ("bob", "md5$", "KEY"):
        assert secret not in everything
    assert "&lt;b&gt;Alice" in archive.read("index.html").decode()


def test_the_download_of_an_empty_table_is_an_empty_list(alice: Client) -> None:
    assert json.loads(download(alice).read("accounts/consents.json")) == []


def test_a_long_history_is_sent_in_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    from ujuzi.accounts import export

    rows = ({"number": number, "text": timezone.now().isoformat() * 20} for number in range(30_000))
    monkeypatch.setitem(
        portability.HOLDERS,
        "log",
        portability.Holder("log", lambda person: {"rows": rows}, lambda person: None),
    )
    pieces = list(export.chunks(cast.person("alice"), now=NOW))
    assert max(map(len, pieces)) < 4 * export.FLUSH_EVERY
    archive = zipfile.ZipFile(io.BytesIO(b"".join(pieces)))
    assert len(json.loads(archive.read("log/rows.json"))) == 30_000


def erase(client: Client, username: str = "alice"):
    cast.confirm(client)
    return client.post("/en/account/data/delete/", {"username": username})


def test_deletion_asks_for_the_passphrase_and_the_name(alice: Client) -> None:
    assert alice.post("/en/account/data/delete/", {"username": "alice"})["Location"].startswith(
        "/en/account/reauth"
    )
    assert "Nothing was deleted" in erase(alice, "bob").content.decode()
    assert Person.objects.exists()


def test_deletion_leaves_no_row_that_points_at_her(alice: Client) -> None:
    person = Person.objects.get()
    number = person.pk
    other = cast.signed_in("alice")
    EmailAddress.objects.create(user=person, email="alice@x.example")
    Authenticator.objects.create(user=person, type="webauthn", data={"name": "Phone"})
    operations.agree(person, NEWS, now=NOW)
    operations.make_recovery_words(person, now=NOW)
    organisation = make.organisation("unep")
    organisations.add_member(organisation, person, role="owner", now=NOW)
    organisations.invite(organisation, by=person, role="editor", now=NOW)
    efe = cast.person("efe", staff_role="operator")
    for row in (person, EmailAddress.objects.get()):
        LogEntry.objects.create(
            user=efe,
            content_type=ContentType.objects.get_for_model(row),
            object_id=str(row.pk),
            object_repr=str(row),
            action_flag=CHANGE,
            change_message="alice",
        )

    assert "Your account is deleted" in erase(alice).content.decode()
    assert not Person.objects.filter(username="alice").exists()
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.concrete_fields:
            if field.remote_field and field.remote_field.model is Person:
                assert not model._base_manager.filter(**{field.name: number}).exists(), (model, field)
    for session in Session.objects.all():
        assert str(number) != session.get_decoded().get("_auth_user_id")
    assert "alice" not in str(list(LogEntry.objects.values()))
    assert organisation.invitations.count() == 0
    assert other.get("/en/account/").status_code == 302


def test_the_last_operator_cannot_go() -> None:
    efe = cast.signed_in("efe", staff_role="operator")
    cast.confirm(efe)
    assert efe.post("/en/account/data/delete/", {"username": "efe"})["Location"] == "/en/account/data/"
    with pytest.raises(operations.LastOperator):
        operations.erase(Person.objects.get())
    cast.person("another", staff_role="operator")
    operations.erase(Person.objects.get(username="efe"))


def test_the_worker_forgets_ended_sessions_and_names_of_unfinished_sign_ups(alice: Client) -> None:
    now = timezone.now()
    left = Person.objects.create_user("left", date_joined=now - timedelta(hours=2))
    fresh = Person.objects.create_user("fresh", date_joined=now)
    with_address = Person.objects.create_user("invited", "i@x.example", date_joined=now - timedelta(days=9))
    assert operations.forget_stale(now=now) == 1
    assert not Person.objects.filter(pk=left.pk).exists()
    assert Person.objects.filter(pk__in=[fresh.pk, with_address.pk]).count() == 2
    assert UserSession.objects.count() == 1
    operations.forget_stale(now=now + timedelta(days=40))
    assert not UserSession.objects.exists()
    assert not Session.objects.exists()


def test_a_changed_passphrase_is_told_by_mail(mailoutbox: list[EmailMessage]) -> None:
    cast.person("alice", email="alice@x.example")
    client = cast.signed_in("alice")
    cast.confirm(client)
    new = "jua linawaka sana leo"
    told = {"oldpassword": cast.PASSPHRASE, "password1": new, "password2": new}
    assert client.post("/en/account/password/change/", told).status_code == 302
    (message,) = mailoutbox
    assert "Something important changed" in str(message.body)
    assert Person.objects.get(username="alice").check_password(new)
