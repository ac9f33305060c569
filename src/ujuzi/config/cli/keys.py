"""`ujuzi keys`: the keys that sign credentials: what there is, a new period, a key in strange hands, the published history."""

import json
import signal
import sys
from pathlib import Path
from typing import Any

import click

from ujuzi.config.cli import console
from ujuzi.config.cli.records_people import organisation_of

_whose = click.option(
    "--organisation", metavar="SLUG", help="Of an organisation; without it, of the hub itself."
)


@click.group()
def keys() -> None:
    """Look after the keys that sign credentials.

    They are made when they are first needed, one pair for the hub and one for each organisation that issues, and are kept
    encrypted in the database. What opens them is UJUZI_KEYS_SECRET or the file keys/master.key in the data folder: keep a copy
    of it apart from the backups.
    """


@keys.command("list")
@click.option("--json", "as_json", is_flag=True, help="Report as JSON.")
def listed(as_json: bool) -> None:
    """Show all keys: whose, since when, and whether they sign still."""
    console.start()
    from ujuzi.credentials import issuers, secrets
    from ujuzi.credentials.queries import keys as queries

    rows: list[dict[str, Any]] = [
        {
            "issuer": issuers.did(one.organisation),
            "kind": one.kind,
            "key": one.multikey,
            "made_at": one.made_at.isoformat(timespec="seconds"),
            "state": "compromised" if one.compromised_at else "retired" if one.retired_at else "signs",
            "credentials": one.credentials.count(),
        }
        for one in queries.all_keys()
    ]
    if as_json:
        console.as_json({"master_key": secrets.exists(), "keys": rows})
        return
    for row in rows:
        console.out.print(
            f"{row['issuer']}  {row['kind']:<8}{row['state']:<12}{row['made_at'][:10]}  {row['credentials']:>7}  {row['key']}",
            soft_wrap=True,
        )
    if not rows:
        console.out.print("There are no keys yet: they are made when the first credential is issued.")
    if rows and not secrets.exists():
        console.err.print(f"The master key is missing ({secrets.place()}): nothing can be signed.")


@keys.command()
@_whose
def rotate(organisation: str | None) -> None:
    """Begin a new period with new keys. What the old ones signed stays valid.

    Example: ujuzi keys rotate --organisation takwa-institute
    """
    made = _do(organisation, lambda whose, now: _operations().rotate(whose, now=now))
    for one in made:
        console.out.print(f"New {one.kind} key: {one.multikey}")
    console.out.print("The DID document and its history are published anew; tell your mirrors.")


@keys.command("rotate-lti")
@click.option("--forget-old", is_flag=True, help="Old keys are in strange hands: publish them no longer.")
def rotate_lti(forget_old: bool) -> None:
    """Begin with a new key for launches of partners' tools (LTI). Tools read it by themselves.

    Example: ujuzi keys rotate-lti
    """
    console.start()
    from ujuzi.config import background
    from ujuzi.evidence.lti.operations import platform_keys

    made = platform_keys.rotate(now=background.clock(), forget_old=forget_old)
    console.out.print(f"New LTI key: {made.kid}")


@keys.command()
@click.argument("key", metavar="KEY")
@click.option("--yes", is_flag=True, help="Do not ask.")
def compromise(key: str, yes: bool) -> None:
    """Give up a key that is in strange hands, and sign anew what it had signed.

    KEY is the key as `ujuzi keys list` shows it, or its beginning. Every credential that it signed stops verifying at once; then
    each living one is signed with a new key. Stopped half-way (Ctrl-C), it goes on by being started again. Holders must be told
    to download their certificates again.
    """
    console.start()
    from ujuzi.config import background
    from ujuzi.credentials.models import SigningKey

    found = list(SigningKey.objects.select_related("organisation").filter(multikey__startswith=key)[:2])
    if len(found) != 1:
        raise click.BadParameter(
            "no key begins like this" if not found else "more than one key begins like this"
        )
    row = found[0]
    if row.compromised_at is None:
        if not yes:
            click.confirm(
                f"{row.credentials.count()} credentials stop verifying until they are signed anew. Go on?",
                abort=True,
            )
        _do(None, lambda _whose, _now: _operations().compromise(row, now=background.clock()))
        console.out.print("The key is given up, a new one is published.")
    _sign_anew(row.organisation)


def _sign_anew(organisation: Any) -> None:
    from ujuzi.config import background
    from ujuzi.credentials.operations import issuing

    stopped: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, _frame: stopped.append(number))
    try:
        done = issuing.resign(
            organisation,
            clock=background.clock,
            stopped=lambda: bool(stopped),
            progress=lambda many: console.err.print(f"{many} signed anew"),
        )
    finally:
        signal.signal(signal.SIGINT, before)
    console.out.print(f"{done} credentials signed anew.")
    if stopped:
        console.err.print("Stopped; the same command goes on with the rest.")
        sys.exit(130)


@keys.command()
@_whose
def history(organisation: str | None) -> None:
    """Write the signed history of the DID document to standard output, for mirrors and archives.

    Example: ujuzi keys history > hub.example-did-history.json
    """
    console.start()
    from ujuzi.credentials import issuers
    from ujuzi.credentials.queries import keys as queries

    did = issuers.did(organisation_of(organisation))
    click.echo(json.dumps({"did": did, "entries": queries.history_of(did)}, indent=1))


@keys.command("check-history")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option(
    "--since",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="An older copy that it must continue.",
)
def check_history(file: Path, since: Path | None) -> None:
    """Check that a history is unbroken and honestly signed, and write its newest DID document to standard output.

    Needs no hub. Example: ujuzi keys check-history new.json --since mirrored-last-year.json > did.json
    """
    from ujuzi.standards.openbadges import history as chain

    entries = _entries(file)
    try:
        documents = chain.check(entries)
    except chain.HistoryError as error:
        console.err.print(f"{file}: {error}")
        sys.exit(1)
    if since is not None and entries[: len(_entries(since))] != _entries(since):
        console.err.print(f"{file} does not continue {since}: one of the two was made up.")
        sys.exit(1)
    click.echo(json.dumps(documents[-1], indent=1))


def _entries(file: Path) -> list[str]:
    try:
        found = json.loads(file.read_text("utf-8"))["entries"]
    except (ValueError, KeyError, TypeError):
        found = None
    if not isinstance(found, list) or not found or not all(isinstance(one, str) for one in found):
        raise click.BadParameter(f"{file} is no history of a DID document")
    return found


def _operations() -> Any:
    from ujuzi.credentials.operations import keys as operations

    return operations


def _do(organisation: str | None, deed: Any) -> Any:
    """Runs it with the real clock; a missing master key is told in a sentence."""
    console.start()
    from ujuzi.config import background
    from ujuzi.credentials import secrets

    try:
        return deed(organisation_of(organisation), background.clock())
    except secrets.NoMasterKey as error:
        console.err.print(f"Nothing was changed: {error}")
        sys.exit(1)
