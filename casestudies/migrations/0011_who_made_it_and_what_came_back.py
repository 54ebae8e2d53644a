from django.db import migrations, models

MAKES_IT = ("teller", "writer", "listener", "artist")


def note(apps, schema_editor):
    seats = apps.get_model("casestudies", "StorySeat").objects
    seats = seats.filter(state__in=("yes", "left"))
    seats.filter(role__in=MAKES_IT).update(has_made_it=True)
    seats.filter(role="language").update(has_translated_it=True)


class Migration(migrations.Migration):
    dependencies = [("casestudies", "0010_names_of_however_many")]
    operations = [
        migrations.AddField("storyseat", "has_made_it", models.BooleanField(default=False)),
        migrations.AddField("storyseat", "has_translated_it", models.BooleanField(default=False)),
        migrations.AddField("story", "brought_back_at", models.DateTimeField(blank=True, null=True)),
        migrations.RunPython(note, migrations.RunPython.noop),
    ]
