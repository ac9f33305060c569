"""The short way gives what the long way gives, for whatever differs between two documents."""

import copy

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.standards.openbadges import made
from ujuzi.standards.openbadges import linked, proofs
from ujuzi.standards.openbadges.patterns import Pattern

PATTERN = Pattern(made.credential())
PLACES = [
    path for path in made.places(made.credential()) if isinstance(made.found(made.credential(), path), str)
]
VALUES = st.one_of(
    st.sampled_from([made.found(made.credential(), path) for path in PLACES]),
    st.sampled_from(
        [
            "urn:uuid:1",
            "https://x.example/y",
            "ob:Achievement",
            "schema:name",
            "relative",
            "",
            'a\nb"\\',
            "x:y",
            "id",
            "1",
        ]
    ),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=12),
)


def long_way(document):
    try:
        return linked.canonical(document)
    except linked.LinkedError as error:
        return error.code


def short_way(document):
    try:
        return PATTERN.canonical(document)
    except linked.LinkedError as error:
        return error.code


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(PLACES), VALUES), max_size=4))
def test_whatever_differs(changes):
    document = made.credential()
    for path, value in changes:
        document = made.changed(document, path, value)
    assert short_way(document) == long_way(document)


@pytest.mark.parametrize("path", made.places(made.credential()), ids=str)
def test_another_shape(path):
    for value in (made.REMOVED, 7, True, {"id": "urn:a:b"}, ["x", "y"], None):
        document = made.changed(made.credential(), path, value)
        assert short_way(document) == long_way(document)


def test_what_a_batch_changes_takes_the_short_way(monkeypatch):
    other = made.credential("አሚና ጁማ", id="urn:uuid:other", validFrom="2026-11-24T00:00:00Z")
    other["credentialSubject"]["id"] = "urn:uuid:somebody"
    other["credentialStatus"] |= {"statusListIndex": "77", "id": f"{made.LIST}#77"}
    expected = linked.canonical(other)
    monkeypatch.setattr(linked, "canonical", None)
    assert PATTERN.canonical(other) == expected


def test_names_that_are_titles_or_each_other():
    for name in ("AI foundations", "en", "name", made.ISSUER, "7"):
        assert short_way(made.credential(name)) == long_way(made.credential(name))


def test_the_pattern_is_not_changed_by_use():
    first = PATTERN.canonical(made.credential("A"))
    PATTERN.canonical(made.credential("B"))
    assert PATTERN.canonical(made.credential("A")) == first


def test_signed_by_a_pattern_it_verifies():
    key = made.ed_key()
    document = copy.deepcopy(made.credential("Baraka"))
    signed = proofs.sign(document, key, method=made.method(key), created=made.NOW, pattern=PATTERN)
    assert signed == proofs.sign(document, key, method=made.method(key), created=made.NOW)
    proofs.verify(signed, signed["proof"][0], key.public_key())
