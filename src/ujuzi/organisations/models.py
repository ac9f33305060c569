"""Organisations of the coalition, their members and invitations."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ujuzi.core import langtext


class Kind(models.TextChoices):
    """What an organisation is."""

    COMPANY = "company", _("Company")
    UN_AGENCY = "un-agency", _("UN agency")
    UNIVERSITY = "university", _("University")
    NGO = "ngo", _("Non-governmental organisation")
    GOVERNMENT = "government", _("Government")
    REGIONAL = "regional", _("Regional body")
    COALITION = "coalition", _("Coalition")


class MemberRole(models.TextChoices):
    """What a member may do for the organisation."""

    EDITOR = "editor", _("Partner editor")
    OWNER = "owner", _("Partner owner")


class Organisation(models.Model):
    """A partner of the coalition: its public page, its feeds and resources hang here."""

    slug = models.SlugField(max_length=60, unique=True)
    names = models.JSONField(_("name, per language"), default=dict)
    descriptions = models.JSONField(_("description, per language"), default=dict, blank=True)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices)
    countries = models.JSONField(_("countries"), default=list, blank=True)  # ISO 3166-1 alpha-2
    languages = models.JSONField(_("languages"), default=list, blank=True)  # BCP 47
    homepage = models.URLField(_("web site"), blank=True)
    is_listed = models.BooleanField(_("shown to the public"), default=True)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["slug"]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the active language, or the nearest there is."""
        return langtext.pick(self.names, [get_language() or "en"]).text or self.slug

    @property
    def description(self) -> langtext.Said:
        return langtext.pick(self.descriptions, [get_language() or "en"])


class Membership(models.Model):
    """A person's role in an organisation."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(_("role"), max_length=8, choices=MemberRole.choices, default=MemberRole.EDITOR)
    since = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "organisation"], name="one_membership_each")]


class Invitation(models.Model):
    """A link that makes whoever opens it and signs in a member. Only a hash of the secret is kept."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="invitations")
    role = models.CharField(_("role"), max_length=8, choices=MemberRole.choices, default=MemberRole.EDITOR)
    note = models.CharField(_("for whom"), max_length=120, blank=True)
    secret_hash = models.CharField(max_length=64, unique=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    accepted_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)
