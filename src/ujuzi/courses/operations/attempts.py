"""Tries at a quiz: start, save, hand in. Handing in twice is handing in once; what was handed in reaches the log even after a crash."""

import random
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from django.db import transaction

from ujuzi.courses import statements
from ujuzi.courses.assessment import drawing, grading
from ujuzi.courses.models import Attempt, Enrolment, Unit
from ujuzi.courses.operations import learning, recording
from ujuzi.courses.queries import banks

Clock = Callable[[], datetime]
LATE = timedelta(seconds=20)  # after which somebody else records what was handed in


def start(enrolment: Enrolment, unit: Unit, *, language: str, chance: random.Random, clock: Clock) -> Attempt:
    """The attempt under way, or a new one with other questions than the last where the bank has more."""
    with transaction.atomic():
        Enrolment.objects.select_for_update().get(pk=enrolment.pk)  # a double click makes one attempt
        mine = Attempt.objects.filter(enrolment=enrolment, unit=unit.name).order_by("-started_at")
        last = mine.first()
        if last is not None and last.submitted_at is None:
            return last
        seen = frozenset(one["item"] for one in last.drawn) if last else frozenset()
        drawn = drawing.draw(banks.of(unit, language), unit.draw, chance, seen)
        return Attempt.objects.create(
            enrolment=enrolment,
            unit=unit.name,
            language=language,
            drawn=[one.pack() for one in drawn],
            started_at=clock(),
        )


def save(attempt: Attempt, answers: Mapping[str, grading.Given], *, clock: Clock) -> Attempt:
    """Keeps answers; those to other questions stay. An attempt that was handed in stays as it is."""
    with transaction.atomic():
        attempt = _held(attempt)
        if attempt.submitted_at is None:
            attempt.answers = attempt.answers | dict(answers)
            attempt.saved_at = clock()
            attempt.save(update_fields=["answers", "saved_at"])
    return attempt


def hand_in(attempt: Attempt, unit: Unit, answers: Mapping[str, grading.Given], *, clock: Clock) -> Attempt:
    """Grades it, once; then its statements go into the log."""
    with transaction.atomic():
        attempt = _held(attempt)
        if attempt.submitted_at is None:
            attempt.answers = attempt.answers | dict(answers)
            _grade(attempt, unit)
            attempt.submitted_at = clock()
            attempt.save()
    if not attempt.recorded:
        _record(attempt, unit, clock)
    return attempt


def _held(attempt: Attempt) -> Attempt:
    return (
        Attempt.objects.select_for_update(of=("self",))
        .select_related("enrolment__course", "enrolment__person")
        .get(pk=attempt.pk)
    )


def _grade(attempt: Attempt, unit: Unit) -> None:
    """The mean of all questions drawn; one that is gone from the course meanwhile is left out."""
    items = banks.drawn(attempt)
    attempt.graded = {
        name: round(grading.grade(item, attempt.answers.get(name, [])).score, 4)
        for name, (_home, item) in items.items()
    }
    attempt.score = sum(attempt.graded.values()) / len(items) if items else 0.0
    attempt.passed = attempt.score * 100 >= unit.pass_percent - 1e-6 if unit.pass_percent else None


def _record(attempt: Attempt, unit: Unit, clock: Clock) -> None:
    said = [
        statements.enrolled(attempt.enrolment),
        *statements.handed_in(attempt, unit, banks.drawn(attempt)),
    ]
    recording.record(said, clock=clock)
    Attempt.objects.filter(pk=attempt.pk).update(recorded=True)
    attempt.recorded = True
    learning.finish_if_done(attempt.enrolment, clock=clock)


def record_late(*, clock: Clock) -> int:
    """What was handed in just before a crash; returns how many."""
    late = Attempt.objects.filter(recorded=False, submitted_at__lt=clock() - LATE)
    done = 0
    for attempt in late.select_related("enrolment__course", "enrolment__person").order_by("submitted_at")[
        :100
    ]:
        unit = Unit.objects.filter(course=attempt.enrolment.course_id, name=attempt.unit).first()
        if unit is not None:
            _record(attempt, unit, clock)
            done += 1
    return done
