"""Reading settings from the environment; every setting is declared here once, with its default and what it is for.

`docs/settings.md` lists the same; a test compares the two.
"""

import os
import urllib.parse
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured


@dataclass(frozen=True, slots=True)
class Setting:
    """One environment variable: its default (as text) and one sentence on what it does."""

    name: str
    default: str
    help: str


SETTINGS: dict[str, Setting] = {}
TEST_SETTINGS = {"UJUZI_FIELD_DATA"}  # read by tests only
COMMAND_SETTINGS = {"UJUZI_REMOTE_KEY"}  # secrets of single commands, which say so themselves


def declare(name: str, default: str, help: str) -> str:
    """Registers a setting and returns its value as text."""
    SETTINGS[name] = Setting(name, default, help)
    return os.environ.get(name, default)


def text(name: str, default: str, help: str) -> str:
    return declare(name, default, help)


def flag(name: str, default: bool, help: str) -> bool:
    """yes/no, true/false, 1/0, on/off; anything else is an error rather than a guess."""
    value = declare(name, "yes" if default else "no", help).strip().lower()
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"0", "false", "no", "off", ""}:
        return False
    raise ImproperlyConfigured(f"{name} must be yes or no, not {value!r}")


def number(name: str, default: int, help: str) -> int:
    value = declare(name, str(default), help)
    try:
        return int(value)
    except ValueError:
        raise ImproperlyConfigured(f"{name} must be a whole number, not {value!r}") from None


def words(name: str, default: str, help: str) -> list[str]:
    """A list separated by commas or spaces."""
    return declare(name, default, help).replace(",", " ").split()


def database(url: str, data_dir: Path) -> dict[str, Any]:
    """Django's DATABASES entry for `sqlite:///path` or `postgresql://user:password@host:port/name`."""
    parts = urllib.parse.urlsplit(url)
    if parts.scheme in {"", "sqlite"}:
        path = Path(urllib.parse.unquote(parts.path[1:])) if parts.path else data_dir / "ujuzi.sqlite3"
        return _sqlite(path if path.is_absolute() else data_dir / path)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ImproperlyConfigured(
            f"DATABASE_URL: {parts.scheme!r} is not supported; use sqlite or postgresql"
        )
    query = dict(urllib.parse.parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": urllib.parse.unquote(parts.path[1:]),
        "USER": urllib.parse.unquote(parts.username or ""),
        "PASSWORD": urllib.parse.unquote(parts.password or ""),
        "HOST": query.pop("host", parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": query,
    }


def _sqlite(path: Path) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON; "
                "PRAGMA cache_size=-8000; PRAGMA mmap_size=0; PRAGMA temp_store=MEMORY; "
                "PRAGMA wal_autocheckpoint=4000;"
            ),
        },
        "TEST": {"NAME": None},
    }


def other_name(origin: str) -> str:
    """On a machine where the hub is tried out: the same place under the other name that every machine has; "" elsewhere."""
    names = {"127.0.0.1": "localhost", "localhost": "127.0.0.1"}
    parts = urllib.parse.urlsplit(origin)
    other = names.get(parts.hostname or "")
    return f"{parts.scheme}://{other}{f':{parts.port}' if parts.port else ''}" if other else ""
