
import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('organisations', '0002_kinds'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Achievement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.SlugField(max_length=120, unique=True)),
                ('kind', models.CharField(choices=[('course', 'Course'), ('path', 'Learning path'), ('programme', 'Programme'), ('other', 'Achievement')], default='course', max_length=12)),
                ('activity', models.CharField(max_length=500, null=True, unique=True)),
                ('source_language', models.CharField(default='en', max_length=12)),
                ('titles', models.JSONField(default=dict)),
                ('descriptions', models.JSONField(default=dict)),
                ('criteria', models.JSONField(default=dict)),
                ('outcomes', models.JSONField(default=dict)),
                ('competencies', models.JSONField(default=list)),
                ('tags', models.JSONField(default=list)),
                ('minutes', models.PositiveIntegerField(default=0)),
                ('valid_days', models.PositiveIntegerField(blank=True, null=True)),
                ('made_at', models.DateTimeField()),
                ('assessed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='achievements', to='organisations.organisation')),
            ],
            options={
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='Award',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('subject', models.UUIDField(default=uuid.uuid4, unique=True)),
                ('awarded_at', models.DateTimeField()),
                ('statement', models.UUIDField(null=True)),
                ('evidence', models.JSONField(default=list)),
                ('withdrawn_at', models.DateTimeField(null=True)),
                ('withdrawn_why', models.CharField(blank=True, default='', max_length=500)),
                ('achievement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='awards', to='credentials.achievement')),
                ('awarded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='awards', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-awarded_at'],
            },
        ),
        migrations.CreateModel(
            name='DidVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('did', models.CharField(max_length=300)),
                ('number', models.PositiveIntegerField()),
                ('document', models.JSONField()),
                ('entry', models.TextField()),
                ('made_at', models.DateTimeField()),
            ],
            options={
                'ordering': ['did', 'number'],
                'constraints': [models.UniqueConstraint(fields=('did', 'number'), name='credentials_one_did_number')],
            },
        ),
        migrations.CreateModel(
            name='SigningKey',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('ed25519', 'Ed25519'), ('p256', 'P256')], max_length=8)),
                ('multikey', models.CharField(max_length=80, unique=True)),
                ('secret', models.TextField()),
                ('made_at', models.DateTimeField()),
                ('retired_at', models.DateTimeField(null=True)),
                ('compromised_at', models.DateTimeField(null=True)),
                ('organisation', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='signing_keys', to='organisations.organisation')),
            ],
            options={
                'ordering': ['made_at', 'id'],
            },
        ),
        migrations.CreateModel(
            name='StatusList',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('taken', models.BinaryField()),
                ('revoked', models.BinaryField()),
                ('given', models.PositiveIntegerField(default=0)),
                ('document', models.TextField(default='')),
                ('signed_at', models.DateTimeField(null=True)),
                ('organisation', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='Credential',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('shown', models.CharField(choices=[('named', 'with my name'), ('initials', 'with my initials'), ('anonymous', 'without a name')], default='named', max_length=10)),
                ('name', models.CharField(blank=True, default='', max_length=200)),
                ('language', models.CharField(max_length=12)),
                ('document', models.TextField()),
                ('index', models.PositiveIntegerField()),
                ('issued_at', models.DateTimeField()),
                ('valid_until', models.DateTimeField(null=True)),
                ('revoked_at', models.DateTimeField(null=True)),
                ('revoked_why', models.CharField(blank=True, default='', max_length=500)),
                ('resigned_at', models.DateTimeField(null=True)),
                ('share_token', models.CharField(max_length=40, null=True, unique=True)),
                ('award', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='credentials', to='credentials.award')),
                ('superseded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='supersedes', to='credentials.credential')),
                ('key', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='credentials', to='credentials.signingkey')),
                ('status_list', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='credentials.statuslist')),
            ],
            options={
                'ordering': ['-issued_at'],
            },
        ),
        migrations.AddConstraint(
            model_name='award',
            constraint=models.UniqueConstraint(fields=('person', 'achievement'), name='credentials_one_award_each'),
        ),
        migrations.AddConstraint(
            model_name='signingkey',
            constraint=models.UniqueConstraint(condition=models.Q(('retired_at', None)), fields=('organisation', 'kind'), name='credentials_one_working_key'),
        ),
        migrations.AddConstraint(
            model_name='signingkey',
            constraint=models.UniqueConstraint(condition=models.Q(('organisation', None), ('retired_at', None)), fields=('kind',), name='credentials_one_working_key_of_the_hub'),
        ),
        migrations.AddConstraint(
            model_name='signingkey',
            constraint=models.CheckConstraint(condition=models.Q(('compromised_at', None), ('retired_at__isnull', False), _connector='OR'), name='credentials_compromised_is_retired'),
        ),
        migrations.AddConstraint(
            model_name='credential',
            constraint=models.UniqueConstraint(fields=('status_list', 'index'), name='credentials_one_index'),
        ),
        migrations.AddConstraint(
            model_name='credential',
            constraint=models.UniqueConstraint(condition=models.Q(('revoked_at', None)), fields=('award', 'shown'), name='credentials_one_living_edition'),
        ),
    ]
