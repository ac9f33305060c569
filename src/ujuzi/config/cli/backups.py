"""`ujuzi backup` and `ujuzi restore`: the database and media as one file, checked when written and when read."""

import sys
from pathlib import Path

import click

from ujuzi.config.cli import console


@click.command()
@click.argument("target", type=click.Path(path_type=Path))
@click.option(
    "--with-keys", is_flag=True, help="Include the master key of credentials: keep such a file locked away."
)
@click.option("--json", "as_json", is_flag=True, help="Report as JSON.")
def backup(target: Path, with_keys: bool, as_json: bool) -> None:
    """Write database and media to one file, while the hub runs.

    Example: ujuzi backup /backups/ujuzi-2026-11-23.tar
    """
    console.start()
    from ujuzi.config import backing_up

    try:
        report = backing_up.backup(target, with_keys=with_keys)
    except backing_up.BackupError as error:
        console.err.print(f"No backup was made: {error}")
        sys.exit(1)
    if as_json:
        console.as_json(report)
    else:
        console.out.print(f"{target}: {report['bytes'] / 1e6:.1f} MB, {report['rows']} rows, checked.")
    if report["keys_missing"]:
        console.err.print(
            "The keys that sign credentials are in it, but not what opens them: keep a copy of keys/master.key, or of "
            "UJUZI_KEYS_SECRET, somewhere else. Without it a restored hub can sign nothing."
        )


@click.command()
@click.argument("source", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--yes", is_flag=True, help="Do not ask before replacing what is there.")
@click.option(
    "--check", "check_only", is_flag=True, help="Only say whether the file is whole; change nothing."
)
def restore(source: Path, yes: bool, check_only: bool) -> None:
    """Replace the database and media by those of a backup. The old database file is kept beside it.

    Example: ujuzi restore /backups/ujuzi-2026-11-23.tar --check
    """
    console.start()
    from ujuzi.config import backing_up

    try:
        report = backing_up.check(source)
        if check_only:
            console.out.print(
                f"{source} is whole: {report['engine']}, {report['rows']} rows, made {report['made_at']}."
            )
            return
        if not yes:
            click.confirm("Replace the present database by this backup?", abort=True)
        backing_up.restore(source)
    except backing_up.BackupError as error:
        console.err.print(f"Nothing was changed: {error}")
        sys.exit(1)
    console.out.print(f"Restored {report['rows']} rows from {source}. Restart `ujuzi serve`.")
