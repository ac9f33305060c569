"""The bytes of a course's files, each under its SHA-256: a text in the database, a picture or film on disk, written whole."""

import hashlib
import os
import secrets
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings

from ujuzi.courses.models import Blob
from ujuzi.courses.text import files

IN_DATABASE = ("text/markdown", "application/toml", "text/vtt")


def place(digest: str) -> Path:
    """Where a file lies that is not in the database."""
    return Path(settings.MEDIA_ROOT) / "courses" / digest[:2] / digest


def media_type(path: str) -> str:
    """By the ending of its name."""
    if path.endswith(".toml"):
        return "application/toml"
    return files.TYPES.get(path[path.rfind(".") :].lower(), "text/markdown")


def keep(path: str, content: bytes) -> str:
    """Writes what is not there yet, and returns its digest. Writing twice is harmless."""
    digest, kind = files.digest(content), media_type(path)
    in_database = kind in IN_DATABASE
    if not in_database and not place(digest).exists():
        _write(place(digest), content)
    row = Blob(digest=digest, media_type=kind, size=len(content), content=content if in_database else None)
    Blob.objects.bulk_create([row], ignore_conflicts=True)
    return digest


def keep_chunks(chunks: Iterable[bytes], kind: str) -> tuple[str, int]:
    """A file of any size in pieces, onto the disk under the hash that it turns out to have; returns hash and size."""
    folder = Path(settings.MEDIA_ROOT) / "courses"
    folder.mkdir(parents=True, exist_ok=True)
    draft, hashed, size = folder / f".{secrets.token_hex(12)}", hashlib.sha256(), 0
    try:
        with draft.open("wb") as out:
            for chunk in chunks:
                out.write(chunk)
                hashed.update(chunk)
                size += len(chunk)
            out.flush()
            os.fsync(out.fileno())
        target = place(hashed.hexdigest())
        target.parent.mkdir(exist_ok=True)
        draft.rename(target)
    finally:
        draft.unlink(missing_ok=True)
    row = Blob(digest=hashed.hexdigest(), media_type=kind[:100], size=size)
    Blob.objects.bulk_create([row], ignore_conflicts=True)
    return hashed.hexdigest(), size


def digest_of(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def read(blob: Blob) -> bytes:
    return bytes(blob.content) if blob.content is not None else place(blob.digest).read_bytes()


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{secrets.token_hex(6)}")
    with draft.open("wb") as out:
        out.write(content)
        out.flush()
        os.fsync(out.fileno())
    draft.rename(path)
