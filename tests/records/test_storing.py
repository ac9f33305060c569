"""POST and PUT of statements: all or none, ids, what the store sets, what it refuses."""

import uuid
from typing import Any

import pytest
from django.utils import timezone

from tests.records import store
from tests.records.store import Tool, error, statement
from ujuzi.records.models import Mention, Refusal, Statement


def test_a_statement_comes_back_as_it_was_sent_with_what_the_store_adds(hub: Tool) -> None:
    sent = statement(
        id=store.new_id(),
        context={
            "contextActivities": {"parent": {"id": store.COURSE}},
            "extensions": {"https://x.example/e": None},
        },
        timestamp="2026-03-01T10:00:00+03:00",
    )
    [sid] = hub.store(sent)
    found = hub.get(statementId=sid).json()
    assert sid == sent["id"] == found["id"]
    assert found["actor"] == store.AMINA
    assert found["timestamp"] == "2026-03-01T10:00:00+03:00"
    assert found["context"]["contextActivities"]["parent"] == [
        {"id": store.COURSE}
    ]  # an array, whatever it was
    assert found["context"]["extensions"] == {"https://x.example/e": None}
    assert found["authority"]["account"]["name"] == "hub"
    assert found["version"] == "2.0.0"
    assert found["stored"].endswith("Z")


def test_what_is_not_said_is_set(hub: Tool) -> None:
    [sid] = hub.store(statement(), version="1.0.3")
    found = hub.get(statementId=sid).json()
    assert uuid.UUID(sid)
    assert found["timestamp"] == found["stored"]
    assert found["version"] == "1.0.0"


def test_the_sender_does_not_choose_stored_and_authority(partner: Tool) -> None:
    forged = {"objectType": "Agent", "mbox": "mailto:president@un.example"}
    [sid] = partner.store(statement(authority=forged, stored="1999-01-01T00:00:00Z"))
    found = partner.get(statementId=sid).json()
    assert found["authority"]["account"]["name"] == "organisation:open-lab"
    assert not found["stored"].startswith("1999")
    assert partner.found(agent=forged, related_agents=True) == []


def test_one_wrong_statement_keeps_the_whole_batch_out(hub: Tool) -> None:
    answer = hub.post([statement(), statement(actor={"mbox": "nobody"})])
    assert answer.status_code == 400
    assert error(answer) == {
        "path": "$[1].actor.mbox",
        "rule": "must be an address of the form mailto:name@host",
    }
    assert not Statement.objects.exists()
    assert not Mention.objects.exists()


def test_the_same_statement_again_changes_nothing(hub: Tool) -> None:
    one = statement(id=store.new_id())
    assert hub.store(one) == hub.store(one) == [one["id"]]
    assert Statement.objects.count() == 1


def test_another_statement_with_the_same_id_is_a_conflict(hub: Tool) -> None:
    sid = store.new_id()
    hub.store(statement(id=sid))
    answer = hub.post([statement(id=store.new_id()), statement(id=sid, object={"id": store.QUIZ})])
    assert answer.status_code == 409
    assert f"the id {sid} already" in answer.json()["error"]["rule"]
    assert Statement.objects.count() == 1


def test_an_id_of_another_organisation_cannot_be_taken(partner: Tool, other: Tool) -> None:
    one = statement(id=store.new_id())
    partner.store(one)
    assert other.post(one).status_code == 409
    assert other.found() == []


def test_two_statements_of_a_batch_with_one_id_are_refused(hub: Tool) -> None:
    sid = store.new_id()
    answer = hub.post([statement(id=sid), statement(id=sid)])
    assert answer.status_code == 400
    assert error(answer)["path"] == "$[1].id"


def test_no_statements_are_no_error(hub: Tool) -> None:
    assert hub.post([]).json() == []


def test_put_takes_the_id_from_the_parameter(hub: Tool) -> None:
    sid = store.new_id()
    assert hub.ask("PUT", "statements", {"statementId": sid}, statement()).status_code == 204
    assert hub.found() == [sid]
    answer = hub.ask("PUT", "statements", {"statementId": store.new_id()}, statement(id=sid))
    assert answer.status_code == 400
    assert hub.ask("PUT", "statements", {}, statement()).status_code == 400


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[1, 2]", b"null", b'"x"', b"\xff\xfe", b'{"a":1e999}', b"[" * 5000]
)
def test_a_body_that_is_no_statement_is_refused(hub: Tool, body: bytes) -> None:
    answer = hub.post(body)
    assert answer.status_code == 400
    assert error(answer)["rule"]


def test_nesting_without_end_is_refused(hub: Tool) -> None:
    deep: dict[str, Any] = {}
    for _ in range(300):
        deep = {"a": deep}
    answer = hub.post(statement(context={"extensions": {"https://x.example/e": deep}}))
    assert answer.status_code == 400
    assert error(answer)["rule"] == "nested too deep"


def test_whole_numbers_beyond_64_bits_are_kept_to_the_precision_of_a_double(hub: Tool) -> None:
    big = 123456789012345678901234567890
    [sid] = hub.store(statement(result={"extensions": {"https://x.example/n": big}}))
    found = hub.get(statementId=sid).json()["result"]["extensions"]["https://x.example/n"]
    assert found == float(big)


def test_the_same_key_twice_counts_as_said_last(hub: Tool) -> None:
    [sid] = hub.post(
        b'[{"actor":{"mbox":"mailto:a@b.example"},"verb":{"id":"https://x.example/v"},'
        b'"object":{"id":"https://x.example/1"},"object":{"id":"https://x.example/2"}}]'
    ).json()
    assert hub.found(activity="https://x.example/2") == [sid]
    assert hub.found(activity="https://x.example/1") == []


def test_a_longer_body_than_allowed_is_refused(hub: Tool, settings: Any) -> None:
    settings.RECORDS_BODY_BYTES = 100
    assert hub.post(statement()).status_code == 413


def test_a_wrong_content_type_is_refused(hub: Tool) -> None:
    assert hub.post(statement(), kind="text/plain").status_code == 400


def test_statements_cannot_be_deleted(hub: Tool) -> None:
    assert hub.ask("DELETE", "statements").status_code == 405


def test_the_reason_of_a_refusal_is_written_down_for_the_partner(partner: Tool) -> None:
    partner.post(statement(verb={"id": "done"}))
    found = Refusal.objects.get()
    assert (found.owner, found.status, found.path) == (partner.key.organisation_id, 400, "$.verb.id")


def test_a_flood_of_wrong_requests_does_not_fill_the_database(
    partner: Tool, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ujuzi.records.api import answers

    monkeypatch.setattr(answers, "NOTED_PER_MINUTE", 3)
    for _ in range(10):
        assert partner.post(b"nonsense").status_code == 400
    assert Refusal.objects.count() == 3


def test_many_statements_are_stored_in_their_order(hub: Tool) -> None:
    ids = [store.new_id() for _ in range(1000)]
    hub.store(*(statement(id=sid) for sid in ids))
    stored = [
        row.hex() for row in map(bytes, Statement.objects.order_by("seq").values_list("sid", flat=True))
    ]
    assert stored == [sid.replace("-", "") for sid in ids]


def test_a_clock_that_jumps_back_does_not_disorder_the_log(
    hub: Tool, monkeypatch: pytest.MonkeyPatch
) -> None:
    from datetime import UTC, datetime

    from ujuzi.records.api import calls

    [first] = hub.store(statement())
    monkeypatch.setattr(calls, "clock", lambda: datetime(2001, 1, 1, tzinfo=UTC))
    [second] = hub.store(statement())
    assert hub.found(ascending=True) == [first, second]


def test_json_has_a_limit_of_its_own(hub: Tool, monkeypatch: pytest.MonkeyPatch) -> None:
    from ujuzi.records.api import calls

    monkeypatch.setattr(calls, "JSON_BYTES", 100)
    answer = hub.post(statement())
    assert (answer.status_code, error(answer)["rule"].partition(":")[2]) == (413, " send smaller batches")


def test_what_a_thread_took_and_never_wrote_is_not_acknowledged(
    hub: Tool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A leader that is ended between taking the waiting requests and writing them."""
    from ujuzi.records.operations import appending

    taken: list[appending.Job] = []
    original = appending._commit

    def ended(jobs: list[appending.Job], clock: Any) -> None:
        taken.extend(jobs)
        raise SystemExit

    monkeypatch.setattr(appending, "_commit", ended)
    with pytest.raises(SystemExit):
        hub.store(statement())
    monkeypatch.setattr(appending, "_commit", original)
    [job] = taken
    assert not job.done
    appending._write_all(job, timezone.now)
    assert job.done
    assert Statement.objects.count() == 1
