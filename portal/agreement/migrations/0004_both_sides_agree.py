"""Every page is read by both sides before it goes out; "Page writers" may change any page from the start.

More teams are groups with the right to change one part of the site. Wagtail's own one-step approval goes.
"""

from django.db import migrations

WORKFLOW = "Both sides agree"
TASKS = [
    ("Read by people with lived experience", "Page reviewers (lived experience)"),
    ("Read by staff", "Page reviewers (staff)"),
]


def make_workflow(apps, schema_editor):
    ContentType = apps.get_model("contenttypes", "ContentType")
    Group = apps.get_model("auth", "Group")
    Workflow = apps.get_model("wagtailcore", "Workflow")
    WorkflowPage = apps.get_model("wagtailcore", "WorkflowPage")
    WorkflowTask = apps.get_model("wagtailcore", "WorkflowTask")
    PageReviewTask = apps.get_model("agreement", "PageReviewTask")
    kind, _made = ContentType.objects.get_or_create(app_label="agreement", model="pagereviewtask")
    workflow, made = Workflow.objects.get_or_create(name=WORKFLOW)
    for place, (name, group) in enumerate(TASKS if made else []):
        task = PageReviewTask.objects.create(name=name, content_type=kind)
        task.groups.add(Group.objects.get_or_create(name=group)[0])
        WorkflowTask.objects.create(workflow=workflow, task_id=task.pk, sort_order=place)
    root = apps.get_model("wagtailcore", "Page").objects.get(depth=1)
    WorkflowPage.objects.update_or_create(page=root, defaults={"workflow": workflow})
    Workflow.objects.exclude(pk=workflow.pk).delete()
    apps.get_model("wagtailcore", "Task").objects.exclude(content_type=kind).delete()


def let_writers_write(apps, schema_editor):
    ContentType = apps.get_model("contenttypes", "ContentType")
    Permission = apps.get_model("auth", "Permission")
    writers, _made = apps.get_model("auth", "Group").objects.get_or_create(name="Page writers")
    # Django makes permissions only after all migrations have run, and then leaves this one as it is.
    kind, _made = ContentType.objects.get_or_create(app_label="wagtailcore", model="page")
    change, _made = Permission.objects.get_or_create(
        content_type=kind, codename="change_page", defaults={"name": "Can change page"}
    )
    root = apps.get_model("wagtailcore", "Page").objects.get(depth=1)
    apps.get_model("wagtailcore", "GroupPagePermission").objects.get_or_create(
        group=writers, page=root, permission=change
    )


class Migration(migrations.Migration):
    dependencies = [
        ("agreement", "0003_readings_and_tellings"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailcore", "0098_apitoken"),
    ]
    operations = [
        migrations.RunPython(make_workflow, migrations.RunPython.noop),
        migrations.RunPython(let_writers_write, migrations.RunPython.noop),
    ]
