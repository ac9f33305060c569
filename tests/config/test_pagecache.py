from collections.abc import Iterable
from typing import Any

from ujuzi.config.pagecache import PageCache


class App:
    """A WSGI application that counts how often it is asked."""

    def __init__(self, headers: list[tuple[str, str]] | None = None, status: str = "200 OK") -> None:
        self.asked = 0
        self.status = status
        self.headers = [
            ("Content-Type", "text/html; charset=utf-8"),
            ("Cache-Control", "public, max-age=60"),
            *(headers or []),
        ]

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        self.asked += 1
        start_response(self.status, self.headers)
        return [f"page {self.asked}".encode()]


def ask(cache: PageCache, path: str = "/en/", **environ: str) -> tuple[str, bytes]:
    said: list[str] = []
    given = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path,
        "QUERY_STRING": "",
        "HTTP_HOST": "hub",
        "wsgi.url_scheme": "http",
    }
    body = b"".join(cache(given | environ, lambda status, headers, exc_info=None: said.append(status)))  # type: ignore[arg-type]
    return said[0], body


def test_the_second_reader_gets_the_same_page_without_asking_again() -> None:
    app = App()
    cache = PageCache(app, seconds=30)
    assert ask(cache) == ask(cache) == ("200 OK", b"page 1")
    assert app.asked == 1


def test_it_ends_after_its_time() -> None:
    now = [0.0]
    cache = PageCache(App(), seconds=30, clock=lambda: now[0])
    ask(cache)
    now[0] = 31
    assert ask(cache)[1] == b"page 2"


def test_who_sends_a_cookie_is_never_served_from_it() -> None:
    cache = PageCache(App(), seconds=30)
    ask(cache)
    assert ask(cache, HTTP_COOKIE="sessionid=1")[1] == b"page 2"


def test_encodings_hosts_and_addresses_are_kept_apart() -> None:
    cache = PageCache(App(), seconds=30)
    bodies = [
        ask(cache)[1],
        ask(cache, HTTP_ACCEPT_ENCODING="br")[1],
        ask(cache, HTTP_HOST="evil.example")[1],
        ask(cache, QUERY_STRING="q=1")[1],
        ask(cache, path="/sw/")[1],
    ]
    assert len(set(bodies)) == 5


def test_private_pages_cookies_errors_and_varying_pages_are_not_kept() -> None:
    for app in (
        App([("Set-Cookie", "a=b")]),
        App(status="404 Not Found"),
        App([("Vary", "Accept-Language")]),
    ):
        cache = PageCache(app, seconds=30)
        ask(cache)
        ask(cache)
        assert app.asked == 2


def test_a_reader_who_has_the_page_gets_no_body() -> None:
    cache = PageCache(App([("ETag", '"abc"')]), seconds=30)
    ask(cache)
    assert ask(cache, HTTP_IF_NONE_MATCH='"abc"') == ("304 Not Modified", b"")


def test_memory_is_bounded() -> None:
    cache = PageCache(App(), seconds=30, size_bytes=100)
    for number in range(100):
        ask(cache, path=f"/{number}")
    assert cache.used <= 100
    assert len(cache.kept) < 20


def test_endless_addresses_are_answered_but_not_kept() -> None:
    cache = PageCache(App(), seconds=30)
    assert ask(cache, QUERY_STRING="x" * 5000)[1] == b"page 1"
    assert ask(cache, QUERY_STRING="x" * 5000)[1] == b"page 2"
    assert not cache.kept
