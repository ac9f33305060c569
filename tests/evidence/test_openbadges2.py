"""Open Badges 2.0: what the issuer's own site says counts, not what the file says."""

import hashlib
import json
import struct
import zlib
from typing import Any

import pytest

from tests.evidence.conftest import NOW
from ujuzi.core.fetching import FetchError
from ujuzi.evidence import openbadges2
from ujuzi.evidence.models import Completion, Proof
from ujuzi.evidence.operations import badges
from ujuzi.standards.openbadges import baking

ADDRESS = "https://old.example/assertions/1"
ASSERTION: dict[str, Any] = {
    "@context": "https://w3id.org/openbadges/v2",
    "type": "Assertion",
    "id": ADDRESS,
    "recipient": {"type": "email", "hashed": False, "identity": "Amina@mail.example"},
    "badge": "https://old.example/badges/ml",
    "issuedOn": "2026-05-04T10:00:00Z",
    "verification": {"type": "HostedBadge"},
}
BADGE = {
    "type": "BadgeClass",
    "id": "https://old.example/badges/ml",
    "name": "Machine learning",
    "issuer": "https://old.example/",
}


def web(**changes: Any) -> Any:
    there = {ADDRESS: ASSERTION | changes, BADGE["id"]: BADGE}

    def fetch(address: str, **_more: Any) -> Any:
        if address not in there:
            raise FetchError("http-404", address, permanent=True)

        class Answer:
            content = json.dumps(there[address]).encode()

        return Answer

    return fetch


def hand_in(person: Any, fetch: Any, data: Any = ASSERTION) -> Proof:
    raw = data if isinstance(data, bytes) else json.dumps(data).encode()
    return badges.hand_in(person, raw, now=NOW, fetch=fetch)


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def picture(text: str) -> bytes:
    inner = chunk(b"iTXt", b"openbadges\0\0\0\0\0" + text.encode())
    return baking.PNG + chunk(b"IHDR", b"x") + inner + chunk(b"IEND", b"")


def test_a_hosted_badge_counts_as_its_issuers_word(amina):
    proof = hand_in(amina, web())
    assert (proof.assurance, proof.title, proof.activity) == (
        3,
        "Machine learning",
        "https://old.example/badges/ml",
    )
    assert Completion.objects.get().person == amina


@pytest.mark.parametrize("data", [picture(json.dumps(ASSERTION)), picture(ADDRESS)])
def test_baked_into_a_picture(amina, data):
    assert hand_in(amina, web(), data).title == "Machine learning"


def test_an_address_that_is_hashed(amina):
    digest = hashlib.sha256(b"amina@mail.examplesalt").hexdigest()
    recipient = {"type": "email", "hashed": True, "salt": "salt", "identity": f"sha256${digest}"}
    assert hand_in(amina, web(recipient=recipient)).person == amina


def test_a_time_without_a_zone_is_taken_as_utc(amina):
    assert hand_in(amina, web(issuedOn="2026-05-04T10:00:00")).completed_at.hour == 10


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"recipient": ASSERTION["recipient"] | {"identity": "somebody@mail.example"}}, "somebody-else"),
        ({"recipient": {"type": "email", "hashed": True, "identity": "md5$x"}}, "somebody-else"),
        ({"recipient": "amina@mail.example"}, "form"),
        ({"revoked": True}, "revoked"),
        ({"expires": "2026-06-01T00:00:00Z"}, "expired"),
        ({"id": "https://old.example/assertions/2"}, "not-the-same"),
        ({"type": "Profile"}, "not-the-same"),
        ({"badge": "https://other.example/badges/ml"}, "unreachable"),
        ({"badge": {"id": "x"}}, "form"),
        ({"issuedOn": "yesterday"}, "form"),
    ],
)
def test_what_the_site_says_decides(amina, changes, code):
    """Whatever the file that was handed in says."""
    with pytest.raises(badges.NotTaken) as caught:
        hand_in(amina, web(**changes))
    assert caught.value.code == code
    assert not Proof.objects.exists()


@pytest.mark.parametrize(
    "address", ["http://old.example/assertions/1", "https://gone.example/1", "file:///etc/passwd"]
)
def test_only_a_site_that_can_be_asked_safely(amina, address):
    with pytest.raises(badges.NotTaken) as caught:
        hand_in(amina, web(), ASSERTION | {"id": address})
    assert caught.value.code == "unreachable"


@pytest.mark.parametrize(
    "data", [b"", b"{}", b"https://old.example/assertions/1", b"\x89PNG\r\n\x1a\n", b'{"a":1,"a":2}']
)
def test_what_is_no_badge_of_this_kind(data):
    assert openbadges2.find(data) is None
