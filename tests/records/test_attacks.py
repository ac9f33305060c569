"""What an attacker with a key, or without one, tried once and must not succeed in again."""

import json
from typing import Any, cast

import pytest
from django.test import Client

from tests import make
from tests.records import store
from tests.records.store import AMINA, BARAKA, Tool, ref, statement
from tests.records.test_attachments import KIND, PICTURE, body, meta
from ujuzi.records import files
from ujuzi.records.api import calls, statements
from ujuzi.records.models import Mention
from ujuzi.records.models.credentials import Scope
from ujuzi.records.operations import credentials, people, preparing, teaching, writing
from ujuzi.standards.xapi import languages, values

OF_AMINA = {
    "agent": json.dumps({"mbox": "mailto:amina@mail.example"}),
    "activityId": "https://x.example/a",
    "stateId": "s",
}


def test_who_knows_the_hash_of_anothers_attachment_does_not_get_it(partner: Tool, other: Tool) -> None:
    assert partner.post(body(statement(attachments=[meta(PICTURE)]), PICTURE), kind=KIND).status_code == 200
    named = meta(PICTURE) | {"fileUrl": "https://other.example/file"}
    assert other.post(statement(actor=BARAKA, attachments=[named])).status_code == 200
    assert PICTURE not in other.get(attachments=True).getvalue()
    assert PICTURE in partner.get(attachments=True).getvalue()


def test_no_partner_changes_what_others_read_of_an_activity() -> None:
    assert Scope.DEFINE not in credentials.PARTNERS


@pytest.mark.parametrize("condition", ["a" * 3000 + " x", " " * 3000 + '"', '"' * 3000, "a" * 50_000])
def test_a_long_condition_is_answered_at_once(hub: Tool, condition: str) -> None:
    """Looking for tags in it took time with the square of its length."""
    answer = hub.ask("PUT", "activities/state", OF_AMINA, b"x", kind="text/plain", if_match=condition)
    assert answer.status_code in (400, 412)


def test_a_long_language_range_is_cut() -> None:
    assert languages.accepted("x-" + "a-" * 2000 + ",sw") == ["x-a-a-a-a-a-a-a"]


def test_a_long_language_tag_is_not_remembered() -> None:
    before = values._is_tag.cache_info().currsize
    values.language_map({"x-" + "-".join(["abcdefgh"] * 100): "text"})
    assert values._is_tag.cache_info().currsize == before


class Unread:
    """A body that must not be read."""

    def read(self, *_sizes: int) -> bytes:
        raise AssertionError("the body of a stranger was read")


def test_the_body_of_a_stranger_is_not_read(hub: Tool) -> None:
    from django.test import RequestFactory

    request = RequestFactory().post("/xapi/statements", headers={"X-Experience-API-Version": "2.0.0"})
    request._stream = cast(Any, Unread())
    with pytest.raises(calls.Refused) as refused:
        calls.read(request)
    assert refused.value.status == 401


@pytest.mark.parametrize(("known", "most"), [(True, calls.FORM_BYTES), (False, calls.STRANGERS_FORM_BYTES)])
def test_a_form_may_not_be_as_long_as_a_body(hub: Tool, known: bool, most: int) -> None:
    form = b"content=" + b"%41" * (most // 3)
    key: dict[str, Any] = {} if known else {"authorization": ""}
    answer = hub.ask(
        "POST",
        "statements",
        {"method": "POST"},
        form,
        kind="application/x-www-form-urlencoded",
        version=None,
        **key,
    )
    assert answer.status_code == 413


def test_a_broken_credential_within_a_form_is_no_error_of_ours(hub: Tool) -> None:
    form = b"Authorization=Basic+%C3%A9&X-Experience-API-Version=1.0.3"
    answer = hub.ask(
        "POST",
        "statements",
        {"method": "GET"},
        form,
        kind="application/x-www-form-urlencoded",
        version=None,
        authorization="",
    )
    assert answer.status_code == 401


def test_a_document_that_is_nested_deep_cannot_be_merged(hub: Tool) -> None:
    deep = b'{"a":' * 300 + b"1" + b"}" * 300
    assert hub.ask("PUT", "activities/state", OF_AMINA, deep, kind="application/json").status_code == 204
    assert (
        hub.ask("POST", "activities/state", OF_AMINA, b'{"b":1}', kind="application/json").status_code == 400
    )


def crowd(many: int) -> dict[str, Any]:
    """A group of so many."""
    return {
        "objectType": "Group",
        "member": [{"mbox": f"mailto:{number}@x.example"} for number in range(many)],
    }


def test_statements_about_one_that_names_many_take_on_some_of_its_keys(hub: Tool) -> None:
    """In one request, and in two with the target coming last."""
    for target_first in (True, False):
        Mention.objects.all().delete()
        sid = store.new_id()
        target = statement(id=sid, actor=crowd(300))
        about = [statement(actor=BARAKA, object=ref(sid)) for _ in range(20)]
        for request in ([target, *about],) if target_first else (about, [target]):
            hub.store(*request)
        own = 2 * 300 + 10
        assert Mention.objects.count() <= own + 20 * (writing.MOST_INHERITED + 10)
        verb = target["verb"]["id"]
        assert len(hub.get(verb=verb, limit=50).json()["statements"]) == 21


@pytest.mark.parametrize(
    "sent", [[statement(actor=crowd(preparing.MOST_KEYS))], [statement()] * (preparing.MOST_STATEMENTS + 1)]
)
def test_too_much_at_once_is_refused(hub: Tool, sent: list[dict[str, Any]]) -> None:
    answer = hub.post(sent)
    assert answer.status_code == 400
    assert "more than" in answer.json()["error"]["rule"]


def test_a_huge_definition_is_not_multiplied(hub: Tool) -> None:
    extensions = {"https://x.example/e": "x" * teaching.DEFINITION_BYTES}
    hub.store(statement(object={"id": "https://x.example/a", "definition": {"extensions": extensions}}))
    named = [{"id": "https://x.example/a"}] * 50
    [sid] = hub.store(statement(context={"contextActivities": {"other": named}}))
    answer = hub.get(statementId=sid, format="canonical")
    assert len(answer.content) < 2 * teaching.DEFINITION_BYTES


def test_an_answer_ends_early_when_statements_are_long(hub: Tool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(statements, "PAGE_BYTES", 1500)
    sids = hub.store(*[statement(result={"response": "x" * 1000}) for _ in range(3)])
    found, page = [], hub.get().json()
    while True:
        found += [one["id"] for one in page["statements"]]
        assert len(page["statements"]) == 1
        if not page["more"]:
            break
        page = hub.client.get(
            page["more"], headers={"Authorization": hub.basic, "X-Experience-API-Version": "2.0.0"}
        ).json()
    assert found == sids[::-1]


def test_an_attachment_of_a_refused_statement_is_not_kept(hub: Tool) -> None:
    [sid] = hub.store(statement())
    sent = statement(id=sid, actor=BARAKA, attachments=[meta(PICTURE)])
    assert hub.post(body(sent, PICTURE), kind=KIND).status_code == 409
    assert not files.place(meta(PICTURE)["sha2"]).exists()


def test_erasure_reaches_attachments_within_a_substatement(hub: Tool) -> None:
    from django.utils import timezone

    inner = {"objectType": "SubStatement", "actor": AMINA, "verb": {"id": "http://x.example/v"},
             "object": {"id": "https://x.example/a"}, "attachments": [meta(PICTURE)]}  # fmt: skip
    assert hub.post(body(statement(actor=BARAKA, object=inner), PICTURE), kind=KIND).status_code == 200
    people.erase(["mbox mailto:amina@mail.example"], now=timezone.now())
    assert PICTURE not in b"".join(hub.get(attachments=True))


def test_true_is_not_one(hub: Tool) -> None:
    sid = store.new_id()
    for value, status in ((1, 200), (1, 200), (True, 409)):
        sent = statement(
            id=sid,
            timestamp="2026-11-23T10:00:00Z",
            result={"extensions": {"https://x.example/e": [{"a": value}]}},
        )
        assert hub.post(sent).status_code == status


def test_a_page_shows_the_beginning_of_a_long_statement(hub: Tool, client: Client) -> None:
    hub.store(statement(result={"response": "<" * 1_000_000}))
    client.force_login(make.person("efe", staff_role="operator"))
    assert len(client.get("/en/records/search/?verb=").content) < 200_000
