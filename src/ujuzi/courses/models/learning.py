"""What learners do. Enrolment and UnitProgress are made from the log and can be rebuilt; an Attempt is under way until it is handed in."""

import uuid

from django.db import models


class Enrolment(models.Model):
    """A person takes a course. `registration` is the xAPI registration of all that she does in it."""

    registration = models.UUIDField(primary_key=True, default=uuid.uuid4)
    person = models.ForeignKey("accounts.Person", models.CASCADE, related_name="enrolments")
    course = models.ForeignKey("courses.Course", models.PROTECT, related_name="enrolments")
    enrolled_at = models.DateTimeField()
    completed_at = models.DateTimeField(null=True)
    last_at = models.DateTimeField()
    last_unit = models.CharField(max_length=80, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "course"], name="courses_one_enrolment")]


class UnitProgress(models.Model):
    """How far an enrolment is with one unit. `best` is the best score of a quiz, from 0 to 1."""

    enrolment = models.ForeignKey(Enrolment, models.CASCADE, related_name="progress")
    unit = models.CharField(max_length=80)
    done_at = models.DateTimeField(null=True)
    by_other = models.BooleanField(default=False)
    best = models.FloatField(null=True)
    tries = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["enrolment", "unit"], name="courses_one_progress")]


class Attempt(models.Model):
    """One try at a quiz: the items drawn, in the order shown, and the answers so far.

    `drawn`: `[{"unit", "item", "order": [place of each option]}]`; `answers`: `{item: what was given}`; `graded`: `{item: score}`.
    Once handed in it does not change. `recorded`: its statements are in the log.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    enrolment = models.ForeignKey(Enrolment, models.CASCADE, related_name="attempts")
    unit = models.CharField(max_length=80)
    language = models.CharField(max_length=12)
    drawn = models.JSONField(default=list)
    answers = models.JSONField(default=dict)
    graded = models.JSONField(default=dict)
    started_at = models.DateTimeField()
    saved_at = models.DateTimeField(null=True)
    submitted_at = models.DateTimeField(null=True)
    score = models.FloatField(null=True)
    passed = models.BooleanField(null=True)
    recorded = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(fields=["enrolment", "unit", "started_at"]),
            models.Index(
                fields=["submitted_at"], condition=models.Q(recorded=False), name="courses_unrecorded"
            ),
        ]


class Launch(models.Model):
    """A part of a package is open in a frame. `id` is the frame's key to it, for some hours; `data` what the package wrote down, which
    the next launch goes on with.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    enrolment = models.ForeignKey(Enrolment, models.CASCADE, related_name="launches")
    unit = models.CharField(max_length=80)
    package = models.ForeignKey("courses.Package", models.CASCADE, related_name="launches")
    started_at = models.DateTimeField()
    saved_at = models.DateTimeField(null=True)
    data = models.JSONField(default=dict)
    completed = models.BooleanField(default=False)
    passed = models.BooleanField(null=True)
    score = models.FloatField(null=True)

    class Meta:
        indexes = [models.Index(fields=["enrolment", "unit", "started_at"])]


class Plan(models.Model):
    """What a learner sets herself: minutes a week (0: nothing), and whether she wants to be reminded by e-mail."""

    person = models.OneToOneField("accounts.Person", models.CASCADE, related_name="learning_plan")
    minutes_a_week = models.PositiveIntegerField(default=0)
    remind = models.BooleanField(default=False)
    reminded_at = models.DateTimeField(null=True)
