"""Addresses and dates of OAI-PMH."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from ujuzi.standards import w3cdates
from ujuzi.standards.oaipmh import requests

MOMENT = datetime(2026, 5, 4, 1, 30, tzinfo=timezone(timedelta(hours=3)))


def test_address() -> None:
    made = requests.address(
        "https://r.example/oai?key=1&verb=Identify#x",
        "ListRecords",
        metadataPrefix="lom",
        from_="",
        set="a:b c",
    )
    assert made == "https://r.example/oai?key=1&verb=ListRecords&metadataPrefix=lom&set=a%3Ab+c"
    assert requests.address("https://r.example/oai", "ListRecords", from_="2026-01-01").endswith(
        "&from=2026-01-01"
    )


def test_stamps_are_utc() -> None:
    assert requests.stamp(MOMENT, requests.SECOND) == "2026-05-03T22:30:00Z"
    assert requests.stamp(MOMENT, requests.DAY) == "2026-05-03"


@pytest.mark.parametrize(
    ("said", "understood"),
    [
        ("YYYY-MM-DDThh:mm:ssZ", requests.SECOND),
        ("YYYY-MM-DDTHH:MM:SSZ", requests.SECOND),
        ("YYYY-MM-DD", requests.DAY),
        ("", requests.DAY),
    ],
)
def test_granularity(said: str, understood: str) -> None:
    assert requests.granularity(said) == understood


@pytest.mark.parametrize(
    "said",
    ["2026-05-03T22:30:00Z", "2026-05-03T22:30:00", "2026-05-04T01:30:00+03:00", " 2026-05-03T22:30:00.000Z"],
)
def test_moments(said: str) -> None:
    assert w3cdates.moment(said) == MOMENT.astimezone(UTC)


@pytest.mark.parametrize("said", ["", "yesterday", "2026-13-01", "0001-01-01T00:00:00+23:59"])
def test_no_moments(said: str) -> None:
    assert w3cdates.moment(said) is None
