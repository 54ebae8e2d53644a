"""The key of each form, so that it is taken once; who answers people from outside; and who may say so."""

from importlib import import_module

import django.core.validators
import uuid
from django.db import migrations, models

groups = import_module("portal.members.migrations.0003_groups")


def grant(apps, schema_editor):
    coordinators = apps.get_model("auth", "Group").objects.get(name="Coordinators")
    coordinators.permissions.add(groups.permission(apps, "members", "answering", "change_answering"))


class Migration(migrations.Migration):

    dependencies = [
        ('members', '0006_lists'),
    ]

    operations = [
        migrations.CreateModel(
            name='Answering',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('help_name', models.CharField(blank=True, help_text='A first name is enough. Empty: whoever the site names as its contact.', max_length=80, verbose_name='who answers')),
                ('help_days', models.PositiveSmallIntegerField(default=5, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(30)], verbose_name='in how many working days')),
                ('help_kept_days', models.PositiveSmallIntegerField(default=30, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(180)], verbose_name='days until we delete it after our answer')),
                ('complaints_name', models.CharField(blank=True, help_text='Empty: the same person as for offers to help.', max_length=80, verbose_name='who answers')),
                ('complaints_kept_days', models.PositiveSmallIntegerField(default=180, help_text='Longer, since people may go on to the Information Commissioner’s Office.', validators=[django.core.validators.MinValueValidator(30), django.core.validators.MaxValueValidator(2200)], verbose_name='days until we delete it after our answer')),
            ],
            options={
                'verbose_name': 'who answers people from outside',
            },
        ),
        migrations.AddField(
            model_name='complaint',
            name='key',
            field=models.UUIDField(default=uuid.uuid4, editable=False, unique=True),
        ),
        migrations.AddField(
            model_name='enquiry',
            name='key',
            field=models.UUIDField(default=uuid.uuid4, editable=False, unique=True),
        ),
        migrations.RunPython(grant, migrations.RunPython.noop),
    ]
