"""Who may do what: keys, tokens, scopes, versions, cross-origin requests, the alternate syntax."""

import base64
import json
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.utils import timezone

from tests import make
from tests.records import store
from tests.records.store import Tool, error, statement
from ujuzi.records import keys
from ujuzi.records.models import Key, Token
from ujuzi.records.operations import credentials


def with_header(tool: Tool, header: str) -> int:
    keys.forget()
    answer = tool.client.get(
        "/xapi/statements", headers={"Authorization": header, "X-Experience-API-Version": "2.0.0"}
    )
    return int(answer.status_code)


@pytest.mark.parametrize(
    "header", ["", "Basic", "Basic !!!", "Basic YQ==", "Bearer x", "Digest x", "Basic AAA6AA=="]
)
def test_without_a_known_key_nothing_is_shown(hub: Tool, header: str) -> None:
    assert with_header(hub, header) == 401


def test_a_secret_is_kept_as_a_hash_only(hub: Tool) -> None:
    row = Key.objects.values().get(pk=hub.key.pk)
    assert hub.secret not in str(row)


def test_a_wrong_secret_does_not_open(hub: Tool) -> None:
    wrong = base64.b64encode(f"{hub.key.public}:wrong".encode()).decode()
    assert with_header(hub, f"Basic {wrong}") == 401


def test_a_revoked_key_and_its_tokens_end(hub: Tool) -> None:
    bearer = token(hub).json()["access_token"]
    assert with_header(hub, f"Bearer {bearer}") == 200
    credentials.revoke(hub.key, now=timezone.now())
    assert with_header(hub, hub.basic) == 401
    assert with_header(hub, f"Bearer {bearer}") == 401


def test_after_a_rotation_both_secrets_work_for_a_while(hub: Tool) -> None:
    old = hub.basic
    hub.secret = credentials.rotate(hub.key, now=timezone.now()).secret
    assert with_header(hub, old) == with_header(hub, hub.basic) == 200
    Key.objects.update(old_until=timezone.now() - timedelta(seconds=1))
    assert with_header(hub, old) == 401
    assert with_header(hub, hub.basic) == 200


def test_a_partners_key_sees_the_partners_own_statements_only(hub: Tool, partner: Tool, other: Tool) -> None:
    [mine] = partner.store(statement())
    [theirs] = other.store(statement())
    assert partner.found() == partner.found(agent=store.AMINA) == [mine]
    assert partner.get(statementId=theirs).status_code == 404
    assert hub.found() == [theirs, mine]


def test_no_partners_key_can_have_a_scope_that_shows_others(db: None) -> None:
    with pytest.raises(ValueError, match="statements/read"):
        credentials.add("x", organisation=make.organisation(), scopes=["statements/read"], now=timezone.now())


@pytest.mark.parametrize(
    ("scopes", "method", "place", "allowed"),
    [
        (["statements/write"], "POST", "statements", True),
        (["statements/write"], "GET", "statements", False),
        (["statements/read"], "GET", "statements", True),
        (["statements/read"], "POST", "statements", False),
        (["all/read"], "GET", "activities/state", True),
        (["all/read"], "POST", "activities/state", False),
        (["state"], "POST", "activities/state", True),
        (["state"], "POST", "agents/profile", False),
        (["profile"], "POST", "agents/profile", True),
        (["state"], "GET", "agents", False),
        (["all"], "POST", "activities/state", True),
    ],
)
def test_scopes(db: None, scopes: list[str], method: str, place: str, allowed: bool) -> None:
    tool = Tool(scopes=tuple(scopes))
    agent = json.dumps(store.AMINA)
    parameters: dict[str, Any] = {
        "activities/state": {"agent": agent, "activityId": store.COURSE, "stateId": "x"},
        "agents/profile": {"agent": agent, "profileId": "x"},
        "agents": {"agent": agent},
        "statements": {},
    }[place]
    body = (statement() if place == "statements" else {}) if method == "POST" else b""
    answer = tool.ask(method, place, parameters, body)
    assert (answer.status_code != 403) is allowed


def token(tool: Tool, **form: str) -> Any:
    form = {"grant_type": "client_credentials"} | form
    return Client().post(
        "/xapi/oauth/token",
        urlencode(form),
        "application/x-www-form-urlencoded",
        headers={"Authorization": tool.basic},
    )


def test_a_key_is_exchanged_for_a_token(hub: Tool, partner: Tool) -> None:
    answer = token(partner, scope="statements/write")
    assert answer["Cache-Control"] == "no-store"
    granted = answer.json()
    assert granted["token_type"] == "Bearer"
    assert granted["access_token"] not in str(list(Token.objects.values()))
    bearer = {"Authorization": f"Bearer {granted['access_token']}", "X-Experience-API-Version": "2.0.0"}
    body = json.dumps(statement(id=store.new_id()))
    assert Client().post("/xapi/statements", body, "application/json", headers=bearer).status_code == 200
    assert Client().get("/xapi/statements", headers=bearer).status_code == 403
    [sid] = partner.found()
    authority = hub.get(statementId=sid).json()["authority"]
    assert authority["account"] == {
        "homePage": "http://127.0.0.1:8000/xapi/oauth/token",
        "name": partner.key.public,
    }


def test_a_token_grants_no_more_than_its_key(partner: Tool) -> None:
    assert token(partner, scope="all").json()["error"] == "invalid_scope"
    assert token(partner, grant_type="password").status_code == 400
    assert Client().get("/xapi/oauth/token").status_code == 405
    partner.secret = "wrong"
    assert token(partner).status_code == 401


def test_a_token_ends(partner: Tool) -> None:
    bearer = token(partner).json()["access_token"]
    Token.objects.update(expires_at=timezone.now())
    assert with_header(partner, f"Bearer {bearer}") == 401


@pytest.mark.parametrize(
    ("version", "answered"), [("1.0", "1.0.3"), ("1.0.1", "1.0.3"), ("2.0.0", "2.0.0"), ("2.0", "2.0.0")]
)
def test_known_versions(hub: Tool, version: str, answered: str) -> None:
    answer = hub.ask("GET", "statements", version=version)
    assert (answer.status_code, answer["X-Experience-API-Version"]) == (200, answered)


@pytest.mark.parametrize("version", [None, "", "0.9", "1.1", "2", "2.0.x", "3.0.0"])
@pytest.mark.parametrize(("mount", "answered"), [("/xapi/", "2.0.0"), ("/xapi/1.0/", "1.0.3")])
def test_other_versions_are_refused(hub: Tool, version: str | None, mount: str, answered: str) -> None:
    hub.mount = mount
    answer = hub.ask("GET", "statements", version=version)
    assert (answer.status_code, answer["X-Experience-API-Version"]) == (400, answered)


def test_about_needs_neither_key_nor_version(client: Client, db: None) -> None:
    assert "1.0.3" in client.get("/xapi/about").json()["version"]
    assert client.head("/xapi/about").content == b""
    assert client.post("/xapi/about").status_code == 405


@pytest.mark.parametrize(
    "place", ["/xapi", "/xapi/", "/xapi/statements/", "/xapi/nothing", "/xapi/1.0/nothing"]
)
def test_an_address_that_is_none_is_told_as_json(client: Client, db: None, place: str) -> None:
    answer = client.get(place)
    assert answer.status_code == 404
    assert "/xapi/statements" in answer.json()["error"]["rule"]
    assert client.head(place).content == b""
    assert client.post(place, b"{}", content_type="application/json").status_code == 404


def test_another_sites_page_may_ask_with_a_key_but_without_cookies(client: Client, db: None) -> None:
    answer = client.options("/xapi/statements", headers={"Origin": "https://lms.example"})
    assert answer.status_code == 204
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert "Authorization" in answer["Access-Control-Allow-Headers"]
    assert "Access-Control-Allow-Credentials" not in answer.headers


def test_head_is_get_without_its_body(hub: Tool) -> None:
    [sid] = hub.store(statement())
    got, head = hub.get(statementId=sid), hub.ask("HEAD", "statements", {"statementId": sid})
    assert head.content == b""
    for name in ("Content-Length", "Content-Type", "Last-Modified"):
        assert head[name] == got[name]


def alternate(tool: Tool, method: str, place: str = "statements", **form: str) -> Any:
    fields = {"Authorization": tool.basic, "X-Experience-API-Version": "1.0.3"} | form
    return Client().post(
        f"/xapi/{place}?method={method}", urlencode(fields), "application/x-www-form-urlencoded"
    )


def test_the_alternate_syntax_of_1_0_3(hub: Tool) -> None:
    sid = store.new_id()
    assert alternate(hub, "PUT", statementId=sid, content=json.dumps(statement())).status_code == 204
    assert [one["id"] for one in alternate(hub, "GET", limit="1").json()["statements"]] == [sid]
    assert alternate(hub, "PUT", statementId=sid).status_code == 400  # no content
    two = alternate(hub, "GET", **{"X-Experience-API-Version": "2.0.0"})
    assert two.status_code == 400
    assert "alternate" in error(two)["rule"]


def test_the_alternate_syntax_takes_documents_too(hub: Tool) -> None:
    where = {"agent": json.dumps(store.AMINA), "profileId": "x"}
    made = alternate(
        hub,
        "PUT",
        "agents/profile",
        **where,
        **{"content": "7", "Content-Type": "text/plain", "If-None-Match": "*"},
    )
    assert made.status_code == 204
    assert hub.ask("GET", "agents/profile", where)["Content-Type"] == "text/plain"
    assert alternate(hub, "DELETE", "agents/profile", **where).status_code == 204


def test_the_key_remembers_the_day_it_was_used(hub: Tool) -> None:
    hub.found()
    assert Key.objects.get(pk=hub.key.pk).used_on == timezone.now().date()


def test_lapsed_tokens_and_old_refusals_are_forgotten(partner: Tool) -> None:
    token(partner)
    partner.post(b"nonsense")
    assert credentials.forget_old(now=timezone.now()) == 0
    assert credentials.forget_old(now=timezone.now() + timedelta(days=31)) == 2
