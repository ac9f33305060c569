"""A person's own data: export; what she did here goes with her account."""

from collections.abc import Iterable, Mapping
from typing import Any

from ujuzi.accounts.models import Person
from ujuzi.courses.models import Attempt, Draft, Enrolment, Launch, Plan, Session, UnitProgress, Upload
from ujuzi.courses.operations import uploading


def export_person(person: Person) -> Mapping[str, Iterable[Mapping[str, Any]]]:
    mine = Enrolment.objects.filter(person=person)
    return {
        "enrolments": mine.values("registration", "course__name", "enrolled_at", "completed_at", "last_at", "last_unit"),
        "progress": UnitProgress.objects.filter(enrolment__in=mine).values(
            "enrolment__course__name", "unit", "done_at", "by_other", "best", "completed", "passed"
        ),
        "launches": Launch.objects.filter(enrolment__in=mine).values(
            "enrolment__course__name", "unit", "started_at", "saved_at", "data", "completed", "passed", "score"
        ),
        "sessions": Session.objects.filter(launch__enrolment__in=mine).values(
            "launch", "mode", "fetched_at", "ready", "verbs", "heard_at", "ended_at", "abandoned"
        ),
        "drafts": Draft.objects.filter(changed_by=person).values("name", "changed_at"),
        "uploads": Upload.objects.filter(person=person).values("filename", "size", "received", "changed_at"),
        "plan": Plan.objects.filter(person=person).values("minutes_a_week", "remind", "reminded_at"),
        "attempts": Attempt.objects.filter(enrolment__in=mine).values(
            "id", "enrolment__course__name", "unit", "language", "drawn", "answers", "graded",
            "started_at", "saved_at", "submitted_at", "score", "passed", "recorded",
        ),
    }  # fmt: skip


def erase_person(person: Person) -> None:
    """The rows would go with the person's own; saying it here keeps the order: before the log forgets her."""
    Enrolment.objects.filter(person=person).delete()
    for upload in Upload.objects.filter(person=person):
        uploading.forget(upload)
