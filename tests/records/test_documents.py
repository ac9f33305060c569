"""State, activity profile and agent profile: the four methods, merging, conditions, whose they are."""

from typing import Any

import pytest

from tests.records import store
from tests.records.store import AMINA, BARAKA, COURSE, Tool, error

STATE = {"activityId": COURSE, "agent": AMINA, "stateId": "bookmark"}
ACTIVITY = {"activityId": COURSE, "profileId": "settings"}
AGENT = {"agent": AMINA, "profileId": "settings"}
RESOURCES = [("activities/state", STATE), ("activities/profile", ACTIVITY), ("agents/profile", AGENT)]
each = pytest.mark.parametrize(("place", "where"), RESOURCES)


def ask(tool: Tool, method: str, place: str, where: dict[str, Any], body: Any = b"", **more: Any) -> Any:
    parameters = {key: store._text(value) for key, value in where.items()}
    return tool.ask(method, place, parameters, body, **more)


@each
def test_a_document_is_written_read_and_deleted(hub: Tool, place: str, where: dict[str, Any]) -> None:
    written = ask(hub, "PUT", place, where, b"\x00\xffpage 7", kind="application/x-page", If_None_Match="*")
    assert written.status_code == 204
    read = ask(hub, "GET", place, where)
    assert (read.content, read["Content-Type"]) == (b"\x00\xffpage 7", "application/x-page")
    assert read["ETag"].strip('"').isalnum()
    assert read["Last-Modified"].endswith("GMT")
    assert ask(hub, "DELETE", place, where).status_code == 204
    assert ask(hub, "GET", place, where).status_code == 404


@each
def test_json_objects_are_merged_one_level_deep(hub: Tool, place: str, where: dict[str, Any]) -> None:
    ask(hub, "POST", place, where, {"page": 1, "seen": {"a": 1}})
    assert ask(hub, "POST", place, where, {"seen": {"b": 2}, "mark": 5}).status_code == 204
    assert ask(hub, "GET", place, where).json() == {"page": 1, "seen": {"b": 2}, "mark": 5}


@each
@pytest.mark.parametrize(
    ("body", "kind"), [(b"[1]", "application/json"), (b"{", "application/json"), (b"{}", "text/plain")]
)
def test_what_cannot_be_merged_changes_nothing(
    hub: Tool, place: str, where: dict[str, Any], body: bytes, kind: str
) -> None:
    ask(hub, "POST", place, where, {"page": 1})
    assert ask(hub, "POST", place, where, body, kind=kind).status_code == 400
    assert ask(hub, "GET", place, where).json() == {"page": 1}


@each
def test_what_is_there_is_not_overwritten_unseen(hub: Tool, place: str, where: dict[str, Any]) -> None:
    ask(hub, "PUT", place, where, {"page": 1}, If_None_Match="*")
    assert ask(hub, "PUT", place, where, {"page": 2}).status_code == 409
    assert ask(hub, "PUT", place, where, {"page": 2}, If_None_Match="*").status_code == 412
    assert ask(hub, "PUT", place, where, {"page": 2}, If_Match='"0000"').status_code == 412
    assert ask(hub, "POST", place, where, {"page": 2}, If_Match='"0000"').status_code == 412
    assert ask(hub, "DELETE", place, where, If_Match='"0000"').status_code == 412
    etag = ask(hub, "GET", place, where)["ETag"]
    assert ask(hub, "GET", place, where).json() == {"page": 1}
    assert ask(hub, "PUT", place, where, {"page": 2}, If_Match=etag).status_code == 204
    assert ask(hub, "DELETE", place, where, If_Match=etag).status_code == 412  # it has changed since
    assert ask(hub, "DELETE", place, where, If_Match='"x", *').status_code == 204


def test_state_of_1_0_3_may_be_overwritten(hub: Tool) -> None:
    for page in (1, 2):
        assert ask(hub, "PUT", "activities/state", STATE, {"page": page}, version="1.0.3").status_code == 204
    assert (
        ask(hub, "PUT", "agents/profile", AGENT, {}, version="1.0.3").status_code == 400
    )  # a profile may not


@each
def test_the_list_of_ids_and_since(hub: Tool, place: str, where: dict[str, Any]) -> None:
    name = "stateId" if "stateId" in where else "profileId"
    shelf = {key: value for key, value in where.items() if key != name}
    for one in ("a", "b"):
        ask(hub, "POST", place, shelf | {name: one}, {})
    listed = ask(hub, "GET", place, shelf)
    assert listed.json() == ["a", "b"]
    assert ask(hub, "GET", place, shelf | {"since": "2999-01-01T00:00:00Z"}).json() == []
    assert ask(hub, "GET", place, shelf | {"since": "then"}).status_code == 400


def test_states_are_kept_apart_by_registration(hub: Tool) -> None:
    with_registration = STATE | {"registration": store.new_id()}
    ask(hub, "POST", "activities/state", STATE, {"page": 1})
    ask(hub, "POST", "activities/state", with_registration, {"page": 2})
    assert ask(hub, "GET", "activities/state", STATE).json() == {"page": 1}
    assert ask(hub, "GET", "activities/state", with_registration).json() == {"page": 2}
    bare = {"activityId": COURSE, "agent": AMINA}
    assert ask(hub, "DELETE", "activities/state", bare).status_code == 204
    assert ask(hub, "GET", "activities/state", with_registration).status_code == 404


def test_documents_of_one_organisation_are_unknown_to_another(partner: Tool, other: Tool) -> None:
    ask(partner, "POST", "activities/state", STATE, {"page": 1})
    assert ask(other, "GET", "activities/state", STATE).status_code == 404
    ask(other, "POST", "activities/state", STATE, {"page": 9})
    assert ask(partner, "GET", "activities/state", STATE).json() == {"page": 1}


def test_an_agent_is_the_same_under_another_name(hub: Tool) -> None:
    ask(hub, "POST", "agents/profile", AGENT, {"language": "sw"})
    found = ask(hub, "GET", "agents/profile", AGENT | {"agent": AMINA | {"name": "A. Yusuf"}})
    assert found.json() == {"language": "sw"}
    assert ask(hub, "GET", "agents/profile", AGENT | {"agent": BARAKA}).status_code == 404


@pytest.mark.parametrize(
    "where",
    [
        {"agent": AMINA, "stateId": "x"},
        {"activityId": COURSE, "stateId": "x"},
        STATE | {"activityId": "course"},
        STATE | {"agent": {"name": "Amina"}},
        STATE | {"registration": "1"},
        STATE | {"stateId": ""},
        STATE | {"stateId": "x" * 1001},
        STATE | {"page": "1"},
    ],
)
def test_wrong_parameters_are_refused(hub: Tool, where: dict[str, Any]) -> None:
    answer = ask(hub, "PUT", "activities/state", where, {})
    assert answer.status_code == 400
    assert error(answer)["path"].startswith("$.")


def test_a_document_is_never_shown_as_a_page_of_the_hub(hub: Tool) -> None:
    ask(hub, "PUT", "activities/state", STATE, b"<script>", kind="text/html", If_None_Match="*")
    answer = ask(hub, "GET", "activities/state", STATE)
    assert answer["Content-Disposition"] == "attachment"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in answer["Content-Security-Policy"]
