"""The doctor's examinations: each looks at one thing and says how to mend it."""

import os
import shutil
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from django.db import DatabaseError, connection
from django.utils.translation import to_locale

from ujuzi.config import env, preparing, translations
from ujuzi.records.queries import lags

FOLLOWERS_BEHIND_SECONDS = 300


class Finding(NamedTuple):
    """`state` is ok, warning or error; `mend` says what to do, empty when all is well."""

    name: str
    state: str
    message: str
    mend: str = ""


def examine() -> list[Finding]:
    """All examinations, in order; one that breaks is itself a finding."""
    return [_run(look) for look in EXAMINATIONS]


def _run(look: Callable[[], Finding]) -> Finding:
    try:
        return look()
    except (OSError, DatabaseError) as error:
        mend = "Are UJUZI_DATA and DATABASE_URL right? A new hub: ujuzi serve --prepare"
        told = f"{type(error).__name__}: {error}"
        return Finding(look.__name__, "error", told, mend if isinstance(error, DatabaseError) else "")


def python() -> Finding:
    version = ".".join(map(str, sys.version_info[:3]))
    return Finding("python", "ok", version)


def mode() -> Finding:
    if settings.PRODUCTION:
        return Finding("settings", "ok", f"production, {settings.ORIGIN}")
    return Finding(
        "settings",
        "warning",
        "not in production mode",
        "For a real hub set UJUZI_PRODUCTION=yes and UJUZI_SECRET_KEY.",
    )


def unknown_settings() -> Finding:
    unknown = sorted(name for name in os.environ if name.startswith("UJUZI_") and name not in env.SETTINGS)
    unknown = [name for name in unknown if name not in env.TEST_SETTINGS | env.COMMAND_SETTINGS]
    if unknown:
        return Finding(
            "environment",
            "warning",
            f"not known: {', '.join(unknown)}",
            "See docs/settings.md for the names.",
        )
    return Finding("environment", "ok", "every UJUZI_ variable is known")


def database() -> Finding:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    if pending := preparing.pending_migrations():
        return Finding("database", "error", f"{pending} migrations are missing", "Run: ujuzi manage migrate")
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA quick_check(1)")
            verdict = cursor.fetchone()[0]
            cursor.execute("PRAGMA journal_mode")
            journal = cursor.fetchone()[0]
        if verdict != "ok":
            return Finding("database", "error", f"damaged: {verdict}", "Restore a backup: ujuzi restore FILE")
        return Finding("database", "ok", f"SQLite, journal {journal}")
    return Finding("database", "ok", f"PostgreSQL {connection.pg_version // 10000}")  # type: ignore[attr-defined]


def packages_origin() -> Finding:
    """Whether partners' packages can be opened; that they do not share the hub's own host the settings see to."""
    if not settings.PACKAGES_ORIGIN:
        return Finding(
            "packages",
            "warning",
            "partners' packages cannot be opened",
            "Set UJUZI_PACKAGES_ORIGIN; see docs/courses.md",
        )
    return Finding("packages", "ok", f"run at {settings.PACKAGES_ORIGIN}")


def data_folder() -> Finding:
    place = Path(settings.DATA_DIR)
    if not place.exists():
        return Finding("data folder", "error", f"{place} is not there yet", "Run: ujuzi serve --prepare")
    if not os.access(place, os.W_OK):
        return Finding("data folder", "error", f"{place} cannot be written", f"Run: chown $USER {place}")
    free = shutil.disk_usage(place).free
    if free < 500_000_000:
        return Finding(
            "disk", "warning", f"{free / 1e6:.0f} MB free in {place}", "Free some room: at least 500 MB."
        )
    return Finding("disk", "ok", f"{free / 1e9:.1f} GB free in {place}")


def clock() -> Finding:
    """The system clock against the newest file we have: a clock in the past breaks sign-in codes and certificates."""
    newest = max(path.stat().st_mtime for path in Path(settings.PACKAGE).rglob("*.py"))
    if time.time() < newest - 86_400:
        return Finding(
            "clock", "error", f"the clock says {time.strftime('%Y-%m-%d')}", "Run: timedatectl set-ntp true"
        )
    return Finding("clock", "ok", time.strftime("%Y-%m-%d %H:%M:%S UTC", time.gmtime()))


def languages() -> Finding:
    wanted = {to_locale(code) for code, _name in settings.LANGUAGES if code != "en"}
    compiled = {po.parent.parent.name for po in translations.catalogues() if po.with_suffix(".mo").exists()}
    if missing := sorted(wanted - compiled):
        return Finding(
            "languages", "error", f"not compiled: {', '.join(missing)}", "Run: ujuzi messages compile"
        )
    return Finding("languages", "ok", f"{len(wanted) + 1} languages")


def fonts() -> Finding:
    """The hub sends no fonts; screenshots and printed pages need the machine's."""
    program = shutil.which("fc-list")
    places = [Path("/usr/share/fonts"), Path.home() / ".fonts"]
    if program or any(place.is_dir() for place in places):
        return Finding("fonts", "ok", "this machine has fonts (pages use the reader's own)")
    return Finding(
        "fonts", "warning", "no fonts on this machine", "Only for screenshots: apt install fonts-noto-core"
    )


def static_files() -> Finding:
    if preparing.static_is_stale():
        return Finding("static files", "warning", "not collected", "Run: ujuzi serve --prepare")
    return Finding("static files", "ok", str(settings.STATIC_ROOT))


def followers() -> Finding:
    """What is counted and awarded from learner records comes by followers of the log: are they keeping up?"""
    found = lags.lags()
    behind = max((lag.seconds(datetime.now(UTC)) for lag in found), default=0.0)
    for lag in found:
        if lag.error:
            return Finding(
                "followers",
                "error",
                f"{lag.name} fails: {lag.error}",
                f"When its cause is mended: ujuzi records rebuild {lag.name}",
            )
    if behind > FOLLOWERS_BEHIND_SECONDS:
        waiting = max(lag.statements for lag in found)
        return Finding(
            "followers",
            "warning",
            f"{waiting} statements wait, the oldest for {behind / 60:.0f} minutes",
            "Is `ujuzi work` running?",
        )
    return Finding("followers", "ok", f"{len(found)} follow the log of learner records")


EXAMINATIONS = [
    python,
    mode,
    unknown_settings,
    data_folder,
    database,
    clock,
    languages,
    fonts,
    static_files,
    followers,
    packages_origin,
]
