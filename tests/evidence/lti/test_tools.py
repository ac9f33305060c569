"""What a partner says about a tool is checked; keys are kept and read with care."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from tests import make
from tests.evidence.lti.test_attacks import amina, link, opened, tool  # noqa: F401  (fixtures)
from tests.standards.lti import made
from ujuzi.accounts import portability
from ujuzi.accounts.models import Person
from ujuzi.core.fetching import FetchError
from ujuzi.evidence.lti import forms
from ujuzi.evidence.lti.operations import platform_keys, tool_keys
from ujuzi.evidence.models import Launch, PlatformKey, Pseudonym, Tool
from ujuzi.standards.lti import tokens
from ujuzi.standards.lti.problems import LtiError

SAID = {
    "name": "Shamba",
    "login_url": "https://tool.example/login",
    "launch_url": "https://tool.example/launch",
    "redirect_uris": "https://tool.example/launch\nhttps://www.tool.example/in",
    "jwks": json.dumps(made.KEYS),
}


def form(**changes: Any) -> forms.ToolForm:
    return forms.ToolForm(SAID | changes)


def test_a_tool_as_it_should_be():
    assert form().is_valid()
    alone = form(redirect_uris="", jwks="", jwks_url="https://tool.example/jwks")
    assert alone.is_valid()
    assert alone.cleaned_data["redirect_uris"] == ["https://tool.example/launch"]


@pytest.mark.parametrize(
    "changes",
    [
        {"name": ""},
        {"login_url": "tool.example/login"},
        {"login_url": "javascript:alert(1)"},
        {"login_url": "https://me:word@tool.example/login"},
        {"launch_url": "https://tool.example; script-src *"},
        {"launch_url": "https://a.example,b.example/"},
        {"launch_url": ""},
        {"redirect_uris": "https://tool.example/launch\nnowhere"},
        {"redirect_uris": "\n".join(f"https://tool.example/{number}" for number in range(21))},
        {"jwks": ""},
        {"jwks": "{"},
        {"jwks": '{"keys": []}'},
        {"jwks_url": "https://tool.example/jwks"},  # both
    ],
)
def test_a_tool_with_one_thing_wrong(changes):
    assert not form(**changes).is_valid()


def test_a_real_hub_wants_https(settings):
    plain = {"login_url": "http://tool.example/login"}
    assert form(**plain).is_valid()
    settings.PRODUCTION = True
    assert not form(**plain).is_valid()
    settings.FETCH_ALLOW = ["tool.example"]
    assert form(**plain).is_valid()


class Web:
    """A tool's server, with one page."""

    def __init__(self, keys: Any) -> None:
        self.keys, self.times = keys, 0

    def __call__(self, url: str, **_: Any) -> Any:
        self.times += 1
        if self.keys is None:
            raise FetchError("connection", url, permanent=False)
        self.content = json.dumps(self.keys).encode()
        return self


@pytest.fixture
def remote(db: None) -> Tool:
    return Tool.objects.create(
        organisation=make.organisation(),
        name="x",
        client_id="client-1",
        deployment_id="1",
        login_url="https://tool.example/login",
        launch_url="https://tool.example/launch",
        jwks_url="https://tool.example/jwks",
        made_at=timezone.now(),
    )


def test_keys_are_read_once_and_again_when_one_is_new(remote):
    web, now = Web(made.KEYS), timezone.now()
    token = made.signed(made.assertion())
    for _again in range(3):
        tool_keys.of_tool(Tool.objects.get(), token, fetch=web, now=now)
    assert web.times == 1
    new = made.signed(made.assertion(), kid="tool-9")
    web.keys = {"keys": [made.TOOL_KEY.as_dict(private=False) | {"kid": "tool-9"}]}
    for _again in range(3):
        tool_keys.of_tool(Tool.objects.get(), new, fetch=web, now=now)
    assert web.times == 1  # a stranger cannot make the hub fetch at will
    later = now + timedelta(seconds=31)
    assert tokens.verified(new, tool_keys.of_tool(Tool.objects.get(), new, fetch=web, now=later))
    with pytest.raises(LtiError):  # the old key was taken out
        tokens.verified(token, tool_keys.of_tool(Tool.objects.get(), token, fetch=web, now=later))


def test_keys_that_cannot_be_read_are_no_keys(remote):
    web, now = Web(made.KEYS), timezone.now()
    token = made.signed(made.assertion())
    tool_keys.of_tool(Tool.objects.get(), token, fetch=web, now=now)
    web.keys = None
    with pytest.raises(LtiError) as caught:
        tool_keys.of_tool(Tool.objects.get(), token, fetch=web, now=now + timedelta(hours=2))
    assert caught.value.code == "keys"
    assert Tool.objects.get().jwks == {}


def test_the_hubs_key_lies_encrypted_and_is_replaced_when_it_does_not_open(db, settings, client):
    now = timezone.now()
    first = platform_keys.signer(now=now)
    assert platform_keys.signer(now=now).kid == first.kid
    assert "PRIVATE" not in PlatformKey.objects.get().secret
    settings.SECRET_KEY = "another key of this hub, long enough for anybody"
    second = platform_keys.signer(now=now)
    assert second.kid != first.kid
    settings.ALLOWED_HOSTS = ["*"]
    for address in ("/.well-known/jwks.json", "/lti/jwks"):
        keys = client.get(address).json()["keys"]
        assert [one["kid"] for one in keys] == [first.kid, second.kid]
        assert not any({"d", "p", "q"} & set(one) for one in keys)
    signed = tokens.sign({"a": 1}, first.key, first.kid)
    assert tokens.verified(signed, {"keys": keys}) == {"a": 1}


def test_a_key_in_strange_hands_is_forgotten(db):
    now = timezone.now()
    old = platform_keys.signer(now=now)
    new = platform_keys.rotate(now=now, forget_old=True)
    assert [one["kid"] for one in platform_keys.jwks(now=now)["keys"]] == [new.kid] != [old.kid]


def test_her_export_and_erasure(amina, link):  # noqa: F811
    opened(amina, link)
    person = Person.objects.get(username="amina")
    rows = {name: list(found) for name, found in portability.tables(person) if name.startswith("lti/")}
    assert len(rows["lti/pseudonyms"]) == len(rows["lti/opened"]) == 1
    portability.erase(person)
    assert not Pseudonym.objects.exists()
    assert not Launch.objects.exists()
