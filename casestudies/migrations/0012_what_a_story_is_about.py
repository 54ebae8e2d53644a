import django.db.models.deletion
import modelcluster.fields
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
        ),
        migrations.AlterField(
            "storypage",
            "stages",
            modelcluster.fields.ParentalManyToManyField(
                blank=True, related_name="+", to="home.stage", verbose_name="part of the work"
            ),
        ),
        migrations.AlterField(
            "storypage",
            "principles",
            modelcluster.fields.ParentalManyToManyField(
                blank=True, related_name="+", to="home.principle", verbose_name="what it shows"
            ),
        ),
    ]
