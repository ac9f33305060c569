"""`ujuzi records`: keys for tools, followers of the log, exchange with other stores, a person's records."""

import signal
import threading
from typing import Any

import click

from ujuzi.config.cli import console, records_exchange, records_people


@click.group()
def records() -> None:
    """Learner records: keys, followers, exchange with other stores, a person's export and erasure.

    The record store itself answers at /xapi/ of `ujuzi serve`; docs/records.md has a quick start.
    """
    console.start()


@records.group()
def key() -> None:
    """Keys with which tools reach the record store."""


@key.command("add")
@click.argument("name")
@click.option("--organisation", metavar="SLUG", help="Whose key; without it, the hub's own.")
@click.option(
    "--scope",
    "scopes",
    multiple=True,
    metavar="SCOPE",
    help="May be given more than once; without it statements/write and statements/read/mine.",
)
def add(name: str, organisation: str | None, scopes: tuple[str, ...]) -> None:
    """Make a key. Prints ID:SECRET; the secret is shown this once.

    Example: ujuzi records key add Moodle --organisation open-lab --scope statements/write
    """
    from ujuzi.config.background import clock
    from ujuzi.records.operations import credentials

    owner = records_people.organisation_of(organisation)
    try:
        made = credentials.add(name, organisation=owner, scopes=scopes or credentials.USUAL, now=clock())
    except ValueError as error:
        fit = ", ".join(credentials.PARTNERS if owner is not None else credentials.Scope)
        raise click.BadParameter(
            f"not for this key: {error}; there are: {fit}", param_hint="--scope"
        ) from None
    click.echo(f"{made.key.public}:{made.secret}")


@key.command("list")
@click.option("--json", "as_json", is_flag=True, help="Report as JSON.")
def list_(as_json: bool) -> None:
    """Say which keys there are, whose, with which scopes, and when they were last used."""
    from ujuzi.records.models import Key

    rows = [
        {
            "id": one.public,
            "name": one.name,
            "organisation": one.organisation.slug if one.organisation else "",
            "scopes": " ".join(one.scopes),
            "used_on": one.used_on,
            "revoked_at": one.revoked_at,
        }
        for one in Key.objects.select_related("organisation").order_by("pk")
    ]
    if as_json:
        console.as_json(rows)
    else:
        cells = [list(row.values()) for row in rows]
        console.table(list(rows[0]) if rows else ["no keys yet"], cells, whole="id")


def _key(public: str) -> Any:
    from ujuzi.records.models import Key

    found = Key.objects.filter(public=public, revoked_at=None).first()
    if found is None:
        raise click.BadParameter(f"there is no working key {public}; see: ujuzi records key list")
    return found


@key.command()
@click.argument("public", metavar="ID")
def rotate(public: str) -> None:
    """Give a key a new secret; the old one works for seven more days."""
    from ujuzi.config.background import clock
    from ujuzi.records.operations import credentials

    made = credentials.rotate(_key(public), now=clock())
    click.echo(f"{made.key.public}:{made.secret}")


@key.command()
@click.argument("public", metavar="ID")
def revoke(public: str) -> None:
    """End a key and its tokens at once."""
    from ujuzi.config.background import clock
    from ujuzi.records.operations import credentials

    credentials.revoke(_key(public), now=clock())
    click.echo(f"{public} works no longer.")


@records.command()
@click.option("--json", "as_json", is_flag=True, help="Report as JSON.")
def status(as_json: bool) -> None:
    """Say how far each follower of the log has come."""
    from ujuzi.config.background import clock
    from ujuzi.records.queries import lags

    rows = [
        {
            "follower": lag.name,
            "behind": lag.statements,
            "seconds": round(lag.seconds(clock())),
            "moved_at": lag.moved_at,
            "error": lag.error,
        }
        for lag in lags.lags()
    ]
    if as_json:
        console.as_json(rows)
    else:
        console.table(list(rows[0]) if rows else ["no followers"], [list(row.values()) for row in rows])


@records.command()
@click.argument("names", nargs=-1)
@click.option("--all", "every", is_flag=True, help="Every follower.")
def rebuild(names: tuple[str, ...], every: bool) -> None:
    """Let followers forget what they wrote and read the whole log again. Stopped half-way, the worker goes on with it.

    Example: ujuzi records rebuild records.daily
    """
    from ujuzi.config.background import clock
    from ujuzi.records import followers
    from ujuzi.records.operations import following

    chosen = list(followers.FOLLOWERS) if every else list(names)
    if not chosen or (unknown := set(chosen) - followers.FOLLOWERS.keys()):
        known = ", ".join(followers.FOLLOWERS)
        raise click.UsageError(
            f"Not known: {', '.join(unknown)}. There are: {known}" if chosen else f"Name some: {known}"
        )
    stop = stopping()
    with console.err.status("") as line:
        for name in chosen:
            done = following.rebuild(
                followers.FOLLOWERS[name],
                clock=clock,
                stop=stop,
                progress=lambda what, number: line.update(f"{what}: {number} statements"),
            )
            console.err.print(f"{name}: {done} statements")
    if stop.is_set():
        console.err.print("Stopped; the worker goes on, or: ujuzi work --once")
        raise SystemExit(130)


def stopping() -> threading.Event:
    """An event that Ctrl-C and SIGTERM set: the step under way is finished."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    return stop


records.add_command(records_exchange.push)
records.add_command(records_exchange.pull)
records.add_command(records_people.export)
records.add_command(records_people.erase)
