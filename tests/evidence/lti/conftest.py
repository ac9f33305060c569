"""A hub that answers on this machine, a partner's owner, a learner, and a tool of PyLTI1p3 that is connected to the hub."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests import make
from tests.evidence.conftest import with_address
from tests.evidence.lti import tool as tools
from tests.evidence.lti.browsing import Browser
from ujuzi.accounts.models import Person
from ujuzi.organisations.models import MemberRole, Membership, Organisation


@pytest.fixture
def hub(live_server: Any, settings: Any) -> str:
    settings.ORIGIN = live_server.url
    settings.FETCH_ALLOW = ["127.0.0.1"]
    return str(live_server.url)


@pytest.fixture
def partner(transactional_db: None) -> Organisation:
    return make.organisation("takwa")


@pytest.fixture
def learner(transactional_db: None) -> Person:
    return with_address(make.person("amina", display_name="Amina Juma"), "amina@mail.example")


@pytest.fixture
def owner(partner: Organisation) -> Person:
    person = make.person("owner")
    Membership.objects.create(person=person, organisation=partner, role=MemberRole.OWNER)
    return person


@pytest.fixture
def desk(hub: str, owner: Person) -> Iterator[Browser]:
    made = Browser(hub, owner)
    yield made
    made.session.close()  # the hub's thread waits for it


@pytest.fixture
def browser(hub: str, learner: Person) -> Iterator[Browser]:
    made = Browser(hub, learner)
    yield made
    made.session.close()


@pytest.fixture
def tool(desk: Browser) -> Iterator[tools.Tool]:
    """Registered by the owner on the partner's desk, and set up with what the page says."""
    with tools.running() as running:
        page = desk.get("/en/desk/takwa/tools/new/").send(
            name="Shamba",
            login_url=f"{running.url}/login",
            launch_url=f"{running.url}/launch",
            redirect_uris="",
            deep_link_url="",
            jwks_url=f"{running.url}/jwks",
            jwks="",
        )
        assert page.status == 200, page.text
        running.configure(page.copied())
        yield running
