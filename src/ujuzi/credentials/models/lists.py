"""Status lists: which numbers are given away and which are revoked. They know nothing of the credentials."""

from django.db import models


class StatusList(models.Model):
    """Bits, the first in the highest bit of the first byte. `document`: the list as last signed; "" when it must be signed anew."""

    organisation = models.ForeignKey(
        "organisations.Organisation", models.PROTECT, null=True, related_name="+"
    )
    taken = models.BinaryField()
    revoked = models.BinaryField()
    given = models.PositiveIntegerField(default=0)
    document = models.TextField(default="")
    signed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
