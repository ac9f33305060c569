"""`Fetcher`: gets one address at a time, as `catalogue.feeds.entry.Fetch` asks. docs/fetching.md lists the error codes."""

import io
import random
import tempfile
import time
import weakref
from collections.abc import Callable, Collection, Mapping
from email.utils import parsedate_to_datetime
from typing import IO, Any
from urllib.parse import urljoin, urlsplit

import urllib3
from django.conf import settings

import ujuzi
from ujuzi.core.fetching import addresses, connections
from ujuzi.core.fetching.problems import FetchError
from ujuzi.core.fetching.robots import MOST_BYTES, Robots

MOST = 300_000_000
IN_MEMORY = 1_000_000
REDIRECTS = 5
TRIES = 3
LONGEST_WAIT = 120.0
AGAIN = {429, 500, 502, 503, 504}
READ_SECONDS = 20.0
ASKED_SECONDS = 10.0


class Response:
    """An answer received whole. `status` is 200 (or another 2xx) or 304."""

    def __init__(self, url: str, status: int, headers: Mapping[str, str], body: IO[bytes], size: int) -> None:
        self.url, self.status, self.headers, self._body, self.size = url, status, headers, body, size
        weakref.finalize(self, body.close)
        kind, _, rest = headers.get("Content-Type", "").partition(";")
        self.content_type = kind.strip().lower()
        said = [
            part.split("=", 1)[1] for part in rest.split(";") if part.strip().lower().startswith("charset=")
        ]
        self.charset = said[0].strip().strip("\"'").lower() if said else ""

    @property
    def content(self) -> bytes:
        self._body.seek(0)
        return self._body.read()

    def open(self) -> IO[bytes]:
        """The body from its beginning, as a binary file of its own that the caller may close."""
        if isinstance(self._body, io.BytesIO):
            return io.BytesIO(self._body.getbuffer())
        return open(self._body.name, "rb")


class Fetcher:
    """Keeps politeness (last request per host, robots.txt) for its life: make one per run.

    `allow` are hosts or host:port that may be private. `interval` are seconds between requests to one public host.
    `crawls` False: the owner of an address has asked for it to be read, so robots.txt, which is about crawlers, is not asked.
    """

    def __init__(
        self,
        user_agent: str,
        *,
        allow: Collection[str] = (),
        interval: float = 1.0,
        total_seconds: float = 180.0,
        crawls: bool = True,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
        resolve: addresses.Resolve | None = None,
    ) -> None:
        self.user_agent, self.allow, self.interval, self.total_seconds = (
            user_agent,
            set(allow),
            interval,
            total_seconds,
        )
        self.crawls, self.clock, self.sleep = crawls, clock, sleep
        self.resolve = resolve or _resolve
        self.last: dict[str, float] = {}
        self.robots = Robots(user_agent, lambda url: self._get(url, {}, MOST_BYTES).content)

    def __call__(
        self,
        url: str,
        *,
        accept: str = "",
        etag: str = "",
        last_modified: str = "",
        max_bytes: int | None = None,
    ) -> Response:
        """Raises FetchError for everything but 2xx and 304."""
        headers = {"Accept": accept or "*/*", "If-None-Match": etag, "If-Modified-Since": last_modified}
        given = {
            name: value
            for name, value in headers.items()
            if value and "\n" not in value and "\r" not in value
        }
        return self._get(url, given, max_bytes or MOST, with_robots=self.crawls)

    def _get(self, url: str, headers: dict[str, str], most: int, *, with_robots: bool = False) -> Response:
        seen = {url}
        for _step in range(REDIRECTS + 1):
            delay = self.robots.check(url) if with_robots else 0.0
            answer = self._again_and_again(url, headers, most, delay)
            if not isinstance(answer, str):
                return answer
            if urlsplit(url).scheme == "https" and urlsplit(answer).scheme == "http":
                raise FetchError("downgrade", f"{url} leads from https to http", permanent=True)
            if answer in seen:
                raise FetchError("redirect-loop", f"{url} leads in a circle", permanent=True)
            seen.add(answer)
            url = answer
        raise FetchError("too-many-redirects", f"more than {REDIRECTS} redirects", permanent=True)

    def _again_and_again(self, url: str, headers: dict[str, str], most: int, delay: float) -> Response | str:
        for number in range(1, TRIES + 1):
            try:
                return self._once(url, headers, most, delay)
            except FetchError as error:
                wait = error.retry_after if error.retry_after is not None else _back_off(number)
                last = number == TRIES or error.code == "timeout" or wait > LONGEST_WAIT
                if error.permanent or last:
                    raise
                self.sleep(wait)
        raise AssertionError("unreachable: the last try returns or raises")

    def _once(self, url: str, headers: dict[str, str], most: int, delay: float) -> Response | str:
        where = addresses.target(url, self.allow)
        places = addresses.checked(where, self.resolve)
        self._wait_for_turn(where, delay)
        made = connections.pool(where.scheme, where.host, where.port, places)
        with connections.Deadline(self.total_seconds) as deadline:
            deadline.watch(made)
            try:
                answer = self._ask(made, url, headers, most)
                if deadline.passed:  # the socket was closed under it: what came is cut off
                    raise deadline.error()
                return answer
            except (urllib3.exceptions.SSLError, urllib3.exceptions.LocationParseError) as error:
                raise (
                    deadline.error()
                    if deadline.passed
                    else FetchError("tls", f"{where.host}: {error}", permanent=True)
                ) from error
            except (urllib3.exceptions.HTTPError, OSError, ValueError) as error:
                slow = isinstance(error, urllib3.exceptions.TimeoutError)
                if deadline.passed or (slow and not isinstance(error, urllib3.exceptions.NewConnectionError)):
                    raise deadline.error() from error
                raise FetchError("connection", f"{where.host}: {_brief(error)}", permanent=False) from error
            finally:
                made.close()

    def _wait_for_turn(self, where: addresses.Target, delay: float) -> None:
        gap = max(delay, 0.0 if where.allowed else self.interval)
        now = self.clock()
        if (ready := self.last.get(where.host, -1e9) + min(gap, 30.0)) > now:
            self.sleep(ready - now)
        self.last[where.host] = self.clock()

    def _ask(
        self, made: urllib3.HTTPConnectionPool, url: str, headers: dict[str, str], most: int
    ) -> Response | str:
        parts = urlsplit(url)
        path = urllib3.util.parse_url(url).request_uri if parts.path or parts.query else "/"
        given = headers | {"User-Agent": self.user_agent, "Accept-Encoding": "gzip, br"}
        timeout = urllib3.Timeout(connect=connections.CONNECT_SECONDS, read=READ_SECONDS)
        answer = made.urlopen(
            "GET",
            path,
            headers=given,
            redirect=False,
            retries=False,
            preload_content=False,
            timeout=timeout,
            decode_content=True,
        )
        try:
            if answer.status in {301, 302, 303, 307, 308}:
                return _redirected(url, answer)
            if answer.status != 304 and not 200 <= answer.status < 300:
                raise _refusal(url, answer)
            body, size = _body(answer, most, url)
            return Response(url, answer.status, answer.headers, body, size)
        finally:
            answer.close()


def _back_off(number: int) -> float:
    """1, 2, 4 ... seconds, with a little chance so that many hubs do not come back at once."""
    return float(2 ** (number - 1)) + random.random()  # noqa: S311


def _resolve(host: str, port: int) -> list[tuple[Any, ...]]:
    import socket

    return list(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))


def _redirected(url: str, answer: urllib3.BaseHTTPResponse) -> str:
    place = answer.headers.get("Location", "")
    if not place:
        raise FetchError("bad-redirect", f"{url} leads nowhere", permanent=True)
    try:
        return urljoin(url, place)
    except ValueError:
        raise FetchError("bad-redirect", f"{url} leads to {place[:200]!r}", permanent=True) from None


def _refusal(url: str, answer: urllib3.BaseHTTPResponse) -> FetchError:
    again = answer.status in AGAIN
    wait = _retry_after(answer.headers.get("Retry-After", "")) if again else None
    return FetchError(
        f"http-{answer.status}", f"{url} answered {answer.status}", permanent=not again, retry_after=wait
    )


def _retry_after(text: str) -> float | None:
    """Seconds, from a number or an HTTP date."""
    if text.strip().isdigit():
        return float(min(int(text.strip()), 10**6))
    try:
        moment = parsedate_to_datetime(text)
    except (TypeError, ValueError):
        return None
    return max(0.0, moment.timestamp() - time.time())


def _body(answer: urllib3.BaseHTTPResponse, most: int, url: str) -> tuple[IO[bytes], int]:
    """Spools the body; what it unpacks to counts, so that a small compressed bomb does not pass."""
    said = answer.headers.get("Content-Length", "")
    too_large = FetchError(
        "too-large", f"{url} is larger than {most // 1_000_000 or most / 1e6} MB", permanent=True
    )
    if said.isdigit() and int(said) > most:
        raise too_large
    body: IO[bytes] = io.BytesIO()
    size = 0
    for chunk in answer.stream(65_536, decode_content=True):
        size += len(chunk)
        if size > most:
            body.close()
            raise too_large
        if size > IN_MEMORY and isinstance(body, io.BytesIO):
            small, body = body, tempfile.NamedTemporaryFile()  # noqa: SIM115  (the response closes it)
            body.write(small.getvalue())
        body.write(chunk)
    body.flush()
    body.seek(0)
    return body, size


def _brief(error: Exception) -> str:
    return str(getattr(error, "reason", None) or error)[:200]


def from_settings() -> Fetcher:
    """The hub's own, by its settings."""
    agent = f"UjuziBot/{ujuzi.__version__} (+{settings.ORIGIN}/bot)"
    return Fetcher(agent, allow=settings.FETCH_ALLOW)


def asked() -> Fetcher:
    """For something small that a partner told the hub to read (a key set), while somebody waits for the answer."""
    agent = f"UjuziBot/{ujuzi.__version__} (+{settings.ORIGIN}/bot)"
    return Fetcher(
        agent,
        allow=settings.FETCH_ALLOW,
        interval=0.0,
        total_seconds=ASKED_SECONDS,
        crawls=False,
        sleep=lambda _seconds: None,
    )
