"""Dates as sources write them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ujuzi.catalogue.normalise import dates


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-05-04", (2026, 5, 4)), ("2026-05-04T12:00:00Z", (2026, 5, 4)), ("2026-05-04 12:00", (2026, 5, 4)), ("20260504", (2026, 5, 4)),
        ("20260504T120000Z", (2026, 5, 4)), ("2026-05", (2026, 5, 1)), ("2026", (2026, 1, 1)), ("2026/05/04", (2026, 5, 4)),
        ("2026-5-4", (2026, 5, 4)), ("10/22/2023", (2023, 10, 22)), ("22/10/2023", (2023, 10, 22)), ("4.5.2026", (2026, 5, 4)),
        ("04.05.2026 – 06.07.2026", (2026, 5, 4)), ("2026-05-04/2026-07-06", (2026, 5, 4)), ("14/12/2026", (2026, 12, 14)),
        ("May 4, 2026", (2026, 5, 4)), ("4 May 2026", (2026, 5, 4)), ("4th of May 2026", (2026, 5, 4)), ("Monday, 4 May 2026", (2026, 5, 4)),
        ("Sept. 4, 2026", (2026, 9, 4)), ("May 2026", (2026, 5, 1)), ("22. Oktober 2026", (2026, 10, 22)), ("1er mars 2026", (2026, 3, 1)),
        ("4 de mayo de 2026", (2026, 5, 4)), ("4 de março de 2026", (2026, 3, 4)), ("4 Mei 2026", (2026, 5, 4)), ("4 мая 2026", (2026, 5, 4)),
        ("4 мая 2026 г.", (2026, 5, 4)), ("2026年5月4日", (2026, 5, 4)), ("2026年5月", (2026, 5, 1)), ("٤ مايو ٢٠٢٦", (2026, 5, 4)),
        ("4 مايو 2026", (2026, 5, 4)), ("4 मई 2026", (2026, 5, 4)), ("Mon, 04 May 2026 10:00:00 GMT", (2026, 5, 4)),
        ("Starts May 4, 2026 at 10:00", (2026, 5, 4)), ("4-May-2026", (2026, 5, 4)),
        ("", None), ("n/a", None), ("soon", None), ("2026-13-45", None), ("0000-00-00", None), ("31/02/2026", None), ("9999", None),
        ("Every Monday", None), ("12", None),
    ],
)  # fmt: skip
def test_day(text: str, day: tuple[int, int, int] | None) -> None:
    assert dates.day(text) == (date(*day) if day else None)


@given(st.dates(date(1950, 1, 1), date(2100, 12, 31)))
def test_iso_reads_back(day: date) -> None:
    assert dates.day(day.isoformat()) == dates.day(f"{day.isoformat()}T00:00:00+03:00") == day


@given(st.text(max_size=40))
def test_any_text_is_read(text: str) -> None:
    found = dates.day(text)
    assert found is None or 1950 <= found.year <= 2100
