"""Achievements, who was awarded them, and the credentials that say so."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from ujuzi.core import langtext


class Kind(models.TextChoices):
    """What an achievement is for, with the words of Open Badges 3.0 (AchievementType) behind it."""

    COURSE = "course", _("Course")
    PATH = "path", _("Learning path")
    PROGRAMME = "programme", _("Programme")
    OTHER = "other", _("Achievement")


class Shown(models.TextChoices):
    """How a credential names its holder."""

    NAMED = "named", _("with my name")
    INITIALS = "initials", _("with my initials")
    ANONYMOUS = "anonymous", _("without a name")


class Achievement(models.Model):
    """What can be achieved. `activity`: completing that activity of the log awards it.

    `assessed_by`: the organisation that answers for the assessment; only then does its name stand on certificates.
    """

    name = models.SlugField(max_length=120, unique=True)
    organisation = models.ForeignKey(
        "organisations.Organisation", models.PROTECT, null=True, blank=True, related_name="achievements"
    )
    assessed_by = models.ForeignKey(
        "organisations.Organisation", models.PROTECT, null=True, blank=True, related_name="+"
    )
    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.COURSE)
    activity = models.CharField(max_length=500, unique=True, null=True)
    source_language = models.CharField(max_length=12, default="en")
    titles = models.JSONField(default=dict)
    descriptions = models.JSONField(default=dict)
    criteria = models.JSONField(default=dict)
    outcomes = models.JSONField(default=dict)
    competencies = models.JSONField(default=list)  # [{"code", "name", "framework", "url"}]
    tags = models.JSONField(default=list)
    minutes = models.PositiveIntegerField(default=0)
    valid_days = models.PositiveIntegerField(null=True, blank=True)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def said(self, what: str, wanted: str) -> langtext.Said:
        """`titles`, `descriptions` or `criteria` in a language, or else in its own."""
        texts: dict[str, str] = getattr(self, what)
        return langtext.pick(texts, [wanted, self.source_language])


class Award(models.Model):
    """That a person achieved it. `subject` stands for her in credentials: random, so that two badges do not meet in it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    achievement = models.ForeignKey(Achievement, models.PROTECT, related_name="awards")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="awards")
    subject = models.UUIDField(default=uuid.uuid4, unique=True)
    awarded_at = models.DateTimeField()
    statement = models.UUIDField(null=True)  # of the log, that it follows from
    awarded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    evidence = models.JSONField(default=list)  # [{"id", "name", "description"}]
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_why = models.CharField(max_length=500, default="", blank=True)

    class Meta:
        ordering = ["-awarded_at"]
        constraints = [
            models.UniqueConstraint(fields=["person", "achievement"], name="credentials_one_award_each")
        ]


class Credential(models.Model):
    """One signed credential. A corrected name makes a new one, and this one is revoked: rows are never changed back.

    `document` is the JSON as it was signed, byte for byte.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    award = models.ForeignKey(Award, models.CASCADE, related_name="credentials")
    shown = models.CharField(max_length=10, choices=Shown.choices, default=Shown.NAMED)
    name = models.CharField(max_length=200, default="", blank=True)
    language = models.CharField(max_length=12)
    document = models.TextField()
    key = models.ForeignKey("credentials.SigningKey", models.PROTECT, related_name="credentials")
    status_list = models.ForeignKey("credentials.StatusList", models.PROTECT, related_name="+")
    index = models.PositiveIntegerField()
    issued_at = models.DateTimeField()
    valid_until = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)
    revoked_why = models.CharField(max_length=500, default="", blank=True)
    superseded_by = models.ForeignKey("self", models.SET_NULL, null=True, related_name="supersedes")
    resigned_at = models.DateTimeField(null=True)
    share_token = models.CharField(max_length=40, null=True, unique=True)

    class Meta:
        ordering = ["-issued_at"]
        constraints = [
            models.UniqueConstraint(fields=["status_list", "index"], name="credentials_one_index"),
            models.UniqueConstraint(
                fields=["award", "shown"],
                condition=models.Q(revoked_at=None),
                name="credentials_one_living_edition",
            ),
        ]

    @property
    def is_revoked(self) -> bool:
        return self.revoked_at is not None

    @property
    def urn(self) -> str:
        return f"urn:uuid:{self.id}"
