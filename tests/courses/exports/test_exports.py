"""A course leaves the hub as cmi5 and as Common Cartridge: complete, by the schema, and at home again in a hub."""

import io
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from lxml import etree

from tests.courses import packages_made
from ujuzi.courses.exports import cartridge, cmi5, pages
from ujuzi.courses.models import Course, Item
from ujuzi.courses.operations import packaging, starter
from ujuzi.standards.cmi5 import structure

CC = {
    "c": "http://www.imsglobal.org/xsd/imsccv1p3/imscp_v1p1",
    "q": "http://www.imsglobal.org/xsd/ims_qtiasiv1p2",
}


def opened(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def real(name: str = "ai-foundations") -> Course:
    return starter.bring_in(starter.PLACE / name, now=timezone.now())


def found_at(root: Any, path: str) -> list[str]:
    return [str(one) for one in root.xpath(path, namespaces=CC)]


def refers(html: str) -> set[str]:
    """Files that a page shows."""
    return {one for one in re.findall(r'(?:src|href)="([^"#:]+)"', html) if one}


@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_page_has_its_files(db: None, language: str) -> None:
    course = real()
    for make in (cmi5.package, cartridge.package):
        contents = opened(make(course, language))
        for name, content in contents.items():
            if name.endswith(".html"):
                assert refers(content.decode()) <= contents.keys(), name
                assert f'lang="{language}"' in content.decode()
                assert "/learn/" not in content.decode()


def test_as_cmi5_it_keeps_to_the_schema_and_comes_home(course: Course, tmp_path: Path) -> None:
    content = cmi5.package(course, "en")
    found = structure.parse(opened(content)["cmi5.xml"])
    units = list(course.units.exclude(position=None))
    assert [unit.url for unit in found.units] == [f"{unit.name}.html" for unit in units]
    for said, unit in zip(found.units, units, strict=True):
        wanted = (
            ("Passed", unit.pass_percent / 100)
            if unit.is_quiz and unit.pass_percent
            else (("NotApplicable", None) if unit.is_quiz else ("Completed", None))
        )
        assert (said.move_on, said.mastery) == wanted
    taken = packaging.take(
        packages_made.written(tmp_path, content), "again.zip", organisation=None, now=timezone.now()
    )
    assert taken.course.pk != course.pk
    assert taken.course.units.count() == len(units)
    assert cmi5.package(course, "en") == content


def test_as_a_common_cartridge(db: None) -> None:
    course = real()
    contents = opened(cartridge.package(course, "en"))
    root = etree.fromstring(contents["imsmanifest.xml"])
    named = set(found_at(root, "//c:file/@href"))
    assert named == contents.keys() - {"imsmanifest.xml"}
    identifiers = found_at(root, "//c:resource/@identifier")
    assert set(found_at(root, "//c:item/@identifierref")) <= set(identifiers)
    assert len(set(identifiers)) == len(identifiers)
    assert root.xpath("string(//c:schemaversion)", namespaces=CC) == "1.3.0"
    quizzes = [
        etree.fromstring(content)
        for name, content in contents.items()
        if name.endswith(".xml") and name != "imsmanifest.xml"
    ]
    assert quizzes
    for quiz in quizzes:
        for item in quiz.iterfind(".//q:item", CC):
            labels = {one.get("ident") for one in item.iterfind(".//q:response_label", CC)}
            right = item.find(".//q:setvar/..//q:varequal", CC)
            assert right is not None
            assert not labels or right.text in labels
            links = {one.get("linkrefid") for one in item.iterfind(".//q:displayfeedback", CC)}
            assert links == {one.get("ident") for one in item.iterfind("q:itemfeedback", CC)}


def test_questions_that_a_cartridge_does_not_know_come_as_a_page(db: None) -> None:
    course = real()
    kept, lost = 0, 0
    for page in pages.in_order(course, "en"):
        carried = cartridge._carried(page)
        kept, lost = kept + len(carried), lost + len(page.items) - len(carried)
        if page.items and len(carried) < len(page.items):
            assert f'"r-{page.unit.name}"' in cartridge.manifest(course, "en", [page]).decode()
    assert kept > lost > 0


def test_our_cartridge_comes_home_as_a_course_of_text(db: None, tmp_path: Path) -> None:
    course = real()
    path = packages_made.written(tmp_path, cartridge.package(course, "en"), "again.imscc")
    taken = packaging.take(path, "again.imscc", organisation=None, now=timezone.now())
    assert taken.package.format == "cartridge"
    assert taken.course.titles == {"en": course.titles["en"]}
    lessons = {unit.titles["en"] for unit in course.units.filter(kind="lesson").exclude(position=None)}
    home = {unit.titles["en"] for unit in taken.course.units.filter(kind="lesson").exclude(position=None)}
    assert lessons <= home
    carried = sum(len(cartridge._carried(page)) for page in pages.in_order(course, "en"))
    assert Item.objects.filter(unit__course=taken.course).exclude(position=None).count() == carried
