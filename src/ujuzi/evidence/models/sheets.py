"""A partner's sheet on its way in: kept until it is applied or thrown away, so that nothing is lost when the line breaks."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class ImportState(models.TextChoices):
    LOOKED_AT = "preview", _("preview")
    APPLIED = "applied", _("imported")
    UNDONE = "undone", _("undone")


class Import(models.Model):
    """`clicks`: {"people": {row: person or null}, "courses": {what the sheet calls it: activity}}. `content` goes after a month."""

    organisation = models.ForeignKey("organisations.Organisation", models.CASCADE, related_name="imports")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    filename = models.CharField(max_length=300)
    content = models.BinaryField()
    digest = models.CharField(max_length=64)
    date_order = models.CharField(max_length=3, default="", blank=True)
    clicks = models.JSONField(default=dict)
    counts = models.JSONField(default=dict)
    state = models.CharField(max_length=8, choices=ImportState.choices, default=ImportState.LOOKED_AT)
    made_at = models.DateTimeField()
    applied_at = models.DateTimeField(null=True)
    done = models.PositiveIntegerField(
        default=0
    )  # rows taken so far: an import that was stopped goes on behind them

    class Meta:
        ordering = ["-made_at"]
