"""A person's own records: export, erasure, and both through her account."""

import json
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.utils import timezone

from tests import make
from tests.records import store
from tests.records.store import AMINA, BARAKA, Tool, ref, statement
from tests.records.test_attachments import KIND, PICTURE, body, meta
from ujuzi.accounts import portability
from ujuzi.records import files
from ujuzi.records.authors import HUB, Author
from ujuzi.records.models import Authority, Document, Erasure, Name
from ujuzi.records.operations import appending, people
from ujuzi.records.queries import persons

HER = ["mbox mailto:amina@mail.example"]


def erase(identities: list[str] = HER) -> Erasure | None:
    return people.erase(identities, now=timezone.now())


def test_export_has_all_that_mentions_her_and_nothing_else(hub: Tool) -> None:
    [one] = hub.store(statement())
    [two] = hub.store(statement(actor=BARAKA, context={"instructor": AMINA}))
    hub.store(statement(actor=BARAKA, object=ref(one)))  # found under her name, but does not name her
    hub.store(statement(actor=BARAKA))
    hub.store(store.voiding(one, actor=BARAKA))
    assert [row["id"] for row in people.export(HER)] == [one, two]


def test_erasure_puts_a_pseudonym_in_her_place(hub: Tool) -> None:
    team = {"objectType": "Group", "member": [AMINA, BARAKA]}
    inner = statement(objectType="SubStatement")
    ids = hub.store(
        statement(), statement(actor=BARAKA, context={"team": team}), statement(actor=BARAKA, object=inner)
    )
    [about] = hub.store(statement(actor=BARAKA, object=ref(ids[0])))
    done = erase()
    assert done is not None
    assert done.statements == 4
    for sid in [*ids, about]:
        assert "amina" not in hub.get(statementId=sid).content.decode().lower()
    pseudonym = {"account": {"homePage": "http://127.0.0.1:8000", "name": done.pseudonym}}
    assert hub.get(statementId=ids[0]).json()["actor"] == {"objectType": "Agent"} | pseudonym
    assert hub.found(agent=AMINA, related_agents=True) == []
    assert hub.found(agent=pseudonym, related_agents=True, ascending=True) == [*ids, about]
    assert hub.found(agent=BARAKA, ascending=True) == [*ids[1:], about]
    assert not Name.objects.filter(name="Amina").exists()
    assert erase() is None


def test_the_same_statement_sent_again_does_not_bring_her_back(hub: Tool) -> None:
    one = statement(id=store.new_id())
    hub.store(one)
    erase()
    assert hub.post(one).status_code == 409
    assert hub.found(agent=AMINA) == []


def test_erasure_takes_her_documents_and_what_she_attached(
    hub: Tool, django_capture_on_commit_callbacks: Any
) -> None:
    where = {"agent": store._text(AMINA), "profileId": "x"}
    hub.ask("POST", "agents/profile", where, {"language": "sw"})
    hub.ask("POST", "agents/profile", where | {"agent": store._text(BARAKA)}, {})
    hub.post(body(statement(attachments=[meta(PICTURE)]), PICTURE), kind=KIND)
    other = b"of Baraka"
    hub.post(
        body(statement(actor=BARAKA, attachments=[meta(other)], context={"instructor": AMINA}), other),
        kind=KIND,
    )
    with django_capture_on_commit_callbacks() as callbacks:
        done = erase()
    assert done is not None
    assert done.documents == 1
    assert files.place(meta(PICTURE)["sha2"]).exists()  # until it is sure that the statement has forgotten it
    for callback in callbacks:
        callback()
    assert Document.objects.count() == 1
    assert not files.place(meta(PICTURE)["sha2"]).exists()
    assert files.place(meta(other)["sha2"]).read_bytes() == other
    assert other in b"".join(hub.get(attachments=True))


def test_what_an_erasure_deletes_between_keeping_and_storing_is_written_again(
    hub: Tool, monkeypatch: pytest.MonkeyPatch
) -> None:
    append = appending.append

    def meanwhile(*arguments: Any, **named: Any) -> Any:
        files.place(meta(PICTURE)["sha2"]).unlink()
        return append(*arguments, **named)

    monkeypatch.setattr(appending, "append", meanwhile)
    assert hub.post(body(statement(attachments=[meta(PICTURE)]), PICTURE), kind=KIND).status_code == 200
    assert files.place(meta(PICTURE)["sha2"]).read_bytes() == PICTURE


def test_erasure_reaches_who_vouches(hub: Tool) -> None:
    """Statements fetched from another store may have a person as their authority."""
    vouched = {"objectType": "Agent", "name": "Amina", "mbox": "mailto:amina@mail.example"}
    group = {
        "objectType": "Group",
        "member": [vouched, {"account": {"homePage": "https://x.example", "name": "tool"}}],
    }
    for authority in (vouched, group):
        author = Author(HUB, json.dumps(authority), frozenset({"all"}))
        appending.append(
            [statement(actor=BARAKA, id=store.new_id())], author=author, version="2.0.0", clock=timezone.now
        )
    assert str(hub.get().json()).count("amina") == 2
    done = erase()
    assert done is not None
    found = hub.get(agent=BARAKA).json()["statements"]
    assert len(found) == 2
    assert "amina" not in str(found).lower()
    assert done.pseudonym in str(found[0]["authority"])
    assert not Authority.objects.filter(agent__icontains="amina").exists()
    assert erase() is None


def test_erasure_goes_in_steps(hub: Tool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(people, "AT_ONCE", 3)
    hub.store(*(statement() for _ in range(7)))
    told: list[int] = []
    done = people.erase(HER, now=timezone.now(), progress=told.append)
    assert told == [3, 6, 7]
    assert done is not None
    assert done.statements == 7


@pytest.fixture
def amina(db: None) -> Any:
    person = make.person("amina")
    EmailAddress.objects.create(user=person, email="amina@mail.example", verified=True)
    EmailAddress.objects.create(user=person, email="not-mine@mail.example", verified=False)
    return person


def test_an_address_counts_only_when_it_is_confirmed(amina: Any) -> None:
    found = persons.identities(amina)
    assert "mbox mailto:amina@mail.example" in found
    assert not any("not-mine" in one for one in found)


def test_her_account_exports_and_erases_her_records(hub: Tool, amina: Any) -> None:
    [local] = hub.store(statement(actor=persons.agent(amina)))
    [elsewhere] = hub.store(statement())
    hub.store(statement(actor={"mbox": "mailto:not-mine@mail.example"}))
    tables = {name: list(rows) for name, rows in portability.tables(amina)}
    assert [row["id"] for row in tables["records/statements"]] == [local, elsewhere]
    portability.erase(amina)
    assert hub.found(agent=persons.agent(amina)) == hub.found(agent=AMINA) == []
    assert len(hub.found()) == 3
