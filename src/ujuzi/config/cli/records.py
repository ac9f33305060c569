"""`ujuzi records`: keys for tools that read and write learner records."""

import click

from ujuzi.config.cli import console


@click.group()
def records() -> None:
    """Learner records: keys, exchange with other stores, export and erasure."""


@records.group()
def key() -> None:
    """Keys with which tools reach the record store at /xapi/."""


@key.command("add")
@click.argument("name")
@click.option("--organisation", metavar="SLUG", help="Whose key; without it, the hub's own.")
@click.option("--scope", "scopes", multiple=True, metavar="SCOPE", help="May be given more than once.")
def add(name: str, organisation: str | None, scopes: tuple[str, ...]) -> None:
    """Make a key; its secret is shown this once.

    Example: ujuzi records key add "Moodle" --organisation open-lab --scope statements/write
    """
    console.start()
    from ujuzi.config.background import clock
    from ujuzi.organisations.models import Organisation
    from ujuzi.records.operations import credentials

    owner = None
    if organisation and (owner := Organisation.objects.filter(slug=organisation).first()) is None:
        raise click.BadParameter(f"there is no organisation {organisation!r}", param_hint="--organisation")
    try:
        made = credentials.add(
            name,
            organisation=owner,
            scopes=scopes or ("statements/write", "statements/read/mine"),
            now=clock(),
        )
    except ValueError as error:
        raise click.BadParameter(f"not for this key: {error}", param_hint="--scope") from None
    click.echo(f"{made.key.public}:{made.secret}")
