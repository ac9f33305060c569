"""A zip archive from a stranger: nothing is read before it is known where it would lie and how large it would become."""

import contextlib
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Protocol, Self

from django.utils.translation import gettext as _

MOST_FILES = 20_000
MOST_BYTES = 2_000_000_000
MOST_RATIO = 200  # unpacked to packed, in all; what is smaller than this harms nobody
HARMLESS = 50_000_000
CHUNK = 256 * 1024
_SYMLINK, _UTF8, _ENCRYPTED = 0o12, 0x800, 0x1
NEVER = ("__MACOSX/", ".git/")


class Unsafe(Exception):
    """`code`: "not-a-zip", "not-a-tar", "encrypted", "outside", "link", "too-many", "too-big", "bomb", "twice", "broken", "nested"."""

    permanent = True

    def __init__(self, code: str, why: str) -> None:
        super().__init__(why)
        self.code = code


class Archive:
    """The files by their path, as a context manager. Sizes that the archive states are bounds when it is read."""

    def __init__(self, path: Path) -> None:
        try:
            self._zip = zipfile.ZipFile(path)
        except (zipfile.BadZipFile, OSError, ValueError) as error:
            raise Unsafe(
                "not-a-zip", _("This is not a zip archive ({reason}).").format(reason=error)
            ) from None
        self._packed = path.stat().st_size
        try:
            self.files = self._checked()
        except Unsafe:
            self._zip.close()
            raise

    def __enter__(self) -> "Archive":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._zip.close()

    def _checked(self) -> dict[str, zipfile.ZipInfo]:
        infos = self._zip.infolist()
        if len(infos) > MOST_FILES:
            raise Unsafe(
                "too-many",
                _("It holds {many} files; {most} are allowed.").format(many=len(infos), most=MOST_FILES),
            )
        total = sum(one.file_size for one in infos)
        if total > MOST_BYTES:
            raise Unsafe(
                "too-big",
                _("Unpacked it would be {size} MB; {most} are allowed.").format(
                    size=f"{total / 1e6:,.0f}", most=f"{MOST_BYTES / 1e6:,.0f}"
                ),
            )
        if total > HARMLESS and total > MOST_RATIO * self._packed:
            raise Unsafe(
                "bomb",
                _("It would unpack to {times} times its size, as no course does.").format(
                    times=f"{total / self._packed:,.0f}"
                ),
            )
        files: dict[str, zipfile.ZipInfo] = {}
        for one in infos:
            name = _name(one)
            _safe(one, name)
            if one.is_dir() or any(part in name for part in NEVER):
                continue
            if name in files:
                raise Unsafe("twice", _("“{name}” is in it twice.").format(name=name))
            files[name] = one
        return files

    @property
    def size(self) -> int:
        """Unpacked, in bytes."""
        return sum(one.file_size for one in self.files.values())

    def read(self, name: str, most: int = 10_000_000) -> bytes:
        """A small file whole. Raises KeyError for one that is not there, Unsafe for one larger than `most`."""
        info = self.files[name]
        if info.file_size > most:
            raise Unsafe(
                "too-big",
                _("“{name}” is {size} bytes; {most} are allowed.").format(
                    name=name, size=info.file_size, most=most
                ),
            )
        return b"".join(self.chunks(name))

    def chunks(self, name: str) -> Iterator[bytes]:
        """A file in pieces, never more of it than the archive said."""
        info = self.files[name]
        left = info.file_size
        try:
            with self._zip.open(info) as stream:
                while left > 0 and (piece := stream.read(min(CHUNK, left))):
                    left -= len(piece)
                    yield piece
        except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, ValueError) as error:
            raise Unsafe(
                "broken", _("“{name}” cannot be unpacked ({reason}).").format(name=name, reason=error)
            ) from None


class Single:
    """One file by itself, given out as if it were in an archive; the same as Archive to whoever reads."""

    def __init__(self, path: Path, name: str) -> None:
        self._path, self._name, self.size = path, name, path.stat().st_size
        self.files = {name: None}

    def __enter__(self) -> "Single":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        return None

    def read(self, name: str, most: int = 10_000_000) -> bytes:
        """As Archive.read."""
        if self.size > most:
            raise Unsafe(
                "too-big",
                _("“{name}” is {size} bytes; {most} are allowed.").format(
                    name=name, size=self.size, most=most
                ),
            )
        return b"".join(self.chunks(name))

    def chunks(self, name: str) -> Iterator[bytes]:
        """As Archive.chunks."""
        if name != self._name:
            raise KeyError(name)
        with self._path.open("rb") as stream:
            while piece := stream.read(CHUNK):
                yield piece


def _name(info: zipfile.ZipInfo) -> str:
    """Many programs write UTF-8 without saying so, which zipfile then reads as the code page of old DOS."""
    name = info.orig_filename
    if not info.flag_bits & _UTF8:
        with contextlib.suppress(UnicodeEncodeError, UnicodeDecodeError):
            name = name.encode("cp437").decode("utf-8")
    return name.replace("\\", "/")


def _safe(info: zipfile.ZipInfo, name: str) -> None:
    if info.flag_bits & _ENCRYPTED:
        raise Unsafe("encrypted", _("It is locked with a password."))
    if (info.external_attr >> 28) == _SYMLINK:
        raise Unsafe("link", _("“{name}” is a link to another place.").format(name=name))
    inside(name)


def inside(name: str) -> None:
    """Raises Unsafe for a path that would lie outside of the package."""
    if name.startswith("/") or ".." in name.split("/") or ":" in name or "\0" in name or len(name) > 500:
        raise Unsafe("outside", _("“{name}” leads out of the package.").format(name=name[:200]))


class Files(Protocol):
    """What formats read from: Archive, Single, archives_tar.Archive. `files` has the paths as its keys."""

    @property
    def files(self) -> Mapping[str, Any]: ...
    @property
    def size(self) -> int: ...
    def read(self, name: str, most: int = 10_000_000) -> bytes: ...
    def chunks(self, name: str) -> Iterator[bytes]: ...
    def __enter__(self) -> Self: ...
    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...
