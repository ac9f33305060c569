"""The short way into Django for the record store."""

from typing import Any

import pytest
from django.conf import settings
from django.test import RequestFactory

from ujuzi.config import lean


def asked(path: str, **more: Any) -> tuple[str, dict[str, str], bytes]:
    """Status, headers and body by the short way; the pages' way answers "pages"."""
    found: list[Any] = []

    def pages(_environ: Any, start: Any) -> list[bytes]:
        start("200 OK", [])
        return [b"pages"]

    environ = RequestFactory().get(path, **more).environ
    answer = lean.Fork(pages)(environ, lambda status, headers, *_: found.extend([status, dict(headers)]))
    body = b"".join(answer)
    if hasattr(answer, "close"):
        answer.close()
    return found[0], found[1], body


@pytest.mark.django_db
def test_the_store_is_answered_without_session_and_language() -> None:
    before = settings.MIDDLEWARE
    status, headers, body = asked("/xapi/about")
    assert status == "200 OK"
    assert b"2.0.0" in body
    assert not {"Set-Cookie", "Vary", "Content-Language"} & headers.keys()
    assert "Content-Security-Policy" in headers
    assert before == settings.MIDDLEWARE


def test_everything_else_goes_to_the_pages() -> None:
    for path in ("/", "/xapi", "/en/xapi/about", "/api/"):
        assert asked(path)[2] == b"pages"


@pytest.mark.django_db
def test_two_slashes_mean_one() -> None:
    assert asked("/xapi//about")[0] == "200 OK"
    assert asked("/xapi/1.0//about")[0] == "200 OK"


@pytest.mark.django_db
def test_an_unknown_address_of_the_store_is_a_404() -> None:
    assert asked("/xapi/nothing")[0].startswith("404")
