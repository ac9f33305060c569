"""QTI 2.1, 2.2 and 3.0: each kind of question, and what our quizzes do not have."""

from pathlib import Path

import pytest

from tests.courses.packages.conversions import made
from tests.courses.packages.conversions.made import declared, item
from tests.courses.packages_made import written
from ujuzi.courses.packages.shapes import NotTaken
from ujuzi.courses.text.shapes import Item, ItemType


def only(folder: Path, text: str) -> Item:
    course = made.convert(written(folder, made.qti(text)))
    assert len(course.items("questions")) == 1, course.notes
    return next(iter(course.items("questions").values()))


@pytest.mark.parametrize(
    ("version", "text"), [("2p1", made.CHOICE), ("2p2", made.CHOICE), ("3p0", made.CHOICE_3)]
)
def test_every_version(tmp_path: Path, version: str, text: str) -> None:
    found = made.convert(written(tmp_path, made.qti(text, version=version))).items("questions")["item"]
    assert (found.type, found.fixed) == (ItemType.SINGLE, False)
    assert [(one.text, one.right) for one in found.options] == [("One", False), ("Two", True)]


def test_feedback_and_pictures_are_kept(tmp_path: Path) -> None:
    found = only(tmp_path, made.CHOICE)
    assert [one.feedback for one in found.options] == ["No, not one.", "Yes!"]
    assert found.why == "Two it is."
    assert 'alt="A field"' in found.text


def test_several_answers_and_true_or_false(tmp_path: Path) -> None:
    choices = '<simpleChoice identifier="a">A</simpleChoice><simpleChoice identifier="b">B</simpleChoice>'
    body = f'<p>Which?</p><choiceInteraction responseIdentifier="RESPONSE">{choices}</choiceInteraction>'
    found = only(tmp_path, item(body, declared("a", "b", cardinality="multiple")))
    assert (found.type, [one.right for one in found.options], found.fixed) == (
        ItemType.MULTIPLE,
        [True, True],
        True,
    )
    body = body.replace('"a"', '"true"').replace('"b"', '"false"')
    found = only(tmp_path, item(body, declared("false")))
    assert (found.type, found.truth) == (ItemType.TRUE_FALSE, False)


def test_entries(tmp_path: Path) -> None:
    body = '<p>The town is <textEntryInteraction responseIdentifier="RESPONSE"/>.</p>'
    mapping = '<mapping><mapEntry mapKey="kigali city" mappedValue="0.5"/><mapEntry mapKey="Nairobi" mappedValue="0"/></mapping>'
    found = only(tmp_path, item(body, declared("Kigali", kind="string", mapping=mapping)))
    assert (found.type, found.gaps) == (ItemType.GAP, (("Kigali", "kigali city"),))
    near = """<responseProcessing><responseCondition><responseIf><equal toleranceMode="absolute" tolerance="0.5 1"><variable identifier="RESPONSE"/>
<correct identifier="RESPONSE"/></equal></responseIf></responseCondition></responseProcessing>"""
    found = only(tmp_path, item(body, declared("10", kind="float"), near))
    assert (found.type, found.low, found.high) == (ItemType.NUMBER, "9.5", "11")
    near = near.replace("absolute", "relative").replace("0.5 1", "10")
    assert only(tmp_path, item(body, declared("10", kind="float"), near)).low == "9"


def test_lists_in_a_text(tmp_path: Path) -> None:
    def chosen(name: str) -> str:
        return f"""<inlineChoiceInteraction responseIdentifier="{name}"><inlineChoice identifier="a">cat</inlineChoice>
<inlineChoice identifier="b">dog</inlineChoice></inlineChoiceInteraction>"""

    found = only(tmp_path, item(f"<p>A {chosen('RESPONSE')} barks.</p>", declared("b")))
    assert (found.type, found.text, [one.right for one in found.options]) == (
        ItemType.SINGLE,
        "A … barks.",
        [False, True],
    )
    both = declared("b") + declared("a", name="R2")
    found = only(tmp_path, item(f"<p>A {chosen('RESPONSE')} barks, a {chosen('R2')} not.</p>", both))
    assert (found.type, found.gaps) == (ItemType.GAP, (("dog",), ("cat",)))
    assert "(cat / dog)" in found.text


def test_order_match_associate_and_gaps(tmp_path: Path) -> None:
    steps = "".join(f'<simpleChoice identifier="{one}">{one}!</simpleChoice>' for one in "abc")
    body = f'<orderInteraction responseIdentifier="RESPONSE"><prompt>Order</prompt>{steps}</orderInteraction>'
    assert only(tmp_path, item(body, declared("c", "a", "b", cardinality="ordered"))).steps == (
        "c!",
        "a!",
        "b!",
    )

    def sides(*names: str) -> str:
        return "".join(
            f'<simpleAssociableChoice identifier="{one}" matchMax="1">{one} =&gt; &lt;b&gt;</simpleAssociableChoice>'
            for one in names
        )

    right = declared("a x", "b y", cardinality="multiple", kind="directedPair")
    sets = f"<simpleMatchSet>{sides('a', 'b')}</simpleMatchSet><simpleMatchSet>{sides('x', 'y', 'z')}</simpleMatchSet>"
    found = only(
        tmp_path,
        item(
            f'<matchInteraction responseIdentifier="RESPONSE"><prompt>Match</prompt>{sets}</matchInteraction>',
            right,
        ),
    )
    assert found.pairs == (
        ("a =&gt; &lt;b&gt;", "x =&gt; &lt;b&gt;"),
        ("b =&gt; &lt;b&gt;", "y =&gt; &lt;b&gt;"),
    )
    assert found.extras == ("z =&gt; &lt;b&gt;",)
    pairs = f'<associateInteraction responseIdentifier="RESPONSE"><prompt>Pairs</prompt>{sides(*"abxyz")}</associateInteraction>'
    assert len(only(tmp_path, item(pairs, right)).pairs) == 2
    gaps = """<gapMatchInteraction responseIdentifier="RESPONSE"><prompt>Fill</prompt><gapText identifier="a" matchMax="1">cat</gapText><gapText identifier="b" matchMax="1">dog</gapText>
<p>A <gap identifier="x"/> meows, a <gap identifier="y"/> barks.</p></gapMatchInteraction>"""
    found = only(tmp_path, item(gaps, right))
    assert (found.gaps, "(cat / dog)" in found.text) == ((("cat",), ("dog",)), True)


def test_words_to_mark(tmp_path: Path) -> None:
    body = """<hottextInteraction responseIdentifier="RESPONSE"><prompt>Find the verb</prompt><p>The <hottext identifier="a">dog</hottext>
<hottext identifier="b">barks</hottext></p></hottextInteraction>"""
    found = only(tmp_path, item(body, declared("b")))
    assert [(one.text, one.right) for one in found.options] == [("dog", False), ("barks", True)]


def test_two_questions_in_one_item(tmp_path: Path) -> None:
    choices = '<simpleChoice identifier="a">A</simpleChoice><simpleChoice identifier="b">B</simpleChoice>'
    body = "".join(
        f'<p>Number {one}?</p><choiceInteraction responseIdentifier="{one}">{choices}</choiceInteraction>'
        for one in ("R1", "R2")
    )
    body += '<p>And</p><extendedTextInteraction responseIdentifier="R3"/>'
    course = made.convert(
        written(tmp_path, made.qti(item(body, declared("a", name="R1") + declared("b", name="R2"))))
    )
    assert [one.text for one in course.items("questions").values()] == ["Number R1?", "Number R2?"]
    assert (
        "The question “An item”: a part is left out: it is an open question, which somebody must read."
        in course.notes
    )


def test_tests_become_quizzes(tmp_path: Path) -> None:
    course = made.convert(
        written(tmp_path, made.qti(made.CHOICE, made.CHOICE.replace('"item"', '"other"'), test=made.TEST))
    )
    assert course.titles() == [("The test", [("s1", "Part one")]), ("The test", [("questions", "The test")])]
    assert list(course.items("questions")) == ["other"]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (item('<extendedTextInteraction responseIdentifier="RESPONSE"/>'), "an open question"),
        (item("<p>x</p>"), "nothing to answer"),
        (item('<p>x</p><uploadInteraction responseIdentifier="RESPONSE"/>'), "a file is to be handed in"),
        (
            made.CHOICE.replace("<itemBody>", '<templateDeclaration identifier="x"/><itemBody>'),
            "made anew for each learner",
        ),
        (made.CHOICE.replace("<value>B</value>", ""), "does not say which answer is right"),
        (
            '<!DOCTYPE x [<!ENTITY e "e">]>' + made.CHOICE.split("?>", 1)[1].replace("Which?", "&e;"),
            "declares and uses the entity",
        ),
        ("", "cannot be read"),
    ],
)
def test_what_cannot_be_asked_is_refused_with_the_reason(tmp_path: Path, text: str, why: str) -> None:
    with pytest.raises(NotTaken, match=why):
        made.convert(written(tmp_path, made.qti(text)))
