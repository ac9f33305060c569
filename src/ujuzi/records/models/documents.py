"""The document resources: state, activity profile and agent profile."""

from django.db import models


class Document(models.Model):
    """One document of one owner. `activity` and `agent` are hashes as in Mention, 0 where the kind has none.

    `registration` is empty bytes rather than NULL, which no unique constraint would hold.
    """

    kind = models.CharField(max_length=8)  # state, activity, agent
    owner = models.IntegerField()
    activity = models.BigIntegerField()
    agent = models.BigIntegerField()
    registration = models.BinaryField(max_length=16)
    name = models.TextField()
    content_type = models.TextField()
    etag = models.CharField(max_length=40)
    updated = models.BigIntegerField()  # microseconds
    content = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agent", "activity", "kind", "owner", "registration", "name"],
                name="records_one_document",
            )
        ]
