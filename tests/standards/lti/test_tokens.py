"""What a tool signs: the right thing passes, and nothing else does."""

import json
import warnings
from datetime import timedelta
from typing import Any

import pytest
from joserfc import jwk, jws

from tests.standards.lti import made
from tests.standards.lti.made import ISSUER, KEYS, NOW, SECONDS, TOKEN_URL
from ujuzi.standards.lti import assertions, deeplinking, names, tokens
from ujuzi.standards.lti.problems import LtiError


def check(token: str, keys: Any = KEYS) -> assertions.Assertion:
    return assertions.check(token, keys, client_id="client-1", audiences=[TOKEN_URL, ISSUER], now=NOW)


def chosen(token: str) -> deeplinking.Response:
    return deeplinking.check(
        token, KEYS, client_id="client-1", deployment_id="deployment-1", issuer=ISSUER, now=NOW
    )


def code(call: Any, *arguments: Any) -> str:
    with pytest.raises(LtiError) as caught:
        call(*arguments)
    return caught.value.code


def test_an_assertion_as_it_should_be():
    found = check(made.signed(made.assertion()))
    assert (found.number, found.expires_at) == ("number-1", NOW + timedelta(seconds=60))
    assert check(made.signed(made.assertion(aud=[ISSUER, "https://x.example"]))).number == "number-1"
    assert check(made.signed(made.assertion(), key=made.EC_KEY, alg="ES256")).number == "number-1"


def test_a_token_without_kid_fits_the_only_key_of_its_kind():
    assert check(made.signed(made.assertion(), kid=None)).number == "number-1"
    two = {"keys": [*KEYS["keys"], made.OTHER_KEY.as_dict(private=False) | {"kid": "tool-2"}]}
    with pytest.raises(LtiError, match="no such key"):
        check(made.signed(made.assertion(), kid=None), two)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"iss": "client-2"}, "mismatch"),
        ({"iss": None}, "missing"),
        ({"sub": "client-2"}, "mismatch"),
        ({"sub": None}, "missing"),
        ({"aud": "https://other.example/lti/token"}, "audience"),
        ({"aud": []}, "audience"),
        ({"aud": None}, "audience"),
        ({"aud": {"x": TOKEN_URL}}, "audience"),
        ({"exp": SECONDS - 61}, "expired"),
        ({"exp": None}, "missing"),
        ({"exp": "soon"}, "type"),
        ({"exp": True}, "type"),
        ({"exp": SECONDS + 90_000}, "too-old"),
        ({"iat": SECONDS + 61}, "future"),
        ({"iat": None}, "missing"),
        ({"iat": SECONDS - 90_000}, "too-old"),
        ({"nbf": SECONDS + 61}, "future"),
        ({"jti": None}, "missing"),
        ({"jti": ""}, "missing"),
        ({"jti": 7}, "type"),
        ({"jti": "x" * 3000}, "too-long"),
    ],
)
def test_an_assertion_with_one_thing_wrong(changes, expected):
    assert code(check, made.signed(made.assertion(**changes))) == expected


def test_signatures_that_are_none():
    claims = made.assertion()
    for alg in ("none", "None", "NONE", ""):
        assert code(check, made.unsigned(claims, alg=alg)) in ("algorithm", "format")
    assert code(check, made.by_hmac(claims)) == "algorithm"
    assert code(check, made.signed(claims, key=made.OTHER_KEY)) == "signature"
    assert code(check, made.signed(claims, kid="unknown")) == "key"
    head, body, signature = made.signed(claims).split(".")
    other = made.signed(made.assertion(jti="number-2")).split(".")
    assert code(check, f"{head}.{other[1]}.{signature}") == "signature"
    assert code(check, f"{head}.{body}.") in ("signature", "format")
    assert code(check, made.signed(claims, key=made.EC_KEY, alg="ES256", kid="tool-1")) == "key"


@pytest.mark.parametrize("token", ["", "x", "a.b.c", "....", "é.é.é", "x" * 600_000, None, 5])
def test_what_is_no_token(token):
    assert code(check, token) == "format"


def test_a_claim_that_stands_twice():
    text = json.dumps(made.assertion())[:-1] + ', "sub": "client-2"}'
    token = jws.serialize_compact(
        {"alg": "RS256", "kid": "tool-1"}, text.encode(), made.TOOL_KEY, algorithms=["RS256"]
    )
    assert code(check, token) == "format"


def test_a_shared_secret_or_a_short_key_in_the_key_set():
    secret = jwk.OctKey.import_key("secret" * 8, {"kid": "tool-1"})
    assert code(
        check, made.signed(made.assertion(), key=secret, alg="HS256"), {"keys": [secret.as_dict()]}
    ) == ("algorithm")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        short = jwk.RSAKey.generate_key(1024, {"kid": "tool-1"})
        token = made.signed(made.assertion(), key=short)
        keys = {"keys": [short.as_dict(private=False)]}
        assert code(check, token, keys) in ("key", "signature")
        assert code(tokens.public_set, keys) == "keys"


def test_a_private_key_that_was_pasted_keeps_its_public_part_only():
    kept = tokens.public_set({"keys": [made.TOOL_KEY.as_dict(private=True)]})["keys"][0]
    assert kept["kid"] == "tool-1"
    assert not {"d", "p", "q"} & set(kept)


@pytest.mark.parametrize(
    "keys", [None, [], {}, {"keys": []}, {"keys": "x"}, {"keys": [5]}, {"keys": [{"kty": "RSA"}]}]
)
def test_what_is_no_key_set(keys):
    assert code(tokens.public_set, keys) == "keys"


def test_a_choice_as_it_should_be():
    found = chosen(made.signed(made.response()))
    item = found.items[0]
    assert (found.data, found.nonce, found.skipped) == ("data-1", "nonce-1", ())
    assert (item.title, item.url) == ("Soil", "https://tool.example/soil")
    assert item.custom == {"chapter": "3", "draft": "false", "name": "x"}
    assert item.line_item is not None
    assert (item.line_item.label, item.line_item.maximum, item.line_item.tag) == ("Soil", 50, "final")


def test_a_choice_of_other_kinds_or_of_nothing():
    items = [{"type": "link", "url": "https://x.example"}, {"type": "ltiResourceLink"}, {"type": "html"}]
    found = chosen(made.signed(made.response(content_items=items)))
    assert (len(found.items), found.skipped, found.items[0].url) == (1, ("link", "html"), "")
    assert chosen(made.signed(made.response(content_items=None))).items == ()


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"iss": "client-2"}, "mismatch"),
        ({"aud": "https://other.example"}, "audience"),
        ({"exp": SECONDS - 61}, "expired"),
        ({"message_type": names.DEEP_LINKING_REQUEST}, "mismatch"),
        ({"version": "1.1"}, "mismatch"),
        ({"deployment_id": "deployment-2"}, "mismatch"),
        ({"deployment_id": None}, "missing"),
        ({"data": None}, "missing"),
        ({"nonce": None}, "missing"),
        ({"content_items": {}}, "type"),
        ({"content_items": ["x"]}, "type"),
        ({"content_items": [{}]}, "missing"),
        ({"content_items": [{"type": "ltiResourceLink"}] * 201}, "too-many"),
        ({"content_items": [{"type": "ltiResourceLink", "url": "javascript:alert(1)"}]}, "address"),
        ({"content_items": [{"type": "ltiResourceLink", "url": "https://x.example/\n"}]}, "address"),
        ({"content_items": [{"type": "ltiResourceLink", "custom": []}]}, "type"),
        ({"content_items": [{"type": "ltiResourceLink", "custom": {"a": {}}}]}, "type"),
        ({"content_items": [{"type": "ltiResourceLink", "lineItem": {"scoreMaximum": 1}}]}, "missing"),
        ({"content_items": [{"type": "ltiResourceLink", "title": "x", "lineItem": {}}]}, "missing"),
        ({"content_items": [{"type": "ltiResourceLink", "title": "x", "lineItem": {"scoreMaximum": 0}}]}, "range"),
    ],
)  # fmt: skip
def test_a_choice_with_one_thing_wrong(changes, expected):
    assert code(chosen, made.signed(made.response(**changes))) == expected


def test_a_choice_that_nobody_signed():
    assert code(chosen, made.unsigned(made.response())) == "algorithm"
    assert code(chosen, made.by_hmac(made.response())) == "algorithm"
    assert code(chosen, made.signed(made.response(), key=made.OTHER_KEY)) == "signature"


def test_token_requests():
    form = {
        "grant_type": "client_credentials",
        "client_assertion_type": names.ASSERTION_TYPE,
        "client_assertion": made.signed(made.assertion()),
        "scope": f"{names.SCORE} {names.SCORE} https://x.example/scope",
    }
    asked = assertions.asked(form)
    assert asked.client_id == "client-1"
    assert assertions.granted(asked.scopes) == [names.SCORE]
    assert code(assertions.asked, form | {"grant_type": "password"}) == "unsupported_grant_type"
    assert code(assertions.asked, form | {"client_assertion_type": "x"}) == "invalid_request"
    assert code(assertions.asked, form | {"client_assertion": "x"}) == "invalid_client"
    assert code(assertions.granted, ["https://x.example/scope"]) == "invalid_scope"
    assert code(assertions.granted, []) == "invalid_scope"
