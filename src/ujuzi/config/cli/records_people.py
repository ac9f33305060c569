"""`ujuzi records export` and `erase`: everything about one person in the log."""

import json
import sys
from typing import Any

import click

from ujuzi.config.cli import console

_who = click.argument("who", nargs=-1, required=True, metavar="WHO...")


def organisation_of(slug: str | None) -> Any:
    """The organisation, None without a slug."""
    from ujuzi.organisations.models import Organisation

    if not slug:
        return None
    found = Organisation.objects.filter(slug=slug).first()
    if found is None:
        known = ", ".join(Organisation.objects.order_by("slug").values_list("slug", flat=True)[:20])
        raise click.BadParameter(
            f"there is no organisation {slug!r}; there are: {known or 'none yet'}",
            param_hint="--organisation",
        )
    return found


def _identities(who: tuple[str, ...]) -> list[str]:
    """Each WHO is a user name of this hub, a mailto: address or an xAPI Agent as JSON."""
    from ujuzi.accounts import queries as accounts
    from ujuzi.records.queries import persons
    from ujuzi.standards.xapi import actors, queries
    from ujuzi.standards.xapi.errors import Broken

    found: list[str] = []
    for one in who:
        if one.startswith(("{", "mailto:")):
            text = one if one.startswith("{") else json.dumps({"mbox": one})
            try:
                found.append(actors.identity(queries.agent(text)) or "")
                found += persons.hashed(one)
            except Broken as error:
                raise click.BadParameter(f"{one}: {error.rule}") from None
        elif (person := accounts.by_username(one)) is not None:
            found += persons.identities(person)
        else:
            raise click.BadParameter(f"{one} is no user name here, no mailto: address and no Agent as JSON")
    return found


@click.command()
@_who
def export(who: tuple[str, ...]) -> None:
    """Write a person's statements and documents, one JSON object a line, to standard output.

    WHO is a user name of this hub, a mailto: address, or an xAPI Agent as JSON; several may be given.

    Example: ujuzi records export amina mailto:amina@mail.example > amina.jsonl
    """
    from ujuzi.records.operations import people

    identities, count = _identities(who), 0
    for kind, rows in (
        ("statement", people.export(identities)),
        ("document", people.export_documents(identities)),
    ):
        for row in rows:
            sys.stdout.write(json.dumps({kind: row}, ensure_ascii=False) + "\n")
            count += 1
    console.err.print(f"{count} records")


@click.command()
@_who
@click.option("--yes", is_flag=True, help="Do it; without this, only say how much there is.")
def erase(who: tuple[str, ...], yes: bool) -> None:
    """Put a pseudonym in a person's place in the log. Cannot be undone.

    Statements stay, so that counts stay right; documents, names, and attachments to her statements are deleted.

    Example: ujuzi records erase amina --yes
    """
    from ujuzi.config.background import clock
    from ujuzi.records.operations import people

    identities = _identities(who)
    if not yes:
        found = people.count(identities)
        click.echo(f"{found.statements} statements, {found.documents} documents. Add --yes to erase.")
        return
    with console.err.status("") as line:
        done = people.erase(
            identities, now=clock(), progress=lambda number: line.update(f"{number} statements")
        )
    if done is None:
        click.echo("Nothing is known of her.")
        return
    click.echo(
        f"{done.statements} statements rewritten, {done.documents} documents deleted: now {done.pseudonym}"
    )
