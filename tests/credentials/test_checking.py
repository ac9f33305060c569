"""Credentials of strangers: their keys and lists are asked for at their own address, sparingly, and remembered."""

import json
from typing import Any

import pytest
from django.core.cache import cache

from tests.standards.openbadges import made
from ujuzi.core.fetching import FetchError
from ujuzi.credentials import checking
from ujuzi.standards.openbadges import opening
from ujuzi.standards.openbadges.reports import Origin, Verdict

pytestmark = pytest.mark.django_db


class Web:
    """Addresses and what is there; notes what was asked."""

    def __init__(self, **there: Any) -> None:
        self.there: dict[str, Any] = {
            "https://hub.example/.well-known/did.json": made.issuer_document(),
            made.LIST: made.status_list(),
        } | there
        self.asked: list[str] = []

    def __call__(self, address: str, **_more: Any) -> Any:
        self.asked.append(address)
        if address not in self.there:
            raise FetchError("http-404", address, permanent=True)
        found = self.there[address]

        class Answer:
            content = found if isinstance(found, bytes) else json.dumps(found).encode()

        return Answer


@pytest.fixture(autouse=True)
def _elsewhere(settings: Any) -> None:
    settings.ORIGIN = "https://another.example"
    cache.clear()


def check(document: Any, web: Any) -> Any:
    return checking.check(opening.read(json.dumps(document).encode()), now=made.NOW, fetch=web)


def test_a_strangers_credential_by_her_own_keys():
    web = Web()
    report = check(made.signed(), web)
    assert (report.verdict, report.origin) == (Verdict.VALID, Origin.ISSUER)
    check(made.signed(name="Baraka"), web)
    assert len(web.asked) == 2


def test_who_cannot_be_asked_is_neither_for_nor_against_it():
    assert check(made.signed(), None).verdict is Verdict.UNCHECKED
    assert (
        check(made.signed(), Web(**{"https://hub.example/.well-known/did.json": b"<html>"})).verdict
        is Verdict.UNCHECKED
    )
    cache.clear()
    assert check(made.signed(), Web(**{made.LIST: b"[]"})).verdict is Verdict.UNKNOWN


def test_a_failure_is_not_remembered():
    empty = Web()
    empty.there.clear()
    assert check(made.signed(), empty).verdict is Verdict.UNCHECKED
    assert check(made.signed(), Web()).verdict is Verdict.VALID


def test_one_file_does_not_make_the_hub_knock_at_every_door():
    entries = [
        {
            "type": "BitstringStatusListEntry",
            "statusPurpose": "revocation",
            "statusListIndex": "1",
            "statusListCredential": f"https://victim-{number}.example/list",
        }
        for number in range(50)
    ]
    web = Web()
    assert check(made.signed(credentialStatus=entries), web).verdict is Verdict.UNKNOWN
    assert len(web.asked) == checking.MOST_FETCHES


@pytest.mark.parametrize("address", ["file:///etc/passwd", "ftp://x.example/", "urn:x:y"])
def test_only_the_web_is_asked(address):
    entry = {"type": "BitstringStatusListEntry", "statusPurpose": "revocation", "statusListIndex": "1"}
    web = Web()
    assert (
        check(made.signed(credentialStatus=entry | {"statusListCredential": address}), web).verdict
        is Verdict.UNKNOWN
    )
    assert web.asked == ["https://hub.example/.well-known/did.json"]
