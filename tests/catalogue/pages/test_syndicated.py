"""A search saved as RSS and Atom, and the lasting names."""

import feedparser
import pytest
from django.test import Client

from ujuzi.catalogue.models import Edition, State


@pytest.mark.parametrize("kind", ["rss", "atom"])
def test_a_saved_search_reads_as_a_feed(reader: Client, shelf: list[Edition], kind: str) -> None:
    response = reader.get(f"/ar/find/{kind}?level=beginner&cost=free")
    assert response["Content-Type"].startswith(f"application/{kind}+xml")
    assert response["Cache-Control"] == "public, max-age=60"
    feed = feedparser.parse(response.content)
    assert not feed.bozo
    assert [entry.title for entry in feed.entries] == ["ما هو الذكاء الاصطناعي"]
    assert f"/ar/resource/{shelf[1].pk}/" in feed.entries[0].link
    assert feed.feed.link.endswith("/ar/find/?level=beginner&cost=free")


def test_the_search_page_leads_to_it(reader: Client, shelf: list[Edition]) -> None:
    text = reader.get("/en/find/?cost=free&sort=title").content.decode()
    assert 'type="application/atom+xml" href="/en/find/atom?cost=free"' in text


def test_a_lasting_name_leads_to_the_readers_language(reader: Client, shelf: list[Edition]) -> None:
    number = shelf[0].pk
    response = reader.get(
        f"/id/edition/{number}", headers={"accept": "text/html,*/*", "accept-language": "sw"}
    )
    assert (response.status_code, response["Location"]) == (302, f"/sw/resource/{number}/")
    assert {"Accept", "Accept-Language"} <= {word.strip() for word in response["Vary"].split(",")}
    assert reader.get(f"/id/work/{shelf[0].work_id}")["Location"] == f"/en/work/{shelf[0].work_id}/"


def test_machines_get_the_record_under_its_lasting_name(reader: Client, shelf: list[Edition]) -> None:
    address = f"/id/edition/{shelf[0].pk}"
    answer = reader.get(address, headers={"accept": "application/ld+json"})
    assert answer["Content-Type"] == "application/ld+json"
    assert answer.json()["@type"] == ["Course", "LearningResource"]
    Edition.objects.filter(pk=shelf[0].pk).update(state=State.WITHDRAWN)
    assert reader.get(address, headers={"accept": "application/ld+json"}).status_code == 410
    assert reader.get("/id/edition/99999", headers={"accept": "application/ld+json"}).status_code == 404
