"""Records that cannot be understood: kept once, resolved when mended, away when dismissed; and they are not withdrawn."""

import pytest

from tests import make
from tests.catalogue.harvest.scripted import Hub, entry, live, page, states
from ujuzi.catalogue.feeds.entry import Reject
from ujuzi.catalogue.models import Edition, Quarantined, SourceRecord
from ujuzi.catalogue.operations import harvests

BROKEN = Reject("bad-json", "line 3: no value", "b", b"\xff\xfe{\0", "application/json")


def unresolved() -> list[str]:
    return list(Quarantined.objects.filter(resolved_at=None).values_list("identifier", flat=True))


def test_the_same_fault_is_one_row_and_another_is_another(hub: Hub) -> None:
    feed = hub.feed()
    for _time in range(2):
        run = hub.harvest(feed, [entry("a"), BROKEN])
        assert run.quarantined == 1
    row = Quarantined.objects.get()
    assert (row.code, row.detail, bytes(row.raw)) == ("bad-json", "line 3: no value", b"\xff\xfe{\0")
    hub.harvest(feed, [entry("a"), BROKEN, Reject("bad-json", "line 3", "b", b"other")])
    assert Quarantined.objects.count() == 2


def test_what_has_no_title_or_no_identifier_is_put_there_by_the_harvest(hub: Hub) -> None:
    run = hub.harvest(hub.feed(), [entry("a", "<b> </b>"), entry(" \0", "Title"), entry("c")])
    assert (run.new, run.quarantined) == (1, 2)
    assert set(Quarantined.objects.values_list("code", flat=True)) == {"no-title", "no-identifier"}


def test_a_fault_that_a_whole_reading_does_not_show_is_resolved_and_reopens_when_it_is_back(hub: Hub) -> None:
    feed = hub.feed()
    hub.harvest(feed, [entry("a"), BROKEN])
    hub.harvest(feed, page([entry("a")], complete=False))
    assert unresolved() == ["b"]  # an incremental reading tells nothing about it
    hub.harvest(feed, [entry("a"), entry("b")])
    assert unresolved() == []
    hub.harvest(feed, [entry("a"), BROKEN])
    assert unresolved() == ["b"]


def test_an_incremental_reading_with_the_record_mends_it(hub: Hub) -> None:
    feed = hub.feed()
    hub.harvest(feed, page([entry("a"), BROKEN], complete=False))
    hub.harvest(feed, page([entry("b")], complete=False))
    assert unresolved() == []


def test_what_was_dismissed_stays_away_but_another_fault_of_the_record_does_not(hub: Hub) -> None:
    feed = hub.feed()
    hub.harvest(feed, [entry("a"), BROKEN])
    harvests.dismiss(Quarantined.objects.get(), actor=make.person(), now=hub.clock())
    hub.harvest(feed, [entry("a"), BROKEN])
    assert unresolved() == []
    hub.harvest(feed, [entry("a"), Reject("no-title", "", "b", b"{}")])
    assert unresolved() == ["b"]


@pytest.mark.parametrize("pages", [1, 2])
def test_a_record_that_breaks_is_not_withdrawn_in_any_of_its_languages(hub: Hub, pages: int) -> None:
    feed = hub.feed()
    hub.harvest(feed, [entry("a"), entry("b", "Soil"), entry("b", "Udongo", languages=("sw",), url="")])
    said = [[entry("a")], [BROKEN]] if pages == 2 else [[entry("a"), BROKEN]]
    run = hub.harvest(feed, *said)
    assert (run.withdrawn, run.unchanged) == (0, 1)
    assert set(states().values()) == {"published"}
    hub.harvest(feed, [entry("a"), entry("b", "<i></i>")])
    assert set(states().values()) == {"published"}


LONG = "x" * 600
DIRTY = [
    "nul\0inside",
    "lone\ud800surrogate",
    "emoji \U0001f33d",
    "عربي",
    LONG,
    LONG + "y",
    "https://x.example/" + "ä" * 700,
]


def test_identifiers_of_any_kind_are_kept_apart_and_found_again(hub: Hub) -> None:
    feed = hub.feed()
    said = [
        entry(name, f"Course {number}", url="", group=name, languages=("en", "x" * 300))
        for number, name in enumerate(DIRTY)
    ]
    run = hub.harvest(feed, said)
    assert (run.state, run.new) == ("done", len(DIRTY))
    assert SourceRecord.objects.count() == len(DIRTY)
    run = hub.harvest(feed, said)
    assert (run.state, run.unchanged) == ("unchanged", len(DIRTY))
    assert all(len(name) <= 500 and len(key) <= 100 for name, key in live(feed))


def test_values_that_databases_refuse_are_washed_or_cut(hub: Hub) -> None:
    dirt = "a\0b\ud800c\udfff\U0001f33d"
    said = entry(
        "a",
        f"Title {dirt}",
        description=f"<p>{dirt}</p>",
        keywords=(dirt, "k" * 5000),
        creators=(dirt,),
        publisher=dirt * 500,
        licence=dirt * 100,
        duration=dirt * 300,
        url="https://x.example/" + "u" * 5000,
        published=dirt,
        kind=dirt,
        subjects=(dirt,),
        levels=(dirt,),
        countries=(dirt,),
        size_bytes=2**70,
        raw=b"\xff\xfe\0 not text",
    )
    run = hub.harvest(hub.feed(), [said, Reject(dirt, dirt, dirt, b"\0\xff", dirt * 50)])
    assert (run.state, run.new, run.quarantined) == ("done", 1, 1)
    edition = Edition.objects.get()
    assert edition.title == "Title abc\U0001f33d"
    assert edition.url == "" or len(edition.url) <= 2000


def test_a_script_in_a_title_is_text_or_nothing_never_markup(hub: Hub) -> None:
    bad = "<script>alert(1)</script>"
    hub.harvest(
        hub.feed(), [entry("a", f"{bad}Soil", description=f"{bad}<p onclick=x>Text</p><img src=x onerror=y>")]
    )
    edition = Edition.objects.get()
    assert "<" not in edition.title
    assert edition.description == "<p>Text</p>"
