"""The reviewer's desk: who gets in, what it shows, and that each button does what it says."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from tests import make
from ujuzi.catalogue import permissions
from ujuzi.catalogue.models import AuditEntry, Edition, LinkState, State, Suggestion
from ujuzi.catalogue.queries import reviews as queries
from ujuzi.organisations.models import Membership

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
pytestmark = pytest.mark.django_db
COMPLETE = {
    "description": "<p>All of it.</p>",
    "licence": "https://creativecommons.org/licenses/by/4.0/",
    "level": "beginner",
    "cost": "free",
}


@pytest.fixture
def browser(settings) -> Client:
    settings.STAFF_MFA = False
    client = Client(enforce_csrf_checks=False)
    client.force_login(make.person("chen", staff_role="reviewer"))
    return client


def waiting(**fields) -> Edition:
    return make.edition(**({"state": State.PENDING} | COMPLETE | fields))


ADDRESSES = [
    "/en/review/",
    "/en/review/pairs/",
    "/en/review/decisions/",
    "/en/review/audit/",
    "/en/review/{pk}/",
]


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("who", ["nobody", "learner", "member"])
def test_others_do_not_get_in(address: str, who: str) -> None:
    edition = waiting()
    client = Client()
    if who != "nobody":
        person = make.person()
        if who == "member":
            Membership.objects.create(person=person, organisation=edition.provider, role="owner")
        client.force_login(person)
    assert client.get(address.format(pk=edition.pk)).status_code == (302 if who == "nobody" else 404)


@pytest.mark.parametrize("address", ADDRESSES)
def test_pages_are_whole_and_never_kept(browser: Client, address: str) -> None:
    edition = waiting(provenance={"*": {"feed": 1, "at": "2026-01-01"}, "level": {"raw": ["Einsteiger"]}})
    edition.decisions = {"subjects": [{"value": "data", "because": "title", "text": "data"}]}
    edition.save()
    other = waiting(title="Other")
    Suggestion.objects.create(
        kind="duplicate", left=edition, right=other, score=90, reasons=[{"code": "title", "text": "90 %"}]
    )
    answer = browser.get(address.format(pk=edition.pk))
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"] or "max-age=0" in answer["Cache-Control"]
    page = answer.content.decode()
    named = re.findall(r'<button[^>]*aria-label="([^"]+)"', page)
    assert len(named) == len(set(named))
    if address.endswith("{pk}/"):
        assert "Einsteiger" in page
        assert "because the title says “data”" in page


def test_the_queue_is_asked_for_in_few_questions(browser: Client, django_assert_max_num_queries) -> None:
    for _n in range(30):
        waiting()
    with django_assert_max_num_queries(10):
        assert browser.get("/en/review/").status_code == 200


def test_several_are_approved_at_once(browser: Client) -> None:
    rows = [waiting() for _n in range(3)]
    browser.post("/en/review/", {"pick": [rows[0].pk, rows[2].pk, "x"], "deed": "approve"})
    assert [Edition.objects.get(pk=row.pk).state for row in rows] == ["published", "pending", "published"]
    assert AuditEntry.objects.count() == 2


def test_one_is_rejected_with_a_reason_and_that_is_undone(browser: Client) -> None:
    row = waiting()
    address = reverse("review:decide", args=[row.pk])
    browser.post(address, {"deed": "reject", "reason": "Not about AI"})
    row.refresh_from_db()
    assert row.state == State.REJECTED
    assert "Not about AI" in browser.get(f"/en/review/{row.pk}/").content.decode()
    browser.post(address, {"deed": "undo"})
    row.refresh_from_db()
    assert row.state == State.PENDING
    browser.post(address, {"deed": "no such thing"})
    assert row.changes.count() == 2


def test_a_pair_is_accepted_and_taken_back(browser: Client) -> None:
    left, right = waiting(), waiting()
    pair = Suggestion.objects.create(kind="duplicate", left=left, right=right, score=90)
    address = reverse("review:pair", args=[pair.pk])
    browser.post(address, {"deed": "duplicate"})
    right.refresh_from_db()
    assert right.state == State.REJECTED
    browser.post(address, {"deed": "undo"})
    right.refresh_from_db()
    assert right.state == State.PENDING


def test_two_are_put_together_by_number(browser: Client) -> None:
    left, right = waiting(), waiting(language="sw")
    address = reverse("review:together", args=[right.pk])
    for wrong in (str(right.pk), "999999", "x", "9" * 17):
        browser.post(address, {"other": wrong, "kind": "translation"})
    assert not Suggestion.objects.exists()
    browser.post(address, {"other": str(left.pk), "kind": "translation"})
    right.refresh_from_db()
    assert right.work_id == left.work_id


def test_a_correction_is_kept_as_one(browser: Client) -> None:
    row = waiting()
    form = browser.get(f"/en/review/{row.pk}/").context["form"]
    values = {name: form[name].value() for name in form.fields if form[name].value() not in (None, "", [])}
    browser.post(f"/en/review/{row.pk}/", values | {"title": "A better title"})
    row.refresh_from_db()
    assert row.corrections == {"title": "A better title"}


def test_deeds_need_a_post(browser: Client) -> None:
    row = waiting()
    assert browser.get(reverse("review:decide", args=[row.pk])).status_code == 405


FLAWS = [
    ("no-language", {"language": ""}),
    ("detected-language", {"language_source": "detected"}),
    ("dead-link", {"link_state": LinkState.DEAD}),
    ("no-description", {"description": ""}),
    ("paid", {"cost": "paid"}),
    ("licence-unknown", {"licence": ""}),
    ("licence-unknown", {"licence": "ask us"}),
    ("account-needed", {"account_needed": True}),
    ("no-level", {"level": ""}),
]


@pytest.mark.parametrize(("code", "fields"), FLAWS)
def test_each_flaw_is_said_and_can_be_asked_for(code: str, fields: dict) -> None:
    row, sound = waiting(**fields), waiting(licence="MIT")
    assert [check.code for check in queries.checks(row)] == [code]
    assert queries.checks(sound) == []
    assert list(queries.queue(check=code)) == [row]
    assert {check.code: number for check, number in queries.counts()}[code] == 1


def test_a_possible_duplicate_is_said_of_both() -> None:
    left, right = waiting(), waiting()
    pair = Suggestion.objects.create(kind="duplicate", left=left, right=right, score=90)
    assert list(queries.queue(check="possible-duplicate")) == [left, right]
    Suggestion.objects.filter(pk=pair.pk).update(state="rejected")
    assert queries.checks(left) == []


def test_the_queue_is_in_order_and_filtered() -> None:
    young = waiting(submitted_at=NOW, title="Maize and pictures")
    old = waiting(submitted_at=NOW - timedelta(days=3), language="sw")
    make.edition()
    assert list(queries.queue()) == [old, young]
    assert list(queries.queue(language="sw")) == [old]
    assert list(queries.queue(words="pictures MAIZE")) == [young]
    assert list(queries.queue(organisation=young.provider)) == [young]
    assert {partner.slug: partner.waiting for partner in queries.partners()} == {  # type: ignore[attr-defined]
        young.provider.slug: 1,
        old.provider.slug: 1,
    }


def test_who_may_what() -> None:
    edition = waiting()
    member, stranger, reviewer = make.person(), make.person(), make.person(staff_role="reviewer")
    Membership.objects.create(person=member, organisation=edition.provider)
    assert [permissions.may_review(who) for who in (member, stranger, reviewer)] == [False, False, True]
    assert [permissions.may_correct(who, edition) for who in (member, stranger, reviewer)] == [
        True,
        False,
        True,
    ]
    assert not permissions.may_correct(member, waiting())


@pytest.mark.parametrize("reason", ["", "   "])
def test_nothing_is_rejected_without_a_reason(browser: Client, reason: str) -> None:
    row = waiting()
    browser.post(reverse("review:decide", args=[row.pk]), {"deed": "reject", "reason": reason})
    browser.post("/en/review/", {"pick": [row.pk], "deed": "reject", "reason": reason})
    row.refresh_from_db()
    assert row.state == State.PENDING
    assert "Please give a reason" in browser.get("/en/review/").content.decode()


def test_an_entry_without_an_address_is_pointed_out(browser: Client) -> None:
    waiting(url="")
    assert "nobody could open it" in browser.get("/en/review/?check=no-address").content.decode()
