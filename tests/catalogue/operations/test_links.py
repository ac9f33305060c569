"""A link is dead after two failures on different days, not after one bad hour; who refuses bots is not dead."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from tests import make
from tests.catalogue.harvest.scripted import NOW
from tests.catalogue.harvest.serving import HOST, serving
from ujuzi.catalogue.models import Edition
from ujuzi.catalogue.operations import links
from ujuzi.core.fetching import Fetcher

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def web() -> Iterator[Any]:
    with serving(
        {"/there": b"<html></html>", "/refused": (403, {}, b""), "/failing": (500, {}, b"")}
    ) as server:
        yield server


def look(edition: Edition, now: Any = NOW) -> str:
    edition.refresh_from_db()
    return str(
        links.check(
            edition, fetch=Fetcher("UjuziBot/test", allow=[HOST], sleep=lambda _seconds: None), now=now
        )
    )


@pytest.mark.parametrize(
    ("path", "state"), [("/there", "ok"), ("/refused", "ok"), ("/gone", ""), ("/failing", "")]
)
def test_what_one_look_says(web: Any, path: str, state: str) -> None:
    edition = make.edition(url=web.address + path)
    assert look(edition) == state
    edition.refresh_from_db()
    assert (edition.link_state, edition.link_checked_at) == (state, NOW)
    assert not edition.changes.exists()


def test_a_host_that_forbids_bots_is_not_dead(web: Any) -> None:
    web.pages["/robots.txt"] = b"User-agent: *\nDisallow: /\n"
    assert look(make.edition(url=f"{web.address}/gone")) == "ok"


def test_a_page_that_goes_in_circles_without_cookies_is_not_dead(web: Any) -> None:
    web.pages["/circle"] = (302, {"Location": "/circle"}, b"")
    assert look(make.edition(url=f"{web.address}/circle")) == "ok"


def test_two_failures_a_day_apart_make_it_dead_and_one_success_alive(web: Any) -> None:
    edition = make.edition(url=f"{web.address}/gone")
    assert [look(edition), look(edition, NOW + timedelta(hours=2))] == ["", ""]
    assert look(edition, NOW + DAY * 2) == "dead"
    assert look(edition, NOW + DAY * 9) == "dead"
    web.pages["/gone"] = b"back"
    assert look(edition, NOW + DAY * 16) == "ok"
    said = [change.fields["link_state"] for change in edition.changes.order_by("pk")]
    assert said == [["", "dead"], ["dead", "ok"]]
    del web.pages["/gone"]
    assert look(edition, NOW + DAY * 23) == ""  # it may be a bad hour again


def test_due_are_the_never_seen_first_then_the_oldest_and_only_what_people_may_see() -> None:
    def made(state: str = "", ago: timedelta | None = None, **fields: Any) -> Edition:
        return make.edition(link_state=state, link_checked_at=NOW - ago if ago else None, **fields)

    old, never = made("ok", DAY * 8), made()
    suspected, pending = made("", DAY * 2), made(state="", ago=None)
    Edition.objects.filter(pk=pending.pk).update(state="pending")
    made("ok", DAY * 2), made("", DAY / 2), made(url="")
    for state in ("withdrawn", "rejected"):
        Edition.objects.filter(pk=made().pk).update(state=state)
    assert list(links.due(NOW)) == [never, pending, old, suspected]


def test_a_round_looks_at_so_many_and_stops_when_told(web: Any) -> None:
    editions = [make.edition(url=f"{web.address}/there") for _number in range(4)]
    fetch = Fetcher("UjuziBot/test", allow=[HOST])
    assert links.check_due(fetch=fetch, clock=lambda: NOW, most=3, stopped=lambda: False) == 3
    assert links.check_due(fetch=fetch, clock=lambda: NOW, most=3, stopped=lambda: True) == 0
    assert Edition.objects.filter(link_state="ok").count() == len(editions) - 1
