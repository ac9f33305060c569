
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
    ]

    operations = [
        migrations.CreateModel(
            name='Person',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('is_superuser', models.BooleanField(default=False, help_text='Designates that this user has all permissions without explicitly assigning them.', verbose_name='superuser status')),
                ('username', models.CharField(max_length=60, unique=True, verbose_name='user name')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='e-mail address')),
                ('display_name', models.CharField(blank=True, max_length=120, verbose_name='name shown to others')),
                ('staff_role', models.CharField(blank=True, choices=[('', 'Learner'), ('reviewer', 'Reviewer'), ('secretariat', 'Secretariat'), ('operator', 'Operator')], default='', max_length=12, verbose_name='role')),
                ('language', models.CharField(blank=True, max_length=12, verbose_name='language of the pages')),
                ('learning_languages', models.JSONField(blank=True, default=list, verbose_name='languages you learn in')),
                ('is_active', models.BooleanField(default=True)),
                ('date_joined', models.DateTimeField(default=django.utils.timezone.now)),
                ('groups', models.ManyToManyField(blank=True, help_text='The groups this user belongs to. A user will get all permissions granted to each of their groups.', related_name='user_set', related_query_name='user', to='auth.group', verbose_name='groups')),
                ('user_permissions', models.ManyToManyField(blank=True, help_text='Specific permissions for this user.', related_name='user_set', related_query_name='user', to='auth.permission', verbose_name='user permissions')),
            ],
            options={
                'verbose_name': 'person',
                'verbose_name_plural': 'people',
            },
        ),
    ]
