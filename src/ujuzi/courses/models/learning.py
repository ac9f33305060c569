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

    @property
    def apart(self) -> uuid.UUID:
        """The registration under which packages of cmi5 speak, so that nothing they say is taken for the hub's own word."""
        return uuid.uuid5(self.registration, "cmi5")


class UnitProgress(models.Model):
    """How far an enrolment is with one unit. `best` is the best score of a quiz, from 0 to 1.

    `completed` and `passed` are what a cmi5 unit said of itself; whether that makes it done is for its moveOn criterion.
    """

    enrolment = models.ForeignKey(Enrolment, models.CASCADE, related_name="progress")
    unit = models.CharField(max_length=80)
    done_at = models.DateTimeField(null=True)
    by_other = models.BooleanField(default=False)
    best = models.FloatField(null=True)
    completed = models.BooleanField(default=False)
    passed = models.BooleanField(default=False)

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


class Session(models.Model):
    """A launch of a cmi5 unit. `verbs`: `{verb: [statement id, when]}` of what it said that may be said once only.

    `secret_hash` guards the token that its fetch address gives out once. It ends with terminated, or is abandoned.
    """

    launch = models.OneToOneField(Launch, models.CASCADE, primary_key=True, related_name="session")
    mode = models.CharField(max_length=10, default="Normal")
    secret_hash = models.CharField(max_length=64, blank=True)
    fetched_at = models.DateTimeField(null=True)
    ready = models.BooleanField(default=False)  # the learner's preferences were read
    verbs = models.JSONField(default=dict)
    heard_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    abandoned = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(fields=["launch"], condition=models.Q(ended_at=None), name="courses_open_sessions")
        ]


class Plan(models.Model):
    """What a learner sets herself: minutes a week (0: nothing), and whether she wants to be reminded by e-mail."""

    person = models.OneToOneField("accounts.Person", models.CASCADE, related_name="learning_plan")
    minutes_a_week = models.PositiveIntegerField(default=0)
    remind = models.BooleanField(default=False)
    reminded_at = models.DateTimeField(null=True)
