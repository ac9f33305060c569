"""The rules of the data model and of a badge, one wrong credential each."""

import pytest

from tests.standards.openbadges import made
from ujuzi.standards.openbadges import shapes

BADGE = ("credentialSubject", "achievement")


def test_a_good_one_has_no_problems():
    assert shapes.problems(made.signed()) == []


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("@context",), "https://www.w3.org/ns/credentials/v2"),
        (("@context",), []),
        (("@context", 0), "https://www.w3.org/2018/credentials/v1"),
        (("@context", 1), "not a url"),
        (("@context", 1), 7),
        (("id",), None),
        (("id",), "a b"),
        (("id",), ["urn:a:b"]),
        (("type",), "OpenBadgeCredential"),
        (("type",), ["OpenBadgeCredential"]),
        (("type", 1), 7),
        (("issuer",), made.REMOVED),
        (("issuer",), "nobody"),
        (("issuer", "id"), None),
        (("issuer", "name"), {"@value": "x", "@language": "en", "also": 1}),
        (("credentialSubject",), made.REMOVED),
        (("credentialSubject",), {}),
        (("credentialSubject",), [{}]),
        (("credentialSubject",), "x"),
        (("credentialSubject", "id"), "a b"),
        (("validFrom",), "2026-11-23"),
        (("validFrom",), made.REMOVED),
        (("validUntil",), "2020-01-01T00:00:00Z"),
        (("validUntil",), "tomorrow"),
        (("credentialStatus",), "x"),
        (("credentialStatus",), []),
        (("credentialStatus", "type"), made.REMOVED),
        (("credentialStatus", "type"), [""]),
        (("credentialStatus", "id"), "a b"),
        (("credentialSchema",), [{"type": "JsonSchema"}]),
        (("termsOfUse",), [{"id": "urn:a:b"}]),
        (("evidence",), [{"id": "urn:a:b"}]),
        (("refreshService",), {"id": "urn:a:b"}),
        (("proof",), {"proofValue": "z"}),
        (("name",), 7),
        (("name",), ["x"]),
        (("description",), [{"@value": 7}]),
        (("relatedResource",), ["https://x.example/"]),
        (("relatedResource",), [{"id": "https://x.example/"}]),
        (("relatedResource",), [{"digestSRI": "x"}]),
        (("relatedResource",), [{"id": "urn:a:b", "digestSRI": "x"}, {"id": "urn:a:b", "digestSRI": "x"}]),
        (("credentialSubject", "type"), ["Person"]),
        (("credentialSubject", "type"), made.REMOVED),
        (("credentialSubject",), [{"id": "urn:a:b"}, {"id": "urn:a:c"}]),
        (BADGE, made.REMOVED),
        (BADGE, "x"),
        ((*BADGE, "id"), "x"),
        ((*BADGE, "type"), ["Course"]),
        ((*BADGE, "name"), ""),
        ((*BADGE, "name"), made.REMOVED),
        ((*BADGE, "description"), made.REMOVED),
        ((*BADGE, "criteria"), {}),
        ((*BADGE, "criteria"), "x"),
    ],
)
def test_each_rule(path, value):
    signed = made.signed()
    document = (
        made.changed(signed, path, value) if path[0] in signed or len(path) > 1 else signed | {path[0]: value}
    )
    assert shapes.problems(document)


def test_a_badge_says_who_it_is_about():
    changed = made.credential()
    del changed["credentialSubject"]["id"]
    assert shapes.problems(changed) == []
    del changed["credentialSubject"]["identifier"]
    assert shapes.problems(changed)


@pytest.mark.parametrize("name", ["credentialStatus", "evidence", "termsOfUse"])
def test_one_stands_without_its_list(name):
    assert shapes.problems(made.credential() | {name: {"type": "X", "id": "urn:a:b"}}) == []


def test_what_is_no_badge_has_fewer_rules():
    plain = made.credential() | {"type": ["VerifiableCredential"], "credentialSubject": {"name": "Amina"}}
    assert shapes.problems(plain) == []
    assert shapes.problems(plain | {"issuer": "did:web:hub.example"}) == []
    assert not shapes.is_badge(plain)
