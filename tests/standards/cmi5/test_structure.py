"""cmi5.xml: what the schema says, what it cannot say, and every structure of the public test suite."""

from pathlib import Path

import pytest

from tests.courses.packages_made import cmi5_block, cmi5_unit, cmi5_xml
from ujuzi.standards.cmi5 import structure


def parse(text: str) -> structure.Structure:
    return structure.parse(text.encode())


def test_units_and_blocks_in_order() -> None:
    found = parse(
        cmi5_xml(
            cmi5_unit(
                "zero", moveOn="Passed", masteryScore="0.75", launchMethod="OwnWindow", activityType=" x:y "
            )
            + cmi5_block("outer", cmi5_unit("one") + cmi5_block("inner", cmi5_unit("two")))
        )
    )
    assert (found.id, found.titles) == ("https://made.example/course", {"en": "Seeds in cmi5"})
    assert [unit.id.rpartition("/")[2] for unit in found.units] == ["zero", "one", "two"]
    assert [unit.block.rpartition("/")[2] for unit in found.units] == ["", "outer", "inner"]
    assert [(block.id[21:], block.parent[21:]) for block in found.blocks] == [
        ("outer", ""),
        ("inner", "outer"),
    ]
    first = found.units[0]
    assert (first.move_on, first.mastery, first.own_window) == ("Passed", 0.75, True)
    assert (first.url, first.launch_parameters, first.entitlement_key) == (
        "index.html?level=1",
        "seeds=3",
        "key",
    )
    assert first.activity_type == "x:y"
    assert (found.units[1].move_on, found.units[1].mastery) == ("NotApplicable", None)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "bad-xml"),
        ("no xml at all", "bad-xml"),
        ("<courseStructure/>", "not-cmi5"),
        (cmi5_xml(""), "schema"),
        (cmi5_xml(cmi5_unit("a", moveOn="Sometimes")), "schema"),
        (cmi5_xml(cmi5_unit("a", masteryScore="1.5")), "schema"),
        (cmi5_xml(cmi5_unit("a") + cmi5_unit("a")), "twice"),
        (cmi5_xml(cmi5_block("b", cmi5_unit("a")) + cmi5_block("b", cmi5_unit("c"))), "twice"),
        (cmi5_xml(cmi5_unit("a")).replace("https://made.example/a", "made.example/a"), "not-iri"),
        (cmi5_xml(cmi5_unit("a", "two words.html")), "url"),
        (cmi5_xml(cmi5_unit("a", "javascript:alert(1)")), "url"),
        (cmi5_xml(cmi5_unit("a", "http:///nowhere")), "url"),
        (cmi5_xml(cmi5_unit("a", "http://[broken")), "schema"),
        (cmi5_xml(cmi5_unit("a", "index.html?fetch=1")), "parameter"),
        (cmi5_xml(cmi5_block("b", "") * 1), "schema"),
        (cmi5_xml(cmi5_unit("a")).replace("<au ", "<au <"), "bad-xml"),
    ],
)
def test_what_is_refused(text: str, code: str) -> None:
    with pytest.raises(structure.NotStructure) as caught:
        parse(text)
    assert caught.value.code == code


def test_blocks_may_not_go_down_for_ever() -> None:
    inner = cmi5_unit("a")
    for number in range(structure.DEEPEST + 2):
        inner = cmi5_block(f"b{number}", inner)
    with pytest.raises(structure.NotStructure, match="too-deep"):
        parse(cmi5_xml(inner))


def test_entities_and_other_files_are_not_read() -> None:
    evil = cmi5_xml(cmi5_unit("a")).replace(
        "<courseStructure", '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><courseStructure', 1
    )
    with pytest.raises(structure.NotStructure):
        parse(evil.replace("Seeds in cmi5", "&e;"))


# In the suite's own words: what these break is a rule of the package, not of the structure.
OF_THE_PACKAGE = ("202-", "203-")


def test_the_structures_of_the_public_suite(field_data: Path) -> None:
    """Numbers from 200 are to be refused, all others taken."""
    found = sorted((field_data / "packages/cmi5/xml").glob("*.xml"))
    assert len(found) >= 39
    for path in found:
        number = path.name.partition("src__")[2][:4]
        try:
            structure.parse(path.read_bytes())
            taken = True
        except structure.NotStructure:
            taken = False
        assert taken is (number < "200" or number in OF_THE_PACKAGE), path.name
