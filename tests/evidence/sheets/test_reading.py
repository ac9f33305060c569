"""From files to completions: headings, workbooks, encodings, faults with their place; no row is lost."""

import csv
import io
from datetime import date

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from ujuzi.evidence.sheets import columns, preview, reading
from ujuzi.evidence.sheets.people import Index
from ujuzi.evidence.sheets.shapes import Fault, Status
from ujuzi.standards.sheets import SheetError

TODAY = date(2026, 11, 20)


def _read(text: str, **more):
    return reading.read(text.encode(), "sheet.csv", today=TODAY, **more)


@pytest.mark.parametrize(
    "headings",
    [
        "Full name|Email|Course title|Completion date|Score|Status|Learner ID",
        "Nom complet|Courriel|Intitulé du cours|Date d’achèvement|Note|Statut|Matricule",
        "Nombre y apellidos|Correo electrónico|Nombre del curso|Fecha de finalización|Calificación|Estado|Matrícula",
        "Nome completo|Endereço de e-mail|Título do curso|Data de conclusão|Pontuação|Situação|Número de matrícula",
        "الاسم الكامل|البريد الإلكتروني|عنوان الدورة|تاريخ الإكمال|الدرجة|الحالة|رقم المتعلم",
        "ФИО|Электронная почта|Название курса|Дата завершения|Балл|Статус|Номер участника",
        "Jina kamili|Barua pepe|Jina la kozi|Tarehe ya kumaliza|Alama|Hali|Namba ya mwanafunzi",
        "姓名|电子邮箱|课程名称|完成日期|分数|状态|学号",
        "Full nmae|E-mial|Couse title|Completion dte|Scores|Sttaus|Learner IDs",
        "Learner's full name *|E-mail (work)|Title of the course title|Completion date (UTC)|Final score|Status|Learner ID",
    ],
)
def test_columns_are_found_by_their_headings(headings):
    sheet = _read(headings.replace("|", ",") + "\nAmina Juma,amina@x.org,AI,2026-05-03,85 %,completed,7\n")
    assert set(sheet.columns) == {"name", "email", "title", "completed_on", "score", "status", "partner_id"}
    row = sheet.rows[0]
    assert (row.name, row.email, row.title, row.score, row.partner_id) == (
        "Amina Juma",
        "amina@x.org",
        "AI",
        0.85,
        "7",
    )
    assert (row.completed_on, row.status, row.number) == (date(2026, 5, 3), Status.COMPLETED, 2)


@pytest.mark.parametrize(
    ("headings", "cells", "name"),
    [
        ("Nom,Prénom", "Juma,Amina", "Amina Juma"),
        ("Nombre,Apellidos", "Amina,Juma Otieno", "Amina Juma Otieno"),
        ("First name,Middle name,Last name", "Amina,Wanjiru,Juma", "Amina Wanjiru Juma"),
        ("Фамилия,Имя,Отчество", "Иванов,Пётр,Ильич", "Пётр Ильич Иванов"),
        ("姓,名", "王,小明", "小明 王"),
    ],
)
def test_a_name_in_several_columns(headings, cells, name):
    sheet = _read(f"{headings},Course,Date\n{cells},AI,2026-05-03\n")
    assert sheet.rows[0].name == name


def test_a_heading_of_two_meanings_is_what_its_cells_are():
    dated = _read("Name,Course,Completed\nAmina,AI,2026-05-03\n")
    assert dated.columns == {"name": "Name", "title": "Course", "completed_on": "Completed"}
    both = _read("Name,Course,Completed,Date\nAmina,AI,yes,2026-05-03\n")
    assert both.columns["status"] == "Completed"
    marks = _read("Nom,Cours,Date,Résultat\nAmina,AI,2026-05-03,réussi\n")
    assert marks.columns["status"] == "Résultat"


def test_other_days_and_other_people_are_not_taken_for_ours():
    sheet = _read(
        "Enrolment date,School name,Manager's e-mail,Learner,Course,Completion date\n2026-01-01,Moi,boss@x.org,Amina,AI,2026-05-03\n"
    )
    assert sheet.columns == {"name": "Learner", "title": "Course", "completed_on": "Completion date"}
    assert sheet.notes[-1].code == "columns-not-read"
    assert sheet.notes[-1].params == {"names": "Enrolment date, School name, Manager's e-mail"}


def test_no_row_is_lost():
    sheet = _read(
        "Report of May,,,,\n\nName,E-mail,Course,Date,Score,Status\nAmina,a@x.org,AI,2026-05-03,A,passed\n,,AI,2026-05-03,,passed\n"
        "Baraka,b@x.org,,2026-05-03,,passed\n\nZawadi,z@x.org,AI,2026-12-24,,passed\nNeema,n@x.org,AI,2026-05-03,,failed\n"
        "Juma,j@x.org,AI,,,\nSaidi,nonsense,AI,2026-05-03,90,passed\nRuth,r@x.org,AI,2026-05-03,,hmm\nPeter,p@x.org,AI,,,passed\n"
        "Name,E-mail,Course,Date,Score,Status\n"
    )
    assert [row.number for row in sheet.rows] == [4, 11]
    assert [(each.row, each.code) for each in sheet.left_out] == [
        (9, "failed"),
        (10, "unfinished"),
        (14, "heading-again"),
    ]
    assert sheet.refused == (5, 6, 8, 12, 13)
    assert sheet.filled == len(sheet.rows) + len(sheet.left_out) + len(sheet.refused) == 10
    assert sheet.faults == (
        Fault(4, "Score", "score-unreadable", {"said": "A"}),
        Fault(5, "", "no-person", {}, True),
        Fault(6, "", "no-course", {}, True),
        Fault(8, "Date", "in-the-future", {"said": "2026-12-24"}, True),
        Fault(11, "E-mail", "bad-email", {"said": "nonsense"}),
        Fault(12, "Status", "unknown-status", {"said": "hmm"}, True),
        Fault(13, "Date", "no-date", {}, True),
    )


def test_an_undecided_order_is_told_and_can_be_answered():
    text = "Name,Course,Date\nAmina,AI,03/04/2026\nBaraka,AI,05/05/2026\n"
    asked = _read(text)
    assert asked.date_order == "unknown"
    assert asked.refused == (2,)
    assert [(fault.row, fault.code) for fault in asked.faults] == [(0, "order-unknown"), (2, "order-unknown")]
    answered = _read(text, date_order="mdy")
    assert [row.completed_on for row in answered.rows] == [date(2026, 3, 4), date(2026, 5, 5)]


def test_a_sheet_about_one_course_names_none():
    with pytest.raises(SheetError) as caught:
        _read("Name,Date\nAmina,2026-05-03\n")
    assert (caught.value.code, caught.value.detail) == ("no-column", "course")
    told = _read("Name,Date\nAmina,2026-05-03\n", course="https://x.org/ai")
    assert told.rows[0].url == "https://x.org/ai"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty"),
        ("a,b\n1,2\n", "no-heading"),
        ("Name,Course\nAmina,AI\n", "no-column"),
        ("Course,Date\nAI,2026-05-03\n", "no-heading"),
    ],
)
def test_sheets_that_cannot_be_read(text, code):
    with pytest.raises(SheetError) as caught:
        _read(text)
    assert caught.value.code == code


def test_bounds(monkeypatch):
    monkeypatch.setattr(reading, "MAX_ROWS", 3)
    with pytest.raises(SheetError) as caught:
        _read("Name,Course,Date\n" + "Amina,AI,2026-05-03\n" * 4)
    assert caught.value.code == "too-large"
    monkeypatch.setattr(reading, "MAX_BYTES", 30)
    with pytest.raises(SheetError) as caught:
        _read("Name,Course,Date\nAmina,AI,2026-05-03\n")
    assert caught.value.code == "too-large"


@pytest.mark.parametrize(
    ("charset", "headings", "name"),
    [
        ("cp1252", "Nom complet;Cours;Date d'achèvement", "Élodie N'Diaye"),
        ("cp1251", "ФИО;Название курса;Дата завершения", "Юлия Иванова"),
        ("cp1251", "Name;Course;Date", "Юлия Иванова"),
        ("cp1256", "الاسم الكامل;اسم الدورة;تاريخ الإكمال", "محمد علي حسن"),
        ("cp1256", "Name;Course;Date", "محمد علي حسن"),
        ("gb18030", "姓名;课程名称;完成日期", "王小明"),
        ("gb18030", "Name;Course;Date", "王小明"),
        ("utf-16", "Nom;Cours;Date", "Élodie"),
    ],
)
def test_old_encodings(charset, headings, name):
    data = f"{headings}\n{name};AI;2026-05-03\n".encode(charset)
    assert reading.read(data, "x.csv", today=TODAY).rows[0].name == name


def test_a_workbook_with_a_cover_real_dates_and_a_second_sheet():
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        book.add_worksheet("Read me").write_column(0, 0, ["Completions of 2026", "Please see the next sheet"])
        for title in ("May", "June"):
            sheet = book.add_worksheet(title)
            sheet.write_row(0, 0, ["Learner name", "E-mail", "Course", "Completed on", "Score"])
            sheet.write_row(1, 0, ["Amina Juma", "amina@x.org", "AI"])
            sheet.write_datetime(1, 3, date(2026, 5, 3), book.add_format({"num_format": "mm/dd/yyyy"}))
            sheet.write_number(1, 4, 0.85, book.add_format({"num_format": "0%"}))
    data = out.getvalue()
    read = reading.read(data, "x.xlsx", today=TODAY)
    assert (read.rows[0].completed_on, read.rows[0].score) == (date(2026, 5, 3), 0.85)
    assert [(note.code, note.params) for note in read.notes if note.code == "other-sheet"] == [
        ("other-sheet", {"name": "June"})
    ]
    assert reading.read(data, "x.xlsx", today=TODAY, sheet="June").rows == read.rows


def test_a_heading_stands_under_one_field_or_is_told_by_its_cells():
    twice = [word for word, fields in columns._FIELDS.items() if len(fields) > 1]
    told = [word for word in twice if set(columns._FIELDS[word]) <= {"completed_on", "score", "status"}]
    assert sorted(set(twice) - set(told)) == []


@pytest.mark.parametrize(
    "filling", ["a", "T", "1", " a", "1/", "@", "a@", "a.", "(", "\u0661", "王", "e\u0301"]
)
def test_long_cells_cost_no_more_than_their_length(filling):
    cell = (filling * 50_000)[:99_000]
    text = f"Name,E-mail,Course,Date,Score,Status\n{cell},a@x.org,AI,2026-05-03,,\nAmina,{cell},AI,{cell},{cell},{cell}\n{cell},,AI,{cell},,\n"
    sheet = _read(text)
    assert sheet.refused == (2, 3, 4)


def test_scores_of_the_column_and_of_the_row():
    sheet = _read(
        "Name,Course,Date,Note sur 20\nAmina,AI,2026-05-03,17\nBaraka,AI,2026-05-03,90 %\nZawadi,AI,2026-05-03,25\n"
    )
    assert [row.score for row in sheet.rows] == [0.85, 0.9, None]
    assert sheet.faults == (Fault(4, "Note sur 20", "score-out-of-range", {"said": "25"}),)


_ODD = st.sampled_from(
    [
        "",
        "½",
        "٣",
        "1e5",
        "NaN",
        "0/0",
        "12/31/9999",
        "99999",
        "31-12-99",
        "الـ",
        "عبد",
        "Dr",
        "@",
        "a@",
        "=A1",
        "\u202e",
        "😀",
        "http://[",
        "%",
        "-1",
    ]
)


@settings(max_examples=120, deadline=None)
@given(
    st.permutations(["Name", "E-mail", "User name", "Course", "URL", "Date", "Score", "Status"]),
    st.lists(st.lists(_ODD | st.text(max_size=8), min_size=8, max_size=8), max_size=5),
)
def test_whatever_stands_in_the_cells_every_row_has_its_place(headings, rows):
    out = io.StringIO(newline="")
    csv.writer(out).writerows([headings, *rows])
    try:
        sheet = _read(out.getvalue().encode("utf-8", "replace").decode())
    except SheetError:
        return
    numbers = [*(row.number for row in sheet.rows), *(each.row for each in sheet.left_out), *sheet.refused]
    assert sheet.filled == len(numbers) == len(set(numbers))
    assert {fault.row for fault in sheet.faults if fault.stops} == set(sheet.refused)
    seen = preview.preview(sheet, Index([]), [])
    assert [each.row for each in seen.decisions] == sorted(numbers)
