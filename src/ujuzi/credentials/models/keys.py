"""Keys of issuers, and the history of what was published about them. An issuer is an organisation, or the hub: None."""

from django.db import models


class SigningKey(models.Model):
    """One key for a period. The secret is encrypted; the public part stays for ever.

    Retired: signs no more, verifies still. Compromised: whatever it signed is not to be trusted any more.
    """

    class Kind(models.TextChoices):
        ED25519 = "ed25519"
        P256 = "p256"

    organisation = models.ForeignKey(
        "organisations.Organisation", models.PROTECT, null=True, related_name="signing_keys"
    )
    kind = models.CharField(max_length=8, choices=Kind.choices)
    multikey = models.CharField(max_length=80, unique=True)
    secret = models.TextField()
    made_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True)
    compromised_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["made_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "kind"],
                condition=models.Q(retired_at=None),
                name="credentials_one_working_key",
            ),
            models.UniqueConstraint(  # NULLs differ from each other, and the hub itself is NULL
                fields=["kind"],
                condition=models.Q(retired_at=None, organisation=None),
                name="credentials_one_working_key_of_the_hub",
            ),
            models.CheckConstraint(
                condition=models.Q(compromised_at=None) | models.Q(retired_at__isnull=False),
                name="credentials_compromised_is_retired",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.multikey[:16]}..."


class DidVersion(models.Model):
    """An entry of the history of an issuer's DID document, signed (see standards/openbadges/history). Only ever added."""

    did = models.CharField(max_length=300)
    number = models.PositiveIntegerField()
    document = models.JSONField()
    entry = models.TextField()
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["did", "number"]
        constraints = [models.UniqueConstraint(fields=["did", "number"], name="credentials_one_did_number")]
