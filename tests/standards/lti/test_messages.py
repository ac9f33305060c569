"""Messages of the platform, and what tools ask and send: as the specifications have it."""

from datetime import timedelta
from typing import Any

import pytest

from tests.standards.lti.made import NOW
from ujuzi.standards.lti import authentication, grades, launches, memberships, names
from ujuzi.standards.lti.problems import LtiError

PLATFORM = launches.Platform("https://hub.example", "Ujuzi", "1", "hub.example")
TO = launches.Recipient("client-1", "deployment-1", "https://tool.example/launch", "nonce-1")
CONTEXT = launches.Context("context-1", "Tool")
SERVICES = launches.Services(
    "https://hub.example/items", "https://hub.example/items/1", "https://hub.example/m"
)
WHO = launches.Somebody("sub-1", (names.LEARNER,), "sw")

ASKED = {
    "scope": "openid",
    "response_type": "id_token",
    "response_mode": "form_post",
    "prompt": "none",
    "client_id": "client-1",
    "redirect_uri": "https://tool.example/launch",
    "login_hint": "hint",
    "lti_message_hint": "message",
    "nonce": "nonce-1",
    "state": "state-1",
}


def test_a_resource_link_request_has_all_that_is_required_and_no_name():
    link = launches.Link("link-1", "Soil", "https://hub.example/back", custom={"a": "b"})
    claims = launches.resource_link(PLATFORM, TO, WHO, CONTEXT, link, SERVICES, now=NOW)
    assert claims[names.MESSAGE_TYPE] == "LtiResourceLinkRequest"
    assert claims[names.VERSION_CLAIM] == "1.3.0"
    assert claims[names.DEPLOYMENT_ID] == "deployment-1"
    assert claims[names.TARGET_LINK_URI] == "https://tool.example/launch"
    assert claims[names.RESOURCE_LINK] == {"id": "link-1", "title": "Soil"}
    assert claims[names.ROLES] == ["http://purl.imsglobal.org/vocab/lis/v2/membership#Learner"]
    assert claims[names.CONTEXT]["id"] == "context-1"
    assert claims[names.CUSTOM] == {"a": "b"}
    assert claims[names.LAUNCH_PRESENTATION]["return_url"] == "https://hub.example/back"
    assert claims[names.ENDPOINT]["lineitem"] == "https://hub.example/items/1"
    assert claims[names.NAMES_ROLE_SERVICE]["service_versions"] == ["2.0"]
    assert (claims["iss"], claims["aud"], claims["sub"], claims["nonce"]) == (
        "https://hub.example", "client-1", "sub-1", "nonce-1",
    )  # fmt: skip
    assert claims["exp"] - claims["iat"] == 300
    assert not {"name", "email"} & set(claims)


def test_a_deep_linking_request():
    choosing = launches.Choosing("https://hub.example/return", "data-1")
    claims = launches.deep_linking(PLATFORM, TO, WHO, CONTEXT, choosing, SERVICES, now=NOW)
    settings = claims[names.DEEP_LINKING_SETTINGS]
    assert settings["accept_types"] == ["ltiResourceLink"]
    assert settings["deep_link_return_url"] == "https://hub.example/return"
    assert settings["data"] == "data-1"
    assert names.RESOURCE_LINK not in claims


def asked(**changes: Any) -> authentication.Request:
    said = {name: value for name, value in (ASKED | changes).items() if value is not None}
    uri = authentication.check_return(said, client_id="client-1", redirect_uris=[ASKED["redirect_uri"]])
    return authentication.parse(said, redirect_uri=uri)


def test_an_authentication_request_as_it_should_be():
    found = asked()
    assert (found.login_hint, found.message_hint, found.nonce, found.state) == (
        "hint", "message", "nonce-1", "state-1",
    )  # fmt: skip
    assert asked(state=None, lti_message_hint=None).state == ""


@pytest.mark.parametrize(
    "uri",
    [
        "https://tool.example/launch/",
        "https://tool.example/launch?x=1",
        "https://tool.example/launch#x",
        "https://TOOL.example/launch",
        "http://tool.example/launch",
        "https://tool.example:443/launch",
        "https://tool.example/launch/../evil",
        "https://evil.example/launch",
        "",
        None,
    ],
)
def test_an_address_of_return_that_is_not_registered_gets_nothing(uri):
    with pytest.raises(LtiError) as caught:
        asked(redirect_uri=uri)
    assert not isinstance(caught.value, authentication.AuthenticationError)
    assert caught.value.path == "redirect_uri"


@pytest.mark.parametrize(
    ("changes", "oauth"),
    [
        ({"scope": "profile"}, "invalid_scope"),
        ({"scope": "openid profile"}, "invalid_scope"),
        ({"scope": None}, "invalid_scope"),
        ({"response_type": "code"}, "unsupported_response_type"),
        ({"response_mode": "query"}, "invalid_request"),
        ({"prompt": "login"}, "invalid_request"),
        ({"prompt": None}, "invalid_request"),
        ({"login_hint": None}, "invalid_request"),
        ({"nonce": None}, "invalid_request"),
        ({"nonce": "x" * 3000}, "invalid_request"),
        ({"state": "x" * 3000}, "invalid_request"),
    ],
)
def test_an_authentication_request_with_one_thing_wrong(changes, oauth):
    with pytest.raises(authentication.AuthenticationError) as caught:
        asked(**changes)
    assert caught.value.oauth == oauth


def test_another_client_is_refused():
    with pytest.raises(LtiError):
        asked(client_id="client-2")


SCORE = {
    "userId": "sub-1",
    "timestamp": "2026-11-23T11:00:00.123Z",
    "activityProgress": "Completed",
    "gradingProgress": "FullyGraded",
    "scoreGiven": 83,
    "scoreMaximum": 100,
    "comment": "Well done",
}


def score(**changes: Any) -> grades.Score:
    said = {name: value for name, value in (SCORE | changes).items() if value is not None}
    return grades.score(said, now=NOW)


def test_a_score_as_it_should_be():
    found = score()
    assert found.is_final
    assert found.scaled == 0.83
    assert grades.written(found.at) == "2026-11-23T11:00:00.123Z"
    assert score(scoreGiven=120).scaled == 1.0
    assert score(scoreGiven=None, scoreMaximum=None).scaled is None
    assert score(timestamp="2026-11-23T14:00:00+03:00").at == score(timestamp="2026-11-23T11:00:00Z").at
    assert not score(gradingProgress="Pending").is_final
    assert not score(activityProgress="Submitted").is_final


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"userId": None}, "userId"),
        ({"userId": 5}, "userId"),
        ({"timestamp": None}, "timestamp"),
        ({"timestamp": "2026-11-23"}, "timestamp"),
        ({"timestamp": "2026-11-23T11:00:00"}, "timestamp"),
        ({"timestamp": "2026-13-23T11:00:00Z"}, "timestamp"),
        ({"timestamp": "2026-11-23T12:20:00Z"}, "timestamp"),
        ({"activityProgress": None}, "activityProgress"),
        ({"activityProgress": "completed"}, "activityProgress"),
        ({"gradingProgress": "Done"}, "gradingProgress"),
        ({"scoreGiven": -1}, "scoreGiven"),
        ({"scoreGiven": "83"}, "scoreGiven"),
        ({"scoreGiven": True}, "scoreGiven"),
        ({"scoreGiven": float("inf")}, "scoreGiven"),
        ({"scoreGiven": 1e300}, "scoreGiven"),
        ({"scoreMaximum": None}, "scoreMaximum"),
        ({"scoreMaximum": 0}, "scoreMaximum"),
        ({"comment": ["x"]}, "comment"),
        ({"comment": "a\0b"}, "comment"),
        ({"comment": "\ud800"}, "comment"),
    ],
)
def test_a_score_with_one_thing_wrong(changes, path):
    with pytest.raises(LtiError) as caught:
        score(**changes)
    assert caught.value.path == path


def test_an_older_score_and_one_of_the_same_time_are_refused():
    grades.check_newer(NOW, None)
    grades.check_newer(NOW, NOW - timedelta(milliseconds=1))
    for before in (NOW, NOW + timedelta(seconds=1)):
        with pytest.raises(LtiError) as caught:
            grades.check_newer(NOW, before)
        assert caught.value.code == "stale"


def test_line_items_and_results_as_they_are_sent():
    said = {"label": "Quiz", "scoreMaximum": 60, "resourceId": "r", "tag": "t", "resourceLinkId": "l"}
    times = {"startDateTime": "2026-11-01T00:00:00.000Z", "endDateTime": "2026-12-01T00:00:00.000Z"}
    item = grades.line_item(said | times)
    assert grades.line_item_document(item, "https://hub.example/1") == said | times | {
        "id": "https://hub.example/1"
    }
    document = grades.result_document(
        address="a", of="i", user="u", given=30, maximum=40, item_maximum=60, comment=""
    )
    assert (document["resultScore"], document["resultMaximum"]) == (45, 60)
    with pytest.raises(LtiError):
        grades.line_item({"label": " ", "scoreMaximum": 1})
    with pytest.raises(LtiError):
        grades.line_item({"label": "x", "scoreMaximum": 1, "endDateTime": "tomorrow"})


def test_members_without_names():
    member = memberships.Member("sub-1", (names.LEARNER,), custom={"a": "b"})
    document = memberships.container("https://hub.example/m", CONTEXT, [member], with_message=True)
    said = document["members"][0]
    assert said.pop("message") == [{names.MESSAGE_TYPE: "LtiResourceLinkRequest", names.CUSTOM: {"a": "b"}}]
    assert said == {"status": "Active", "user_id": "sub-1", "roles": [names.LEARNER]}
    assert memberships.has_role(member, "Learner")
    assert memberships.has_role(member, names.LEARNER)
    assert not memberships.has_role(member, "Instructor")
