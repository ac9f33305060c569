"""A backup is one tar: manifest.json (digests, counts, version), the database, and media.

SQLite is copied by its own online backup; PostgreSQL by pg_dump (custom format). Both while the hub runs.
"""

import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
import tarfile
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import connection, connections

import ujuzi
from ujuzi.credentials import secrets
from ujuzi.credentials.models import SigningKey


class BackupError(Exception):
    """Why a backup was not made or not taken; nothing was changed."""


def backup(target: Path, *, with_keys: bool = False) -> dict[str, Any]:
    """Writes the tar beside the target first, checks it, then moves it into place.

    `with_keys`: also what opens the keys of credentials; whoever has such a backup can sign in the hub's name.
    """
    if target.exists():
        raise BackupError(f"{target} exists already; name another file")
    if not target.parent.is_dir():
        raise BackupError(f"the folder {target.parent} does not exist")
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".ujuzi-backup-") as folder:
        place = Path(folder)
        database = place / "database"
        _dump(database)
        manifest = {
            "ujuzi": ujuzi.__version__,
            "engine": connection.vendor,
            "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
            "rows": _rows(),
            "sha256": _digest(database),
        }
        (place / "manifest.json").write_text(json.dumps(manifest, indent=2), encoding="utf-8")
        whole = place / "whole.tar"
        with tarfile.open(whole, "w") as tar:
            tar.add(place / "manifest.json", "manifest.json")
            tar.add(database, "database")
            if (media := _media()).is_dir():
                tar.add(media, "media")
            if with_keys and secrets.place().is_file():
                tar.add(secrets.place(), "master.key")
        check(whole)
        whole.chmod(0o600)  # it holds people's data
        whole.replace(target)
    held = with_keys and secrets.place().is_file()
    return manifest | {"bytes": target.stat().st_size, "keys_missing": _has_keys() and not held}


def _has_keys() -> bool:
    """Whether there are keys that this backup can do nothing with, without the master key."""
    return SigningKey.objects.exists()


def check(source: Path) -> dict[str, Any]:
    """The manifest, when the tar is whole and its database has the digest that was written."""
    try:
        with tarfile.open(source) as tar:
            file = tar.extractfile("manifest.json")
            database = tar.extractfile("database")
            if file is None or database is None:
                raise BackupError(f"{source} is not a backup of Ujuzi")
            manifest: dict[str, Any] = json.load(file)
            digest = hashlib.file_digest(database, "sha256").hexdigest()  # type: ignore[arg-type]
    except (tarfile.TarError, KeyError, ValueError, EOFError) as error:
        raise BackupError(f"{source} is not a whole backup of Ujuzi ({error})") from error
    if digest != manifest.get("sha256"):
        raise BackupError(f"{source} is damaged: the database in it is not the one that was written")
    return manifest


def restore(source: Path) -> None:
    """Replaces database and media; the engine must be the same. What was there is kept with the ending `.before`."""
    manifest = check(source)
    if manifest["engine"] != connection.vendor:
        raise BackupError(f"the backup is of {manifest['engine']}, this hub runs on {connection.vendor}")
    data = Path(settings.DATA_DIR)
    data.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=data, prefix=".restore-") as folder:
        with tarfile.open(source) as tar:
            tar.extractall(folder, filter="data")
        connections.close_all()
        _load(Path(folder) / "database")
        if (media := Path(folder) / "media").is_dir():
            _swap(media, _media())
        if (key := Path(folder) / "master.key").is_file():
            secrets.place().parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            _swap(key, secrets.place())


def _media() -> Path:
    return Path(settings.DATA_DIR) / "media"


def _rows() -> int:
    return sum(model._default_manager.count() for model in apps.get_models() if model._meta.managed)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _dump(target: Path) -> None:
    if connection.vendor == "sqlite":
        source = sqlite3.connect(f"file:{settings.DATABASES['default']['NAME']}?mode=ro", uri=True)
        copy = sqlite3.connect(target)
        with source, copy:
            source.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")
        (verdict,) = copy.execute("PRAGMA integrity_check").fetchone()
        copy.close()
        source.close()
        if verdict != "ok":
            raise BackupError(f"the database is damaged: {verdict}")
    else:
        _postgres("pg_dump", "--format=custom", f"--file={target}")


def _load(database: Path) -> None:
    if connection.vendor == "sqlite":
        place = Path(settings.DATABASES["default"]["NAME"])
        for ending in ("-wal", "-shm"):
            Path(f"{place}{ending}").unlink(missing_ok=True)
        _swap(database, place)
    else:
        _postgres(
            "pg_restore",
            "--clean",
            "--if-exists",
            "--single-transaction",
            "--no-owner",
            str(database),
            into=True,
        )


def _swap(new: Path, place: Path) -> None:
    before = place.with_name(place.name + ".before")
    if place.exists():
        shutil.rmtree(before) if before.is_dir() else before.unlink(missing_ok=True)
        place.rename(before)
    new.rename(place)


def _postgres(program: str, *arguments: str, into: bool = False) -> None:
    values = settings.DATABASES["default"]
    names = {
        "PGHOST": "HOST",
        "PGPORT": "PORT",
        "PGUSER": "USER",
        "PGPASSWORD": "PASSWORD",
        "PGDATABASE": "NAME",
    }
    environment = os.environ | {key: str(values[name]) for key, name in names.items() if values.get(name)}
    extra = [f"--dbname={values['NAME']}"] if into else []
    if not shutil.which(program):
        raise BackupError(f"{program} is not installed (Debian: apt install postgresql-client)")
    command = [program, *extra, *arguments]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise BackupError(f"{program}: {done.stderr.strip()[-500:]}")
