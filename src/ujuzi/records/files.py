"""The bytes of attachments: one file per hash, written whole and flushed to the disk before the statement is stored."""

import os
import secrets
from collections.abc import Iterable, Iterator
from pathlib import Path

from django.conf import settings

from ujuzi.records.models import Attached, Attachment
from ujuzi.standards.xapi import multipart


def place(sha2: str) -> Path:
    return Path(settings.MEDIA_ROOT) / "attachments" / sha2[:2] / sha2


def keep(sent: Iterable[multipart.Attachment]) -> None:
    """Writes what is not there yet; a hash is always the same bytes, so writing twice is harmless."""
    for one in sent:
        path = place(one.sha2)
        if not path.exists():
            _write(path, one.content)
        Attachment.objects.bulk_create(
            [
                Attachment(
                    sha2=one.sha2,
                    content_type=one.content_type.replace("\0", "")[:200],
                    size=len(one.content),
                )
            ],
            ignore_conflicts=True,
        )


def keep_again(sent: Iterable[multipart.Attachment]) -> None:
    """After the statements are stored, before that is said: an erasure may have deleted in between what was there before."""
    if gone := [one for one in sent if not place(one.sha2).exists()]:
        keep(gone)


def forget(hashes: Iterable[str]) -> None:
    """After their statements were refused: what belongs to no statement could be found by no erasure."""
    for sha2 in hashes:
        if not Attached.objects.filter(sha2=sha2).exists():
            Attachment.objects.filter(sha2=sha2).delete()
            place(sha2).unlink(missing_ok=True)


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{secrets.token_hex(6)}")
    with draft.open("wb") as out:
        out.write(content)
        out.flush()
        os.fsync(out.fileno())
    draft.rename(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def of(seqs: Iterable[int]) -> Iterator[multipart.Attachment]:
    """The attachments of these statements, each once, in a fixed order; each is read when it is its turn."""
    hashes = Attached.objects.filter(seq__in=list(seqs)).values_list("sha2", flat=True)
    for one in list(Attachment.objects.filter(sha2__in=set(hashes)).order_by("sha2")):
        if place(one.sha2).exists():
            yield multipart.Attachment(one.sha2, one.content_type, place(one.sha2).read_bytes())
