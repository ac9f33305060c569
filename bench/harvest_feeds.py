"""Made-up feeds for bench/harvest.py, served page by page by a process of their own; the same every time."""

import json
import multiprocessing
import random
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit
from xml.sax.saxutils import escape

PAGE = 500
WORDS = [
    "machine",
    "learning",
    "data",
    "model",
    "climate",
    "farmer",
    "health",
    "policy",
    "teacher",
    "ethics",
    "language",
    "water",
    "energy",
    "school",
    "city",
    "public",
    "open",
    "course",
    "practice",
    "guide",
    "basics",
    "advanced",
    "network",
    "image",
    "speech",
    "text",
    "prompt",
    "system",
    "design",
    "project",
    "village",
    "river",
    "market",
    "maize",
    "clinic",
    "nurse",
    "student",
    "office",
    "report",
    "plan",
    "budget",
    "law",
    "right",
    "risk",
    "bias",
    "test",
    "train",
    "learn",
    "build",
    "use",
    "check",
    "share",
]
OAI = "http://www.openarchives.org/OAI/2.0/"


@lru_cache(maxsize=200_000)
def course(number: int) -> dict[str, Any]:
    chance = random.Random(number)  # noqa: S311
    return {
        "title": f"{' '.join(chance.choices(WORDS, k=6)).title()} {number}",
        "description": " ".join(chance.choices(WORDS, k=60)),
        "keywords": chance.choices(WORDS, k=4),
        "hours": chance.randint(1, 40),
        "url": f"https://courses.example/{number}",
        "creator": f"Amina{number % 97} Otieno{number % 13}",
    }


def moochub(number: int) -> dict[str, Any]:
    said = course(number)
    attributes = {
        "name": said["title"],
        "learningResourceType": {"identifier": "https://w3id.org/kim/hcrt/course", "type": "Concept"},
        "publisher": {"type": "Organization", "name": "Partner"},
        "url": said["url"],
        "license": [{"identifier": "CC-BY-4.0", "url": "https://creativecommons.org/licenses/by/4.0/"}],
        "creator": [{"type": "Person", "name": said["creator"]}],
        "description": f"<p>{said['description']}</p>",
        "inLanguage": ["en"],
        "keywords": said["keywords"],
        "courseMode": ["online", "asynchronous"],
        "duration": f"PT{said['hours']}H",
        "access": ["free"],
        "educationalLevel": [
            {"name": [{"inLanguage": "en", "name": "Beginner"}], "educationalFramework": "x"}
        ],
    }
    return {"id": f"c{number}", "type": "courses", "attributes": attributes}


def oai(number: int) -> str:
    said = course(number)
    values = [("title", said["title"]), ("creator", said["creator"]), ("description", said["description"])]
    values += [("subject", word) for word in said["keywords"]]
    values += [("publisher", "Partner"), ("language", "en"), ("identifier", said["url"]), ("type", "Course")]
    values += [("rights", "https://creativecommons.org/licenses/by/4.0/"), ("date", "2026-01-02")]
    parts = "".join(f"<dc:{name}>{escape(value)}</dc:{name}>" for name, value in values)
    return (
        f"<record><header><identifier>oai:x:{number}</identifier><datestamp>2026-01-02</datestamp></header><metadata>"
        f'<oai_dc:dc xmlns:oai_dc="{OAI}oai_dc/" xmlns:dc="http://purl.org/dc/elements/1.1/">{parts}</oai_dc:dc></metadata></record>'
    )


def _page(query: str, count: int, base: str) -> bytes:
    start = int(parse_qs(query).get("start", ["0"])[0])
    following = f"{base}?start={start + PAGE}" if start + PAGE < count else None
    data = [moochub(number) for number in range(start, min(count, start + PAGE))]
    return json.dumps({"links": {"self": base, "next": following}, "data": data}).encode()


def _oai_answer(query: str, count: int, base: str) -> bytes:
    said = {name: values[0] for name, values in parse_qs(query).items()}
    if said.get("verb") == "Identify":
        inner = (
            f"<Identify><repositoryName>x</repositoryName><baseURL>{base}</baseURL><protocolVersion>2.0</protocolVersion>"
            "<adminEmail>a@x.example</adminEmail><earliestDatestamp>2020-01-01</earliestDatestamp>"
            "<deletedRecord>no</deletedRecord><granularity>YYYY-MM-DD</granularity></Identify>"
        )
    elif said.get("verb") == "ListMetadataFormats":
        inner = (
            "<ListMetadataFormats><metadataFormat><metadataPrefix>oai_dc</metadataPrefix><schema>x</schema>"
            f"<metadataNamespace>{OAI}oai_dc/</metadataNamespace></metadataFormat></ListMetadataFormats>"
        )
    else:
        start = int(said.get("resumptionToken", "0"))
        token = str(start + PAGE) if start + PAGE < count else ""
        records = "".join(oai(number) for number in range(start, min(count, start + PAGE)))
        inner = f"<ListRecords>{records}<resumptionToken>{token}</resumptionToken></ListRecords>"
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><OAI-PMH xmlns="{OAI}"><responseDate>2026-03-01T00:00:00Z</responseDate>'
        f"<request>{base}</request>{inner}</OAI-PMH>"
    ).encode()


def _serve(count: int, pipe: Any) -> None:
    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *_: Any) -> None:
            pass

        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            found = {"/moochub": (_page, "application/vnd.api+json"), "/oai": (_oai_answer, "text/xml")}.get(
                parts.path
            )
            if found is None:
                return self.send_error(404)
            answer, media = found
            body = answer(parts.query, count, f"http://127.0.0.1:{server.server_port}{parts.path}")
            self.send_response(200)
            self.send_header("Content-Type", media)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)
            return None

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    pipe.send(server.server_port)
    server.serve_forever()


@contextmanager
def served(count: int) -> Iterator[str]:
    here, there = multiprocessing.Pipe()
    process = multiprocessing.Process(target=_serve, args=(count, there), daemon=True)
    process.start()
    try:
        yield f"http://127.0.0.1:{here.recv()}"
    finally:
        process.terminate()
        process.join()
