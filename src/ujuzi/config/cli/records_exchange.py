"""`ujuzi records push` and `pull`: statements to and from another record store."""

import json
import signal
import threading
from collections.abc import Callable
from typing import Any

import click

from ujuzi.config.cli import console, records_people

_key = click.option(
    "--key",
    envvar="UJUZI_REMOTE_KEY",
    prompt="Key of the other store (user:password)",
    hide_input=True,
    help="user:password of the other store; better in the variable UJUZI_REMOTE_KEY than on the command line.",
)
_version = click.option(
    "--version",
    type=click.Choice(["2.0.0", "1.0.3"]),
    default="2.0.0",
    show_default=True,
    help="The xAPI version that the other store speaks.",
)
_json = click.option("--json", "as_json", is_flag=True, help="Report as JSON.")


@click.command()
@click.argument("url")
@_key
@_version
@_json
def push(url: str, key: str, version: str, as_json: bool) -> None:
    """Send what the other store has not got yet. Sending twice is harmless; stopped, the next run goes on from there.

    Example: UJUZI_REMOTE_KEY=id:secret ujuzi records push https://lrs.example/xapi
    """
    from ujuzi.config.background import clock
    from ujuzi.records.operations import forwarding

    _run(
        url, key, version, as_json,
        lambda store, stop, told: forwarding.push(store, clock=clock, stop=stop, progress=told),
    )  # fmt: skip


@click.command()
@click.argument("url")
@_key
@_version
@click.option(
    "--organisation", metavar="SLUG", help="Whose statements they become; without it, the hub's own."
)
@_json
def pull(url: str, key: str, version: str, organisation: str | None, as_json: bool) -> None:
    """Fetch what came to the other store since the last time. Stopped, the next run goes on from there.

    Example: ujuzi records pull https://lrs.example/xapi --organisation open-lab
    """
    from ujuzi.config.background import clock
    from ujuzi.records import keys
    from ujuzi.records.operations import forwarding

    author = keys.hub_for(records_people.organisation_of(organisation))
    _run(
        url, key, version, as_json,
        lambda store, stop, told: forwarding.pull(store, author, clock=clock, stop=stop, progress=told),
    )  # fmt: skip


def _run(
    url: str,
    key: str,
    version: str,
    as_json: bool,
    deed: Callable[[Any, threading.Event, Callable[[Any], None]], Any],
) -> None:
    """Shows progress and reports; exit code 3 when statements were refused, 1 when the store cannot be reached."""
    from ujuzi.records import remote

    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    try:
        with console.err.status("") as line:
            report = deed(
                remote.Store(url, key, version=version),
                stop,
                lambda told: line.update(f"{told.done} statements"),
            )
    except remote.Unreachable as error:
        more = "" if error.permanent else " What was done is remembered; run it again."
        raise click.ClickException(f"{error}.{more}") from None
    if as_json:
        print(json.dumps({"done": report.done, "refused": report.refused, "stopped": report.stopped}))
    else:
        console.err.print(f"{report.done} statements, {len(report.refused)} refused")
        for sid, reason in report.refused[:20]:
            console.err.print(f"  {sid}: {reason}", highlight=False, markup=False)
    if report.stopped:
        raise SystemExit(130)
    if report.refused:
        raise SystemExit(3)
