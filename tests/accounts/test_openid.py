"""Sign-in through another organisation, against a small OpenID Connect provider on this machine."""

import json
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from django.test import Client

from ujuzi.accounts.models import Person
from ujuzi.config import sign_in

pytestmark = pytest.mark.django_db
KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)


class Provider(HTTPServer):
    """Answers discovery, keys, token and userinfo; `asked` is what came to the token address."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Answers)
        self.issuer = f"http://127.0.0.1:{self.server_port}"
        self.asked: dict[str, list[str]] = {}
        self.person: dict[str, Any] = {"sub": "42", "preferred_username": "amina", "name": "Amina K."}


class _Answers(BaseHTTPRequestHandler):
    server: Provider

    def do_GET(self) -> None:
        issuer = self.server.issuer
        if self.path.startswith("/.well-known/"):
            self.answer(
                {
                    "issuer": issuer,
                    "authorization_endpoint": f"{issuer}/authorize",
                    "token_endpoint": f"{issuer}/token",
                    "userinfo_endpoint": f"{issuer}/userinfo",
                    "jwks_uri": f"{issuer}/keys",
                    "token_endpoint_auth_methods_supported": ["client_secret_post"],
                }
            )
        elif self.path == "/keys":
            public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(KEY.public_key()))
            self.answer({"keys": [public | {"kid": "1", "alg": "RS256", "use": "sig"}]})
        else:
            self.answer(self.server.person)

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self.server.asked = parse_qs(body)
        now = int(time.time())
        claims = self.server.person | {"iss": self.server.issuer, "aud": "hub", "iat": now, "exp": now + 60}
        token = jwt.encode(claims, KEY, algorithm="RS256", headers={"kid": "1"})
        self.answer({"access_token": "opaque", "token_type": "Bearer", "id_token": token})

    def answer(self, said: dict[str, Any]) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps(said).encode())

    def log_message(self, *args: Any) -> None:
        pass


@pytest.fixture
def provider(settings: Any) -> Iterator[Provider]:
    server = Provider()
    Thread(target=server.serve_forever, daemon=True).start()
    app = {"provider_id": "sso", "name": "Ministry", "client_id": "hub", "secret": "s3cret"}
    app["settings"] = {"server_url": server.issuer, "oauth_pkce_enabled": True}  # type: ignore[assignment]
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}}
    yield server
    server.shutdown()
    server.server_close()


def come_back(client: Client) -> Any:
    """Presses the button, lets the provider agree, and follows back to the hub."""
    sent = client.post("/account/oidc/sso/login/?process=login")
    asked = parse_qs(urlsplit(sent["Location"]).query)
    assert asked["code_challenge_method"] == ["S256"]
    assert asked["redirect_uri"] == ["http://testserver/account/oidc/sso/login/callback/"]
    return client.get("/account/oidc/sso/login/callback/", {"code": "x", "state": asked["state"][0]})


def test_the_button_is_there(client: Client, provider: Provider) -> None:
    assert "Go on with Ministry" in client.get("/en/account/login/").content.decode()


def test_the_first_time_opens_an_account_and_the_second_signs_in(client: Client, provider: Provider) -> None:
    assert come_back(client).status_code == 302
    person = Person.objects.get()
    assert (person.username, person.display_name) == ("amina", "Amina K.")
    assert provider.asked["code_verifier"]
    other = Client()
    come_back(other)
    assert other.get("/en/account/").status_code == 200
    assert Person.objects.count() == 1


def test_of_the_answer_only_the_number_is_kept(client: Client, provider: Provider) -> None:
    from allauth.socialaccount.models import SocialAccount, SocialToken

    provider.person |= {"birthdate": "1990-01-01", "email": "a@x.example", "email_verified": True}
    for _ in range(2):
        come_back(Client())
    kept = SocialAccount.objects.get()
    assert (kept.uid, kept.extra_data) == ("42", {})
    assert not SocialToken.objects.exists()


def test_its_word_on_an_address_does_not_open_somebody_elses_account(
    client: Client, provider: Provider
) -> None:
    from ujuzi.accounts import operations

    alice = operations.make_person(username="alice", passphrase=None, email="alice@x.example")
    provider.person |= {"email": "alice@x.example", "email_verified": True}
    come_back(client)
    assert client.session.get("_auth_user_id") != str(alice.pk)


def test_providers_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UJUZI_OIDC_ISSUER", "https://id.example/realm/")
    monkeypatch.setenv("UJUZI_OIDC_CLIENT_ID", "hub")
    monkeypatch.setenv("UJUZI_OIDC_2_ISSUER", "https://other.example")
    monkeypatch.setenv("UJUZI_OIDC_2_CLIENT_ID", "hub")
    monkeypatch.setenv("UJUZI_OIDC_2_NAME", "University")
    first, second = sign_in.openid_providers()
    assert (first["provider_id"], first["name"]) == ("sso", "id.example")
    assert first["settings"]["server_url"] == "https://id.example/realm"
    assert (second["provider_id"], second["name"]) == ("sso-2", "University")


def test_an_issuer_without_a_client_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    from django.core.exceptions import ImproperlyConfigured

    monkeypatch.setenv("UJUZI_OIDC_ISSUER", "https://id.example")
    with pytest.raises(ImproperlyConfigured, match="UJUZI_OIDC_CLIENT_ID"):
        sign_in.openid_providers()
