"""Courses while they are written in the browser."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class DraftState(models.TextChoices):
    """How far a draft is."""

    WRITING = "writing", _("being written")
    WAITING = "waiting", _("waiting for review")


class Draft(models.Model):
    """The files of a course as its authors have them now: `{path: digest}`, like Version. Published, it becomes a Version.

    `name` is the id of the course, which need not exist yet. `version` is what it began from. `remark`: what a reviewer said.
    """

    name = models.SlugField(max_length=80, unique=True)
    organisation = models.ForeignKey(
        "organisations.Organisation", models.CASCADE, null=True, blank=True, related_name="drafts"
    )
    files = models.JSONField(default=dict)
    version = models.ForeignKey("courses.Version", models.SET_NULL, null=True, related_name="+")
    state = models.CharField(max_length=10, choices=DraftState.choices, default=DraftState.WRITING)
    remark = models.TextField(blank=True)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Upload(models.Model):
    """A package on its way here, piece by piece; what has come lies in a file of its own (see `operations.uploading`)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    organisation = models.ForeignKey(
        "organisations.Organisation", models.CASCADE, null=True, related_name="+"
    )
    filename = models.CharField(max_length=300)
    size = models.PositiveBigIntegerField()
    received = models.PositiveBigIntegerField(default=0)
    changed_at = models.DateTimeField()
