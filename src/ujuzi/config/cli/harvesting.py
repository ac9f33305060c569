"""`ujuzi harvest`: read feeds now."""

import signal
import sys
import threading
from typing import Any

import click
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TextColumn,
    TimeElapsedColumn,
)

from ujuzi.config.cli import console


@click.command()
@click.argument("feed_ids", nargs=-1, type=int)
@click.option("--all", "every", is_flag=True, help="Every active feed, due or not.")
@click.option("--json", "as_json", is_flag=True, help="Report as JSON.")
def harvest(feed_ids: tuple[int, ...], every: bool, as_json: bool) -> None:
    """Harvest the feeds with these numbers. Ctrl-C stops cleanly; the next run goes on from there.

    Example: ujuzi harvest 3 --json
    """
    console.start()
    if bool(feed_ids) == every:
        raise click.UsageError("Name feeds by number, or say --all.")
    from ujuzi.catalogue.models import Feed

    chosen = Feed.objects.filter(is_active=True) if every else Feed.objects.filter(pk__in=feed_ids)
    found = list(chosen.select_related("organisation").order_by("pk"))
    if missing := set(feed_ids) - {feed.pk for feed in found}:
        console.err.print(f"No such feed: {', '.join(map(str, sorted(missing)))}. See: ujuzi feeds list")
        sys.exit(2)
    if not found:
        console.err.print("No feed is harvested on schedule. See: ujuzi feeds list")
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    runs = run(found, stop)
    code = _report(runs, as_json, stopped=stop.is_set())
    sys.exit(code or (3 if len(runs) < len(found) else 0))


def run(feeds: "list[Any]", stop: threading.Event) -> "list[Any]":
    """Harvests one after another with a bar each; returns the runs, without feeds that another worker holds."""
    from ujuzi.catalogue.operations import harvests
    from ujuzi.config import background

    done = []
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=console.err, transient=True) as progress:
        for feed in feeds:
            if stop.is_set():
                break
            task = progress.add_task(f"{feed.organisation.slug}: {feed.name}", total=None)

            def told(harvest: Any, task: Any = task) -> None:
                progress.update(task, completed=harvest.fetched, total=harvest.total)

            try:
                done.append(background.harvest(feed, stop=stop, progress=told))
            except harvests.Busy:
                console.err.print(f"feed {feed.pk}: another worker is harvesting it, or it was stopped.")
            progress.remove_task(task)
    return done


def _report(runs: "list[Any]", as_json: bool, *, stopped: bool) -> int:
    columns = [
        "feed",
        "state",
        "fetched",
        "new",
        "changed",
        "unchanged",
        "withdrawn",
        "quarantined",
        "error_code",
    ]
    rows = [{"feed": each.feed_id} | {name: getattr(each, name) for name in columns[1:]} for each in runs]
    if as_json:
        console.as_json(
            [row | {"error_detail": each.error_detail} for row, each in zip(rows, runs, strict=True)]
        )
    else:
        console.table(columns, [list(row.values()) for row in rows])
        for each in runs:
            if each.error_detail:
                console.err.print(f"feed {each.feed_id}: {each.error_detail}")
    if stopped:
        return 130
    failed = sum(each.state == "failed" for each in runs)
    return 0 if not failed else 1 if failed == len(runs) else 3
