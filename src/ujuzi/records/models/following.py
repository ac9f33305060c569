"""How far each follower of the log has come, and each exchange with another store."""

from django.db import models


class Cursor(models.Model):
    """A follower: everything up to and including statement `seq` is handled."""

    name = models.CharField(max_length=80, primary_key=True)
    seq = models.BigIntegerField(default=0)
    moved_at = models.DateTimeField(null=True)
    error = models.TextField(blank=True)
    failed_at = models.DateTimeField(null=True)


class Exchange(models.Model):
    """Sending to or fetching from another store: how far it came, so that it goes on where it stopped."""

    direction = models.CharField(max_length=4)  # push, pull
    url = models.TextField()
    position = models.TextField(
        blank=True
    )  # push: the last seq; pull: `stored` of the last statement, and the next page
    sent = models.BigIntegerField(default=0)
    moved_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["direction", "url"], name="records_one_exchange")]
