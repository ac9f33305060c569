"""Secrets with which partners sign their webhooks (Standard Webhooks)."""

from django.db import models


class WebhookSecret(models.Model):
    """`secret` is encrypted: the hub must know it to check signatures."""

    organisation = models.ForeignKey(
        "organisations.Organisation", models.CASCADE, related_name="webhook_secrets"
    )
    name = models.CharField(max_length=100)
    secret = models.TextField()
    made_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["made_at"]
