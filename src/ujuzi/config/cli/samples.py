"""`ujuzi sample`: the sample coalition."""

import sys
import threading

import click

from ujuzi.config.cli import console


@click.group(invoke_without_command=True)
@click.pass_context
def sample(context: click.Context) -> None:
    """Load the sample coalition: invented partners whose feeds are served on this machine and harvested for real.

    Example: ujuzi sample
    """
    console.start()
    if context.invoked_subcommand is None:
        load(again=True)
        show_sign_ins()


@sample.command("serve")
@click.option("--port", default=8088, show_default=True, help="Port on 127.0.0.1.")
def serve_(port: int) -> None:
    """Serve the sample partners' feeds, to try formats by hand.

    Example: ujuzi sample serve --port 8088
    """
    from ujuzi.sample import server

    with server.serve(port) as base:
        console.out.print(f"Sample feeds at {base}. Stop with Ctrl-C.")
        try:
            threading.Event().wait()
        except KeyboardInterrupt:
            sys.exit(130)


def load_if_missing() -> bool:
    """For `ujuzi serve --sample`: quick when it is there already; whether it was not."""
    from ujuzi.config import sampling

    if sampling.is_loaded():
        return False
    load(again=False)
    return True


def load(*, again: bool) -> None:
    """Makes partners and people, harvests every feed, decides what a reviewer would; says what came of it."""
    from ujuzi.config import preparing, sampling
    from ujuzi.config.cli import harvesting

    for step in preparing.prepare():
        console.out.print(f"[green]✓[/] {step}")
    with sampling.served() as feeds:
        runs = harvesting.run(feeds, threading.Event())
    report = sampling.review()
    failed = [each for each in runs if each.state == "failed"]
    for each in failed:
        console.err.print(f"feed {each.feed_id}: {each.error_detail}")
    console.out.print(f"[green]✓[/] sample coalition: {report}, {sampling.learn()}")
    if failed:
        sys.exit(3)


def show_sign_ins() -> None:
    """The sample people; their passphrase is meant to be known, and only made by the sample."""
    from ujuzi.config import sampling

    console.table(
        ["sign in as", "passphrase", "who"],
        [(name, sampling.PASSPHRASE, role) for name, role in sampling.people().items()],
    )
