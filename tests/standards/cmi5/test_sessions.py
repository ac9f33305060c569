"""What a unit may say, rule by rule: each case breaks one thing of a statement that is right."""

import copy
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ujuzi.standards.cmi5 import ids, preferences, satisfying, sessions

ACTIVITY, PUBLISHER = "https://hub.example/learn/seeds/au-one", "https://made.example/one"
BOUND = sessions.Session(
    id="s-1",
    registration="6c1c5c5e-8c1b-4b5a-8f0f-1c8c7f6a2d11",
    activity=ACTIVITY,
    publisher=PUBLISHER,
    account=("https://hub.example", "7"),
    mastery=0.6,
)
RESULTS: dict[str, dict[str, Any]] = {
    ids.COMPLETED: {"completion": True, "duration": "PT1S"},
    ids.PASSED: {"success": True, "duration": "PT1S", "score": {"scaled": 0.6}},
    ids.FAILED: {"success": False, "duration": "PT1S", "score": {"scaled": 0.59}},
    ids.TERMINATED: {"duration": "PT1S"},
}


def statement(verb: str, *, defined: bool = True) -> dict[str, Any]:
    moves = verb in (ids.COMPLETED, ids.PASSED, ids.FAILED)
    made: dict[str, Any] = {
        "id": "0f1e6c1a-0000-4000-8000-000000000001",
        "timestamp": "2026-11-23T09:00:00.000Z",
        "actor": {"account": {"homePage": "https://hub.example", "name": "7"}},
        "verb": {"id": verb},
        "object": {"id": ACTIVITY},
        "context": {
            "registration": BOUND.registration,
            "contextActivities": {
                "grouping": [{"id": PUBLISHER}],
                "category": [{"id": ids.CATEGORY}, *([{"id": ids.MOVE_ON_CATEGORY}] if moves else [])],
            },
            "extensions": {ids.SESSION: "s-1", ids.MASTERY: 0.6},
        },
    }
    if not defined:
        del made["context"]["contextActivities"]["category"]
    elif verb in RESULTS:
        made["result"] = copy.deepcopy(RESULTS[verb])
    return made


def begun(*verbs: str) -> sessions.Said:
    return sessions.Said({ids.INITIALIZED, *verbs})


@pytest.mark.parametrize("verb", [ids.COMPLETED, ids.PASSED, ids.FAILED, ids.TERMINATED])
def test_what_is_right_is_taken_once(verb: str) -> None:
    said = begun()
    assert sessions.check(statement(verb), BOUND, said) is True
    with pytest.raises(sessions.Refused):
        sessions.check(statement(verb), BOUND, said)
    assert sessions.check(statement(verb), BOUND, said, again=True) is True


def test_the_first_is_initialized_once_preferences_are_read() -> None:
    said = sessions.Said(ready=False)
    with pytest.raises(sessions.Refused, match="11"):
        sessions.check(statement(ids.INITIALIZED), BOUND, said)
    said.ready = True
    with pytest.raises(sessions.Refused, match=r"9\.3\.2"):
        sessions.check(statement("http://other.example/read", defined=False), BOUND, said)
    assert sessions.check(statement(ids.INITIALIZED), BOUND, said)
    assert not sessions.check(statement("http://other.example/read", defined=False), BOUND, said)


Change = Callable[[dict[str, Any]], Any]


@pytest.mark.parametrize(
    ("rule", "verb", "change"),
    [
        ("9.1", ids.PASSED, lambda s: s.pop("id")),
        ("9.7", ids.PASSED, lambda s: s.pop("timestamp")),
        ("9.7", ids.PASSED, lambda s: s.update(timestamp="2026-11-23T09:00:00+03:00")),
        ("9.2", ids.PASSED, lambda s: s["actor"].update(objectType="Group")),
        ("9.2", ids.PASSED, lambda s: s.update(actor={"mbox": "mailto:a@example.org"})),
        ("8.1.3", ids.PASSED, lambda s: s["actor"]["account"].update(name="8")),
        ("8.1.3", ids.PASSED, lambda s: s["actor"]["account"].update(homePage="https://other.example")),
        ("9.6.1", ids.PASSED, lambda s: s.pop("context")),
        ("9.6.1", ids.PASSED, lambda s: s["context"].update(registration="6c1c5c5e-8c1b-4b5a-8f0f-000000000000")),
        ("9.6.3.1", ids.PASSED, lambda s: s["context"]["extensions"].pop(ids.SESSION)),
        ("10.2.1", ids.PASSED, lambda s: s["context"]["contextActivities"].pop("grouping")),
        ("6.3", ids.VOIDED, lambda s: None),
        ("9.3", ids.SATISFIED, lambda s: None),
        ("9.3", ids.WAIVED, lambda s: None),
        ("9.4", ids.PASSED, lambda s: s["object"].update(id="https://hub.example/learn/seeds")),
        ("9.5.2", ids.PASSED, lambda s: s["result"].update(success=False)),
        ("9.5.2", ids.FAILED, lambda s: s["result"].pop("success")),
        ("9.5.2", ids.COMPLETED, lambda s: s["result"].update(success=True)),
        ("9.5.3", ids.PASSED, lambda s: s["result"].update(completion=True)),
        ("9.5.3", ids.COMPLETED, lambda s: s["result"].update(completion=False)),
        ("9.5.4.1", ids.TERMINATED, lambda s: s["result"].pop("duration")),
        ("9.5.1", ids.COMPLETED, lambda s: s["result"].update(score={"scaled": 1})),
        ("9.5.1", ids.PASSED, lambda s: s["result"].update(score={"raw": 9, "min": 0})),
        ("9.6.3.2", ids.PASSED, lambda s: s["context"]["extensions"].update({ids.MASTERY: 0.1})),
        ("9.3.4", ids.PASSED, lambda s: s["result"]["score"].update(scaled=0.5)),
        ("9.3.4", ids.FAILED, lambda s: s["result"]["score"].update(scaled=0.6)),
        ("9.6.2.2", ids.PASSED, lambda s: s["context"]["contextActivities"]["category"].pop()),
        ("9.6.2.2", ids.TERMINATED, lambda s: s["context"]["contextActivities"]["category"].append({"id": ids.MOVE_ON_CATEGORY})),
        ("9.6.2.2", "http://x.example/v", lambda s: s["context"]["contextActivities"].update(category={"id": ids.MOVE_ON_CATEGORY})),
    ],
)  # fmt: skip
def test_what_is_refused(rule: str, verb: str, change: Change) -> None:
    broken = statement(verb)
    change(broken)
    said = begun()
    with pytest.raises(sessions.Refused) as caught:
        sessions.check(broken, BOUND, said)
    assert caught.value.rule == rule
    assert said == begun()


@pytest.mark.parametrize("mode", ["Browse", "Review"])
def test_in_other_modes_nothing_is_judged(mode: str) -> None:
    bound = sessions.Session(BOUND.id, BOUND.registration, ACTIVITY, PUBLISHER, BOUND.account, mode, 0.6)
    for verb in (ids.COMPLETED, ids.PASSED, ids.FAILED):
        with pytest.raises(sessions.Refused, match=r"10\.2\.2"):
            sessions.check(statement(verb), bound, begun())
    assert sessions.check(statement(ids.TERMINATED), bound, begun())


@given(
    st.lists(
        st.sampled_from([ids.INITIALIZED, ids.COMPLETED, ids.PASSED, ids.FAILED, ids.TERMINATED]), max_size=12
    )
)
def test_whatever_is_sent_the_session_keeps_its_order(verbs: list[str]) -> None:
    said, taken = sessions.Said(), []
    for verb in verbs:
        try:
            sessions.check(statement(verb), BOUND, said)
            taken.append(verb)
        except sessions.Refused:
            pass
    assert len(set(taken)) == len(taken)
    assert taken[:1] in ([], [ids.INITIALIZED])
    assert ids.TERMINATED not in taken[:-1]
    assert not {ids.PASSED, ids.FAILED} <= set(taken)


def test_when_a_unit_is_satisfied() -> None:
    table = {
        "NotApplicable": "1111", "Passed": "0011", "Completed": "0101", "CompletedAndPassed": "0001", "CompletedOrPassed": "0111",
    }  # fmt: skip
    for move_on, expected in table.items():
        got = "".join(
            str(int(satisfying.unit(move_on, completed=completed, passed=passed)))
            for passed in (False, True)
            for completed in (False, True)
        )
        assert got == expected, move_on


@given(
    st.dictionaries(
        st.text("uvwxyz", min_size=1, max_size=2), st.lists(st.sampled_from("abcd"), unique=True, max_size=3)
    ),
    st.data(),
)
def test_a_block_is_satisfied_when_all_in_it_are(around: dict[str, list[str]], data: st.DataObject) -> None:
    done = set(data.draw(st.lists(st.sampled_from(sorted(around)), unique=True))) if around else set()
    found = satisfying.blocks(around, done)
    for block in {block for path in around.values() for block in path}:
        inside = [unit for unit, path in around.items() if block in path]
        assert (block in found) == all(unit in done for unit in inside)
    assert len(set(found)) == len(found)


def test_inner_blocks_come_first() -> None:
    assert satisfying.blocks({"u": ["outer", "inner"], "v": ["outer"]}, {"u", "v"}) == ["inner", "outer"]
    assert satisfying.blocks({"u": ["outer", "inner"], "v": ["outer"]}, {"u"}) == ["inner"]


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("text/plain", b'{"languagePreference": "en", "audioPreference": "on"}'),
        ("application/json", b"{"),
        ("application/json", b"[]"),
        ("application/json", b'{"languagePreference": "en"}'),
        ("application/json", b'{"languagePreference": "", "audioPreference": "on"}'),
        ("application/json", b'{"languagePreference": "not comma separated", "audioPreference": "on"}'),
        ("application/json", b'{"languagePreference": "en", "audioPreference": "loud"}'),
        ("application/json", b'{"languagePreference": 3, "audioPreference": "on"}'),
    ],
)
def test_preferences_that_are_none(kind: str, content: bytes) -> None:
    with pytest.raises(preferences.NotPreferences):
        preferences.check(kind, content)


def test_preferences_that_are_right() -> None:
    preferences.check(
        "application/json; charset=utf-8", b'{"languagePreference": "sw,en-KE", "audioPreference": "off"}'
    )
