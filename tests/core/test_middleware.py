"""Policy and compression of every answer."""

import gzip
from typing import Any

import brotli
import pytest
from django.conf import settings
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.test import Client, RequestFactory

from ujuzi.core import middleware

BODY = "<p>" + "Ujuzi ni mali. " * 200 + "</p>"


def answer(response: Any, accepted: str) -> HttpResponse:
    request = RequestFactory().get("/", headers={"accept-encoding": accepted})
    return middleware.compress(lambda _request: response)(request)


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [("gzip, deflate, br", "br"), ("gzip", "gzip"), ("", ""), ("br;q=0, gzip", "gzip"), ("br;q=0.5", "br")],
)
def test_the_best_encoding_that_the_browser_takes(accepted: str, encoding: str) -> None:
    response = answer(HttpResponse(BODY), accepted)
    assert response.headers.get("Content-Encoding", "") == encoding
    unpack = {"br": brotli.decompress, "gzip": gzip.decompress, "": bytes}[encoding]
    assert unpack(response.content).decode() == BODY
    assert response["Vary"] == "Accept-Encoding"


def test_what_is_small_packed_streamed_or_no_text_is_left_alone() -> None:
    packed = HttpResponse(BODY, headers={"Content-Encoding": "gzip"})
    for response in (
        HttpResponse("short"), HttpResponse(BODY, content_type="image/png"), StreamingHttpResponse([BODY]), packed,
    ):  # fmt: skip
        before = response.headers.get("Content-Encoding")
        assert answer(response, "br").headers.get("Content-Encoding") == before


@pytest.mark.parametrize("accepted", ["br", "gzip", ""])
def test_the_weight_is_true(accepted: str) -> None:
    noise = " ".join(str(number**7 % 1_000_003) for number in range(6000))
    response = answer(HttpResponse(f"{noise}<footer>{middleware.WEIGHT_MARK} kB</footer>"), accepted)
    unpack = {"br": brotli.decompress, "gzip": gzip.decompress, "": bytes}[accepted]
    said = int(unpack(response.content).decode().split("<footer>")[1].split(" ")[0])
    assert abs(said - len(response.content) / 1000) <= 0.6


def test_policy_is_strict_and_a_view_may_have_its_own() -> None:
    rules = settings.SECURE_CSP
    assert rules["default-src"] == ["'none'"]
    assert not {"'unsafe-inline'", "'unsafe-eval'", "*", "https:"} & {
        s for sources in rules.values() for s in sources
    }
    assert middleware.policy({"default-src": ["'none'"], "img-src": ["'self'", "data:"]}) == (
        "default-src 'none'; img-src 'self' data:"
    )

    def view(_request: HttpRequest) -> HttpResponse:
        return HttpResponse(headers={"Content-Security-Policy": "sandbox"})

    assert middleware.secure(view)(RequestFactory().get("/"))["Content-Security-Policy"] == "sandbox"


@pytest.mark.django_db
def test_every_page_carries_it() -> None:
    for address in ("/en/about/", "/en/nowhere/", "/", "/healthz"):
        response = Client(headers={"host": "localhost"}).get(address)
        assert "default-src 'none'" in response["Content-Security-Policy"]
        assert "camera=()" in response["Permissions-Policy"]
        assert response["Cross-Origin-Opener-Policy"] == "same-origin"


@pytest.mark.django_db
def test_no_page_needs_inline_style_or_script() -> None:
    for address in ("/en/", "/ar/find/", "/en/about/", "/en/nowhere/"):
        text = Client(headers={"host": "localhost"}).get(address).content.decode()
        assert " style=" not in text
        assert "<style" not in text
        assert " onclick=" not in text
