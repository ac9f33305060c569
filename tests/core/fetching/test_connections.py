"""Connecting: only to what was checked, and not for ever."""

import socket
from typing import Any

import pytest
import urllib3

from ujuzi.core.fetching import connections


def test_a_name_with_a_thousand_silent_addresses_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    now, tried = [0.0], []

    class Silent:
        def __init__(self, *_: Any) -> None:
            self.seconds = 0.0

        def settimeout(self, seconds: float) -> None:
            self.seconds = seconds

        def connect(self, place: Any) -> None:
            tried.append(place)
            now[0] += self.seconds
            raise TimeoutError("nobody answers")

        def close(self) -> None:
            pass

    monkeypatch.setattr(connections.socket, "socket", Silent)
    monkeypatch.setattr(connections.time, "monotonic", lambda: now[0])
    places: list[tuple[int, Any]] = [
        (socket.AF_INET, (f"93.184.{number // 250}.{number % 250}", 80)) for number in range(1000)
    ]
    made = connections.pool("http", "x.example", 80, places)
    with pytest.raises(urllib3.exceptions.NewConnectionError):
        made.urlopen("GET", "/", retries=False)
    assert now[0] <= connections.ALL_PLACES_SECONDS
    assert len(tried) == 3
