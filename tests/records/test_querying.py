"""GET of statements: every filter, pages, formats, statements about statements, voiding."""

import json
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.records import store
from tests.records.store import AMINA, BARAKA, COURSE, DONE, QUIZ, Tool, ref, statement, voiding

TRIED = "https://x.example/verbs/tried"
REGISTRATION = "3e686827-aa46-4f38-998b-3d32124b2cf4"
TEAM = {"objectType": "Group", "name": "Team", "member": [BARAKA]}


@pytest.fixture
def four(hub: Tool) -> list[str]:
    """Completed by Amina; tried by Baraka in a registration; by Amina, with Baraka as instructor; a SubStatement."""
    inner = statement(objectType="SubStatement", actor=BARAKA, object={"id": QUIZ})
    return hub.store(
        statement(),
        statement(
            actor=BARAKA, verb={"id": TRIED}, object={"id": QUIZ}, context={"registration": REGISTRATION}
        ),
        statement(
            object={"id": QUIZ},
            context={"instructor": BARAKA, "contextActivities": {"grouping": [{"id": COURSE}]}},
        ),
        statement(verb={"id": TRIED}, object=inner),
    )


@pytest.mark.parametrize(
    ("query", "places"),
    [
        ({}, [0, 1, 2, 3]),
        ({"verb": TRIED}, [1, 3]),
        ({"verb": "https://x.example/never"}, []),
        ({"agent": AMINA}, [0, 2, 3]),
        ({"agent": {"mbox": "mailto:amina@MAIL.example"}}, [0, 2, 3]),
        ({"agent": BARAKA}, [1]),
        ({"agent": BARAKA, "related_agents": True}, [1, 2, 3]),
        ({"activity": QUIZ}, [1, 2]),
        ({"activity": COURSE}, [0]),
        ({"activity": COURSE, "related_activities": True}, [0, 2]),
        ({"activity": QUIZ, "related_activities": True}, [1, 2, 3]),
        ({"registration": REGISTRATION}, [1]),
        ({"registration": REGISTRATION.upper()}, [1]),
        ({"agent": AMINA, "verb": TRIED}, [3]),
        ({"agent": AMINA, "activity": QUIZ, "verb": DONE}, [2]),
        ({"agent": BARAKA, "related_agents": True, "activity": QUIZ, "related_activities": True}, [1, 2, 3]),
        ({"agent": AMINA, "verb": TRIED, "activity": COURSE}, []),
    ],
)
def test_filters(hub: Tool, four: list[str], query: dict[str, Any], places: list[int]) -> None:
    expected = [four[place] for place in places]
    assert hub.found(**query, ascending=True) == expected
    assert hub.found(**query) == expected[::-1]


def test_a_member_of_a_group_matches_as_the_group_does(hub: Tool) -> None:
    [direct] = hub.store(statement(actor=TEAM))
    [team] = hub.store(statement(context={"team": TEAM}))
    assert hub.found(agent=BARAKA) == [direct]
    assert hub.found(agent=BARAKA, related_agents=True) == [team, direct]


def test_context_agents_and_groups_of_2_0_are_related(hub: Tool) -> None:
    context = {
        "contextAgents": [{"objectType": "contextAgent", "agent": BARAKA}],
        "contextGroups": [{"objectType": "contextGroup", "group": TEAM | {"mbox": "mailto:team@x.example"}}],
    }
    [sid] = hub.store(statement(context=context))
    assert hub.found(agent=BARAKA, related_agents=True) == [sid]
    assert hub.found(agent={"mbox": "mailto:team@x.example", "objectType": "Group"}, related_agents=True) == [
        sid
    ]


def test_the_authority_is_a_related_agent(hub: Tool, partner: Tool) -> None:
    [sid] = partner.store(statement())
    authority = hub.get(statementId=sid).json()["authority"]
    assert hub.found(agent=authority) == []
    assert hub.found(agent=authority, related_agents=True) == [sid]


def test_since_is_exclusive_and_until_inclusive(hub: Tool, four: list[str]) -> None:
    stored = [hub.get(statementId=sid).json()["stored"] for sid in four]
    assert hub.found(since=stored[1], ascending=True) == four[2:]
    assert hub.found(until=stored[1], ascending=True) == four[:2]
    assert hub.found(since=stored[0], until=stored[2], verb=TRIED) == [four[1]]
    assert hub.found(since=stored[3]) == []


def test_pages_stay_right_while_statements_arrive(hub: Tool) -> None:
    ids = hub.store(*(statement() for _ in range(7)))
    hub.store(statement(verb={"id": TRIED}))
    for ascending in (True, False):
        page = hub.get(verb=DONE, limit=3, ascending=ascending).json()
        seen = [one["id"] for one in page["statements"]]
        while page["more"]:
            later = hub.store(statement())
            assert page["more"].startswith("/xapi/statements/more/")
            page = hub.get(page["more"].removeprefix("/xapi/")).json()
            seen += [one["id"] for one in page["statements"]]
            ids += later
        expected = ids if ascending else ids[: len(seen)][::-1]
        assert len(seen) == len(set(seen))
        assert seen[:7] == (ids[:7] if ascending else expected[:7])


def test_a_forged_more_link_leads_nowhere(hub: Tool) -> None:
    assert hub.get("statements/more/nonsense").status_code == 404


def test_a_more_link_shows_no_more_than_its_caller_may_see(hub: Tool, partner: Tool) -> None:
    hub.store(*(statement() for _ in range(3)))
    more = hub.get(limit=1).json()["more"]
    assert partner.get(more.removeprefix("/xapi/")).json()["statements"] == []


@pytest.mark.parametrize(
    "query",
    [
        {"nonsense": "1"},
        {"Verb": DONE},
        {"verb": "done"},
        {"limit": "-1"},
        {"limit": "many"},
        {"agent": "amina"},
        {"agent": {"objectType": "Group", "member": [BARAKA]}},
        {"registration": "1"},
        {"since": "yesterday"},
        {"related_agents": "yes"},
        {"format": "pretty"},
        {"statementId": "1"},
        {"statementId": REGISTRATION, "voidedStatementId": REGISTRATION},
        {"statementId": REGISTRATION, "verb": DONE},
    ],
)
def test_wrong_parameters_are_refused(hub: Tool, query: dict[str, Any]) -> None:
    answer = hub.get(**query)
    assert answer.status_code == 400
    assert "X-Experience-API-Consistent-Through" in answer.headers


def test_a_voided_statement_is_found_by_its_own_parameter_only(hub: Tool) -> None:
    [sid] = hub.store(statement())
    [voider] = hub.store(voiding(sid, actor=BARAKA))
    assert hub.found() == [voider]
    assert hub.get(statementId=sid).status_code == 404
    assert hub.get(voidedStatementId=sid).json()["id"] == sid
    assert hub.get(voidedStatementId=voider).status_code == 404
    assert hub.found(agent=AMINA) == [voider]  # it is about what Amina did


def test_a_voiding_statement_cannot_be_voided(hub: Tool) -> None:
    [sid] = hub.store(statement())
    [voider] = hub.store(voiding(sid))
    [again] = hub.store(voiding(voider))
    assert hub.found() == [again, voider]


@pytest.mark.parametrize("together", [True, False])
def test_what_is_voided_before_it_comes_is_voided_when_it_comes(hub: Tool, together: bool) -> None:
    sid = store.new_id()
    if together:
        hub.store(voiding(sid), statement(id=sid))
    else:
        hub.store(voiding(sid))
        hub.store(statement(id=sid))
    assert sid not in hub.found()
    assert hub.get(voidedStatementId=sid).status_code == 200


def test_a_partner_voids_its_own_only(hub: Tool, partner: Tool, other: Tool) -> None:
    [sid] = partner.store(statement())
    assert other.post(voiding(sid)).status_code == 403
    coming = store.new_id()
    other.store(voiding(coming))
    partner.store(statement(id=coming))
    assert hub.get(statementId=sid).status_code == hub.get(statementId=coming).status_code == 200
    hub.store(voiding(sid))
    assert partner.get(statementId=sid).status_code == 404


def test_statements_about_statements_match_as_their_targets_do(hub: Tool) -> None:
    [target] = hub.store(statement(actor=BARAKA, object={"id": QUIZ}))
    [second] = hub.store(statement(verb={"id": TRIED}, object=ref(target)))
    [third] = hub.store(statement(object=ref(second)))
    assert hub.found(agent=BARAKA) == [third, second, target]
    assert hub.found(activity=QUIZ) == [third, second, target]
    stored = hub.get(statementId=target).json()["stored"]
    assert hub.found(activity=QUIZ, since=stored) == [third, second]


def test_targets_that_come_later_hand_their_keys_on(hub: Tool) -> None:
    first, second = store.new_id(), store.new_id()
    [third] = hub.store(statement(object=ref(second)))
    hub.store(statement(id=second, verb={"id": TRIED}, object=ref(first)))
    hub.store(statement(id=first, actor=BARAKA, object={"id": QUIZ}))
    assert hub.found(agent=BARAKA, ascending=True) == [third, second, first]
    assert hub.found(verb=TRIED, ascending=True) == [third, second]


def test_statements_about_each_other_do_not_go_round_for_ever(hub: Tool) -> None:
    one, two = store.new_id(), store.new_id()
    hub.store(statement(id=one, object=ref(two)), statement(id=two, actor=BARAKA, object=ref(one)))
    assert hub.found(agent=BARAKA, ascending=True) == [one, two]


def test_pointing_at_anothers_statement_reveals_nothing_of_it(partner: Tool, other: Tool) -> None:
    [sid] = partner.store(statement(actor=BARAKA))
    [spy] = other.store(statement(object=ref(sid)))
    late = store.new_id()
    [early] = other.store(statement(object=ref(late)))
    partner.store(statement(id=late, actor=BARAKA))
    assert other.found(agent=BARAKA) == []
    assert set(other.found()) == {spy, early}


def test_the_ids_format_says_no_more_than_who_and_what(hub: Tool) -> None:
    definition = {"name": {"en": "Quiz"}}
    [sid] = hub.store(
        statement(object={"id": QUIZ, "definition": definition}, context={"team": TEAM, "instructor": AMINA})
    )
    found = hub.get(statementId=sid, format="ids").json()
    assert found["actor"] == {"objectType": "Agent", "mbox": "mailto:amina@mail.example"}
    assert found["verb"] == {"id": DONE}
    assert found["object"] == {"id": QUIZ}
    assert found["context"]["team"] == {"objectType": "Group", "member": [BARAKA]}


def test_the_canonical_format_gives_the_stores_own_words_in_one_language(hub: Tool) -> None:
    hub.store(
        statement(object={"id": QUIZ, "definition": {"name": {"en": "Quiz"}, "type": "https://x.example/t"}})
    )
    hub.store(statement(object={"id": QUIZ, "definition": {"name": {"sw": "Jaribio"}}}))
    [sid] = hub.store(
        statement(object={"id": QUIZ}, verb={"id": DONE, "display": {"en": "did", "fr": "a fait"}})
    )
    answer = hub.ask(
        "GET", "statements", {"statementId": sid, "format": "canonical"}, Accept_Language="sw, fr;q=0.5"
    )
    assert answer.json()["object"]["definition"] == {"name": {"sw": "Jaribio"}, "type": "https://x.example/t"}
    assert answer.json()["verb"]["display"] == {"fr": "a fait"}
    assert hub.get(statementId=sid).json()["object"] == {"id": QUIZ}


def test_who_may_not_define_does_not_change_definitions(hub: Tool, other: Tool) -> None:
    hub.store(statement(object={"id": QUIZ, "definition": {"name": {"en": "Quiz"}}}))
    other.store(statement(object={"id": QUIZ, "definition": {"name": {"en": "Nonsense"}}}))
    assert hub.get("activities", activityId=QUIZ).json()["definition"] == {"name": {"en": "Quiz"}}


def test_a_definition_said_by_another_process_is_not_lost(hub: Tool) -> None:
    from ujuzi.records.operations import teaching

    hub.store(statement(object={"id": QUIZ, "definition": {"name": {"en": "Quiz"}}}))
    teaching.forget()
    hub.store(statement(object={"id": QUIZ, "definition": {"name": {"fr": "Test"}}}))
    assert hub.get("activities", activityId=QUIZ).json()["definition"] == {
        "name": {"en": "Quiz", "fr": "Test"}
    }


def test_the_person_behind_an_identifier(hub: Tool, partner: Tool, other: Tool) -> None:
    partner.store(
        statement(actor=BARAKA | {"name": "Baraka"}), statement(actor=BARAKA | {"name": "B. Otieno"})
    )
    assert hub.get("agents", agent=BARAKA).json() == {
        "objectType": "Person",
        "name": ["B. Otieno", "Baraka"],
        "account": [BARAKA["account"]],
    }
    assert "name" not in other.get("agents", agent=BARAKA).json()  # learnt from somebody else's statements


def test_every_query_is_a_fixed_number_of_database_queries(hub: Tool, four: list[str]) -> None:
    hub.found()  # authorities and the key are remembered
    counts = {}
    queries: dict[str, dict[str, Any]] = {
        "none": {},
        "one": {"verb": TRIED},
        "two": {"verb": TRIED, "agent": AMINA},
    }
    for name, query in queries.items():
        with CaptureQueriesContext(connection) as caught:
            hub.found(**query)
        counts[name] = len(caught)
    assert counts == {
        "none": 2,
        "one": 2,
        "two": 3,
    }  # the page, what is newest; one more to see which is rarer


def test_the_more_link_is_short_enough_for_a_url(hub: Tool) -> None:
    hub.store(statement(), statement())
    more = hub.get(
        limit=1, agent=AMINA, related_agents=True, activity=COURSE, since="2020-01-01T00:00:00Z"
    ).json()["more"]
    assert len(more) < 600
    json.dumps(more)


def test_many_statements_that_wait_for_one_cost_few_queries_when_it_comes(hub: Tool) -> None:
    """Else a partner could hold the writers' lock for minutes."""
    late = store.new_id()
    ids = hub.store(*(statement(verb={"id": TRIED}, object=ref(late)) for _ in range(300)))
    with CaptureQueriesContext(connection) as caught:
        hub.store(statement(id=late, actor=BARAKA))
    assert len(caught) < 25
    assert set(hub.found(agent=BARAKA)) == {late, *ids}
