"""The product's rules say the same as the specification's tables, on statements that nobody thought of."""

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.standards.xapi import reference, strategies
from ujuzi.standards.xapi import comparing, formats, references, rules
from ujuzi.standards.xapi.errors import Broken

patient = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
VERSIONS = {"1.0": "1.0.3", "2.0": "2.0.0"}
TAGS = st.sampled_from(["en", "en-US", "sw", "ar", "zh-Hans"])


def verdict(version: str, statement: Any) -> str:
    try:
        rules.check(version, statement)
    except Broken as error:
        return str(error)
    return ""


@pytest.mark.parametrize("version", VERSIONS)
@patient
@given(data=st.data())
def test_every_statement_that_follows_the_tables_is_taken(version: str, data: st.DataObject) -> None:
    statement = data.draw(strategies.statements(VERSIONS[version]))
    assert reference.problems(statement, VERSIONS[version]) == []
    assert verdict(version, statement) == ""


@pytest.mark.parametrize("version", VERSIONS)
@patient
@given(data=st.data())
def test_broken_statements_are_judged_as_the_tables_do(version: str, data: st.DataObject) -> None:
    statement = data.draw(strategies.broken(VERSIONS[version]))
    mine, theirs = verdict(version, statement), reference.problems(statement, VERSIONS[version])
    assert bool(mine) == bool(theirs), (mine, theirs, json.dumps(statement))
    if mine:
        assert mine.startswith("$")


@patient
@given(statement=strategies.statements("2.0.0"))
def test_a_statement_is_the_same_as_itself_whatever_the_store_adds(statement: dict[str, Any]) -> None:
    again = json.loads(json.dumps(statement)) | {"version": "2.0.0", "stored": "2026-01-01T00:00:00Z"}
    again.setdefault("timestamp", "2026-01-01T00:00:00Z")
    before = json.dumps(statement)
    assert comparing.same(statement, again)
    assert json.dumps(statement) == before  # comparing changes nothing


@patient
@given(statement=strategies.statements("2.0.0"))
def test_the_ids_format_is_a_statement_about_the_same(statement: dict[str, Any]) -> None:
    short = formats.ids(json.loads(json.dumps(statement)))
    assert verdict("2.0", short) == ""
    full, bare = references.collect(statement), references.collect(short)
    assert (bare.activities, bare.related_activities) == (full.activities, full.related_activities)
    assert bare.definitions == bare.names == []


@patient
@given(statement=strategies.statements("2.0.0"), wanted=st.lists(TAGS, max_size=2))
def test_the_canonical_format_leaves_one_language(statement: dict[str, Any], wanted: list[str]) -> None:
    found = formats.canonical(json.loads(json.dumps(statement)), {}, [tag.lower() for tag in wanted])
    assert verdict("2.0", found) == ""
    for verb in references.verbs_in(found):
        assert len(verb.get("display", {})) <= 1
