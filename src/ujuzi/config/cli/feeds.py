"""`ujuzi feeds`: the partners' feeds."""

import sys

import click

from ujuzi.config.cli import console


@click.group()
def feeds() -> None:
    """List, add and try partners' feeds.

    Example: ujuzi feeds list --json
    """
    console.start()


@feeds.command("list")
@click.option("--json", "as_json", is_flag=True, help="Report as JSON.")
def list_(as_json: bool) -> None:
    """Say which feeds there are and how their last harvest went."""
    from ujuzi.catalogue.models import Feed

    rows = []
    for feed in Feed.objects.select_related("organisation").order_by("pk"):
        last = feed.harvests.first()
        rows.append(
            {
                "id": feed.pk,
                "partner": feed.organisation.slug,
                "format": feed.format,
                "url": feed.url,
                "last": last.get_state_display() if last else "",
                "finished_at": last.finished_at if last else None,
                "next_run_at": feed.next_run_at,
                "error": last.error_detail if last else "",
            }
        )
    if as_json:
        console.as_json(rows)
    else:
        console.table(list(rows[0]) if rows else ["no feeds yet"], [list(row.values()) for row in rows])


@feeds.command()
@click.argument("url")
@click.option("--json", "as_json", is_flag=True, help="Report as JSON.")
def detect(url: str, as_json: bool) -> None:
    """Look at an address and say which feed formats it speaks. Exit code 1 when none.

    Example: ujuzi feeds detect https://academy.example/
    """
    from ujuzi.catalogue.feeds import detect as detecting
    from ujuzi.config import background
    from ujuzi.core.fetching import FetchError

    try:
        guesses = detecting.probe(url, background.fetcher())
    except FetchError as error:
        console.err.print(f"{url}: {error.detail}")
        sys.exit(1)
    if as_json:
        console.as_json(
            [
                {"format": g.name, "confidence": g.confidence, "reason": g.reason, "url": g.url}
                for g in guesses
            ]
        )
    else:
        console.table(
            ["format", "sure", "address", "because"],
            [(guess.name, f"{guess.confidence:.0%}", guess.url, guess.reason) for guess in guesses],
        )
    sys.exit(0 if guesses else 1)


@feeds.command()
@click.argument("partner")
@click.argument("url")
@click.option("--format", "format_", help="Format; found out when not said.")
@click.option("--name", help="Name of the feed.")
def add(partner: str, url: str, format_: str | None, name: str | None) -> None:
    """Add a feed to the partner with this short name.

    Example: ujuzi feeds add savanna https://academy.example/oai --format oaipmh
    """
    from ujuzi.catalogue.feeds import registry
    from ujuzi.catalogue.operations import feeds as operations
    from ujuzi.config import background
    from ujuzi.organisations.models import Organisation

    if not url.startswith(("http://", "https://")):
        console.err.print(f"{url} is no address of the web: it must begin with http:// or https://.")
        sys.exit(2)
    organisation = Organisation.objects.filter(slug=partner).first()
    if organisation is None:
        console.err.print(f"There is no partner {partner!r}.")
        sys.exit(1)
    known = [name for name, _label in registry.connectable()]
    if format_ not in known:
        console.err.print(f"--format is one of: {', '.join(known)}. Try: ujuzi feeds detect {url}")
        sys.exit(2)
    made = operations.add(
        organisation, url=url, format=format_, name=name or url, actor=None, now=background.clock()
    )
    console.out.print(f"Feed {made.pk} added. Harvest it with: ujuzi harvest {made.pk}")
