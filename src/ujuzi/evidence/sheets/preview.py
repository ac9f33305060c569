"""What would happen if a sheet were taken: every row's fate, and how many of each. Nothing is applied here."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from ujuzi.evidence.sheets import grouping
from ujuzi.evidence.sheets.courses import Course, CourseMatch, Courses, folded, identifier
from ujuzi.evidence.sheets.grouping import Group, Placed
from ujuzi.evidence.sheets.people import Candidate, Index, Kind, Match
from ujuzi.evidence.sheets.shapes import Row, Sheet


class Outcome(StrEnum):
    """COUNTS needs no click; ASK waits for one (person, course or both); UNKNOWN has nobody or no course to offer."""

    COUNTS = "counts"
    ASK = "ask"
    UNKNOWN = "unknown"
    DUPLICATE = "duplicate"
    LEFT_OUT = "left-out"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Decision:
    """Of one row. `group` is the place in `Preview.groups` of the completion it belongs to; None for rows that are none."""

    row: int
    outcome: Outcome
    group: int | None = None


@dataclass(frozen=True, slots=True)
class Counts:
    """rows = completions + duplicates + left_out + refused; completions = chosen + certain + likely + ambiguous + unknown.

    Those five are about people. `counts`: completions that would count now. `unknown_people`: different ones, as far as can be told.
    """

    rows: int
    completions: int
    chosen: int
    certain: int
    likely: int
    ambiguous: int
    unknown: int
    unknown_people: int
    unknown_courses: int
    counts: int
    duplicates: int
    left_out: int
    refused: int
    faults: int


@dataclass(frozen=True, slots=True)
class Preview:
    """`groups[n]` is about the course of `courses[n]`; `decisions` has every filled row of the sheet, by number."""

    groups: tuple[Group, ...]
    courses: tuple[CourseMatch, ...]
    decisions: tuple[Decision, ...]
    counts: Counts


@dataclass(frozen=True, slots=True)
class Clicks:
    """What a person has settled: row number -> person's id (None: nobody of the hub), `course_key` -> activity ("": none)."""

    people: Mapping[int, int | None] = field(default_factory=dict)
    courses: Mapping[str, str] = field(default_factory=dict)


def preview(sheet: Sheet, index: Index, courses: Iterable[Course], clicks: Clicks | None = None) -> Preview:
    """The same for the same input, in whatever order its rows, people and courses come."""
    clicks = clicks or Clicks()
    known = Courses(courses)
    about: dict[int, CourseMatch] = {}
    placed = []
    for row in sheet.rows:
        course = _course(row, known, clicks)
        key = (
            course.activities[0]
            if course.kind in {Kind.CERTAIN, Kind.LIKELY, Kind.CHOSEN}
            else course_key(row)
        )
        about[row.number] = course
        placed.append(Placed(row, key, _person(row, index, clicks)))
    groups = grouping.group(placed)
    matches = tuple(_surest(about, each) for each in groups)
    decisions = _decisions(sheet, groups, matches)
    return Preview(groups, matches, decisions, _counts(sheet, groups, matches, decisions))


def course_key(row: Row) -> str:
    """What a sheet calls a course, in one spelling: the key of a click on it."""
    return "said:" + (identifier(row.course_id) or identifier(row.url) or folded(row.title))


def _surest(about: Mapping[int, CourseMatch], group: Group) -> CourseMatch:
    found = [about[number] for number in (group.main.number, *group.exact, *group.others)]
    return min(found, key=lambda match: (list(Kind).index(match.kind), match.activities))


def _course(row: Row, known: Courses, clicks: Clicks) -> CourseMatch:
    chosen = clicks.courses.get(course_key(row))
    if chosen is None:
        return known.match(row)
    return CourseMatch(Kind.CHOSEN, (chosen,)) if chosen else CourseMatch(Kind.UNKNOWN)


def _person(row: Row, index: Index, clicks: Clicks) -> Match:
    if row.number not in clicks.people:
        return index.match(row)
    chosen = clicks.people[row.number]
    return Match(Kind.UNKNOWN) if chosen is None else Match(Kind.CHOSEN, (Candidate(chosen, ("chosen",)),))


def _outcome(person: Match, course: CourseMatch) -> Outcome:
    kinds = {person.kind, course.kind}
    if Kind.UNKNOWN in kinds:
        return Outcome.UNKNOWN
    return Outcome.COUNTS if kinds <= {Kind.CHOSEN, Kind.CERTAIN} else Outcome.ASK


def _decisions(
    sheet: Sheet, groups: tuple[Group, ...], matches: tuple[CourseMatch, ...]
) -> tuple[Decision, ...]:
    found = [Decision(each.row, Outcome.LEFT_OUT) for each in sheet.left_out]
    found += [Decision(number, Outcome.REFUSED) for number in sheet.refused]
    for place, (each, course) in enumerate(zip(groups, matches, strict=True)):
        found.append(Decision(each.main.number, _outcome(each.match, course), place))
        found += [Decision(number, Outcome.DUPLICATE, place) for number in (*each.exact, *each.others)]
    return tuple(sorted(found, key=lambda decision: decision.row))


def _counts(
    sheet: Sheet, groups: tuple[Group, ...], matches: tuple[CourseMatch, ...], decisions: tuple[Decision, ...]
) -> Counts:
    kinds = [each.match.kind for each in groups]
    outcomes = [decision.outcome for decision in decisions]
    strangers = {_stranger(each.main) for each in groups if each.match.kind is Kind.UNKNOWN}
    return Counts(
        rows=sheet.filled,
        completions=len(groups),
        **{str(kind): kinds.count(kind) for kind in Kind},
        unknown_people=len(strangers),
        unknown_courses=len(
            {each.course for each, match in zip(groups, matches, strict=True) if match.kind is Kind.UNKNOWN}
        ),
        counts=outcomes.count(Outcome.COUNTS),
        duplicates=outcomes.count(Outcome.DUPLICATE),
        left_out=len(sheet.left_out),
        refused=len(sheet.refused),
        faults=len(sheet.faults),
    )


def _stranger(row: Row) -> str:
    return row.email or row.partner_id or row.username or folded(row.name)
