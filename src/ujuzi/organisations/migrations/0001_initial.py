
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Organisation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(max_length=60, unique=True)),
                ('names', models.JSONField(default=dict, verbose_name='name, per language')),
                ('descriptions', models.JSONField(blank=True, default=dict, verbose_name='description, per language')),
                ('kind', models.CharField(choices=[('company', 'Company'), ('un-agency', 'UN agency'), ('university', 'University'), ('ngo', 'Non-governmental organisation'), ('government', 'Government'), ('regional', 'Regional body')], max_length=12, verbose_name='kind')),
                ('countries', models.JSONField(blank=True, default=list, verbose_name='countries')),
                ('languages', models.JSONField(blank=True, default=list, verbose_name='languages')),
                ('homepage', models.URLField(blank=True, verbose_name='web site')),
                ('is_listed', models.BooleanField(default=True, verbose_name='shown to the public')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                'verbose_name': 'organisation',
                'verbose_name_plural': 'organisations',
                'ordering': ['slug'],
            },
        ),
        migrations.CreateModel(
            name='Invitation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('editor', 'Partner editor'), ('owner', 'Partner owner')], default='editor', max_length=8, verbose_name='role')),
                ('note', models.CharField(blank=True, max_length=120, verbose_name='for whom')),
                ('secret_hash', models.CharField(max_length=64, unique=True)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('expires_at', models.DateTimeField()),
                ('accepted_at', models.DateTimeField(null=True)),
                ('revoked_at', models.DateTimeField(null=True)),
                ('accepted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('created_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='invitations', to='organisations.organisation')),
            ],
        ),
        migrations.CreateModel(
            name='Membership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('editor', 'Partner editor'), ('owner', 'Partner owner')], default='editor', max_length=8, verbose_name='role')),
                ('since', models.DateTimeField(default=django.utils.timezone.now)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to='organisations.organisation')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('person', 'organisation'), name='one_membership_each')],
            },
        ),
    ]
