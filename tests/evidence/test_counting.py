"""However many proofs come, by whatever way: one completion, explained, in the log, and the person's own to dispute."""

import threading
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from tests import make
from tests.evidence.conftest import NOW, arrival
from ujuzi.credentials import marks
from ujuzi.evidence import identities
from ujuzi.evidence.arrivals import Assurance, Source
from ujuzi.evidence.models import Completion, Proof, State
from ujuzi.evidence.operations import counting, partners, receiving, reviewing
from ujuzi.evidence.operations import people as operations
from ujuzi.records import keys
from ujuzi.records.followers import FOLLOWERS
from ujuzi.records.models import Statement
from ujuzi.records.operations import appending, following
from ujuzi.records.queries import persons


def sid(proof: Proof) -> bytes:
    assert proof.statement is not None
    return proof.statement.bytes


def rebuild() -> list[Any]:
    for name in (partners.NAME, counting.NAME):
        following.rebuild(FOLLOWERS[name], clock=timezone.now, stop=threading.Event())
    return shown()


def shown() -> list[Any]:
    return sorted(
        Completion.objects.values_list("person", "activity", "completed_at", "assurance", "many", "conflict")
    )


def test_a_proof_counts_and_stands_in_the_log(amina, edition):
    proof = receiving.receive(amina, arrival(score=0.85, passed=True), now=NOW)
    completion = Completion.objects.get()
    assert (completion.person, completion.best, completion.many) == (amina, proof, 1)
    assert completion.activity == f"https://hub.example/works/{edition.work_id}"
    (entry,) = following.by_id([sid(proof)])
    extensions = entry.statement["context"]["extensions"]
    assert extensions[marks.assurance()] == 3
    assert extensions[marks.source()] == "webhook"
    assert entry.statement["result"] == {"completion": True, "success": True, "score": {"scaled": 0.85}}


def test_the_same_proof_twice_is_one(amina):
    first = receiving.receive(amina, arrival(), now=NOW)
    assert receiving.receive(amina, arrival(title="Another title"), now=NOW + timedelta(days=1)) == first
    assert Statement.objects.count() == 1


def test_several_proofs_of_one_completion_count_once_and_the_surest_leads(amina, edition):
    receiving.receive(amina, arrival(key="1"), now=NOW)
    sure = receiving.receive(
        amina,
        arrival(
            key="2",
            source=Source.BADGE,
            assurance=Assurance.CRYPTOGRAPHIC,
            activity="https://takwa.example/courses/ml/?utm_source=mail",
            completed_at=datetime(2026, 5, 9, tzinfo=UTC),
        ),
        now=NOW,
    )
    completion = Completion.objects.get()
    assert (completion.best, completion.many, completion.conflict) == (sure, 2, True)


def test_a_document_waits_until_somebody_else_has_looked(amina):
    proof = receiving.receive(amina, arrival(source=Source.DOCUMENT, assurance=Assurance.DOCUMENT), now=NOW)
    assert proof.state == State.WAITING
    assert not Completion.objects.exists()
    assert not reviewing.accept(proof, by=amina, now=NOW)
    reviewer = make.person("chen")
    assert reviewing.accept(proof, by=reviewer, now=NOW)
    assert not reviewing.accept(proof, by=reviewer, now=NOW)
    assert Completion.objects.get().assurance == Assurance.DOCUMENT
    (entry,) = following.by_id([sid(Proof.objects.get())])
    assert entry.statement["context"]["extensions"][marks.reviewer()] == str(reviewer.pk)


def test_refused_it_does_not_count(amina):
    proof = receiving.receive(amina, arrival(assurance=Assurance.SELF_DECLARED), now=NOW)
    assert reviewing.refuse(proof, by=make.person("chen"), now=NOW, remark="It is another course")
    assert (Proof.objects.get().state, Completion.objects.count(), Statement.objects.count()) == (
        State.REFUSED,
        0,
        0,
    )


def test_disputed_it_counts_no_longer_until_it_was_looked_at(amina):
    proof = receiving.receive(amina, arrival(), now=NOW)
    assert reviewing.dispute(proof, remark="I never took it", now=NOW)
    assert not Completion.objects.exists()
    assert reviewing.accept(proof, by=make.person("chen"), now=NOW + timedelta(days=1))
    assert Completion.objects.count() == 1
    assert rebuild()[0][4] == 1


def test_withdrawn_it_stays_out_also_when_it_is_sent_again(amina):
    other = receiving.receive(amina, arrival(key="2"), now=NOW)
    proof = receiving.receive(amina, arrival(), now=NOW)
    assert reviewing.withdraw(proof, now=NOW)
    assert not reviewing.withdraw(proof, now=NOW)
    assert Completion.objects.get().best == other
    assert receiving.receive(amina, arrival(), now=NOW).state == State.WITHDRAWN
    assert Completion.objects.get().many == 1


def test_rebuilt_from_the_log_it_is_the_same(amina, edition):
    for number in range(5):
        receiving.receive(
            amina, arrival(key=str(number), activity=f"https://x.example/{number % 3}"), now=NOW
        )
    reviewing.withdraw(Proof.objects.filter(activity__endswith="/0")[0], now=NOW)
    before = shown()
    assert len(before) == 3
    assert rebuild() == before
    assert rebuild() == before


def test_a_proof_for_somebody_unknown_finds_her_when_she_confirms_her_address(takwa):
    from tests.evidence.conftest import with_address

    identity = identities.of_address("Baraka@Mail.example")
    receiving.receive(None, arrival(organisation=takwa.pk), now=NOW, identity=identity)
    assert not Completion.objects.exists()
    assert "baraka" not in str(list(Proof.objects.values())).lower()
    baraka = with_address(make.person("baraka"), "baraka@mail.example")
    assert operations.recognise(baraka, now=NOW) == 1
    assert Completion.objects.get().person == baraka
    assert operations.recognise(baraka, now=NOW) == 0


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"activity": "https://hub.example/learn/ai-foundations"}, "hosted"),
        ({"completed_at": NOW + timedelta(days=2)}, "future"),
        ({"passed": False}, "failed"),
        ({"activity": " "}, "no-activity"),
    ],
)
def test_what_is_no_completion_elsewhere_is_refused(amina, fields, code):
    with pytest.raises(receiving.Refused) as caught:
        receiving.receive(amina, arrival(**fields), now=NOW)
    assert caught.value.code == code
    assert not Proof.objects.exists()


# A partner's statements


def said(actor: Any, **fields: Any) -> dict[str, Any]:
    return {
        "actor": actor,
        "verb": {"id": "http://adlnet.gov/expapi/verbs/completed"},
        "object": {
            "id": "https://takwa.example/courses/ml",
            "definition": {"type": "http://adlnet.gov/expapi/activities/course", "name": {"en": "ML"}},
        },
        "timestamp": "2026-05-04T10:00:00Z",
    } | fields


def write(partner: Any, *statements: dict[str, Any]) -> list[bytes]:
    author = keys.hub_for(partner)
    stored = appending.append(statements, author=author, version="2.0.0", clock=timezone.now)
    following.advance(FOLLOWERS[partners.NAME], clock=timezone.now, stop=threading.Event())
    return stored.ids


def test_a_partners_statement_counts_by_itself(amina, takwa):
    (number,) = write(takwa, said({"mbox": "mailto:amina@mail.example"}))
    proof = Proof.objects.get()
    assert (proof.source, proof.organisation, sid(proof)) == ("xapi", takwa, number)
    assert Completion.objects.get().person == amina
    assert Statement.objects.count() == 1
    assert len(rebuild()) == 1
    assert Statement.objects.count() == 1


def test_by_her_account_here(amina, takwa):
    write(takwa, said(persons.agent(amina)))
    assert Completion.objects.get().person == amina


def test_parts_failures_and_lessons_do_not_count(amina, takwa):
    mine = {"mbox": "mailto:amina@mail.example"}
    parent = {"contextActivities": {"parent": [{"id": "https://takwa.example/courses/ml"}]}}
    lesson = {
        "id": "https://t.example/1",
        "definition": {"type": "http://adlnet.gov/expapi/activities/lesson"},
    }
    write(
        takwa,
        said(mine, context=parent),
        said(mine, object=lesson),
        said(mine, result={"success": False}),
        said(mine, verb={"id": "http://adlnet.gov/expapi/verbs/attempted"}),
        said(mine, object={"id": "https://hub.example/learn/ai-foundations"}),
    )
    assert not Proof.objects.exists()


def test_an_address_that_nobody_confirmed_is_nobodys(takwa):
    write(takwa, said({"mbox": "mailto:somebody@mail.example"}))
    assert Proof.objects.get().person is None
    assert not Completion.objects.exists()


def test_a_partner_voids_its_own_statement(amina, takwa):
    (number,) = write(takwa, said({"mbox": "mailto:amina@mail.example"}))
    import uuid

    write(
        takwa,
        {
            "actor": {"mbox": "mailto:desk@takwa.example"},
            "verb": {"id": "http://adlnet.gov/expapi/verbs/voided"},
            "object": {"objectType": "StatementRef", "id": str(uuid.UUID(bytes=number))},
        },
    )
    assert not Completion.objects.exists()
    assert Proof.objects.get().state == State.WITHDRAWN
