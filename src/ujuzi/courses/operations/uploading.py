"""A large package over a bad line: it comes in pieces, goes on where it stopped, and is taken in when it is whole."""

import os
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction

from ujuzi.accounts.models import Person
from ujuzi.courses.models import Upload
from ujuzi.courses.operations import packaging
from ujuzi.organisations.models import Organisation

Clock = Callable[[], datetime]
MOST_BYTES = 1_000_000_000
MOST_AT_ONCE = 5  # unfinished uploads of one person
KEPT = timedelta(days=3)


class Misplaced(Exception):
    """The piece does not follow what has come; `received` is where to go on."""

    permanent = True

    def __init__(self, received: int) -> None:
        super().__init__(received)
        self.received = received


class TooBig(Exception):
    """More than an upload may be, or than it said."""

    permanent = True


def place(upload: Upload) -> Path:
    return Path(settings.MEDIA_ROOT) / "courses" / "uploads" / str(upload.pk)


def begin(filename: str, size: int, *, organisation: Organisation | None, by: Person, clock: Clock) -> Upload:
    """A new upload, or the one of this file that she began before."""
    if not 0 < size <= MOST_BYTES:
        raise TooBig
    filename = filename.replace("\0", "")
    mine = Upload.objects.filter(person=by)
    same = mine.filter(filename=filename[:300], size=size, organisation=organisation).first()
    if same is not None:
        return same
    for old in mine.order_by("-changed_at")[MOST_AT_ONCE - 1 :]:
        forget(old)
    return Upload.objects.create(
        person=by, organisation=organisation, filename=filename[:300], size=size, changed_at=clock()
    )


def add(upload: Upload, at: int, pieces: Iterable[bytes], *, clock: Clock) -> int:
    """Appends a piece that starts at a byte; returns how many bytes there are now. Raises Misplaced or TooBig."""
    with transaction.atomic():
        held = Upload.objects.select_for_update().get(pk=upload.pk)
        if at != held.received:
            raise Misplaced(held.received)
        path = place(held)
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("r+b" if path.exists() else "wb") as out:
            out.seek(at)
            out.truncate()  # what a connection that broke off left behind
            for piece in pieces:
                if out.tell() + len(piece) > held.size:
                    raise TooBig
                out.write(piece)
            out.flush()
            os.fsync(out.fileno())
            held.received = out.tell()
        held.changed_at = clock()
        held.save(update_fields=["received", "changed_at"])
    upload.received = held.received
    return held.received


def finish(
    upload: Upload, *, clock: Clock, meta: packaging.Meta = packaging.UNSAID, publish: bool = True
) -> packaging.Taken:
    """Takes in what has come whole. Raises as packaging.take; the upload is gone either way."""
    try:
        return packaging.take(
            place(upload),
            upload.filename,
            organisation=upload.organisation,
            now=clock(),
            meta=meta,
            publish=publish,
        )
    finally:
        forget(upload)


def forget(upload: Upload) -> None:
    place(upload).unlink(missing_ok=True)
    upload.delete()


def forget_old(*, clock: Clock) -> int:
    """Those that nobody went on with."""
    old = list(Upload.objects.filter(changed_at__lt=clock() - KEPT))
    for upload in old:
        forget(upload)
    return len(old)
