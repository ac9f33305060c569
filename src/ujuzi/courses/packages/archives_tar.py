"""A tar archive from a stranger, packed with gzip or not; also one that holds nothing but another tar.

It is unpacked once, within bounds, into a nameless temporary file, because a gzip stream can only be read from its beginning.
"""

import gzip
import io
import tarfile
import tempfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import IO, Any

from ujuzi.courses.packages.archives import CHUNK, HARMLESS, MOST_FILES, MOST_RATIO, NEVER, Unsafe, inside

MOST_BYTES = 500_000_000  # courses as XML are small; films lie elsewhere
MOST_AT_ONCE = 1_000_000  # tarfile reads long names and attributes whole, however large they say they are
DEEPEST = 2
GZIP = b"\x1f\x8b"
BROKEN = (tarfile.TarError, zlib.error, EOFError, OSError, ValueError, KeyError, IndexError, OverflowError)


def looks_like(head: bytes) -> bool:
    """By the first 512 bytes."""
    return head.startswith(GZIP) or head[257:262] == b"ustar"


class _Bounded(io.RawIOBase):
    """The unpacked file, of which nobody reads more than a little at once."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream

    def read(self, size: int = -1) -> bytes:
        if not 0 <= size <= MOST_AT_ONCE:
            raise Unsafe("too-big", f"A name or attribute in it takes {size} bytes.")
        return self._stream.read(size)

    def seek(self, place: int, whence: int = 0) -> int:
        return self._stream.seek(place, whence)

    def tell(self) -> int:
        return self._stream.tell()

    def seekable(self) -> bool:
        return True

    def readable(self) -> bool:
        return True


class Archive:
    """The files by their path, as a context manager; the same as archives.Archive to whoever reads."""

    def __init__(self, path: Path) -> None:
        self._packed = path.stat().st_size
        self._open: list[Any] = []
        try:
            with path.open("rb") as stream:
                self._enter(stream, 1)
        except BROKEN as error:
            self._close()
            raise Unsafe("not-a-tar", f"This is not a tar archive that can be read ({error}).") from None
        except Unsafe:
            self._close()
            raise

    def __enter__(self) -> "Archive":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._close()

    def _close(self) -> None:
        while self._open:
            self._open.pop().close()

    def _enter(self, stream: IO[bytes], depth: int) -> None:
        """Unpacks what `stream` gives and reads its list of files; goes into the one tar that it may be wrapped around."""
        plain = self._unpacked(stream)
        self._tar = tarfile.open(fileobj=_Bounded(plain), mode="r:")  # noqa: SIM115  -- closed with the archive
        self._open.append(self._tar)
        self.files = self._checked()
        inner = self._only_tar()
        if inner is None:
            return
        if depth == DEEPEST:
            raise Unsafe("nested", "It is an archive in an archive in an archive.")
        with tempfile.TemporaryFile() as packed:
            for piece in self.chunks(inner):
                packed.write(piece)
            packed.seek(0)
            self._enter(packed, depth + 1)

    def _unpacked(self, stream: IO[bytes]) -> IO[bytes]:
        out = tempfile.TemporaryFile()  # noqa: SIM115  -- closed with the archive
        self._open.append(out)
        head = stream.read(2)
        stream.seek(0)
        source: Any = gzip.GzipFile(fileobj=stream) if head == GZIP else stream
        total = 0
        while piece := source.read(CHUNK):
            total += len(piece)
            if total > MOST_BYTES:
                raise Unsafe(
                    "too-big", f"Unpacked it would be more than {MOST_BYTES / 1e6:,.0f} MB; that is the most."
                )
            if total > HARMLESS and total > MOST_RATIO * self._packed:
                raise Unsafe("bomb", f"It would unpack to more than {MOST_RATIO} times its size.")
            out.write(piece)
        out.seek(0)
        return out

    def _checked(self) -> dict[str, tarfile.TarInfo]:
        files: dict[str, tarfile.TarInfo] = {}
        total, last = 0, -1
        for number, one in enumerate(self._tar, 1):
            if number > MOST_FILES:
                raise Unsafe("too-many", f"It holds more than {MOST_FILES} files.")
            if one.offset <= last or one.size < 0:
                raise Unsafe("broken", "Its list of files goes in a circle.")
            last, total = one.offset, total + one.size
            name = _name(one)
            inside(name)
            if one.isdir() or _is_junk(name):
                continue
            _plain(one, name)
            if total > MOST_BYTES:
                raise Unsafe("too-big", f"Its files say they are more than {MOST_BYTES / 1e6:,.0f} MB.")
            if name in files:
                raise Unsafe("twice", f"“{name}” is in it twice.")
            files[name] = one
        return files

    def _only_tar(self) -> str | None:
        name = next(iter(self.files), "")
        wanted = name.lower().endswith((".tar", ".tar.gz", ".tgz"))
        return name if len(self.files) == 1 and wanted else None

    @property
    def size(self) -> int:
        """Unpacked, in bytes."""
        return sum(one.size for one in self.files.values())

    def read(self, name: str, most: int = 10_000_000) -> bytes:
        """As archives.Archive.read."""
        size = self.files[name].size
        if size > most:
            raise Unsafe("too-big", f"“{name}” is {size} bytes; {most} are allowed.")
        return b"".join(self.chunks(name))

    def chunks(self, name: str) -> Iterator[bytes]:
        """As archives.Archive.chunks."""
        left = self.files[name].size
        try:
            stream = self._tar.extractfile(self.files[name])
            while stream is not None and left > 0 and (piece := stream.read(min(CHUNK, left))):
                left -= len(piece)
                yield piece
        except BROKEN as error:
            raise Unsafe("broken", f"“{name}” cannot be unpacked ({error}).") from None
        if left:
            raise Unsafe("broken", f"“{name}” is cut off.")


def _name(one: tarfile.TarInfo) -> str:
    name = one.name.replace("\\", "/")
    return name.removeprefix("./")


def _is_junk(name: str) -> bool:
    """What version control and macOS leave behind; it is not even looked at, so its links harm nobody."""
    return any(part in f"{name}/" for part in NEVER) or name.rpartition("/")[2].startswith("._")


def _plain(one: tarfile.TarInfo, name: str) -> None:
    if one.issym() or one.islnk():
        raise Unsafe("link", f"“{name}” is a link to another place.")
    if not one.isfile() or one.issparse():
        raise Unsafe("link", f"“{name}” is not a plain file.")
