"""Entries as bytes: compact JSON of the fields, a NUL, the raw record; compressed. And the digest that says "unchanged"."""

import hashlib
import json
import re
import zlib
from dataclasses import fields
from typing import Any

from ujuzi.catalogue.feeds.entry import Entry, Offer

_ENTRY = [field.name for field in fields(Entry) if field.name not in {"raw", "offers"}]
_OFFER = [field.name for field in fields(Offer)]
IDENTIFIER, LANGUAGE_KEY = 500, 100
# How JSON writes what databases refuse: NULs and (perhaps lone) surrogates.
_SUSPICIOUS = re.compile(rb"\\u(?:0000|d[89a-f])")
_REFUSED = re.compile("[\0\ud800-\udfff]")


def encode(entry: Entry) -> tuple[bytes, bytes]:
    """(payload, digest of 16 bytes)."""
    values: list[Any] = [getattr(entry, name) for name in _ENTRY]
    values.append([[getattr(offer, name) for name in _OFFER] for offer in entry.offers])
    head = json.dumps(values, ensure_ascii=True, separators=(",", ":")).encode()
    whole = head + b"\0" + entry.raw
    return zlib.compress(whole, 1), hashlib.blake2b(whole, digest_size=16).digest()


def decode(payload: bytes) -> Entry:
    """The entry again, without the lone surrogates and NULs that databases refuse (`raw` keeps them)."""
    head, _nul, raw = zlib.decompress(payload).partition(b"\0")
    *values, offers = _washed(json.loads(head)) if _SUSPICIOUS.search(head) else json.loads(head)
    made: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in zip(_ENTRY, values, strict=True)
    }
    made["offers"] = tuple(_offer(values) for values in offers)
    return Entry(**made, raw=raw)


def _offer(values: list[Any]) -> Offer:
    parts: dict[str, Any] = {
        name: tuple(part) if isinstance(part, list) else part
        for name, part in zip(_OFFER, values, strict=True)
    }
    return Offer(**parts)


def _washed(value: Any) -> Any:
    if isinstance(value, list):
        return [_washed(part) for part in value]
    return _REFUSED.sub("", value) if isinstance(value, str) else value


def key(entry: Entry) -> tuple[str, str]:
    """(identifier, language key) as the database keeps them: bounded, without NULs; long ones end in a digest."""
    return bounded(entry.identifier, IDENTIFIER), bounded(entry.language_key, LANGUAGE_KEY)


def group(entry: Entry) -> str:
    return bounded(entry.group, IDENTIFIER)


def bounded(text: str, most: int) -> str:
    if "\0" in text or not text.isascii():
        text = text.replace("\0", "").encode("utf-8", "replace").decode()
    if len(text) <= most:
        return text
    return f"{text[: most - 33]}#{hashlib.blake2b(text.encode(), digest_size=16).hexdigest()}"
