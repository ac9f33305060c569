"""What verifies, and a vector for every way to cheat."""

import base64
import copy
import hashlib
import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.standards.openbadges import made
from ujuzi.standards.openbadges import (
    contexts,
    dids,
    jwts,
    linked,
    multibase,
    opening,
    proofs,
    statuslists,
    verifying,
)
from ujuzi.standards.openbadges.opening import Opened
from ujuzi.standards.openbadges.reports import Origin, Report, Verdict

NOW = made.NOW


def judge(document: Any, *, sources: Any = None, now: Any = NOW, form: str = "json") -> Report:
    return verifying.verify(Opened(document, form), sources or made.sources(), now=now)


def codes(report: Report) -> list[str]:
    return [problem.code for problem in report.problems]


def test_a_good_one_is_valid_as_of_the_time_of_its_list():
    report = judge(made.signed())
    assert (report.verdict, report.problems, report.status_as_of) == (Verdict.VALID, (), NOW)
    assert (report.issuer, report.origin) == (made.ISSUER, Origin.ISSUER)


NAMES = [
    "Amina Juma",
    "Zoë Ångström-Ñúñez",
    "李小龙",
    "أمينة جمعة",
    "አሚና ጁማ",
    "अमीना",
    "Amina \U0001f333 \"the\" \\ 'tree'\n\ttab",
    "e\u0301 is not \xe9",
    "\u202eanimA",
    "\x85\u2028",
]


@pytest.mark.parametrize("name", NAMES)
def test_names_in_any_script(name):
    assert judge(made.signed(name=name)).verdict is Verdict.VALID


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1, max_size=40))
def test_any_name_that_json_can_hold(name):
    signed = json.dumps(made.signed(name=name), ensure_ascii=False)
    opened = opening.read(signed.encode())
    assert verifying.verify(opened, made.sources(), now=NOW).verdict is Verdict.VALID


@pytest.mark.parametrize("sign", ["\x00", "\x08", "\x0b", "\x1f", "\x7f"])
def test_control_characters_are_refused_by_issuer_and_verifier(sign):
    with pytest.raises(linked.LinkedError):
        made.signed(name=f"Amina{sign}")
    path = ("credentialSubject", "identifier", 0, "identityHash")
    assert judge(made.changed(made.signed(), path, f"Amina{sign}")).verdict is Verdict.INVALID


def test_text_in_another_normal_form_is_another_text():
    signed = made.signed(name="e\u0301")
    path = ("credentialSubject", "identifier", 0, "identityHash")
    assert judge(made.changed(signed, path, "\xe9")).verdict is Verdict.INVALID


_SIGNED = made.signed()
_PLACES = [path for path in made.places(_SIGNED) if path[0] != "@context"]  # contexts: see below


@pytest.mark.parametrize("path", _PLACES, ids=lambda path: "/".join(map(str, path)))
def test_each_field_changed_or_removed(path):
    """Whatever is changed or taken away is noticed. Only that a single proof stands in a list makes no difference."""
    value = made.found(_SIGNED, path)
    others = [made.REMOVED, "x", "https://evil.example/", 7, True, {"id": "urn:x:y"}]
    if isinstance(value, str):
        others += [value + " ", value.swapcase(), value[:-1]]
    for other in others:
        if other == value:
            continue
        report = judge(made.changed(_SIGNED, path, other))
        assert report.verdict in (Verdict.INVALID, Verdict.UNCHECKED), (path, other)
        if report.verdict is Verdict.UNCHECKED:
            assert codes(report) in (["issuer"], ["suite"], ["context"])


@pytest.mark.parametrize(
    "path", [(), *(one for one in _PLACES if isinstance(made.found(_SIGNED, one), dict))], ids=str
)
@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("endorsed", "by everyone"),
        ("jobTitle", "Minister"),
        ("https://schema.org/jobTitle", "Minister"),
        ("https://schema.org/name", "Another"),
        ("@id", "urn:uuid:other"),
        ("@type", "https://schema.org/Person"),
        ("@graph", [{"id": "urn:a:b"}]),
        ("@included", [{"id": "urn:a:b"}]),
        ("@reverse", {"name": {"id": "urn:a:b"}}),
        ("@context", {"@vocab": "https://evil.example/"}),
        ("@context", "https://www.w3.org/ns/credentials/v2"),
        ("description", None),
    ],
)
def test_anything_added_is_refused(path, name, value):
    changed = copy.deepcopy(_SIGNED)
    made.found(changed, path)[name] = value
    assert judge(changed).verdict is Verdict.INVALID


@pytest.mark.parametrize(
    ("member", "iri"),
    [
        ("validUntil", "https://www.w3.org/2018/credentials#validUntil"),
        ("credentialStatus", "https://www.w3.org/2018/credentials#credentialStatus"),
    ],
)
def test_a_member_cannot_hide_behind_its_iri(member, iri):
    """JSON-LD would take both spellings for the same statement: the signature holds, and nobody sees the expiry."""
    signed = made.signed(validUntil="2026-11-23T09:00:00Z")
    assert judge(signed).verdict is Verdict.EXPIRED
    hidden = {name: one for name, one in signed.items() if name != member}
    value = signed[member]
    if member == "validUntil":
        value = {"@value": value, "@type": "http://www.w3.org/2001/XMLSchema#dateTime"}
    assert judge(hidden | {iri: value}).verdict is Verdict.INVALID


@pytest.mark.parametrize("relative", ["Undefined", "a/b", "/a", "//evil.example/a", "?q", "#f", "..", ""])
def test_relative_types_and_ids_are_refused_by_issuer_and_verifier(relative):
    """An undefined type is a relative one; a processor that resolves it against some base of its own would sign it."""
    for path in (
        ("type", 1),
        ("id",),
        ("credentialSubject", "achievement", "id"),
        ("credentialSubject", "id"),
    ):
        changed = made.changed(made.credential(), path, relative)
        with pytest.raises(linked.LinkedError):
            linked.canonical(changed)
        assert judge(made.changed(_SIGNED, path, relative)).verdict is Verdict.INVALID


def test_a_type_without_its_context_is_not_signed():
    """The schema type that the examples of Open Badges print has no meaning without the third context."""
    schema = {"id": "https://x.example/schema", "type": "1EdTechJsonSchemaValidator2019"}
    linked.canonical(made.credential(credentialSchema=schema))
    with pytest.raises(linked.LinkedError):
        linked.canonical(
            made.credential(credentialSchema=schema) | {"@context": list(contexts.CREDENTIAL[:2])}
        )


def test_a_context_that_is_not_pinned_cannot_be_checked():
    """Nothing is fetched: whoever serves a context would decide what the words of a credential mean."""
    for changed in (
        [*_SIGNED["@context"], "https://evil.example/context"],
        _SIGNED["@context"][:1] + ["urn:x:y"],
    ):
        report = judge(_SIGNED | {"@context": changed})
        assert (report.verdict, codes(report)) == (Verdict.UNCHECKED, ["context"])


def test_contexts_cannot_be_left_out_or_put_first():
    first, second, third = _SIGNED["@context"]
    for changed in ([first], [first, third], [second, first, third], [contexts.DID, first, second, third]):
        assert judge(_SIGNED | {"@context": changed}).verdict is Verdict.INVALID


def test_what_decides_about_validity_has_one_name_in_all_pinned_contexts():
    """The signature covers statements, not contexts. So no pinned context may offer a second word for one of these."""
    words = {
        "validFrom",
        "validUntil",
        "credentialStatus",
        "issuer",
        "credentialSubject",
        "proof",
        "type",
        "id",
    }
    words |= {"statusListIndex", "statusListCredential", "statusPurpose", "achievement", "identifier"}
    named: dict[str, set[str]] = {}

    def walk(definitions: Any) -> None:
        for one in definitions if isinstance(definitions, list) else [definitions]:
            for term, meaning in one.items() if isinstance(one, dict) else ():
                iri = meaning.get("@id") if isinstance(meaning, dict) else meaning
                if isinstance(iri, str):
                    named.setdefault(iri, set()).add(term)
                if isinstance(meaning, dict) and "@context" in meaning:
                    walk(meaning["@context"])

    for address in contexts.PINNED:
        walk(contexts.document(address)["@context"])
    shared = {iri: terms for iri, terms in named.items() if terms & words and len(terms) > 1}
    assert shared == {}


def test_a_proof_of_another_credential():
    other = made.signed(name="Baraka Otieno")
    assert codes(judge(_SIGNED | {"proof": other["proof"]})) == ["signature"]


def test_every_proof_of_a_set_must_hold():
    other = made.signed(name="Baraka Otieno")
    for both in ([*_SIGNED["proof"], *other["proof"]], [*other["proof"], *_SIGNED["proof"]]):
        assert judge(_SIGNED | {"proof": both}).verdict is Verdict.INVALID


@pytest.mark.parametrize("proof", [[], None, "proof", [7], {}, [{}]])
def test_no_proof(proof):
    assert judge(_SIGNED | {"proof": proof}).verdict is Verdict.INVALID
    assert judge(made.credential()).verdict is Verdict.INVALID


def test_a_proof_outside_of_its_list_is_the_same_proof():
    assert judge(_SIGNED | {"proof": _SIGNED["proof"][0]}).verdict is Verdict.VALID


def test_a_proof_of_another_suite_cannot_be_checked():
    other = _SIGNED["proof"][0] | {"cryptosuite": "eddsa-jcs-2022"}
    assert judge(_SIGNED | {"proof": [other]}).verdict is Verdict.UNCHECKED
    assert judge(_SIGNED | {"proof": [other, *_SIGNED["proof"]]}).verdict is Verdict.VALID


def test_signed_by_somebody_else():
    """A forger signs with a key of her own: her own DID, a did:key, the issuer's DID with a fragment that is her key."""
    key = made.ed_key(66)
    name = multibase.multikey(key.public_key())
    for method in (f"did:web:evil.example#{name}", f"did:key:{name}#{name}", f"{made.ISSUER}#{name}"):
        forged = proofs.sign(made.credential(), key, method=method, created=NOW)
        documents = {
            made.ISSUER: made.issuer_document(),
            "did:web:evil.example": made.issuer_document(key, did="did:web:evil.example"),
        }
        report = judge(forged, sources=made.sources(documents=documents))
        assert report.verdict is Verdict.INVALID
        assert codes(report) in (["controller"], ["key"])


def _with(**more: Any) -> Any:
    return made.sources(documents={made.ISSUER: made.issuer_document() | more})


def test_the_issuer_must_still_vouch_by_the_key():
    document = made.issuer_document()
    name = multibase.multikey(made.ed_key().public_key())
    assert codes(judge(_SIGNED, sources=_with(assertionMethod=[]))) == ["key"]
    assert codes(judge(_SIGNED, sources=_with(verificationMethod=[]))) == ["key"]
    assert codes(
        judge(_SIGNED, sources=_with(authentication=document["assertionMethod"], assertionMethod=[]))
    ) == ["key"]
    retired = made.issuer_document(retired=(name,))
    assert codes(judge(_SIGNED, sources=made.sources(documents={made.ISSUER: retired}))) == ["key"]


def test_the_key_must_be_controlled_by_the_issuer():
    methods = [
        one | {"controller": "did:web:evil.example"} for one in made.issuer_document()["verificationMethod"]
    ]
    assert codes(judge(_SIGNED, sources=_with(verificationMethod=methods))) == ["controller"]


def test_a_key_named_twice_is_ambiguous():
    methods = made.issuer_document()["verificationMethod"]
    other = methods[0] | {"publicKeyMultibase": multibase.multikey(made.ed_key(66).public_key())}
    for both in ([*methods, other], [other, *methods]):
        assert codes(judge(_SIGNED, sources=_with(verificationMethod=both))) == ["key"]


def test_a_document_of_another_did():
    document = made.issuer_document() | {"id": "did:web:evil.example"}
    assert codes(judge(_SIGNED, sources=made.sources(documents={made.ISSUER: document}))) == ["controller"]


def test_a_key_of_another_kind_signs_no_embedded_proof():
    method = made.method(made.ec_key())
    proof = _SIGNED["proof"][0] | {"verificationMethod": method}
    assert codes(judge(_SIGNED | {"proof": [proof]})) == ["key"]


def test_an_issuer_that_cannot_be_asked_is_not_an_invalid_signature():
    report = judge(_SIGNED, sources=made.sources(documents={}))
    assert (report.verdict, codes(report)) == (Verdict.UNCHECKED, ["issuer"])


def test_an_issuer_without_a_did_cannot_be_checked():
    changed = made.signed(
        made.credential(issuer=made.credential()["issuer"] | {"id": "https://hub.example/issuer"})
    )
    assert judge(changed).verdict is Verdict.UNCHECKED


def test_keys_that_came_along_prove_nothing():
    report = judge(_SIGNED, sources=made.sources(origin=Origin.BUNDLE))
    assert report.verdict is Verdict.UNCONFIRMED
    assert judge(_SIGNED, sources=made.sources(origin=Origin.PINNED)).verdict is Verdict.VALID


def test_revoked():
    report = judge(_SIGNED, sources=made.sources(lists={made.LIST: made.status_list(made.INDEX)}))
    assert (report.verdict, report.status_as_of) == (Verdict.REVOKED, NOW)
    for other in (made.INDEX - 1, made.INDEX + 1, 0, statuslists.LENGTH - 1):
        assert (
            judge(_SIGNED, sources=made.sources(lists={made.LIST: made.status_list(other)})).verdict
            is Verdict.VALID
        )


def test_revoked_and_expired_is_revoked():
    signed = made.signed(validUntil="2026-11-23T09:00:00Z")
    report = judge(signed, sources=made.sources(lists={made.LIST: made.status_list(made.INDEX)}))
    assert report.verdict is Verdict.REVOKED


def test_expired_and_not_yet_valid_to_the_second():
    signed = made.signed(validUntil="2026-11-23T12:00:00Z")
    assert judge(signed).verdict is Verdict.VALID
    assert judge(signed, now=NOW + timedelta(seconds=1)).verdict is Verdict.EXPIRED
    later = made.signed(validFrom=(NOW + verifying.SKEW).isoformat())
    assert judge(later).verdict is Verdict.VALID
    assert judge(later, now=NOW - timedelta(seconds=1)).verdict is Verdict.NOT_YET


def test_why_it_has_expired_is_said():
    report = judge(made.signed(validUntil="2026-11-23T09:00:00Z"))
    assert [(problem.code, problem.path) for problem in report.problems] == [("dates", "/validUntil")]
    report = judge(_SIGNED, sources=made.sources(lists={made.LIST: made.status_list(made.INDEX)}))
    assert [(problem.code, problem.path) for problem in report.problems] == [("status", "/credentialStatus")]


@pytest.mark.parametrize(("name", "digest"), [("digestSRI", "sha384"), ("digestMultibase", "sha256")])
def test_a_related_resource_must_have_its_digest(name, digest):
    """The context of the data model is a resource that we have; others are not compared, since nothing is fetched."""
    content = contexts.text(contexts.VC)
    found = hashlib.new(digest, content).digest()
    right = (
        f"sha384-{base64.b64encode(found).decode()}"
        if name == "digestSRI"
        else f"u{multibase.base64url_of(found)}"
    )
    for value, verdict in (
        (right, Verdict.VALID),
        (right[:-4] + "AAAA", Verdict.INVALID),
        ("sha1-x", Verdict.INVALID),
    ):
        signed = made.signed(relatedResource=[{"id": contexts.VC, name: value}])
        assert judge(signed).verdict is verdict
    other = made.signed(relatedResource=[{"id": "https://x.example/", name: right}])
    assert judge(other).verdict is Verdict.VALID


def test_a_proof_from_the_future_or_over_its_time():
    def proved(**more: Any) -> Any:
        plain, key = made.credential(), made.ed_key()
        proof = {
            "type": "DataIntegrityProof",
            "cryptosuite": "eddsa-rdfc-2022",
            "verificationMethod": made.method(key),
            "proofPurpose": "assertionMethod",
        } | more
        signature = key.sign(proofs._to_sign(plain, proof, contexts.document, True))
        return plain | {"proof": [proof | {"proofValue": multibase.encode(signature)}]}

    assert judge(proved()).verdict is Verdict.VALID
    assert judge(proved(created="2026-11-23T12:05:00Z")).verdict is Verdict.VALID
    assert codes(judge(proved(created="2026-11-23T12:05:01Z"))) == ["dates"]
    assert codes(judge(proved(created="2026-11-23T12:00:00"))) == ["dates"]
    assert judge(proved(expires="2026-11-23T12:00:01Z")).verdict is Verdict.VALID
    assert judge(proved(expires="2026-11-23T12:00:00Z")).verdict is Verdict.EXPIRED
    assert judge(proved(proofPurpose="authentication")).verdict is Verdict.INVALID


def test_a_list_that_cannot_be_had_leaves_the_status_unknown():
    report = judge(_SIGNED, sources=made.sources(lists={}))
    assert (report.verdict, report.status_as_of, codes(report)) == (Verdict.UNKNOWN, None, ["status"])


def test_an_old_list_is_not_replayed():
    """Served again after the credential was revoked, it says nothing once its day is over."""
    old = made.status_list(made_at=NOW - timedelta(days=1))
    assert judge(_SIGNED, sources=made.sources(lists={made.LIST: old})).verdict is Verdict.VALID
    report = judge(_SIGNED, sources=made.sources(lists={made.LIST: old}), now=NOW + timedelta(seconds=1))
    assert (report.verdict, report.status_as_of) == (Verdict.UNKNOWN, NOW - timedelta(days=1))
    revoked = made.status_list(made.INDEX, made_at=NOW - timedelta(days=40))
    assert judge(_SIGNED, sources=made.sources(lists={made.LIST: revoked})).verdict is Verdict.REVOKED


def _list_is_refused(document: Any, **more: Any) -> None:
    report = judge(_SIGNED, sources=made.sources(lists={made.LIST: document}, **more))
    assert (report.verdict, codes(report)) == (Verdict.UNKNOWN, ["status"])


def test_a_list_by_somebody_else():
    key = made.ed_key(66)
    documents = {
        made.ISSUER: made.issuer_document(),
        "did:web:evil.example": made.issuer_document(key, did="did:web:evil.example"),
    }
    _list_is_refused(made.status_list(key=key, issuer="did:web:evil.example"), documents=documents)
    _list_is_refused(made.status_list(key=key))


def test_a_list_that_was_changed():
    good = made.status_list()
    other = statuslists.pack(statuslists.set_bits([1]))
    _list_is_refused(made.changed(good, ("credentialSubject", "encodedList"), other))
    _list_is_refused({name: one for name, one in good.items() if name != "proof"})
    _list_is_refused(made.signed())
    _list_is_refused(good | {"id": "https://hub.example/credentials/status/2"})


def test_another_list_of_the_same_issuer():
    plain = {name: one for name, one in made.status_list().items() if name != "proof"}
    other = proofs.sign(
        plain | {"id": f"{made.LIST}2"}, made.ed_key(), method=made.method(made.ed_key()), created=NOW
    )
    _list_is_refused(other)


def test_a_list_for_another_purpose():
    plain = {name: one for name, one in made.status_list().items() if name != "proof"}
    plain["credentialSubject"] |= {"statusPurpose": "suspension"}
    _list_is_refused(proofs.sign(plain, made.ed_key(), method=made.method(made.ed_key()), created=NOW))


@pytest.mark.parametrize("index", ["131072", "-1", "1e3", "٣", "", "99999999999", None, 1.5, True])
def test_an_index_outside_of_the_list(index):
    entry = statuslists.entry(made.LIST, 5) | {"statusListIndex": index}
    made_ = made.credential(credentialStatus=entry)
    if index is None:
        del entry["statusListIndex"]
    report = judge(made.signed(made_))
    assert (report.verdict, codes(report)) == (Verdict.UNKNOWN, ["status"])


def test_a_status_of_a_kind_that_we_do_not_know():
    entry = {"id": "https://hub.example/r", "type": "1EdTechRevocationList"}
    assert judge(made.signed(credentialStatus=entry)).verdict is Verdict.UNKNOWN


def test_suspended_and_both_entries_are_read():
    entries = [statuslists.entry(made.LIST, 1), statuslists.entry(f"{made.LIST}s", 2, "suspension")]
    both = made.signed(credentialStatus=entries)
    plain = {name: one for name, one in made.status_list(2).items() if name != "proof"}
    plain["id"] = f"{made.LIST}s"
    plain["credentialSubject"] = plain["credentialSubject"] | {"statusPurpose": "suspension"}
    suspending = proofs.sign(plain, made.ed_key(), method=made.method(made.ed_key()), created=NOW)
    lists = {made.LIST: made.status_list(), f"{made.LIST}s": suspending}
    assert judge(both, sources=made.sources(lists=lists)).verdict is Verdict.SUSPENDED
    lists[made.LIST] = made.status_list(1)
    assert judge(both, sources=made.sources(lists=lists)).verdict is Verdict.REVOKED


def test_without_a_status_there_is_no_time_of_it():
    plain = {name: one for name, one in made.credential().items() if name != "credentialStatus"}
    report = judge(made.signed(plain), sources=made.sources(lists={}))
    assert (report.verdict, report.status_as_of) == (Verdict.VALID, None)


def test_taking_away_the_status_is_a_change():
    assert (
        judge({name: one for name, one in _SIGNED.items() if name != "credentialStatus"}).verdict
        is Verdict.INVALID
    )


def test_endorsements_are_checked_by_themselves():
    key = made.ed_key(9)
    did = "did:web:ministry.example"
    plain = {
        "@context": made.credential()["@context"],
        "id": "urn:uuid:9b1c8d2e-5f0e-4a61-8a64-5dc9a2b3c4d5",
        "type": ["VerifiableCredential", "EndorsementCredential"],
        "name": "Recognised",
        "issuer": {"id": did, "type": ["Profile"], "name": "A ministry"},
        "validFrom": "2026-01-01T00:00:00Z",
        "credentialSubject": {
            "id": "https://hub.example/achievements/ai-foundations",
            "type": ["EndorsementSubject"],
            "endorsementComment": "Counts for teachers",
        },
    }
    endorsement = proofs.sign(plain, key, method=made.method(key, did), created=NOW)
    documents = {made.ISSUER: made.issuer_document(), did: made.issuer_document(key, did=did)}
    signed = made.signed(endorsement=[endorsement])
    report = judge(signed, sources=made.sources(documents=documents))
    assert [one.verdict for one in report.endorsements] == [Verdict.VALID]
    assert report.verdict is Verdict.VALID
    forged = copy.deepcopy(endorsement)
    forged["credentialSubject"]["endorsementComment"] = "Counts for ministers"
    report = judge(made.signed(endorsement=[forged]), sources=made.sources(documents=documents))
    assert [one.verdict for one in report.endorsements] == [Verdict.INVALID]


# VC-JWT


def jwt(made_: Any = None, key: Any = None, method: str = "") -> Opened:
    key = key or made.ec_key()
    return opening.read(
        jwts.sign(made_ or made.credential(), key, method=method or made.method(key)).encode()
    )


def test_a_jwt_is_the_same_credential():
    opened = jwt()
    assert opened.credential == made.credential()
    report = verifying.verify(opened, made.sources(), now=NOW)
    assert (report.verdict, report.form) == (Verdict.VALID, "jwt")


def test_a_jwt_by_another_key_or_changed():
    key = made.ec_key(99)
    forged = jwt(key=key, method=made.method(made.ec_key()))
    assert codes(verifying.verify(forged, made.sources(), now=NOW)) == ["signature"]
    assert codes(verifying.verify(jwt(key=key), made.sources(), now=NOW)) == ["key"]
    head, _body, tail = jwt().jwt.split(".")
    body = jwt(made.credential("Baraka Otieno")).jwt.split(".")[1]
    swapped = opening.read(f"{head}.{body}.{tail}".encode())
    assert codes(verifying.verify(swapped, made.sources(), now=NOW)) == ["signature"]


@pytest.mark.parametrize("algorithm", ["none", "HS256", "EdDSA", "ES512", "es256", None])
def test_a_jwt_chooses_no_other_algorithm(algorithm):
    head = multibase.base64url_of(json.dumps({"alg": algorithm, "kid": made.method(made.ec_key())}).encode())
    body = multibase.base64url_of(json.dumps(made.credential()).encode())
    with pytest.raises(opening.OpeningError) as caught:
        opening.read(f"{head}.{body}.".encode())
    assert caught.value.code in ("format", "none")


def test_a_jwt_that_says_two_things():
    claims = made.credential() | {"iss": "did:web:evil.example"}
    head = multibase.base64url_of(json.dumps({"alg": "ES256", "kid": made.method(made.ec_key())}).encode())
    for changed in (
        claims,
        made.credential() | {"sub": "urn:uuid:other"},
        made.credential() | {"nbf": 1},
        made.credential() | {"exp": 1},
        made.credential() | {"jti": "urn:uuid:other"},
    ):
        body = multibase.base64url_of(json.dumps(changed).encode())
        with pytest.raises(opening.OpeningError):
            opening.read(f"{head}.{body}.AAAA".encode())


def test_an_ed25519_key_does_not_verify_a_jwt():
    opened = jwt(method=made.method(made.ed_key()))
    assert codes(verifying.verify(opened, made.sources(), now=NOW)) == ["signature"]


def test_a_header_cannot_bring_its_own_key():
    opened = jwt(key=made.ec_key(99), method=made.method(made.ec_key()))
    header = opened.header | {"jwk": {"kty": "EC"}}
    assert (
        verifying.verify(replace(opened, header=header), made.sources(), now=NOW).verdict is Verdict.INVALID
    )


def test_did_key_is_its_own_document():
    key = made.ed_key(5)
    did = f"did:key:{multibase.multikey(key.public_key())}"
    changed = made.credential(issuer=made.credential()["issuer"] | {"id": did})
    del changed["credentialStatus"]
    signed = proofs.sign(changed, key, method=made.method(key, did), created=NOW)
    sources = made.sources(documents={did: dids.of_key(did)})
    assert judge(signed, sources=sources).verdict is Verdict.VALID
