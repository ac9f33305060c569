"""Work -> Edition (a language of it) -> Offering (where, when, how, price), with provenance and history."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class ResourceKind(models.TextChoices):
    COURSE = "course", _("Course")
    PATH = "path", _("Learning path")
    MODULE = "module", _("Module")
    VIDEO = "video", _("Video")
    WEBINAR = "webinar", _("Webinar")
    GUIDE = "guide", _("Guide")
    TOOLKIT = "toolkit", _("Toolkit")


class Level(models.TextChoices):
    UNKNOWN = "", _("Level not stated")
    BEGINNER = "beginner", _("Beginner")
    INTERMEDIATE = "intermediate", _("Intermediate")
    ADVANCED = "advanced", _("Advanced")


class Cost(models.TextChoices):
    UNKNOWN = "", _("Cost not stated")
    FREE = "free", _("Free")
    PAID = "paid", _("Paid")


class CertificateState(models.TextChoices):
    UNKNOWN = "", _("Certificate not stated")
    NONE = "none", _("No certificate")
    FREE = "free", _("Free certificate")
    PAID = "paid", _("Certificate costs money")
    YES = "yes", _("Certificate, price not stated")


class Modality(models.TextChoices):
    UNKNOWN = "", _("Form not stated")
    SELF_PACED = "self-paced", _("Online, at your own pace")
    SCHEDULED = "scheduled", _("Online, with dates")
    IN_PERSON = "in-person", _("In person")
    HYBRID = "hybrid", _("Online and in person")


class LanguageSource(models.TextChoices):
    STATED = "stated", _("stated by the source")
    DETECTED = "detected", _("detected from the text")
    EDITOR = "editor", _("set by an editor")


class State(models.TextChoices):
    """Where an edition stands: only published ones are shown to the public."""

    PENDING = "pending", _("Waiting for review")
    PUBLISHED = "published", _("Published")
    REJECTED = "rejected", _("Rejected")
    WITHDRAWN = "withdrawn", _("Withdrawn by its source")


class LinkState(models.TextChoices):
    UNCHECKED = "", _("Not checked yet")
    OK = "ok", _("Link works")
    DEAD = "dead", _("Link is dead")


class Work(models.Model):
    """What is taught, whatever its language: language editions of one course share a work."""

    created_at = models.DateTimeField(default=timezone.now)
    merged_into = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="+")


class Edition(models.Model):
    """A work in one language from one provider: the row of the catalogue that a learner finds.

    `provenance` is {field: {"feed": id, "record": id, "at": ISO time, "raw": value as the source wrote it}};
    `corrections` is {field: value} set by editors, stronger than any later harvest;
    `decisions` is {field: [{"value": ..., "because": ..., "text": ...}]} of the classification rules.
    """

    work = models.ForeignKey(Work, on_delete=models.PROTECT, related_name="editions")
    provider = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="editions"
    )
    state = models.CharField(max_length=9, choices=State.choices, default=State.PENDING)
    language = models.CharField(_("language"), max_length=35, blank=True)  # BCP 47
    language_source = models.CharField(
        max_length=8, choices=LanguageSource.choices, default=LanguageSource.STATED
    )
    title = models.TextField(_("title"))
    description = models.TextField(_("description"), blank=True)  # cleaned HTML, small set of tags
    publisher = models.TextField(_("publisher"), blank=True)  # as stated, where it is not the provider itself
    kind = models.CharField(
        _("kind"), max_length=8, choices=ResourceKind.choices, default=ResourceKind.COURSE
    )
    subjects = models.JSONField(_("subjects"), default=list, blank=True)
    sdgs = models.JSONField(_("sustainable development goals"), default=list, blank=True)  # 1..17
    audiences = models.JSONField(_("audiences"), default=list, blank=True)
    keywords = models.JSONField(_("keywords"), default=list, blank=True)
    creators = models.JSONField(_("people"), default=list, blank=True)
    level = models.CharField(_("level"), max_length=12, choices=Level.choices, default="", blank=True)
    duration_raw = models.CharField(max_length=200, blank=True)
    duration_minutes = models.PositiveIntegerField(_("duration in minutes"), null=True, blank=True)
    effort_raw = models.CharField(max_length=200, blank=True)
    effort_minutes_per_week = models.PositiveIntegerField(_("minutes a week"), null=True, blank=True)
    cost = models.CharField(_("cost"), max_length=4, choices=Cost.choices, default="", blank=True)
    certificate = models.CharField(
        _("certificate"), max_length=4, choices=CertificateState.choices, default="", blank=True
    )
    licence = models.CharField(_("licence"), max_length=200, blank=True)  # SPDX id or Creative Commons URI
    modality = models.CharField(_("form"), max_length=10, choices=Modality.choices, default="", blank=True)
    account_needed = models.BooleanField(_("account needed"), null=True, blank=True)
    works_offline = models.BooleanField(_("works offline"), null=True, blank=True)
    size_bytes = models.PositiveBigIntegerField(_("size in bytes"), null=True, blank=True)
    access_modes = models.JSONField(default=list, blank=True)
    access_features = models.JSONField(_("accessibility features"), default=list, blank=True)
    access_hazards = models.JSONField(default=list, blank=True)
    access_summary = models.TextField(blank=True)
    countries = models.JSONField(_("countries"), default=list, blank=True)
    excluded_countries = models.JSONField(_("countries where it cannot be used"), default=list, blank=True)
    published_on = models.DateField(null=True, blank=True)
    modified_on = models.DateField(null=True, blank=True)
    url = models.URLField(_("address"), max_length=2000, blank=True)
    canonical_url = models.CharField(
        max_length=2000, blank=True, db_index=True
    )  # tracking stripped: the merge key
    link_state = models.CharField(max_length=4, choices=LinkState.choices, default="", blank=True)
    link_checked_at = models.DateTimeField(null=True, blank=True)
    provenance = models.JSONField(default=dict, blank=True)
    corrections = models.JSONField(default=dict, blank=True)
    decisions = models.JSONField(default=dict, blank=True)
    quality = models.PositiveSmallIntegerField(default=0)  # 0..100, the documented neutral prior of ranking
    created_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)
    submitted_at = models.DateTimeField(default=timezone.now)  # since when it waits for review
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["state", "changed_at"]),
            models.Index(fields=["provider", "state"]),
        ]

    def __str__(self) -> str:
        return self.title


class Offering(models.Model):
    """Where, when, how and for how much an edition can be taken."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="offerings")
    record = models.ForeignKey("SourceRecord", null=True, on_delete=models.SET_NULL, related_name="offerings")
    url = models.URLField(max_length=2000, blank=True)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    enrol_until = models.DateField(null=True, blank=True)
    modality = models.CharField(max_length=10, choices=Modality.choices, default="", blank=True)
    location = models.CharField(max_length=200, blank=True)
    price = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    currency = models.CharField(max_length=3, blank=True)
    certificate_price = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    instructors = models.JSONField(default=list, blank=True)


class Change(models.Model):
    """One change of an edition: who or what, when, and each field's value before and after."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="changes")
    at = models.DateTimeField(default=timezone.now)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    cause = models.CharField(max_length=20)  # harvest, correction, review, merge, split, undo, link-check
    fields = models.JSONField(default=dict)  # {field: [before, after]}

    class Meta:
        ordering = ["-at", "-id"]
