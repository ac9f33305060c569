"""What somebody could try: none of it opens a tool for another person, reaches another tool's grades, or counts."""

import json
import re
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
from django.test import Client
from django.utils import timezone

from tests import make
from tests.evidence.conftest import with_address
from tests.standards.lti import made
from ujuzi.evidence.lti.operations import registering
from ujuzi.evidence.models import LineItem, Proof, Pseudonym, ResourceLink, Score, Tool
from ujuzi.organisations.models import MemberRole, Membership
from ujuzi.standards.lti import names, tokens

HUB = "https://hub.example"


@pytest.fixture(autouse=True)
def _host(settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    settings.FETCH_ALLOW = []


def registered(slug: str, keys: Any = made.KEYS) -> Tool:
    tool = {
        "name": slug.title(),
        "login_url": f"https://{slug}.example/login?a=1",
        "launch_url": f"https://{slug}.example/launch",
        "redirect_uris": [f"https://{slug}.example/launch"],
        "deep_link_url": "",
        "jwks_url": "",
        "jwks": tokens.public_set(keys),
    }
    return registering.register(make.organisation(slug), tool, now=timezone.now())


def linked(tool: Tool) -> ResourceLink:
    return registering.add_link(tool, {"title": "Soil", "is_published": True}, now=timezone.now())


@pytest.fixture
def tool(db: None) -> Tool:
    return registered("takwa")


@pytest.fixture
def link(tool: Tool) -> ResourceLink:
    return linked(tool)


@pytest.fixture
def other(db: None) -> Tool:
    return registered("mlango", {"keys": [made.OTHER_KEY.as_dict(private=False)]})


@pytest.fixture
def amina(db: None) -> Client:
    client = Client()
    client.force_login(with_address(make.person("amina", display_name="Amina Juma"), "amina@mail.example"))
    return client


def begun(client: Client, address: str, **ticked: str) -> dict[str, str]:
    """What the tool asks after its login was called: a right authentication request."""
    response = client.post(address, ticked)
    assert response.status_code == 303, response.content
    said = dict(parse_qsl(urlsplit(response["Location"]).query))
    return {
        "scope": "openid",
        "response_type": "id_token",
        "response_mode": "form_post",
        "prompt": "none",
        "client_id": said["client_id"],
        "redirect_uri": said["target_link_uri"],
        "login_hint": said["login_hint"],
        "lti_message_hint": said["lti_message_hint"],
        "nonce": f"nonce {said['login_hint']}",
        "state": "state-1",
    }


def asked(client: Client, said: dict[str, str]) -> tuple[int, dict[str, str], str]:
    """The status, the fields that go to the tool, and where they go."""
    response = client.get(f"/lti/auth?{urlencode(said)}")
    text = response.content.decode()
    form = text.partition('id="go"')
    fields = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', form[2]))
    action = re.findall(r'<form method="post" action="([^"]*)" id="go">', text)
    return response.status_code, fields, action[0] if action else ""


def opened(client: Client, link: ResourceLink) -> dict[str, Any]:
    _status, fields, _action = asked(client, begun(client, f"/en/tools/{link.pk}/"))
    return tokens.unverified(fields["id_token"])


def test_the_answer_goes_to_the_tool_by_a_form_without_scripting(amina, tool, link):
    address = f"/en/tools/{link.pk}/"
    page = amina.get(address)
    assert "form-action 'self' https://takwa.example" in page["Content-Security-Policy"]
    assert "<script" not in page.content.decode()
    assert "checked" not in page.content.decode()
    said = begun(amina, address)
    response = amina.get(f"/lti/auth?{urlencode(said)}")
    text = response.content.decode()
    assert re.search(r'<button class="act">\s*Go on', text)
    assert '<script src="/static/go.js" defer></script>' in text
    assert "form-action 'self' https://takwa.example" in response["Content-Security-Policy"]
    assert "script-src 'self'" in response["Content-Security-Policy"]
    assert "takwa" not in amina.get("/en/")["Content-Security-Policy"]
    assert response["Cache-Control"].startswith("max-age=0")


def test_a_launch_is_once(amina, link):
    said = begun(amina, f"/en/tools/{link.pk}/")
    assert "id_token" in asked(amina, said)[1]
    status, fields, action = asked(amina, said)
    assert (status, fields["error"], fields["state"]) == (200, "invalid_request", "state-1")
    assert "id_token" not in fields
    assert action == "https://takwa.example/launch"
    again = begun(amina, f"/en/tools/{link.pk}/") | {"nonce": said["nonce"]}
    assert asked(amina, again)[1]["error"] == "invalid_request"


def test_a_launch_is_for_the_person_who_began_it(amina, link):
    said = begun(amina, f"/en/tools/{link.pk}/")
    thief = Client()
    assert asked(thief, said)[1]["error"] == "login_required"
    thief.force_login(make.person("thief"))
    assert asked(thief, said)[1]["error"] == "login_required"
    assert "id_token" in asked(amina, said)[1]


def test_a_launch_ends_after_some_minutes(amina, link):
    from ujuzi.evidence.models import Launch

    said = begun(amina, f"/en/tools/{link.pk}/")
    Launch.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert "id_token" not in asked(amina, said)[1]


@pytest.mark.parametrize(
    "uri",
    ["https://evil.example/launch", "https://takwa.example/launch/", "https://takwa.example/launch?x", "http://takwa.example/launch", ""],
)  # fmt: skip
def test_nothing_is_sent_to_an_address_that_is_not_registered(amina, link, uri):
    said = begun(amina, f"/en/tools/{link.pk}/") | {"redirect_uri": uri}
    status, fields, action = asked(amina, said)
    assert (status, fields, action) == (400, {}, "")


def test_another_tool_cannot_use_the_hint(amina, link, other):
    said = begun(amina, f"/en/tools/{link.pk}/")
    stolen = said | {"client_id": other.client_id, "redirect_uri": other.launch_url}
    assert "id_token" not in asked(amina, stolen)[1]
    for unknown in ("unknown", "\0", ""):
        assert asked(amina, said | {"client_id": unknown})[0] == 400
    mixed = said | {"lti_message_hint": "choosing"}
    assert "id_token" not in asked(amina, mixed)[1]


def test_a_posted_question_is_asked_again_with_the_cookie(amina, link):
    said = begun(amina, f"/en/tools/{link.pk}/")
    response = Client(enforce_csrf_checks=True).post("/lti/auth", said)
    assert response.status_code == 303
    assert "id_token" in amina.get(response["Location"]).content.decode()


def test_each_tool_knows_her_by_another_number(amina, link, other):
    assert opened(amina, link)["sub"] != opened(amina, linked(other))["sub"]


def test_links_that_are_not_published_or_need_signing_in(amina, link):
    assert Client().get(f"/en/tools/{link.pk}/").status_code == 302
    ResourceLink.objects.update(is_published=False)
    assert amina.get(f"/en/tools/{link.pk}/").status_code == 404


def claims(tool: Tool, **changes: Any) -> dict[str, Any]:
    seconds = int(timezone.now().timestamp())
    usual = {
        "iss": tool.client_id,
        "sub": tool.client_id,
        "aud": f"{HUB}/lti/token",
        "iat": seconds - 5,
        "exp": seconds + 60,
        "jti": f"jti {seconds} {len(changes)} {sorted(changes.items())}",
    }
    return {name: value for name, value in (usual | changes).items() if value is not None}


def ask_token(token: str, scope: str = " ".join(names.SCOPES)) -> Any:
    form = {
        "grant_type": "client_credentials",
        "client_assertion_type": names.ASSERTION_TYPE,
        "client_assertion": token,
        "scope": scope,
    }
    return Client(enforce_csrf_checks=True).post(
        "/lti/token", urlencode(form), content_type="application/x-www-form-urlencoded"
    )


def bearer(tool: Tool, key: Any = made.TOOL_KEY, scope: str = " ".join(names.SCOPES)) -> str:
    answer = ask_token(made.signed(claims(tool, jti=f"{tool.pk}{scope}"), key=key), scope)
    assert answer.status_code == 200, answer.content
    assert answer["Cache-Control"] == "no-store"
    return str(answer.json()["access_token"])


def test_tokens_are_for_tools_that_prove_who_they_are(tool, other):
    good = made.signed(claims(tool))
    assert ask_token(good).status_code == 200
    assert ask_token(good).json()["error"] == "invalid_client"  # replayed
    late = int(timezone.now().timestamp()) - 100
    forged = [
        made.unsigned(claims(tool, jti="1")),
        made.by_hmac(claims(tool, jti="2")),
        made.signed(claims(tool, jti="3"), key=made.OTHER_KEY),
        made.signed(claims(tool, jti="4", aud="https://other.example/token")),
        made.signed(claims(tool, jti="5", iat=late - 60, exp=late)),
        made.signed(claims(tool, jti="6", iss=other.client_id, sub=other.client_id)),
        made.signed(claims(tool, jti="7", sub="x")),
        made.signed(claims(tool, jti="8", iss="unknown", sub="unknown")),
        "x",
        "",
    ]
    for one in forged:
        answer = ask_token(one)
        assert (answer.status_code, answer.json()["error"]) == (401, "invalid_client"), one
    assert ask_token(made.signed(claims(tool, jti="9")), "openid").json()["error"] == "invalid_scope"
    assert Client().get("/lti/token").status_code == 400
    registering.switch(tool, on=False)
    assert ask_token(made.signed(claims(tool, jti="10"))).status_code == 401


def send(token: str, path: str, said: Any, kind: str = names.SCORE_TYPE, method: str = "post") -> Any:
    client = Client(enforce_csrf_checks=True, headers={"Authorization": f"Bearer {token}"})
    body = said if isinstance(said, bytes) else json.dumps(said).encode()
    return getattr(client, method)(path, body, content_type=kind)


def score(sub: str, **changes: Any) -> dict[str, Any]:
    usual = {
        "userId": sub,
        "timestamp": timezone.now().isoformat(),
        "activityProgress": "Completed",
        "gradingProgress": "FullyGraded",
        "scoreGiven": 90,
        "scoreMaximum": 100,
    }
    return usual | changes


def items(tool: Tool) -> str:
    return f"/lti/tools/{tool.pk}/lineitems"


def test_grades_only_for_who_opened_it(amina, tool, link, other):
    item, token = LineItem.objects.get(link=link), bearer(tool)
    path = f"{items(tool)}/{item.pk}/scores"
    sub = opened(amina, link)["sub"]
    assert send(token, path, score(sub)).status_code == 204
    assert Proof.objects.get().score == 0.9
    stranger = Pseudonym.objects.create(tool=tool, person=make.person("never"), made_at=timezone.now())
    elsewhere = opened(amina, linked(other))["sub"]
    for who in (str(stranger.sub), elsewhere, "amina", "", "0" * 36, sub.upper(), f"{{{sub}}}"):
        assert send(token, path, score(who)).status_code in (400, 404), who
    second = linked(tool)
    unopened = f"{items(tool)}/{LineItem.objects.get(link=second).pk}/scores"
    assert send(token, unopened, score(sub)).status_code == 404
    assert Score.objects.count() == 1
    assert Proof.objects.count() == 1


def test_another_tools_columns_are_not_there(amina, tool, link, other):
    item, sub = LineItem.objects.get(link=link), opened(amina, link)["sub"]
    foreign = bearer(other, made.OTHER_KEY)
    for base in (items(tool), items(other)):
        assert send(foreign, f"{base}/{item.pk}/scores", score(sub)).status_code == 404
        assert send(foreign, f"{base}/{item.pk}", b"", method="delete").status_code == 404
    headers = {"Authorization": f"Bearer {foreign}"}
    for path in ("lineitems", "memberships", f"lineitems/{item.pk}", f"lineitems/{item.pk}/results"):
        assert Client(headers=headers).get(f"/lti/tools/{tool.pk}/{path}").status_code == 404
    said = {"label": "x", "scoreMaximum": 1, "resourceLinkId": str(link.pk)}
    assert send(foreign, items(other), said, names.LINEITEM_TYPE).status_code == 400
    assert not Score.objects.exists()


def test_a_token_does_what_its_scopes_say_and_for_an_hour(amina, tool, link):
    item, sub = LineItem.objects.get(link=link), opened(amina, link)["sub"]
    reading = bearer(tool, scope=names.LINEITEM_READONLY)
    headers = {"Authorization": f"Bearer {reading}"}
    assert Client(headers=headers).get(items(tool)).status_code == 200
    assert Client(headers=headers).get(f"/lti/tools/{tool.pk}/memberships").status_code == 403
    assert send(reading, f"{items(tool)}/{item.pk}/scores", score(sub)).status_code == 403
    assert (
        send(reading, items(tool), {"label": "x", "scoreMaximum": 1}, names.LINEITEM_TYPE).status_code == 403
    )
    for wrong in ("", "Bearer", "Bearer x", f"Basic {reading}", reading):
        answer = Client(headers={"Authorization": wrong}).get(items(tool))
        assert (answer.status_code, answer["WWW-Authenticate"][:6]) == (401, "Bearer")
    from ujuzi.evidence.models import AccessToken

    AccessToken.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert Client(headers=headers).get(items(tool)).status_code == 401


def test_scores_that_are_old_wrong_or_of_the_wrong_kind(amina, tool, link):
    item, token, sub = LineItem.objects.get(link=link), bearer(tool), opened(amina, link)["sub"]
    path = f"{items(tool)}/{item.pk}/scores"
    now = timezone.now()
    assert send(token, path, score(sub, timestamp=now.isoformat())).status_code == 204
    before = (now - timedelta(seconds=1)).isoformat()
    assert send(token, path, score(sub, timestamp=before, scoreGiven=1)).json()["error"] == "stale"
    assert send(token, path, score(sub, timestamp=now.isoformat(), scoreGiven=1)).status_code == 409
    assert send(token, path, score(sub, timestamp=now.isoformat())).status_code == 204  # the same again
    assert send(token, path, score(sub, scoreGiven=-5)).status_code == 400
    assert send(token, path, score(sub), "application/json").status_code == 415
    assert send(token, path, b"{").status_code == 400
    assert send(token, path, b"[]").status_code == 400
    assert send(token, path, b" " * 300_000).status_code == 413
    assert send(token, path, b"", method="put").status_code == 405
    assert Score.objects.get().given == 90


def test_columns_are_written_paged_and_bound_to_their_link(amina, tool, link):
    token = bearer(tool)
    said = {"label": "Quiz", "scoreMaximum": 10, "tag": "q"}
    for number in range(3):
        made_one = send(token, items(tool), said | {"resourceId": str(number)}, names.LINEITEM_TYPE)
        assert made_one.status_code == 201
    place = urlsplit(made_one.json()["id"]).path
    changed = send(token, place, said | {"label": "Test"}, names.LINEITEM_TYPE, "put")
    assert (changed.json()["label"], changed.json()["resourceId"]) == ("Test", "2")
    moved = said | {"resourceLinkId": str(link.pk)}
    assert send(token, place, moved, names.LINEITEM_TYPE, "put").status_code == 400
    reader = Client(headers={"Authorization": f"Bearer {token}"})
    page = reader.get(f"{items(tool)}?tag=q&limit=2")
    assert len(page.json()) == 2
    further = re.findall(r'<([^>]*)>; rel="next"', page["Link"])[0]
    rest = reader.get(further.removeprefix(HUB))
    assert (len(rest.json()), rest.get("Link")) == (1, None)
    assert reader.get(f"{items(tool)}?limit=0").status_code == 400
    assert reader.get(f"{items(tool)}?tag=%00").status_code == 400
    assert len(reader.get(f"{items(tool)}?resource_link_id={link.pk}").json()) == 1
    assert reader.get(f"{items(tool)}?resource_link_id=x").json() == []
    assert send(token, place, b"", method="delete").status_code == 204
    assert reader.get(place).status_code == 404


def choosing(tool: Tool) -> tuple[Client, dict[str, Any]]:
    """An owner who has begun to choose, and the claims that a right answer has."""
    owner = make.person("owner")
    Membership.objects.create(person=owner, organisation=tool.organisation, role=MemberRole.OWNER)
    client = Client()
    client.force_login(owner)
    slug = tool.organisation.slug
    _status, fields, _action = asked(client, begun(client, f"/en/desk/{slug}/tools/{tool.pk}/choose/"))
    request = tokens.unverified(fields["id_token"])
    settings = request[names.DEEP_LINKING_SETTINGS]
    assert settings["deep_link_return_url"] == f"{HUB}/lti/tools/{tool.pk}/deep-links"
    seconds = int(timezone.now().timestamp())
    answer = made.response(
        iss=tool.client_id,
        aud=request["iss"],
        iat=seconds,
        exp=seconds + 60,
        deployment_id=tool.deployment_id,
        data=settings["data"],
    )
    return client, answer


def hand_back(tool: Tool, token: str) -> Any:
    return Client(enforce_csrf_checks=True).post(f"/lti/tools/{tool.pk}/deep-links", {"JWT": token})


def test_a_choice_counts_once_and_only_from_this_tool(tool, other):
    _client, answer = choosing(tool)
    late = int(timezone.now().timestamp()) - 100
    forged = [
        made.unsigned(answer),
        made.by_hmac(answer),
        made.signed(answer, key=made.OTHER_KEY),
        made.signed(answer | {"aud": "https://other.example"}),
        made.signed(answer | {"iss": other.client_id}),
        made.signed(answer | {names.DEPLOYMENT_ID: other.deployment_id}),
        made.signed(answer | {"iat": late - 60, "exp": late}),
        made.signed(answer | {names.DATA: "guessed"}),
        made.signed(answer | {names.VERSION_CLAIM: "1.1"}),
        "",
    ]
    for one in forged:
        assert hand_back(tool, one).status_code == 400, one
    assert hand_back(other, made.signed(answer, key=made.OTHER_KEY)).status_code == 400
    assert not ResourceLink.objects.exists()
    assert hand_back(tool, made.signed(answer)).status_code == 303
    assert hand_back(tool, made.signed(answer)).status_code == 400  # replayed
    link = ResourceLink.objects.get()
    assert (link.title, link.is_published, link.line_items.get().maximum) == ("Soil", False, 50)


def test_who_is_no_owner_any_more_chooses_nothing(tool):
    _client, answer = choosing(tool)
    Membership.objects.all().delete()
    assert hand_back(tool, made.signed(answer)).status_code == 400
    assert not ResourceLink.objects.exists()


def test_the_desk_is_for_owners(amina, tool, link):
    owner, _answer = choosing(tool)
    slug = tool.organisation.slug
    base = f"/en/desk/{slug}/tools/"
    pages = [
        "",
        "new/",
        f"{tool.pk}/",
        f"{tool.pk}/edit/",
        f"{tool.pk}/links/new/",
        f"{tool.pk}/links/{link.pk}/",
    ]
    for page in pages:
        assert owner.get(base + page).status_code == 200, page
        assert amina.get(base + page).status_code == 404, page
        assert Client().get(base + page).status_code == 302, page
    for page in (f"{tool.pk}/switch/", f"{tool.pk}/choose/"):
        assert amina.post(base + page).status_code == 404
    foreign = registered("mlango")
    assert owner.get(f"{base}{foreign.pk}/").status_code == 404
    assert owner.get(f"{base}{tool.pk}/links/{linked(foreign).pk}/").status_code == 404
