"""Keys as text, identifiers, documents, their history, and lists of bits."""

import gzip
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.standards.openbadges import made
from ujuzi.standards.openbadges import dids, history, moments, multibase, statuslists
from ujuzi.standards.openbadges.multibase import MultibaseError, base64url_of


@given(st.binary(max_size=64))
def test_base58_there_and_back(data):
    if data:
        assert multibase.decode(multibase.encode(data)) == data


# draft-msporny-base58-03, section 5
@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"Hello World!", "2NEpo7TZRRrLZSi2U"),
        (
            b"The quick brown fox jumps over the lazy dog.",
            "USm3fpXnKG5EUBx2ndxBDMPVciP5hGey2Jh4NDv6gmeo1LkMeiKrLJUUBk6Z",
        ),
        (bytes.fromhex("0000287fb4cd"), "11233QC4"),
    ],
)
def test_base58_vectors(data, text):
    assert multibase.encode(data) == f"z{text}"
    assert multibase.decode(f"z{text}") == data


@pytest.mark.parametrize(
    "text", ["", "z", "x11", "z0", "zO", "zI", "zl", "z!", "u*", "uAB=", "uAB", "z" * 2000]
)
def test_what_is_no_multibase(text):
    with pytest.raises(MultibaseError):
        multibase.decode(text)


def test_multikeys_there_and_back():
    for key in (made.ed_key(), made.ec_key()):
        text = multibase.multikey(key.public_key())
        assert multibase.public_key(text) == key.public_key()
    assert multibase.multikey(made.ed_key().public_key()).startswith("z6Mk")
    assert multibase.multikey(made.ec_key().public_key()).startswith("zDna")


@pytest.mark.parametrize(
    "raw", [b"\xed\x01" + bytes(31), b"\x80\x24\x02" + b"\xff" * 32, b"\x12\x00" + bytes(32), b"\xed\x01"]
)
def test_what_is_no_key(raw):
    with pytest.raises(MultibaseError):
        multibase.public_key(multibase.encode(raw))


@pytest.mark.parametrize(
    ("did", "address"),
    [
        ("did:web:hub.example", "https://hub.example/.well-known/did.json"),
        ("did:web:hub.example:issuers:takwa", "https://hub.example/issuers/takwa/did.json"),
        ("did:web:hub.example%3A8443", "https://hub.example:8443/.well-known/did.json"),
        ("did:web:127.0.0.1%3A8000", "http://127.0.0.1:8000/.well-known/did.json"),
    ],
)
def test_where_a_did_is_published(did, address):
    assert dids.address(did) == address


@pytest.mark.parametrize(
    "did", ["", "did:web:", "did:web:a b", "did:web:hub.example/x", "did:web:hub.example?x", "did:web:u@hub.example", "did:key:z6Mk", "did:web:hub.example:8443/"]
)  # fmt: skip
def test_what_is_no_did_web(did):
    with pytest.raises(dids.DidError):
        dids.address(did)


def test_a_did_of_an_address():
    assert dids.web("https://hub.example") == "did:web:hub.example"
    assert (
        dids.web("http://127.0.0.1:8000", "issuers", "a b:c") == "did:web:127.0.0.1%3A8000:issuers:a%20b%3Ac"
    )


def test_json_web_keys_are_read_and_secrets_in_them_are_not():
    from joserfc import jwk

    key = made.ec_key()
    found = jwk.ECKey.import_key(key).as_dict(private=True)
    name = f"{made.ISSUER}#1"
    method = {"id": name, "type": "JsonWebKey", "controller": made.ISSUER, "publicKeyJwk": found}
    document = {"id": made.ISSUER, "verificationMethod": [method], "assertionMethod": ["#1"]}
    assert dids.key_of(name, document) == key.public_key()
    for wrong in (
        {"kty": "oct", "k": "AA"},
        {"kty": "OKP", "crv": "X25519", "x": base64url_of(bytes(32))},
        {},
        {"kty": "EC"},
    ):
        with pytest.raises(dids.DidError):
            dids.key_of(name, document | {"verificationMethod": [method | {"publicKeyJwk": wrong}]})


# History


def chain(many: int = 4) -> list[str]:
    """Each entry gives up the key before and is signed by it."""
    entries: list[str] = []
    for number in range(many):
        document = made.issuer_document(*(made.ec_key(7 + one) for one in range(number + 1)))
        key = made.ec_key(7 + max(0, number - 1))
        at = made.NOW + timedelta(days=number)
        entries.append(history.entry(document, entries, key, method=made.method(key), at=at))
    return entries


def test_an_honest_history_gives_its_documents():
    documents = history.check(chain())
    assert [len(one["verificationMethod"]) for one in documents] == [1, 2, 3, 4]
    assert history.check([]) == []


def test_each_way_to_forge_a_history():
    entries, key = chain(), made.ec_key(66)
    document = made.issuer_document(key)
    later = history.entry(document, entries[:2], key, method=made.method(key), at=made.NOW)
    mine = history.entry(document, [], key, method=made.method(key), at=made.NOW)
    other = made.issuer_document(key, did="did:web:evil.example")
    theirs = history.entry(other, entries[:1], made.ec_key(), method=made.method(made.ec_key()), at=made.NOW)
    for wrong in (
        [entries[0], entries[2]],
        [entries[1]],
        [entries[1], entries[0]],
        [*entries[:2], later],
        [mine, *entries[1:]],
        [entries[0], theirs],
        [entries[0], entries[1][:-4] + "AAAA"],
        [entries[0], entries[0]],
        ["x"],
        [entries[0], "a.b.c"],
    ):
        with pytest.raises(history.HistoryError):
            history.check(wrong)


def test_a_key_that_was_given_up_signs_no_history():
    entries = chain(1)
    lost = multibase.multikey(made.ec_key().public_key())
    document = made.issuer_document(made.ec_key(), made.ec_key(8), retired=(lost,))
    entries.append(
        history.entry(document, entries, made.ec_key(), method=made.method(made.ec_key()), at=made.NOW)
    )
    history.check(entries)
    entries.append(
        history.entry(document, entries, made.ec_key(), method=made.method(made.ec_key()), at=made.NOW)
    )
    with pytest.raises(history.HistoryError) as caught:
        history.check(entries)
    assert caught.value.number == 2


# Lists


@given(st.sets(st.integers(0, statuslists.LENGTH - 1), max_size=20))
def test_bits_there_and_back(indexes):
    bits = statuslists.unpack(statuslists.pack(statuslists.set_bits(sorted(indexes))))
    probed = indexes | {0, 1, 7, 8, statuslists.LENGTH - 1}
    assert {index for index in probed if statuslists.bit(bits, index)} == indexes


def test_the_first_bit_is_the_highest():
    assert statuslists.set_bits([0])[0] == 0x80
    assert statuslists.set_bits([7, 8])[:2] == b"\x01\x80"


@pytest.mark.parametrize(
    "text",
    [None, 7, "", "u", "zAAAA", "u****", "u" + base64url_of(b"not packed"), "u" + base64url_of(gzip.compress(bytes(16_383))),
     "u" + base64url_of(gzip.compress(bytes(17 * 2**20))), "u" + base64url_of(gzip.compress(bytes(16_384))[:-9])],
)  # fmt: skip
def test_lists_that_are_none(text):
    with pytest.raises(statuslists.StatusError):
        statuslists.unpack(text)


def test_a_list_is_never_too_short():
    with pytest.raises(statuslists.StatusError):
        statuslists.pack(bytes(16_383))


@pytest.mark.parametrize("index", [-1, statuslists.LENGTH])
def test_outside_of_the_list(index):
    with pytest.raises(statuslists.StatusError):
        statuslists.bit(bytes(statuslists.LENGTH // 8), index)


# Times


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("2026-11-23T12:00:00Z", "2026-11-23T12:00:00Z"),
        ("2026-11-23T15:00:00+03:00", "2026-11-23T12:00:00Z"),
        ("2026-11-23T12:00:00.123456789Z", "2026-11-23T12:00:00Z"),
        ("2026-11-23T00:00:00-14:00", "2026-11-23T14:00:00Z"),
    ],
)
def test_times(text, same):
    assert moments.write(moments.read(text)) == same


@pytest.mark.parametrize(
    "text",
    [None, 7, "", "2026-11-23", "2026-11-23T12:00:00", "2026-11-23 12:00:00Z", "2026-13-01T00:00:00Z", "2026-02-30T00:00:00Z",
     "2026-11-23T25:00:00Z", "2026-11-23T12:00:00+15:00", "2026-11-23T12:00Z", "٢٠٢٦-11-23T12:00:00Z", "99999-11-23T12:00:00Z"],
)  # fmt: skip
def test_what_is_no_time(text):
    with pytest.raises(moments.MomentError):
        moments.read(text)
