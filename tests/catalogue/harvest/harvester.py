"""A worker in a process of its own, to be killed: `python -m tests.catalogue.harvest.harvester DEED ARGUMENT`.

`setup ADDRESS` makes the tables and a feed of that address. `run N[:M]` harvests N lifetimes of a lease later and says how
many statements its database was asked; with M it dies by SIGKILL at the Mth: before it, after it, or some milliseconds
later in the middle of whatever is going on (the rest of M by three says which). `count` prints how many editions there
are, `dump` the catalogue. The database is the one of DATABASE_URL, as for the hub itself.
"""

import json
import os
import signal
import sys
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")


class Watched:
    """Counts the statements of a connection, as an execute wrapper, and ends the process at one of them."""

    def __init__(self, last: int) -> None:
        self.last, self.count = last, 0

    def __call__(self, execute: Callable[..., Any], *args: Any) -> Any:
        self.count += 1
        if self.count != self.last:
            return execute(*args)
        if self.last % 3 == 0:
            _die()
        if self.last % 3 == 2:
            threading.Timer(self.last % 10 / 1000, _die).start()
        done = execute(*args)
        if self.last % 3 == 1:
            _die()
        return done


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def main(deed: str, said: str) -> None:
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    from tests import make
    from tests.catalogue.harvest import scripted
    from ujuzi.catalogue.models import Edition, Feed, Harvest
    from ujuzi.catalogue.operations import harvests
    from ujuzi.core.fetching import Fetcher

    if deed == "setup":
        call_command("migrate", verbosity=0)
        make.feed(url=said, options={"publish": "at-once"})
    elif deed == "run":
        harvests.BATCH = 40
        times, _colon, last = said.partition(":")
        late, watched = int(times) * harvests.LEASE * 2, Watched(int(last or 0))
        fetch = Fetcher("UjuziBot/test", allow=["127.0.0.1"])
        with connection.execute_wrapper(watched):
            run = harvests.harvest(Feed.objects.get(), fetch=fetch, clock=lambda: datetime.now(UTC) + late)
        print(run.state, watched.count, flush=True)
    elif deed == "count":
        print(Edition.objects.count())
    else:
        run = Harvest.objects.earliest(
            "pk"
        )  # a worker killed while it said goodbye is followed by a second run
        counted = [run.state, run.fetched, run.pages, run.new, run.changed]
        print(json.dumps([counted, scripted.dump()]))


if __name__ == "__main__":
    main(*sys.argv[1:])
