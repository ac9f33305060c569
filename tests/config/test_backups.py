import sqlite3
import tarfile
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from ujuzi.config import backing_up
from ujuzi.credentials import secrets


@pytest.fixture
def hub(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A hub of its own with one table, in a folder of its own."""
    place = tmp_path / "hub.sqlite3"
    database = sqlite3.connect(place)
    database.execute("create table skills (name text)")
    database.execute("insert into skills values ('kusoma')")
    database.commit()
    database.close()
    monkeypatch.setattr(settings, "DATA_DIR", tmp_path)
    monkeypatch.setitem(settings.DATABASES["default"], "NAME", place)
    monkeypatch.setattr(backing_up, "_rows", lambda: 1)
    monkeypatch.setattr(backing_up, "_has_keys", lambda: False)
    (tmp_path / "media").mkdir()
    (tmp_path / "media/logo.txt").write_text("mark")
    return place


def rows(place: Path) -> list[str]:
    database = sqlite3.connect(place)
    try:
        return [row[0] for row in database.execute("select name from skills order by name")]
    finally:
        database.close()


def add_row(place: Path, name: str) -> None:
    database = sqlite3.connect(place)
    database.execute("insert into skills values (?)", [name])
    database.commit()
    database.close()


@pytest.mark.only_on("sqlite")
def test_what_is_restored_is_what_was_there(hub: Path, tmp_path: Path) -> None:
    backing_up.backup(tmp_path / "b.tar")
    add_row(hub, "kuandika")
    (tmp_path / "media/logo.txt").write_text("changed")
    backing_up.restore(tmp_path / "b.tar")
    assert rows(hub) == ["kusoma"]
    assert (tmp_path / "media/logo.txt").read_text() == "mark"
    assert rows(hub.with_name("hub.sqlite3.before")) == ["kuandika", "kusoma"]


@pytest.mark.only_on("sqlite")
def test_a_backup_never_overwrites(hub: Path, tmp_path: Path) -> None:
    backing_up.backup(tmp_path / "b.tar")
    with pytest.raises(backing_up.BackupError, match="exists already"):
        backing_up.backup(tmp_path / "b.tar")


@pytest.mark.only_on("sqlite")
def test_a_damaged_backup_is_refused_and_nothing_changes(hub: Path, tmp_path: Path) -> None:
    backing_up.backup(tmp_path / "b.tar")
    whole = bytearray((tmp_path / "b.tar").read_bytes())
    with tarfile.open(tmp_path / "b.tar") as tar:
        place = tar.getmember("database").offset_data
    whole[place + 100] ^= 0xFF
    (tmp_path / "b.tar").write_bytes(whole)
    add_row(hub, "kuandika")
    with pytest.raises(backing_up.BackupError, match="damaged"):
        backing_up.restore(tmp_path / "b.tar")
    assert rows(hub) == ["kuandika", "kusoma"]


@pytest.mark.parametrize("content", [b"", b"not a tar", b"\0" * 2048])
def test_what_is_no_backup_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x.tar").write_bytes(content)
    with pytest.raises(backing_up.BackupError):
        backing_up.check(tmp_path / "x.tar")


@pytest.mark.only_on("postgresql")
@pytest.mark.django_db(transaction=True)
def test_postgres_round_trip(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from tests import make
    from ujuzi.organisations.models import Organisation

    monkeypatch.setattr(settings, "DATA_DIR", tmp_path)
    monkeypatch.setitem(settings.DATABASES["default"], "NAME", connection.settings_dict["NAME"])
    make.organisation("kept")
    backing_up.backup(tmp_path / "b.tar")
    make.organisation("later")
    backing_up.restore(tmp_path / "b.tar")
    assert [each.slug for each in Organisation.objects.all()] == ["kept"]


@pytest.mark.only_on("sqlite")
def test_a_backup_says_when_it_lacks_what_opens_the_keys(
    hub: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backing_up, "_has_keys", lambda: True)
    secrets.place().parent.mkdir()
    secrets.place().write_text("what opens them")
    assert backing_up.backup(tmp_path / "without.tar")["keys_missing"]
    assert not backing_up.backup(tmp_path / "with.tar", with_keys=True)["keys_missing"]
    with tarfile.open(tmp_path / "without.tar") as tar:
        assert "master.key" not in tar.getnames()
    secrets.place().unlink()
    backing_up.restore(tmp_path / "with.tar")
    assert secrets.place().read_text() == "what opens them"
