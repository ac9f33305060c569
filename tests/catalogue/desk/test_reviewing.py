from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from tests import make
from ujuzi.catalogue.models import AuditEntry, Edition, Offering, State, Suggestion, SuggestionKind
from ujuzi.catalogue.operations import audit, merging, reviews, suggestions

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, tzinfo=UTC)


@pytest.fixture
def chen(settings: Any) -> Client:
    settings.STAFF_MFA = False
    client = Client()
    client.force_login(make.person("chen", staff_role="reviewer"))
    return client


def test_only_reviewers_get_in() -> None:
    amina = Client()
    amina.force_login(make.person("amina"))
    for page in ("/en/review/", "/en/review/pairs/", "/en/review/audit/"):
        assert amina.get(page).status_code == 404
        assert Client().get(page).status_code == 302


def test_ticked_ones_are_approved_at_once(chen: Client) -> None:
    waiting = [make.edition(state=State.PENDING, title=f"Waits {number}") for number in range(3)]
    assert b"Waits 2" in chen.get("/en/review/").content
    chen.post("/en/review/", {"edition": [waiting[0].pk, waiting[1].pk], "deed": "approve"})
    states = list(Edition.objects.order_by("pk").values_list("state", flat=True))
    assert states == [State.PUBLISHED, State.PUBLISHED, State.PENDING]
    assert AuditEntry.objects.filter(verb="edition.approve").count() == 2


def test_a_decision_is_taken_back(chen: Client) -> None:
    edition = make.edition(state=State.PENDING)
    chen.post(f"/en/review/{edition.pk}/decide/", {"deed": "reject", "reason": "An advertisement."})
    edition.refresh_from_db()
    assert edition.state == State.REJECTED
    chen.post(f"/en/review/{edition.pk}/decide/", {"deed": "undo"})
    edition.refresh_from_db()
    assert edition.state == State.PENDING
    assert chen.get(f"/en/review/{edition.pk}/").status_code == 200


def test_silence_publishes_after_the_days_but_no_dead_link() -> None:
    old = make.edition(state=State.PENDING, submitted_at=NOW - timedelta(days=8))
    young = make.edition(state=State.PENDING, submitted_at=NOW - timedelta(days=6))
    dead = make.edition(state=State.PENDING, submitted_at=NOW - timedelta(days=9), link_state="dead")
    assert reviews.lapse(NOW, days=0) == 0
    assert reviews.lapse(NOW, days=7) == 1
    states = {each.pk: each.state for each in Edition.objects.all()}
    assert (states[old.pk], states[young.pk], states[dead.pk]) == (
        State.PUBLISHED,
        State.PENDING,
        State.PENDING,
    )


def snapshot() -> list[Any]:
    editions = list(Edition.objects.order_by("pk").values_list("pk", "state", "work_id", "work__merged_into"))
    return [editions, list(Offering.objects.order_by("pk").values_list("pk", "edition_id"))]


@pytest.mark.parametrize("deed", ["merge", "link", "split"])
def test_taking_back_restores_exactly(deed: str) -> None:
    person = make.person()
    left, right = make.edition(), make.edition(language="sw")
    sister = make.edition(work=right.work, language="fr")
    for edition in (left, right, sister):
        Offering.objects.create(edition=edition, url=edition.url)
    before = snapshot()
    if deed == "split":
        undo = merging.split(sister, actor=person, now=NOW)
    else:
        undo = getattr(merging, deed)(left, right, actor=person, now=NOW)
    assert snapshot() != before
    merging.undo(undo, actor=person, now=NOW)
    assert snapshot() == before


def test_near_duplicates_are_suggested_and_parts_are_not() -> None:
    text = "<p>Write, summarise and translate with a language model, and catch its mistakes before they cost you.</p>"
    one = make.edition(title="Generative AI at work: use it well and check it", description=text)
    two = make.edition(title="Generative AI at work: use it well, check it well", description=text)
    provider = make.organisation()
    for part in ("1", "2"):
        make.edition(
            title=f"Statistics for AI, part {part}: averages that lie", description=text, provider=provider
        )
    for code in ("NC-900", "NC-901"):
        make.edition(title=f"Certification {code}: AI fundamentals", description=text, provider=provider)
    for organisation in {one.provider_id, two.provider_id, provider.pk}:
        suggestions.suggest_for(organisation, since=NOW - timedelta(days=9999), now=NOW)
    found = Suggestion.objects.get()
    assert (found.kind, found.left, found.right) == (SuggestionKind.DUPLICATE, one, two)


def test_suggesting_again_adds_nothing() -> None:
    for _ in range(2):
        make.edition(
            title="Machine learning for flood maps", description="<p>Radar images and water masks.</p>"
        )
    organisation = Edition.objects.latest("pk").provider_id
    assert suggestions.suggest_for(organisation, since=NOW - timedelta(days=9999), now=NOW) >= 1
    suggestions.suggest_for(organisation, since=NOW - timedelta(days=9999), now=NOW)
    assert Suggestion.objects.count() == 1


def test_a_pair_is_accepted_and_taken_back_on_the_page(chen: Client) -> None:
    left, right = make.edition(), make.edition()
    pair = Suggestion.objects.create(kind="duplicate", left=left, right=right, score=90)
    before = snapshot()
    assert chen.get("/en/review/pairs/").status_code == 200
    chen.post(f"/en/review/pairs/{pair.pk}/", {"deed": "duplicate"})
    right.refresh_from_db()
    assert right.state == State.REJECTED
    assert chen.get("/en/review/pairs/?state=accepted").status_code == 200
    chen.post(f"/en/review/pairs/{pair.pk}/", {"deed": "undo"})
    assert snapshot() == before


def test_the_audit_log_shows_a_row_changed_behind_its_back() -> None:
    person = make.person()
    for number in range(3):
        audit.record("test", make.edition(), actor=person, now=NOW, detail={"number": number})
    assert audit.broken_at() is None
    middle = AuditEntry.objects.order_by("pk")[1]
    middle.detail = {"number": 99}
    assert middle.seal != audit._seal(middle, AuditEntry.objects.order_by("pk")[0].seal)
