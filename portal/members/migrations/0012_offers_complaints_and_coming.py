import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

MEANS = [
    ("mail", "e-mail"),
    ("text", "text message"),
    ("call", "phone call"),
    ("video", "video call"),
    ("post", "letter"),
    ("meet", "face to face"),
]


def means():
    return models.CharField(blank=True, choices=MEANS, help_text="Empty: no answer is wanted.", max_length=5, verbose_name="how to reach them")


class Migration(migrations.Migration):

    dependencies = [
        ("members", "0011_invitation_taken_back"),
    ]

    operations = [
        migrations.AlterField(model_name="enquiry", name="means", field=means()),
        migrations.AlterField(model_name="complaint", name="means", field=means()),
        migrations.AddField(
            model_name="enquiry",
            name="invited",
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="enquiries", to=settings.AUTH_USER_MODEL),
        ),
        migrations.AlterModelOptions(
            name="complaint",
            options={"ordering": ["answer_by", "pk"], "verbose_name": "complaint", "verbose_name_plural": "complaints"},
        ),
        migrations.AddField(
            model_name="complaint",
            name="kind",
            field=models.CharField(choices=[("ours", "Something we did, said or decided"), ("data", "What we keep about somebody, or who saw it")], default="data", max_length=4, verbose_name="what it is about"),
        ),
        migrations.AddField(
            model_name="complaint",
            name="letter_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="the words that it has come were written"),
        ),
        migrations.AlterField(
            model_name="complaint",
            name="acknowledged_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="they heard that it has come"),
        ),
        migrations.AddField(
            model_name="answering",
            name="complaints_days",
            field=models.PositiveSmallIntegerField(default=5, help_text="About their information the law gives 30 days, weekends included, and no more.", validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(20)], verbose_name="in how many working days people hear that their complaint has come"),
        ),
        migrations.RemoveConstraint(model_name="offered", name="offered_once"),
        migrations.RenameField(model_name="offered", old_name="one_off", new_name="to"),
        migrations.AlterField(
            model_name="offered",
            name="to",
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="said_yes", to="members.oneoff"),
        ),
        migrations.AlterField(
            model_name="offered",
            name="person",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="%(class)s", to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddConstraint(
            model_name="offered",
            constraint=models.UniqueConstraint(fields=("to", "person"), name="offered_once"),
        ),
        migrations.CreateModel(
            name="Coming",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(auto_now_add=True)),
                ("person", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="%(class)s", to=settings.AUTH_USER_MODEL)),
                ("to", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="said_yes", to="members.gathering")),
            ],
            options={"constraints": [models.UniqueConstraint(fields=("to", "person"), name="coming_once")]},
        ),
    ]
