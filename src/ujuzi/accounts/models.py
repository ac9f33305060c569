"""Persons: who signs in. An e-mail address is optional, because many learners have none."""

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class StaffRole(models.TextChoices):
    """A role for the whole hub; roles within one partner are memberships of its organisation."""

    NONE = "", _("Learner")
    REVIEWER = "reviewer", _("Reviewer")
    SECRETARIAT = "secretariat", _("Secretariat")
    OPERATOR = "operator", _("Operator")


class PersonManager(BaseUserManager["Person"]):
    """Makes persons; allauth and `createsuperuser` call these by name."""

    def create_user(
        self, username: str, email: str = "", password: str | None = None, **fields: object
    ) -> "Person":
        if not username:
            raise ValueError("a person needs a user name")
        person = self.model(username=username, email=self.normalize_email(email), **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def create_superuser(
        self, username: str, email: str = "", password: str | None = None, **fields: object
    ) -> "Person":
        fields |= {"staff_role": StaffRole.OPERATOR, "is_superuser": True}
        return self.create_user(username, email, password, **fields)


class Person(AbstractBaseUser, PermissionsMixin):
    """Somebody who signs in by a name and a passphrase, an e-mail code, a passkey or OpenID Connect."""

    username = models.CharField(_("user name"), max_length=60, unique=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    display_name = models.CharField(_("name shown to others"), max_length=120, blank=True)
    staff_role = models.CharField(_("role"), max_length=12, choices=StaffRole.choices, default="", blank=True)
    language = models.CharField(_("language of the pages"), max_length=12, blank=True)
    learning_languages = models.JSONField(_("languages you learn in"), default=list, blank=True)
    is_active = models.BooleanField(default=True)
    date_joined = models.DateTimeField(default=timezone.now)

    objects = PersonManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: list[str] = []  # type: ignore[misc]

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")

    def __str__(self) -> str:
        return self.display_name or self.username

    def has_perm(self, perm: str, obj: object = None) -> bool:
        """In the admin an operator may do everything; elsewhere each app's `permissions.py` decides."""
        return self.is_staff

    def has_module_perms(self, app_label: str) -> bool:
        return self.is_staff

    @property
    def is_staff(self) -> bool:
        """May open the operator's admin."""
        return self.is_active and self.staff_role == StaffRole.OPERATOR

    @property
    def is_secretariat(self) -> bool:
        return self.is_active and self.staff_role in {StaffRole.SECRETARIAT, StaffRole.OPERATOR}

    @property
    def is_reviewer(self) -> bool:
        return self.is_active and self.staff_role in {
            StaffRole.REVIEWER,
            StaffRole.SECRETARIAT,
            StaffRole.OPERATOR,
        }


class RecoveryWords(models.Model):
    """The hash of the words on paper that let somebody without e-mail set a new passphrase, once."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="recovery_words")
    words_hash = models.CharField(max_length=128)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("recovery words")
        verbose_name_plural = _("recovery words")


class Consent(models.Model):
    """That a person agreed to a purpose, to which wording, and when she took it back. Rows are only ever closed."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="consents")
    purpose = models.CharField(_("purpose"), max_length=40)
    version = models.PositiveSmallIntegerField(_("version of the text"))
    given_at = models.DateTimeField(_("given"), default=timezone.now)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        ordering = ["given_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "purpose"],
                condition=models.Q(withdrawn_at=None),
                name="one_open_consent_per_purpose",
            )
        ]

    def __str__(self) -> str:
        return f"{self.purpose} v{self.version}"
