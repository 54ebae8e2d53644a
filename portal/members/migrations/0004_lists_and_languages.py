"""Coordinators take out entries of lists that have gone, and look after the languages."""

from importlib import import_module

from django.db import migrations

groups = import_module("portal.members.migrations.0003_groups")


def grant(apps, schema_editor):
    coordinators = apps.get_model("auth", "Group").objects.get(name="Coordinators")
    wanted = [("home", model, f"delete_{model}") for model in groups.SNIPPETS]
    wanted += [("wagtailcore", "locale", f"{verb}_locale") for verb in ("add", "change")]
    wanted += [("wagtail_localize", "translation", "submit_translation")]
    coordinators.permissions.add(*(groups.permission(apps, *one) for one in wanted))


class Migration(migrations.Migration):
    dependencies = [("members", "0003_groups"), ("wagtail_localize", "0016_rename_page_revision_translationlog_revision")]
    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]
