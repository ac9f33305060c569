"""The sample partners' web servers: all of them on one port of this machine, each below its short name."""

import hashlib
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email.utils import parsedate_to_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from ujuzi.sample import wire, wire_learn, wire_oai, wire_web

Make = Callable[[str, str, int], bytes]
JSON, XML, HTML = "application/json", "application/xml; charset=utf-8", "text/html; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
OAI = {"/greatrift/oai", "/dosrios/oai"}
MOST = 10_000
MODIFIED = "Mon, 01 Jun 2026 08:00:00 GMT"

PAGES: dict[str, tuple[Make, str]] = {
    "/digitalfutures/courses": (wire.moochub3, "application/vnd.api+json; moochub-version=3.0"),
    "/redelusa/bridges/moochub/courses": (wire.moochub2, "application/vnd.api+json; moochub-version=2.1"),
    "/deltaschool/api/v1/courses/": (wire.edx, JSON),
    "/jifunze/kozi.csv": (wire.sheet_csv, "text/csv; charset=utf-8"),
    "/conseil/formations.xlsx": (wire.sheet_xlsx, XLSX),
    "/tworivers/sitemap.xml": (wire_web.sitemap, XML),
    "/tworivers/sitemap-courses.xml": (wire_web.sitemap_courses, XML),
    "/harmattan/sitemap.xml": (wire_web.sitemap, XML),
    "/harmattan/sitemap-courses.xml": (wire_web.sitemap_courses, XML),
    "/jadeyuan/feed.rss": (wire_web.rss, "application/rss+xml; charset=utf-8"),
    "/nusantara/feed.atom": (wire_web.atom, "application/atom+xml; charset=utf-8"),
}


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: Any) -> None:
        """Quiet: the harvest says what it reads."""

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        asked = dict(parse_qsl(parts.query, keep_blank_values=True))
        body, kind = answer(parts.path, asked, self._base())
        if body is None:
            self._send(404, b"not found", "text/plain")
            return
        etag = f'"{hashlib.sha256(body).hexdigest()[:20]}"'
        if self._is_known(etag):
            self._send(304, b"", kind, etag)
            return
        self._send(200, body, kind, etag)

    def do_POST(self) -> None:
        """OAI-PMH requests may come in the body (section 3.1.1.2 of the specification)."""
        path, length = urlsplit(self.path).path, self.headers.get("Content-Length", "")
        if path not in OAI or not length.isdigit() or int(length) > MOST:
            self.close_connection = True  # a body may still be on its way
            self._send(404, b"not found", "text/plain")
            return
        asked = dict(
            parse_qsl(self.rfile.read(int(length)).decode("utf-8", "replace"), keep_blank_values=True)
        )
        body = wire_oai.answer(path.split("/")[1], self._base(), asked)
        self._send(200, body, XML)

    def _base(self) -> str:
        return f"http://127.0.0.1:{self.connection.getsockname()[1]}"

    def _is_known(self, etag: str) -> bool:
        """A tag outweighs a date (RFC 9110, 13.2.2)."""
        if tags := self.headers.get("If-None-Match"):
            return etag in tags or tags.strip() == "*"
        try:
            since = parsedate_to_datetime(self.headers.get("If-Modified-Since", ""))
        except ValueError:
            return False
        return parsedate_to_datetime(MODIFIED) <= since

    def _send(self, status: int, body: bytes, kind: str, etag: str = "") -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        if etag:
            self.send_header("ETag", etag)
            self.send_header("Last-Modified", MODIFIED)
        self.end_headers()
        self.wfile.write(body)


def answer(path: str, asked: dict[str, str], base: str) -> tuple[bytes | None, str]:
    """(body, media type); body None for what is not there."""
    slug = path.split("/")[1] if path.count("/") > 1 else ""
    number = asked.get("page", "1")
    if path == "/robots.txt":
        return b"User-agent: *\nDisallow:\n", "text/plain"
    if path in PAGES and number.isdigit():
        make, kind = PAGES[path]
        return make(slug, base, max(1, int(number))), kind
    if path in OAI:
        return wire_oai.answer(slug, base, asked), "text/xml; charset=utf-8"
    if path == "/nilecode/api/catalog/":
        return wire_learn.catalogue(slug, asked), JSON
    if slug in {"tworivers", "harmattan"} and "/pages/" in path and path.endswith(".html"):
        return wire_web.page(slug, path.rsplit("/", 1)[1].removesuffix(".html")), HTML
    return None, "text/plain"


@contextmanager
def serve(port: int = 0) -> Iterator[str]:
    """Serves on 127.0.0.1 in a thread of its own; yields the base address, without a slash at the end."""
    made = ThreadingHTTPServer(("127.0.0.1", port), _Handler)
    made.daemon_threads = True
    thread = threading.Thread(target=made.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{made.server_address[1]}"
    finally:
        made.shutdown()
        made.server_close()
        thread.join()
