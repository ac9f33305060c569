"""Packages made by us in the formats that become courses of ours, and what comes of them."""

import gzip
import io
import tarfile
from pathlib import Path
from typing import NamedTuple

from tests.courses import packages_made
from ujuzi.courses import hosting
from ujuzi.courses.packages import opening, registry
from ujuzi.courses.packages.conversions import writing
from ujuzi.courses.packages.conversions.drafts import Draft
from ujuzi.courses.text import faults, files, shapes

PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x08\x00\x00\x00\x04" + bytes(20)


class Made(NamedTuple):
    """The course as the strict reader sees it, its files, and what stayed behind."""

    course: shapes.Course
    files: dict[str, bytes]
    notes: list[str]
    draft: Draft

    def text(self, name: str) -> str:
        """The Markdown of a unit, without its head."""
        return next(
            text.decode().partition("\n+++\n")[2]
            for path, text in self.files.items()
            if f"-{name}." in path.rpartition("/")[2]
        )

    def items(self, name: str) -> dict[str, shapes.Item]:
        unit = next(one for one in self.course.units if one.name == name)
        return {one.name: one for one in unit.texts[self.course.source_language].items}

    def titles(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """Of modules, and of their units with their names."""
        tag = self.course.source_language
        return [
            (one.titles[tag], [(unit.name, unit.texts[tag].title) for unit in one.units])
            for one in self.course.modules
        ]


def convert(path: Path, language: str = "en") -> Made:
    """Raises archives.Unsafe, NotTaken. Whatever comes out must pass the strict reader."""
    with opening.opened(path) as archive:
        draft = registry.CONVERSIONS[registry.detect(archive)].read(archive)
        head = writing.Head("the-course", draft.language or language, draft.title or "Untitled")
        contents = writing.files_of(draft, archive, head)
    return checked(contents, draft)


def checked(contents: dict[str, bytes], draft: Draft) -> Made:
    found = faults.Faults()
    course = hosting.read(files.Memory(contents), found)
    assert not found, [str(one) for one in found]
    assert course is not None
    return Made(course, contents, draft.notes, draft)


def tarred(contents: dict[str, str | bytes], packed: bool = True) -> bytes:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as archive:
        for name, content in contents.items():
            data = content.encode() if isinstance(content, str) else content
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return gzip.compress(stream.getvalue()) if packed else stream.getvalue()


# Open edX

OLX: dict[str, str | bytes] = {
    "course/course.xml": '<course url_name="2026" org="OpenLab" course="SEED"/>',
    "course/course/2026.xml": """<course display_name="Seeds and data" language="sw" lti_passports="[&quot;key:secret-of-lti&quot;]">
<chapter url_name="first"/><chapter url_name="staff" visible_to_staff_only="true"/><wiki slug="x"/></course>""",
    "course/chapter/first.xml": '<chapter display_name="First steps"><sequential url_name="seq"/></chapter>',
    "course/sequential/seq.xml": """<sequential display_name="Reading" graded="true"><vertical url_name="page"/><vertical url_name="questions"/>
<vertical url_name="secret" visible_to_staff_only="true"/></sequential>""",
    "course/vertical/page.xml": """<vertical display_name="The notebook"><html url_name="words"/><video url_name="film"/>
<discussion display_name="Talk about it"/></vertical>""",
    "course/html/words.xml": '<html filename="words" display_name="Text"/>',
    "course/html/words.html": """<h1>What she wrote</h1><p>Rain &amp; seeds, <a href="/jump_to_id/questions">now you</a>,
<a href="/static/table.pdf">a table</a>.</p><p><img src="/static/field.png" alt="A field"></p><p><img src="/static/field.tiff"></p>""",
    "course/static/field.png": PNG,
    "course/static/field.tiff": b"II*\0",
    "course/static/table.pdf": b"%PDF",
    "course/static/subs_ABC.srt.sjson": '{"start": [0, 1], "end": [1, 2], "text": ["It rains.", "It&#39;s wet."]}',
    "course/video/film.xml": '<video display_name="Rain" youtube="1.00:ABC" sub="ABC"/>',
    "course/vertical/questions.xml": """<vertical display_name="Check"><problem url_name="one"/><problem url_name="two"/><problem url_name="three"/></vertical>""",
    "course/vertical/secret.xml": "<vertical><html><p>for staff</p></html></vertical>",
    "course/problem/one.xml": """<problem display_name="One"><multiplechoiceresponse><label>What did she learn from?</label><choicegroup shuffle="true">
<choice correct="false">A rule<choicehint>Nobody gave her one.</choicehint></choice><choice correct="true">Examples</choice></choicegroup>
<solution><div class="detailed-solution"><p>Explanation</p><p>From examples.</p></div></solution></multiplechoiceresponse>
<demandhint><hint>Look at each line.</hint></demandhint></problem>""",
    "course/problem/two.xml": """<problem display_name="Two"><p>How many?</p><numericalresponse answer="40"><responseparam type="tolerance" default="5%"/>
<formulaequationinput/></numericalresponse><p>Which town?</p><stringresponse answer="Kigali" type="ci"><additional_answer answer="Kigali City"/>
<stringequalhint answer="Nairobi">Further west.</stringequalhint><textline/></stringresponse>
<choiceresponse><label>Which are data?</label><checkboxgroup><choice correct="true">Rain</choice><choice correct="true">Seeds</choice>
<choice correct="false">Luck</choice></checkboxgroup></choiceresponse>
<optionresponse><label>Pick</label><optioninput options="('a &amp; b','c')" correct="c"/></optionresponse></problem>""",
    "course/problem/three.xml": """<problem display_name="Three"><script type="loncapa/python">x = 1</script><p>A program asks</p>
<customresponse cfn="check"><textline/></customresponse><numericalresponse answer="$x"><textline/></numericalresponse></problem>""",
    "course/policies/2026/policy.json": '{"course/2026": {"license": "creative-commons: ver=4.0 BY SA", "lti_passports": ["key:secret-of-lti"]}}',
    "course/policies/2026/grading_policy.json": '{"GRADE_CUTOFFS": {"A": 0.9, "Pass": 0.6}}',
    "course/about/short_description.html": "How machines learn from a seed trader's notebook.",
    "course/.git/config": "password = secret-of-git",
}  # fmt: skip


def olx(**changed: str | bytes) -> bytes:
    """`changed`: files by their path, with __ for / and the ending left to `.xml`."""
    return tarred({**OLX} | {f"course/{key.replace('__', '/')}.xml": value for key, value in changed.items()})


# Common Cartridge

QTI_12 = """<?xml version="1.0"?><questestinterop xmlns="http://www.imsglobal.org/xsd/ims_qtiasiv1p2"><assessment ident="a1" title="Check"><section ident="s">
<item ident="q1"><itemmetadata><qtimetadata><qtimetadatafield><fieldlabel>cc_profile</fieldlabel><fieldentry>cc.multiple_choice.v0p1</fieldentry></qtimetadatafield></qtimetadata></itemmetadata>
<presentation><material><mattext texttype="text/html">&lt;p&gt;Which one?&lt;/p&gt;</mattext></material><response_lid ident="r" rcardinality="Single"><render_choice shuffle="Yes">
<response_label ident="A"><material><mattext>Left &lt; right</mattext></material></response_label><response_label ident="B"><material><mattext>Right</mattext></material></response_label>
</render_choice></response_lid></presentation>
<resprocessing><respcondition><conditionvar><varequal respident="r">A</varequal></conditionvar><displayfeedback feedbacktype="Response" linkrefid="fa"/></respcondition>
<respcondition><conditionvar><varequal respident="r">B</varequal></conditionvar><setvar action="Set" varname="SCORE">100</setvar></respcondition></resprocessing>
<itemfeedback ident="fa"><material><mattext>Look again.</mattext></material></itemfeedback></item>
<item ident="q2"><presentation><material><mattext>Which are even?</mattext></material><response_lid ident="r" rcardinality="Multiple"><render_choice>
<response_label ident="A"><material><mattext>2</mattext></material></response_label><response_label ident="B"><material><mattext>3</mattext></material></response_label>
<response_label ident="C"><material><mattext>4</mattext></material></response_label></render_choice></response_lid></presentation>
<resprocessing><respcondition><conditionvar><and><varequal respident="r">A</varequal><not><varequal respident="r">B</varequal></not><varequal respident="r">C</varequal></and></conditionvar>
<setvar varname="SCORE">100</setvar></respcondition></resprocessing></item>
<item ident="q3"><presentation><material><mattext>It rains.</mattext></material><response_lid ident="r"><render_choice>
<response_label ident="t"><material><mattext>True</mattext></material></response_label><response_label ident="f"><material><mattext>False</mattext></material></response_label></render_choice></response_lid></presentation>
<resprocessing><respcondition><conditionvar><varequal respident="r">f</varequal></conditionvar><setvar varname="SCORE">100</setvar></respcondition></resprocessing></item>
<item ident="q4"><presentation><material><mattext>The town?</mattext></material><response_str ident="r"><render_fib/></response_str></presentation>
<resprocessing><respcondition><conditionvar><or><varequal respident="r">Kigali</varequal><varequal respident="r">3D</varequal></or></conditionvar><setvar varname="SCORE">100</setvar></respcondition></resprocessing></item>
<item ident="q5"><itemmetadata><qtimetadata><qtimetadatafield><fieldlabel>cc_profile</fieldlabel><fieldentry>cc.essay.v0p1</fieldentry></qtimetadatafield></qtimetadata></itemmetadata>
<presentation><material><mattext>Write about rain.</mattext></material><response_str ident="r"><render_fib/></response_str></presentation></item>
<item ident="q6"><presentation><material><mattext>What belongs together?</mattext></material>
<response_lid ident="r1"><material><mattext>cat</mattext></material><render_choice><response_label ident="x"><material><mattext>meow</mattext></material></response_label><response_label ident="y"><material><mattext>woof</mattext></material></response_label></render_choice></response_lid>
<response_lid ident="r2"><material><mattext>dog</mattext></material><render_choice><response_label ident="x"><material><mattext>meow</mattext></material></response_label><response_label ident="y"><material><mattext>woof</mattext></material></response_label></render_choice></response_lid></presentation>
<resprocessing><respcondition><conditionvar><varequal respident="r1">x</varequal></conditionvar><setvar varname="SCORE" action="Add">50</setvar></respcondition>
<respcondition><conditionvar><varequal respident="r2">y</varequal></conditionvar><setvar varname="SCORE" action="Add">50</setvar></respcondition></resprocessing></item>
<item ident="q7"><presentation><material><mattext>How many?</mattext></material><response_str ident="r"><render_fib fibtype="Decimal"/></response_str></presentation>
<resprocessing><respcondition><conditionvar><vargte respident="r">4.5</vargte><varlte respident="r">5.5</varlte></conditionvar><setvar varname="SCORE">100</setvar></respcondition></resprocessing></item>
</section></assessment></questestinterop>"""
BANK = QTI_12.replace(
    '<assessment ident="a1" title="Check"><section ident="s">', '<objectbank ident="b">'
).replace("</section></assessment>", "</objectbank>")
MANIFEST = """<?xml version="1.0"?><manifest identifier="cart-1" xmlns="http://www.imsglobal.org/xsd/imsccv1p{minor}/imscp_v1p1"
 xmlns:lomimscc="http://ltsc.ieee.org/xsd/imsccv1p{minor}/LOM/manifest"><metadata><schema>IMS Common Cartridge</schema><schemaversion>1.{minor}.0</schemaversion>
<lomimscc:lom><lomimscc:general><lomimscc:title><lomimscc:string language="fr">Graines</lomimscc:string></lomimscc:title><lomimscc:language>fr</lomimscc:language>
<lomimscc:description><lomimscc:string>Un cours.</lomimscc:string></lomimscc:description></lomimscc:general>
<lomimscc:rights><lomimscc:description><lomimscc:string>https://creativecommons.org/licenses/by-sa/4.0/</lomimscc:string></lomimscc:description></lomimscc:rights></lomimscc:lom></metadata>
<organizations><organization identifier="o" structure="rooted-hierarchy"><item identifier="root">
<item identifier="i0" identifierref="intro"><title>Bienvenue</title></item>
<item identifier="m1"><title>Module un</title><item identifier="i1" identifierref="page"><title>La page</title></item>
<item identifier="i2" identifierref="link"><title>Un lien</title></item><item identifier="i3" identifierref="test"><title>Le test</title></item>
<item identifier="i4" identifierref="talk"><title>Discussion</title></item><item identifier="i5" identifierref="tool"><title>Outil</title></item>
<item identifier="i6" identifierref="pdf"><title>Fichier</title></item><item identifier="i7" identifierref="plan"><title>Pour la maîtresse</title></item>
<item identifier="i8" identifierref="nowhere"><title>Perdu</title></item></item></item></organization></organizations>
<resources><resource identifier="intro" type="webcontent" href="pages/intro.html"/>
<resource identifier="page" type="webcontent" href="pages/page%20un.html"><file href="pages/page%20un.html"/></resource>
<resource identifier="link" type="imswl_xmlv1p{minor}"><file href="link.xml"/></resource>
<resource identifier="test" type="imsqti_xmlv1p2/imscc_xmlv1p{minor}/assessment"><file href="test/test.xml"/></resource>
<resource identifier="bank" type="imsqti_xmlv1p2/imscc_xmlv1p{minor}/question-bank"><file href="bank.xml"/></resource>
<resource identifier="talk" type="imsdt_xmlv1p{minor}"><file href="talk.xml"/></resource>
<resource identifier="tool" type="imsbasiclti_xmlv1p0"><file href="tool.xml"/></resource>
<resource identifier="pdf" type="webcontent" href="pages/a.pdf"/>
<resource identifier="plan" type="webcontent" intendeduse="lessonplan" href="pages/intro.html"/></resources></manifest>"""


def cartridge(minor: int = 1, **changed: str) -> bytes:
    contents: dict[str, str | bytes] = {
        "imsmanifest.xml": MANIFEST.replace("{minor}", str(minor)),
        "pages/intro.html": '<html><head><title>x</title></head><body><p>Bonjour, <a href="page%20un.html">la suite</a>.</p></body></html>',
        "pages/page un.html": '<p>Une image</p><img src="$IMS-CC-FILEBASE$/pics/champ.png" alt="Un champ"><script>alert(1)</script>',
        "web_resources/pics/champ.png": PNG,
        "link.xml": '<webLink xmlns="http://www.imsglobal.org/xsd/imswl_v1p1"><title>Lien</title><url href="https://example.org/a?b=1&amp;c=2"/></webLink>',
        "test/test.xml": QTI_12,
        "bank.xml": BANK,
        "talk.xml": "<topic/>",
        "tool.xml": "<cartridge_basiclti_link><secret>secret-of-lti</secret></cartridge_basiclti_link>",
        "pages/a.pdf": b"%PDF",
    }
    return packages_made.zipped(
        contents | {key.replace("__", "/") + ".xml": value for key, value in changed.items()}
    )


# QTI 2 and 3


def item(body: str, declared: str = "", more: str = "", name: str = "item", title: str = "An item") -> str:
    return f"""<?xml version="1.0"?><assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="{name}" title="{title}" adaptive="false" timeDependent="false">
{declared}<itemBody>{body}</itemBody>{more}</assessmentItem>"""


def declared(
    *values: str,
    cardinality: str = "single",
    kind: str = "identifier",
    name: str = "RESPONSE",
    mapping: str = "",
) -> str:
    said = "".join(f"<value>{one}</value>" for one in values)
    return f"""<responseDeclaration identifier="{name}" cardinality="{cardinality}" baseType="{kind}"><correctResponse>{said}</correctResponse>{mapping}</responseDeclaration>"""


CHOICE = item(
    """<p>Which?</p><choiceInteraction responseIdentifier="RESPONSE" shuffle="true" maxChoices="1"><prompt>Choose <img src="p.png" alt="A field"/></prompt>
<simpleChoice identifier="A">One<feedbackInline identifier="A" outcomeIdentifier="F" showHide="show">No, not one.</feedbackInline></simpleChoice><simpleChoice identifier="B">Two</simpleChoice></choiceInteraction>""",
    declared("B"),
    '<modalFeedback outcomeIdentifier="F" identifier="B" showHide="show">Yes!</modalFeedback><modalFeedback outcomeIdentifier="G" identifier="done" showHide="show">Two it is.</modalFeedback>',
)  # fmt: skip
CHOICE_3 = """<qti-assessment-item xmlns="http://www.imsglobal.org/xsd/imsqtiasi_v3p0" identifier="item" title="An item">
<qti-response-declaration identifier="RESPONSE" cardinality="single" base-type="identifier"><qti-correct-response><qti-value>B</qti-value></qti-correct-response></qti-response-declaration>
<qti-item-body><p>Which?</p><qti-choice-interaction response-identifier="RESPONSE" shuffle="true" max-choices="1"><qti-prompt>Choose</qti-prompt>
<qti-simple-choice identifier="A">One</qti-simple-choice><qti-simple-choice identifier="B">Two</qti-simple-choice></qti-choice-interaction></qti-item-body></qti-assessment-item>"""
TEST = """<assessmentTest xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="t" title="The test"><testPart identifier="p"><assessmentSection identifier="s1" title="Part one">
<assessmentItemRef identifier="r1" href="items/item0.xml"/></assessmentSection></testPart></assessmentTest>"""


def qti(*items: str, version: str = "2p1", test: str = "") -> bytes:
    """The items as items/item0.xml and so on, with a picture beside them."""
    resources = "".join(
        f'<resource identifier="i{number}" type="imsqti_item_xmlv{version}" href="items/item{number}.xml"><file href="items/item{number}.xml"/></resource>'
        for number in range(len(items))
    )
    resources += (
        f'<resource identifier="t" type="imsqti_test_xmlv{version}" href="test.xml"/>' if test else ""
    )
    manifest = f"""<manifest identifier="pack-1" xmlns="http://www.imsglobal.org/xsd/imscp_v1p1"><metadata><schema>QTIv2.1 Package</schema></metadata>
<organizations/><resources>{resources}</resources></manifest>"""
    contents: dict[str, str | bytes] = {"imsmanifest.xml": manifest, "items/p.png": PNG, "test.xml": test}
    return packages_made.zipped(
        contents | {f"items/item{number}.xml": one for number, one in enumerate(items)}
    )
