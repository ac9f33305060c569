"""Staff use a second factor before they see anything else; others may."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.test import Client

from tests.accounts import cast
from ujuzi.accounts.models import Person

pytestmark = pytest.mark.django_db
STAFF = ["reviewer", "secretariat", "operator"]
SET_UP = "/en/account/second-factor/"


def without_app(username: str, role: str) -> Client:
    client = Client()
    client.force_login(cast.person(username, staff_role=role))
    return client


@pytest.mark.parametrize("role", STAFF)
@pytest.mark.parametrize("address", ["/en/organisations/manage/", "/operator/", "/en/organisations/new/"])
def test_staff_without_one_are_sent_to_set_it_up(role: str, address: str) -> None:
    assert without_app("chen", role).get(address)["Location"] == SET_UP


@pytest.mark.parametrize("method", ["get", "post"])
def test_whatever_the_method(method: str) -> None:
    client = without_app("dalia", "secretariat")
    assert getattr(client, method)("/en/organisations/new/")["Location"] == SET_UP


@pytest.mark.parametrize("address", ["/en/account/", SET_UP, "/en/privacy/", "/en/account/logout/"])
def test_the_account_stays_open_to_them(address: str) -> None:
    assert without_app("chen", "reviewer").get(address).status_code == 200


def test_an_app_opens_the_pages() -> None:
    client = without_app("dalia", "secretariat")
    cast.give_app(Person.objects.get())
    assert client.get("/en/organisations/manage/").status_code == 200


def test_recovery_codes_alone_do_not() -> None:
    client = without_app("dalia", "secretariat")
    Authenticator.objects.create(user=Person.objects.get(), type="recovery_codes", data={})
    assert client.get("/en/organisations/manage/")["Location"] == SET_UP


def test_taking_it_off_closes_them_again() -> None:
    client = cast.signed_in("dalia", staff_role="secretariat")
    assert client.get("/en/organisations/manage/").status_code == 200
    Authenticator.objects.all().delete()
    assert client.get("/en/organisations/manage/")["Location"] == SET_UP


def test_a_hub_for_trying_out_can_do_without(settings) -> None:
    settings.STAFF_MFA = False
    assert without_app("dalia", "secretariat").get("/en/organisations/manage/").status_code == 200


def test_learners_are_never_asked() -> None:
    assert cast.signed_in("amina").get("/en/organisations/manage/").status_code == 404


def test_setting_up_the_app_and_signing_in_with_it(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    alice = cast.person("alice")
    client.force_login(alice)
    cast.confirm(client)
    page = client.get("/en/account/2fa/totp/activate/")
    secret = page.context["form"].secret
    assert page.status_code == 200
    client.post("/en/account/2fa/totp/activate/", {"code": cast.code(secret)})
    kept = Authenticator.objects.get(type="totp")
    assert secret not in str(kept.data), "the app's secret is stored encrypted"
    assert Authenticator.objects.filter(type="recovery_codes").exists()

    other = Client()
    asked = other.post("/en/account/login/", {"login": "alice", "password": cast.PASSPHRASE})
    assert asked["Location"] == "/en/account/2fa/authenticate/"
    assert other.get("/en/account/").status_code == 302, "the passphrase alone does not do"
    monkeypatch.setattr(totp, "is_code_used", lambda *args: False, raising=False)
    used = next(iter(totp.yield_hotp_counters_from_time()))
    other.post("/en/account/2fa/authenticate/", {"code": cast.code(secret, at=used + 1)})
    assert other.get("/en/account/").status_code == 200


def test_pages_of_the_second_factor_open() -> None:
    client = cast.signed_in("alice")
    cast.confirm(client)
    alice = Person.objects.get()
    for address in ("", "webauthn/", "webauthn/add/", "totp/activate/"):
        assert client.get(f"/en/account/2fa/{address}").status_code == 200, address
    cast.give_app(alice)
    for address in ("totp/deactivate/", "recovery-codes/generate/"):
        assert client.get(f"/en/account/2fa/{address}").status_code == 200, address
    client.post("/en/account/2fa/recovery-codes/generate/")
    assert client.get("/en/account/2fa/recovery-codes/").status_code == 200


def test_only_operators_see_the_admin() -> None:
    assert cast.signed_in("efe", staff_role="operator").get("/operator/").status_code == 200
    for role in ("", "reviewer", "secretariat"):
        assert cast.signed_in(f"no-{role or 'role'}", staff_role=role).get("/operator/").status_code in {
            302,
            403,
        }


def test_the_admin_has_no_sign_in_of_its_own(client: Client) -> None:
    assert client.get("/operator/login/")["Location"].startswith("/en/account/login/")


@pytest.mark.parametrize("page", ["accounts/person/", "accounts/consent/", "organisations/organisation/",
                                  "organisations/membership/", "organisations/invitation/"])  # fmt: skip
def test_pages_of_the_admin_open(page: str) -> None:
    efe = cast.signed_in("efe", staff_role="operator")
    assert efe.get(f"/operator/{page}").status_code == 200


def test_the_admin_shows_no_hashes_and_does_not_delete_people() -> None:
    efe = cast.signed_in("efe", staff_role="operator")
    number = Person.objects.get().pk
    assert "md5$" not in efe.get(f"/operator/accounts/person/{number}/change/").content.decode()
    assert efe.post(f"/operator/accounts/person/{number}/delete/", {"post": "yes"}).status_code == 403


def test_an_operator_gives_roles_but_the_last_one_keeps_hers() -> None:
    efe = cast.signed_in("efe", staff_role="operator")
    chen = cast.person("chen")
    form = "/operator/accounts/person/{}/change/"
    efe.post(form.format(chen.pk), {"staff_role": "reviewer", "is_active": "on"})
    chen.refresh_from_db()
    assert chen.staff_role == "reviewer"
    number = Person.objects.get(username="efe").pk
    for told in ({"staff_role": "", "is_active": "on"}, {"staff_role": "operator"}):
        assert "This is the only operator" in efe.post(form.format(number), told).content.decode()
    assert Person.objects.get(pk=number).is_staff


def test_an_operator_takes_a_lost_second_factor_off() -> None:
    efe = cast.signed_in("efe", staff_role="operator")
    chen = cast.person("chen", staff_role="reviewer")
    cast.give_app(chen)
    lost = Authenticator.objects.get(user=chen)
    page = efe.get(f"/operator/mfa/authenticator/{lost.pk}/change/").content.decode()
    assert lost.data["secret"] not in page
    efe.post(f"/operator/mfa/authenticator/{lost.pk}/delete/", {"post": "yes"})
    assert not Authenticator.objects.filter(user=chen).exists()


@pytest.mark.parametrize("page", ["usersessions/usersession/", "socialaccount/socialtoken/"])
def test_keys_of_sessions_are_not_in_the_admin(page: str) -> None:
    assert cast.signed_in("efe", staff_role="operator").get(f"/operator/{page}").status_code == 404
