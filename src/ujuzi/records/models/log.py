"""The statement log and what a query needs beside it.

Rows are written by `operations.appending` with plain SQL; Django's models are for migrations, tests and the operator.
Times in the log are whole microseconds since 1970 (UTC).
"""

from django.db import models
from django.utils import timezone

VOIDED, VOIDS, TIMED, VERSIONED = 1, 2, 4, 8  # bits of Statement.flags


class Statement(models.Model):
    """One statement. `seq` is its `stored` time, strictly rising in the order of commits: the cursor of whoever follows.

    `body` is the statement's JSON without id, stored and authority, which are added when it is given out. Flags: voided;
    voids another; its body has a timestamp; its body has a version.
    """

    seq = models.BigIntegerField(primary_key=True)
    sid = models.BinaryField(max_length=16, unique=True)
    owner = (
        models.IntegerField()
    )  # the organisation whose key wrote it; 0: the hub itself, -1: a package in it
    authority = models.IntegerField()
    flags = models.SmallIntegerField()
    body = models.BinaryField()


class Mention(models.Model):
    """An entry of the one index for all filters: `key` is a hash of "this verb", "this agent directly" and so on.

    On SQLite the table is its own primary key (WITHOUT ROWID); see migration 0001.
    """

    pk = models.CompositePrimaryKey("key", "seq")
    key = models.BigIntegerField()
    seq = models.BigIntegerField()


class Pointer(models.Model):
    """Statement `seq` is about the statement with id `target`, which may not have arrived yet."""

    pk = models.CompositePrimaryKey("target", "seq")
    target = models.BinaryField(max_length=16)
    seq = models.BigIntegerField()


class Authority(models.Model):
    """Who vouches for statements: the JSON of an agent, put into each statement that is given out."""

    agent = models.TextField(unique=True)


class Activity(models.Model):
    """The canonical definition of an activity, merged from what statements and profiles said."""

    key = models.BigIntegerField(primary_key=True)
    iri = models.TextField()
    definition = models.TextField()


class Name(models.Model):
    """A name under which an agent appeared in an owner's statements."""

    pk = models.CompositePrimaryKey("key", "owner", "name")
    key = models.BigIntegerField()
    owner = models.IntegerField()
    name = models.TextField()


class Attachment(models.Model):
    """Raw data that came with statements; the bytes lie in a file named by the hash."""

    sha2 = models.CharField(max_length=128, primary_key=True)
    content_type = models.TextField()
    size = models.BigIntegerField()


class Attached(models.Model):
    """Which statement brought which attachment."""

    pk = models.CompositePrimaryKey("seq", "sha2")
    seq = models.BigIntegerField()
    sha2 = models.CharField(max_length=128)


class Log(models.Model):
    """One row: the random key of the hashes in Mention, so that nobody outside can make two things collide."""

    salt = models.BinaryField(max_length=32)


class Refusal(models.Model):
    """A request that was refused, for the partner who looks for the reason; kept for thirty days."""

    at = models.DateTimeField(default=timezone.now, db_index=True)
    owner = models.IntegerField(null=True)
    key_name = models.CharField(max_length=80, blank=True)
    status = models.SmallIntegerField()
    path = models.CharField(max_length=200, blank=True)
    rule = models.CharField(max_length=300)


class Erasure(models.Model):
    """That somebody was erased from the log, without saying who: the pseudonym and how much was rewritten."""

    at = models.DateTimeField(default=timezone.now)
    pseudonym = models.CharField(max_length=80)
    statements = models.IntegerField()
    documents = models.IntegerField()
