"""Dublin Core in its wrappings."""

from lxml import etree

from ujuzi.standards import dublincore

DC, TERMS = "http://purl.org/dc/elements/1.1/", "http://purl.org/dc/terms/"


def test_namespaces_and_languages() -> None:
    element = etree.fromstring(
        f'<r xmlns:dc="{DC}" xmlns:t="{TERMS}" xmlns:x="urn:x" xml:lang="en"><dc:title>A</dc:title>'
        '<t:title xml:lang="fr">B</t:title><x:title>C</x:title><dc:subject/><dc:Creator>D <b>E</b></dc:Creator></r>'
    )
    found = dublincore.terms(element)
    assert [tuple(said) for said in found["title"]] == [("A", "en"), ("B", "fr")]
    assert "subject" not in found
    assert found["creator"][0].text == "D E"


def test_records_of_a_collection() -> None:
    one = f'<record><dc:title xmlns:dc="{DC}">A</dc:title></record>'
    assert len(dublincore.records(etree.fromstring(f"<collection>{one}{one}</collection>"))) == 2
    assert len(dublincore.records(etree.fromstring(one))) == 1
    assert dublincore.records(etree.fromstring("<a><title>B</title></a>")) == []
