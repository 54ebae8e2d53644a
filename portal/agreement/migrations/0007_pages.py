"""One kind of yes: whoever read a page agrees to a version of it, as people agree to everything else.

Words that the site says already when this runs need no agreement: the gate lets through what puts nothing new out.
"""

from django.conf import settings
from django.db import migrations, models

SIDES = {"Page reviewers (lived experience)": "lived", "Page reviewers (staff)": "staff"}


def readings_become_agreements(apps, schema_editor):
    """A version for each text that was read in one reading, in the order in which people first said yes to it."""
    Reading = apps.get_model("agreement", "Reading")
    Version = apps.get_model("agreement", "Version")
    Agreement = apps.get_model("agreement", "Agreement")
    PageReviewTask = apps.get_model("agreement", "PageReviewTask")
    sides = {
        task.pk: next((SIDES[name] for name in task.groups.values_list("name", flat=True) if name in SIDES), "other")
        for task in PageReviewTask.objects.all()
    }
    versions, numbers = {}, {}
    for reading in Reading.objects.select_related("task_state__workflow_state").order_by("pk").iterator():
        state = reading.task_state.workflow_state
        key = (reading.page_id, state.pk, reading.digest)
        if key not in versions:
            numbers[reading.page_id] = numbers.get(reading.page_id, 0) + 1
            versions[key] = Version.objects.create(
                subject=f"page:{reading.page_id}",
                number=numbers[reading.page_id],
                words=reading.words,
                digest=reading.digest,
                by_id=state.requested_by_id,
            )
            Version.objects.filter(pk=versions[key].pk).update(made_at=reading.said_at)
        side = "" if reading.for_both else sides.get(reading.task_state.task_id, "other")
        told = {"side": side, "task_state_id": reading.task_state_id}
        agreement, _new = Agreement.objects.update_or_create(
            version=versions[key], person_id=reading.person_id, defaults=told
        )
        Agreement.objects.filter(pk=agreement.pk).update(at=reading.said_at)
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # a table is not changed while its keys are unchecked
        schema_editor.execute("SET CONSTRAINTS ALL DEFERRED")


class Migration(migrations.Migration):
    dependencies = [
        ("agreement", "0006_last_tried"),
        ("wagtailcore", "0098_apitoken"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.AlterField(
            model_name="version",
            name="by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=models.PROTECT,
                related_name="versions_made",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="version",
            name="unread",
            field=models.CharField(
                blank=True,
                choices=[
                    ("start", "A new site starts with these words"),
                    ("alone", "There was nobody else who could read them"),
                ],
                max_length=5,
            ),
        ),
        migrations.AddField(
            model_name="agreement",
            name="task_state",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=models.SET_NULL,
                related_name="agreement",
                to="wagtailcore.taskstate",
            ),
        ),
        migrations.RunPython(readings_become_agreements, migrations.RunPython.noop),
        migrations.DeleteModel(name="Reading"),
    ]
