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


@click.command(cls=Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="ujuzi")
def ujuzi() -> None:
    """Ujuzi: an open hub for AI education and capacity building.

    Settings come from the environment; `ujuzi doctor` checks them. Exit codes: 0 done, 1 failed,
    2 wrong usage, 3 done in part (see the report), 130 stopped.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ujuzi.config.settings")


def main() -> None:
    """Entry point: a wrong setting is told in one sentence, not in a traceback."""
    from django.core.exceptions import ImproperlyConfigured

    try:
        ujuzi.main(standalone_mode=True)
    except ImproperlyConfigured as error:
        click.echo(f"Setting: {error}", err=True)
        sys.exit(1)
