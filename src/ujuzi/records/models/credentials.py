"""Keys and tokens with which tools read and write."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Scope(models.TextChoices):
    """What a key may do; the names are those of xAPI (part three, 4.2)."""

    WRITE = "statements/write", _("Write statements")
    READ_MINE = "statements/read/mine", _("Read the organisation's own statements")
    READ = "statements/read", _("Read all statements")
    STATE = "state", _("Read and write state documents")
    DEFINE = "define", _("Define activities")
    PROFILE = "profile", _("Read and write profile documents")
    ALL_READ = "all/read", _("Read everything")
    ALL = "all", _("Everything")


class Key(models.Model):
    """A tool's key: a public id and a secret, of which only a hash is kept. Without an organisation it is the hub's own."""

    organisation = models.ForeignKey(
        "organisations.Organisation", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    name = models.CharField(max_length=80)
    public = models.CharField(max_length=32, unique=True)
    secret_hash = models.CharField(max_length=64)
    # After a rotation the old secret works until then, so that tools can change over.
    old_secret_hash = models.CharField(max_length=64, blank=True)
    old_until = models.DateTimeField(null=True)
    scopes = models.JSONField(default=list)
    created_at = models.DateTimeField(default=timezone.now)
    used_on = models.DateField(null=True)
    revoked_at = models.DateTimeField(null=True)


class Token(models.Model):
    """An OAuth 2 bearer token that a key was exchanged for; only its hash is kept."""

    key = models.ForeignKey(Key, on_delete=models.CASCADE, related_name="tokens")
    token_hash = models.CharField(max_length=64, unique=True)
    scopes = models.JSONField(default=list)
    expires_at = models.DateTimeField(db_index=True)
