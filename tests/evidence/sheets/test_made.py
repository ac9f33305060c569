"""A sheet of 5,000 rows about 3,000 of 20,000 people, with what is true of it: who is found, who is not, what counts once."""

from collections import Counter
from types import SimpleNamespace

import pytest

from tests.evidence.sheets import made
from ujuzi.evidence.sheets import preview, reading
from ujuzi.evidence.sheets.people import Index, Kind
from ujuzi.evidence.sheets.preview import Clicks, Outcome


@pytest.fixture(scope="module")
def case() -> SimpleNamespace:
    truth = made.Maker(seed=7, known=20_000).sheet(rows=5_000, people=3_000, strangers=300)
    sheet = reading.read(truth.data, "completions.csv", today=made.TODAY)
    index = Index(truth.known)
    return SimpleNamespace(
        truth=truth.truth,
        made=truth,
        sheet=sheet,
        index=index,
        seen=preview.preview(sheet, index, made.COURSES),
    )


def _pairs(truth, group) -> set:
    return {
        (truth[number][0].who, truth[number][1])
        for number in (group.main.number, *group.exact, *group.others)
    }


def test_every_row_is_read_as_it_was_meant(case):
    assert case.sheet.filled == case.made.filled == 5_000
    assert {row.number for row in case.sheet.rows} == set(case.truth)
    assert {each.row for each in case.sheet.left_out} == case.made.unfinished
    assert all(row.completed_on == case.truth[row.number][2] for row in case.sheet.rows)
    assert not case.sheet.faults


def test_nobody_is_found_wrongly_and_few_are_not_found(case):
    said: Counter = Counter()
    for row in case.sheet.rows:
        person, match = case.truth[row.number][0], case.index.match(row)
        right = person.id in [candidate.id for candidate in match.candidates]
        said[match.kind, right] += 1
        said["of the hub"] += bool(person.id)
        said["found"] += right
    likely = said[Kind.LIKELY, True] + said[Kind.LIKELY, False]
    assert said[Kind.CERTAIN, False] == 0
    assert said[Kind.CERTAIN, True] > 1_400
    assert said[Kind.LIKELY, True] / likely >= 0.98
    assert likely > 1_800
    assert said["found"] / said["of the hub"] >= 0.97


def test_rows_of_two_people_or_two_courses_are_never_one_completion(case):
    mixed = [group for group in case.seen.groups if len(_pairs(case.truth, group)) > 1]
    assert (
        len(mixed) <= 1
    )  # two of the hub's namesakes with nothing but the name in two rows cannot be told apart


def test_nothing_counts_twice_without_a_click(case):
    counting = [
        case.seen.groups[each.group] for each in case.seen.decisions if each.outcome is Outcome.COUNTS
    ]
    pairs = Counter(pair for group in counting for pair in _pairs(case.truth, group))
    assert len(counting) > 1_000
    assert set(pairs.values()) == {1}
    kept = Counter(
        (group.match.candidates[0].id, group.course)
        for group in case.seen.groups
        if group.match.kind in {Kind.CERTAIN, Kind.LIKELY}
    )
    assert set(kept.values()) == {1}


def test_after_the_clicks_of_one_who_knows_each_completion_counts_once(case):
    people = {
        row.number: case.truth[row.number][0].id or None
        for row in case.sheet.rows
        if case.index.match(row).kind is not Kind.CERTAIN
    }
    courses = {preview.course_key(row): case.truth[row.number][1] for row in case.sheet.rows}
    settled = preview.preview(case.sheet, case.index, made.COURSES, Clicks(people, courses))
    found = Counter(pair for group in settled.groups for pair in _pairs(case.truth, group))
    true = {(person.who, course) for person, course, _day in case.truth.values()}
    assert found == Counter(true)
    assert settled.counts.counts == sum(who[0] > 0 for who, _course in true)
    first: dict = {}
    for person, course, day in case.truth.values():
        first[person.who, course] = min(day, first.get((person.who, course), day))
    assert all(group.completed_on == first[_pairs(case.truth, group).pop()] for group in settled.groups)


def test_the_counts_add_up(case):
    counts = case.seen.counts
    assert counts.rows == counts.completions + counts.duplicates + counts.left_out + counts.refused
    assert counts.completions == counts.certain + counts.likely + counts.ambiguous + counts.unknown
    assert [each.row for each in case.seen.decisions] == sorted({*case.truth, *case.made.unfinished})
    assert counts.duplicates > 400
