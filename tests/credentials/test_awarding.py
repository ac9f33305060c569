"""Awards follow the log."""

from uuid import UUID

import pytest
from django.utils import timezone

from tests import make
from tests.credentials.conftest import NOW
from ujuzi.courses import statements
from ujuzi.courses.models import Enrolment
from ujuzi.courses.operations import learning, recording
from ujuzi.credentials.models import Award, Credential
from ujuzi.credentials.operations import awarding, issuing, revoking
from ujuzi.records import keys as authors
from ujuzi.records.followers import FOLLOWERS
from ujuzi.records.operations import appending, following


@pytest.fixture
def enrolment(course, amina) -> Enrolment:
    learning.enrol(amina, course, clock=timezone.now)
    return Enrolment.objects.get(person=amina)


def follow() -> None:
    import threading

    following.advance(FOLLOWERS[awarding.NAME], clock=timezone.now, stop=threading.Event())


def complete(enrolment: Enrolment) -> str:
    said = statements.finished(enrolment, now=NOW)
    recording.record([said], clock=timezone.now)
    return str(said["id"])


def test_completing_a_course_awards_it_once(enrolment):
    sid = complete(enrolment)
    follow()
    follow()
    award = Award.objects.get()
    assert (award.person, award.awarded_at, award.statement) == (enrolment.person, NOW, UUID(sid))
    assert award.achievement.activity == statements.course_id("seeds")


def test_her_page_need_not_wait_for_the_follower(enrolment):
    complete(enrolment)
    awarding.catch_up(enrolment.person)
    awarding.catch_up(enrolment.person)
    assert Award.objects.count() == 1
    follow()
    assert Award.objects.count() == 1


def test_a_completion_that_is_voided_is_taken_back(enrolment):
    sid = complete(enrolment)
    follow()
    made = issuing.issue(issuing.Wish(Award.objects.get(), "Amina", "sw"), now=NOW)
    recording.record([statements.taken_back(enrolment, sid, now=NOW)], clock=timezone.now)
    follow()
    made.refresh_from_db()
    assert Award.objects.get().withdrawn_at is not None
    assert made.is_revoked


def test_rebuilding_gives_the_same_and_loses_no_credential(enrolment, amina):
    complete(enrolment)
    follow()
    made = issuing.issue(issuing.Wish(Award.objects.get(), "Amina", "sw"), now=NOW)
    awarding.reset()
    import threading

    following.rebuild(FOLLOWERS[awarding.NAME], clock=timezone.now, stop=threading.Event())
    assert Award.objects.get().credentials.get() == made
    Credential.objects.all().delete()
    following.rebuild(FOLLOWERS[awarding.NAME], clock=timezone.now, stop=threading.Event())
    assert Award.objects.get().awarded_at == NOW


def test_what_others_write_awards_nothing(enrolment, amina):
    """A partner's statement in the words of the hub."""
    partner = make.organisation("takwa")
    said = statements.finished(enrolment, now=NOW)
    appending.append([said], author=authors.hub_for(partner), version="2.0.0", clock=timezone.now)
    follow()
    assert not Award.objects.exists()


def test_awarded_by_hand_once_and_again_after_it_was_taken_back(achievement, amina):
    baraka = make.person("baraka")
    assert awarding.award_all(achievement, [amina, baraka], by=baraka, awarded_at=NOW) == (2, 0)
    assert awarding.award_all(achievement, [amina], by=baraka, awarded_at=NOW)[0] == 0
    revoking.withdraw(Award.objects.get(person=amina), why="It was a mistake", now=NOW)
    assert awarding.award_all(achievement, [amina], by=baraka, awarded_at=NOW)[0] == 1
    assert Award.objects.get(person=amina).withdrawn_at is None
