from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("drafts", "0003_one_draft_a_form_and_place"),
    ]

    operations = [
        migrations.AddField(
            model_name="sent",
            name="words",
            field=models.CharField(blank=True, max_length=64),
        ),
    ]
