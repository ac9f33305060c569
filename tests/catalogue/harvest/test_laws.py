"""Whatever a feed said before: after a harvest the catalogue says what the feed says now."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests import make
from tests.catalogue.harvest import scripted
from tests.catalogue.harvest.scripted import Hub, entry
from ujuzi.catalogue.feeds.entry import Entry, Offer
from ujuzi.catalogue.models import Edition, SourceRecord

RECORDS = st.builds(
    lambda name, title, keyword, starts, language: entry(
        name,
        title,
        keywords=(keyword,) if keyword else (),
        offers=tuple(Offer(url=f"https://x.example/{name}", starts=day) for day in starts),
        languages=(language,),
    ),
    st.sampled_from("abcd"),
    st.sampled_from(["Soil", "Water", "Maize"]),
    st.sampled_from(["", "farm", "city"]),
    st.lists(st.sampled_from(["2026-05-01", "2026-09-01"]), max_size=2, unique=True),
    st.sampled_from(["en", "sw"]),
)
VERSIONS = st.lists(st.lists(st.lists(RECORDS, max_size=4), min_size=1, max_size=3), min_size=1, max_size=4)
Version = Sequence[Sequence[Entry]]


def after(hub: Hub, versions: Sequence[Version]) -> Any:
    """The live part of the catalogue after these versions, one after another; then all is undone."""
    with transaction.atomic():
        feed = hub.feed(organisation=make.organisation("one-partner"))
        for pages in versions:
            run = hub.harvest(feed, *[list(page) for page in pages])
            assert run.state in {"done", "unchanged"}
        found = sorted(row[:-1] for row in scripted.dump() if row[0] != "withdrawn")
        assert not SourceRecord.objects.filter(withdrawn_at=None, edition__state="withdrawn").exists()
        living = SourceRecord.objects.filter(withdrawn_at=None).values("edition")
        assert not Edition.objects.filter(state="published").exclude(pk__in=living).exists()
        transaction.set_rollback(True)
    return found


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(versions=VERSIONS)
@example(versions=[[[entry("a", "Soil")]], [[]], [[entry("a", "Soil")]]])
@example(
    versions=[[[entry("a", "Soil")], [entry("a", "Water")]], [[entry("a", "Soil")], [entry("a", "Water")]]]
)
def test_any_history_ends_where_a_fresh_harvest_of_the_last_version_begins(
    hub: Hub, versions: Sequence[Version]
) -> None:
    assert after(hub, versions) == after(hub, versions[-1:])
