"""What we issue verifies with software that is not ours, offline, and what was tampered with does not."""

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from openbadgeslib.ob3.ldp import OB3LdpVerifier

from tests.standards.openbadges import made
from ujuzi.standards.openbadges import contexts, proofs

HERE = Path(__file__).parent
FOLDER = HERE.parent.parent.parent / ".node"
KEY = made.ed_key()
NAMES = ["Amina Juma", "أمينة جمعة حسن", "李小龙", "አሚና ጁማ", "Zoë Ångström \U0001f333", 'Q"uo\\te']
GOOD = [made.signed(name=name) for name in NAMES]


def _tampered() -> dict[str, dict[str, Any]]:
    signed, other = made.signed(), made.signed(name="Baraka Otieno")
    identity = ("credentialSubject", "identifier", 0, "identityHash")
    forged = proofs.sign(made.credential(), made.ed_key(66), method=made.method(KEY), created=made.NOW)
    return {
        "another name": made.changed(signed, identity, "Baraka Otieno"),
        "another day": made.changed(signed, ("awardedDate",), "2020-01-01T00:00:00Z"),
        "another achievement": made.changed(signed, ("credentialSubject", "achievement", "name"), "Medicine"),
        "a term that nothing defines": signed | {"jobTitle": "Minister"},
        "another's proof": signed | {"proof": other["proof"]},
        "another's key": forged,
        "no status": {name: one for name, one in signed.items() if name != "credentialStatus"},
    }


TAMPERED = _tampered()
REVOKED = made.signed()


def _installed() -> bool:
    if (FOLDER / "node_modules").is_dir() and shutil.which("node"):
        return True
    if os.environ.get("CI"):
        pytest.fail("Node's verifiers are not installed: run tools/node.sh")
    return False


@pytest.fixture(scope="module")
def said() -> dict[str, Any]:
    """Of all cases at once: Node takes a second to start."""
    if not _installed():
        pytest.skip("Node's verifiers are not installed: run tools/node.sh")
    whole = {
        "documents": {made.ISSUER: made.issuer_document()},
        "contexts": {address: contexts.document(address) for address in contexts.PINNED},
    }
    return {
        "good": _ask(whole | {"cases": GOOD, "lists": {made.LIST: made.status_list()}}),
        "tampered": _ask(
            whole | {"cases": list(TAMPERED.values()), "lists": {made.LIST: made.status_list()}}
        ),
        "revoked": _ask(whole | {"cases": [REVOKED], "lists": {made.LIST: made.status_list(made.INDEX)}}),
    }


def _ask(question: dict[str, Any]) -> Any:
    shutil.copy(HERE / "check.mjs", FOLDER / "check.mjs")
    done = subprocess.run(
        ["node", "check.mjs"], cwd=FOLDER, input=json.dumps(question), capture_output=True, text=True, timeout=120, check=False
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout)


@pytest.mark.parametrize("verifier", ["bazaar", "consortium"])
def test_ours_verify_with_others(said, verifier):
    for name, found in zip(NAMES, said["good"], strict=True):
        assert found[verifier]["signature"], (name, found[verifier])
        assert not found[verifier]["revoked"]


@pytest.mark.parametrize("verifier", ["bazaar", "consortium"])
@pytest.mark.parametrize("number", range(len(TAMPERED)), ids=list(TAMPERED))
def test_others_refuse_what_was_tampered_with(said, verifier, number):
    assert not said["tampered"][number][verifier]["signature"]


@pytest.mark.parametrize("verifier", ["bazaar", "consortium"])
def test_others_see_the_revocation(said, verifier):
    assert said["revoked"][0][verifier]["revoked"], said["revoked"][0]


def _library(document: dict[str, Any]) -> bool:
    from cryptography.hazmat.primitives import serialization

    pem = KEY.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    try:
        OB3LdpVerifier(pubkey_pem=pem).verify(document)
    except Exception:
        return False
    return True


@pytest.mark.parametrize("number", range(len(GOOD)), ids=NAMES)
def test_ours_verify_with_openbadgeslib(number):
    assert _library(GOOD[number])


@pytest.mark.parametrize("name", list(TAMPERED))
def test_openbadgeslib_refuses_what_was_tampered_with(name):
    assert not _library(TAMPERED[name])
