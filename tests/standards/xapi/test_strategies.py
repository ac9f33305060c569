"""What the reference and the strategies owe each other: valid stays valid, broken is judged, nothing is left out."""

import copy
import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.standards.xapi.formats import FORMATS
from tests.standards.xapi.reference import problems
from tests.standards.xapi.strategies import broken, statements
from tests.standards.xapi.tables import CHOICES, TABLES
from tests.standards.xapi.values import JSON

VERSIONS = ["1.0.3", "2.0.0"]
# The statements are large on purpose, and how long one takes to draw says nothing of the reference.
MANY = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.mark.parametrize("version", VERSIONS)
@MANY
@given(data=st.data())
def test_what_is_made_valid_has_no_problems(version: str, data: st.DataObject) -> None:
    assert problems(data.draw(statements(version)), version) == []


@pytest.mark.parametrize("version", VERSIONS)
@MANY
@given(data=st.data())
def test_whatever_is_made_survives_being_written_as_json(version: str, data: st.DataObject) -> None:
    statement = data.draw(st.one_of(statements(version), broken(version)))
    assert json.loads(json.dumps(statement)) == statement
    assert problems(json.loads(json.dumps(statement)), version) == problems(statement, version)


@pytest.mark.parametrize("version", VERSIONS)
@MANY
@given(data=st.data())
def test_every_value_is_judged_and_none_is_changed(version: str, data: st.DataObject) -> None:
    value = data.draw(
        st.one_of(
            broken(version),
            JSON,
            st.dictionaries(st.sampled_from(["actor", "verb", "object", "context"]), JSON),
        )
    )
    before = copy.deepcopy(value)
    assert all(path.startswith("$") and rule.endswith(".") for path, rule in problems(value, version))
    assert value == before


@pytest.mark.parametrize("version", VERSIONS)
def test_broken_statements_are_mostly_but_not_always_invalid(version: str) -> None:
    verdicts: list[bool] = []

    @settings(MANY, max_examples=300, derandomize=True, database=None)
    @given(broken(version))
    def look(statement: Any) -> None:
        verdicts.append(not problems(statement, version))

    look()
    assert len(verdicts) / 2 > sum(verdicts) > 0


@pytest.mark.parametrize("version", VERSIONS)
def test_every_property_and_kind_of_object_is_made(version: str) -> None:
    seen: set[str] = set()

    @settings(MANY, max_examples=1500, derandomize=True, database=None)
    @given(statements(version))
    def look(statement: Any) -> None:
        seen.update(_names(statement))

    look()
    properties = {name for table in TABLES[version].values() for name in table}
    kinds = {f"objectType={kind}" for kind in CHOICES["Object"] if kind}
    assert properties | kinds <= seen


def _names(value: Any) -> set[str]:
    """The keys within a value, and the object types."""
    if isinstance(value, list):
        return {name for entry in value for name in _names(entry)}
    if not isinstance(value, dict):
        return set()
    types = {f"objectType={value['objectType']}"} if isinstance(value.get("objectType"), str) else set()
    return set(value) | types | {name for entry in value.values() for name in _names(entry)}


def test_every_type_in_the_tables_is_one() -> None:
    plain = {"string", "number", "integer", "boolean", "language map", "extensions", "Group", *CHOICES}
    for version in VERSIONS:
        for table in TABLES[version].values():
            for _, kind in table.values():
                inner = kind.split(" or ")[0].removeprefix("[]").removeprefix("[+]")
                assert inner in {*plain, *FORMATS[version], *TABLES[version]} or inner.startswith("=")
