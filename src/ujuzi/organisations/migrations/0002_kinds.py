
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('organisations', '0001_initial'),
    ]

    operations = [
        migrations.AlterField(
            model_name='organisation',
            name='kind',
            field=models.CharField(choices=[('company', 'Company'), ('un-agency', 'UN agency'), ('university', 'University'), ('ngo', 'Non-governmental organisation'), ('government', 'Government'), ('regional', 'Regional body'), ('coalition', 'Coalition')], max_length=12, verbose_name='kind'),
        ),
    ]
