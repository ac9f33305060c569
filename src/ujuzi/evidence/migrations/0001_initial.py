
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
            name='Nonce',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('digest', models.CharField(max_length=64, unique=True)),
                ('expires_at', models.DateTimeField(db_index=True)),
            ],
        ),
        migrations.CreateModel(
            name='ResourceLink',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('title', models.CharField(max_length=300, verbose_name='title')),
                ('text', models.CharField(blank=True, default='', max_length=2000)),
                ('url', models.CharField(blank=True, default='', max_length=2000)),
                ('custom', models.JSONField(blank=True, default=dict)),
                ('activity', models.CharField(blank=True, default='', max_length=500)),
                ('is_published', models.BooleanField(default=False)),
                ('made_at', models.DateTimeField()),
            ],
            options={
                'ordering': ['title', 'made_at'],
            },
        ),
        migrations.CreateModel(
            name='Import',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('filename', models.CharField(max_length=300)),
                ('content', models.BinaryField()),
                ('digest', models.CharField(max_length=64)),
                ('date_order', models.CharField(blank=True, default='', max_length=3)),
                ('clicks', models.JSONField(default=dict)),
                ('counts', models.JSONField(default=dict)),
                ('state', models.CharField(choices=[('preview', 'preview'), ('applied', 'imported'), ('undone', 'undone')], default='preview', max_length=8)),
                ('made_at', models.DateTimeField()),
                ('applied_at', models.DateTimeField(null=True)),
                ('done', models.PositiveIntegerField(default=0)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='imports', to='organisations.organisation')),
            ],
            options={
                'ordering': ['-made_at'],
            },
        ),
        migrations.CreateModel(
            name='PlatformKey',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kid', models.CharField(max_length=64, unique=True)),
                ('public', models.JSONField()),
                ('secret', models.TextField()),
                ('made_at', models.DateTimeField()),
                ('retired_at', models.DateTimeField(null=True)),
            ],
            options={
                'ordering': ['made_at', 'id'],
                'constraints': [models.UniqueConstraint(models.Value(1), condition=models.Q(('retired_at', None)), name='evidence_one_platform_key')],
            },
        ),
        migrations.CreateModel(
            name='Proof',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('digest', models.CharField(max_length=64, unique=True)),
                ('identity', models.CharField(db_index=True, default='', max_length=64)),
                ('source', models.CharField(choices=[('badge', 'badge'), ('xapi', 'xapi'), ('lti', 'lti'), ('webhook', 'webhook'), ('sheet', 'sheet'), ('document', 'document')], max_length=10)),
                ('assurance', models.PositiveSmallIntegerField(choices=[(1, 'SELF_DECLARED'), (2, 'DOCUMENT'), (3, 'PARTNER_ATTESTED'), (4, 'CRYPTOGRAPHIC')])),
                ('activity', models.CharField(max_length=500)),
                ('said', models.CharField(max_length=1000)),
                ('title', models.CharField(max_length=500)),
                ('completed_at', models.DateTimeField()),
                ('score', models.FloatField(null=True)),
                ('passed', models.BooleanField(null=True)),
                ('detail', models.JSONField(default=dict)),
                ('document', models.FileField(null=True, upload_to='evidence/')),
                ('state', models.CharField(choices=[('waiting', 'waiting for review'), ('accepted', 'counts'), ('refused', 'not accepted'), ('disputed', 'disputed by you'), ('withdrawn', 'withdrawn')], max_length=10)),
                ('received_at', models.DateTimeField()),
                ('reviewed_at', models.DateTimeField(null=True)),
                ('remark', models.CharField(blank=True, default='', max_length=1000)),
                ('statement', models.UUIDField(null=True, unique=True)),
                ('batch', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='proofs', to='evidence.import')),
                ('organisation', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='proofs', to=settings.AUTH_USER_MODEL)),
                ('reviewed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-received_at', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Completion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('activity', models.CharField(max_length=500)),
                ('title', models.CharField(max_length=500)),
                ('completed_at', models.DateTimeField()),
                ('assurance', models.PositiveSmallIntegerField()),
                ('many', models.PositiveIntegerField(default=1)),
                ('conflict', models.BooleanField(default=False)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='completions', to=settings.AUTH_USER_MODEL)),
                ('best', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='evidence.proof')),
            ],
            options={
                'ordering': ['-completed_at'],
            },
        ),
        migrations.CreateModel(
            name='Pseudonym',
            fields=[
                ('sub', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('shares_name', models.BooleanField(default=False)),
                ('shares_email', models.BooleanField(default=False)),
                ('made_at', models.DateTimeField()),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lti_pseudonyms', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Opened',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('first_at', models.DateTimeField()),
                ('last_at', models.DateTimeField()),
                ('pseudonym', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='opened', to='evidence.pseudonym')),
                ('link', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='opened', to='evidence.resourcelink')),
            ],
        ),
        migrations.CreateModel(
            name='LineItem',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('counts', models.BooleanField(default=False)),
                ('label', models.CharField(max_length=500)),
                ('maximum', models.FloatField()),
                ('resource_id', models.CharField(blank=True, default='', max_length=500)),
                ('tag', models.CharField(blank=True, default='', max_length=500)),
                ('starts_at', models.DateTimeField(null=True)),
                ('ends_at', models.DateTimeField(null=True)),
                ('made_at', models.DateTimeField()),
                ('link', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='line_items', to='evidence.resourcelink')),
            ],
            options={
                'ordering': ['made_at', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Score',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('given', models.FloatField(null=True)),
                ('maximum', models.FloatField(null=True)),
                ('activity_progress', models.CharField(max_length=20)),
                ('grading_progress', models.CharField(max_length=20)),
                ('comment', models.TextField(blank=True, default='')),
                ('received_at', models.DateTimeField()),
                ('line_item', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='scores', to='evidence.lineitem')),
                ('pseudonym', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='scores', to='evidence.pseudonym')),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='Tool',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('client_id', models.CharField(max_length=64, unique=True)),
                ('deployment_id', models.CharField(max_length=64)),
                ('login_url', models.CharField(max_length=2000)),
                ('launch_url', models.CharField(max_length=2000)),
                ('redirect_uris', models.JSONField(default=list)),
                ('deep_link_url', models.CharField(blank=True, default='', max_length=2000)),
                ('jwks_url', models.CharField(blank=True, default='', max_length=2000)),
                ('jwks', models.JSONField(blank=True, default=dict)),
                ('jwks_read_at', models.DateTimeField(null=True)),
                ('state', models.CharField(choices=[('active', 'in use'), ('off', 'switched off')], default='active', max_length=8)),
                ('made_at', models.DateTimeField()),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lti_tools', to='organisations.organisation')),
            ],
            options={
                'ordering': ['name', 'made_at'],
            },
        ),
        migrations.AddField(
            model_name='resourcelink',
            name='tool',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='links', to='evidence.tool'),
        ),
        migrations.AddField(
            model_name='pseudonym',
            name='tool',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pseudonyms', to='evidence.tool'),
        ),
        migrations.AddField(
            model_name='lineitem',
            name='tool',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='line_items', to='evidence.tool'),
        ),
        migrations.CreateModel(
            name='Launch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('hint_hash', models.CharField(max_length=64, unique=True)),
                ('shares_name', models.BooleanField(default=False)),
                ('shares_email', models.BooleanField(default=False)),
                ('data_hash', models.CharField(blank=True, default='', max_length=64)),
                ('made_at', models.DateTimeField()),
                ('used_at', models.DateTimeField(null=True)),
                ('expires_at', models.DateTimeField(db_index=True)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('link', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='evidence.resourcelink')),
                ('tool', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='evidence.tool')),
            ],
        ),
        migrations.CreateModel(
            name='AccessToken',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('token_hash', models.CharField(max_length=64, unique=True)),
                ('scopes', models.JSONField()),
                ('expires_at', models.DateTimeField(db_index=True)),
                ('tool', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='evidence.tool')),
            ],
        ),
        migrations.CreateModel(
            name='WebhookSecret',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=100)),
                ('secret', models.TextField()),
                ('made_at', models.DateTimeField()),
                ('used_at', models.DateTimeField(null=True)),
                ('revoked_at', models.DateTimeField(null=True)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='webhook_secrets', to='organisations.organisation')),
            ],
            options={
                'ordering': ['made_at'],
            },
        ),
        migrations.AddIndex(
            model_name='proof',
            index=models.Index(fields=['person', 'activity'], name='evidence_pr_person__b91e93_idx'),
        ),
        migrations.AddIndex(
            model_name='proof',
            index=models.Index(fields=['state', 'received_at'], name='evidence_pr_state_e19913_idx'),
        ),
        migrations.AddConstraint(
            model_name='completion',
            constraint=models.UniqueConstraint(fields=('person', 'activity'), name='evidence_once_each'),
        ),
        migrations.AddConstraint(
            model_name='opened',
            constraint=models.UniqueConstraint(fields=('pseudonym', 'link'), name='evidence_opened_once'),
        ),
        migrations.AddConstraint(
            model_name='score',
            constraint=models.UniqueConstraint(fields=('line_item', 'pseudonym'), name='evidence_one_score'),
        ),
        migrations.AddConstraint(
            model_name='pseudonym',
            constraint=models.UniqueConstraint(fields=('tool', 'person'), name='evidence_one_pseudonym'),
        ),
        migrations.AddConstraint(
            model_name='lineitem',
            constraint=models.UniqueConstraint(condition=models.Q(('counts', True)), fields=('link',), name='evidence_one_counting_line_item'),
        ),
        migrations.AddConstraint(
            model_name='lineitem',
            constraint=models.CheckConstraint(condition=models.Q(('maximum__gt', 0)), name='evidence_maximum_above_zero'),
        ),
    ]
