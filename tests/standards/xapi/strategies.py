"""Strategies for whole xAPI statements: valid ones with every property there is, and broken ones.

They follow the tables of the specification and not the reference's code, so that a slip in either shows when the
two are put together.
"""

from typing import Any

from hypothesis import strategies as st

from tests.standards.xapi.mutations import mutate
from tests.standards.xapi.values import (
    EXTENSIONS,
    IRIS,
    IRLS,
    JSON,
    LANGUAGE_MAPS,
    LANGUAGES,
    MAILTOS,
    MEDIA_TYPES,
    NUMBERS,
    TEXTS,
    URIS,
    UUIDS,
    durations,
    hexes,
    some,
    timestamps,
)

Json = dict[str, Any]

VOIDED = "http://adlnet.gov/expapi/verbs/voided"

IDENTIFIERS = st.one_of(
    st.fixed_dictionaries({"mbox": MAILTOS}),
    st.fixed_dictionaries({"mbox_sha1sum": hexes(40)}),
    st.fixed_dictionaries({"openid": URIS}),
    st.fixed_dictionaries({"account": st.fixed_dictionaries({"homePage": IRLS, "name": TEXTS})}),
)


def _merged(*parts: st.SearchStrategy[Json]) -> st.SearchStrategy[Json]:
    """Objects with the properties of all the parts."""
    return st.tuples(*parts).map(
        lambda drawn: {name: value for part in drawn for name, value in part.items()}
    )


AGENTS = _merged(IDENTIFIERS, some({}, objectType=st.just("Agent"), name=TEXTS))
# As the object of a statement an Agent must say what it is.
NAMED_AGENTS = _merged(IDENTIFIERS, some({"objectType": st.just("Agent")}, name=TEXTS))

_GROUP = st.just("Group")
ANONYMOUS_GROUPS = some(
    {"objectType": _GROUP, "member": st.lists(AGENTS, min_size=1, max_size=2)}, name=TEXTS
)
IDENTIFIED_GROUPS = _merged(
    IDENTIFIERS, some({"objectType": _GROUP}, member=st.lists(AGENTS, max_size=2), name=TEXTS)
)
GROUPS = st.one_of(ANONYMOUS_GROUPS, IDENTIFIED_GROUPS)
ACTORS = st.one_of(AGENTS, GROUPS)

_CONSUMERS = st.fixed_dictionaries(
    {"account": st.fixed_dictionaries({"homePage": IRLS, "name": TEXTS})},
    optional={"objectType": st.just("Agent")},
)
AUTHORITIES = st.one_of(
    AGENTS,
    some(
        {"objectType": _GROUP, "member": st.tuples(_CONSUMERS, AGENTS).flatmap(st.permutations)},
        name=TEXTS,
    ),
)

VERBS = some({"id": IRIS}, display=LANGUAGE_MAPS)

_COMPONENTS = st.lists(
    some({"id": TEXTS}, description=LANGUAGE_MAPS), max_size=3, unique_by=lambda component: component["id"]
)
# Each interaction type, its own component lists, and responses in its own notation.
_INTERACTIONS: list[tuple[str, tuple[str, ...], tuple[str, ...]]] = [
    ("true-false", (), ("true", "false")),
    ("choice", ("choices",), ("golf[,]tetris", "golf")),
    ("fill-in", (), ("Bob's your uncle", "{lang=en}{case_matters=false}jibu")),
    ("long-fill-in", (), ("{case_matters=false}{lang=sw}Kusudi ni...",)),
    ("matching", ("source", "target"), ("ben[.]3[,]chris[.]2",)),
    ("performance", ("steps",), ("pong[.]1:[,]dg[.]:10[,]lunch",)),
    ("sequencing", ("choices",), ("tim[,]mike[,]ells",)),
    ("likert", ("scale",), ("likert_3",)),
    ("numeric", (), ("4[:]", "[:]4", "4")),
    ("other", (), ("(35.937432,-86.868896)", "")),
]
_PLAIN = {
    "name": LANGUAGE_MAPS,
    "description": LANGUAGE_MAPS,
    "type": IRIS,
    "moreInfo": IRLS,
    "extensions": EXTENSIONS,
}


def _interactions(
    kind: str, lists: tuple[str, ...], responses: tuple[str, ...], complete: bool = False
) -> st.SearchStrategy[Json]:
    """Definitions of one interaction type; complete ones have all their component lists."""
    components = dict.fromkeys(lists, _COMPONENTS)
    return some(
        {"interactionType": st.just(kind), **(components if complete else {})},
        correctResponsesPattern=st.lists(st.sampled_from(responses), max_size=2),
        **({} if complete else components),
        **_PLAIN,
    )


DEFINITIONS = st.one_of(some({}, **_PLAIN), *(_interactions(*row) for row in _INTERACTIONS))
ACTIVITIES = some({"id": IRIS}, objectType=st.just("Activity"), definition=DEFINITIONS)
# Definitions have the most rules, so most statements about an Activity have one.
DEFINED_ACTIVITIES = some({"id": IRIS, "definition": DEFINITIONS}, objectType=st.just("Activity"))
WITH_COMPONENTS = some(
    {"id": IRIS, "definition": st.one_of(*(_interactions(*row, True) for row in _INTERACTIONS if row[1]))},
    objectType=st.just("Activity"),
)
STATEMENT_REFS = st.fixed_dictionaries({"objectType": st.just("StatementRef"), "id": UUIDS})


@st.composite
def scores(draw: st.DrawFn) -> Json:
    """Some of scaled, raw, min and max, in order."""
    low, raw, high = sorted(draw(st.tuples(NUMBERS, NUMBERS, NUMBERS)))
    if not low < high:
        low, high = low - 1, high + 1
    # Near 1e20 a step of 1 is lost in a float.
    whole = {"scaled": draw(st.one_of(st.floats(-1, 1), st.sampled_from([-1, 0, 1]))), "raw": raw}
    whole |= {"min": low, "max": high} if low < high else {}
    return {name: value for name, value in whole.items() if draw(st.booleans())}


RESULTS = some(
    {},
    score=scores(),
    success=st.booleans(),
    completion=st.booleans(),
    response=TEXTS,
    duration=durations(),
    extensions=EXTENSIONS,
)

ATTACHMENTS = some(
    {
        "usageType": IRIS,
        "display": LANGUAGE_MAPS,
        "contentType": MEDIA_TYPES,
        "length": st.integers(0, 2**40),
        "sha2": hexes(56, 64, 96, 128),
        "fileUrl": IRLS,
    },
    description=LANGUAGE_MAPS,
)

_CONTEXT_ACTIVITIES = some(
    {},
    **{
        name: st.one_of(ACTIVITIES, st.lists(ACTIVITIES, min_size=1, max_size=2))
        for name in ("parent", "grouping", "category", "other")
    },
)
_TYPES = st.lists(IRIS, min_size=1, max_size=2)
_CONTEXT_AGENTS = some({"objectType": st.just("contextAgent"), "agent": AGENTS}, relevantTypes=_TYPES)
_CONTEXT_GROUPS = some({"objectType": st.just("contextGroup"), "group": GROUPS}, relevantTypes=_TYPES)


def contexts(version: str, about_activity: bool) -> st.SearchStrategy[Json]:
    """Contexts of a version; revision and platform only for a statement about an Activity."""
    properties: dict[str, Any] = {
        "registration": UUIDS,
        "instructor": ACTORS,
        "team": GROUPS,
        "contextActivities": _CONTEXT_ACTIVITIES,
        "language": LANGUAGES,
        "statement": STATEMENT_REFS,
        "extensions": EXTENSIONS,
    }
    if about_activity:
        properties |= {"revision": TEXTS, "platform": TEXTS}
    if version == "2.0.0":
        properties["contextAgents"] = st.lists(_CONTEXT_AGENTS, min_size=1, max_size=2)
        properties["contextGroups"] = st.lists(_CONTEXT_GROUPS, min_size=1, max_size=2)
    return some({}, **properties)


def _bodies(version: str, objects: st.SearchStrategy[Json], about_activity: bool) -> st.SearchStrategy[Json]:
    """What statements and SubStatements have in common."""
    return some(
        {"actor": ACTORS, "verb": VERBS, "object": objects},
        result=RESULTS,
        context=contexts(version, about_activity),
        timestamp=timestamps(version),
        attachments=st.lists(ATTACHMENTS, min_size=1, max_size=2),
    )


def _voiding(version: str) -> st.SearchStrategy[Json]:
    """Statements that void another."""
    verb = st.fixed_dictionaries({"verb": some({"id": st.just(VOIDED)}, display=LANGUAGE_MAPS)})
    return _merged(_bodies(version, STATEMENT_REFS, False), verb)


def _about_anything(version: str) -> list[st.SearchStrategy[Json]]:
    """Bodies about every kind of object that may stand in a statement and in a SubStatement."""
    return [
        _bodies(version, ACTIVITIES, True),
        _bodies(version, DEFINED_ACTIVITIES, True),
        _bodies(version, WITH_COMPONENTS, True),
        _bodies(version, st.one_of(NAMED_AGENTS, GROUPS), False),
        _bodies(version, STATEMENT_REFS, False),
        _voiding(version),
    ]


def statements(version: str) -> st.SearchStrategy[Json]:
    """Valid statements of a version, `1.0.3` or `2.0.0`."""
    marker = st.fixed_dictionaries({"objectType": st.just("SubStatement")})
    sub_statements = _merged(st.one_of(*_about_anything(version)), marker)
    versions = ["1.0", "1.0.0", "1.0.3", "1.0.10"] if version == "1.0.3" else ["2.0.0", "2.0.1", "2.0.10"]
    head = some(
        {},
        id=UUIDS,
        stored=timestamps(version),
        authority=AUTHORITIES,
        version=st.sampled_from(versions),
    )
    return _merged(st.one_of(*_about_anything(version), _bodies(version, sub_statements, False)), head)


@st.composite
def broken(draw: st.DrawFn, version: str) -> Json:
    """A valid statement with one or two random changes; by chance it may still be valid."""
    statement = draw(statements(version))
    for _ in range(draw(st.integers(1, 2))):
        statement = mutate(draw, statement, JSON)
    return statement
