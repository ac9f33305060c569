"""Random changes to a valid statement, each the kind of mistake a client makes."""

import copy
from collections.abc import Callable, Iterator
from typing import Any

from hypothesis import strategies as st

from tests.standards.xapi.nearmisses import ANY, BY_PROPERTY, IRI_KEYS, KEYS, LANGUAGE_KEYS

Json = dict[str, Any]
Place = tuple[Any, Any]

# One value of each JSON type, to put where another type belongs.
_OTHER_TYPES: list[Any] = [
    "text",
    "",
    "1",
    "true",
    1,
    0,
    -1,
    0.5,
    1e300,
    True,
    False,
    [],
    ["text"],
    {},
    {"a": 1},
]

_IDENTIFIERS: Json = {
    "mbox": "mailto:second@example.org",
    "mbox_sha1sum": "a94a8fe5ccb19ba61c4c0873d391e987982fbbd3",
    "openid": "https://openid.example.org/second",
    "account": {"homePage": "https://lms.example.org/", "name": "second"},
}


def _places(value: Any) -> Iterator[Place]:
    """Every place in a value that can be written to: its container, and the key or index there."""
    entries = (
        value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    )
    for key, entry in list(entries):
        yield value, key
        yield from _places(entry)


def _objects(value: Any) -> list[Json]:
    """The value and every object within it."""
    return [value, *(holder[key] for holder, key in _places(value) if isinstance(holder[key], dict))]


def _named(statement: Json) -> list[Place]:
    """The places that have a name, not an index."""
    return [place for place in _places(statement) if isinstance(place[0], dict)]


def _delete(draw: st.DrawFn, statement: Json) -> None:
    holder, key = draw(st.sampled_from(_named(statement)))
    del holder[key]


def _rename(draw: st.DrawFn, statement: Json) -> None:
    holder, key = draw(st.sampled_from(_named(statement)))
    other = draw(st.sampled_from([key.upper(), key.lower(), key.capitalize(), f"{key}s", f" {key}", *KEYS]))
    holder[other] = holder.pop(key)


def _nullify(draw: st.DrawFn, statement: Json) -> None:
    holder, key = draw(st.sampled_from(list(_places(statement))))
    holder[key] = None


def _retype(draw: st.DrawFn, statement: Json) -> None:
    holder, key = draw(st.sampled_from(list(_places(statement))))
    others = [value for value in _OTHER_TYPES if type(value) is not type(holder[key])]
    holder[key] = copy.deepcopy(draw(st.sampled_from(others)))


def _misspell(draw: st.DrawFn, statement: Json) -> None:
    """Break a string's format: rather of one that has any than of free text."""
    texts = [place for place in _places(statement) if isinstance(place[0][place[1]], str)]
    formatted = [place for place in texts if place[1] in BY_PROPERTY]
    holder, key = draw(st.sampled_from(formatted or texts or [(statement, "id")]))
    text = holder.get(key, "") if isinstance(holder, dict) else holder[key]
    worse = [text[:-1], f"{text} ", f" {text}", f"{text}\n", *ANY[:3]]
    holder[key] = draw(st.one_of(st.sampled_from(BY_PROPERTY.get(key, ANY)), st.sampled_from(worse)))


def _miskey(draw: st.DrawFn, statement: Json) -> None:
    """Put a key of the wrong format into a language map or extensions."""
    maps = [
        holder[key] for holder, key in _named(statement) if key in _MAPS and isinstance(holder[key], dict)
    ]
    verb = statement.setdefault("verb", {})
    if not maps and isinstance(verb, dict):
        maps = [verb.setdefault("display", {})]
    if maps and isinstance(chosen := draw(st.sampled_from(maps)), dict):
        chosen[draw(st.sampled_from([*LANGUAGE_KEYS, *IRI_KEYS]))] = "text"


_MAPS = ("display", "description", "name", "extensions")


def _interact(draw: st.DrawFn, statement: Json) -> None:
    """Give an activity component lists or responses, whatever its interaction type is, if it has one."""
    found = [holder[key] for holder, key in _named(statement) if key == "definition"]
    definitions = [value for value in found if isinstance(value, dict)]
    if definitions:
        definition = draw(st.sampled_from(definitions))
    else:
        definition = {}
        statement["object"] = {"id": "http://example.org/activity", "definition": definition}
    ids = draw(st.lists(st.sampled_from(["a", "b", "A"]), max_size=3))
    name = draw(st.sampled_from(["choices", "scale", "source", "target", "steps", "correctResponsesPattern"]))
    definition[name] = ids if name == "correctResponsesPattern" else [{"id": text} for text in ids]
    if draw(st.booleans()):
        definition["interactionType"] = draw(st.sampled_from(BY_PROPERTY["interactionType"]))


def _revise(draw: st.DrawFn, statement: Json) -> None:
    """Speak of a revision or platform, whatever the object is."""
    context = statement.setdefault("context", {})
    if isinstance(context, dict):
        context[draw(st.sampled_from(["revision", "platform"]))] = "1"


def _void(draw: st.DrawFn, statement: Json) -> None:
    """Make it a voiding statement, whatever the object is."""
    bodies = [value for value in _objects(statement) if isinstance(value.get("verb"), dict)]
    draw(st.sampled_from(bodies or [{"verb": {}}]))["verb"]["id"] = "http://adlnet.gov/expapi/verbs/voided"


def _shift(draw: st.DrawFn, statement: Json) -> None:
    """Put a number off its range; where there is none, put a score that is."""
    numbers = [place for place in _places(statement) if type(place[0][place[1]]) in (int, float)]
    if not numbers:
        statement["result"] = {"score": draw(st.dictionaries(_SCORE_NAMES, _SCORES, min_size=1))}
        return
    holder, key = draw(st.sampled_from(numbers))
    holder[key] = draw(st.one_of(_SCORES, st.sampled_from([-holder[key], holder[key] + 1, holder[key] - 1])))


_SCORE_NAMES = st.sampled_from(["scaled", "raw", "min", "max"])
_SCORES = st.sampled_from([-2, -1.00001, -1, 0, 0.25, 1, 1.00001, 7, 10**12, -(10**12)])


def _add(draw: st.DrawFn, statement: Json, values: st.SearchStrategy[Any]) -> None:
    """Add a property that is not known there, or one that is with a value of any type."""
    holder = draw(st.sampled_from(_objects(statement)))
    key = draw(st.sampled_from(KEYS))
    holder[key] = draw(st.one_of(values, st.sampled_from(ANY)))


def _identify_twice(draw: st.DrawFn, statement: Json) -> None:
    """Give an agent or a group one more identifier."""
    holders = [holder for holder in _objects(statement) if any(name in holder for name in _IDENTIFIERS)]
    holder = draw(st.sampled_from(holders or [statement]))
    name = draw(st.sampled_from(list(_IDENTIFIERS)))
    holder[name] = copy.deepcopy(_IDENTIFIERS[name])


def _repeat(draw: st.DrawFn, statement: Json) -> None:
    """Repeat the first entry of an array; where there is no array, wrap a value into one."""
    arrays = [
        holder[key] for holder, key in _places(statement) if isinstance(holder[key], list) and holder[key]
    ]
    if arrays:
        array = draw(st.sampled_from(arrays))
        array.append(copy.deepcopy(array[0]))
    else:
        holder, key = draw(st.sampled_from(_named(statement)))
        holder[key] = [holder[key]]


def _transplant(draw: st.DrawFn, statement: Json) -> None:
    """Copy the value of one place to another, such as a SubStatement into a SubStatement."""
    places = list(_places(statement))
    (giver, given), (holder, key) = draw(st.sampled_from(places)), draw(st.sampled_from(places))
    holder[key] = copy.deepcopy(giver[given])


_CHANGES: list[Callable[[st.DrawFn, Json], None]] = [
    _delete, _rename, _nullify, _retype, _misspell, _misspell, _miskey, _shift,
    _identify_twice, _interact, _repeat, _revise, _transplant, _void,
]  # fmt: skip


def mutate(draw: st.DrawFn, statement: Json, values: st.SearchStrategy[Any]) -> Json:
    """A copy of the statement with one change; `values` are what an added property may hold."""
    changed = copy.deepcopy(statement)
    # A statement emptied by an earlier change has nothing left but to be added to.
    if not changed or draw(st.integers(0, len(_CHANGES))) == 0:
        _add(draw, changed, values)
    else:
        draw(st.sampled_from(_CHANGES))(draw, changed)
    return changed
