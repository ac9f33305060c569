"""Against real servers on this machine, allowed as an operator would; and against addresses that must not be reached."""

import gzip
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from ujuzi.core.fetching import Fetcher, FetchError
from ujuzi.core.fetching import addresses as guard

HOST = "127.0.0.1"


class Handler(BaseHTTPRequestHandler):
    asked: list[str]

    def log_message(self, *_: Any) -> None:
        pass

    def do_GET(self) -> None:
        self.server.asked.append(self.path)  # type: ignore[attr-defined]
        path = self.path.split("?")[0].strip("/")
        if not hasattr(self, f"on_{path}"):
            return self.send_error(404)
        try:
            return getattr(self, f"on_{path}")()
        except (BrokenPipeError, ConnectionResetError):
            return None

    def say(self, body: bytes, status: int = 200, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def on_page(self) -> None:
        if self.headers.get("If-None-Match") == '"v1"':
            return self.say(b"", 304)
        return self.say(b"hello", ETag='"v1"', Content_Type="text/html; charset=ISO-8859-1")

    def on_big(self) -> None:
        self.send_response(200)
        self.end_headers()
        while True:  # never ends: the reader must
            self.wfile.write(b"x" * 65_536)

    def on_declared(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", str(10**9))
        self.end_headers()

    def on_bomb(self) -> None:
        self.say(gzip.compress(b"\0" * 30_000_000), Content_Encoding="gzip")

    def on_loop(self) -> None:
        self.say(b"", 302, Location="/loop")

    def on_chain(self) -> None:
        number = int(self.path.split("?")[1])
        self.say(b"", 302, Location=f"/chain?{number + 1}")

    def on_inside(self) -> None:
        self.say(b"", 302, Location="http://169.254.169.254/latest/meta-data/")

    def on_file(self) -> None:
        self.say(b"", 302, Location="file:///etc/passwd")

    def on_busy(self) -> None:
        count = self.server.asked.count("/busy")  # type: ignore[attr-defined]
        self.say(b"now", 200) if count > 2 else self.say(b"", 503, Retry_After="7")

    def on_drip(self) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\n")
        for _ in range(100):
            self.wfile.write(b"X-A: b\r\n")
            self.wfile.flush()
            time.sleep(0.1)

    def on_secret(self) -> None:
        self.say(b"secret")


@contextmanager
def server(robots: bytes | None = None) -> Iterator[ThreadingHTTPServer]:
    handler = type(
        "H", (Handler,), {"on_robots.txt": lambda self: self.say(robots)} if robots is not None else {}
    )
    made = ThreadingHTTPServer((HOST, 0), handler)
    made.asked = []  # type: ignore[attr-defined]
    made.daemon_threads = True
    thread = threading.Thread(target=made.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield made
    finally:
        made.shutdown()
        made.server_close()


@pytest.fixture
def web() -> Iterator[ThreadingHTTPServer]:
    with server() as made:
        yield made


def url(made: ThreadingHTTPServer, path: str) -> str:
    return f"http://{HOST}:{made.server_port}/{path}"


def fetcher(made: ThreadingHTTPServer | None = None, **options: Any) -> Fetcher:
    given: dict[str, Any] = {
        "sleep": lambda _seconds: None,
        "allow": [f"{HOST}:{made.server_port}"] if made else [],
    } | options
    return Fetcher("UjuziBot/0 (+http://hub.example/bot)", **given)


def refused(code: str, make: Fetcher, address: str, **arguments: Any) -> FetchError:
    with pytest.raises(FetchError) as caught:
        make(address, **arguments)
    assert caught.value.code == code
    return caught.value


def test_a_page_with_its_type_and_charset(web: ThreadingHTTPServer) -> None:
    answer = fetcher(web)(url(web, "page"))
    assert (answer.status, answer.content, answer.content_type, answer.charset) == (
        200,
        b"hello",
        "text/html",
        "iso-8859-1",
    )
    assert answer.headers["etag"] == '"v1"'


def test_not_modified(web: ThreadingHTTPServer) -> None:
    assert fetcher(web)(url(web, "page"), etag='"v1"').status == 304


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1/",
        "http://127.1/",
        "http://2130706433/",
        "http://0x7f000001/",
        "http://0177.0.0.1/",
        "http://0.0.0.0/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://[::ffff:10.0.0.1]/",
        "http://169.254.169.254/latest/",
        "http://10.1.2.3/",
        "http://192.168.0.1/",
        "http://172.16.0.1/",
        "http://100.64.0.1/",
        "http://[fe80::1]/",
        "http://[fd00::1]/",
        "http://[64:ff9b::7f00:1]/",
        "http://[2002:7f00:1::]/",
        "http://224.0.0.1/",
        "http://[::127.0.0.1]/",
        "http://[::ffff:0:127.0.0.1]/",
        "http://[2001:0:7f00:1::]/",
        "http://[4000::1]/",
    ],
)
def test_private_places_are_not_reached(address: str) -> None:
    assert refused("private-address", fetcher(), address).permanent


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "ftp://x.example/",
        "gopher://x.example/",
        "http://",
        "http://a b/",
        "//x",
        "http://x.example/\ud800",
    ],
)
def test_other_schemes_and_nonsense(address: str) -> None:
    with pytest.raises(FetchError) as caught:
        fetcher()(address)
    assert caught.value.code in {"bad-address", "no-such-host", "private-address"}


def test_user_names_and_odd_ports() -> None:
    refused("bad-address", fetcher(), "http://user:pass@x.example/")
    refused("bad-port", fetcher(), "http://x.example:22/")


def answers(*places: str) -> Any:
    """A resolver that gives these addresses, the last one for ever."""
    left = list(places)

    def resolve(_host: str, port: int) -> list[tuple[Any, ...]]:
        place = left.pop(0) if len(left) > 1 else left[0]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (place, port))]

    return resolve


def test_a_name_that_points_inside_is_refused() -> None:
    refused("private-address", fetcher(resolve=answers("10.0.0.5")), "http://evil.example/")


def test_one_private_address_among_public_ones_refuses_all() -> None:
    def resolve(_host: str, port: int) -> list[tuple[Any, ...]]:
        return [(socket.AF_INET, 1, 6, "", (place, port)) for place in ("93.184.216.34", "127.0.0.1")]

    refused("private-address", fetcher(resolve=resolve), "http://evil.example/")


def test_the_name_is_asked_once_and_its_answer_used(web: ThreadingHTTPServer) -> None:
    """DNS rebinding: were the name asked again on connecting, it would lead elsewhere."""
    asked = []

    def resolve(host: str, port: int) -> list[tuple[Any, ...]]:
        asked.append(host)
        return [(socket.AF_INET, 1, 6, "", (HOST, web.server_port))]

    made = fetcher(resolve=resolve, allow=["hub.example"])
    assert made._get("http://hub.example/page", {}, 100).content == b"hello"
    assert asked == ["hub.example"]


def test_redirects_are_checked_like_the_first_address(web: ThreadingHTTPServer) -> None:
    refused("private-address", fetcher(web), url(web, "inside"))
    refused("bad-address", fetcher(web), url(web, "file"))


def test_circles_and_long_chains(web: ThreadingHTTPServer) -> None:
    refused("redirect-loop", fetcher(web), url(web, "loop"))
    refused("too-many-redirects", fetcher(web), url(web, "chain?0"))


def test_bodies_that_never_end_lie_or_explode(web: ThreadingHTTPServer) -> None:
    refused("too-large", fetcher(web), url(web, "big"), max_bytes=1_000_000)
    refused("too-large", fetcher(web), url(web, "declared"))
    refused("too-large", fetcher(web), url(web, "bomb"), max_bytes=1_000_000)


def test_a_server_that_drips_is_left_at_the_deadline(web: ThreadingHTTPServer) -> None:
    refused("timeout", fetcher(web, total_seconds=0.5), url(web, "drip"))


def test_a_busy_server_is_asked_again_after_the_time_it_names(web: ThreadingHTTPServer) -> None:
    slept: list[float] = []
    assert fetcher(web, sleep=slept.append)(url(web, "busy")).content == b"now"
    assert slept.count(7.0) == 2


def test_missing_pages_are_permanent(web: ThreadingHTTPServer) -> None:
    assert refused("http-404", fetcher(web), url(web, "nothing")).permanent


def test_a_dead_host_may_be_tried_again() -> None:
    with socket.socket() as free:
        free.bind((HOST, 0))
        port = free.getsockname()[1]
    error = refused("connection", fetcher(allow=[f"{HOST}:{port}"]), f"http://{HOST}:{port}/")
    assert not error.permanent


def test_robots_txt_is_obeyed_and_asked_once() -> None:
    with server(b"User-agent: UjuziBot\nDisallow: /secret\nCrawl-delay: 3\n") as web:
        slept: list[float] = []
        now = [0.0]
        make = fetcher(web, sleep=slept.append, clock=lambda: now[0])
        refused("robots", make, url(web, "secret"))
        make(url(web, "page"))
        make(url(web, "page"))
        assert web.asked.count("/robots.txt") == 1  # type: ignore[attr-defined]
        assert "/secret" not in web.asked  # type: ignore[attr-defined]
        assert slept
        assert all(seconds == 3 for seconds in slept)


def test_public_hosts_are_asked_once_a_second() -> None:
    slept: list[float] = []
    now = [100.0]
    make = fetcher(sleep=slept.append, clock=lambda: now[0])
    where = guard.Target("http", "x.example", 80, allowed=False)
    make._wait_for_turn(where, 0)
    now[0] = 100.25
    make._wait_for_turn(where, 0)
    assert slept == [0.75]


def test_header_injection_is_not_passed_on(web: ThreadingHTTPServer) -> None:
    assert fetcher(web)(url(web, "page"), etag='"x"\r\nX-Evil: 1').status == 200


@pytest.mark.parametrize(
    ("place", "public"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1::1", True),
        ("2606:4700::1111", True),
        ("64:ff9b::5db8:d822", True),
        ("2002:5db8:d822::1", True),
        ("127.0.0.1", False),
        ("192.88.99.1", False),
        ("3fff::1", False),
        ("::", False),
        ("fe80::1%eth0", False),
        ("255.255.255.255", False),
    ],
)
def test_which_addresses_are_public(place: str, public: bool) -> None:
    assert guard.is_public(place) is public
