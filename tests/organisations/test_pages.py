"""The public page of an organisation and the forms behind it."""

import pytest
from django.test import Client
from django.utils import timezone

from tests import make
from tests.accounts import cast
from ujuzi.accounts.models import Person
from ujuzi.organisations import operations
from ujuzi.organisations.models import Organisation

pytestmark = pytest.mark.django_db
TOLD = {
    "slug": "maji", "kind": "ngo", "is_listed": "on", "homepage": "maji.example", "countries": ["KE", "TZ"],
    "languages": ["sw"], "name_sw": "Maji Safi", "name_en": "Clean Water", "description_sw": "Tunafundisha.",
}  # fmt: skip


@pytest.fixture
def dalia() -> Client:
    return cast.signed_in("dalia", staff_role="secretariat")


def test_the_public_page_speaks_the_language_of_the_page(client: Client) -> None:
    make.organisation("maji", names={"en": "Clean Water", "sw": "Maji Safi"}, descriptions={"sw": "Tunafundisha."},
                      countries=["KE"], languages=["sw"])  # fmt: skip
    assert "Maji Safi" in client.get("/sw/organisations/maji/").content.decode()
    english = client.get("/en/organisations/maji/").content.decode()
    for text in ("Clean Water", 'lang="sw"', "Tunafundisha.", "Kenya", "Swahili"):
        assert text in english


def test_one_that_is_not_listed_is_for_its_own(client: Client) -> None:
    organisation = make.organisation("maji", is_listed=False)
    assert client.get("/en/organisations/maji/").status_code == 404
    bob = cast.signed_in("bob")
    assert bob.get("/en/organisations/maji/").status_code == 404
    operations.add_member(organisation, Person.objects.get(), role="editor", now=timezone.now())
    assert bob.get("/en/organisations/maji/").status_code == 200


def test_an_unknown_one_is_not_found(client: Client) -> None:
    assert client.get("/en/organisations/nobody/").status_code == 404


def test_texts_of_partners_cannot_carry_script(client: Client) -> None:
    make.organisation("maji", names={"en": "<script>x</script>"}, descriptions={"en": "<img onerror=x>"})
    page = client.get("/en/organisations/maji/").content.decode()
    assert "<script>x" not in page
    assert "<img onerror" not in page


def test_the_secretariat_makes_one(dalia: Client, client: Client) -> None:
    assert dalia.post("/en/organisations/new/", TOLD)["Location"] == "/en/organisations/maji/"
    made = Organisation.objects.get()
    assert made.names == {"sw": "Maji Safi", "en": "Clean Water"}
    assert (made.countries, made.homepage) == (["KE", "TZ"], "https://maji.example")
    assert "Clean Water" in dalia.get("/en/organisations/manage/").content.decode()


@pytest.mark.parametrize(
    "wrong",
    [{"slug": "new"}, {"name_sw": "", "name_en": ""}, {"countries": ["XX"]}, {"homepage": "javascript:x"}],
)
def test_what_makes_no_sense_is_refused(dalia: Client, wrong: dict[str, object]) -> None:
    assert dalia.post("/en/organisations/new/", TOLD | wrong).status_code == 200
    assert not Organisation.objects.exists()


def test_an_owner_changes_texts_but_neither_address_nor_listing(client: Client) -> None:
    organisation = make.organisation("maji", names={"en": "Old", "yo": "Omi"}, is_listed=True)
    alice = cast.signed_in("alice")
    operations.add_member(organisation, Person.objects.get(), role="owner", now=timezone.now())
    alice.post("/en/organisations/maji/edit/", TOLD | {"slug": "stolen", "kind": "company", "is_listed": ""})
    organisation.refresh_from_db()
    assert organisation.names == {"sw": "Maji Safi", "en": "Clean Water", "yo": "Omi"}
    assert (organisation.slug, organisation.kind, organisation.is_listed) == ("maji", "ngo", True)


def test_only_the_secretariat_sees_them_all(client: Client) -> None:
    for role in ("", "reviewer"):
        assert (
            cast.signed_in(f"no-{role or 'role'}", staff_role=role).get("/en/organisations/new/").status_code
            == 404
        )
    assert client.get("/en/organisations/manage/").status_code == 302


def test_making_one_again_changes_nothing() -> None:
    first = operations.make_organisation(slug="maji", kind="ngo", names={"en": "Water"}, countries=["KE"])
    again = operations.make_organisation(slug="maji", kind="ngo", names={"en": "Water"}, countries=["KE"])
    assert (first.pk, Organisation.objects.count()) == (again.pk, 1)
    assert operations.make_organisation(slug="maji", kind="ngo", names={"en": "Clean Water"}).names == {
        "en": "Clean Water"
    }
