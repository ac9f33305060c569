"""The pages: what a learner, a verifier and whoever holds a paper see, and what nobody else does."""

import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from tests import make
from tests.credentials.conftest import NOW
from ujuzi.credentials import files
from ujuzi.credentials.certificates import rendering
from ujuzi.credentials.models import Award, Credential, Shown
from ujuzi.credentials.operations import issuing, revoking
from ujuzi.organisations.models import MemberRole, Membership
from ujuzi.standards.openbadges import contexts


@pytest.fixture(autouse=True)
def _host(settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["*"]


def page(client: Any, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status, address
    return str(response.content.decode())


def test_from_completion_to_certificate(client, award, amina):
    client.force_login(amina)
    assert "Get the certificate" in page(client, "/en/certificates/")
    claim = f"/en/certificates/claim/{award.pk}/"
    assert 'value="Amina Juma"' in page(client, claim)
    response = client.post(claim, {"name": "  Amina   Juma Hassan ", "language": "sw"}, follow=True)
    made = Credential.objects.get()
    assert (made.name, made.language) == ("Amina Juma Hassan", "sw")
    assert "Amina Juma Hassan" in response.content.decode()
    for form in files.FORMS:
        sent = client.get(f"/en/certificates/{made.pk}/file/{form}/")
        assert sent.status_code == 200
        assert "attachment" in sent["Content-Disposition"]


@pytest.mark.parametrize("name", ["", "   ", "...", "123", "\u202e\u2066"])
def test_a_name_has_letters(client, award, amina, name):
    client.force_login(amina)
    response = client.post(f"/en/certificates/claim/{award.pk}/", {"name": name, "language": "sw"})
    assert response.status_code == 422
    assert not Credential.objects.exists()


def test_nobody_elses_certificates(client, award, credential):
    client.force_login(make.person("baraka"))
    for address in (
        f"/en/certificates/{credential.pk}/",
        f"/en/certificates/{credential.pk}/file/json/",
        f"/en/certificates/claim/{award.pk}/",
    ):
        page(client, address, 404)
    for address in ("share", "give-up"):
        assert (
            client.post(f"/en/certificates/{credential.pk}/{address}/", {"shown": "named"}).status_code == 404
        )
    credential.refresh_from_db()
    assert not credential.is_revoked


def test_corrected_the_old_one_is_revoked(client, award, credential, amina):
    client.force_login(amina)
    client.post(f"/en/certificates/claim/{award.pk}/", {"name": "Amina Hassan", "language": "sw"})
    assert "Revoked" in page(client, f"/en/verify/{credential.pk}/")
    assert "replaced by a newer one" in page(client, f"/en/verify/{credential.pk}/")


def test_shared_by_choice_and_no_longer(client, credential, amina):
    client.force_login(amina)
    client.post(f"/en/certificates/{credential.pk}/share/", {"shown": "initials"})
    shared = Credential.objects.get(shown=Shown.INITIALS)
    client.logout()
    text = page(client, f"/en/shared/{shared.share_token}/")
    assert "A. J." in text
    assert "Juma" not in text
    assert client.get(f"/s/{shared.share_token}").status_code == 302
    client.force_login(amina)
    client.post(f"/en/certificates/{credential.pk}/share/", {"shown": "initials", "stop": "1"})
    client.logout()
    page(client, f"/en/shared/{shared.share_token}/", 404)


def test_a_revoked_one_is_shared_no_longer(client, credential):
    issuing.share(credential, "a-token")
    revoking.revoke(credential, why="A mistake of ours", now=NOW)
    page(client, "/en/shared/a-token/", 404)


def test_given_up_by_its_holder(client, credential, amina):
    client.force_login(amina)
    client.post(f"/en/certificates/{credential.pk}/give-up/")
    assert "Revoked" in page(client, f"/en/verify/{credential.pk}/")
    assert "Get the certificate" in page(client, "/en/certificates/")


# Verification


def handed_in(client: Any, content: bytes, name: str = "file") -> str:
    response = client.post("/en/verify/", {"file": SimpleUploadedFile(name, content)})
    return str(response.content.decode())


@pytest.mark.parametrize("form", files.FORMS)
def test_each_form_is_verified_on_the_server(client, credential, form):
    file = files.made(credential, form, now=timezone.now())
    text = handed_in(client, file.content, file.name)
    assert ">Valid</h2>" in text
    assert "This hub itself." in text
    for row in ("Amina Juma", "Mbegu na data", str(credential.id), "statusListIndex"):
        assert row in text


def test_a_photograph_of_either_code(client, credential):
    whole = rendering.picture(files.certificate(credential, "phone"))
    assert ">Valid</h2>" in handed_in(client, whole, "photo.png")


def test_pasted_text_or_address(client, credential):
    for text in (credential.document, f"https://hub.example/v/{credential.id}", f"urn:uuid:{credential.id}"):
        response = client.post("/en/verify/", {"text": text})
        assert ">Valid</h2>" in response.content.decode()


def test_a_changed_one_is_not_valid_and_says_why(client, credential):
    text = handed_in(client, credential.document.replace("Amina Juma", "Baraka Otieno").encode())
    assert ">Not valid</h2>" in text
    assert "The signature does not fit" in text
    assert "What it claims (not confirmed)" in text


@pytest.mark.parametrize(
    "content",
    [b"hello", b"\x89PNG\r\n\x1a\nx", b"%PDF-1.7 nothing", b"{}", b"[1]", b"\xff\xfe\x00", b"PK\x03\x04x"],
)
def test_anything_else_is_told_and_nothing_breaks(client, db, content):
    response = client.post("/en/verify/", {"file": SimpleUploadedFile("x", content)})
    assert response.status_code in (200, 422)


def test_nothing_handed_in(client, db):
    assert client.post("/en/verify/", {}).status_code == 422


def test_unknown_numbers(client, db):
    page(client, "/en/verify/019e5b8e-776a-46e9-b40b-1ffd86b37283/", 404)
    assert client.get("/v/019e5b8e-776a-46e9-b40b-1ffd86b37283").status_code == 302


def test_the_interface_says_what_the_page_says(client, credential):
    response = client.post("/api/v1/verify", credential.document, content_type="application/json")
    found = response.json()
    assert (found["verdict"], found["keysFrom"], found["issuer"]) == (
        "valid",
        "issuer",
        "did:web:hub.example",
    )
    assert found["credential"] == json.loads(credential.document)
    refused = client.post("/api/v1/verify", "nothing", content_type="text/plain")
    assert (refused.status_code, refused.json()["error"]["code"]) == (422, "none")


def test_text_of_a_stranger_is_text(client, credential):
    changed = credential.document.replace("Amina Juma", "<script>alert(1)</script>")
    text = handed_in(client, changed.encode())
    assert "<script>alert" not in text


# For machines


def test_what_is_published(client, credential):
    document = client.get("/.well-known/did.json")
    assert document.json()["id"] == "did:web:hub.example"
    assert document["Access-Control-Allow-Origin"] == "*"
    assert len(client.get("/.well-known/did-history.json").json()["entries"]) == 1
    listed = client.get(f"/credentials/status/{credential.status_list_id}")
    assert listed["Content-Type"] == "application/vc"
    document = json.loads(listed.content)
    assert document["id"] == f"https://hub.example/credentials/status/{credential.status_list_id}"
    snapshot = client.get("/credentials/snapshot.json").json()
    assert set(snapshot["documents"]) == {"did:web:hub.example"}
    assert snapshot["statusLists"][document["id"]] == document
    page(client, "/issuers/nobody/did.json", 404)
    page(client, "/credentials/status/99", 404)


def test_the_achievement_has_a_page_and_a_picture(client, achievement):
    assert "Seeds and data" in page(client, "/en/achievements/course-seeds/")
    assert client.get("/achievements/course-seeds").status_code == 302
    assert client.get("/achievements/course-seeds.svg")["Content-Type"] == "image/svg+xml"
    page(client, "/en/achievements/nothing/", 404)


# By hand


def test_by_hand_only_with_the_right(client, achievement, amina):
    partner = make.organisation("takwa")
    achievement.assessed_by = partner
    achievement.save()
    owner, editor = make.person("owner"), make.person("editor")
    Membership.objects.create(person=owner, organisation=partner, role=MemberRole.OWNER)
    Membership.objects.create(person=editor, organisation=partner, role=MemberRole.EDITOR)
    address = "/en/achievements/course-seeds/award/"
    for other in (amina, editor):
        client.force_login(other)
        page(client, address, 404)
    client.force_login(owner)
    assert client.post(address, {"people": "amina\nnobody"}).status_code == 422
    assert not Award.objects.exists()
    client.post(address, {"people": "Amina, amina"})
    award = Award.objects.get()
    assert (award.person, award.awarded_by) == (amina, owner)
    client.post(address, {"withdraw": str(award.pk), "reason": "short"})
    award.refresh_from_db()
    assert award.withdrawn_at is None
    client.post(address, {"withdraw": str(award.pk), "reason": "It was another Amina"})
    award.refresh_from_db()
    assert award.withdrawn_why == "It was another Amina"


def test_the_page_and_its_worker_name_what_is_there(client, credential):
    text = page(client, "/en/verify/")
    assert 'data-contexts="/credentials/contexts.json"' in text
    worker = client.get("/verify-worker.js")
    assert worker["Content-Type"].startswith("text/javascript")
    assert "/credentials/snapshot.json" in worker.content.decode()
    assert set(client.get("/credentials/contexts.json").json()) == set(contexts.PINNED)
