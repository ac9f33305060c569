
import django.db.models.deletion
import ujuzi.courses.text.shapes
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
            name='Blob',
            fields=[
                ('digest', models.CharField(max_length=64, primary_key=True, serialize=False)),
                ('media_type', models.CharField(max_length=100)),
                ('size', models.PositiveBigIntegerField()),
                ('content', models.BinaryField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='Launch',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('unit', models.CharField(max_length=80)),
                ('started_at', models.DateTimeField()),
                ('saved_at', models.DateTimeField(null=True)),
                ('data', models.JSONField(default=dict)),
                ('completed', models.BooleanField(default=False)),
                ('passed', models.BooleanField(null=True)),
                ('score', models.FloatField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='Course',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.SlugField(max_length=80, unique=True)),
                ('source_language', models.CharField(max_length=12)),
                ('languages', models.JSONField(default=list)),
                ('titles', models.JSONField(default=dict)),
                ('summaries', models.JSONField(default=dict)),
                ('outcomes', models.JSONField(default=dict)),
                ('licence', models.CharField(max_length=200)),
                ('authors', models.JSONField(default=list)),
                ('level', models.CharField(max_length=20)),
                ('audiences', models.JSONField(default=list)),
                ('subjects', models.JSONField(default=list)),
                ('competencies', models.JSONField(default=list)),
                ('minutes', models.PositiveIntegerField(default=0)),
                ('size', models.PositiveBigIntegerField(default=0)),
                ('published_at', models.DateTimeField(blank=True, null=True)),
                ('changed_at', models.DateTimeField()),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='courses', to='organisations.organisation')),
            ],
            options={
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='Enrolment',
            fields=[
                ('registration', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('enrolled_at', models.DateTimeField()),
                ('completed_at', models.DateTimeField(null=True)),
                ('last_at', models.DateTimeField()),
                ('last_unit', models.CharField(blank=True, max_length=80)),
                ('course', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='enrolments', to='courses.course')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='enrolments', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Attempt',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('unit', models.CharField(max_length=80)),
                ('language', models.CharField(max_length=12)),
                ('drawn', models.JSONField(default=list)),
                ('answers', models.JSONField(default=dict)),
                ('graded', models.JSONField(default=dict)),
                ('started_at', models.DateTimeField()),
                ('saved_at', models.DateTimeField(null=True)),
                ('submitted_at', models.DateTimeField(null=True)),
                ('score', models.FloatField(null=True)),
                ('passed', models.BooleanField(null=True)),
                ('recorded', models.BooleanField(default=False)),
                ('enrolment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attempts', to='courses.enrolment')),
            ],
        ),
        migrations.CreateModel(
            name='Session',
            fields=[
                ('launch', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='session', serialize=False, to='courses.launch')),
                ('mode', models.CharField(default='Normal', max_length=10)),
                ('secret_hash', models.CharField(blank=True, max_length=64)),
                ('fetched_at', models.DateTimeField(null=True)),
                ('ready', models.BooleanField(default=False)),
                ('verbs', models.JSONField(default=dict)),
                ('heard_at', models.DateTimeField(null=True)),
                ('ended_at', models.DateTimeField(null=True)),
                ('abandoned', models.BooleanField(default=False)),
            ],
        ),
        migrations.AddField(
            model_name='launch',
            name='enrolment',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='launches', to='courses.enrolment'),
        ),
        migrations.CreateModel(
            name='Module',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=80)),
                ('position', models.PositiveIntegerField()),
                ('titles', models.JSONField(default=dict)),
                ('course', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='modules', to='courses.course')),
            ],
            options={
                'ordering': ['position'],
            },
        ),
        migrations.CreateModel(
            name='Package',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('format', models.CharField(max_length=20)),
                ('identifier', models.CharField(max_length=500)),
                ('filename', models.CharField(max_length=300)),
                ('digest', models.CharField(max_length=64)),
                ('size', models.PositiveBigIntegerField()),
                ('files', models.JSONField(default=dict)),
                ('report', models.JSONField(default=list)),
                ('made_at', models.DateTimeField()),
                ('course', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='packages', to='courses.course')),
            ],
        ),
        migrations.AddField(
            model_name='launch',
            name='package',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='launches', to='courses.package'),
        ),
        migrations.CreateModel(
            name='Plan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('minutes_a_week', models.PositiveIntegerField(default=0)),
                ('remind', models.BooleanField(default=False)),
                ('reminded_at', models.DateTimeField(null=True)),
                ('person', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='learning_plan', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Term',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=80)),
                ('language', models.CharField(max_length=12)),
                ('title', models.CharField(max_length=200)),
                ('html', models.TextField()),
                ('course', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='terms', to='courses.course')),
            ],
        ),
        migrations.CreateModel(
            name='Unit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=80)),
                ('position', models.PositiveIntegerField(null=True)),
                ('kind', models.CharField(choices=[(ujuzi.courses.text.shapes.Kind['LESSON'], ujuzi.courses.text.shapes.Kind['LESSON']), (ujuzi.courses.text.shapes.Kind['QUIZ'], ujuzi.courses.text.shapes.Kind['QUIZ']), (ujuzi.courses.text.shapes.Kind['PACKAGE'], ujuzi.courses.text.shapes.Kind['PACKAGE'])], max_length=12)),
                ('minutes', models.PositiveIntegerField(default=0)),
                ('pass_percent', models.PositiveSmallIntegerField(default=0)),
                ('draw', models.PositiveIntegerField(default=0)),
                ('of_course', models.BooleanField(default=False)),
                ('launch', models.JSONField(default=dict)),
                ('titles', models.JSONField(default=dict)),
                ('sizes', models.JSONField(default=dict)),
                ('course', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='units', to='courses.course')),
                ('module', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='units', to='courses.module')),
                ('package', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='units', to='courses.package')),
            ],
            options={
                'ordering': ['position'],
            },
        ),
        migrations.CreateModel(
            name='Item',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=80)),
                ('position', models.PositiveIntegerField(null=True)),
                ('texts', models.JSONField(default=dict)),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='items', to='courses.unit')),
            ],
            options={
                'ordering': ['position'],
            },
        ),
        migrations.CreateModel(
            name='UnitProgress',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('unit', models.CharField(max_length=80)),
                ('done_at', models.DateTimeField(null=True)),
                ('by_other', models.BooleanField(default=False)),
                ('best', models.FloatField(null=True)),
                ('completed', models.BooleanField(default=False)),
                ('passed', models.BooleanField(default=False)),
                ('enrolment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='progress', to='courses.enrolment')),
            ],
        ),
        migrations.CreateModel(
            name='UnitText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('language', models.CharField(max_length=12)),
                ('title', models.CharField(max_length=200)),
                ('html', models.TextField()),
                ('words', models.PositiveIntegerField(default=0)),
                ('terms', models.JSONField(default=list)),
                ('runs', models.BooleanField(default=False)),
                ('stale', models.BooleanField(default=False)),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='texts', to='courses.unit')),
            ],
        ),
        migrations.CreateModel(
            name='Upload',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('filename', models.CharField(max_length=300)),
                ('size', models.PositiveBigIntegerField()),
                ('received', models.PositiveBigIntegerField(default=0)),
                ('changed_at', models.DateTimeField()),
                ('organisation', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='organisations.organisation')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Version',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('digest', models.CharField(max_length=64)),
                ('files', models.JSONField(default=dict)),
                ('made_at', models.DateTimeField()),
                ('course', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='versions', to='courses.course')),
            ],
            options={
                'ordering': ['-number'],
            },
        ),
        migrations.CreateModel(
            name='Draft',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.SlugField(max_length=80, unique=True)),
                ('files', models.JSONField(default=dict)),
                ('state', models.CharField(choices=[('writing', 'being written'), ('waiting', 'waiting for review')], default='writing', max_length=10)),
                ('remark', models.TextField(blank=True)),
                ('changed_at', models.DateTimeField()),
                ('changed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='drafts', to='organisations.organisation')),
                ('version', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='courses.version')),
            ],
            options={
                'ordering': ['name'],
            },
        ),
        migrations.AddField(
            model_name='course',
            name='version',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='courses.version'),
        ),
        migrations.AddConstraint(
            model_name='enrolment',
            constraint=models.UniqueConstraint(fields=('person', 'course'), name='courses_one_enrolment'),
        ),
        migrations.AddIndex(
            model_name='attempt',
            index=models.Index(fields=['enrolment', 'unit', 'started_at'], name='courses_att_enrolme_ec895d_idx'),
        ),
        migrations.AddIndex(
            model_name='attempt',
            index=models.Index(condition=models.Q(('recorded', False)), fields=['submitted_at'], name='courses_unrecorded'),
        ),
        migrations.AddIndex(
            model_name='session',
            index=models.Index(condition=models.Q(('ended_at', None)), fields=['launch'], name='courses_open_sessions'),
        ),
        migrations.AddConstraint(
            model_name='module',
            constraint=models.UniqueConstraint(fields=('course', 'name'), name='courses_one_module'),
        ),
        migrations.AddIndex(
            model_name='launch',
            index=models.Index(fields=['enrolment', 'unit', 'started_at'], name='courses_lau_enrolme_a740fc_idx'),
        ),
        migrations.AddConstraint(
            model_name='term',
            constraint=models.UniqueConstraint(fields=('course', 'name', 'language'), name='courses_one_term'),
        ),
        migrations.AddConstraint(
            model_name='unit',
            constraint=models.UniqueConstraint(fields=('course', 'name'), name='courses_one_unit'),
        ),
        migrations.AddConstraint(
            model_name='item',
            constraint=models.UniqueConstraint(fields=('unit', 'name'), name='courses_one_item'),
        ),
        migrations.AddConstraint(
            model_name='unitprogress',
            constraint=models.UniqueConstraint(fields=('enrolment', 'unit'), name='courses_one_progress'),
        ),
        migrations.AddConstraint(
            model_name='unittext',
            constraint=models.UniqueConstraint(fields=('unit', 'language'), name='courses_one_text'),
        ),
        migrations.AddConstraint(
            model_name='version',
            constraint=models.UniqueConstraint(fields=('course', 'number'), name='courses_one_number'),
        ),
    ]
