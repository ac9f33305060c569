"""A client of the record store that costs little itself: bare sockets, prepared bodies."""

import base64
import random
import socket
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import quote, urlencode

import orjson

from bench import records_corpus


@dataclass
class Done:
    seconds: float
    number: int = 0
    errors: int = 0
    latencies: list[float] = field(default_factory=list)


class Connection:
    """One kept-alive connection."""

    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def send(self, request: bytes) -> tuple[int, bytes]:
        self.socket.sendall(request)
        head, body = b"", b""
        while b"\r\n\r\n" not in head:
            head += self._receive()
        head, _gap, body = head.partition(b"\r\n\r\n")
        length = next(
            int(line.split(b":")[1])
            for line in head.lower().split(b"\r\n")
            if line.startswith(b"content-length:")
        )
        while len(body) < length:
            body += self._receive()
        return int(head.split(b" ", 2)[1]), body

    def _receive(self) -> bytes:
        found = self.socket.recv(1 << 18)
        if not found:
            raise ConnectionError("the server closed the connection")
        return found


class Client:
    def __init__(self, port: int, key: str) -> None:
        self.port = port
        basic = base64.b64encode(key.encode()).decode()
        self.head = (
            f"Host: 127.0.0.1\r\nAuthorization: Basic {basic}\r\nX-Experience-API-Version: 2.0.0\r\n"
            "Content-Type: application/json\r\nContent-Length: "
        ).encode()
        self.asking: Connection | None = None

    def wait(self) -> None:
        for _ in range(300):
            try:
                Connection(self.port)
            except OSError:
                time.sleep(0.1)
            else:
                time.sleep(1)
                return
        raise TimeoutError("the server did not come up")

    def load(self, bodies: Sequence[bytes], *, seconds: float, connections: int = 4) -> Done:
        """POSTs bodies until they or the time end."""
        done, lock, queue = Done(seconds), threading.Lock(), iter(bodies)
        until = time.perf_counter() + seconds

        def work() -> None:
            connection = Connection(self.port)
            while time.perf_counter() < until:
                with lock:
                    body = next(queue, None)
                if body is None:
                    return
                began = time.perf_counter()
                status, _answer = connection.send(
                    b"POST /xapi/statements HTTP/1.1\r\n"
                    + self.head
                    + str(len(body)).encode()
                    + b"\r\n\r\n"
                    + body
                )
                with lock:
                    done.latencies.append(time.perf_counter() - began)
                    done.number += status == 200
                    done.errors += status != 200

        threads = [threading.Thread(target=work) for _ in range(connections)]
        began = time.perf_counter()
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        done.seconds = time.perf_counter() - began
        return done

    def ask(self, query: dict[str, str]) -> int:
        """How many statements the first page has."""
        self.asking = self.asking or Connection(self.port)
        request = f"GET /xapi/statements?{urlencode(query, quote_via=quote)} HTTP/1.1\r\n".encode()
        status, body = self.asking.send(request + self.head + b"0\r\n\r\n")
        if status != 200:
            raise ValueError(body)
        return len(orjson.loads(body)["statements"])


def questions(each: int = 60) -> Iterator[tuple[str, list[dict[str, str]]]]:
    """Every filter, with values that vary; the rare, the frequent and the never seen."""
    dice = random.Random(11)  # noqa: S311 -- made-up data
    some = [next(records_corpus.statements(dice.randrange(10**9))) for _ in range(each)]
    never = {"mbox": "mailto:nobody@partner.example"}
    hub = {"account": {"homePage": "http://127.0.0.1:8000", "name": "hub"}}

    def agent(one: Mapping[str, object]) -> str:
        return orjson.dumps(one).decode()

    def asked(name: str, *queries: dict[str, str]) -> tuple[str, list[dict[str, str]]]:
        return name, [query | {"limit": "50"} for query in queries]

    yield asked("no filter", *([{}] * each))
    yield asked("ascending", *([{"ascending": "true"}] * each))
    yield asked("verb", *({"verb": one["verb"]["id"]} for one in some))
    yield asked("verb, never used", *([{"verb": "https://x.example/never"}] * each))
    yield asked("agent", *({"agent": agent(one["actor"])} for one in some))
    yield asked("agent, never seen", *([{"agent": agent(never)}] * each))
    yield asked("activity", *({"activity": one["object"]["id"]} for one in some))
    yield asked("registration", *({"registration": one["context"]["registration"]} for one in some))
    yield asked("agent + verb", *({"agent": agent(o["actor"]), "verb": o["verb"]["id"]} for o in some))
    yield asked(
        "agent + activity", *({"agent": agent(o["actor"]), "activity": o["object"]["id"]} for o in some)
    )
    yield asked(
        "verb + activity (both frequent)",
        *({"verb": o["verb"]["id"], "activity": o["object"]["id"]} for o in some),
    )
    related = {"related_agents": "true"}
    yield asked("related_agents", *({"agent": agent(one["actor"])} | related for one in some))
    yield asked("related_agents (matches all)", *([{"agent": agent(hub)} | related] * each))
    parents = [one["context"]["contextActivities"]["parent"][0]["id"] for one in some]
    yield asked(
        "related_activities (a course)", *({"activity": p, "related_activities": "true"} for p in parents)
    )
    yield asked(
        "related_activities + agent",
        *({"activity": p, "related_activities": "true", "agent": agent(o["actor"])}
          for p, o in zip(parents, some, strict=True)),
    )  # fmt: skip
    yield asked("since, nothing newer (poll)", *([{"since": "2099-01-01T00:00:00Z"}] * each))
    yield asked(
        "verb + since, nothing newer",
        *({"verb": o["verb"]["id"], "since": "2099-01-01T00:00:00Z"} for o in some),
    )
    yield asked("until, ascending", *([{"until": "2026-01-01T00:00:00Z", "ascending": "true"}] * each))
    yield asked("format ids", *([{"format": "ids"}] * each))
    yield asked("format canonical", *([{"format": "canonical"}] * each))
