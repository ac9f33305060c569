"""Whatever is sent, the store answers with a reason and never with a 500; and it takes exactly what the tables allow.

`make fuzz` runs the same with many more cases.
"""

import json
import uuid
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.records.store import Tool
from tests.standards.xapi import reference, strategies

hostile = settings(deadline=None, suppress_health_check=list(HealthCheck))

texts = st.text(max_size=30)
names = st.sampled_from(
    ["statementId", "voidedStatementId", "agent", "verb", "activity", "registration", "since", "until", "limit", "format",
     "attachments", "ascending", "related_agents", "related_activities", "activityId", "stateId", "profileId", "method"]
)  # fmt: skip
values = st.one_of(
    texts,
    st.sampled_from(["true", "1", "-1", "999999999999", "ids", "canonical", "2026-03-01T10:00:00Z", "2026-03-01T10:00:00 03:00",
                     "\x00", "{}", '{"mbox":"mailto:a@b.example"}', '{"objectType":"Group","member":[]}', "http://x.example/",
                     "3e686827-aa46-4f38-998b-3d32124b2cf4", "9999-12-31T23:59:59-14:00", "0001-01-01T00:00:00+14:00"]),
)  # fmt: skip
places = st.sampled_from(
    ["statements", "activities", "agents", "activities/state", "activities/profile", "agents/profile", "about",
     "statements/more/x", "oauth/token"]
)  # fmt: skip
kinds = st.sampled_from(
    ["application/json", "application/json; charset=utf-8", "multipart/mixed; boundary=b", "multipart/mixed", "text/plain", "",
     "application/x-www-form-urlencoded", 'multipart/mixed; boundary="x y"']
)  # fmt: skip
multipart = st.lists(
    st.sampled_from([b"--b", b"--b--", b"\r\n", b"\n", b"\r\n\r\n", b"Content-Type: application/json", b"{}", b"[]", b":",
                     b"X-Experience-API-Hash: aa", b"Content-Transfer-Encoding: binary", b"\xff\x00"]),
    max_size=14,
).map(b"".join)  # fmt: skip
anything = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), texts),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(texts, inner, max_size=3)),
    max_leaves=6,
)
bodies = st.one_of(
    st.binary(max_size=60),
    multipart,
    anything.map(lambda value: json.dumps(value).encode()),
    strategies.broken("2.0.0").map(lambda value: json.dumps(value).encode()),
    st.lists(strategies.broken("2.0.0"), max_size=3).map(lambda value: json.dumps(value).encode()),
)
headers = st.dictionaries(
    st.sampled_from(
        ["If-Match", "If-None-Match", "Accept-Language", "X-Experience-API-Version", "Authorization"]
    ),
    st.one_of(
        st.text(st.characters(min_codepoint=32, max_codepoint=255), max_size=20),
        st.sampled_from(["*", '"a"', "2.0.0", "1.0.3", "sw;q=x", "Basic Og==", "Bearer x", "Basic \x7f"]),
    ),
    max_size=2,
)


@hostile
@given(
    method=st.sampled_from(["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH"]),
    place=places,
    parameters=st.dictionaries(st.one_of(names, texts), values, max_size=4),
    body=bodies,
    kind=kinds,
    more=headers,
    version=st.sampled_from(["2.0.0", "1.0.3", None]),
)
def test_no_request_makes_the_store_fail(
    hub: Tool,
    method: str,
    place: str,
    parameters: dict[str, str],
    body: bytes,
    kind: str,
    more: dict[str, str],
    version: str | None,
) -> None:
    answer = hub.ask(method, place, parameters, body, kind=kind, version=version, **more)
    assert answer.status_code < 500
    if answer.status_code >= 400 and method != "HEAD":
        assert answer.json()["error"]


def _unsent(statement: Any) -> bool:
    """An attachment that is not sent needs an address (part three, 1.5.2), which the tables cannot say."""
    parts = [statement, statement["object"]]
    return any("fileUrl" not in one for part in parts for one in part.get("attachments", []))


@pytest.mark.parametrize("version", ["1.0", "2.0"])
@hostile
@given(data=st.data())
def test_the_store_takes_what_the_tables_allow_and_nothing_else(
    hub: Tool, version: str, data: st.DataObject
) -> None:
    full = {"1.0": "1.0.3", "2.0": "2.0.0"}[version]
    statement = data.draw(st.one_of(strategies.statements(full), strategies.broken(full)))
    if "id" in statement:
        statement["id"] = str(uuid.uuid4()) if reference.problems(statement, full) == [] else statement["id"]
    answer = hub.post(statement, version=full)
    allowed = reference.problems(statement, full) == [] and not _unsent(statement)
    assert (answer.status_code == 200) is allowed, (answer.content, reference.problems(statement, full))
    if allowed:
        [sid] = answer.json()
        found: dict[str, Any] = hub.get(statementId=sid).json()
        assert found["verb"] == statement["verb"]
        assert found["object"].get("id") == statement["object"].get("id")
