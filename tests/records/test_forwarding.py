"""Sending to another store and fetching from one: another hub, in processes of its own."""

import hashlib
import json
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from tests import make
from tests.records import store, torture
from tests.records.store import Tool, statement, voiding
from tests.records.talking import ask
from tests.records.test_attachments import KIND, PICTURE, body, meta
from ujuzi.records import keys, remote
from ujuzi.records.models import Exchange
from ujuzi.records.operations import forwarding
from ujuzi.records.remote import Store


@pytest.fixture(autouse=True)
def _another_hub(settings: Any) -> None:
    """The one that is talked to has the address that both would have unset."""
    settings.ORIGIN = "https://ours.example"


def clock() -> datetime:
    return datetime.now(UTC)


def there(hub: torture.Hub) -> Store:
    return Store(f"http://127.0.0.1:{hub.port}/xapi/", hub.key)


def _quiet(_report: forwarding.Report) -> None:
    """No progress is shown."""


def push(other: Store, told: Callable[[Any], None] = lambda _report: None) -> forwarding.Report:
    return forwarding.push(other, clock=clock, stop=threading.Event(), progress=told)


def pull(other: Store, **more: Any) -> forwarding.Report:
    given: dict[str, Any] = {"stop": threading.Event(), "progress": _quiet} | more
    return forwarding.pull(other, keys.hub(), clock=clock, **given)


def get(hub: torture.Hub, sid: str) -> tuple[int, Any]:
    status, _headers, text = ask(hub, "GET", f"statements?statementId={sid}")
    return status, json.loads(text)


def test_what_is_pushed_says_the_same_there(hub: Tool, running_hub: torture.Hub) -> None:
    one, two = statement(id=store.new_id(), version="1.0.3"), statement(id=store.new_id())
    hub.store(one, version="1.0.3")
    hub.store(two, voiding(one["id"]))
    hub.post(body(statement(id=(third := store.new_id()), attachments=[meta(PICTURE)]), PICTURE), kind=KIND)
    report = push(there(running_hub))
    assert (report.done, report.refused) == (4, [])
    status, found = get(running_hub, two["id"])
    here = hub.get(statementId=two["id"]).json()
    assert status == 200
    assert {key: found[key] for key in ("actor", "verb", "object", "timestamp", "version")} == {
        key: here[key] for key in ("actor", "verb", "object", "timestamp", "version")
    }
    assert get(running_hub, one["id"])[0] == 404  # voided there too
    _status, _headers, text = ask(running_hub, "GET", f"statements?statementId={third}&attachments=true")
    assert PICTURE in text
    assert hashlib.sha256(PICTURE).hexdigest().encode() in text


def test_a_push_goes_on_where_it_stopped_and_may_be_repeated(
    hub: Tool, running_hub: torture.Hub, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(forwarding, "AT_ONCE", 2)
    hub.store(*(statement(id=store.new_id()) for _ in range(5)))
    other, stop = there(running_hub), threading.Event()
    first = forwarding.push(other, clock=clock, stop=stop, progress=lambda _report: stop.set())
    assert (first.done, first.stopped) == (2, True)
    second = push(other)
    assert second.done == 3
    assert push(other).done == 0
    Exchange.objects.update(position="")  # as after a crash before the position was written
    assert push(other).refused == []


def test_one_conflict_keeps_no_other_statement_back(hub: Tool, running_hub: torture.Hub) -> None:
    sid = store.new_id()
    ask(running_hub, "POST", "statements", statement(id=sid, object={"id": store.QUIZ}))
    fine = store.new_id()
    hub.store(statement(id=sid), statement(id=fine))
    report = push(there(running_hub))
    assert [refused for refused, _reason in report.refused] == [sid]
    assert get(running_hub, fine)[0] == 200


def test_what_is_pulled_keeps_its_authority_and_arrives_once(hub: Tool, running_hub: torture.Hub) -> None:
    other = there(running_hub)
    pull(other)  # what other tests have left there
    ids = [store.new_id() for _ in range(3)]
    ask(running_hub, "POST", "statements", [statement(id=sid) for sid in ids])
    assert pull(other).done == 3
    assert pull(other).done == 0
    found = hub.get(statementId=ids[0]).json()
    assert found["authority"] == get(running_hub, ids[0])[1]["authority"]
    Exchange.objects.update(position="")
    assert pull(other).refused == []


def test_pulling_takes_page_after_page(
    hub: Tool, running_hub: torture.Hub, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(remote, "PAGE", 2)
    ids = [store.new_id() for _ in range(5)]
    ask(running_hub, "POST", "statements", [statement(id=sid) for sid in ids])
    stop = threading.Event()
    assert pull(there(running_hub), stop=stop, progress=lambda _report: stop.set()).stopped
    pull(there(running_hub))
    assert all(hub.get(statementId=sid).status_code == 200 for sid in ids)


def test_a_wrong_key_and_a_dead_store_are_told(db: None, running_hub: torture.Hub) -> None:
    with pytest.raises(remote.Unreachable) as wrong:
        pull(Store(f"http://127.0.0.1:{running_hub.port}/xapi", "no:key"))
    assert wrong.value.permanent
    with pytest.raises(remote.Unreachable) as dead:
        pull(Store("http://127.0.0.1:9/xapi", "no:key", attempts=2))
    assert not dead.value.permanent
    with pytest.raises(remote.Unreachable):
        Store("ftp://x.example", "a:b")


@pytest.mark.parametrize("place", ["", "/nowhere", "/en"])
def test_nothing_counts_as_sent_to_what_is_no_store(hub: Tool, running_hub: torture.Hub, place: str) -> None:
    hub.store(statement())
    with pytest.raises(remote.Unreachable, match="is the address right") as wrong:
        push(Store(f"http://127.0.0.1:{running_hub.port}{place}", running_hub.key))
    assert wrong.value.permanent
    assert Exchange.objects.get(direction="push").position == ""


def test_what_another_store_stored_at_the_same_time_is_not_left_behind(
    hub: Tool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Stores that count in milliseconds give a whole batch one time; `since` means later than that."""
    stored = "2026-11-23T10:00:00.123+00:00"
    all_of_it = [statement(id=store.new_id(), stored=stored, version="2.0.0") for _ in range(3)]
    asked = []

    def page(self: Store, address: str = "", *, since: str = "") -> remote.Page:
        asked.append(since)
        return remote.Page(all_of_it[: len(asked)], {}, "", "")

    monkeypatch.setattr(Store, "page", page)
    other = Store("https://lrs.example/xapi", "a:b")
    assert [pull(other).done for _ in range(4)] == [1, 1, 1, 0]
    assert asked[1] == "2026-11-23T10:00:00.122000+00:00"


def test_a_time_with_an_offset_goes_into_the_address(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = []

    def ask(self: Store, method: str, url: str, body: bytes | None = None, kind: str = "") -> remote.Answer:
        seen.append(url)
        return remote.Answer(200, {}, b'{"statements":[]}')

    monkeypatch.setattr(Store, "_ask", ask)
    Store("https://lrs.example/xapi", "a:b").page(since="2026-11-23T10:00:00+00:00")
    assert seen[0].endswith("&since=2026-11-23T10%3A00%3A00%2B00%3A00")


def test_the_key_is_not_sent_to_another_machine(db: None) -> None:
    answer = remote.Answer(
        200, {"content-type": "application/json"}, b'{"statements":[],"more":"https://evil.example/more"}'
    )
    with pytest.raises(remote.Unreachable, match="elsewhere"):
        Store("https://lrs.example/xapi", "a:b")._read(answer, "https://lrs.example/xapi/statements")


def test_pulled_for_an_organisation_they_are_its_own(hub: Tool, running_hub: torture.Hub) -> None:
    school = make.organisation("school")
    sid = store.new_id()
    ask(running_hub, "POST", "statements", statement(id=sid))
    forwarding.pull(
        there(running_hub),
        keys.hub_for(school),
        clock=clock,
        stop=threading.Event(),
        progress=lambda _report: None,
    )
    tool = Tool(school, ("statements/read/mine",))
    assert tool.get(statementId=sid).status_code == 200


@pytest.mark.parametrize(
    "text", [b'{"statements":[1]}', b'{"statements":{"a":1}}', b'{"statements":[],"more":7}', b"[]"]
)
def test_an_answer_that_is_no_page_is_told(text: bytes) -> None:
    answer = remote.Answer(200, {"content-type": "application/json"}, text)
    with pytest.raises(remote.Unreachable, match="cannot be read"):
        Store("https://lrs.example/xapi", "a:b")._read(answer, "https://lrs.example/xapi/statements")


def test_a_store_cannot_have_the_key_sent_in_the_clear() -> None:
    answer = remote.Answer(
        200, {"content-type": "application/json"}, b'{"statements":[],"more":"http://lrs.example/more"}'
    )
    with pytest.raises(remote.Unreachable, match="elsewhere"):
        Store("https://lrs.example/xapi", "a:b")._read(answer, "https://lrs.example/xapi/statements")


def test_a_store_cannot_lead_in_circles(hub: Tool, monkeypatch: pytest.MonkeyPatch) -> None:
    again = remote.Page([], {}, "https://lrs.example/xapi/more", "")
    monkeypatch.setattr(Store, "page", lambda *_arguments, **_named: again)
    with pytest.raises(remote.Unreachable, match="circles"):
        pull(Store("https://lrs.example/xapi", "a:b"))


def test_another_store_cannot_say_that_this_hub_vouches(
    hub: Tool, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    forged = {
        "objectType": "Agent",
        "account": {"homePage": settings.ORIGIN, "name": "organisation:open-lab"},
    }
    sent = statement(id=store.new_id(), stored="2026-11-23T10:00:00Z", version="2.0.0", authority=forged)
    monkeypatch.setattr(Store, "page", lambda *_arguments, **_named: remote.Page([sent], {}, "", ""))
    report = pull(Store("https://lrs.example/xapi", "a:b"))
    assert (report.done, len(report.refused)) == (0, 1)


def test_another_store_voids_only_what_it_vouches_for(hub: Tool, monkeypatch: pytest.MonkeyPatch) -> None:
    [ours] = hub.store(statement())
    theirs = store.new_id()
    vouching = {"objectType": "Agent", "account": {"homePage": "https://lrs.example", "name": "them"}}
    more = {"version": "2.0.0", "authority": vouching}
    sent = [
        statement(id=theirs) | more | {"stored": "2026-11-23T10:00:00Z"},
        voiding(ours) | more | {"id": store.new_id(), "stored": "2026-11-23T10:00:01Z"},
        voiding(theirs) | more | {"id": store.new_id(), "stored": "2026-11-23T10:00:02Z"},
    ]
    pages = iter(
        [remote.Page([one], {}, f"https://lrs.example/xapi/{number}", "") for number, one in enumerate(sent)]
    )
    last = remote.Page([], {}, "", "")
    monkeypatch.setattr(Store, "page", lambda *_arguments, **_named: next(pages, last))
    report = pull(Store("https://lrs.example/xapi", "a:b"))
    assert (report.done, len(report.refused)) == (2, 1)
    assert hub.get(statementId=ours).status_code == 200
    assert hub.get(statementId=theirs).status_code == 404
