"""A package's file by what its first bytes say: a zip archive, a tar archive, or one XML file by itself."""

from pathlib import Path

from ujuzi.courses.packages import archives, archives_tar


def opened(path: Path) -> archives.Files:
    """To be used as a context manager. XML by itself is the course structure of cmi5. Raises Unsafe."""
    with path.open("rb") as stream:
        head = stream.read(512)
    if archives_tar.looks_like(head):
        return archives_tar.Archive(path)
    if head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<"):
        return archives.Single(path, "cmi5.xml")
    return archives.Archive(path)
