"""Enrolling, doing, finishing: what is said in the log, and what pages read of it."""

import random
import threading
import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from tests.courses import samples
from tests.courses.conftest import bring_in
from ujuzi.accounts import operations as accounts
from ujuzi.accounts.models import Person
from ujuzi.courses import statements
from ujuzi.courses.models import Attempt, Course, Enrolment, UnitProgress
from ujuzi.courses.operations import attempts, learning, progress, recording
from ujuzi.courses.queries import mine, standing
from ujuzi.records import followers, keys
from ujuzi.records.models import Statement
from ujuzi.records.operations import following
from ujuzi.records.queries import serving
from ujuzi.records.queries import statements as log
from ujuzi.standards.xapi import rules

RIGHT: dict[str, list[Any]] = {"seed-notebook": [1], "how-many": ["50"]}


@pytest.fixture
def enrolment(course: Course, amina: Person) -> Enrolment:
    return learning.enrol(amina, course, clock=timezone.now)


def said() -> list[dict[str, Any]]:
    """The log, oldest first, as it is given out."""
    import json

    seqs = list(Statement.objects.order_by("seq").values_list("seq", flat=True))
    return [json.loads(text) for text in serving.rendered(log.by_seq(seqs), format="exact", wanted=())]


def verbs() -> list[tuple[str, str]]:
    return [
        (one["verb"]["id"].rpartition("/")[2], str(one["object"]["id"]).rpartition("/learn/")[2])
        for one in said()
    ]


def tried(enrolment: Enrolment) -> Attempt:
    quiz = enrolment.course.units.get(name="check")
    return attempts.start(enrolment, quiz, language="en", chance=random.Random(1), clock=timezone.now)


def hand_in(attempt: Attempt, answers: dict[str, list[Any]]) -> Attempt:
    quiz = attempt.enrolment.course.units.get(name="check")
    return attempts.hand_in(attempt, quiz, answers, clock=timezone.now)


def test_a_whole_course(enrolment: Enrolment) -> None:
    course = enrolment.course
    learning.mark_done(enrolment, course.units.get(name="notebook"), clock=timezone.now, language="en")
    assert not standing.of(enrolment).is_done
    failed = hand_in(tried(enrolment), {"seed-notebook": [1], "how-many": ["40"]})
    assert (failed.score, failed.passed) == (0.5, False)
    passed = hand_in(tried(enrolment), RIGHT)
    assert (passed.score, passed.passed) == (1.0, True)
    enrolment.refresh_from_db()
    assert enrolment.completed_at is not None
    assert verbs() == [
        ("registered", "seeds"),
        ("completed", "seeds/notebook"),
        ("answered", "seeds/check#seed-notebook"),
        ("answered", "seeds/check#how-many"),
        ("failed", "seeds/check"),
        ("answered", "seeds/check#seed-notebook"),
        ("answered", "seeds/check#how-many"),
        ("passed", "seeds/check"),
        ("completed", "seeds"),
    ]
    assert {one["context"]["registration"] for one in said()} == {str(enrolment.registration)}
    row = UnitProgress.objects.get(unit="check")
    assert (row.best, row.done_at is not None) == (1.0, True)


def test_what_is_said_keeps_the_rules_of_both_versions(enrolment: Enrolment) -> None:
    test_a_whole_course(enrolment)
    for one in said():
        one.pop("version")
        rules.check("1.0", dict(one))
        rules.check("2.0", dict(one))


def test_doing_things_twice_says_them_once(enrolment: Enrolment, amina: Person) -> None:
    assert learning.enrol(amina, enrolment.course, clock=timezone.now).pk == enrolment.pk
    unit = enrolment.course.units.get(name="notebook")
    for _ in range(2):
        learning.mark_done(enrolment, unit, clock=timezone.now)
    attempt = tried(enrolment)
    assert tried(enrolment).pk == attempt.pk
    for answers in (RIGHT, {"seed-notebook": [0]}):
        assert hand_in(attempt, answers).score == 1.0
    assert len(said()) == 6


def test_an_attempt_keeps_what_was_saved(enrolment: Enrolment) -> None:
    attempt = tried(enrolment)
    attempts.save(attempt, {"seed-notebook": [1]}, clock=timezone.now)
    attempts.save(attempt, {"how-many": ["50"]}, clock=timezone.now)
    assert hand_in(attempt, {}).score == 1.0
    attempts.save(attempt, {"how-many": ["0"]}, clock=timezone.now)
    attempt.refresh_from_db()
    assert attempt.answers["how-many"] == ["50"]


def test_a_crash_between_handing_in_and_the_log_loses_nothing(
    enrolment: Enrolment, monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(*_arguments: Any, **_named: Any) -> None:
        raise OSError

    attempt = tried(enrolment)
    with monkeypatch.context() as patch:
        patch.setattr(recording, "record", crash)
        with pytest.raises(OSError):
            hand_in(attempt, RIGHT)
    assert ("passed", "seeds/check") not in verbs()
    assert attempts.record_late(clock=timezone.now) == 0  # whoever hands in may still be at it
    assert attempts.record_late(clock=lambda: timezone.now() + timedelta(minutes=1)) == 1
    assert ("passed", "seeds/check") in verbs()
    assert attempts.record_late(clock=lambda: timezone.now() + timedelta(minutes=1)) == 0


def test_a_crash_before_the_pages_know_is_mended_by_the_follower(
    enrolment: Enrolment, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(progress, "handle", lambda _entries: None)
        learning.mark_done(enrolment, enrolment.course.units.get(name="notebook"), clock=timezone.now)
    assert not UnitProgress.objects.exists()
    advance()
    assert UnitProgress.objects.get().done_at is not None


def advance() -> None:
    following.advance(followers.FOLLOWERS[progress.NAME], clock=timezone.now, stop=threading.Event())


def test_a_rebuild_comes_to_the_same(enrolment: Enrolment) -> None:
    test_a_whole_course(enrolment)

    def state() -> Any:
        rows = UnitProgress.objects.order_by("unit").values_list("unit", "done_at", "best")
        return list(rows), Enrolment.objects.values_list("completed_at", "last_at", "last_unit").get()

    before = state()
    advance()
    assert state() == before
    following.rebuild(followers.FOLLOWERS[progress.NAME], clock=timezone.now, stop=threading.Event())
    assert state() == before


def test_not_done_after_all(enrolment: Enrolment) -> None:
    unit = enrolment.course.units.get(name="notebook")
    learning.mark_done(enrolment, unit, clock=timezone.now)
    learning.take_back(enrolment, unit, clock=timezone.now)
    assert not standing.of(enrolment).done(unit)
    following.rebuild(followers.FOLLOWERS[progress.NAME], clock=timezone.now, stop=threading.Event())
    assert not standing.of(enrolment).done(unit)
    later = datetime.now(UTC) + timedelta(seconds=5)
    learning.mark_done(enrolment, unit, clock=lambda: later)
    assert standing.of(enrolment).done(unit)


def test_a_finished_course_stays_finished(enrolment: Enrolment) -> None:
    test_a_whole_course(enrolment)
    bring_in(samples.course() | {"2-end/02-more.en.md": b"+++\ntitle = 'More'\n+++\nText."})
    enrolment.refresh_from_db()
    assert enrolment.completed_at is not None
    learning.take_back(enrolment, enrolment.course.units.get(name="notebook"), clock=timezone.now)
    enrolment.refresh_from_db()
    assert enrolment.completed_at is not None


def test_a_quiz_is_not_done_by_saying_so(enrolment: Enrolment) -> None:
    learning.mark_done(enrolment, enrolment.course.units.get(name="check"), clock=timezone.now)
    assert not UnitProgress.objects.exists()


def test_what_a_partner_says_about_our_courses_does_not_count(enrolment: Enrolment) -> None:
    from tests import make
    from ujuzi.records.operations import appending

    forged = statements.done(enrolment, enrolment.course.units.get(name="notebook"), now=timezone.now())
    partner = keys.hub_for(make.organisation())
    appending.append([forged], author=partner, version="2.0.0", clock=timezone.now)
    advance()
    assert not UnitProgress.objects.exists()


def test_my_learning_what_is_complete_comes_last(enrolment: Enrolment, amina: Person) -> None:
    other = bring_in(
        {path: text.replace(b'id = "seeds"', b'id = "other"') for path, text in samples.course().items()}
    )
    test_a_whole_course(enrolment)
    learning.enrol(amina, other, clock=timezone.now)
    assert [one.enrolment.course.name for one in mine.taken(amina)] == ["other", "seeds"]
    assert mine.taken(amina)[0].standing.next is not None


def test_an_account_that_is_deleted_takes_its_learning_along(enrolment: Enrolment, amina: Person) -> None:
    tried(enrolment)
    accounts.erase(amina)
    assert not Enrolment.objects.exists()
    assert not Attempt.objects.exists()
    assert "erased:" in str(said()[0]["actor"])
    following.rebuild(followers.FOLLOWERS[progress.NAME], clock=timezone.now, stop=threading.Event())
    assert not Enrolment.objects.exists()


@pytest.mark.parametrize(
    "odd",
    [
        {"actor": {"account": {"homePage": "http://127.0.0.1:8000", "name": "9" * 5000}}},
        {"actor": {"account": {"homePage": "http://127.0.0.1:8000", "name": "²"}}},
        {"timestamp": "2026-11-23T10:00:00"},
        {"timestamp": None},
    ],
)
def test_what_other_tools_write_in_the_hubs_name_does_not_stop_the_follower(
    enrolment: Enrolment, odd: dict[str, Any]
) -> None:
    from ujuzi.records.operations import appending

    made = statements.enrolled(enrolment) | {"id": str(uuid.uuid4())} | odd
    done = statements.done(enrolment, enrolment.course.units.get(name="notebook"), now=timezone.now()) | odd
    for one in (made, done):
        if one["timestamp"] is None:
            del one["timestamp"]
    appending.append([made, done], author=keys.hub(), version="2.0.0", clock=timezone.now)
    advance()
    assert UnitProgress.objects.get().done_at is not None
