"""Feeds, harvests (runs with checkpoints), source records, and quarantine."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ujuzi.catalogue.feeds import registry


class Feed(models.Model):
    """A partner's source of records. `state` is what the format remembers between harvests (ETag, datestamp)."""

    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="feeds"
    )
    name = models.CharField(_("name"), max_length=120)
    url = models.URLField(_("address"), max_length=2000)
    format = models.CharField(_("format"), max_length=20, choices=registry.choices)
    options = models.JSONField(_("options"), default=dict, blank=True)
    is_active = models.BooleanField(_("harvested on schedule"), default=True)
    interval_hours = models.PositiveIntegerField(_("hours between harvests"), default=24)
    next_run_at = models.DateTimeField(null=True, blank=True)
    failures = models.PositiveIntegerField(default=0)  # in a row; back-off grows with it
    state = models.JSONField(default=dict, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("feed")
        verbose_name_plural = _("feeds")

    def __str__(self) -> str:
        return self.name


class HarvestState(models.TextChoices):
    READING = "reading", _("Reading the feed")
    APPLYING = "applying", _("Taking over the records")
    DONE = "done", _("Done")
    UNCHANGED = "unchanged", _("Nothing new")
    FAILED = "failed", _("Failed, nothing changed")
    STOPPED = "stopped", _("Stopped")


class Harvest(models.Model):
    """One run over a feed. Reading stages pages; only when all are read are they applied, in resumable batches."""

    feed = models.ForeignKey(Feed, on_delete=models.CASCADE, related_name="harvests")
    state = models.CharField(max_length=9, choices=HarvestState.choices, default=HarvestState.READING)
    started_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True)
    claimed_until = models.DateTimeField(null=True)  # a worker's lease; past it another may resume
    checkpoint = models.JSONField(null=True)  # where reading goes on
    cursor = models.BigIntegerField(default=0)  # last staged row applied
    pages = models.PositiveIntegerField(default=0)
    fetched = models.PositiveIntegerField(default=0)
    new = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    withdrawn = models.PositiveIntegerField(default=0)
    quarantined = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(null=True)
    complete = models.BooleanField(default=True)
    feed_state = models.JSONField(default=dict)  # becomes Feed.state when done
    notes = models.JSONField(default=list)
    error_code = models.CharField(max_length=40, blank=True)
    error_detail = models.TextField(blank=True)

    class Meta:
        ordering = ["-started_at", "-id"]


class StagedEntry(models.Model):
    """An entry read but not yet applied; unchanged ones carry no payload, only the key that was seen."""

    harvest = models.ForeignKey(Harvest, on_delete=models.CASCADE, related_name="staged")
    identifier = models.CharField(max_length=500)
    language_key = models.CharField(max_length=100, blank=True)
    digest = models.BinaryField(max_length=16)
    payload = models.BinaryField(null=True)  # compressed entry


class SourceRecord(models.Model):
    """A record of a feed as last received, and the edition it feeds."""

    feed = models.ForeignKey(Feed, on_delete=models.CASCADE, related_name="records")
    identifier = models.CharField(max_length=500)
    language_key = models.CharField(max_length=100, blank=True)
    group = models.CharField(max_length=500, blank=True)
    digest = models.BinaryField(max_length=16)
    payload = models.BinaryField()  # the compressed entry, raw record included
    edition = models.ForeignKey("Edition", null=True, on_delete=models.SET_NULL, related_name="records")
    first_seen_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["feed", "identifier", "language_key"], name="one_record_per_key")
        ]
        indexes = [models.Index(fields=["feed", "group"])]


class Quarantined(models.Model):
    """A record that could not be understood, with the reason and the raw bytes; kept until mended or dismissed."""

    feed = models.ForeignKey(Feed, on_delete=models.CASCADE, related_name="quarantine")
    harvest = models.ForeignKey(Harvest, null=True, on_delete=models.SET_NULL, related_name="quarantine")
    identifier = models.CharField(max_length=500, blank=True)
    code = models.CharField(max_length=40)
    detail = models.TextField()
    raw = models.BinaryField()
    raw_type = models.CharField(max_length=80)
    digest = models.BinaryField(max_length=16)  # of code and raw: the same fault again is no new row
    first_seen_at = models.DateTimeField(default=timezone.now)
    resolved_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["feed", "digest"], name="one_row_per_fault")]
