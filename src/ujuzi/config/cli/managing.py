"""`ujuzi manage`: Django's own commands, for those who need them."""

import click


@click.command(context_settings={"ignore_unknown_options": True, "help_option_names": []})
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def manage(arguments: tuple[str, ...]) -> None:
    """Run one of Django's own commands.

    Example: ujuzi manage createsuperuser
    """
    from django.core.management import execute_from_command_line

    execute_from_command_line(["ujuzi manage", *arguments])
