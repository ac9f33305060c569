"""A course as a Common Cartridge 1.3: lessons as web content, quizzes as QTI 1.2 assessments.

The cartridge's profile of QTI knows single and multiple choice, true or false, and short text. A quiz with other questions comes
along as a page besides, to be done on paper.
"""

import re
from html import unescape
from itertools import groupby

from lxml import etree

from ujuzi.courses import statements
from ujuzi.courses.exports import archive, pages
from ujuzi.courses.models import Course
from ujuzi.courses.text.shapes import Item, ItemType

_CC = "http://www.imsglobal.org/xsd/imsccv1p3/imscp_v1p1"
_LOM = "http://ltsc.ieee.org/xsd/imsccv1p3/LOM/manifest"
_QTI = "http://www.imsglobal.org/xsd/ims_qtiasiv1p2"
_NAMES: dict[str | None, str] = {None: _CC, "lomimscc": _LOM}
_QTI_NAMES: dict[str | None, str] = {None: _QTI}
_PROFILES = {
    ItemType.SINGLE: "cc.multiple_choice.v0p1",
    ItemType.MULTIPLE: "cc.multiple_response.v0p1",
    ItemType.TRUE_FALSE: "cc.true_false.v0p1",
    ItemType.TEXT: "cc.fib.v0p1",
}
Element = etree._Element


def package(course: Course, language: str) -> bytes:
    """The zip (usually named .imscc)."""
    made = list(pages.in_order(course, language))
    contents: dict[str, bytes | str] = {"imsmanifest.xml": manifest(course, language, made)}
    for page in made:
        contents[page.path] = page.html
        if _carried(page):
            contents[f"{page.unit.name}.xml"] = assessment(page, language)
    contents["style.css"] = pages.style()
    for digest in dict.fromkeys(one for page in made for one in page.files):
        contents[f"files/{pages.name_of(digest)}"] = pages.content_of(digest)
    return archive.zipped(contents)


def _carried(page: pages.Page) -> list[Item]:
    return [item for item in page.items if item.type in _PROFILES]


def _needs_page(page: pages.Page) -> bool:
    """Whether something of it is on its page only."""
    return not page.unit.is_quiz or len(_carried(page)) < len(page.items)


def manifest(course: Course, language: str, made: list[pages.Page]) -> bytes:
    root = etree.Element(
        f"{{{_CC}}}manifest",
        nsmap=_NAMES,  # type: ignore[arg-type]
        attrib={"identifier": f"ujuzi-{course.name}"},
    )
    _metadata(root, course, language)
    organization = _sub(
        _sub(root, "organizations"), "organization", identifier="course", structure="rooted-hierarchy"
    )
    top = _sub(organization, "item", identifier="root")
    resources = _sub(root, "resources")
    for module, units in groupby(made, key=lambda page: page.unit.module):
        name = module.name if module else "part"
        titles = module.titles if module else {}
        item = _titled(top, f"m-{name}", titles.get(language) or titles.get(course.source_language) or name)
        for page in units:
            _listed(item, resources, page)
    shared = _sub(resources, "resource", identifier="r-style", type="webcontent", href="style.css")
    _sub(shared, "file", href="style.css")
    return etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True)


def _metadata(root: Element, course: Course, language: str) -> None:
    metadata = _sub(root, "metadata")
    _sub(metadata, "schema").text = "IMS Common Cartridge"
    _sub(metadata, "schemaversion").text = "1.3.0"
    lom = _lom(metadata, "lom")
    general = _lom(lom, "general")
    identifier = _lom(general, "identifier")
    _lom(identifier, "catalog").text = "URI"
    _lom(identifier, "entry").text = statements.course_id(course.name)
    _lom(_lom(general, "title"), "string", language=language).text = course.said("titles", language).text
    _lom(general, "language").text = language
    summary = course.said("summaries", language).text
    _lom(_lom(general, "description"), "string", language=language).text = summary
    if course.licence:
        rights = _lom(lom, "rights")
        _lom(_lom(rights, "copyrightAndOtherRestrictions"), "value").text = "yes"
        _lom(_lom(rights, "description"), "string", language="en").text = course.licence


def _listed(parent: Element, resources: Element, page: pages.Page) -> None:
    """Items and resources of a unit: its page, its assessment, or both."""
    name = page.unit.name
    if _needs_page(page):
        _titled(parent, f"i-{name}", page.title).set("identifierref", f"r-{name}")
        web = _sub(resources, "resource", identifier=f"r-{name}", type="webcontent", href=page.path)
        for path in (page.path, *(f"files/{pages.name_of(one)}" for one in page.files)):
            _sub(web, "file", href=path)
        _sub(web, "dependency", identifierref="r-style")
    if _carried(page):
        _titled(parent, f"q-{name}", page.title).set("identifierref", f"t-{name}")
        kind = "imsqti_xmlv1p2/imscc_xmlv1p3/assessment"
        _sub(_sub(resources, "resource", identifier=f"t-{name}", type=kind), "file", href=f"{name}.xml")


def _titled(parent: Element, identifier: str, title: str) -> Element:
    made = _sub(parent, "item", identifier=identifier)
    _sub(made, "title").text = title
    return made


def _sub(parent: Element, name: str, **attributes: str) -> Element:
    return etree.SubElement(parent, f"{{{_CC}}}{name}", attrib=attributes)


def _lom(parent: Element, name: str, **attributes: str) -> Element:
    return etree.SubElement(parent, f"{{{_LOM}}}{name}", attrib=attributes)


def assessment(page: pages.Page, language: str) -> bytes:
    """QTI 1.2 in the cartridge's profile."""
    root = etree.Element(f"{{{_QTI}}}questestinterop", nsmap=_QTI_NAMES)  # type: ignore[arg-type]
    whole = _qti(root, "assessment", ident=page.unit.name, title=page.title)
    _fields(
        whole,
        {"cc_profile": "cc.exam.v0p1", "qmd_assessmenttype": "Examination", "cc_maxattempts": "unlimited"},
    )
    section = _qti(whole, "section", ident="all")
    for item in _carried(page):
        _item(section, item, language)
    return etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True)


def _qti(parent: Element, name: str, text: str | None = None, **attributes: str) -> Element:
    made = etree.SubElement(parent, f"{{{_QTI}}}{name}", attrib=attributes)
    made.text = text
    return made


def _fields(parent: Element, values: dict[str, str]) -> None:
    data = _qti(parent, "qtimetadata")
    for label, entry in values.items():
        field = _qti(data, "qtimetadatafield")
        _qti(field, "fieldlabel", label)
        _qti(field, "fieldentry", entry)


def _material(parent: Element, html: str) -> None:
    _qti(_qti(parent, "material"), "mattext", html, texttype="text/html")


def _item(section: Element, item: Item, language: str) -> None:
    made = _qti(section, "item", ident=item.name)
    _fields(_qti(made, "itemmetadata"), {"cc_profile": _PROFILES[item.type]})
    asked = _qti(made, "presentation")
    _material(asked, item.text)
    if item.type == ItemType.TEXT:
        _qti(
            _qti(asked, "response_str", ident="answer", rcardinality="Single"),
            "render_fib",
            columns="20",
            rows="1",
        )
    else:
        _choices(asked, item, language)
    _processing(made, item)
    for place, option in enumerate(item.options):
        if option.feedback:
            _feedback(made, f"f{place}", option.feedback)
    if item.why:
        _feedback(made, "general", item.why)


def _choices(asked: Element, item: Item, language: str) -> None:
    cardinality = "Multiple" if item.type == ItemType.MULTIPLE else "Single"
    render = _qti(_qti(asked, "response_lid", ident="answer", rcardinality=cardinality), "render_choice")
    for ident, html in _shown(item, language):
        _material(_qti(render, "response_label", ident=ident), html)


def _shown(item: Item, language: str) -> list[tuple[str, str]]:
    if item.type == ItemType.TRUE_FALSE:
        return [("true", "True"), ("false", "False")]
    return [(f"o{place}", option.text) for place, option in enumerate(item.options)]


def _processing(made: Element, item: Item) -> None:
    process = _qti(made, "resprocessing")
    _qti(
        _qti(process, "outcomes"), "decvar", maxvalue="100", minvalue="0", varname="SCORE", vartype="Decimal"
    )
    for place, option in enumerate(item.options):
        if option.feedback:
            seen = _qti(process, "respcondition", **{"continue": "Yes"})
            _qti(_qti(seen, "conditionvar"), "varequal", f"o{place}", respident="answer")
            _qti(seen, "displayfeedback", feedbacktype="Response", linkrefid=f"f{place}")
    right = _qti(process, "respcondition", **{"continue": "No"})
    _right(_qti(right, "conditionvar"), item)
    _qti(right, "setvar", "100", action="Set", varname="SCORE")
    if item.why:
        _qti(right, "displayfeedback", feedbacktype="Response", linkrefid="general")


def _right(condition: Element, item: Item) -> None:
    if item.type == ItemType.TRUE_FALSE:
        _qti(condition, "varequal", "true" if item.truth else "false", respident="answer")
    elif item.type == ItemType.TEXT:
        for word in item.accepted:
            _qti(condition, "varequal", unescape(re.sub(r"<[^>]+>", "", word)), respident="answer", case="No")
    elif item.type == ItemType.SINGLE:
        place = next(place for place, option in enumerate(item.options) if option.right)
        _qti(condition, "varequal", f"o{place}", respident="answer")
    else:
        every = _qti(condition, "and")
        for place, option in enumerate(item.options):
            inside = every if option.right else _qti(every, "not")
            _qti(inside, "varequal", f"o{place}", respident="answer")


def _feedback(made: Element, ident: str, html: str) -> None:
    _material(_qti(_qti(made, "itemfeedback", ident=ident), "flow_mat"), html)
