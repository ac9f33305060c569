"""Attachments and signatures: what comes in a multipart body, what goes out, what is refused."""

import base64
import datetime
import hashlib
import json
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from joserfc import jws
from joserfc.jwk import OctKey, RSAKey

from tests.records import store
from tests.records.store import Tool, error, statement
from ujuzi.records import files
from ujuzi.standards.xapi import multipart

PICTURE = b"\x89PNG\r\n\x1a\n--boundary\x00\r\n\xff"
KIND = "multipart/mixed; boundary=boundary"


def meta(content: bytes, **parts: Any) -> dict[str, Any]:
    return {
        "usageType": "https://x.example/usage/certificate",
        "display": {"en": "Certificate"},
        "contentType": "image/png",
        "length": len(content),
        "sha2": hashlib.sha256(content).hexdigest(),
    } | parts


def body(statements: Any, *contents: bytes, mark: bytes = b"boundary", **headers: str) -> bytes:
    """A multipart body; `headers` replace those of every attachment, an empty one leaves it out."""
    out = b"--" + mark + b"\r\nContent-Type: application/json\r\n\r\n" + json.dumps(statements).encode()
    for content in contents:
        lines = {
            "Content-Type": "image/png",
            "Content-Transfer-Encoding": "binary",
            "X-Experience-API-Hash": hashlib.sha256(content).hexdigest(),
        } | {name.replace("_", "-"): value for name, value in headers.items()}
        head = "".join(f"{name}: {value}\r\n" for name, value in lines.items() if value)
        out += b"\r\n--" + mark + b"\r\n" + head.encode() + b"\r\n" + content
    return out + b"\r\n--" + mark + b"--\r\n"


def test_an_attachment_comes_back_byte_for_byte(hub: Tool) -> None:
    mark = b"other-mark"
    sent = body(statement(attachments=[meta(PICTURE)]), PICTURE, mark=mark)
    [sid] = hub.post(sent, kind="multipart/mixed; boundary=other-mark").json()
    answer = hub.get(statementId=sid, attachments=True)
    parts = multipart.split(b"".join(answer), multipart.boundary(answer["Content-Type"]))
    assert json.loads(parts[0].content)["id"] == sid
    [found] = multipart.attachments(parts[1:]).values()
    assert (found.content, found.content_type) == (PICTURE, "image/png")
    many = hub.get(attachments=True)
    assert PICTURE in b"".join(many)
    assert hub.get(statementId=sid)["Content-Type"] == "application/json"


def test_an_attachment_with_an_address_need_not_be_sent(hub: Tool) -> None:
    assert (
        hub.post(statement(attachments=[meta(PICTURE, fileUrl="https://x.example/c.png")])).status_code == 200
    )
    assert hub.post(statement(attachments=[meta(PICTURE)])).status_code == 400


@pytest.mark.parametrize(
    ("sent", "kind"),
    [
        (body(statement(attachments=[meta(PICTURE)])), KIND),
        (body(statement(), b"extra"), KIND),
        (body(statement(attachments=[meta(b"y")]), b"y", X_Experience_API_Hash=""), KIND),
        (body(statement(attachments=[meta(b"y")]), b"y", X_Experience_API_Hash="0" * 64), KIND),
        (body(statement(attachments=[meta(b"y")]), b"y", Content_Transfer_Encoding="base64"), KIND),
        (body(statement(attachments=[meta(b"y")]), b"y", Content_Transfer_Encoding=""), KIND),
        (body(statement(attachments=[meta(b"y")]), b"y"), "multipart/mixed"),
        (body(statement(attachments=[meta(b"y")]), b"y"), "multipart/form-data; boundary=boundary"),
        (body(statement(attachments=[meta(b"y")]), b"y")[:-12], KIND),
        (b"", KIND),
        (b"--boundary--", KIND),
        (b"--boundary\r\n\r\n{}\r\n--boundary--", KIND),
    ],
)
def test_wrong_multipart_bodies_are_refused(hub: Tool, sent: bytes, kind: str) -> None:
    answer = hub.post(sent, kind=kind)
    assert answer.status_code == 400
    assert error(answer)["rule"]
    assert hub.found() == []


def test_an_attachment_of_a_refused_request_is_not_kept(hub: Tool) -> None:
    wrong = statement(attachments=[meta(PICTURE)], verb={"id": "done"})
    assert hub.post(body(wrong, b"y"), kind=KIND).status_code == 400
    assert not files.place(meta(PICTURE)["sha2"]).exists()


@pytest.fixture(scope="module")
def key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def certificate(key: rsa.RSAPrivateKey) -> str:
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "Open Lab")])
    now = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now)
        .not_valid_after(now + datetime.timedelta(days=365))
        .sign(key, hashes.SHA256())
    )
    return base64.b64encode(made.public_bytes(serialization.Encoding.DER)).decode()


def signed(
    said: dict[str, Any], key: Any, payload: Any = None, **header: Any
) -> tuple[dict[str, Any], bytes]:
    """The statement with its signature's metadata, and the signature."""
    pem = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    jwk: Any = RSAKey.import_key(pem)
    header = {"alg": "RS256"} | header
    if header["alg"].startswith("HS"):
        jwk = OctKey.import_key("a shared secret of thirty-two bytes!")
    algorithms = [header["alg"]]
    text = jws.serialize_compact(header, json.dumps(payload or said), jwk, algorithms=algorithms).encode()
    attachment = meta(
        text,
        usageType="http://adlnet.gov/expapi/attachments/signature",
        contentType="application/octet-stream",
    )
    return said | {"attachments": [attachment]}, text


def send(tool: Tool, said: dict[str, Any], *contents: bytes) -> Any:
    return tool.post(body(said, *contents), kind=KIND)


@pytest.mark.parametrize("algorithm", ["RS256", "RS384", "RS512"])
def test_a_signed_statement_is_taken(hub: Tool, key: rsa.RSAPrivateKey, algorithm: str) -> None:
    said, signature = signed(statement(id=store.new_id()), key, alg=algorithm, x5c=[certificate(key)])
    assert send(hub, said, signature).status_code == 200


def test_a_signature_of_another_statement_is_refused(hub: Tool, key: rsa.RSAPrivateKey) -> None:
    one = statement(id=store.new_id())
    for other in (
        one | {"object": {"id": store.QUIZ}},
        one | {"id": store.new_id()},
        one | {"result": {"success": True}},
        {"not": "a statement"},
    ):
        said, signature = signed(one, key, payload=other)
        assert send(hub, said, signature).status_code == 400


def test_differences_that_do_not_count_do_not_break_a_signature(hub: Tool, key: rsa.RSAPrivateKey) -> None:
    one = statement(id=store.new_id(), timestamp="2026-03-01T10:00:00Z")
    other = one | {"timestamp": "2026-03-01T13:00:00+03:00", "verb": {"id": store.DONE}}
    said, signature = signed(one, key, payload=other)
    assert send(hub, said, signature).status_code == 200


@pytest.mark.parametrize("algorithm", ["HS256", "PS256"])
def test_other_algorithms_are_refused(hub: Tool, key: rsa.RSAPrivateKey, algorithm: str) -> None:
    said, signature = signed(statement(), key, alg=algorithm)
    answer = send(hub, said, signature)
    assert answer.status_code == 400
    assert "RS256" in error(answer)["rule"]


def test_a_signature_that_does_not_fit_its_certificate_is_refused(hub: Tool, key: rsa.RSAPrivateKey) -> None:
    stranger = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    said, signature = signed(statement(), key, x5c=[certificate(stranger)])
    assert send(hub, said, signature).status_code == 400
    said, signature = signed(statement(), key, x5c=["nonsense"])
    assert send(hub, said, signature).status_code == 400


def test_what_is_no_signature_is_refused(hub: Tool, key: rsa.RSAPrivateKey) -> None:
    said, _signature = signed(statement(), key)
    for wrong in (b"", b"a.b.c", b"\xff\xfe", b"..", b"e30.e30.e30"):
        attachment = said["attachments"][0] | meta(wrong, usageType=said["attachments"][0]["usageType"])
        attachment["contentType"] = "application/octet-stream"
        assert send(hub, said | {"attachments": [attachment]}, wrong).status_code == 400


def test_a_signature_of_another_type_is_refused(hub: Tool, key: rsa.RSAPrivateKey) -> None:
    said, signature = signed(statement(), key)
    said["attachments"][0]["contentType"] = "text/plain"
    assert error(send(hub, said, signature))["path"] == "$.attachments[0].contentType"


def test_a_signed_statement_nested_without_end_is_refused(hub: Tool, key: rsa.RSAPrivateKey) -> None:
    deep: dict[str, Any] = {}
    for _ in range(900):
        deep = {"a": deep}
    said, signature = signed(statement(context={"extensions": {"https://x.example/e": deep}}), key)
    assert send(hub, said, signature).status_code == 400
