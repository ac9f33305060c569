"""Proofs of completions elsewhere, and what they come to: each completion of a person once."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from ujuzi.evidence.arrivals import Assurance, Source


class State(models.TextChoices):
    """WAITING: a person must look at it. Only ACCEPTED ones count."""

    WAITING = "waiting", _("waiting for review")
    ACCEPTED = "accepted", _("counts")
    REFUSED = "refused", _("not accepted")
    DISPUTED = "disputed", _("disputed by you")
    WITHDRAWN = "withdrawn", _("withdrawn")


class Proof(models.Model):
    """One proof as it came. `digest`: of source, sender and the sender's own id of it: the same one sent twice is one.

    `person` None: nobody here yet; `identity` is then a keyed hash of what the sender calls her by, so that she is counted once
    and finds it when she proves that address.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    digest = models.CharField(max_length=64, unique=True)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="proofs")
    identity = models.CharField(max_length=64, default="", db_index=True)
    organisation = models.ForeignKey(
        "organisations.Organisation", models.PROTECT, null=True, related_name="+"
    )
    batch = models.ForeignKey("evidence.Import", models.SET_NULL, null=True, related_name="proofs")
    source = models.CharField(max_length=10, choices=[(one.value, one.value) for one in Source])
    assurance = models.PositiveSmallIntegerField(choices=[(one.value, one.name) for one in Assurance])
    activity = models.CharField(max_length=500)
    said = models.CharField(max_length=1000)  # the activity as the sender said it
    title = models.CharField(max_length=500)
    completed_at = models.DateTimeField()
    score = models.FloatField(null=True)
    passed = models.BooleanField(null=True)
    detail = models.JSONField(default=dict)
    document = models.FileField(upload_to="evidence/", null=True)
    state = models.CharField(max_length=10, choices=State.choices)
    received_at = models.DateTimeField()
    reviewed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    reviewed_at = models.DateTimeField(null=True)
    remark = models.CharField(max_length=1000, default="", blank=True)
    statement = models.UUIDField(null=True, unique=True)

    class Meta:
        ordering = ["-received_at", "id"]
        indexes = [models.Index(fields=["person", "activity"]), models.Index(fields=["state", "received_at"])]


class Completion(models.Model):
    """A projection of the log: that she completed it, by the best proof there is. Counted once, however many proofs."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="completions")
    activity = models.CharField(max_length=500)
    title = models.CharField(max_length=500)
    completed_at = models.DateTimeField()
    assurance = models.PositiveSmallIntegerField()
    best = models.ForeignKey(Proof, models.CASCADE, related_name="+")
    many = models.PositiveIntegerField(default=1)
    conflict = models.BooleanField(default=False)

    class Meta:
        ordering = ["-completed_at"]
        constraints = [models.UniqueConstraint(fields=["person", "activity"], name="evidence_once_each")]
