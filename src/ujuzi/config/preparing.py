"""What must be in place before the hub serves: data folder, translations, tables, static files. Each step is idempotent."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core import management
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from ujuzi.config import translations


def prepare() -> Iterator[str]:
    """Does what is not done yet and says each step in a few words; a second run yields nothing."""
    Path(settings.DATA_DIR).mkdir(parents=True, exist_ok=True)
    if compiled := translations.compile_stale():
        yield f"translations compiled ({len(compiled)} languages)"
    if plan := pending_migrations():
        management.call_command("migrate", verbosity=0, interactive=False)
        yield f"database prepared ({plan} migrations)"
    if static_is_stale():
        management.call_command("collectstatic", verbosity=0, interactive=False, clear=True)
        _static_mark().write_text(_static_digest(), encoding="ascii")
        yield "static files compressed"


def pending_migrations() -> int:
    """How many migrations the database still needs."""
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def static_is_stale() -> bool:
    """True when a static file was added, changed or removed since they were collected."""
    mark = _static_mark()
    return not mark.exists() or mark.read_text(encoding="ascii") != _static_digest()


def _static_mark() -> Path:
    return Path(settings.STATIC_ROOT) / ".digest"


def _static_digest() -> str:
    digest = hashlib.sha256()
    for finder in finders.get_finders():
        for path, storage in finder.list([]):
            stat = Path(storage.path(path)).stat()
            digest.update(f"{path} {stat.st_size} {stat.st_mtime_ns}\n".encode())
    return digest.hexdigest()
