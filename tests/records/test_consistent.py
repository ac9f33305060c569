"""X-Experience-API-Consistent-Through on every answer of the statements resource, without a query where none is needed."""

from typing import Any

import pytest

from tests.records import store
from tests.records.store import Tool, statement

HEADER = "X-Experience-API-Consistent-Through"


@pytest.mark.parametrize(
    ("method", "parameters", "body", "status"),
    [
        ("GET", {}, b"", 200),
        ("HEAD", {}, b"", 200),
        ("GET", {"nonsense": "1"}, b"", 400),
        ("GET", {"statementId": store.new_id()}, b"", 404),
        ("POST", {}, statement(), 200),
        ("POST", {}, [], 200),
        ("POST", {}, b"nonsense", 400),
        ("PUT", {"statementId": store.new_id()}, statement(), 204),
        ("DELETE", {}, b"", 405),
    ],
)
def test_every_answer_has_it(
    hub: Tool, method: str, parameters: dict[str, str], body: Any, status: int
) -> None:
    answer = hub.ask(method, "statements", parameters, body)
    assert (answer.status_code, len(answer[HEADER])) == (status, len("2026-03-01T10:00:00.000000Z"))


def test_after_a_post_it_is_the_time_of_what_was_stored(hub: Tool) -> None:
    answer = hub.post([statement(), statement()])
    stored = [hub.get(statementId=sid).json()["stored"] for sid in answer.json()]
    assert answer[HEADER] == max(stored)
    again = statement(id=store.new_id())
    hub.store(again)
    assert hub.post(again)[HEADER] >= hub.get(statementId=again["id"]).json()["stored"]
