"""The pages: each person sees her own, partners see numbers, reviewers decide."""

import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from tests import make
from tests.evidence.conftest import NOW, arrival
from tests.evidence.test_sheets import HEAD, ROWS
from tests.evidence.test_webhooks import sent
from tests.standards.openbadges import made
from ujuzi.accounts.models import Person, StaffRole
from ujuzi.evidence.models import Completion, Import, Proof, State
from ujuzi.evidence.operations import receiving, webhooks
from ujuzi.organisations.models import MemberRole, Membership

PDF = b"%PDF-1.7 a certificate"


@pytest.fixture(autouse=True)
def _host(settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    settings.STAFF_MFA = False


@pytest.fixture
def owner(takwa) -> Any:
    person = make.person("owner")
    Membership.objects.create(person=person, organisation=takwa, role=MemberRole.OWNER)
    return person


@pytest.fixture
def chen(db) -> Any:
    return make.person("chen", staff_role=StaffRole.REVIEWER)


def page(client: Any, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status, address
    return str(response.content.decode())


def hand_in(client: Any, **fields: Any) -> Any:
    given = {"title": "Ethics of AI", "address": "https://x.example/ethics", "completed_on": "2026-05-04"}
    return client.post("/en/elsewhere/document/", given | fields)


def test_a_document_is_reviewed_and_counts(client, amina, chen):
    client.force_login(amina)
    assert hand_in(client, document=SimpleUploadedFile("c.pdf", PDF)).status_code == 302
    assert "waiting for review" in page(client, "/en/elsewhere/")
    proof = Proof.objects.get()
    client.force_login(chen)
    assert "Ethics of AI" in page(client, "/en/review/proofs/")
    assert client.get(f"/en/elsewhere/{proof.pk}/document/").content == PDF
    client.post("/en/review/proofs/", {"proof": str(proof.pk), "accept": "1"})
    assert Completion.objects.get().person == amina
    client.force_login(amina)
    assert "a document, looked at by a person" in page(client, "/en/elsewhere/")


def test_refused_with_a_reason_that_she_reads(client, amina, chen):
    client.force_login(amina)
    hand_in(client)
    proof = Proof.objects.get()
    client.force_login(chen)
    client.post("/en/review/proofs/", {"proof": str(proof.pk), "remark": ""})
    proof.refresh_from_db()
    assert proof.state == State.WAITING
    client.post("/en/review/proofs/", {"proof": str(proof.pk), "remark": "The address leads nowhere"})
    client.force_login(amina)
    assert "The address leads nowhere" in page(client, "/en/elsewhere/")


@pytest.mark.parametrize(
    "fields",
    [
        {"completed_on": "2999-01-01"},
        {"title": ""},
        {"address": "javascript:alert(1)"},
        {"document": SimpleUploadedFile("c.pdf", b"<html>")},
    ],
)
def test_what_cannot_be_is_told(client, amina, fields):
    client.force_login(amina)
    assert hand_in(client, **fields).status_code == 422
    assert not Proof.objects.exists()


def test_documents_are_for_her_and_reviewers_only(client, amina):
    client.force_login(amina)
    hand_in(client, document=SimpleUploadedFile("c.pdf", PDF))
    address = f"/en/elsewhere/{Proof.objects.get().pk}/document/"
    response = client.get(address)
    assert response["Content-Disposition"].startswith("attachment")
    client.force_login(make.person("baraka"))
    page(client, address, 404)
    client.logout()
    assert client.get(address).status_code == 302


def test_dispute_and_withdraw_are_hers_alone(client, amina):
    proof = receiving.receive(amina, arrival(), now=NOW)
    client.force_login(make.person("baraka"))
    for deed in ("dispute", "withdraw"):
        assert client.post(f"/en/elsewhere/{proof.pk}/{deed}/", {"remark": "I say so"}).status_code == 404
    client.force_login(amina)
    client.post(f"/en/elsewhere/{proof.pk}/dispute/", {"remark": "no"})
    assert Completion.objects.count() == 1
    client.post(f"/en/elsewhere/{proof.pk}/dispute/", {"remark": "I never took it"})
    assert not Completion.objects.exists()
    client.post(f"/en/elsewhere/{proof.pk}/withdraw/")
    proof.refresh_from_db()
    assert proof.state == State.WITHDRAWN


def _badge(identifier: list[Any], **more: Any) -> bytes:
    """Of an issuer that is its own key, so that nobody need be asked."""
    from ujuzi.standards.openbadges import multibase

    key = made.ed_key(5)
    did = f"did:key:{multibase.multikey(key.public_key())}"
    plain = made.credential(issuer=made.credential()["issuer"] | {"id": did}) | more
    del plain["credentialStatus"]
    plain["credentialSubject"]["identifier"] = identifier
    return json.dumps(made.signed(plain, key)).encode()


def _identity(text: str) -> dict[str, Any]:
    return {"type": "IdentityObject", "identityHash": text, "identityType": "emailAddress", "hashed": False}


def test_a_badge_for_her_counts_at_once(client, amina):
    client.force_login(amina)
    content = _badge([_identity("Amina@mail.example")])
    for _twice in range(2):
        response = client.post("/en/elsewhere/badge/", {"file": SimpleUploadedFile("b.json", content)})
        assert response.status_code == 302
    proof = Proof.objects.get()
    assert (proof.state, proof.assurance) == (State.ACCEPTED, 4)


def test_a_hashed_address(client, amina):
    import hashlib

    client.force_login(amina)
    digest = hashlib.sha256(b"amina@mail.examplesalty").hexdigest()
    identity = _identity(f"sha256${digest}") | {"hashed": True, "salt": "salty"}
    client.post("/en/elsewhere/badge/", {"file": SimpleUploadedFile("b.json", _badge([identity]))})
    assert Proof.objects.get().state == State.ACCEPTED


def test_a_badge_of_somebody_else_is_refused_and_one_of_nobody_waits(client, amina):
    client.force_login(amina)
    other = _badge([_identity("somebody@mail.example")])
    response = client.post("/en/elsewhere/badge/", {"file": SimpleUploadedFile("b.json", other)})
    assert (response.status_code, Proof.objects.count()) == (422, 0)
    named = {"type": "IdentityObject", "identityHash": "Amina Juma", "identityType": "name", "hashed": False}
    client.post("/en/elsewhere/badge/", {"file": SimpleUploadedFile("b.json", _badge([named]))})
    assert Proof.objects.get().state == State.WAITING


def test_a_badge_that_one_person_handed_in_is_not_anothers(client, amina):
    content = _badge([_identity("amina@mail.example")])
    client.force_login(amina)
    client.post("/en/elsewhere/badge/", {"file": SimpleUploadedFile("b.json", content)})
    client.force_login(make.person("baraka"))
    response = client.post("/en/elsewhere/badge/", {"file": SimpleUploadedFile("b.json", content)})
    assert response.status_code == 422
    assert Completion.objects.get().person == amina


@pytest.mark.parametrize("content", [b"x", b"{}", b"%PDF-1.7", json.dumps(made.credential()).encode()])
def test_what_is_no_badge_is_told(client, amina, content):
    client.force_login(amina)
    response = client.post("/en/elsewhere/badge/", {"file": SimpleUploadedFile("b", content)})
    assert response.status_code == 422
    assert not Proof.objects.exists()


# The partner's desk


def test_a_list_is_looked_at_imported_and_undone(client, takwa, edition, owner, amina):
    client.force_login(owner)
    address = "/en/desk/takwa/completions/"
    response = client.post(address, {"file": SimpleUploadedFile("may.csv", (HEAD + ROWS).encode())})
    sheet = response["Location"]
    text = page(client, sheet)
    assert "Nothing is imported yet" in text
    assert not Proof.objects.exists()
    client.post(sheet, {"import": "1"})
    assert Completion.objects.get().person == amina
    assert "Undo this import" in page(client, sheet)
    assert ">2<" in page(client, address)
    client.post(sheet, {"undo": "1"})
    assert not Proof.objects.exists()


def test_a_partner_does_not_learn_who_is_here(client, takwa, edition, owner, amina):
    make.person("chidi", display_name="Chidi Okafor")
    client.force_login(owner)
    row = "Chidi Okafor,,Machine learning for farmers,2026-05-04,\n"
    sheet = client.post(
        "/en/desk/takwa/completions/", {"file": SimpleUploadedFile("may.csv", (HEAD + row).encode())}
    )["Location"]
    text = page(client, sheet)
    assert "chidi" not in text
    assert "same name" not in text
    batch = Import.objects.get()
    client.post(sheet, {"rows": "2", "person": str(amina.pk)})
    batch.refresh_from_db()
    assert batch.clicks == {}
    client.force_login(make.person("dalia", staff_role=StaffRole.SECRETARIAT))
    assert "chidi" in page(client, sheet)
    chidi = Person.objects.get(username="chidi")
    client.post(sheet, {"rows": "2", "person": str(amina.pk)})
    batch.refresh_from_db()
    assert batch.clicks == {}
    client.post(sheet, {"rows": "2", "person": str(chidi.pk)})
    client.post(sheet, {"import": "1"})
    assert Completion.objects.get().person == chidi


def test_only_owners(client, takwa, amina):
    editor = make.person("editor")
    Membership.objects.create(person=editor, organisation=takwa, role=MemberRole.EDITOR)
    for person in (amina, editor):
        client.force_login(person)
        page(client, "/en/desk/takwa/completions/", 404)


def test_what_is_no_list_is_told(client, takwa, owner):
    client.force_login(owner)
    for content in (b"", b"\x00\x01\x02", b"a,b\n1,2\n"):
        response = client.post("/en/desk/takwa/completions/", {"file": SimpleUploadedFile("x.csv", content)})
        assert response.status_code == 422


def test_a_webhook_over_http(client, takwa, owner, amina):
    client.force_login(owner)
    text = client.post("/en/desk/takwa/completions/secret/", {"name": "our platform"}).content.decode()
    secret = text[text.index("whsec_") :].partition("<")[0]
    assert secret not in page(client, "/en/desk/takwa/completions/")
    client.logout()
    headers, body = sent(secret, at=timezone.now().timestamp())
    named = {f"HTTP_{name.upper().replace('-', '_')}": value for name, value in headers.items()}
    for _twice in range(2):
        response = client.post(
            "/api/v1/partners/takwa/completions", body, content_type="application/json", **named
        )
        assert response.json() == {"proof": str(Proof.objects.get().pk), "state": "accepted"}
    assert (
        client.post(
            "/api/v1/partners/nobody/completions", body, content_type="application/json", **named
        ).status_code
        == 401
    )
    assert (
        client.post(
            "/api/v1/partners/takwa/completions", b"{}", content_type="application/json", **named
        ).status_code
        == 401
    )
    assert webhooks.TYPE in body.decode()
