"""Samples written by hand, section by section: the reference judges them as the specification says."""

import copy
from typing import Any

import pytest

from tests.standards.xapi.reference import VOIDED, problems

VERSIONS = ["1.0.3", "2.0.0"]

AGENT = {"mbox": "mailto:amina@example.org"}
OTHER = {"account": {"homePage": "https://lms.example.org/", "name": "42"}}
REF = {"objectType": "StatementRef", "id": "12345678-1234-5678-1234-567812345678"}
ACTIVITY = {"id": "http://example.org/kazi"}
SUB = {
    "objectType": "SubStatement",
    "actor": AGENT,
    "verb": {"id": "http://example.org/v"},
    "object": ACTIVITY,
}
ATTACHMENT = {
    "usageType": "http://example.org/usage",
    "display": {"sw": "Cheti"},
    "contentType": "text/plain; charset=ascii",
    "length": 27,
    "sha2": "495395e777cd98da653df9615d09c0fd6bb2f8d4788394cd53c56a3bfdcd848a",
}
STATEMENT = {"actor": AGENT, "verb": {"id": "http://example.org/v"}, "object": ACTIVITY}
GROUP = {"objectType": "Group", "member": [AGENT, OTHER]}
CONTEXT_AGENT = {"objectType": "contextAgent", "agent": AGENT}
CONTEXT_GROUP = {"objectType": "contextGroup", "group": GROUP}


def but(path: str, value: Any) -> Any:
    """The plain statement, but with one value elsewhere; objects on the way there are made."""
    statement: Any = copy.deepcopy(STATEMENT)
    *way, last = path.split("/")
    holder = statement
    for step in way:
        holder = holder.setdefault(step, {})
    holder[last] = value
    return statement


def places(statement: Any, version: str = "1.0.3") -> list[str]:
    return [path for path, _ in problems(statement, version)]


VALID: list[tuple[str, Any]] = [
    ("id", REF["id"].upper()),
    (
        "actor",
        {"objectType": "Agent", "mbox_sha1sum": "a94a8fe5ccb19ba61c4c0873d391e987982fbbd3", "name": ""},
    ),
    ("actor", {"openid": "https://openid.example.org/amina"}),
    ("actor", GROUP),
    ("actor", {"objectType": "Group", **AGENT}),
    ("actor", {"objectType": "Group", **AGENT, "member": [OTHER]}),
    ("verb/display", {"en-US": "did", "zh-Hant-TW": "做", "i-klingon": "ta'"}),
    ("verb", {"id": "http://example.com/فعل/خواندن"}),
    ("object", {"objectType": "Agent", **AGENT}),
    ("object", GROUP),
    ("object", REF),
    ("object", SUB),
    ("object/definition", {}),
    ("object/definition", {"interactionType": "choice", "choices": [{"id": "a"}, {"id": "b"}]}),
    ("object/definition", {"interactionType": "matching", "source": [{"id": "a"}], "target": [{"id": "a"}]}),
    ("object/definition", {"interactionType": "numeric", "correctResponsesPattern": []}),
    ("object/definition/extensions", {"http://example.org/x": None, "urn:y": {"": [None]}}),
    ("result", {"score": {"scaled": -1, "raw": 0, "min": 0, "max": 0.5}, "success": False}),
    ("result/duration", "P3Y1M29DT4H35M59.14S"),
    ("result/duration", "P4W"),
    ("context", {"instructor": GROUP, "team": GROUP, "statement": REF, "language": "tlh", "revision": ""}),
    ("context/contextActivities", {"parent": ACTIVITY, "grouping": [ACTIVITY, ACTIVITY]}),
    ("timestamp", "2008-09-15T15:53:00.601+00:00"),
    ("timestamp", "2016-12-31T23:59:60Z"),
    ("authority", AGENT),
    ("authority", GROUP),
    ("attachments", [ATTACHMENT, {**ATTACHMENT, "fileUrl": "http://example.org/f"}]),
]


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize(("path", "value"), VALID)
def test_valid_samples(path: str, value: Any, version: str) -> None:
    assert problems(but(path, value), version) == []


INVALID: list[tuple[str, Any, str]] = [
    # 2.2: nulls, types, formats, the case of keys, unknown keys
    ("result", None, "$.result"),
    ("verb/display", {"en": None}, "$.verb.display.en"),
    ("result/success", "true", "$.result.success"),
    ("result/score/raw", True, "$.result.score.raw"),
    ("result/score/raw", "1", "$.result.score.raw"),
    ("Result", {}, "$.Result"),
    ("objectType", "Statement", "$.objectType"),
    # 2.4.1, 2.4.2
    ("id", "AA97B177-9383-4934-8543-0F91A7A028368", "$.id"),
    ("id", "", "$.id"),
    ("actor", {}, "$.actor"),
    ("actor", {**AGENT, **OTHER}, "$.actor"),
    ("actor", {**AGENT, "objectType": "agent"}, "$.actor.objectType"),
    ("actor", {**AGENT, "objectType": "Activity"}, "$.actor.objectType"),
    ("actor", {**AGENT, "objectType": ["Agent"]}, "$.actor.objectType"),
    ("actor", {**AGENT, "member": [OTHER]}, "$.actor.member"),
    ("actor", {"objectType": "Group"}, "$.actor.member"),
    ("actor", {"objectType": "Group", **AGENT, **OTHER}, "$.actor"),
    ("actor", {"objectType": "Group", "member": [GROUP]}, "$.actor.member[0].objectType"),
    ("actor", {"mbox": "mailto:should.fail.com"}, "$.actor.mbox"),
    ("actor", {"mbox": "amina@example.org"}, "$.actor.mbox"),
    ("actor", {"mbox_sha1sum": "a" * 39}, "$.actor.mbox_sha1sum"),
    ("actor", {"openid": "ab=c://should.fail.com"}, "$.actor.openid"),
    ("actor", {"account": {"homePage": "example.org", "name": "a"}}, "$.actor.account.homePage"),
    ("actor", {"account": {"homePage": "http://example.org"}}, "$.actor.account.name"),
    # 2.4.3, 2.4.4
    ("verb", {"display": {}}, "$.verb.id"),
    ("verb/display", {"a12345": "did"}, "$.verb.display.a12345"),
    ("verb/id", VOIDED, "$.object.objectType"),
    ("object", AGENT, "$.object.id"),
    ("object", {"objectType": "activity", **ACTIVITY}, "$.object.objectType"),
    ("object", {"objectType": "StatementRef"}, "$.object.id"),
    ("object", {**SUB, "id": REF["id"]}, "$.object.id"),
    ("object", {**SUB, "stored": "2024-01-01T00:00:00Z"}, "$.object.stored"),
    ("object", {**SUB, "version": "1.0.0"}, "$.object.version"),
    ("object", {**SUB, "authority": AGENT}, "$.object.authority"),
    ("object", {**SUB, "object": SUB}, "$.object.object.objectType"),
    ("object", {**SUB, "verb": {"id": VOIDED}}, "$.object.object.objectType"),
    ("object/definition", {"interactionType": "Choice"}, "$.object.definition.interactionType"),
    ("object/definition", {"choices": []}, "$.object.definition.choices"),
    ("object/definition", {"correctResponsesPattern": []}, "$.object.definition.correctResponsesPattern"),
    ("object/definition", {"interactionType": "likert", "steps": []}, "$.object.definition.steps"),
    (
        "object/definition",
        {"interactionType": "choice", "choices": [{"id": "a"}, {"id": "a"}]},
        "$.object.definition.choices",
    ),
    ("object/definition/extensions", {"should fail": 1}, "$.object.definition.extensions['should fail']"),
    # 2.4.5
    ("result/score", {"scaled": -1.00001}, "$.result.score.scaled"),
    ("result/score", {"raw": 1, "min": 2}, "$.result.score.raw"),
    ("result/score", {"raw": 3, "max": 2}, "$.result.score.raw"),
    ("result/score", {"min": 2, "max": 2}, "$.result.score.min"),
    ("result/duration", "P4W1D", "$.result.duration"),
    ("result/duration", "PT1.5H1M", "$.result.duration"),
    ("result/duration", "PT", "$.result.duration"),
    # 2.4.6 to 2.4.11
    ("context/team", AGENT, "$.context.team.objectType"),
    ("context/statement", {"id": REF["id"]}, "$.context.statement.objectType"),
    ("context/language", "something", "$.context.language"),
    ("context/contextActivities", {"Parent": ACTIVITY}, "$.context.contextActivities.Parent"),
    ("context/contextActivities", {"parent": [REF]}, "$.context.contextActivities.parent[0].objectType"),
    ("timestamp", "01/011/2015", "$.timestamp"),
    ("timestamp", "2008-09-15T15:53:00.601-00", "$.timestamp"),
    ("timestamp", "2008-09-15T15:53:00.601-0000", "$.timestamp"),
    ("stored", "2008-09-15T15:53:00.601-00:00", "$.stored"),
    ("timestamp", "2023-02-29T00:00:00Z", "$.timestamp"),
    ("timestamp", "2016-12-30T23:59:60Z", "$.timestamp"),
    ("authority", {"objectType": "Group", "member": [AGENT]}, "$.authority.member"),
    ("authority", {**GROUP, **AGENT}, "$.authority.mbox"),
    ("version", "1.1.0", "$.version"),
    ("attachments", [{**ATTACHMENT, "length": 2.5}], "$.attachments[0].length"),
    ("attachments", [{**ATTACHMENT, "length": True}], "$.attachments[0].length"),
    ("attachments", [{**ATTACHMENT, "contentType": "text"}], "$.attachments[0].contentType"),
    ("attachments", [{**ATTACHMENT, "fileUrl": "should fail"}], "$.attachments[0].fileUrl"),
    ("attachments", [{**ATTACHMENT, "sha2": "a" * 63}], "$.attachments[0].sha2"),
    ("attachments", ATTACHMENT, "$.attachments"),
]


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize(("path", "value", "where"), INVALID)
def test_invalid_samples(path: str, value: Any, where: str, version: str) -> None:
    assert where in places(but(path, value), version)


@pytest.mark.parametrize("value", [None, [], "", 1, True])
def test_a_statement_is_an_object(value: Any) -> None:
    assert places(value) == ["$"]


@pytest.mark.parametrize("name", ["actor", "verb", "object"])
def test_what_a_statement_must_have(name: str) -> None:
    assert places({key: value for key, value in STATEMENT.items() if key != name}) == [f"$.{name}"]


@pytest.mark.parametrize("target", [REF, GROUP, SUB, {"objectType": "Agent", **AGENT}])
def test_revision_and_platform_speak_of_an_activity(target: Any) -> None:
    context = {"revision": "1", "platform": "web"}
    assert places({**STATEMENT, "context": context}) == []
    assert places({**STATEMENT, "context": context, "object": target}) == [
        "$.context.revision",
        "$.context.platform",
    ]


@pytest.mark.parametrize(
    ("path", "value", "versions"),
    [
        ("timestamp", "20080915T155300,5+0530", ["1.0.3"]),
        ("timestamp", "2008-09-15T15:53:00", ["1.0.3"]),
        ("timestamp", "2008-09-15T24:00:00Z", ["1.0.3"]),
        ("timestamp", "2008-09-15t15:53:00z", ["2.0.0"]),
        ("version", "1.0", ["1.0.3"]),
        ("version", "1.0.9", ["1.0.3"]),
        ("version", "2.0.1", ["2.0.0"]),
        ("version", "2.0", []),
        ("context/contextAgents", [CONTEXT_AGENT], ["2.0.0"]),
        ("context/contextAgents", [{**CONTEXT_AGENT, "relevantTypes": ["http://example.org/t"]}], ["2.0.0"]),
        ("context/contextAgents", [{**CONTEXT_AGENT, "relevantTypes": []}], []),
        ("context/contextAgents", [{**CONTEXT_AGENT, "relevantTypes": ["abc"]}], []),
        ("context/contextAgents", [{"agent": AGENT}], []),
        ("context/contextAgents", [{**CONTEXT_AGENT, "agent": GROUP}], []),
        ("context/contextGroups", [CONTEXT_GROUP], ["2.0.0"]),
        ("context/contextGroups", [{**CONTEXT_GROUP, "group": AGENT}], []),
        ("context/contextGroups", [{**CONTEXT_GROUP, "objectType": "contextAgent"}], []),
    ],
)
def test_where_the_versions_differ(path: str, value: Any, versions: list[str]) -> None:
    assert [version for version in VERSIONS if not problems(but(path, value), version)] == versions
