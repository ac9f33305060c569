"""A goal for a week, and the mail that somebody asked for."""

from datetime import datetime, timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client
from django.utils import timezone

from ujuzi.accounts.models import Person
from ujuzi.courses.models import Course, Plan
from ujuzi.courses.operations import learning, planning
from ujuzi.courses.queries import goals


@pytest.fixture
def learner(course: Course, amina: Person) -> Person:
    """With a confirmed address, on a course, and a goal."""
    EmailAddress.objects.create(user=amina, email="amina@mail.example", verified=True, primary=True)
    learning.enrol(amina, course, clock=timezone.now)
    planning.plan(amina, minutes=30, remind=True)
    return amina


def remind(after: timedelta = timedelta()) -> int:
    def clock() -> datetime:
        return timezone.now() + after

    return planning.remind_due(clock=clock)


def test_what_was_done_in_a_week_counts(learner: Person, course: Course) -> None:
    since = timezone.now() - goals.WEEK
    assert goals.minutes_since(learner, since) == 0
    learning.mark_done(learner.enrolments.get(), course.units.get(name="notebook"), clock=timezone.now)
    assert goals.minutes_since(learner, since) == 7
    assert goals.minutes_since(learner, timezone.now()) == 0


def test_one_mail_a_week_with_what_comes_next(learner: Person) -> None:
    learner.language = "sw"
    learner.save()
    assert remind() == 1
    [message] = mail.outbox
    assert message.to == ["amina@mail.example"]
    assert "Mbegu na data" in message.body
    assert "/sw/learn/seeds/notebook/" in message.body
    assert "/sw/learn/#goal" in message.body
    assert remind() == 0
    assert remind(timedelta(days=6)) == 0
    assert remind(timedelta(days=8)) == 1


def test_no_mail_for_who_reached_the_goal(learner: Person, course: Course) -> None:
    planning.plan(learner, minutes=5, remind=True)
    learning.mark_done(learner.enrolments.get(), course.units.get(name="notebook"), clock=timezone.now)
    assert remind() == 0
    assert mail.outbox == []


@pytest.mark.parametrize("change", ["no wish", "no goal", "address gone", "account closed", "nothing to do"])
def test_no_mail_for_who_does_not_want_or_need_it(learner: Person, course: Course, change: str) -> None:
    if change == "no wish":
        planning.plan(learner, minutes=30, remind=False)
    elif change == "no goal":
        planning.plan(learner, minutes=0, remind=True)
    elif change == "address gone":
        EmailAddress.objects.all().delete()
    elif change == "account closed":
        Person.objects.update(is_active=False)
    else:
        learner.enrolments.update(completed_at=timezone.now())
    assert remind() == 0
    assert mail.outbox == []


def test_nobody_is_reminded_at_an_address_that_is_not_confirmed(course: Course, amina: Person) -> None:
    EmailAddress.objects.create(user=amina, email="amina@mail.example", verified=False, primary=True)
    assert not planning.plan(amina, minutes=30, remind=True).remind


def test_the_goal_on_the_page(client: Client, learner: Person) -> None:
    client.force_login(learner)
    client.post("/en/learn/goal/", {"minutes": "60", "remind": "on"})
    assert Plan.objects.values_list("minutes_a_week", "remind").get() == (60, True)
    page = client.get("/en/learn/").content.decode()
    assert "1\xa0hr</option>" in page
    assert "in the last seven days" in page
    client.post("/en/learn/goal/", {"minutes": "-5"})
    assert Plan.objects.values_list("minutes_a_week", "remind").get() == (0, False)
