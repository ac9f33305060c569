"""What the desks show when there is work on them: a feed with runs of every kind, quarantine, entries to review, pairs."""

import threading
import time
from datetime import timedelta
from typing import NamedTuple

from django.test import Client
from django.utils import timezone

from tests import make
from tests.browser.conftest import Hub
from ujuzi.accounts.models import Person
from ujuzi.catalogue.models import Edition, Feed, Harvest, Quarantined, State, Suggestion
from ujuzi.catalogue.operations import reviews
from ujuzi.courses.models import Course
from ujuzi.courses.operations import drafting, learning
from ujuzi.credentials.models import Award, Credential
from ujuzi.credentials.operations import achievements, awarding, issuing, lists
from ujuzi.evidence.arrivals import Arrival, Assurance, Source
from ujuzi.evidence.models import Import
from ujuzi.evidence.operations import receiving, sheets
from ujuzi.organisations.models import MemberRole, Membership, Organisation
from ujuzi.records import followers, keys
from ujuzi.records.models import Refusal
from ujuzi.records.operations import appending, credentials, following

PASSPHRASE = "kahawa mbili asubuhi"


class Desks(NamedTuple):
    owner: Person  # of a partner
    reviewer: Person
    paths: dict[str, list[str]]  # {username: addresses below the language}
    cookies: dict[str, str]  # {username: her session}


def stock(hub: Hub) -> Desks:
    partner = Organisation.objects.get(slug="savanna")
    owner = make.person("amina")
    reviewer = make.person("chen", staff_role="secretariat")
    operator = make.person("dora", staff_role="operator")
    for person in (owner, reviewer, operator):
        person.set_password(PASSPHRASE)
        person.save()
    Membership.objects.create(person=owner, organisation=partner, role=MemberRole.OWNER)
    Membership.objects.create(
        person=owner, organisation=Organisation.objects.get(slug="two-rivers"), role=MemberRole.EDITOR
    )
    Membership.objects.create(person=make.person("baraka"), organisation=partner, role=MemberRole.EDITOR)
    feed, run = _feed(partner)
    sheet = make.feed(
        organisation=partner, name="Our spreadsheet", format="sheet", url="https://x.example/a.csv"
    )
    edition = Edition.objects.get(pk=hub.edition)
    queued = _to_review(partner, reviewer)
    _records(partner)
    draft = _course(partner, owner)
    award, credential = _certificate(owner)
    batch = _completions(partner, owner)
    return Desks(
        owner,
        reviewer,
        {
            "amina": [
                "desk/",
                "desk/savanna/",
                "desk/savanna/feeds/new/",
                f"desk/savanna/feeds/{feed.pk}/",
                f"desk/savanna/feeds/{sheet.pk}/",
                f"desk/savanna/harvests/{run.pk}/",
                "desk/savanna/quarantine/",
                "desk/savanna/resources/",
                "desk/savanna/resources/new/",
                f"desk/savanna/resources/{edition.pk}/",
                "organisations/savanna/edit/",
                "organisations/savanna/members/",
                "organisations/savanna/records/",
                "organisations/savanna/records/search/",
                "organisations/savanna/records/keys/",
                "teach/",
                f"teach/{draft}/",
                f"teach/{draft}/edit/1-start/01-first-lesson.en.md",
                f"teach/{draft}/learner/?who=amina",
                "teach/upload/",
                f"certificates/claim/{award.pk}/",
                "certificates/",
                f"certificates/{credential.pk}/",
                f"verify/{credential.pk}/",
                f"shared/{credential.share_token}/",
                f"achievements/{award.achievement.name}/",
                "elsewhere/",
                "desk/savanna/completions/",
                f"desk/savanna/completions/{batch.pk}/",
                "account/",
                "account/consent/",
                "account/data/",
                "account/data/delete/",
                "account/email/",
                "account/sessions/",
                "account/recovery-words/",
                "account/password/change/",
                "account/2fa/",
                "account/3rdparty/",
            ],
            "chen": [
                "review/proofs/",
                f"desk/savanna/completions/{batch.pk}/",
                f"achievements/{award.achievement.name}/award/",
                "review/",
                f"review/{queued.pk}/",
                "review/pairs/",
                "review/decisions/",
                "review/audit/",
                "organisations/manage/",
                "organisations/new/",
                "desk/savanna/",
            ],
            "dora": [
                "records/",
                "records/search/",
                "records/search/?verb=http%3A%2F%2Fadlnet.gov%2Fexpapi%2Fverbs%2Fcompleted",
                "records/search/?verb=done",
                "records/keys/",
            ],
        },
        {person.username: _cookie(person) for person in (owner, reviewer, operator)},
    )


def _course(partner: Organisation, owner: Person) -> str:
    """One that is published and is being changed: a lesson of its draft has faults, and could be better."""
    draft = drafting.begin("Soil and data", "en", organisation=partner, by=owner, clock=timezone.now)
    course = drafting.publish(draft, clock=timezone.now)
    learning.enrol(owner, course, clock=timezone.now)
    path = "1-start/01-first-lesson.en.md"
    text = drafting.text(draft, path) + "\n![](../figures/none.svg)\n\nRead [here](https://x.example/a).\n"
    drafting.save(draft, path, text, before=draft.files[path], by=owner, clock=timezone.now)
    return draft.name


def _certificate(person: Person) -> tuple[Award, Credential]:
    """A course completed, its certificate issued and shared, and a proof of something else."""
    now = timezone.now()
    achievement = achievements.of_course(Course.objects.get(name="ai-foundations"), now=now)
    award = awarding.award(achievement, person, awarded_at=now)
    made = issuing.issue(issuing.Wish(award, "Amina Juma \u0623\u0645\u064a\u0646\u0629", "sw"), now=now)
    issuing.share(made, "shared-for-the-tests")
    lists.renew(clock=timezone.now)
    for key, assurance in (("1", Assurance.PARTNER_ATTESTED), ("2", Assurance.DOCUMENT)):
        arrival = Arrival(Source.WEBHOOK, key, assurance, "https://x.example/ethics", "Ethics of AI", now)
        receiving.receive(person, arrival, now=now)
    return award, made


def _completions(partner: Organisation, by: Person) -> Import:
    rows = "Name,E-mail,Course,Completed on\nAmina Juma,a@mail.example,Unknown course,2026-05-04\nB,,Other,yesterday\n"
    return sheets.look(partner, by=by, filename="may.csv", content=rows.encode(), now=timezone.now())


def _feed(partner: Organisation) -> tuple[Feed, Harvest]:
    feed = make.feed(organisation=partner, name="Open courses", format="oaipmh", url="https://x.example/oai")
    now = timezone.now()
    run = Harvest.objects.create(
        feed=feed, state="done", started_at=now - timedelta(hours=2), finished_at=now, pages=3, fetched=40, new=30,
        changed=4, unchanged=5, withdrawn=1, quarantined=2, notes=["The server repeated a page; it was skipped."],
    )  # fmt: skip
    Harvest.objects.create(
        feed=feed, state="failed", started_at=now - timedelta(days=1), finished_at=now - timedelta(days=1),
        error_code="http", error_detail="The server answered 503 five times.",
    )  # fmt: skip
    Harvest.objects.create(feed=feed, state="reading", pages=1, fetched=12)
    for number, raw in enumerate((b'{"id": 7, "title": ""}', "<record>سجل بلا عنوان</record>".encode())):
        Quarantined.objects.create(
            feed=feed, harvest=run, identifier=f"oai:x.example:{number}", code="no-title", raw=raw,
            detail="There is no title in any language.", raw_type="application/json", digest=bytes([number] * 16),
        )  # fmt: skip
    return feed, run


def _records(partner: Organisation) -> None:
    """Statements of the partner's tool, one of them refused, counted by the follower."""
    made = credentials.add("Moodle", organisation=partner, scopes=["statements/write"], now=timezone.now())
    author = keys.author(
        made.key, made.key.scopes, {"objectType": "Agent", "mbox": "mailto:lms@savanna.example"}
    )
    statements = [
        {
            "actor": {"account": {"homePage": "https://savanna.example", "name": str(number)}, "name": name},
            "verb": {"id": "http://adlnet.gov/expapi/verbs/completed", "display": {"en": "completed"}},
            "object": {"id": "https://savanna.example/ai", "definition": {"name": {"en": "AI on the farm"}}},
        }
        for number, name in enumerate(["Amina", "نور", "陈伟"] * 9)
    ]
    appending.append(statements, author=author, version="2.0", clock=timezone.now)
    Refusal.objects.create(
        owner=partner.pk, key_name="Moodle", status=400, path="$[3].actor.mbox", rule="must be an address"
    )
    for follower in followers.FOLLOWERS.values():
        following.advance(follower, clock=timezone.now, stop=threading.Event())


def _to_review(partner: Organisation, reviewer: Person) -> Edition:
    rows = [
        make.edition(
            title=title, language=tag, provider=partner, state=State.PENDING, description=f"<p>{title}.</p>"
        )
        for title, tag in (
            ("Prompting for teachers", "en"),
            ("Prompting for teachers, again", ""),
            ("البيانات والذكاء", "ar"),
        )
    ]
    Suggestion.objects.create(
        kind="duplicate", left=rows[0], right=rows[1], score=91, reasons=[{"code": "title", "text": "91 %"}]
    )
    done = make.edition(title="Approved once", provider=partner, state=State.PENDING)
    reviews.approve(done, actor=reviewer, now=timezone.now())
    return rows[0]


def _cookie(person: Person) -> str:
    """The session of somebody who has just typed her passphrase."""
    client = Client()
    client.force_login(person)
    session = client.session
    session["account_authentication_methods"] = [
        {"method": "password", "at": time.time() + 3600, "reauthenticated": True}
    ]
    session["account_authentication_methods_user"] = str(person.pk)
    session.save()
    return client.cookies["sessionid"].value
