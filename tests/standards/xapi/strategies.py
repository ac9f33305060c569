"""Made-up statements for property tests: valid ones with every property, and ones broken at a random place."""

from typing import Any

from hypothesis import strategies as st

from tests.standards.xapi.reference import COMPONENTS, LISTS

Strategy = st.SearchStrategy[Any]

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
iris = st.builds(
    "{}{}".format,
    st.sampled_from(
        ["http://x.example/", "https://lms.example/c?q=1&r=", "urn:uuid:", "tag:x.example,2026:"]
    ),
    st.text("abcXYZ019-._~é学م", min_size=1, max_size=8),
)
tags = st.sampled_from(["en", "en-US", "zh-Hans-CN", "sw", "ar", "x-klingon", "de-CH-1901", "es-419"])
language_maps = st.dictionaries(tags, texts, max_size=3)
numbers = st.one_of(st.integers(-1000, 1000), st.floats(-1000, 1000, allow_nan=False))
anything = st.recursive(
    st.one_of(st.none(), st.booleans(), numbers, texts),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(texts, inner, max_size=3)),
    max_leaves=6,
)
extensions = st.dictionaries(iris, anything, max_size=2)
uuids = st.uuids().map(str)
times = st.sampled_from(
    [
        "2026-03-01T10:00:00Z",
        "2026-03-01T10:00:00.123456Z",
        "2024-02-29T23:59:59.5+03:00",
        "1999-12-31T00:00:00-11:30",
    ]
)
durations = st.sampled_from(["PT0S", "P1Y2M3DT4H5M6.5S", "P4W", "PT16559.14S", "P3Y", "PT1M"])
accounts = st.fixed_dictionaries({"homePage": iris, "name": texts})
identifiers = st.one_of(
    st.fixed_dictionaries({"mbox": st.sampled_from(["mailto:a@b.example", "mailto:é@b.example"])}),
    st.fixed_dictionaries({"mbox_sha1sum": st.sampled_from(["0" * 40, "AbCdEf0123" * 4])}),
    st.fixed_dictionaries({"openid": iris}),
    st.fixed_dictionaries({"account": accounts}),
)


def optional(required: dict[str, Strategy], more: dict[str, Strategy]) -> Strategy:
    return st.fixed_dictionaries(required, optional=more)


def joined(*parts: Strategy) -> Strategy:
    return st.tuples(*parts).map(lambda found: {key: value for part in found for key, value in part.items()})


agents = joined(optional({}, {"objectType": st.just("Agent"), "name": texts}), identifiers)
_members = st.lists(agents, min_size=1, max_size=3)
groups = st.one_of(
    joined(optional({"objectType": st.just("Group")}, {"name": texts, "member": _members}), identifiers),
    optional({"objectType": st.just("Group"), "member": _members}, {"name": texts}),
)
actors = st.one_of(agents, groups)
verbs = optional({"id": iris}, {"display": language_maps})
_components = st.lists(
    optional({"id": texts}, {"description": language_maps}), max_size=3, unique_by=lambda one: one["id"]
)


@st.composite
def definitions(draw: st.DrawFn) -> dict[str, Any]:
    found: dict[str, Any] = draw(
        optional(
            {},
            {
                "name": language_maps,
                "description": language_maps,
                "type": iris,
                "moreInfo": iris,
                "extensions": extensions,
            },
        )
    )
    if draw(st.booleans()):
        kind = draw(st.sampled_from(sorted(LISTS)))
        found["interactionType"] = kind
        for name in sorted(LISTS[kind]):
            found[name] = draw(_components)
        if draw(st.booleans()):
            found["correctResponsesPattern"] = draw(st.lists(texts, max_size=2))
    return found


activities = optional({"id": iris}, {"objectType": st.just("Activity"), "definition": definitions()})
refs = st.fixed_dictionaries({"objectType": st.just("StatementRef"), "id": uuids})


@st.composite
def results(draw: st.DrawFn) -> dict[str, Any]:
    found: dict[str, Any] = draw(
        optional(
            {},
            {"success": st.booleans(), "completion": st.booleans(), "response": texts, "duration": durations,
             "extensions": extensions},
        )
    )  # fmt: skip
    if draw(st.booleans()):
        low, raw, high = sorted(draw(st.tuples(numbers, numbers, numbers)))
        found["score"] = {"min": low, "raw": raw, "max": high} if low < high else {"raw": raw}
        found["score"]["scaled"] = draw(st.floats(-1, 1))
    return found


def contexts(version: str, *, of_activity: bool) -> Strategy:
    some = st.lists(activities, max_size=2)
    relevant = {"relevantTypes": st.lists(iris, min_size=1, max_size=2)}
    more: dict[str, Strategy] = {
        "registration": uuids,
        "instructor": actors,
        "team": groups,
        "contextActivities": optional(
            {}, {"parent": activities, "grouping": some, "category": some, "other": some}
        ),
        "language": tags,
        "statement": refs,
        "extensions": extensions,
    }
    if of_activity:
        more |= {"revision": texts, "platform": texts}
    if version == "2.0":
        more["contextAgents"] = st.lists(
            optional({"objectType": st.just("contextAgent"), "agent": agents}, relevant), max_size=2
        )
        more["contextGroups"] = st.lists(
            optional({"objectType": st.just("contextGroup"), "group": groups}, relevant), max_size=2
        )
    return optional({}, more)


attachments = optional(
    {
        "usageType": iris,
        "display": language_maps,
        "contentType": st.sampled_from(["image/png", "text/plain; charset=utf-8"]),
        "length": st.integers(0, 10**6),
        "sha2": st.sampled_from(["a" * 64, "0123456789abcdef" * 8]),
        "fileUrl": iris,
    },
    {"description": language_maps},
)
_typed_agents = agents.map(lambda one: {"objectType": "Agent"} | one)


@st.composite
def statements(draw: st.DrawFn, version: str, inner: bool = False) -> dict[str, Any]:
    kinds = [activities, _typed_agents, groups, refs] + ([] if inner else [statements(version, inner=True)])
    thing = draw(st.sampled_from(kinds).flatmap(lambda kind: kind))
    of_activity = thing.get("objectType", "Activity") == "Activity"
    more: dict[str, Strategy] = {
        "result": results(),
        "context": contexts(version, of_activity=of_activity),
        "timestamp": times,
        "attachments": st.lists(attachments, max_size=2),
    }
    if not inner:
        authority = st.fixed_dictionaries(
            {"objectType": st.just("Group"), "member": st.lists(agents, min_size=2, max_size=2)}
        )
        more |= {
            "id": uuids,
            "version": st.sampled_from(["1.0.0", "1.0.3"] if version == "1.0" else ["2.0.0", "1.0.3"]),
            "stored": times,
            "authority": st.one_of(agents, authority),
        }
    start = {"objectType": st.just("SubStatement")} if inner else {}
    found: dict[str, Any] = draw(
        optional(start | {"actor": actors, "verb": verbs, "object": st.just(thing)}, more)
    )
    return found


WRONG: list[Any] = [
    None, True, 0, -1, 5, 1.5, "", "x", "not an iri", "no-scheme.example", " http://x.example/", [], {}, [None], {"x": 1},
    "2026-13-01T00:00:00Z", "2026-03-01", "2026-03-01T10:00:00-00:00", "P", "P1", "PT", "P4W1D", "mailto:nobody", "123",
    "en_US", "toolonglanguage", "3e686827-aa46-4f38-998b-3d32124b2cf", "Activity", "Agent", "Group", "SubStatement",
    "StatementRef", "http://adlnet.gov/expapi/verbs/voided", "3.0.0", "choice", "likert", "g" * 40,
]  # fmt: skip
KEYS = ["id", "name", "mbox", "openid", "member", "objectType", "definition", "context", "result", "score", "scaled", "Actor",
        "verbs", "timestamp", "extra", "interactionType", "platform", "authority", *COMPONENTS]  # fmt: skip


def _places(value: Any, place: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every path to a property or an item, outside extensions."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    found = []
    for key, item in items:
        found.append((*place, key))
        if key != "extensions":
            found += _places(item, (*place, key))
    return found


@st.composite
def broken(draw: st.DrawFn, version: str) -> Any:
    """A statement with one or two wounds; by chance it may still be one."""
    value = draw(statements(version))
    for _ in range(draw(st.integers(1, 2))):
        places = _places(value)
        if not places:
            break
        *way, last = draw(st.sampled_from(places))
        holder = value
        for step in way:
            holder = holder[step]
        _wound(draw, holder, last)
    return value


def _wound(draw: st.DrawFn, holder: Any, last: Any) -> None:
    deed = draw(st.sampled_from(["delete", "replace", "replace", "add", "rename"]))
    if deed == "delete":
        del holder[last]
    elif deed == "replace" or not isinstance(holder, dict):
        holder[last] = draw(st.sampled_from(WRONG))
    elif deed == "add":
        holder[draw(st.sampled_from(KEYS))] = draw(st.sampled_from(WRONG))
    else:
        holder[draw(st.sampled_from(KEYS))] = holder.pop(last)
