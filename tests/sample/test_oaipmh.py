"""The sample's OAI-PMH repositories keep to the specification beyond what a harvest needs."""

import urllib.request

import pytest
from lxml import etree

from tests.sample import reading
from tests.sample.test_server import HARVESTED, error, identifiers, oai
from ujuzi.sample import coalition


def every(base: str, slug: str, prefix: str) -> list[str]:
    answer, found = oai(base, slug, verb="ListRecords", metadataPrefix=prefix), list[str]()
    while True:
        found += identifiers(answer)
        token = answer.findtext(".//oai:resumptionToken", "", HARVESTED)
        if not token:
            return found
        answer = oai(base, slug, verb="ListRecords", resumptionToken=token)


def test_it_says_what_it_is(base: str) -> None:
    said = oai(base, "greatrift", verb="Identify").find("oai:Identify", HARVESTED)
    assert said is not None
    told = {str(each.tag).rpartition("}")[2]: str(each.text) for each in said}
    assert told["baseURL"] == f"{base}/greatrift/oai"
    assert (told["protocolVersion"], told["deletedRecord"]) == ("2.0", "persistent")
    assert told["granularity"] == "YYYY-MM-DDThh:mm:ssZ"
    assert told["earliestDatestamp"] <= "2026-06-01T00:00:00Z"


@pytest.mark.parametrize(("slug", "prefixes"), [("greatrift", ["oai_dc"]), ("dosrios", ["oai_dc", "lom"])])
def test_each_format_it_names_gives_every_record(base: str, slug: str, prefixes: list[str]) -> None:
    answer = oai(base, slug, verb="ListMetadataFormats")
    assert [str(each.text) for each in answer.iterfind(".//oai:metadataPrefix", HARVESTED)] == prefixes
    rows = [f"oai:{slug}.example:{row['id']}" for row in coalition.rows(slug)]
    for prefix in prefixes:
        assert every(base, slug, prefix) == rows


def test_a_request_may_come_in_the_body(base: str) -> None:
    url, query = f"{base}/dosrios/oai", "verb=ListRecords&metadataPrefix=lom&set=ml"
    with urllib.request.urlopen(urllib.request.Request(url, data=query.encode()), timeout=20) as sent:
        posted = sent.read()
    assert posted == reading.get(f"{url}?{query}").content
    assert identifiers(etree.fromstring(posted)) == [
        "oai:dosrios.example:lom-02",
        "oai:dosrios.example:lom-07",
    ]


def test_the_answer_repeats_the_request_unless_it_was_wrong(base: str) -> None:
    def repeated(**asked: str) -> dict[str, str]:
        found = oai(base, "greatrift", **asked).find("oai:request", HARVESTED)
        assert found is not None
        return {str(name): str(value) for name, value in found.attrib.items()}

    asked = {"verb": "ListIdentifiers", "metadataPrefix": "oai_dc", "set": "basics"}
    assert repeated(**asked) == asked
    assert repeated(verb="Dance") == {}
    assert repeated(verb="Identify", until="2026-01-01") == {}


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"verb": "Identify", "set": "ml"}, "badArgument"),
        ({"verb": "ListRecords", "metadataPrefix": "oai_dc", "colour": "red"}, "badArgument"),
        ({"verb": "ListRecords", "metadataPrefix": "oai_dc", "resumptionToken": "8~oai_dc~~~"}, "badArgument"),
        ({"verb": "ListRecords", "metadataPrefix": "oai_dc", "from": "yesterday"}, "badArgument"),
        ({"verb": "ListRecords", "metadataPrefix": "oai_dc", "from": "2026-07-01", "until": "2026-06-01"}, "badArgument"),
        ({"verb": "ListRecords", "metadataPrefix": "oai_dc", "from": "2026-06-01", "until": "2026-06-02T00:00:00Z"},
         "badArgument"),
        ({"verb": "ListRecords", "resumptionToken": "8~marc~~~"}, "cannotDisseminateFormat"),
        ({"verb": "ListSets", "resumptionToken": "8"}, "badResumptionToken"),
        ({"verb": "ListMetadataFormats", "identifier": "oai:x"}, "idDoesNotExist"),
        ({"verb": "GetRecord", "metadataPrefix": "lom", "identifier": "oai:greatrift.example:dc-01"},
         "cannotDisseminateFormat"),
    ],
)  # fmt: skip
def test_what_the_specification_refuses(base: str, asked: dict[str, str], code: str) -> None:
    assert error(oai(base, "greatrift", **asked)) == code
