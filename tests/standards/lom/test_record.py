"""Corners of LOM; whole records are read in the tests of the OAI-PMH feed."""

import pytest
from lxml import etree

from ujuzi.standards.lom import record


def lom(inner: str) -> record.Lom:
    return record.parse(etree.fromstring(f'<lom xmlns="http://ltsc.ieee.org/xsd/LOM">{inner}</lom>'))


def test_nothing_in_it() -> None:
    assert lom("") == record.Lom()


@pytest.mark.parametrize(
    ("card", "name"),
    [
        ("BEGIN:VCARD\nFN:Ada Obi\nN:Obi;Ada\nEND:VCARD", "Ada Obi"),
        ("BEGIN:VCARD\nN:Obi;Ada;;\nORG:Academy\nEND:VCARD", "Ada Obi"),
        ("BEGIN:VCARD\r\nORG:Academy\\, Inc.\r\nEND:VCARD", "Academy, Inc."),
        ("BEGIN:VCARD\nFN;CHARSET=UTF-8:Zoë\nEND:VCARD", "Zoë"),
        ("Ada Obi", "Ada Obi"),
    ],
)
def test_people(card: str, name: str) -> None:
    found = lom(
        f"<lifeCycle><contribute><role><value>Author</value></role><entity>{card}</entity></contribute></lifeCycle>"
    )
    assert found.contributions == [record.Contribution("author", (name,), "")]


@pytest.mark.parametrize(
    ("inner", "duration"),
    [
        ("<duration>PT1H</duration><description><string>an hour</string></description>", "PT1H"),
        ("<duration></duration><description><string>an hour</string></description>", "an hour"),
        ("PT2H", "PT2H"),
    ],
)
def test_learning_time(inner: str, duration: str) -> None:
    assert (
        lom(f"<educational><typicalLearningTime>{inner}</typicalLearningTime></educational>").learning_time
        == duration
    )


def test_vocabulary_value_that_is_an_address() -> None:
    found = lom("<educational><context><value>https://x.example/school</value></context></educational>")
    assert found.contexts == [record.Term((), "https://x.example/school")]


def test_relations() -> None:
    found = lom(
        "<relation><kind><value>isversionof</value></kind><resource><identifier><entry>work-1</entry></identifier></resource></relation>"
    )
    assert found.relations == [("isversionof", "work-1")]
