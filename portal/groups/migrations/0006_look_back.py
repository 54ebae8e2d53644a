from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("groups", "0005_together")]

    operations = [
        migrations.RemoveField(model_name="group", name="look_back"),
        migrations.AddField(
            model_name="group",
            name="found_out",
            field=models.TextField(blank=True, default="", max_length=1_000, verbose_name="what did we find out or change?"),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="group",
            name="what_now",
            field=models.TextField(blank=True, default="", max_length=1_000, verbose_name="what happens with it now?"),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="group",
            name="thanks",
            field=models.TextField(blank=True, default="", max_length=1_000, verbose_name="a thank-you"),
            preserve_default=False,
        ),
    ]
