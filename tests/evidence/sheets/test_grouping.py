"""One person's one course once, whatever the order of rows."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from ujuzi.evidence.sheets.courses import Course
from ujuzi.evidence.sheets.grouping import Placed, group
from ujuzi.evidence.sheets.people import Index, Known
from ujuzi.evidence.sheets.preview import Clicks, Outcome, preview
from ujuzi.evidence.sheets.shapes import Row, Sheet, Status

INDEX = Index(
    [
        Known(1, "amina", ("Amina Juma",), ("amina@x.org",), ("P-1",)),
        Known(2, "baraka", ("Baraka Otieno",), ("baraka@x.org",)),
        Known(3, "wang", ("王小明",)),
        Known(4, "zawadi", ("Zawadi Njeri",)),
        Known(5, "zawadi2", ("Zawadi Njeri",)),
    ]
)
MAY = date(2026, 5, 3)
COURSES = [Course("ai", ("AI",)), Course("ml", ("ML",))]


def _rows(*said: dict) -> list[Row]:
    return [
        Row(**{"number": number, "completed_on": MAY, "title": "AI", **each})
        for number, each in enumerate(said, start=2)
    ]


def _groups(*said: dict) -> list[list[int]]:
    placed = [Placed(row, row.title, INDEX.match(row)) for row in _rows(*said)]
    return [sorted((each.main.number, *each.exact, *each.others)) for each in group(placed)]


def _sheet(rows: list[Row]) -> Sheet:
    return Sheet("x.csv", {}, tuple(rows), (), (), (), (), "", len(rows))


def test_rows_of_one_person_are_one():
    assert _groups(
        {"email": "amina@x.org"}, {"partner_id": "P-1"}, {"username": "amina"}, {"name": "Juma Amina"}
    ) == [[2, 3, 4, 5]]
    assert _groups({"email": "new@x.org"}, {"email": "new@x.org", "name": "Ruth Odera"}) == [[2, 3]]
    assert _groups({"partner_id": "Z"}, {"partner_id": "z"}, {"partner_id": "Y"}) == [[2, 3], [4]]
    assert _groups(
        {"name": "Ruth Odera"}, {"name": "Odera, Ruth"}, {"name": "Ruth Odera", "email": "r@x.org"}
    ) == [[2, 3, 4]]
    assert _groups({"name": "李明"}, {"name": "明 李"}) == [[2, 3]]


def test_another_course_is_another_completion():
    assert _groups({"email": "amina@x.org"}, {"email": "amina@x.org", "title": "ML"}) == [[2], [3]]


def test_a_shared_address_is_several_people():
    assert _groups(
        {"email": "school@x.org", "name": "Ruth Odera"}, {"email": "school@x.org", "name": "Peter Odera"}
    ) == [[2], [3]]
    assert _groups(
        {"email": "amina@x.org"}, {"email": "amina@x.org", "username": "baraka"}, {"username": "baraka"}
    ) == [[2], [3], [4]]


def test_namesakes_with_different_addresses_are_two():
    said = (
        {"name": "Ruth Odera", "email": "r@x.org"},
        {"name": "Ruth Odera", "email": "other@x.org"},
        {"name": "Ruth Odera"},
        {"name": "Ruth Odera"},
    )
    assert _groups(*said) == [[2], [3], [4, 5]]


def test_where_the_hub_has_namesakes_a_name_joins_only_itself():
    assert _groups(
        {"name": "Zawadi Njeri", "username": "zawadi"}, {"name": "Zawadi Njeri"}, {"name": "Zawadi Njeri"}
    ) == [[2], [3, 4]]


def test_the_earliest_day_and_the_best_score_are_kept_and_it_is_said():
    rows = _rows(
        {"email": "amina@x.org", "completed_on": date(2026, 5, 9), "score": 0.9, "status": Status.PASSED},
        {"email": "amina@x.org", "score": 0.7, "status": Status.COMPLETED, "name": "Amina Juma"},
        {"email": "amina@x.org", "score": 0.7, "status": Status.COMPLETED, "name": "Amina Juma"},
    )
    (made,) = group(Placed(row, "ai", INDEX.match(row)) for row in rows)
    assert (made.main.number, made.exact, made.others) == (3, (4,), (2,))
    assert (made.completed_on, made.score, made.status) == (MAY, 0.9, Status.PASSED)
    assert [(each.code, each.params) for each in made.conflicts] == [
        ("dates-differ", {"said": "2026-05-03, 2026-05-09", "kept": "2026-05-03"}),
        ("scores-differ", {"said": "0.7, 0.9", "kept": "0.9"}),
        ("states-differ", {"said": "completed, passed", "kept": "passed"}),
    ]


_SAID = st.fixed_dictionaries(
    {
        "name": st.sampled_from(
            [
                "",
                "Amina Juma",
                "Juma Amina",
                "Amina Jumma",
                "Ruth Odera",
                "Ruth Odira",
                "王小明",
                "小明 王",
                "Zawadi Njeri",
            ]
        ),
        "email": st.sampled_from(
            ["", "", "amina@x.org", "baraka@x.org", "r@x.org", "s@x.org", "amina@xx.org"]
        ),
        "partner_id": st.sampled_from(["", "", "P-1", "Q"]),
        "username": st.sampled_from(["", "", "baraka", "wang"]),
        "title": st.sampled_from(["AI", "ML", "Cooking"]),
        "completed_on": st.sampled_from([MAY, date(2026, 5, 4)]),
        "score": st.sampled_from([None, 0.5, 0.9]),
        "status": st.sampled_from([Status.NONE, Status.PASSED, Status.COMPLETED]),
    }
)


@settings(max_examples=150, deadline=None)
@given(st.lists(_SAID, max_size=14), st.randoms(use_true_random=False))
def test_the_order_of_rows_makes_no_difference(said, chance):
    """Row numbers stay with their rows: what is shuffled is the order in which they are handed over."""
    rows = _rows(*said)
    shuffled = list(rows)
    chance.shuffle(shuffled)
    courses = list(COURSES)
    chance.shuffle(courses)
    assert preview(_sheet(rows), INDEX, COURSES) == preview(_sheet(shuffled), INDEX, courses)


@settings(max_examples=150, deadline=None)
@given(st.lists(_SAID, max_size=14), st.randoms(use_true_random=False))
def test_the_places_of_rows_make_no_difference_to_what_is_one(said, chance):
    """Rows moved in the file: the same contents are together."""
    order = list(range(len(said)))
    chance.shuffle(order)
    before = {frozenset(number - 2 for number in numbers) for numbers in _groups(*said)}
    after = {
        frozenset(order[number - 2] for number in numbers)
        for numbers in _groups(*(said[place] for place in order))
    }
    assert before == after


@settings(max_examples=100, deadline=None)
@given(st.lists(_SAID, max_size=14))
def test_counts_add_up_and_nobody_has_a_course_twice(said):
    seen = preview(_sheet(_rows(*said)), INDEX, COURSES)
    counts = seen.counts
    assert counts.rows == counts.completions + counts.duplicates
    assert counts.completions == counts.certain + counts.likely + counts.ambiguous + counts.unknown
    certain = [
        (each.match.candidates[0].id, each.course)
        for each in seen.groups
        if each.match.kind in {"certain", "likely"}
    ]
    assert len(certain) == len(set(certain))
    assert sorted(
        number for each in seen.groups for number in (each.main.number, *each.exact, *each.others)
    ) == [row.number for row in _rows(*said)]


def test_what_a_row_comes_to():
    rows = _rows(
        {"email": "amina@x.org"},
        {"email": "amina@x.org"},
        {"name": "Baraka Otieno"},
        {"name": "Zawadi Njeri"},
        {"name": "Ruth Odera"},
        {"username": "wang", "title": "Cooking"},
    )
    seen = preview(_sheet(rows), INDEX, COURSES)
    assert [each.outcome for each in seen.decisions] == [
        Outcome.COUNTS,
        Outcome.DUPLICATE,
        Outcome.ASK,
        Outcome.ASK,
        Outcome.UNKNOWN,
        Outcome.UNKNOWN,
    ]
    assert (seen.counts.unknown_people, seen.counts.unknown_courses, seen.counts.counts) == (1, 1, 1)


def test_clicks_settle():
    rows = _rows(
        {"name": "Zawadi Njeri"},
        {"name": "Baraka Otieno"},
        {"username": "wang", "title": "Cooking"},
        {"username": "zawadi2"},
    )
    seen = preview(_sheet(rows), INDEX, COURSES, Clicks({2: 5, 3: None}, {"said:cooking": "ml"}))
    assert [each.outcome for each in seen.decisions] == [
        Outcome.COUNTS,
        Outcome.UNKNOWN,
        Outcome.COUNTS,
        Outcome.DUPLICATE,
    ]
    assert seen.groups[0].match.candidates[0].id == 5
    assert (seen.counts.chosen, seen.counts.certain) == (1, 1)
