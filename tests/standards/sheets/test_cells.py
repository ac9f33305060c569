"""What single cells and rows mean: money, yes and no, sizes, several values, identifiers."""

import pytest

from ujuzi.standards import sheets
from ujuzi.standards.sheets import answers, rows


def table(text: str) -> sheets.Table:
    return sheets.table(sheets.read(text.encode()))


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("free", ("0", "", True)),
        ("Gratuit", ("0", "", True)),
        ("مجاني", ("0", "", True)),
        ("0", ("0", "", True)),
        ("0,00 €", ("0.00", "EUR", True)),
        ("USD 49", ("49", "USD", False)),
        ("1.299,00 €", ("1299.00", "EUR", False)),
        ("1,299", ("1299", "", False)),
        ("Free (certificate 49 USD)", ("49", "USD", None)),
        ("10-20", ("", "", None)),
        ("ask us", ("", "", None)),
    ],
)
def test_money(cell: str, expected: tuple[str, str, bool | None]) -> None:
    amount, currency, free = expected
    if free is not None or not amount:
        assert answers.money(cell) == (amount, currency)
        assert answers.costs_nothing(cell) is free


def test_a_free_course_with_a_paid_certificate_in_one_cell() -> None:
    (row,) = table("title,price\nA,Free (certificate 49 USD)\n").rows
    course = sheets.parse(row, {"title": "title", "price": "price"})
    assert (course.free, course.price) == (True, "0")


@pytest.mark.parametrize(
    ("cell", "expected"), [("Sí", True), ("ndiyo", True), ("否", False), ("لا", False), ("maybe", None)]
)
def test_truth(cell: str, expected: bool | None) -> None:
    assert answers.truth(cell) is expected


@pytest.mark.parametrize(
    ("cell", "expected"),
    [("12 MB", 12_000_000), ("1,5 Go", 1_500_000_000), ("800 kB", 800_000), ("7", 7_000_000), ("big", None)],
)
def test_sizes(cell: str, expected: int | None) -> None:
    assert answers.size(cell) == expected


@pytest.mark.parametrize(
    ("cell", "commas", "expected"),
    [
        ("a; b | c\nd", False, ("a", "b", "c", "d")),
        ("Business, Finance", False, ("Business, Finance",)),
        ("English, French / Arabic", True, ("English", "French", "Arabic")),
        ("one, two; three", True, ("one, two", "three")),
        ("- a\n- a\n", False, ("a",)),
    ],
)
def test_cells_of_several_values(cell: str, commas: bool, expected: tuple[str, ...]) -> None:
    assert rows.parts(cell, commas=commas) == expected


def test_identifiers() -> None:
    def identifier(**given_cells: str) -> str:
        return sheets.parse(sheets.Row(2, given_cells), {name: name for name in given_cells}).identifier

    assert identifier(title="A", identifier="X-1", url="https://x.example") == "X-1"
    assert (
        identifier(title="A", url="HTTPS://X.example/a?utm_source=m&id=3#top") == "https://x.example/a?id=3"
    )
    assert identifier(title="A", languages="en") == identifier(title="a", languages="EN")
    assert identifier(title="A", languages="en") != identifier(title="A", languages="fr")
