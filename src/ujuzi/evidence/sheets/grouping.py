"""One person's one course once: rows of a sheet that are the same completion, whatever the order they come in.

The rule where they disagree: the earliest day, the best score, passed before completed; the disagreement is told.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import combinations

from ujuzi.evidence.sheets import likeness, names
from ujuzi.evidence.sheets.people import Kind, Match, handle
from ujuzi.evidence.sheets.shapes import Row, Status

_MOST_NAMES = 20  # of one address; with more it is a school's
_SURER = {Kind.CHOSEN: 0, Kind.CERTAIN: 1, Kind.LIKELY: 2, Kind.AMBIGUOUS: 3, Kind.UNKNOWN: 4}
_BEST_STATUS = (Status.PASSED, Status.COMPLETED, Status.NONE)
_IDENTIFY = ("email", "username", "partner-id", "person")


@dataclass(frozen=True, slots=True)
class Placed:
    """A row, the course it is about (an IRI, or a key of what the sheet says) and who it may be."""

    row: Row
    course: str
    match: Match


@dataclass(frozen=True, slots=True)
class Conflict:
    """ "dates-differ", "scores-differ", "states-differ": `said` and which was `kept`; "names-differ": `said`."""

    code: str
    params: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Group:
    """One completion. `main` is the row it is kept from; `exact` and `others` are row numbers that say the same, or the same otherwise."""

    course: str
    main: Row
    exact: tuple[int, ...]
    others: tuple[int, ...]
    match: Match
    completed_on: date
    score: float | None
    status: Status
    conflicts: tuple[Conflict, ...]


def group(placed: Iterable[Placed]) -> tuple[Group, ...]:
    """Sorted by the number of their main rows. Rows are compared within a course only."""
    by_course: dict[str, list[Placed]] = defaultdict(list)
    for each in placed:
        by_course[each.course].append(each)
    found = [
        _made(course, [rows[place] for place in places])
        for course, rows in by_course.items()
        for places in _same(rows)
    ]
    return tuple(sorted(found, key=lambda made: made.main.number))


class _Sets:
    """Disjoint sets of places, each with its members at hand."""

    def __init__(self, size: int) -> None:
        self._set = [[place] for place in range(size)]

    def of(self, place: int) -> list[int]:
        return self._set[place]

    def join(self, places: Iterable[int]) -> None:
        """The smaller goes into the larger, so that a hundred thousand rows of one person stay cheap."""
        largest: list[int] = []
        for place in places:
            other = self._set[place]
            if other is largest:
                continue
            if len(other) > len(largest):
                largest, other = other, largest
            largest += other
            for member in other:
                self._set[member] = largest

    def all(self) -> list[list[int]]:
        found = {id(members): members for members in self._set}
        return [sorted(members) for members in found.values()]


def _same(rows: Sequence[Placed]) -> list[list[int]]:
    sets = _Sets(len(rows))
    buckets: dict[tuple[str, str], list[int]] = defaultdict(list)
    marks = [_marks(each) for each in rows]
    for place, mark in enumerate(marks):
        for what, said in mark.items():
            buckets[what, said].append(place)
    for (what, _said), places in buckets.items():
        if what in _IDENTIFY and len(places) > 1:
            for part in [places] if what == "person" else _of_one_person(rows, marks, places):
                sets.join(part)
    for _key, places in sorted((key, places) for key, places in buckets.items() if key[0] == "name"):
        _join_namesakes(sets, rows, marks, places)
    return [part for places in sets.all() for part in _of_one_certain(rows, marks, places)]


def _marks(placed: Placed) -> dict[str, str]:
    """What says who a row is about: what identifies, the person found (if one is), the name."""
    row, match = placed.row, placed.match
    found = {"email": row.email, "username": handle(row.username), "partner-id": handle(row.partner_id)}
    if match.kind in {Kind.CHOSEN, Kind.CERTAIN, Kind.LIKELY}:
        found["person"] = str(match.candidates[0].id)
    said = names.folded(row.name)
    if said:
        orders = (" ".join((*order, *said[0].initials)) for order in likeness.turns(said[0].order))
        found["name"] = min(names.han_readings(said[0]) or orders)
    return {what: value for what, value in found.items() if value}


def _of_one_person(
    rows: Sequence[Placed], marks: Sequence[Mapping[str, str]], places: Sequence[int]
) -> list[list[int]]:
    """Rows with one address or id: all of them, unless names or people found say that several share it."""
    if len(_certain(rows, marks, places)) <= 1 and _names_agree({rows[place].row.name for place in places}):
        return [list(places)]
    parts: dict[tuple[str, str], list[int]] = defaultdict(list)
    for place in places:
        parts[marks[place].get("name", ""), marks[place].get("person", "")].append(place)
    return list(parts.values())


def _certain(rows: Sequence[Placed], marks: Sequence[Mapping[str, str]], places: Iterable[int]) -> set[str]:
    return {
        marks[place]["person"] for place in places if rows[place].match.kind in {Kind.CHOSEN, Kind.CERTAIN}
    }


def _names_agree(said: set[str]) -> bool:
    folded = [name[0] for each in sorted(said) if (name := names.folded(each))]
    return len(folded) <= _MOST_NAMES and all(
        likeness.agree(one, other) for one, other in combinations(folded, 2)
    )


def _join_namesakes(
    sets: _Sets, rows: Sequence[Placed], marks: Sequence[Mapping[str, str]], places: Sequence[int]
) -> None:
    """Rows of one name are one person's if nothing that identifies differs and the hub has no namesakes.

    Else a name says no more than itself: rows with nothing that identifies are one if they have it in the same order, and
    the others wait for a click; then they meet, or do not.
    """
    apart = {id(members): members for members in map(sets.of, places)}
    if len(apart) < 2:
        return
    whole = [place for members in apart.values() for place in members]
    alike = all(
        len({marks[place][what] for place in whole if what in marks[place]}) <= 1 for what in _IDENTIFY
    )
    if alike and all(len(rows[place].match.candidates) <= 1 for place in whole):
        sets.join(whole)
        return
    bare: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for place in places:
        if not set(marks[place]) & set(_IDENTIFY):
            bare[names.folded(rows[place].row.name)[0].order].append(place)
    for same in bare.values():
        sets.join(same)


def _of_one_certain(
    rows: Sequence[Placed], marks: Sequence[Mapping[str, str]], places: list[int]
) -> list[list[int]]:
    """A chain of addresses and ids may tie two people together of whom both are certain: then each is for themselves."""
    if len(_certain(rows, marks, places)) <= 1:
        return [places]
    parts: dict[tuple[str, str], list[int]] = defaultdict(list)
    for place in places:
        person = marks[place].get("person", "")
        parts[person, "" if person else marks[place].get("name", "")].append(place)
    return list(parts.values())


def _made(course: str, members: Sequence[Placed]) -> Group:
    members = sorted(members, key=lambda each: (each.row.completed_on, each.row.number))
    rows = [each.row for each in members]
    main = rows[0]
    scores = [row.score for row in rows if row.score is not None]
    status = min((row.status for row in rows), key=_BEST_STATUS.index)
    same = tuple(row.number for row in rows[1:] if replace(row, number=main.number) == main)
    return Group(
        course=course,
        main=main,
        exact=tuple(sorted(same)),
        others=tuple(sorted({row.number for row in rows[1:]} - set(same))),
        match=min((each.match for each in members), key=_sureness),
        completed_on=main.completed_on,
        score=max(scores, default=None),
        status=status,
        conflicts=tuple(_conflicts(rows, status)),
    )


def _sureness(match: Match) -> tuple[int, int, list[tuple[int, tuple[str, ...]]]]:
    return _SURER[match.kind], len(match.candidates), [(each.id, each.reasons) for each in match.candidates]


def _conflicts(rows: Sequence[Row], status: Status) -> list[Conflict]:
    found = []
    days = sorted({row.completed_on for row in rows})
    scores = sorted({row.score for row in rows if row.score is not None})
    states = sorted({row.status for row in rows if row.status})
    if len(days) > 1:
        found.append(Conflict("dates-differ", {"said": _listed(days), "kept": str(days[0])}))
    if len(scores) > 1:
        found.append(Conflict("scores-differ", {"said": _listed(scores), "kept": str(scores[-1])}))
    if len(states) > 1:
        found.append(Conflict("states-differ", {"said": _listed(states), "kept": str(status)}))
    said = {name[0].key: row.name for row in reversed(rows) if (name := names.folded(row.name))}
    if len(said) > 1:
        found.append(Conflict("names-differ", {"said": _listed(sorted(said.values()))}))
    return found


def _listed(values: Sequence[object]) -> str:
    """At most ten, for a sentence."""
    return ", ".join(map(str, values[:10])) + (" …" if len(values) > 10 else "")
