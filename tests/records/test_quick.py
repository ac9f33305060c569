"""PostgreSQL's short way: one call of a procedure, which commits by itself, so these tests need real transactions.

What it leaves alone is tested on both databases in the other modules, whose tests run inside a transaction.
"""

import threading
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.records import store
from tests.records.store import COURSE, Tool, statement
from ujuzi.records import keys
from ujuzi.records.operations import appending, locking, quick, teaching

pytestmark = [pytest.mark.only_on("postgresql"), pytest.mark.django_db(transaction=True)]


@pytest.fixture
def hub(db: None) -> Tool:
    """A hub's key; the first statements teach the process who vouches for it."""
    tool = Tool()
    for _ in range(3):
        tool.store(statement())
    return tool


def _definition(hub: Tool, iri: str) -> Any:
    return hub.ask("GET", "activities", {"activityId": iri}).json()["definition"]


def test_a_plain_statement_costs_no_query_of_django(hub: Tool) -> None:
    sid = store.new_id()
    with CaptureQueriesContext(connection) as caught:
        hub.store(statement(id=sid))
    assert len(caught) == 0  # the one call goes beside Django, as a prepared statement
    assert hub.get(statementId=sid).json()["actor"]["name"] == "Amina"


def test_new_activities_come_with_the_same_call(hub: Tool) -> None:
    iri = f"{COURSE}/new"
    with CaptureQueriesContext(connection) as caught:
        hub.store(statement(object={"id": iri, "definition": {"name": {"en": "New"}}}))
    assert len(caught) == 0
    assert _definition(hub, iri) == {"name": {"en": "New"}}


def test_an_activity_that_another_process_defined_otherwise_is_merged(hub: Tool) -> None:
    iri = f"{COURSE}/shared"
    hub.store(statement(object={"id": iri, "definition": {"name": {"en": "Shared"}}}))
    teaching.seen.clear()
    hub.store(statement(object={"id": iri, "definition": {"name": {"fr": "Commun"}}}))
    assert _definition(hub, iri) == {"name": {"en": "Shared", "fr": "Commun"}}


def test_an_activity_that_another_process_defined_alike_is_left_alone(hub: Tool) -> None:
    said = statement(object={"id": f"{COURSE}/alike", "definition": {"name": {"en": "Alike"}}})
    hub.store(said)
    teaching.seen.clear()
    with CaptureQueriesContext(connection) as caught:
        hub.store(said | {"id": store.new_id()})
    assert len(caught) == 0


def test_a_repeat_waits_for_the_disk_and_a_conflict_is_told(
    hub: Tool, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = statement(id=store.new_id())
    hub.store(said)
    flushed: list[bool] = []
    flush = locking.flush

    def counted() -> None:
        flushed.append(True)
        flush()

    monkeypatch.setattr(locking, "flush", counted)
    assert hub.post(said).status_code == 200
    assert flushed == [True]
    assert hub.post(said | {"actor": store.BARAKA}).status_code == 409


def test_what_was_voided_before_it_came_is_voided(hub: Tool) -> None:
    sid = store.new_id()
    hub.store(store.voiding(sid))
    hub.store(statement(id=sid))
    assert hub.get(statementId=sid).status_code == 404
    assert hub.get(voidedStatementId=sid).status_code == 200


def test_inside_a_callers_transaction_it_stands_back() -> None:
    """Its commit would be the caller's."""
    sid = store.new_id()
    try:
        with transaction.atomic():
            appending.append([statement(id=sid)], author=keys.hub(), version="2.0", clock=timezone.now)
            raise InterruptedError
    except InterruptedError:
        pass
    assert Tool().get(statementId=sid).status_code == 404


def test_the_lock_is_free_once_it_returns(hub: Tool) -> None:
    hub.store(statement())
    free: list[Any] = []

    def look() -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(%s)", [locking.ADVISORY])
            free.append(cursor.fetchone())
        connection.close()

    thread = threading.Thread(target=look)
    thread.start()
    thread.join()
    assert free == [(True,)]


def test_a_database_that_refuses_leaves_nothing_behind(hub: Tool, monkeypatch: pytest.MonkeyPatch) -> None:
    """An error in the middle of the procedure takes back the statement with what came after it."""
    values = quick._values

    def broken(*args: Any) -> list[Any]:
        return [*values(*args)[:-1], [None]]  # an activity without a definition

    sid = store.new_id()
    monkeypatch.setattr(quick, "_values", broken)
    answer = hub.client
    answer.raise_request_exception = False
    iri = {"id": f"{COURSE}/refused", "definition": {"name": {"en": "Refused"}}}
    assert hub.post(statement(id=sid, object=iri)).status_code == 500
    monkeypatch.undo()
    assert hub.get(statementId=sid).status_code == 404
    assert hub.post(statement(id=sid, object=iri)).status_code == 200
