"""LTI 1.3: partners' tools, the links that open them, who opened them, and the grades that came back."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class ToolState(models.TextChoices):
    """A tool that is off cannot be opened, gets no token, and what it holds is refused."""

    ACTIVE = "active", _("in use")
    OFF = "off", _("switched off")


class Tool(models.Model):
    """A partner's tool in one deployment. Its `id` is also the LTI context: the links of one tool are one course to it.

    Keys: `jwks` is what the partner pasted, or, with `jwks_url`, what was last read there.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    organisation = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="lti_tools")
    name = models.CharField(_("name"), max_length=120)
    client_id = models.CharField(max_length=64, unique=True)
    deployment_id = models.CharField(max_length=64)
    login_url = models.CharField(max_length=2000)
    launch_url = models.CharField(max_length=2000)
    redirect_uris = models.JSONField(default=list)
    deep_link_url = models.CharField(max_length=2000, default="", blank=True)
    jwks_url = models.CharField(max_length=2000, default="", blank=True)
    jwks = models.JSONField(default=dict, blank=True)
    jwks_read_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=8, choices=ToolState.choices, default=ToolState.ACTIVE)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["name", "made_at"]

    def __str__(self) -> str:
        return self.name


class ResourceLink(models.Model):
    """One thing of a tool that learners open. `activity` names what is completed by it; "" means this link's own address."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    tool = models.ForeignKey(Tool, models.CASCADE, related_name="links")
    title = models.CharField(_("title"), max_length=300)
    text = models.CharField(max_length=2000, default="", blank=True)
    url = models.CharField(max_length=2000, default="", blank=True)  # "": the tool's launch address
    custom = models.JSONField(default=dict, blank=True)
    activity = models.CharField(max_length=500, default="", blank=True)
    is_published = models.BooleanField(default=False)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["title", "made_at"]

    def __str__(self) -> str:
        return self.title


class LineItem(models.Model):
    """A column of grades. The one that `counts` tells by its final score that the link's activity is completed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    tool = models.ForeignKey(Tool, models.CASCADE, related_name="line_items")
    link = models.ForeignKey(ResourceLink, models.CASCADE, null=True, related_name="line_items")
    counts = models.BooleanField(default=False)
    label = models.CharField(max_length=500)
    maximum = models.FloatField()
    resource_id = models.CharField(max_length=500, default="", blank=True)
    tag = models.CharField(max_length=500, default="", blank=True)
    starts_at = models.DateTimeField(null=True)
    ends_at = models.DateTimeField(null=True)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["made_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["link"], condition=models.Q(counts=True), name="evidence_one_counting_line_item"
            ),
            models.CheckConstraint(condition=models.Q(maximum__gt=0), name="evidence_maximum_above_zero"),
        ]


class Pseudonym(models.Model):
    """A person as one tool knows her: a random id, and what of hers the tool may know besides."""

    sub = models.UUIDField(primary_key=True, default=uuid.uuid4)
    tool = models.ForeignKey(Tool, models.CASCADE, related_name="pseudonyms")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="lti_pseudonyms")
    shares_name = models.BooleanField(default=False)
    shares_email = models.BooleanField(default=False)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["tool", "person"], name="evidence_one_pseudonym")]


class Opened(models.Model):
    """That somebody opened a link: only then may grades come for her, and only then is she in the list of names and roles."""

    pseudonym = models.ForeignKey(Pseudonym, models.CASCADE, related_name="opened")
    link = models.ForeignKey(ResourceLink, models.CASCADE, related_name="opened")
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["pseudonym", "link"], name="evidence_opened_once")]


class Score(models.Model):
    """The latest that a tool said about somebody in a column."""

    line_item = models.ForeignKey(LineItem, models.CASCADE, related_name="scores")
    pseudonym = models.ForeignKey(Pseudonym, models.CASCADE, related_name="scores")
    at = models.DateTimeField()
    given = models.FloatField(null=True)
    maximum = models.FloatField(null=True)
    activity_progress = models.CharField(max_length=20)
    grading_progress = models.CharField(max_length=20)
    comment = models.TextField(default="", blank=True)
    received_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["line_item", "pseudonym"], name="evidence_one_score")]


class Launch(models.Model):
    """A launch under way, for some minutes. Only a hash of the hint that goes to the tool and back is kept.

    `link` None: the person chooses content (deep linking).
    """

    hint_hash = models.CharField(max_length=64, unique=True)
    tool = models.ForeignKey(Tool, models.CASCADE, related_name="+")
    link = models.ForeignKey(ResourceLink, models.CASCADE, null=True, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    shares_name = models.BooleanField(default=False)
    shares_email = models.BooleanField(default=False)
    data_hash = models.CharField(max_length=64, default="", blank=True)
    made_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(db_index=True)


class Nonce(models.Model):
    """Something that may be used once: a nonce or a token's id, kept as a hash for as long as it could be used again."""

    digest = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField(db_index=True)


class AccessToken(models.Model):
    """What lets a tool use the services; only its hash is kept."""

    token_hash = models.CharField(max_length=64, unique=True)
    tool = models.ForeignKey(Tool, models.CASCADE, related_name="+")
    scopes = models.JSONField()
    expires_at = models.DateTimeField(db_index=True)


class PlatformKey(models.Model):
    """The hub's own key for LTI. The public part stays published after the key has been replaced."""

    kid = models.CharField(max_length=64, unique=True)
    public = models.JSONField()
    secret = models.TextField()
    made_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["made_at", "id"]
        constraints = [
            models.UniqueConstraint(
                models.Value(1), condition=models.Q(retired_at=None), name="evidence_one_platform_key"
            )
        ]
