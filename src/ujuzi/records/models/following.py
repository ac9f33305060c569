"""How far each follower of the log has come, what the first of them counts, and each exchange with another store."""

from django.db import models


class Cursor(models.Model):
    """A follower: everything up to and including statement `seq` is handled."""

    name = models.CharField(max_length=80, primary_key=True)
    seq = models.BigIntegerField(default=0)
    moved_at = models.DateTimeField(null=True)
    error = models.TextField(blank=True)
    failed_at = models.DateTimeField(null=True)


class Daily(models.Model):
    """Statements received on a day (UTC) from an owner, kept by the follower `records.daily`."""

    owner = models.IntegerField()
    day = models.DateField()
    statements = models.BigIntegerField()
    last = models.BigIntegerField()  # seq of the last one

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "day"], name="records_one_day")]
        indexes = [models.Index(fields=["day"])]


class Exchange(models.Model):
    """Sending to or fetching from another store: how far it came, so that it goes on where it stopped.

    `position`: of a push the last `seq` that arrived there; of a pull the other store's `stored` of the last statement.
    """

    direction = models.CharField(max_length=4)  # push, pull
    url = models.TextField()
    position = models.CharField(max_length=40, blank=True)
    statements = models.BigIntegerField(default=0)
    moved_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["direction", "url"], name="records_one_exchange")]
