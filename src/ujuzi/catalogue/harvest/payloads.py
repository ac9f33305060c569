"""Entries as bytes: compact JSON of the fields, a NUL, the raw record; compressed. And the digest that says "unchanged"."""

import hashlib
import json
import zlib
from dataclasses import fields
from typing import Any

from ujuzi.catalogue.feeds.entry import Entry, Offer

_ENTRY = [field.name for field in fields(Entry) if field.name not in {"raw", "offers"}]
_OFFER = [field.name for field in fields(Offer)]
IDENTIFIER, LANGUAGE_KEY = 500, 100


def encode(entry: Entry) -> tuple[bytes, bytes]:
    """(payload, digest of 16 bytes). Lone surrogates and NULs, which databases refuse, do not get in."""
    values: list[Any] = [getattr(entry, name) for name in _ENTRY]
    values.append([[getattr(offer, name) for name in _OFFER] for offer in entry.offers])
    head = json.dumps(values, ensure_ascii=True, separators=(",", ":")).encode()
    whole = head + b"\0" + entry.raw
    return zlib.compress(whole, 1), hashlib.blake2b(whole, digest_size=16).digest()


def decode(payload: bytes) -> Entry:
    head, _nul, raw = zlib.decompress(payload).partition(b"\0")
    *values, offers = json.loads(head)
    made = {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in zip(_ENTRY, values, strict=True)
    }
    made["offers"] = tuple(
        Offer(
            **{
                name: tuple(part) if isinstance(part, list) else part
                for name, part in zip(_OFFER, offer, strict=True)
            }
        )
        for offer in offers
    )
    return Entry(**made, raw=raw)


def key(entry: Entry) -> tuple[str, str]:
    """(identifier, language key) as the database keeps them: bounded, without NULs; long ones end in a digest."""
    return _bounded(entry.identifier, IDENTIFIER), _bounded(entry.language_key, LANGUAGE_KEY)


def group(entry: Entry) -> str:
    return _bounded(entry.group, IDENTIFIER)


def _bounded(text: str, most: int) -> str:
    if "\0" in text or not text.isascii():
        text = text.replace("\0", "").encode("utf-8", "replace").decode()
    if len(text) <= most:
        return text
    return f"{text[: most - 33]}#{hashlib.blake2b(text.encode(), digest_size=16).hexdigest()}"
