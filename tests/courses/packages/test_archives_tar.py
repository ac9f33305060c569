"""What is refused of a tar archive before anything of it is kept."""

import gzip
import io
import tarfile
from pathlib import Path

import pytest

from tests.courses import packages_made
from tests.courses.packages.conversions import made
from ujuzi.courses.packages import archives, archives_tar, opening


def tarred(*infos: tarfile.TarInfo) -> bytes:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as archive:
        for info in infos:
            archive.addfile(info, io.BytesIO(b"x" * info.size))
    return stream.getvalue()


def info(name: str, kind: bytes = tarfile.REGTYPE, link: str = "", size: int = 0) -> tarfile.TarInfo:
    one = tarfile.TarInfo(name)
    one.type, one.linkname, one.size = kind, link, size
    return one


def refused(folder: Path, content: bytes) -> str:
    path = packages_made.written(folder, content)
    with pytest.raises(archives.Unsafe) as unsafe:
        opening.opened(path)
    assert str(unsafe.value)
    return unsafe.value.code


@pytest.mark.parametrize("name", ["../x", "a/../../x", "/etc/passwd", "..\\x", "C:\\x", "a" * 600, "./../x"])
def test_what_leads_out(tmp_path: Path, name: str) -> None:
    assert refused(tmp_path, tarred(info(name))) == "outside"


@pytest.mark.parametrize(
    "kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE, tarfile.CHRTYPE, tarfile.BLKTYPE]
)
def test_links_and_devices(tmp_path: Path, kind: bytes) -> None:
    assert refused(tmp_path, gzip.compress(tarred(info("secret", kind, "/etc/passwd")))) == "link"


def test_a_bomb(tmp_path: Path) -> None:
    content = gzip.compress(tarred(*(info(f"{number}", size=10_000_000) for number in range(6))))
    assert len(content) < 300_000
    assert refused(tmp_path, content) == "bomb"
    assert refused(tmp_path, gzip.compress(bytes(60_000_000))) == "bomb"


def test_a_bomb_in_a_tar(tmp_path: Path) -> None:
    inner = gzip.compress(bytes(60_000_000))
    assert refused(tmp_path, made.tarred({"course.tar.gz": inner})) == "bomb"


def test_too_much(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content = tarred(info("a", size=100), info("b", size=100))
    monkeypatch.setattr(archives_tar, "MOST_FILES", 1)
    assert refused(tmp_path, content) == "too-many"
    monkeypatch.setattr(archives_tar, "MOST_BYTES", 150)
    assert refused(tmp_path, content) == "too-big"


def test_a_name_that_takes_all_memory(tmp_path: Path) -> None:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w", format=tarfile.PAX_FORMAT) as archive:
        one = info("a")
        one.pax_headers = {"comment": "x" * 2_000_000}
        archive.addfile(one)
    assert refused(tmp_path, stream.getvalue()) == "too-big"


def test_an_archive_in_an_archive_in_an_archive(tmp_path: Path) -> None:
    inner = made.tarred({"a.tar.gz": made.tarred({"b.tar": made.tarred({"c": "x"}, packed=False)})})
    assert refused(tmp_path, inner) == "nested"


def test_a_file_twice(tmp_path: Path) -> None:
    assert refused(tmp_path, tarred(info("a"), info("./a"))) == "twice"


@pytest.mark.parametrize("cut", [3, 30, 400])
def test_what_is_cut_off(tmp_path: Path, cut: int) -> None:
    whole = made.olx()
    assert refused(tmp_path, whole[: len(whole) - cut]) == "not-a-tar"
    assert refused(tmp_path, whole[:cut]) == "not-a-tar"


def test_a_file_that_says_it_is_larger_than_the_archive(tmp_path: Path) -> None:
    content = bytearray(tarred(info("a", size=10)))
    content[124:136] = b"00007777777\0"
    content[148:156] = b" " * 8
    content[148:156] = f"{sum(content[:512]):06o}\0 ".encode()
    path = packages_made.written(tmp_path, bytes(content))
    with pytest.raises(archives.Unsafe) as unsafe, opening.opened(path) as archive:
        archive.read("a")
    assert unsafe.value.code in ("broken", "not-a-tar")  # newer versions of tarfile notice it earlier


def test_a_good_one_with_and_without_gzip(tmp_path: Path) -> None:
    contents: dict[str, str | bytes] = {
        "./a/b.xml": "x" * 300_000,
        "a/.git/config": "secret",
        "a/._b.xml": "junk",
        "c": b"",
    }
    for packed in (True, False):
        with opening.opened(packages_made.written(tmp_path, made.tarred(contents, packed))) as archive:
            assert list(archive.files) == ["a/b.xml", "c"]
            assert archive.read("a/b.xml") == b"x" * 300_000
            assert archive.size == 300_000
            assert archive.read("c") == b""
            with pytest.raises(archives.Unsafe):
                archive.read("a/b.xml", most=10)
            with pytest.raises(KeyError):
                archive.read("d")


def test_links_in_what_is_thrown_away_harm_nobody(tmp_path: Path) -> None:
    with opening.opened(
        packages_made.written(tmp_path, tarred(info(".git/x", tarfile.SYMTYPE, "/etc"), info("a")))
    ) as archive:
        assert list(archive.files) == ["a"]
