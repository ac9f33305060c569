"""Names and addresses: what is the same, what is near, and how sure one may be."""

from datetime import date

import pytest

from ujuzi.evidence.sheets import addresses, names
from ujuzi.evidence.sheets.people import Index, Kind, Known
from ujuzi.evidence.sheets.shapes import Row


def _row(**said) -> Row:
    return Row(number=1, completed_on=date(2026, 5, 3), **said)


def _match(*known: Known, **said):
    return Index(known).match(_row(**said))


AMINA = Known(1, "amina", ("Amina Juma",), ("amina.juma@gmail.com",), ("P-7",))
BARAKA = Known(2, "baraka", ("Baraka Juma",), ("baraka@x.org",))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("AMINA JUMA", "amina juma"), ("Juma, Amina", "Amina Juma"), ("Dr. Amina Juma, PhD", "Amina Juma"), ("Mme Zoé Dupré", "Zoe Dupre"),
        ("Jean-Pierre N’Diaye", "Jean Pierre N'Diaye"), ("João dos Santos", "Joao Santos"), ("Ɗan Ƙwara", "Dan Kwara"), ("Łukasz Øst", "Lukasz Ost"),
        ("أحمد الحدّاد", "احمد الحداد"), ("فاطمة علي", "فاطمه على"), ("عبد الرحمن منصور", "عبدالرحمن منصور"), ("السيد محمد علي حسن", "محمد علي حسن"),
        ("محمــد علي", "محمد علی"), ("Abd al-Rahman Mansour", "Abdulrahman Mansour"), ("Abdel Rahman Mansour", "Abdul Rahman Mansour"),
        ("አቶ ኃይሉ ሠናይ", "ሀይሉ ሰናይ"), ("डॉ. प्रिया शर्मा", "प्रिया शर्मा"), ("Ａｍｉｎａ Juma", "Amina Juma"), ("Sheikh Ali Hassan", "Ali Hassan"),
        ("Amina (Mimi) Juma", "Amina Juma"), ("Amina\u200e Juma\u200f", "Amina Juma"), ("Фёдор Иванов", "Федор Иванов"),
    ],
)  # fmt: skip
def test_spellings_of_one_name(one, other):
    assert names.folded(one)[0].key == names.folded(other)[0].key
    assert _match(Known(1, names=(one,)), name=other).kind is Kind.LIKELY


@pytest.mark.parametrize(
    ("known", "said"),
    [
        ("Amina Juma", "Amina Jumma"), ("Amina Juma", "Aimna Juma"), ("Mohamed Ali Hassan", "Muhammad Ali Hassan"), ("Dmitry Ivanov", "Дмитрий Иванов"),
        ("Dmitriy Ivanov", "Dmitrii Ivanov"), ("Юлия Яковлева", "Iuliia Iakovleva"), ("محمد علي حسن", "Mohammed Ali Hassan"), ("Khaled El Haddad", "خالد الحداد"),
        ("Jean Pierre Kone", "Jeanpierre Kone"), ("王小明", "小明 王"), ("王小明", "小明王"), ("王小明", "王 小明"), ("Wang Xiaoming", "王小明 (Wang Xiaoming)"),
        ("Kiprono Chebet Mutua", "Mutua, Kiprono Chebet"), ("Amina K. Juma", "Amina Juma"), ("Amina Khadija Juma", "Amina K. Juma"), ("አበበ ከበደ ሀይሉ", "አበበ ከበድ ሀይሉ"),
    ],
)  # fmt: skip
def test_names_that_are_near(known, said):
    found = _match(Known(1, names=(known,)), name=said)
    assert (found.kind, found.candidates[0].id) == (Kind.LIKELY, 1)


@pytest.mark.parametrize(
    ("known", "said"),
    [("Amina Juma", "A. Juma"), ("Amina Hassan Juma", "Amina Juma"), ("Maria Silva", "Mario Silva"), ("Иван Петров", "Ивана Петров"), ("Amina", "Amina"),
     ("Amina B. Juma", "Amina K. Juma"), ("علي", "Ali"), ("Dawit Kebede Hailu", "Kebede Dawit Hailu"), ("Amina Nyandori", "Amina Nyandole")],
)  # fmt: skip
def test_names_that_say_too_little_wait_for_more_than_a_nod(known, said):
    found = _match(Known(1, names=(known,)), name=said)
    assert (found.kind, found.candidates[0].reasons) == (Kind.AMBIGUOUS, ("name-part",))


@pytest.mark.parametrize(
    ("known", "said"),
    [("Amina Juma", "Baraka Juma"), ("Hassan Ali Omar", "Hussein Adel Omar"), ("王小明", "王大明"), ("Ali Omar", "Eli Amir"), ("Amina Juma", ""), ("Amina Juma", "Dr")],
)  # fmt: skip
def test_other_people(known, said):
    assert _match(Known(1, names=(known,)), name=said).kind is Kind.UNKNOWN


@pytest.mark.parametrize(
    ("said", "reasons"),
    [
        ({"email": "amina.juma@gmail.com"}, ("email",)),
        ({"email": "amina.juma@gmail.com", "name": "Dr Amina Juma"}, ("email",)),
        (
            {"email": "amina.juma@gmail.com", "name": "阿米娜"},
            ("email",),
        ),  # another script speaks neither for nor against
        ({"username": "@Amina"}, ("username",)),
        ({"partner_id": " p-7 ", "name": "A. Juma"}, ("partner-id",)),
        ({"partner_id": "P-7", "email": "amina.juma@gmail.com"}, ("email", "partner-id")),
    ],
)
def test_what_identifies_makes_certain(said, reasons):
    found = _match(AMINA, BARAKA, **said)
    assert (found.kind, [(each.id, each.reasons) for each in found.candidates]) == (
        Kind.CERTAIN,
        [(1, reasons)],
    )


def test_what_identifies_does_not_make_certain_what_the_name_denies():
    shared = _match(AMINA, BARAKA, email="amina.juma@gmail.com", name="Baraka Juma")
    assert shared.kind is Kind.AMBIGUOUS
    assert {each.id for each in shared.candidates} == {1, 2}
    alone = _match(AMINA, email="amina.juma@gmail.com", name="Zawadi Otieno")
    assert (alone.kind, alone.candidates[0].reasons) == (Kind.AMBIGUOUS, ("email", "name-differs"))
    torn = _match(AMINA, BARAKA, email="amina.juma@gmail.com", username="baraka")
    assert (torn.kind, len(torn.candidates)) == (Kind.AMBIGUOUS, 2)


@pytest.mark.parametrize(
    "said",
    [
        "amina.juma@gmial.com",
        "amina.juma@gmail.con",
        "aminajuma@gmail.com",
        "amina.juma+ai@gmail.com",
        "amnia.juma@gmail.com",
    ],
)
def test_a_mistyped_address_is_never_certain(said):
    assert _match(AMINA, BARAKA, email=said).kind is Kind.LIKELY
    assert _match(AMINA, BARAKA, email=said, name="Amina Juma").candidates[0].reasons == (
        "name",
        "email-near",
    )
    assert _match(AMINA, BARAKA, email=said, name="Zawadi Otieno").kind is Kind.AMBIGUOUS


def test_a_digit_in_an_address_is_another_person():
    known = [Known(number, emails=(f"learner{number}@x.org",)) for number in range(10)]
    assert _match(*known, email="learner11@x.org").kind is Kind.UNKNOWN


def test_namesakes_are_told_apart_by_an_address_or_not_at_all():
    other = Known(3, names=("Juma Amina",))
    assert [each.id for each in _match(AMINA, other, name="Amina Juma").candidates] == [1, 3]
    assert _match(AMINA, other, name="Amina Juma").kind is Kind.AMBIGUOUS
    told = _match(AMINA, other, name="Amina Juma", email="amina.juma@gmial.com")
    assert (told.kind, [each.id for each in told.candidates]) == (Kind.LIKELY, [1])


def test_an_equal_name_goes_before_a_near_one():
    assert [
        each.id for each in _match(AMINA, Known(3, names=("Amine Juma",)), name="Amina Juma").candidates
    ] == [1]


def test_a_near_name_with_another_address_is_two_people_more_often_than_one():
    found = _match(AMINA, name="Amina Jumma", email="somebody@else.org")
    assert (found.kind, found.candidates[0].reasons) == (Kind.AMBIGUOUS, ("name-near", "email-differs"))


def test_the_order_of_people_makes_no_difference():
    known = [AMINA, BARAKA, *(Known(number, names=("Amina Juma",)) for number in range(3, 20))]
    one, other = _match(*known, name="Amina Juma"), _match(*reversed(known), name="Amina Juma")
    assert one == other
    assert (len(one.candidates), one.more) == (10, 8)


def test_a_name_that_many_have_is_no_lead():
    assert (
        _match(*(Known(number, names=("Amina",)) for number in range(20)), name="Amina").kind is Kind.UNKNOWN
    )


@pytest.mark.parametrize(
    ("said", "plain"),
    [
        ("mailto:A@X.org", "a@x.org"),
        ("Amina <a@x.org>", "a@x.org"),
        ("a (at) x.org", "a@x.org"),
        (" a@x.org ;", "a@x.org"),
        ("nobody", "nobody"),
    ],
)
def test_addresses_are_written_one_way(said, plain):
    assert addresses.plain_address(said) == plain
    assert addresses.is_address(plain) == ("@" in plain)


def test_names_of_a_hundred_words_and_of_thousands_of_people_cost_little():
    index = Index(
        Known(number, names=(f"Mohamed {chr(97 + number % 26)}{chr(97 + number // 26 % 26)}x Ali",))
        for number in range(3_000)
    )
    assert index.match(_row(name="M. Mohamed")).kind is Kind.UNKNOWN
    assert index.match(_row(name="Ali Mohamed " * 25)).kind in {Kind.UNKNOWN, Kind.AMBIGUOUS}
