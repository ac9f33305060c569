"""urllib3 connections that connect to the checked addresses only, and end at a deadline whatever trickles in."""

import socket
import threading
import time
from typing import Any

import certifi
import urllib3
from urllib3.connection import HTTPConnection, HTTPSConnection

from ujuzi.core.fetching.problems import FetchError

CONNECT_SECONDS = 10.0
ALL_PLACES_SECONDS = 25.0  # a name may have thousands of addresses where nobody answers


class _Pinned:
    """Mixed into urllib3's connections; `places` are set by the pool below."""

    places: list[tuple[int, Any]]

    def _new_conn(self) -> socket.socket:
        last: OSError | None = None
        ends = time.monotonic() + ALL_PLACES_SECONDS
        for family, place in self.places:
            left = ends - time.monotonic()
            if left <= 0:
                break
            made = socket.socket(family, socket.SOCK_STREAM)
            made.settimeout(min(CONNECT_SECONDS, left))
            try:
                made.connect(place)
            except OSError as error:
                made.close()
                last = error
                continue
            made.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            made.settimeout(getattr(self, "timeout", None) or CONNECT_SECONDS)
            return made
        raise urllib3.exceptions.NewConnectionError(self, f"no connection ({last})")  # type: ignore[arg-type]


class _PinnedHTTP(_Pinned, HTTPConnection):
    pass


class _PinnedHTTPS(_Pinned, HTTPSConnection):
    pass


def pool(scheme: str, host: str, port: int, places: list[tuple[int, Any]]) -> urllib3.HTTPConnectionPool:
    """A pool of at most two connections to these places, whose certificate must be the host's."""
    name = "PinnedHTTPS" if scheme == "https" else "PinnedHTTP"
    base = _PinnedHTTPS if scheme == "https" else _PinnedHTTP
    connection = type(name, (base,), {"places": places})
    if scheme == "https":
        made: urllib3.HTTPConnectionPool = urllib3.HTTPSConnectionPool(
            host, port, maxsize=2, cert_reqs="CERT_REQUIRED", ca_certs=certifi.where()
        )
    else:
        made = urllib3.HTTPConnectionPool(host, port, maxsize=2)
    made.ConnectionCls = connection
    return made


class Deadline:
    """Closes a socket when time is over: read time-outs alone let a server drip a byte at a time for ever."""

    def __init__(self, seconds: float) -> None:
        self.passed = False
        self.response: urllib3.BaseHTTPResponse | None = None
        self.pool: urllib3.HTTPConnectionPool | None = None
        self._timer = threading.Timer(seconds, self._end)
        self._timer.daemon = True
        self.connections: list[Any] = []

    def __enter__(self) -> "Deadline":
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()

    def _end(self) -> None:
        self.passed = True
        for connection in self.connections:
            sock = getattr(connection, "sock", None)
            if sock is not None:
                try:
                    sock.shutdown(socket.SHUT_RDWR)
                except OSError:
                    continue

    def watch(self, made: urllib3.HTTPConnectionPool) -> None:
        """Remembers each connection that the pool makes."""
        original, seen = made.ConnectionCls, self.connections

        class Watched(original):  # type: ignore[valid-type,misc]
            def connect(self) -> None:
                seen.append(self)
                super().connect()

        made.ConnectionCls = Watched

    def error(self) -> FetchError:
        return FetchError("timeout", "the server took too long", permanent=False)
