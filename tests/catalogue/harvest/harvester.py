"""A worker in a process of its own, to be killed: `python -m tests.catalogue.harvest.harvester setup|run|dump ADDRESS`.

`setup` makes the tables and a feed of that address, `run N` harvests N lifetimes of a lease later, `dump` prints the
catalogue. The database is the one of DATABASE_URL, as for the hub itself.
"""

import json
import os
import sys
from datetime import UTC, datetime

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")


def main(deed: str, said: str) -> None:
    import django

    django.setup()
    from django.core.management import call_command

    from tests import make
    from tests.catalogue.harvest import scripted
    from ujuzi.catalogue.models import Feed, Harvest
    from ujuzi.catalogue.operations import harvests
    from ujuzi.core.fetching import Fetcher

    if deed == "setup":
        call_command("migrate", verbosity=0)
        make.feed(url=said, options={"publish": "at-once"})
    elif deed == "run":
        harvests.BATCH = 40
        late = int(said) * harvests.LEASE * 2
        fetch = Fetcher("UjuziBot/test", allow=["127.0.0.1"])
        print("begun", flush=True)
        run = harvests.harvest(Feed.objects.get(), fetch=fetch, clock=lambda: datetime.now(UTC) + late)
        print(run.state, flush=True)
    else:
        run = Harvest.objects.earliest(
            "pk"
        )  # a worker killed while it said goodbye is followed by a second run
        counted = [run.state, run.fetched, run.pages, run.new, run.changed]
        print(json.dumps([counted, scripted.dump()]))


if __name__ == "__main__":
    main(*sys.argv[1:])
