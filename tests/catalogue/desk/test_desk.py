"""The partner's desk: Alice owns her organisation, Bob is an editor there, Charlie works for another."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests import make
from ujuzi.accounts.models import Person
from ujuzi.catalogue.models import AuditEntry, Edition, Feed, Harvest, Quarantined, SourceRecord, State
from ujuzi.organisations.models import MemberRole, Membership, Organisation

pytestmark = pytest.mark.django_db


@pytest.fixture
def chuo() -> Organisation:
    return make.organisation("chuo")


def member(organisation: Organisation, name: str, role: str = MemberRole.EDITOR) -> Client:
    person = make.person(name)
    Membership.objects.create(person=person, organisation=organisation, role=role)
    client = Client()
    client.force_login(person)
    return client


def pages(chuo: Organisation) -> list[str]:
    feed = make.feed(organisation=chuo)
    run = Harvest.objects.create(feed=feed)
    edition = make.edition(provider=chuo)
    return [
        "/en/desk/chuo/",
        "/en/desk/chuo/feeds/new/",
        f"/en/desk/chuo/feeds/{feed.pk}/",
        f"/en/desk/chuo/harvests/{run.pk}/",
        "/en/desk/chuo/quarantine/",
        "/en/desk/chuo/resources/",
        "/en/desk/chuo/resources/new/",
        f"/en/desk/chuo/resources/{edition.pk}/",
    ]


def test_members_see_their_desk_and_others_nothing(chuo: Organisation) -> None:
    bob, charlie, stranger = member(chuo, "bob"), member(make.organisation("other"), "charlie"), Client()
    for page in pages(chuo):
        assert bob.get(page).status_code == 200, page
        assert charlie.get(page).status_code == 404, page
        answer = stranger.get(page)
        assert answer.status_code == 302, page
        assert "/account/login/" in answer["Location"]


def test_another_partners_things_are_not_reached_through_ones_own_desk(chuo: Organisation) -> None:
    bob = member(chuo, "bob")
    theirs = make.organisation("other")
    feed, edition = make.feed(organisation=theirs), make.edition(provider=theirs)
    for page in (f"/en/desk/chuo/feeds/{feed.pk}/", f"/en/desk/chuo/resources/{edition.pk}/"):
        assert bob.get(page).status_code == 404
    assert bob.post(f"/en/desk/chuo/feeds/{feed.pk}/harvest/").status_code == 404


def test_a_feed_is_added_and_due_at_once(chuo: Organisation) -> None:
    bob = member(chuo, "bob")
    values = {
        "name": "Our feed",
        "url": "https://chuo.example/oai",
        "format": "oaipmh",
        "interval_hours": 12,
        "is_active": "on",
        "set": "ai",
    }
    assert bob.post("/en/desk/chuo/feeds/new/", values).status_code == 302
    feed = Feed.objects.get()
    assert (feed.organisation, feed.options, feed.interval_hours) == (chuo, {"set": "ai"}, 12)
    assert feed.next_run_at is not None
    assert feed.next_run_at <= timezone.now()
    assert AuditEntry.objects.get().verb == "feed.add"


def test_a_wrong_feed_keeps_what_was_typed(chuo: Organisation) -> None:
    answer = member(chuo, "bob").post(
        "/en/desk/chuo/feeds/new/", {"name": "Mine", "url": "not an address", "format": "x"}
    )
    assert answer.status_code == 200
    assert b'value="Mine"' in answer.content
    assert not Feed.objects.exists()


RESOURCE: dict[str, Any] = {
    "title": "Kozi <script>alert(1)</script> mpya",
    "url": "https://chuo.example/kozi?utm_source=x",
    "language": "sw",
    "description": "Maelezo <b>mazuri</b> <script>alert(1)</script>",
    "kind": "course",
    "account_needed": "unknown",
    "works_offline": "true",
    "access_features": ["captions"],
    "size_mb": "2.5",
}


def test_a_resource_is_typed_by_hand_and_waits(chuo: Organisation) -> None:
    bob = member(chuo, "bob")
    answer = bob.post("/en/desk/chuo/resources/new/", RESOURCE)
    assert answer.status_code == 302, answer.content.decode()[:3000]
    edition = Edition.objects.get()
    assert edition.state == State.PENDING
    assert (edition.language, edition.size_bytes, edition.access_features) == ("sw", 2_500_000, ["captions"])
    assert edition.canonical_url == "https://chuo.example/kozi"
    assert "script" not in edition.description
    assert "<" not in edition.title


def test_the_same_address_is_not_added_twice(chuo: Organisation) -> None:
    make.edition(url="http://chuo.example/kozi/", canonical_url="https://chuo.example/kozi")
    answer = member(chuo, "bob").post("/en/desk/chuo/resources/new/", RESOURCE)
    assert answer.status_code == 200
    assert b"in the catalogue already" in answer.content
    assert Edition.objects.count() == 1


def test_quarantine_is_let_go_or_tried_again(chuo: Organisation) -> None:
    feed = make.feed(organisation=chuo)
    row = Quarantined.objects.create(
        feed=feed,
        identifier="x",
        code="no-title",
        detail="no title",
        raw=b"<x>\xff",
        raw_type="text/xml",
        digest=b"1" * 16,
    )
    bob = member(chuo, "bob")
    assert b"no title" in bob.get("/en/desk/chuo/quarantine/").content
    bob.post(f"/en/desk/chuo/quarantine/{row.pk}/", {"deed": "retry"})
    feed.refresh_from_db()
    assert feed.next_run_at is not None
    bob.post(f"/en/desk/chuo/quarantine/{row.pk}/", {"deed": "dismiss"})
    row.refresh_from_db()
    assert row.resolved_at is not None


def test_a_correction_is_kept_and_taken_back(chuo: Organisation) -> None:
    from ujuzi.catalogue.feeds.entry import Entry
    from ujuzi.catalogue.harvest import payloads

    edition = make.edition(provider=chuo, title="Wrong titel", url="https://x.example/1")
    payload, digest = payloads.encode(
        Entry(identifier="1", title="Wrong titel", url="https://x.example/1", languages=("en",))
    )
    SourceRecord.objects.create(
        feed=make.feed(organisation=chuo), identifier="1", digest=digest, payload=payload, edition=edition
    )
    bob = member(chuo, "bob")
    bob.post(
        f"/en/desk/chuo/resources/{edition.pk}/",
        RESOURCE | {"title": "Right title", "url": edition.url, "language": "en"},
    )
    edition.refresh_from_db()
    assert (edition.title, edition.corrections["title"]) == ("Right title", "Right title")
    bob.post(f"/en/desk/chuo/resources/{edition.pk}/uncorrect/", {"field": "title"})
    edition.refresh_from_db()
    assert edition.title == "Wrong titel"
    assert "title" not in edition.corrections


def test_deeds_need_post(chuo: Organisation) -> None:
    feed = make.feed(organisation=chuo)
    assert member(chuo, "bob").get(f"/en/desk/chuo/feeds/{feed.pk}/harvest/").status_code == 405


def test_the_secretariat_sees_every_desk(chuo: Organisation, settings: Any) -> None:
    settings.STAFF_MFA = False
    client = Client()
    client.force_login(make.person("dalia", staff_role="secretariat"))
    assert client.get("/en/desk/chuo/").status_code == 200
    assert Person.objects.count() == 1


def test_ones_own_page_leads_to_the_desk(chuo: Organisation, settings: Any) -> None:
    settings.STAFF_MFA = False
    assert b'href="/en/desk/"' in member(chuo, "bob").get("/en/account/").content
    reviewer, learner = Client(), Client()
    reviewer.force_login(make.person("chen", staff_role="reviewer"))
    learner.force_login(make.person("amina"))
    assert b'href="/en/desk/"' in reviewer.get("/en/account/").content
    assert b'href="/en/desk/"' not in learner.get("/en/account/").content


def test_a_running_harvest_is_stopped_by_its_own_people_only(chuo: Organisation) -> None:
    bob, charlie = member(chuo, "bob"), member(make.organisation("other"), "charlie")
    run = Harvest.objects.create(feed=make.feed(organisation=chuo))
    assert f'harvests/{run.pk}/stop/"' in bob.get(f"/en/desk/chuo/harvests/{run.pk}/").content.decode()
    assert charlie.post(f"/en/desk/chuo/harvests/{run.pk}/stop/").status_code == 404
    assert bob.get(f"/en/desk/chuo/harvests/{run.pk}/stop/").status_code == 405
    assert bob.post(f"/en/desk/chuo/harvests/{run.pk}/stop/").status_code == 302
    run.refresh_from_db()
    assert (run.state, run.finished_at is not None) == ("stopped", True)
    assert AuditEntry.objects.get().verb == "harvest.stop"
    assert "stop/" not in bob.get(f"/en/desk/chuo/harvests/{run.pk}/").content.decode()
    bob.post(f"/en/desk/chuo/harvests/{run.pk}/stop/")
    assert AuditEntry.objects.count() == 1
