"""Days as partners write them, and what a whole column says of their order."""

from datetime import date

import pytest

from ujuzi.evidence.sheets import dates

LATEST = date(2026, 11, 21)
MAY = date(2026, 5, 3)


@pytest.mark.parametrize(
    "said",
    [
        "2026-05-03", "2026/5/3", "2026-05-03T10:00:00Z", "2026-05-03 23:59", "20260503", "2026年5月3日", "03.05.2026", "3.5.26", "46145",
        "3 May 2026", "May 3rd, 2026", "Sun, 3 May 2026 10:00", "3-May-2026", "3 mai 2026", "3 de mayo de 2026",
        "3 de maio de 2026", "3 мая 2026 г.", "3 Mei 2026", "٣ مايو ٢٠٢٦", "3 أيار 2026", "3 ماي 2026", "٢٠٢٦-٠٥-٠٣", "۲۰۲۶/۰۵/۰۳", "３ May 2026",
    ],
)  # fmt: skip
def test_a_day_in_many_ways(said):
    assert dates.cell(said).day == MAY


@pytest.mark.parametrize(
    "said",
    ["3 janv. 2026", "Jan 3, 2026", "3 كانون الثاني 2026", "3 جانفي 2026", "3 января 2026", "3 Januari 2026"],
)
def test_months_shortened_and_of_regions(said):
    assert dates.cell(said).day == date(2026, 1, 3)


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("31/02/2026", "no-such-day"), ("2026-13-01", "no-such-day"), ("May 2026", "no-day"), ("1447-01-02", "year-out-of-range"),
        ("۱۴۰۴/۰۲/۰۳", "year-out-of-range"), ("soon", "not-a-date"), ("99", "not-a-date"), ("3 Smarch 2026", "not-a-date"), ("-", "not-a-date"),
    ],
)  # fmt: skip
def test_what_is_no_day(said, code):
    assert dates.cell(said) == dates.Read(code=code)


@pytest.mark.parametrize(
    ("column", "order"),
    [
        (["03/04/2026", "25/04/2026"], "dmy"),
        (["03/04/2026", "04/25/2026"], "mdy"),
        (["25/04/2026", "04/25/2026"], "mixed"),
        (["03/04/2026", "05/04/2026"], "unknown"),
        (["03/03/2026", "2026-04-05", "3.4.2026"], ""),
        (["03/04/2026", "11/12/2026"], "mdy"),  # the eleventh of December has not come
        (["03/04/2026", "12/11/2026"], "dmy"),
        (["25/04/2026", "11/12/2026"], "dmy"),  # a day above 12 says more than the calendar
    ],
)
def test_the_order_is_the_columns(column, order):
    assert dates.order([dates.cell(said) for said in column], LATEST) == order


@pytest.mark.parametrize(
    ("said", "order", "result"),
    [
        ("03/04/2026", "dmy", (date(2026, 4, 3), "")),
        ("03/04/2026", "mdy", (date(2026, 3, 4), "")),
        ("03/04/2026", "unknown", (None, "order-unknown")),
        ("03/04/2026", "mixed", (None, "order-mixed")),
        ("25/04/2026", "mixed", (date(2026, 4, 25), "")),
        ("25/04/2026", "mdy", (None, "not-in-order")),
        ("2026-11-21", "", (date(2026, 11, 21), "")),
        ("2026-11-22", "", (None, "in-the-future")),
    ],
)
def test_a_cell_is_decided_by_its_column(said, order, result):
    assert dates.decide(dates.cell(said), order, LATEST) == result
