from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from tests import make
from ujuzi.catalogue.models import Edition, State
from ujuzi.catalogue.publish import oaipmh

pytestmark = pytest.mark.django_db
NS = {"o": oaipmh.OAI, "dc": "http://purl.org/dc/elements/1.1/", "lom": "http://ltsc.ieee.org/xsd/LOM"}
NOW = datetime(2026, 11, 23, tzinfo=UTC)


def ask(**arguments: str) -> Any:
    given = {("from" if name == "since" else name): [value] for name, value in arguments.items()}
    return etree.fromstring(oaipmh.answer(given, base_url="http://hub.example/oai", now=NOW))


def error(answer: Any) -> str:
    return str(answer.find("o:error", NS).get("code"))


def test_identify_says_what_we_keep() -> None:
    made = ask(verb="Identify").find("o:Identify", NS)
    assert made.findtext("o:deletedRecord", namespaces=NS) == "persistent"
    assert made.findtext("o:granularity", namespaces=NS) == "YYYY-MM-DDThh:mm:ssZ"


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ({"verb": ["Steal"]}, "badVerb"),
        ({}, "badVerb"),
        ({"verb": ["Identify", "Identify"]}, "badVerb"),
        ({"verb": ["ListRecords"]}, "badArgument"),
        ({"verb": ["ListRecords"], "metadataPrefix": ["oai_dc"], "colour": ["red"]}, "badArgument"),
        ({"verb": ["ListRecords"], "metadataPrefix": ["oai_dc"], "from": ["yesterday"]}, "badArgument"),
        (
            {
                "verb": ["ListRecords"],
                "metadataPrefix": ["oai_dc"],
                "from": ["2026-02-01"],
                "until": ["2026-01-01"],
            },
            "badArgument",
        ),
        (
            {
                "verb": ["ListRecords"],
                "metadataPrefix": ["oai_dc"],
                "from": ["2026-01-01"],
                "until": ["2026-02-01T00:00:00Z"],
            },
            "badArgument",
        ),
        ({"verb": ["ListRecords"], "metadataPrefix": ["marc"]}, "cannotDisseminateFormat"),
        ({"verb": ["ListRecords"], "metadataPrefix": ["oai_dc"]}, "noRecordsMatch"),
        ({"verb": ["ListRecords"], "resumptionToken": ["forged"]}, "badResumptionToken"),
        ({"verb": ["ListRecords"], "resumptionToken": ["x"], "metadataPrefix": ["oai_dc"]}, "badArgument"),
        (
            {"verb": ["GetRecord"], "identifier": ["oai:127.0.0.1:edition/1"], "metadataPrefix": ["oai_dc"]},
            "idDoesNotExist",
        ),
        (
            {"verb": ["GetRecord"], "identifier": ["oai:127.0.0.1:edition/²"], "metadataPrefix": ["oai_dc"]},
            "idDoesNotExist",
        ),
    ],
)
def test_errors_of_the_protocol(arguments: dict[str, list[str]], code: str) -> None:
    answer = etree.fromstring(oaipmh.answer(arguments, base_url="http://hub.example/oai", now=NOW))
    assert error(answer) == code


@pytest.mark.parametrize("prefix", ["oai_dc", "lom"])
def test_a_record_carries_its_texts_unharmed(rich: Edition, prefix: str) -> None:
    answer = ask(verb="GetRecord", identifier=oaipmh.identifier(rich), metadataPrefix=prefix)
    texts = " ".join(answer.itertext())
    assert "Misingi ya akili bandia <1> & zaidi" in texts
    assert "Kozi ya bure & fupi." in texts
    assert rich.url in texts


def test_a_cut_list_comes_whole_and_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(oaipmh, "PAGE", 4)
    provider = make.organisation()
    made = {oaipmh.identifier(make.edition(provider=provider, changed_at=NOW)) for _ in range(10)}
    seen: list[str] = []
    answer = ask(verb="ListIdentifiers", metadataPrefix="oai_dc")
    for _ in range(10):
        seen += [found.text or "" for found in answer.iterfind(".//o:identifier", NS)]
        token = answer.findtext(".//o:resumptionToken", namespaces=NS)
        if not token:
            break
        answer = ask(verb="ListIdentifiers", resumptionToken=token)
    assert len(seen) == 10
    assert set(seen) == made


def test_a_withdrawn_record_stays_as_a_deleted_header() -> None:
    edition = make.edition(state=State.WITHDRAWN, published_at=NOW)
    header = ask(verb="GetRecord", identifier=oaipmh.identifier(edition), metadataPrefix="oai_dc").find(
        ".//o:header", NS
    )
    assert header.get("status") == "deleted"


def test_what_was_never_published_is_not_given_out() -> None:
    for state in (State.PENDING, State.REJECTED, State.WITHDRAWN):
        make.edition(state=state)
    assert error(ask(verb="ListRecords", metadataPrefix="oai_dc")) == "noRecordsMatch"


def test_windows_of_time_and_sets() -> None:
    make.edition(changed_at=NOW - timedelta(days=10), subjects=["data"], language="sw")
    make.edition(changed_at=NOW, subjects=["ai-basics"])

    def found(**arguments: str) -> int:
        return len(
            ask(verb="ListIdentifiers", metadataPrefix="oai_dc", **arguments).findall(".//o:header", NS)
        )

    assert found(since="2026-11-20") == 1
    assert found(until="2026-11-23T00:00:00Z") == 2
    assert found(until="2026-11-22") == 1
    assert found(set="subject:data") == 1
    assert found(set="language:sw") == 1
    assert found(set="language:fr") == 0


def test_answers_follow_the_schema(rich: Edition, field_data: Path) -> None:
    schema = etree.XMLSchema(etree.parse(str(field_data / "oai-pmh/OAI-PMH.xsd")))
    for arguments in (
        {"verb": "Identify"},
        {"verb": "ListSets"},
        {"verb": "ListMetadataFormats"},
        {"verb": "ListIdentifiers", "metadataPrefix": "lom"},
        {"verb": "ListRecords", "metadataPrefix": "oai_dc"},
        {"verb": "ListRecords", "metadataPrefix": "nothing"},
        {"verb": "Nothing"},
    ):
        answer = ask(**arguments)
        for metadata in answer.iterfind(".//o:metadata", NS):
            metadata.getparent().remove(metadata)  # its own schema lies elsewhere
        schema.assertValid(answer)


def test_few_questions_to_the_database_whatever_the_length(django_assert_num_queries: object) -> None:
    provider = make.organisation()
    for _ in range(20):
        make.edition(provider=provider)
    with django_assert_num_queries(3):  # type: ignore[operator]
        ask(verb="ListRecords", metadataPrefix="lom")


@pytest.mark.parametrize("name", ["identifier", "metadataPrefix", "set", "resumptionToken", "bell\x07"])
def test_what_xml_cannot_hold_is_a_bad_argument(name: str) -> None:
    assert error(ask(verb="ListRecords", **{name: "a\x00b"})) == "badArgument"
