"""Who looks after what people get, besides the coordinators."""

from django.db import migrations


def add(apps, schema_editor):
    apps.get_model("auth", "Group").objects.get_or_create(name="Payers")


class Migration(migrations.Migration):
    dependencies = [("members", "0017_enquiry_about")]
    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
