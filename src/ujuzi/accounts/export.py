"""Everything about a person as one ZIP: a JSON file per table and one page to read, made while it is sent."""

import io
import json
import zipfile
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.template.loader import render_to_string

from ujuzi.accounts import portability
from ujuzi.accounts.models import Person

FLUSH_EVERY = 1 << 16  # bytes
# The page shows this many rows of a table; the JSON file has all. Keeps memory flat for long histories.
ROWS_SHOWN = 200


class _Pipe(io.RawIOBase):
    """A file that zipfile writes to and we empty; it cannot seek, so the archive is written in one go."""

    def __init__(self) -> None:
        self.held = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self.held += data
        return len(data)

    def take(self) -> bytes:
        taken = bytes(self.held)
        self.held.clear()
        return taken


def chunks(person: Person, *, now: datetime) -> Iterator[bytes]:
    """The archive in pieces."""
    pipe = _Pipe()
    shown = []
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive:
        for table, rows in portability.tables(person):
            head: list[dict[str, Any]] = []
            for _written in _write_table(archive, f"{table}.json", rows, head):
                if len(pipe.held) > FLUSH_EVERY:
                    yield pipe.take()
            shown.append({"name": table, "rows": head})
            yield pipe.take()
        page = render_to_string(
            "accounts/export.html", {"person": person, "tables": shown, "now": now, "limit": ROWS_SHOWN}
        )
        archive.writestr("index.html", page)
    yield pipe.take()


def _write_table(
    archive: zipfile.ZipFile, path: str, rows: Any, head: list[dict[str, Any]]
) -> Iterator[None]:
    """Writes a JSON array row by row; the first rows are also put into `head`."""
    with archive.open(path, "w") as out:
        before = "[\n"
        for row in rows:
            out.write((before + json.dumps(row, cls=DjangoJSONEncoder, ensure_ascii=False)).encode())
            before = ",\n"
            if len(head) < ROWS_SHOWN:
                head.append(dict(row))
            yield
        out.write((("" if before == ",\n" else "[") + "\n]\n").encode())
