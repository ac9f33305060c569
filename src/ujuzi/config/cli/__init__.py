"""The `ujuzi` command: each command is one module here and one line in COMMANDS."""

import importlib
import os
import sys

import click

COMMANDS = {
    "serve": "serving",
    "work": "working",
    "harvest": "harvesting",
    "feeds": "feeds",
    "sample": "samples",
    "records": "records",
    "course": "courses",
    "verify": "verifying",
    "keys": "keys",
    "backup": "backups",
    "restore": "backups",
    "doctor": "doctoring",
    "messages": "messages",
    "manage": "managing",
}


class Lazy(click.Group):
    """Imports a command's module only when it is asked for, so that `ujuzi --help` is instant."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"{__name__}.{COMMANDS[cmd_name]}")
        command: click.Command = getattr(module, cmd_name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        rows = [
            (name, command.get_short_help_str(70))
            for name in COMMANDS
            if (command := self.get_command(ctx, name))
        ]
        with formatter.section("Commands"):
            formatter.write_dl(rows)


# How SQLite and PostgreSQL say that there is no database, or none of ours.
NO_HUB = (
    "unable to open database file",
    "no such table",
    "does not exist",
    "connection failed",
    "connection refused",
)
WHERE = (
    "UJUZI_DATA and DATABASE_URL say where it is (ujuzi doctor shows it); `ujuzi serve --prepare` makes one."
)


@click.command(cls=Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="ujuzi")
def ujuzi() -> None:
    """Ujuzi: an open hub for AI education and capacity building.

    Settings come from the environment; `ujuzi doctor` checks them. Exit codes: 0 done, 1 failed,
    2 wrong usage, 3 done in part (see the report), 130 stopped.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ujuzi.config.settings")


def main() -> None:
    """Entry point: a wrong setting or a missing database is told in one sentence, not in a traceback."""
    from django.core.exceptions import ImproperlyConfigured
    from django.db import OperationalError, ProgrammingError

    try:
        ujuzi.main(standalone_mode=True)
    except (OperationalError, ProgrammingError) as error:
        if not any(sign in str(error) for sign in NO_HUB):
            raise
        click.echo(f"There is no hub here yet ({error}). {WHERE}", err=True)
        sys.exit(1)
    except ImproperlyConfigured as error:
        click.echo(f"Setting: {error}", err=True)
        sys.exit(1)
