"""Repeats a page to anonymous readers without asking Django: the outermost WSGI layer, bounded in time and memory.

Only answers that say `Cache-Control: public`, set no cookie and have status 200 are kept, per address and encoding, and
only requests without a cookie or credentials are served. A reader's own conditional request gets its 304.
"""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

Headers = list[tuple[str, str]]
LONGEST_KEY = (
    1500  # characters; longer addresses are nobody's links, and would fill the memory with themselves
)


class _Kept(NamedTuple):
    until: float
    headers: Headers
    body: bytes
    etag: str


class PageCache:
    """A WSGI application around another; `seconds` of life, at most `size_bytes` in all, `clock` monotonic seconds."""

    def __init__(
        self,
        application: WSGIApplication,
        *,
        seconds: int,
        size_bytes: int = 8_000_000,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.application, self.seconds, self.size_bytes, self.clock = application, seconds, size_bytes, clock
        self.kept: OrderedDict[tuple[str, ...], _Kept] = OrderedDict()
        self.used = 0
        self.lock = threading.Lock()  # for those who change it; reading needs none

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if environ["REQUEST_METHOD"] != "GET" or "HTTP_COOKIE" in environ or "HTTP_AUTHORIZATION" in environ:
            return self.application(environ, start_response)
        key = _key(environ)
        if sum(map(len, key)) > LONGEST_KEY:
            return self.application(environ, start_response)
        found = self.kept.get(key)
        if found and found.until > self.clock():
            return _repeat(found, environ, start_response)
        return self._fill(key, environ, start_response)

    def _fill(
        self, key: tuple[str, ...], environ: WSGIEnvironment, start_response: StartResponse
    ) -> Iterable[bytes]:
        seen: dict[str, Any] = {}

        def start(status: str, headers: Headers, exc_info: Any = None) -> Callable[[bytes], object]:
            seen.update(status=status, headers=headers)
            return start_response(status, headers, exc_info) if exc_info else start_response(status, headers)

        result = self.application(environ, start)
        if not _may_keep(seen.get("status", ""), seen.get("headers", [])):
            return result
        try:
            body = b"".join(result)
        finally:
            if hasattr(result, "close"):
                result.close()
        self._keep(key, seen["headers"], body)
        return [body]

    def _keep(self, key: tuple[str, ...], headers: Headers, body: bytes) -> None:
        if len(body) > self.size_bytes // 16:
            return
        etag = next((value for name, value in headers if name.lower() == "etag"), "")
        with self.lock:
            if old := self.kept.pop(key, None):
                self.used -= len(old.body)
            self.kept[key] = _Kept(self.clock() + self.seconds, headers, body, etag)
            self.used += len(body)
            while self.used > self.size_bytes:
                _gone_key, gone = self.kept.popitem(last=False)
                self.used -= len(gone.body)


def _key(environ: WSGIEnvironment) -> tuple[str, ...]:
    encodings = environ.get("HTTP_ACCEPT_ENCODING", "")
    encoding = "br" if "br" in encodings else "gzip" if "gzip" in encodings else ""
    host = str(environ.get("HTTP_HOST", ""))
    scheme = environ.get("HTTP_X_FORWARDED_PROTO", environ.get("wsgi.url_scheme", ""))
    return (
        str(scheme),
        host,
        str(environ.get("PATH_INFO", "")),
        str(environ.get("QUERY_STRING", "")),
        encoding,
    )


def _may_keep(status: str, headers: Headers) -> bool:
    if not status.startswith("200"):
        return False
    names = {name.lower(): value for name, value in headers}
    varies = {word.strip().lower() for word in names.get("vary", "").split(",") if word.strip()}
    return (
        "public" in names.get("cache-control", "")
        and "set-cookie" not in names
        and varies <= {"accept-encoding", "cookie"}
        and names.get("content-type", "").startswith("text/html")
    )


def _repeat(found: _Kept, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
    if found.etag and found.etag in environ.get("HTTP_IF_NONE_MATCH", ""):
        headers = [
            (name, value)
            for name, value in found.headers
            if name.lower() not in {"content-length", "content-type"}
        ]
        start_response("304 Not Modified", headers)
        return [b""]
    start_response("200 OK", list(found.headers))
    return [found.body]
