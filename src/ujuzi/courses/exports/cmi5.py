"""A course for platforms that launch cmi5: a block for each module, an assignable unit for each lesson and quiz."""

from itertools import groupby
from pathlib import Path

from lxml import etree

from ujuzi.courses import statements
from ujuzi.courses.exports import archive, pages
from ujuzi.courses.models import Course
from ujuzi.standards.cmi5 import structure

SCRIPT = "unit.js"
NAMES: dict[str | None, str] = {None: structure.SPACE}
Element = etree._Element


def package(course: Course, language: str) -> bytes:
    """The zip. Its cmi5.xml keeps to the official schema."""
    made = list(pages.in_order(course, language, SCRIPT))
    contents: dict[str, bytes | str] = {"cmi5.xml": manifest(course, language, made)}
    contents |= {page.path: page.html for page in made}
    contents |= {"style.css": pages.style(), SCRIPT: Path(__file__).with_name(SCRIPT).read_text()}
    for digest in dict.fromkeys(one for page in made for one in page.files):
        contents[f"files/{pages.name_of(digest)}"] = pages.content_of(digest)
    return archive.zipped(contents)


def manifest(course: Course, language: str, made: list[pages.Page]) -> bytes:
    root = etree.Element(f"{{{structure.SPACE}}}courseStructure", nsmap=NAMES)  # type: ignore[arg-type]
    head = _sub(root, "course", id=f"{statements.course_id(course.name)}#published")
    _said(head, language, course.said("titles", language).text, course.said("summaries", language).text)
    for module, units in groupby(made, key=lambda page: page.unit.module):
        name = module.name if module else "part"
        block = _sub(root, "block", id=f"{statements.course_id(course.name)}#published-{name}")
        titles = module.titles if module else {}
        title = titles.get(language) or titles.get(course.source_language) or name
        _said(block, language, title, title)
        for page in units:
            _unit(block, course, language, page)
    return etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True)


def _unit(block: Element, course: Course, language: str, page: pages.Page) -> None:
    unit = page.unit
    move_on = "Completed" if not unit.is_quiz else "Passed" if unit.pass_percent else "NotApplicable"
    more = {"masteryScore": str(unit.pass_percent / 100)} if unit.is_quiz and unit.pass_percent else {}
    iri = f"{statements.unit_id(course.name, unit.name)}#published"
    au = _sub(block, "au", id=iri, moveOn=move_on, launchMethod="AnyWindow", **more)
    _said(au, language, page.title, page.title)
    _sub(au, "url").text = page.path


def _sub(parent: Element, name: str, **attributes: str) -> Element:
    return etree.SubElement(parent, f"{{{structure.SPACE}}}{name}", attrib=attributes)


def _said(parent: Element, language: str, title: str, description: str) -> None:
    for name, text in (("title", title), ("description", description or title)):
        _sub(_sub(parent, name), "langstring", lang=language).text = text
