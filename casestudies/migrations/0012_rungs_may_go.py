import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("casestudies", "0011_who_made_it_and_what_came_back")]
    operations = [
        migrations.AlterField(
            "storypage",
            "rung",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="home.rung",
                verbose_name="how much say people had",
            ),
        )
    ]
