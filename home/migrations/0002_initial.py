from django.db import migrations


class Migration(migrations.Migration):
    """Empty: what it did is part of 0001. Fields added one by one made Django build every page model anew each time."""

    dependencies = [("home", "0001_initial")]
    operations = []
