
import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


def pack(apps, schema_editor):
    """On SQLite a table that is all primary key needs no second copy of it: half the disk, half the writes."""
    if schema_editor.connection.vendor != "sqlite":
        return
    for model in ("Mention", "Pointer", "Name", "Attached"):
        table = apps.get_model("records", model)._meta.db_table
        with schema_editor.connection.cursor() as cursor:
            cursor.execute("SELECT sql FROM sqlite_master WHERE type = 'table' AND name = %s", [table])
            sql = cursor.fetchone()[0]
        schema_editor.execute(f'DROP TABLE "{table}"', None)
        schema_editor.execute(f"{sql} WITHOUT ROWID", None)
    for model in ("Statement", "Activity"):  # "integer", unlike "bigint", is the row's own number: no index beside
        table = apps.get_model("records", model)._meta.db_table
        with schema_editor.connection.cursor() as cursor:
            cursor.execute("SELECT sql FROM sqlite_master WHERE type = 'table' AND name = %s", [table])
            sql = cursor.fetchone()[0]
        schema_editor.execute(f'DROP TABLE "{table}"', None)
        schema_editor.execute(sql.replace("bigint NOT NULL PRIMARY KEY", "integer NOT NULL PRIMARY KEY"), None)


APPEND = """
CREATE PROCEDURE records_append(
    lock bigint, sids bytea[], owners int[], authorities int[], flags int[], bodies bytea[],
    keys bigint[], places int[], name_keys bigint[], name_owners int[], names text[],
    activity_keys bigint[], iris text[], definitions text[], INOUT base bigint, INOUT unlike bigint
) LANGUAGE plpgsql AS $$
BEGIN
    SET LOCAL synchronous_commit = off;
    SET LOCAL enable_seqscan = off;
    SET LOCAL enable_bitmapscan = off;
    PERFORM pg_advisory_xact_lock(lock);
    IF EXISTS (SELECT FROM records_statement WHERE sid = ANY(sids))
       OR EXISTS (SELECT FROM records_pointer WHERE target = ANY(sids)) THEN
        RETURN;
    END IF;
    SELECT greatest((extract(epoch FROM clock_timestamp()) * 1000000)::bigint, coalesce(max(seq), 0) + 1)
        INTO base FROM records_statement;
    INSERT INTO records_statement (seq, sid, owner, authority, flags, body)
        SELECT base + place - 1, sid, owner, authority, flag, body
        FROM unnest(sids, owners, authorities, flags, bodies) WITH ORDINALITY
            AS new (sid, owner, authority, flag, body, place);
    INSERT INTO records_mention (key, seq) SELECT key, base + place FROM unnest(keys, places) AS new (key, place);
    INSERT INTO records_name (key, owner, name)
        SELECT * FROM unnest(name_keys, name_owners, names) ON CONFLICT DO NOTHING;
    INSERT INTO records_activity (key, iri, definition)
        SELECT * FROM unnest(activity_keys, iris, definitions) ON CONFLICT DO NOTHING;
    SELECT count(*) INTO unlike FROM unnest(activity_keys, definitions) AS new (key, definition)
        JOIN records_activity AS known ON known.key = new.key WHERE known.definition <> new.definition;
    COMMIT;
    PERFORM pg_logical_emit_message(true, 'ujuzi', '');
END $$
"""


def program(apps, schema_editor):
    """PostgreSQL stores plain new statements in one round trip (operations/quick.py).

    A procedure keeps the plans that it made when the tables were empty, so it is told not to read them from end to end.
    Its first commit lets go of the writers' lock without waiting for the disk. The second one, of a message to nobody,
    waits until the log of the database is on disk up to there, together with all who wait at that moment.
    """
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(APPEND, None)


def unprogram(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP PROCEDURE records_append", None)


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('organisations', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Activity',
            fields=[
                ('key', models.BigIntegerField(primary_key=True, serialize=False)),
                ('iri', models.TextField()),
                ('definition', models.TextField()),
            ],
        ),
        migrations.CreateModel(
            name='Attached',
            fields=[
                ('pk', models.CompositePrimaryKey('seq', 'sha2', blank=True, editable=False, primary_key=True, serialize=False)),
                ('seq', models.BigIntegerField()),
                ('sha2', models.CharField(max_length=128)),
            ],
        ),
        migrations.CreateModel(
            name='Attachment',
            fields=[
                ('sha2', models.CharField(max_length=128, primary_key=True, serialize=False)),
                ('content_type', models.TextField()),
                ('size', models.BigIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name='Authority',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('agent', models.TextField(unique=True)),
            ],
        ),
        migrations.CreateModel(
            name='Cursor',
            fields=[
                ('name', models.CharField(max_length=80, primary_key=True, serialize=False)),
                ('seq', models.BigIntegerField(default=0)),
                ('moved_at', models.DateTimeField(null=True)),
                ('error', models.TextField(blank=True)),
                ('failed_at', models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='Erasure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('pseudonym', models.CharField(max_length=80)),
                ('statements', models.IntegerField()),
                ('documents', models.IntegerField()),
            ],
        ),
        migrations.CreateModel(
            name='Log',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('salt', models.BinaryField(max_length=32)),
            ],
        ),
        migrations.CreateModel(
            name='Mention',
            fields=[
                ('pk', models.CompositePrimaryKey('key', 'seq', blank=True, editable=False, primary_key=True, serialize=False)),
                ('key', models.BigIntegerField()),
                ('seq', models.BigIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name='Name',
            fields=[
                ('pk', models.CompositePrimaryKey('key', 'owner', 'name', blank=True, editable=False, primary_key=True, serialize=False)),
                ('key', models.BigIntegerField()),
                ('owner', models.IntegerField()),
                ('name', models.TextField()),
            ],
        ),
        migrations.CreateModel(
            name='Pointer',
            fields=[
                ('pk', models.CompositePrimaryKey('target', 'seq', blank=True, editable=False, primary_key=True, serialize=False)),
                ('target', models.BinaryField(max_length=16)),
                ('seq', models.BigIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name='Refusal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(db_index=True, default=django.utils.timezone.now)),
                ('owner', models.IntegerField(null=True)),
                ('key_name', models.CharField(blank=True, max_length=80)),
                ('status', models.SmallIntegerField()),
                ('path', models.CharField(blank=True, max_length=200)),
                ('rule', models.CharField(max_length=300)),
            ],
        ),
        migrations.CreateModel(
            name='Statement',
            fields=[
                ('seq', models.BigIntegerField(primary_key=True, serialize=False)),
                ('sid', models.BinaryField(max_length=16, unique=True)),
                ('owner', models.IntegerField()),
                ('authority', models.IntegerField()),
                ('flags', models.SmallIntegerField()),
                ('body', models.BinaryField()),
            ],
        ),
        migrations.CreateModel(
            name='Daily',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('owner', models.IntegerField()),
                ('day', models.DateField()),
                ('statements', models.BigIntegerField()),
                ('last', models.BigIntegerField()),
            ],
            options={
                'indexes': [models.Index(fields=['day'], name='records_dai_day_068ab3_idx')],
                'constraints': [models.UniqueConstraint(fields=('owner', 'day'), name='records_one_day')],
            },
        ),
        migrations.CreateModel(
            name='Document',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=8)),
                ('owner', models.IntegerField()),
                ('activity', models.BigIntegerField()),
                ('agent', models.BigIntegerField()),
                ('registration', models.BinaryField(max_length=16)),
                ('name', models.TextField()),
                ('content_type', models.TextField()),
                ('etag', models.CharField(max_length=40)),
                ('updated', models.BigIntegerField()),
                ('content', models.BinaryField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('agent', 'activity', 'kind', 'owner', 'registration', 'name'), name='records_one_document')],
            },
        ),
        migrations.CreateModel(
            name='Exchange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('direction', models.CharField(max_length=4)),
                ('url', models.TextField()),
                ('position', models.CharField(blank=True, max_length=40)),
                ('statements', models.BigIntegerField(default=0)),
                ('moved_at', models.DateTimeField(null=True)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('direction', 'url'), name='records_one_exchange')],
            },
        ),
        migrations.CreateModel(
            name='Key',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=80)),
                ('public', models.CharField(max_length=32, unique=True)),
                ('secret_hash', models.CharField(max_length=64)),
                ('old_secret_hash', models.CharField(blank=True, max_length=64)),
                ('old_until', models.DateTimeField(null=True)),
                ('scopes', models.JSONField(default=list)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('used_on', models.DateField(null=True)),
                ('revoked_at', models.DateTimeField(null=True)),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
            ],
        ),
        migrations.CreateModel(
            name='Token',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('token_hash', models.CharField(max_length=64, unique=True)),
                ('scopes', models.JSONField(default=list)),
                ('expires_at', models.DateTimeField(db_index=True)),
                ('key', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='tokens', to='records.key')),
            ],
        ),
        migrations.RunPython(pack, migrations.RunPython.noop),
        migrations.RunPython(program, unprogram),
    ]
