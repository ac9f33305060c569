"""Bodies of `multipart/mixed` that carry statements and their attachments (part three, 1.5.2; RFC 2046).

Written by hand because the parts are binary and every byte counts for the hash: the standard library's `email` package
decodes transfer encodings and changes line ends.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from ujuzi.standards.xapi.errors import Broken

_BOUNDARY = re.compile(r"boundary=(?:\"([^\"]+)\"|([^\s;\"]+))", re.IGNORECASE)
_BOUNDARY_CHARACTERS = re.compile(r"[0-9A-Za-z'()+_,\-./:=? ]{1,70}")
HEADER_BYTES = 8192
PARTS = 1001


@dataclass(frozen=True, slots=True)
class Part:
    """`headers` have lower-case names."""

    headers: dict[str, str]
    content: bytes


@dataclass(frozen=True, slots=True)
class Attachment:
    """Raw data that came with statements, named by its hash."""

    sha2: str
    content_type: str
    content: bytes


def boundary(content_type: str) -> bytes:
    found = _BOUNDARY.search(content_type)
    text = (found[1] or found[2]) if found else ""
    if not _BOUNDARY_CHARACTERS.fullmatch(text):
        raise Broken("multipart/mixed needs a boundary")
    return text.encode()


def split(body: bytes, mark: bytes) -> list[Part]:
    """The parts of a body; raises Broken when it is not closed as RFC 2046 asks."""
    delimiter = re.compile(rb"(?:\A|\r?\n)--" + re.escape(mark) + rb"(--)?[ \t]*(?=\r?\n|\Z)")
    parts: list[Part] = []
    start = None
    for found in delimiter.finditer(body):
        if start is not None:
            parts.append(_part(body[start : found.start()]))
            if len(parts) > PARTS:
                raise Broken("too many parts")
        if found[1]:
            return parts
        start = found.end()
    raise Broken("the multipart body does not end with its boundary")


def _part(raw: bytes) -> Part:
    """`raw` begins with the line end of the boundary's line."""
    raw = raw[2:] if raw.startswith(b"\r\n") else raw[1:]
    if raw.startswith((b"\r\n", b"\n")):  # no headers at all
        return Part({}, raw[2:] if raw.startswith(b"\r\n") else raw[1:])
    end = re.compile(rb"\r?\n\r?\n").search(raw, 0, HEADER_BYTES)
    if end is None:
        raise Broken("a part's headers do not end")
    return Part(dict(_headers(raw[: end.start()])), raw[end.end() :])


def _headers(raw: bytes) -> Iterator[tuple[str, str]]:
    text = re.sub(r"\r?\n[ \t]+", " ", raw.decode("latin-1"))
    for line in text.splitlines():
        name, colon, value = line.partition(":")
        if not colon:
            raise Broken("a part's header lacks its colon")
        yield name.strip().lower(), value.strip()


def attachments(parts: Sequence[Part]) -> dict[str, Attachment]:
    """The parts after the first, by hash; raises Broken when a header is missing or the hash is not the content's."""
    found: dict[str, Attachment] = {}
    for index, part in enumerate(parts, start=1):
        sha2 = part.headers.get("x-experience-api-hash", "").lower()
        if not sha2:
            raise Broken("an attachment needs the header X-Experience-API-Hash", index)
        if part.headers.get("content-transfer-encoding", "").lower() != "binary":
            raise Broken("an attachment needs the header Content-Transfer-Encoding: binary", index)
        if digest(part.content, len(sha2)) != sha2:
            raise Broken("X-Experience-API-Hash is not the SHA-2 hash of the attachment", index)
        kind = part.headers.get("content-type", "application/octet-stream")
        found[sha2] = Attachment(sha2, kind, part.content)
    return found


_HASHES = {56: hashlib.sha224, 64: hashlib.sha256, 96: hashlib.sha384, 128: hashlib.sha512}


def digest(content: bytes, digits: int) -> str:
    """SHA-2 of the given length in hexadecimal digits; empty when there is none of that length."""
    return _HASHES[digits](content).hexdigest() if digits in _HASHES else ""


class Unnamed(Broken):
    """An attachment was sent that no statement names."""


def match(statements: Iterable[dict[str, Any]], sent: dict[str, Attachment], *, batch: bool = True) -> None:
    """Every attachment is sent or has a fileUrl, and nothing is sent that no statement names (1.5.2).

    `batch`: whether errors name the statement's place. The hash tells whether the bytes are right; `length` is not compared, as the specification does not ask it.
    """
    wanted = set()
    for index, statement in enumerate(statements):
        for part, steps in ((statement, ()), (statement["object"], ("object",))):
            for place, meta in enumerate(part.get("attachments", ())):
                sha2 = meta["sha2"].lower()
                wanted.add(sha2)
                if sha2 not in sent and "fileUrl" not in meta:
                    first = (index,) if batch else ()
                    raise Broken("neither sent nor with a fileUrl", *first, *steps, "attachments", place)
    if left := set(sent) - wanted:
        raise Unnamed(f"no statement names the attachment {min(left)}")


def join(mark: bytes, head: bytes, attached: Iterable[Attachment]) -> Iterator[bytes]:
    """A body in pieces: the statements as JSON, then the attachments."""
    yield b"--" + mark + b"\r\nContent-Type: application/json\r\n\r\n" + head
    for one in attached:
        yield (
            b"\r\n--" + mark + b"\r\nContent-Type: " + one.content_type.encode("latin-1", "replace")
            + b"\r\nContent-Transfer-Encoding: binary\r\nX-Experience-API-Hash: " + one.sha2.encode() + b"\r\n\r\n"
        )  # fmt: skip
        yield one.content
    yield b"\r\n--" + mark + b"--\r\n"
