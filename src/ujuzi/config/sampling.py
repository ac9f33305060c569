"""The sample coalition in this hub: invented partners and people, their feeds served on this machine and harvested."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.db import transaction

from ujuzi.accounts import operations as accounts
from ujuzi.catalogue.models import Edition, Feed, State, Suggestion, SuggestionState
from ujuzi.config import background
from ujuzi.courses.operations import shelving, starter
from ujuzi.organisations import operations as organisations
from ujuzi.organisations.models import MemberRole, Organisation
from ujuzi.sample import coalition, server

PASSPHRASE = "jifunze pole pole"  # noqa: S105  (meant to be known: sample people only)
PEOPLE = {
    "amina": ("", "Amina"),
    "baraka": ("", "Baraka"),
    "chen": ("reviewer", "Chen"),
    "dalia": ("secretariat", "Dalia"),
    "efe": ("operator", "Efe"),
}


def people() -> dict[str, str]:
    """{name to sign in with: what she is}."""
    first = coalition.partners()[0]["names"]["en"]
    return {
        "amina": "learner",
        "baraka": f"partner owner of {first}",
        "chen": "reviewer",
        "dalia": "secretariat",
        "efe": "operator",
    }


def is_loaded() -> bool:
    """True when every feed of the sample has been harvested; what else its partners have connected does not matter."""
    harvested = Feed.objects.exclude(harvests=None).values_list("organisation__slug", "name")
    wanted = {(partner["slug"], partner["feed"]["name"]) for partner in coalition.partners()}
    return wanted <= set(harvested) and Edition.objects.exists()


@contextmanager
def served() -> Iterator[list[Feed]]:
    """Serves the sample's feeds on a free port, and yields them with their addresses there; afterwards they rest."""
    with server.serve() as base:
        host = base.removeprefix("http://")
        before, settings.FETCH_ALLOW = settings.FETCH_ALLOW, [*settings.FETCH_ALLOW, host]
        try:
            yield _made(base)
        finally:
            settings.FETCH_ALLOW = before


def _made(base: str) -> list[Feed]:
    feeds = []
    now = background.clock()
    with transaction.atomic():
        made = {
            name: accounts.make_person(
                username=name, passphrase=PASSPHRASE, display_name=shown, staff_role=role
            )
            for name, (role, shown) in PEOPLE.items()
        }
        for partner in coalition.partners():
            organisation = _organisation(partner)
            feeds.append(_feed(organisation, partner["feed"], base))
        organisations.add_member(feeds[0].organisation, made["baraka"], role=MemberRole.OWNER, now=now)
    return feeds


def _organisation(partner: dict[str, Any]) -> Organisation:
    fields = {
        name: partner[name]
        for name in ("kind", "names", "descriptions", "countries", "languages", "homepage")
    }
    made, _new = Organisation.objects.update_or_create(slug=partner["slug"], defaults=fields)
    return made


def _feed(organisation: Organisation, feed: dict[str, Any], base: str) -> Feed:
    """Sample feeds are not on the schedule: their server only runs while the sample is loaded."""
    values = {
        "url": base + feed["path"],
        "format": feed["format"],
        "options": feed.get("options", {}),
        "is_active": False,
    }
    made, _new = Feed.objects.update_or_create(organisation=organisation, name=feed["name"], defaults=values)
    return made


def learn() -> str:
    """The starter curriculum comes in; says what there is to learn, for the terminal."""
    made = [starter.bring_in(path, now=background.clock()) for path in starter.folders()]
    shelving.shelve(None, clock=background.clock)
    return f"{len(made)} courses to learn here"


def review() -> str:
    """Says what the harvest brought, for the terminal."""
    counts = {state: Edition.objects.filter(state=state).count() for state in State.values}
    open_pairs = Suggestion.objects.filter(state=SuggestionState.OPEN).count()
    languages = Edition.objects.exclude(language="").values("language").distinct().count()
    return (
        f"{counts['published']} resources published in {languages} languages, {counts['pending']} waiting for review, "
        f"{open_pairs} pairs that may be the same"
    )
