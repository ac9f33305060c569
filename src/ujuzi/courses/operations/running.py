"""A package at work: it is launched, writes down what it knows, and what that says of the learner goes into the log."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from ujuzi.courses import statements
from ujuzi.courses.models import Enrolment, Launch, Unit
from ujuzi.courses.operations import learning, recording
from ujuzi.standards.scorm import runtime

Clock = Callable[[], datetime]
LIFE = timedelta(hours=12)  # of a frame's key
MOST_DATA = 1_000_000  # bytes that a package may keep


def launch(enrolment: Enrolment, unit: Unit, *, clock: Clock) -> Launch:
    """A new key for a frame, with what the last launch left behind."""
    assert unit.package is not None
    last = Launch.objects.filter(enrolment=enrolment, unit=unit.name).order_by("-started_at").first()
    made = Launch.objects.create(
        enrolment=enrolment,
        unit=unit.name,
        package=unit.package,
        started_at=clock(),
        data=last.data if last else {},
    )
    recording.record([statements.enrolled(enrolment), statements.initialized(made, unit)], clock=clock)
    return made


def alive(number: UUID, *, clock: Clock) -> Launch | None:
    """The launch with this key, while it lives."""
    found = Launch.objects.select_related("package", "enrolment__course", "enrolment__person")
    return found.filter(pk=number, started_at__gt=clock() - LIFE).first()


def commit(made: Launch, unit: Unit, data: Mapping[str, Any], *, clock: Clock) -> runtime.Outcome:
    """Keeps what the package wrote down. What is completed or passed is said once for each launch."""
    settings = unit.launch.get("settings", {})
    found = outcome(made.package.format, data, settings)
    with transaction.atomic():
        held = Launch.objects.select_for_update().get(pk=made.pk)
        before = runtime.Outcome(held.completed, held.passed, held.score)
        held.data, held.saved_at = dict(data), clock()
        held.completed = held.completed or found.completed
        held.passed = found.passed if found.passed is not None else held.passed
        held.score = found.score if found.score is not None else held.score
        held.save()
    after = runtime.Outcome(held.completed, held.passed, held.score)
    held.enrolment = made.enrolment
    if said := statements.outcome(held, unit, before, after, now=clock()):
        recording.record(said, clock=clock)
        learning.finish_if_done(made.enrolment, clock=clock)
    return after


def outcome(kind: str, data: Mapping[str, Any], settings: Mapping[str, Any]) -> runtime.Outcome:
    """What the data of a format say."""
    if kind == "scorm":
        cmi = data.get("cmi")
        return runtime.outcome(
            cmi if isinstance(cmi, Mapping) else {}, str(settings.get("version")), settings.get("mastery")
        )
    return _of_h5p(data)


def _of_h5p(data: Mapping[str, Any]) -> runtime.Outcome:
    """From the result of the xAPI event about the whole content: `{"completion", "success", "score": {"scaled"}}`."""
    result = data.get("result")
    result = result if isinstance(result, Mapping) else {}
    score = result.get("score")
    scaled = score.get("scaled") if isinstance(score, Mapping) else None
    right = isinstance(scaled, int | float) and not isinstance(scaled, bool) and -1 <= scaled <= 1
    success = result.get("success")
    return runtime.Outcome(
        completed=result.get("completion") is True,
        passed=success if isinstance(success, bool) else None,
        score=float(scaled) if right and scaled is not None else None,
    )
