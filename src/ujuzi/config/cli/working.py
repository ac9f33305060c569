"""`ujuzi work`: background jobs."""

import signal
import threading

import click

from ujuzi.config.cli import console


@click.command()
@click.option("--once", is_flag=True, help="Do what is due now, then end.")
def work(once: bool) -> None:
    """Run the background jobs: followers of the learner records, harvests that are due, link checks, review deadlines, cleaning up.

    Any number may run at once; each stops cleanly on Ctrl-C or SIGTERM, and what was begun is taken up again.

    Example: ujuzi work
    """
    console.start()
    from ujuzi.config import background

    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    background.run(stop, once=once)
