"""Signed webhooks: what is signed, fresh and whole counts once; anything else is told why."""

import base64
import json
from typing import Any

import pytest

from tests import make
from tests.evidence.conftest import NOW
from ujuzi.evidence.models import Completion, Proof
from ujuzi.evidence.operations import webhooks

DATA: dict[str, Any] = {
    "learner": {"email": "Amina@mail.example"},
    "course": {"url": "https://takwa.example/courses/ml", "title": "ML"},
    "completedAt": "2026-05-04T10:00:00Z",
    "score": 0.9,
    "passed": True,
}


def sent(
    secret: str, data: Any = None, *, number: str = "msg_1", at: float | None = None, body: bytes = b""
) -> Any:
    body = body or json.dumps({"type": "learning.completed", "data": DATA if data is None else data}).encode()
    stamp = str(int(NOW.timestamp() if at is None else at))
    key = base64.b64decode(secret.removeprefix("whsec_"))
    signature = webhooks.signature(key, f"{number}.{stamp}.".encode() + body)
    return {"webhook-id": number, "webhook-timestamp": stamp, "webhook-signature": f"v1,xx {signature}"}, body


@pytest.fixture
def secret(takwa) -> str:
    return webhooks.make(takwa, "our platform", now=NOW)


def take(partner: Any, message: Any) -> Proof:
    return webhooks.take(partner, *message, now=NOW)


def refused(partner: Any, message: Any) -> str:
    with pytest.raises(webhooks.NotTaken) as caught:
        take(partner, message)
    return caught.value.code


def test_the_published_vector():
    """Of the specification's own library."""
    key = base64.b64decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
    body = b'{"test": 2432232314}'
    content = b"msg_p5jXN8AQM9LWM0D4loKWxJek.1614265330." + body
    assert webhooks.signature(key, content) == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_a_message_counts_once_however_often_it_is_sent(amina, takwa, secret):
    proof = take(takwa, sent(secret))
    assert take(takwa, sent(secret)) == proof
    assert Completion.objects.get().person == amina
    assert (proof.score, proof.passed, proof.organisation) == (0.9, True, takwa)


def test_changed_forged_old_or_of_another_partner(amina, takwa, secret):
    headers, body = sent(secret)
    assert refused(takwa, (headers, body + b" ")) == "signature"
    assert refused(takwa, (headers | {"webhook-id": "msg_2"}, body)) == "signature"
    assert refused(takwa, (headers | {"webhook-signature": ""}, body)) == "signature"
    assert refused(make.organisation("other"), (headers, body)) == "signature"
    for late in (-301, 301):
        assert refused(takwa, sent(secret, at=NOW.timestamp() + late)) == "old"
    for stamp in ("", "x", "1e9", "-5"):
        assert refused(takwa, (headers | {"webhook-timestamp": stamp}, body)) == "headers"
    assert not Proof.objects.exists()


def test_a_revoked_secret_signs_nothing_and_a_new_one_does(takwa, secret):
    new = webhooks.make(takwa, "new", now=NOW)
    assert webhooks.revoke(takwa, takwa.webhook_secrets.order_by("pk")[0].pk, now=NOW)
    assert refused(takwa, sent(secret)) == "signature"
    assert take(takwa, sent(new)).person is None


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"learner": None}, "learner"),
        ({"learner": {}}, "learner"),
        ({"course": {"title": "x"}}, "course"),
        ({"completedAt": "2026-05-04"}, "completedAt"),
        ({"score": 85}, "score"),
        ({"score": True}, "score"),
        ({"passed": False}, "failed"),
        ({"course": {"url": "https://hub.example/learn/ai-foundations"}}, "hosted"),
    ],
)
def test_what_is_not_understood_is_told(takwa, secret, changes, code):
    assert refused(takwa, sent(secret, DATA | changes)) == code
    assert not Proof.objects.exists()


def test_a_body_that_is_two_things(takwa, secret):
    body = b'{"type": "learning.completed", "data": {}, "data": {}}'
    assert refused(takwa, sent(secret, body=body)) == "body"
    assert refused(takwa, sent(secret, body=b'{"type": "other", "data": {}}')) == "type"
    assert refused(takwa, sent(secret, body=b"[]")) == "type"


def test_the_secret_is_not_readable_in_the_database(takwa, secret):
    assert secret.removeprefix("whsec_") not in str(list(takwa.webhook_secrets.values()))
