"""A small web server for feeds: fixed pages, functions of the path, ETags; every request is remembered."""

import hashlib
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Answer = bytes | tuple[int, dict[str, str], bytes] | Iterator[bytes]
Pages = Mapping[str, Answer | Callable[[str], Answer]]
HOST = "127.0.0.1"


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: Any) -> None:
        pass

    def do_GET(self) -> None:
        server: Any = self.server
        server.asked.append(self.path)
        found = server.pages.get(self.path, server.pages.get(self.path.split("?")[0]))
        answer = found(self.path) if callable(found) else found
        try:
            if answer is None:
                self._say(404, {}, b"")
            elif isinstance(answer, bytes):
                self._whole(answer)
            elif isinstance(answer, tuple):
                self._say(*answer)
            else:
                self._stream(answer)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def _whole(self, body: bytes) -> None:
        etag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
        if self.headers.get("If-None-Match") == etag:
            self._say(304, {"ETag": etag}, b"")
        else:
            self._say(200, {"ETag": etag}, body)

    def _say(self, status: int, headers: dict[str, str], body: bytes) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if status != 304 and "Content-Length" not in headers:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _stream(self, parts: Iterator[bytes]) -> None:
        self.send_response(200)
        self.send_header("Connection", "close")
        self.end_headers()
        for part in parts:
            self.wfile.write(part)
        self.close_connection = True


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Clients that go away in the middle are what some tests are about."""


@contextmanager
def serving(pages: Pages) -> Iterator[Any]:
    """The server; `address` is where it is, `asked` what it was asked for, `pages` may be changed."""
    server: Any = _Server((HOST, 0), _Handler)
    server.pages, server.asked = dict(pages), []
    server.address = f"http://{HOST}:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
