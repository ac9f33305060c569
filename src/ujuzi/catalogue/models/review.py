"""Suggestions that two editions are one, and the audit log that nobody can edit (a database trigger keeps it so)."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class SuggestionKind(models.TextChoices):
    DUPLICATE = "duplicate", _("The same course twice")
    TRANSLATION = "translation", _("A language edition of the same work")


class SuggestionState(models.TextChoices):
    OPEN = "open", _("Open")
    ACCEPTED = "accepted", _("Accepted")
    REJECTED = "rejected", _("Rejected")


class Suggestion(models.Model):
    """That two editions belong together; never carried out without a reviewer. `left` has the smaller id."""

    kind = models.CharField(max_length=11, choices=SuggestionKind.choices)
    left = models.ForeignKey("Edition", on_delete=models.CASCADE, related_name="+")
    right = models.ForeignKey("Edition", on_delete=models.CASCADE, related_name="+")
    score = models.PositiveSmallIntegerField()  # 0..100
    reasons = models.JSONField(default=list)
    state = models.CharField(max_length=8, choices=SuggestionState.choices, default=SuggestionState.OPEN)
    created_at = models.DateTimeField(default=timezone.now)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    undo = models.JSONField(null=True)  # what merging changed, enough to take it back

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["left", "right"], name="one_suggestion_per_pair"),
            models.CheckConstraint(condition=models.Q(left__lt=models.F("right")), name="left_before_right"),
        ]


class AuditEntry(models.Model):
    """A deed of a person or of the hub: append-only, each row sealed with the digest of the one before."""

    at = models.DateTimeField(default=timezone.now)
    actor_id = models.BigIntegerField(null=True)  # no foreign key: the log outlives the person
    verb = models.CharField(max_length=40)
    kind = models.CharField(max_length=40)
    object_id = models.CharField(max_length=60)
    organisation_id = models.BigIntegerField(null=True)
    detail = models.JSONField(default=dict)
    seal = models.CharField(max_length=64)

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["kind", "object_id"])]
