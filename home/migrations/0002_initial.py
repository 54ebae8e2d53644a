from django.db import migrations


class Migration(migrations.Migration):
    """What it did is part of 0001, where it takes a tenth of the time: each field that was added drew every page anew."""

    dependencies = [("home", "0001_initial")]
    operations = []
