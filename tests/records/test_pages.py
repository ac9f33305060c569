"""The pages about the log: who may see them, what they show, keys made and ended by a person."""

import re
import threading
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import make
from tests.records import store
from tests.records.store import AMINA, COURSE, Tool, statement
from ujuzi.accounts.models import StaffRole
from ujuzi.organisations.models import MemberRole, Membership, Organisation
from ujuzi.records import followers
from ujuzi.records.models import Key
from ujuzi.records.operations import following

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def without_second_factor(settings: Any) -> None:
    settings.STAFF_MFA = False


@pytest.fixture
def operator(client: Client) -> Client:
    client.force_login(make.person("operator", staff_role=StaffRole.OPERATOR))
    return client


def member(organisation: Organisation | None, role: MemberRole) -> Client:
    assert organisation is not None
    person = make.person()
    Membership.objects.create(person=person, organisation=organisation, role=role)
    client = Client()
    client.force_login(person)
    return client


def count() -> None:
    for follower in followers.FOLLOWERS.values():
        following.advance(follower, clock=lambda: datetime.now(UTC), stop=threading.Event())


HUB_PAGES = ["/en/records/", "/en/records/search/", "/en/records/keys/"]


@pytest.mark.parametrize("page", HUB_PAGES)
def test_the_hubs_pages_are_for_operators(client: Client, page: str) -> None:
    assert client.get(page).status_code == 302
    client.force_login(make.person(staff_role=StaffRole.REVIEWER))
    assert client.get(page).status_code == 404
    client.force_login(make.person("op", staff_role=StaffRole.OPERATOR))
    assert client.get(page).status_code == 200


def test_members_see_how_much_comes_in_and_owners_search_and_make_keys(partner: Tool, other: Tool) -> None:
    lab = partner.key.organisation
    editor, owner, stranger = (
        member(lab, MemberRole.EDITOR),
        member(lab, MemberRole.OWNER),
        member(other.key.organisation, MemberRole.OWNER),
    )
    answers = {
        page: [
            one.get(f"/en/organisations/open-lab/records/{page}").status_code
            for one in (editor, owner, stranger)
        ]
        for page in ("", "search/", "keys/")
    }
    assert answers == {"": [200, 200, 404], "search/": [404, 200, 404], "keys/": [404, 200, 404]}


def test_the_overview_counts_days_senders_and_refusals(operator: Client, hub: Tool, partner: Tool) -> None:
    hub.store(statement())
    partner.store(*(statement() for _ in range(3)))
    partner.post(statement(verb={"id": "done"}))
    count()
    page = operator.get("/en/records/").content.decode()
    assert "4 statements so far" in page
    assert "Open Lab" in page
    assert "$.verb.id" in page
    assert "must be an IRI with a scheme" in page
    assert "up to date" in page


def test_a_partner_sees_its_own_numbers_only(partner: Tool, other: Tool) -> None:
    partner.store(statement())
    other.store(statement(), statement())
    other.post(b"nonsense")
    count()
    page = (
        member(partner.key.organisation, MemberRole.EDITOR)
        .get("/en/organisations/open-lab/records/")
        .content.decode()
    )
    assert "1 statement so far" in page
    assert "Nothing was refused" in page
    assert "Search" not in page


def test_search_uses_the_filters_of_the_api(operator: Client, hub: Tool) -> None:
    hub.store(statement(object={"id": COURSE, "definition": {"name": {"en": "AI for all"}}}))
    hub.store(statement(actor=store.BARAKA))

    def found(**query: Any) -> int:
        return operator.get("/en/records/search/", query).content.decode().count("<details>")

    assert found(agent="amina@mail.example") == 1
    assert found(agent="", verb=store.DONE) == 2
    assert found(activity=COURSE, since="2020-01-01", until="2999-01-01") == 2
    assert found(since="2999-01-01") == 0
    page = operator.get("/en/records/search/", {"agent": "amina@mail.example"}).content.decode()
    assert "AI for all" in page
    assert "<bdi>Amina</bdi>" in page


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("agent", "amina", "neither an e-mail address"),
        ("verb", "done", "A verb is an address"),
        ("registration", "7", "A registration looks like"),
        ("since", "yesterday", "Enter a valid date"),
    ],
)
def test_a_wrong_filter_is_told_at_its_field(operator: Client, field: str, value: str, told: str) -> None:
    page = operator.get("/en/records/search/", {field: value}).content.decode()
    assert told in page
    assert f'value="{value}"' in page
    assert "not saved" not in page  # there was nothing to save


def test_search_goes_on_page_after_page(operator: Client, hub: Tool) -> None:
    hub.store(*(statement() for _ in range(30)))
    first = operator.get("/en/records/search/", {"verb": store.DONE}).content.decode()
    more = re.search(r'href="(\?[^"]*from=[^"]*)"', first)
    assert more
    second = operator.get("/en/records/search/" + more[1].replace("&amp;", "&")).content.decode()
    assert (first.count("<details>"), second.count("<details>")) == (25, 5)
    assert operator.get("/en/records/search/", {"verb": store.DONE, "from": "forged"}).status_code == 200


def test_an_owner_searches_its_own_statements_only(partner: Tool, other: Tool) -> None:
    partner.store(statement())
    other.store(statement(), statement())
    owner = member(partner.key.organisation, MemberRole.OWNER)
    page = owner.get("/en/organisations/open-lab/records/search/", {"agent": AMINA["mbox"]}).content.decode()
    assert page.count("<details>") == 1


def test_an_owner_makes_changes_and_ends_a_key(partner: Tool) -> None:
    owner = member(partner.key.organisation, MemberRole.OWNER)
    place = "/en/organisations/open-lab/records/keys/"
    made = owner.post(place, {"name": "Moodle", "scopes": ["statements/write"]})
    assert "no-store" in made["Cache-Control"]
    key = Key.objects.get(name="Moodle")
    secret = re.search(r'id="secret" readonly value="([^"]+)"', made.content.decode())
    assert secret
    tool = Tool.__new__(Tool)
    tool.key, tool.secret, tool.mount, tool.client = key, secret[1], "/xapi/", Client()
    assert tool.post(statement()).status_code == 200
    assert "works until" in owner.post(f"{place}{key.pk}/rotate/").content.decode()
    assert owner.post(f"{place}{key.pk}/revoke/", follow=True).status_code == 200
    assert tool.post(statement()).status_code == 401
    assert owner.post(f"{place}{key.pk}/revoke/").status_code == 404


def test_a_partner_cannot_give_a_scope_that_shows_others(partner: Tool) -> None:
    owner = member(partner.key.organisation, MemberRole.OWNER)
    place = "/en/organisations/open-lab/records/keys/"
    answer = owner.post(place, {"name": "Spy", "scopes": ["statements/read"]})
    assert "not one of the available choices" in answer.content.decode()
    assert not Key.objects.filter(name="Spy").exists()


def test_a_key_of_another_organisation_cannot_be_touched(partner: Tool, other: Tool) -> None:
    owner = member(partner.key.organisation, MemberRole.OWNER)
    place = f"/en/organisations/open-lab/records/keys/{other.key.pk}/"
    assert owner.post(f"{place}revoke/").status_code == owner.post(f"{place}rotate/").status_code == 404
    assert Key.objects.get(pk=other.key.pk).revoked_at is None


def test_hostile_statements_are_shown_as_text(operator: Client, hub: Tool) -> None:
    hub.store(statement(actor=AMINA | {"name": "<script>alert(1)</script>"}))
    page = operator.get("/en/records/search/", {"verb": store.DONE}).content.decode()
    assert "<script>alert" not in page


def test_the_overview_costs_the_same_however_many_partners_there_are(operator: Client) -> None:
    def queries() -> int:
        count()
        with CaptureQueriesContext(connection) as caught:
            operator.get("/en/records/")
        return len(caught)

    Tool(make.organisation(), ("statements/write",)).store(statement())
    few = queries()
    for _ in range(5):
        tool = Tool(make.organisation(), ("statements/write",))
        tool.store(statement())
        tool.post(b"nonsense")
    assert queries() <= few + 1  # the names of those who were refused
