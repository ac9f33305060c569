"""A partner's sheet through the hub: looked at, clicked, imported in steps, undone; each person once."""

import datetime
from collections import Counter
from typing import Any
from unittest import mock

import pytest
from allauth.account.models import EmailAddress

from tests import make
from tests.evidence.conftest import NOW
from tests.evidence.sheets import made
from ujuzi.accounts.models import Person
from ujuzi.catalogue.models import Work
from ujuzi.evidence.models import Completion, Import, ImportState, Proof
from ujuzi.evidence.operations import sheets
from ujuzi.records.models import Statement
from ujuzi.standards.sheets import SheetError

HEAD = "Name,E-mail,Course,Completed on,Score\n"


@pytest.fixture
def partner(takwa, edition) -> Any:
    return takwa


def look(partner: Any, text: str) -> Import:
    by = Person.objects.filter(username="owner").first() or make.person("owner")
    return sheets.look(partner, by=by, filename="may.csv", content=(HEAD + text).encode(), now=NOW)


def clock() -> Any:
    return NOW


ROWS = """Amina Juma,amina@mail.example,Machine learning for farmers,2026-05-04,85 %
AMINA JUMA,amina@mail.example,Machine learning for farmers,2026-05-04,85 %
Baraka Otieno,baraka@mail.example,Machine learning for farmers,2026-05-05,70 %
"""


def test_one_completion_each(partner, amina):
    batch = look(partner, ROWS)
    assert sheets.apply(batch, clock=clock)
    assert batch.state == ImportState.APPLIED
    assert Completion.objects.get().person == amina
    assert Proof.objects.get(person=None).identity
    assert batch.counts["duplicates"] == 1
    assert "Baraka" not in str(list(Proof.objects.values()))


def test_imported_again_it_counts_no_more(partner, amina):
    sheets.apply(look(partner, ROWS), clock=clock)
    sheets.apply(look(partner, ROWS), clock=clock)
    assert (Proof.objects.count(), Completion.objects.count(), Statement.objects.count()) == (2, 1, 1)


def test_undone_it_never_was_and_can_come_again(partner, amina):
    batch = look(partner, ROWS)
    sheets.apply(batch, clock=clock)
    assert sheets.undo(batch, now=NOW) == 2
    assert (Proof.objects.count(), Completion.objects.count(), batch.state) == (0, 0, ImportState.UNDONE)
    sheets.apply(look(partner, ROWS), clock=clock)
    assert Completion.objects.count() == 1


def test_a_likely_person_counts_only_by_a_click(partner, db):
    chidi = make.person("chidi", display_name="Chidi Okafor")
    row = "Chidi Okafor,,Machine learning for farmers,2026-05-04,\n"
    batch = look(partner, row)
    _sheet, seen = sheets.seen(batch)
    assert seen.counts.likely == 1
    sheets.click(batch, rows=[seen.groups[0].main.number], person=chidi.pk)
    sheets.apply(batch, clock=clock)
    assert Completion.objects.get().person == chidi


def test_without_the_click_nobody_gets_it(partner, db):
    make.person("chidi", display_name="Chidi Okafor")
    sheets.apply(look(partner, "Chidi Okafor,,Machine learning for farmers,2026-05-04,\n"), clock=clock)
    assert not Completion.objects.exists()
    assert Proof.objects.get().person is None


def test_stopped_and_gone_on_with(partner, db):
    rows = "".join(
        f"Person {n},p{n}@mail.example,Machine learning for farmers,2026-05-04,\n" for n in range(10)
    )
    batch = look(partner, rows)
    with mock.patch.object(sheets, "AT_ONCE", 3):
        stops = iter([False, False, True])
        assert not sheets.apply(batch, clock=clock, stopped=lambda: next(stops))
        assert (Proof.objects.count(), batch.done) == (6, 6)
        again = Import.objects.get()
        seen: list[Any] = []
        assert sheets.apply(again, clock=clock, progress=lambda *step: seen.append(step))
    assert Proof.objects.count() == 10
    assert seen == [(9, 10), (10, 10)]


def test_courses_of_others_are_not_offered(partner, db):
    make.edition(title="Another partner's course", url="https://other.example/c")
    assert [one.titles for one in sheets.offered(partner)] == [("Machine learning for farmers",)]
    batch = look(partner, "Amina,a@mail.example,Another partner's course,2026-05-04,\n")
    assert sheets.apply(batch, clock=clock)
    assert not Proof.objects.exists()


def test_a_course_by_a_click(partner, amina, edition):
    batch = look(partner, "Amina Juma,amina@mail.example,ML 4 farmers (spring),2026-05-04,\n")
    _sheet, seen = sheets.seen(batch)
    assert seen.counts.unknown_courses == 1
    activity = f"https://hub.example/works/{edition.work_id}"
    sheets.click_course(batch, key=seen.groups[0].course, activity=activity)
    sheets.apply(batch, clock=clock)
    assert Completion.objects.get().activity == activity


def test_what_is_no_sheet_is_told(partner):
    with pytest.raises(SheetError):
        sheets.look(partner, by=make.person(), filename="x.csv", content=b"\x00\x01", now=NOW)
    assert not Import.objects.exists()


def test_old_contents_go(partner, amina):
    batch = look(partner, ROWS)
    assert sheets.forget_old(now=NOW + datetime.timedelta(days=29)) == 0
    assert sheets.forget_old(now=NOW + datetime.timedelta(days=31)) == 1
    batch.refresh_from_db()
    assert bytes(batch.content) == b""


def test_five_thousand_rows_with_typos_duplicates_strangers_and_other_scripts(takwa):
    """The sheet of the matching's own tests, through the database: each person once, nobody wrongly, and all of it undone."""
    sheet = made.Maker(seed=5, known=4000).sheet(rows=5000, people=2500, strangers=300)
    mine = _bring_in(takwa, sheet)
    batch = sheets.look(takwa, by=make.person("owner"), filename="all.csv", content=sheet.data, now=NOW)
    assert sheets.apply(batch, clock=clock)
    counted = Counter(Completion.objects.values_list("person_id", "activity"))
    assert max(counted.values()) == 1
    assert len(counted) > 1000
    true = {(mine[who.id], course[-1]) for who, course, _day in sheet.truth.values() if who.id}
    order = {
        activity: str(number)
        for number, activity in enumerate(sorted({one for _who, one in counted}), start=1)
    }
    assert {(who, order[activity]) for who, activity in counted} <= true
    assert Statement.objects.count() == len(counted)
    many = Proof.objects.count()
    assert sheets.undo(batch, now=NOW) == many
    assert not Completion.objects.exists()
    assert not Proof.objects.exists()


def _bring_in(takwa: Any, sheet: made.Made) -> dict[int, int]:
    """Its people and courses into the hub: {number in the sheet's world: person}."""
    Person.objects.bulk_create(
        Person(username=one.username, display_name=one.names[0], password="!") for one in sheet.known
    )
    keys = dict(Person.objects.values_list("username", "pk"))
    EmailAddress.objects.bulk_create(
        EmailAddress(user_id=keys[one.username], email=address, verified=True)
        for one in sheet.known
        for address in one.emails
    )
    for number, course in enumerate(made.COURSES, start=1):
        work = Work.objects.create()
        for language, title in zip(("en", "fr", "es", "ar", "ru", "zh"), course.titles, strict=False):
            url = (
                f"https://partner.example/learn/course-{number}"
                if language == "en"
                else f"https://p.example/{number}/{language}"
            )
            make.edition(provider=takwa, work=work, title=title, language=language, url=url)
    return {one.id: keys[one.username] for one in sheet.known}
