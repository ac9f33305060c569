"""Sheets: encodings, delimiters, headers, cells, and workbooks made to do harm."""

import contextlib
import datetime
import io
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from ujuzi.standards import sheets
from ujuzi.standards.sheets import SheetError, columns, headers, reading, unpacking


def workbook(fill: Callable[[Any, Any], None]) -> bytes:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        fill(book, book.add_worksheet("Notes"))
    return target.getvalue()


def cells(content: bytes, **hints: Any) -> list[list[str]]:
    return list(sheets.read(content, **hints).rows)


def table(text: str, *wanted: str) -> sheets.Table:
    return sheets.table(sheets.read(text.encode()), wanted)


@pytest.mark.parametrize(
    ("codec", "note"),
    [
        ("utf-8", ""),
        ("utf-8-sig", ""),
        ("utf-16", ""),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("cp1252", "Windows-1252"),
    ],
)
def test_encodings(codec: str, note: str) -> None:
    grid = sheets.read("Título;Año\nÉtica;2026\n".encode(codec))
    assert list(grid.rows) == [["Título", "Año"], ["Ética", "2026"]]
    assert note in "".join(grid.notes)
    assert bool(grid.notes) is bool(note)


def test_the_charset_that_the_server_says() -> None:
    grid = sheets.read("название,язык\nкурс,русский\n".encode("cp1251"), charset="windows-1251")
    assert next(grid.rows) == ["название", "язык"]
    assert grid.notes == ["read as windows-1251, as the server says"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_delimiters(delimiter: str) -> None:
    lines = [["title", "about"], ['He said "no"', "one, two; three"], ["two\nlines", "x"]]
    text = "\r\n".join(delimiter.join('"' + cell.replace('"', '""') + '"' for cell in line) for line in lines)
    assert cells(text.encode()) == lines


def test_an_order_to_excel_is_no_data() -> None:
    assert cells(b"sep=|\na,b|c\n") == [["a,b", "c"]]


def test_the_header_is_found_below_a_heading_and_empty_rows() -> None:
    found = table("Our catalogue 2026,,\n,,\nCourse title,Link,\nAI for all,https://x.example/a,\n,,\n")
    assert found.header == ("Course title", "Link")
    assert [(row.number, row.cells) for row in found.rows] == [
        (4, {"Course title": "AI for all", "Link": "https://x.example/a"})
    ]
    assert found.notes == ["the header was found in row 3"]


def test_names_that_are_missing_or_come_twice() -> None:
    found = table("title,topic,topic,,\nA,x,y,z,\ntitle,topic,topic,,\n")
    assert found.header == ("title", "topic", "topic (2)", "(D)")
    assert [row.cells for row in found.rows] == [
        {"title": "A", "topic": "x", "topic (2)": "y", "(D)": "z"},
        {"title": "title", "topic": "topic", "topic (2)": "topic"},
    ]


def test_a_saved_mapping_finds_its_header() -> None:
    found = table("a,b,c\nzeta,eta,theta\n1,2,3\n", "zeta", "theta")
    assert found.header == ("zeta", "eta", "theta")


HEADERS = {
    "en": ("Course Title*", "URL", "Language(s)", "Level", "Cost (USD)"),
    "fr": ("Intitulé", "Lien du cours", "Langue", "Niveau", "Coût"),
    "es": ("Título del curso", "Enlace", "Idioma", "Nivel", "Precio"),
    "pt": ("Título do curso", "Ligação", "Idiomas", "Nível", "Preço"),
    "ar": ("عنوان الدورة", "الرابط", "اللغة", "المستوى", "السعر"),
    "de": ("Kurstitel", "Link zum Kurs", "Sprache", "Stufe", "Gebühr"),
    "sw": ("Jina la kozi", "Kiungo", "Lugha", "Kiwango", "Bei"),
    "zh": ("课程名称", "课程链接", "授课语言", "难度级别", "费用"),
    "ru": ("Название курса", "Ссылка", "Язык обучения", "Уровень", "Стоимость"),
}


@pytest.mark.parametrize("language", HEADERS)
def test_headers_in_nine_languages(language: str) -> None:
    header = HEADERS[language]
    assert sheets.suggest_mapping(header) == dict(
        zip(("title", "url", "languages", "levels", "price"), header, strict=True)
    )


def test_every_header_word_stands_for_one_field() -> None:
    seen: dict[str, str] = {}
    for field, words in headers.HEADERS.items():
        for word in words:
            assert seen.setdefault(columns.plain(word), field) == field, word


def test_a_workbook() -> None:
    def fill(book: Any, notes: Any) -> None:
        notes.write(0, 0, "Read me first")
        sheet = book.add_worksheet("Courses")
        for column, name in enumerate(("Title", "Provider", "Start date", "Hours", "Free", "Price")):
            sheet.write(2, column + 1, name)
        dates = book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.write_row(3, 1, ["One", "Merged academy"])
        sheet.write_row(4, 1, ["Two", ""])
        sheet.merge_range(3, 2, 4, 2, "Merged academy")
        sheet.write_datetime(3, 3, datetime.datetime(2026, 3, 1), dates)
        sheet.write_number(3, 4, 12.0)
        sheet.write_boolean(3, 5, True)
        sheet.write_number(4, 6, 49.9)

    grid = sheets.read(workbook(fill))
    found = sheets.table(grid)
    assert [(row.number, row.cells) for row in found.rows] == [
        (
            4,
            {
                "Title": "One",
                "Provider": "Merged academy",
                "Start date": "2026-03-01",
                "Hours": "12",
                "Free": "yes",
            },
        ),
        (5, {"Title": "Two", "Provider": "Merged academy", "Price": "49.9"}),
    ]
    assert "read from the sheet Courses" in found.notes


def test_an_open_document_sheet() -> None:
    spaces = ["office", "table", "text"]
    names = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in spaces)

    def row(*texts: str) -> str:
        inner = "".join(
            f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'
            for text in texts
        )
        return f"<table:table-row>{inner}</table:table-row>"

    empty = '<table:table-row table:number-rows-repeated="1048570"><table:table-cell/></table:table-row>'
    content = (
        f'<?xml version="1.0"?><office:document-content {names}><office:body><office:spreadsheet>'
        f'<table:table table:name="Liste">{row("Titel", "Sprache")}{row("KI", "Deutsch")}{empty}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
        manifest = '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
        archive.writestr("META-INF/manifest.xml", f'<?xml version="1.0"?>{manifest}')
    assert cells(target.getvalue()) == [["Titel", "Sprache"], ["KI", "Deutsch"]]


def test_a_sheet_by_name() -> None:
    content = workbook(lambda book, notes: notes.write(0, 0, "x") or book.add_worksheet("B").write(0, 0, "y"))
    assert cells(content, sheet="B") == [["y"]]
    with pytest.raises(SheetError, match="no-sheet"):
        sheets.read(content, sheet="C")


def zipped(**parts: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return target.getvalue()


ODS = '<office:document-content><table:table-row table:number-rows-repeated="{rows}"><table:table-cell table:number-columns-repeated="{columns}" office:value-type="float"/></table:table-row></office:document-content>'


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (zipped(xl__worksheets__sheet1_xml=b'<c r="A1"/><c r="XFD1048576"/>'), "too-large"),
        (zipped(xl__worksheets__sheet1_xml=b'<c r="A1"/><c r="B1048576"/>'), "too-large"),
        (zipped(xl__worksheets__sheet1_xml=b'<c r="A1"/><x:c s="1" r="NTP100000"/>'), "too-large"),
        (zipped(content_xml=ODS.format(rows=1_000_000, columns=2).encode()), "too-large"),
        (zipped(content_xml=ODS.format(rows=2, columns=16_384).encode()), "too-large"),
        (zipped(x=b"\0" * 20_000_000), "zip-bomb"),
        (zipped(**{f"part{number}": b"" for number in range(2_001)}), "zip-bomb"),
        (zipped(x=b"hello"), "bad-workbook"),
        (b"PK\x03\x04 not a zip", "bad-workbook"),
        (b"\xd0\xcf\x11\xe0 old", "old-workbook"),
        (b"", "empty"),
        (b"\xef\xbb\xbf \n ", "empty"),
        (b"a," * 600 + b"b", "too-large"),
    ],
)
def test_refused(content: bytes, code: str) -> None:
    with pytest.raises(SheetError) as caught:
        list(sheets.read(content).rows)
    assert caught.value.code == code


def test_sizes_that_lie_are_found_out() -> None:
    honest = zipped(x=b"a" * 100_000)
    lying = honest.replace((100_000).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    assert lying != honest
    with pytest.raises(SheetError, match="bad-workbook"):
        unpacking.refuse_bombs(lying)


def test_a_million_empty_rows_at_the_end_are_normal() -> None:
    empty = '<table:table-row table:number-rows-repeated="1048570"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    unpacking.refuse_bombs(zipped(content_xml=(ODS.format(rows=1, columns=2) + empty).encode()))


def test_rows_beyond_the_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ujuzi.standards.sheets.grids.MAX_ROWS", 3)
    with pytest.raises(SheetError, match="too-large"):
        cells(b"a\nb\nc\nd\n")


@settings(deadline=None)
@given(st.binary(max_size=200) | st.text(max_size=100).map(str.encode))
def test_arbitrary_bytes_raise_nothing_else(content: bytes) -> None:
    for start in (b"", b"PK\x03\x04"):
        try:
            found = sheets.table(sheets.read(start + content))
            mapping = {"title": found.header[0], **sheets.suggest_mapping(found.header)}
            for row in found.rows:
                sheets.parse(row, mapping)
        except (SheetError, sheets.RowError):
            pass


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 5_000), st.binary(min_size=1, max_size=8))
def test_damaged_workbooks_raise_nothing_else(place: int, noise: bytes) -> None:
    whole = workbook(lambda book, notes: notes.write_row(0, 0, ["Title", "Link"]))
    place %= len(whole)
    with contextlib.suppress(SheetError):
        cells(whole[:place] + noise + whole[place + len(noise) :])


def test_the_sniffer_is_not_misled_by_prose() -> None:
    assert reading.sniffed("title;about\nA;one, two, three\nB;four, five\n") == ";"
