"""What is refused before anything of it is kept."""

import io
import stat
import zipfile
from pathlib import Path

import pytest

from tests.courses import packages_made
from ujuzi.courses.packages import archives


def refused(path: Path) -> str:
    with pytest.raises(archives.Unsafe) as unsafe:
        archives.Archive(path)
    assert str(unsafe.value)
    return unsafe.value.code


@pytest.mark.parametrize("name", ["../x", "a/../../x", "/etc/passwd", "..\\x", "C:\\x", "a" * 600])
def test_what_leads_out(tmp_path: Path, name: str) -> None:
    assert refused(packages_made.written(tmp_path, packages_made.zipped({name: "x"}))) == "outside"


def test_links(tmp_path: Path) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        info = zipfile.ZipInfo("secret")
        info.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(info, "/etc/passwd")
    assert refused(packages_made.written(tmp_path, stream.getvalue())) == "link"


def test_a_bomb(tmp_path: Path) -> None:
    content = packages_made.zipped({f"{number}": bytes(10_000_000) for number in range(6)})
    assert len(content) < 100_000
    assert refused(packages_made.written(tmp_path, content)) == "bomb"


def test_too_much(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = packages_made.written(tmp_path, packages_made.zipped({"a": "x" * 100, "b": "x" * 100}))
    monkeypatch.setattr(archives, "MOST_BYTES", 150)
    assert refused(path) == "too-big"
    monkeypatch.setattr(archives, "MOST_FILES", 1)
    assert refused(path) == "too-many"


def test_a_file_twice(tmp_path: Path) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("a", "harmless")
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("a", "evil")
    assert refused(packages_made.written(tmp_path, stream.getvalue())) == "twice"


def test_what_is_no_archive(tmp_path: Path) -> None:
    assert refused(packages_made.written(tmp_path, b"hello")) == "not-a-zip"
    whole = packages_made.scorm12()
    assert refused(packages_made.written(tmp_path, whole[: len(whole) // 2])) == "not-a-zip"


def test_a_broken_file_is_told_when_it_is_read(tmp_path: Path) -> None:
    content = bytearray(packages_made.zipped({"a": "".join(map(str, range(2000)))}))
    content[200:220] = bytes(20)
    with (
        archives.Archive(packages_made.written(tmp_path, bytes(content))) as archive,
        pytest.raises(archives.Unsafe) as unsafe,
    ):
        archive.read("a")
    assert unsafe.value.code == "broken"


def test_a_small_file_is_read_whole_and_a_large_one_not(tmp_path: Path) -> None:
    with archives.Archive(packages_made.written(tmp_path, packages_made.zipped({"a": "x" * 100}))) as archive:
        assert archive.read("a") == b"x" * 100
        with pytest.raises(archives.Unsafe):
            archive.read("a", most=99)


def test_names_in_utf_8_that_do_not_say_so(tmp_path: Path) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("leçon.html".encode().decode("cp437"), "x")
    content = stream.getvalue().replace(
        b"\x00\x08\x00\x00", b"\x00\x00\x00\x00"
    )  # the flag that would say so
    with archives.Archive(packages_made.written(tmp_path, content)) as archive:
        assert len(archive.files) == 1
