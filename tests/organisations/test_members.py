"""Who may do what in an organisation. Alice owns it, Bob edits for it, Charlie belongs to another."""

from datetime import timedelta

import pytest
from django.db.models import F
from django.test import Client
from django.utils import timezone

from tests import make
from tests.accounts import cast
from ujuzi.accounts.models import Person
from ujuzi.organisations import operations, permissions, queries
from ujuzi.organisations.models import Invitation, Membership, Organisation

pytestmark = pytest.mark.django_db
HOME = "/en/organisations/water/"


@pytest.fixture
def water() -> Organisation:
    return make.organisation("water")


@pytest.fixture
def alice(water: Organisation) -> Client:
    return member("alice", water, "owner")


@pytest.fixture
def bob(water: Organisation) -> Client:
    return member("bob", water, "editor")


@pytest.fixture
def charlie() -> Client:
    return member("charlie", make.organisation("forest"), "owner")


@pytest.fixture
def dalia() -> Client:
    return cast.signed_in("dalia", staff_role="secretariat")


def member(username: str, organisation: Organisation, role: str) -> Client:
    client = cast.signed_in(username)
    operations.add_member(organisation, Person.objects.get(username=username), role=role, now=timezone.now())
    return client


def number_of(username: str) -> int:
    return Membership.objects.get(person__username=username).pk


def role_of(username: str) -> str | None:
    return queries.role_of(Person.objects.get(username=username), Organisation.objects.get(slug="water"))


def invite(client: Client, **fields: str) -> str:
    """The path of the link that is shown once."""
    page = client.post(f"{HOME}members/invite/", {"role": "editor", "note": "Dora", **fields})
    return str(page.context["link"]).removeprefix("http://testserver")


@pytest.mark.parametrize("page", ["members/", "edit/"])
def test_strangers_do_not_learn_that_there_are_such_pages(
    water: Organisation, charlie: Client, client: Client, page: str
) -> None:
    assert charlie.get(HOME + page).status_code == 404
    assert client.get(HOME + page)["Location"].startswith("/en/account/login/")


@pytest.mark.parametrize(
    "deed", ["members/invite/", "members/{bob}/role/", "members/{bob}/remove/", "invitations/{open}/revoke/"]
)
def test_strangers_change_nothing(alice: Client, bob: Client, charlie: Client, deed: str) -> None:
    invite(alice)
    path = HOME + deed.format(bob=number_of("bob"), open=Invitation.objects.get().pk)
    assert charlie.post(path, {"role": "owner"}).status_code == 404
    assert role_of("bob") == "editor"
    assert queries.open_invitations(Organisation.objects.get(slug="water"), now=timezone.now()).count() == 1


@pytest.mark.parametrize(
    "deed",
    ["members/invite/", "members/{alice}/role/", "members/{alice}/remove/", "invitations/{open}/revoke/"],
)
def test_editors_see_but_do_not_rule(alice: Client, bob: Client, deed: str) -> None:
    invite(alice)
    path = HOME + deed.format(alice=number_of("alice"), open=Invitation.objects.get().pk)
    assert bob.get(f"{HOME}members/").status_code == 200
    assert bob.post(path, {"role": "editor"}).status_code == 403
    assert bob.get(f"{HOME}edit/").status_code == 403
    assert role_of("alice") == "owner"


def test_an_owner_cannot_reach_another_organisation_through_her_own(alice: Client, charlie: Client) -> None:
    """The number in the address belongs to the other organisation."""
    assert alice.post(f"{HOME}members/{number_of('charlie')}/remove/").status_code == 404
    invitation = charlie.post("/en/organisations/forest/members/invite/", {"role": "editor"}).context[
        "invitation"
    ]
    assert alice.post(f"{HOME}invitations/{invitation.pk}/revoke/").status_code == 404
    invitation.refresh_from_db()
    assert invitation.revoked_at is None


def test_members_are_listed_for_members_only(alice: Client, bob: Client) -> None:
    page = bob.get(f"{HOME}members/").content.decode()
    assert "alice" in page
    assert "Invite somebody" not in page
    assert "Invite somebody" in alice.get(f"{HOME}members/").content.decode()
    assert "alice" not in Client().get(HOME).content.decode()


def test_a_whole_invitation_from_link_to_member(alice: Client) -> None:
    link = invite(alice)
    dora = Client()
    page = dora.get(link)
    assert page["Referrer-Policy"] == "no-referrer"
    assert "First sign in or open an account" in page.content.decode()
    signed_up = dora.post(
        f"/en/account/signup/?next={link}", {"username": "dora", "password1": cast.PASSPHRASE, "next": link}
    )
    assert f'href="{link}"' in signed_up.content.decode()
    assert role_of("dora") is None, "opening the page is not accepting"
    assert "Accept the invitation" in dora.get(link).content.decode()
    assert dora.post(link)["Location"] == f"{HOME}members/"
    assert role_of("dora") == "editor"


def test_the_secret_is_not_kept_and_not_shown_again(alice: Client) -> None:
    secret = invite(alice).split("/")[-2]
    assert secret not in str(Invitation.objects.values().get())
    assert secret not in alice.get(f"{HOME}members/").content.decode()


def test_an_invitation_works_once(alice: Client) -> None:
    link = invite(alice)
    assert cast.signed_in("dora").post(link).status_code == 302
    late = cast.signed_in("eve")
    assert late.get(link).status_code == 404
    assert late.post(link).status_code == 404
    assert role_of("eve") is None


def test_two_who_open_it_at_once(alice: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both have read it as open; the conditional UPDATE lets one through."""
    link = invite(alice)
    as_read = Invitation.objects.get()
    first, second = cast.person("dora"), cast.person("eve")
    monkeypatch.setattr(queries, "invitation_by_secret", lambda secret, *, now: as_read)
    secret = link.split("/")[-2]
    assert operations.accept(secret, first, now=timezone.now())
    assert operations.accept(secret, second, now=timezone.now()) is None


def test_an_invitation_ends_after_fourteen_days(alice: Client) -> None:
    link = invite(alice)
    Invitation.objects.update(expires_at=F("expires_at") - timedelta(days=14))
    dora = cast.signed_in("dora")
    assert dora.get(link).status_code == 404
    assert dora.post(link).status_code == 404
    assert role_of("dora") is None


def test_a_revoked_invitation_does_not_work(alice: Client) -> None:
    link = invite(alice)
    alice.post(f"{HOME}invitations/{Invitation.objects.get().pk}/revoke/")
    assert cast.signed_in("dora").post(link).status_code == 404
    assert role_of("dora") is None


def test_dead_invitations_all_look_the_same(alice: Client, client: Client) -> None:
    link = invite(alice)
    Invitation.objects.update(revoked_at=timezone.now())
    unknown = client.get("/en/invitations/never-was-one/")
    assert cast.main_of(client.get(link)) == cast.main_of(unknown) != ""


def test_guessing_secrets_is_limited(client: Client, settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"invitation": "2/m/ip"}
    codes = [client.get(f"/en/invitations/guess-{number}/").status_code for number in range(3)]
    assert codes == [404, 404, 429]


def test_accepting_needs_a_person(alice: Client, client: Client) -> None:
    link = invite(alice)
    client.post(link)
    assert Invitation.objects.get().accepted_at is None


def test_an_owner_who_accepts_an_invitation_as_editor_stays_owner(alice: Client) -> None:
    assert alice.post(invite(alice)).status_code == 302
    assert role_of("alice") == "owner"


def test_roles_change(alice: Client, bob: Client) -> None:
    alice.post(f"{HOME}members/{number_of('bob')}/role/", {"role": "owner"})
    assert role_of("bob") == "owner"
    bob.post(f"{HOME}members/{number_of('alice')}/role/", {"role": "editor"})
    assert role_of("alice") == "editor"


@pytest.mark.parametrize("deed", ["role", "remove"])
def test_the_last_owner_stays(alice: Client, bob: Client, deed: str) -> None:
    page = alice.post(f"{HOME}members/{number_of('alice')}/{deed}/", {"role": "editor"}, follow=True)
    assert "needs an owner" in page.content.decode()
    assert role_of("alice") == "owner"


def test_anybody_may_leave(bob: Client, alice: Client) -> None:
    assert bob.post(f"{HOME}members/{number_of('bob')}/remove/")["Location"] == "/en/account/"
    assert role_of("bob") is None
    assert bob.get(f"{HOME}members/").status_code == 404


def test_an_owner_removes_a_member(alice: Client, bob: Client) -> None:
    alice.post(f"{HOME}members/{number_of('bob')}/remove/")
    assert bob.get(f"{HOME}members/").status_code == 404


def test_the_secretariat_works_for_all(dalia: Client, alice: Client) -> None:
    assert dalia.get(f"{HOME}members/").status_code == 200
    assert invite(dalia)
    dalia_herself = Person.objects.get(username="dalia")
    assert queries.organisations_of(dalia_herself).count() == Organisation.objects.count()


def test_a_reviewer_works_for_none_by_her_role(water: Organisation) -> None:
    chen = cast.signed_in("chen", staff_role="reviewer")
    assert chen.get(f"{HOME}members/").status_code == 404
    assert chen.get("/en/organisations/manage/").status_code == 404


def test_members_work_for_their_own_only(alice: Client, charlie: Client) -> None:
    mine = queries.organisations_of(Person.objects.get(username="alice"))
    assert [organisation.slug for organisation in mine] == ["water"]


def test_a_closed_account_may_nothing(water: Organisation, alice: Client) -> None:
    person = Person.objects.get(username="alice")
    assert permissions.may_own(person, water)
    person.is_active = False
    assert not permissions.may_work_for(person, water)


def test_a_deleted_inviter_leaves_no_open_door(alice: Client, client: Client) -> None:
    link = invite(alice)
    from ujuzi.accounts import operations as accounts

    accounts.erase(Person.objects.get(username="alice"))
    assert client.get(link).status_code == 404
    dalia = cast.signed_in("dalia", staff_role="secretariat")
    assert "has no owner" in dalia.get("/en/organisations/manage/").content.decode()
