"""The four groups of people with rights in the CMS. Wagtail's own Editors and Moderators go: nobody here is one."""

from django.db import migrations

PAGES = {
    "Coordinators": ["add_page", "change_page", "publish_page", "lock_page", "unlock_page", "bulk_delete_page"],
}
FILES = {
    "Coordinators": ["add", "change", "choose"],
    "Page writers": ["add", "choose"],
}
SNIPPETS = [
    "principleset",
    "principle",
    "stage",
    "tipset",
    "tip",
    "indicator",
    "rung",
    "glossaryterm",
    "signposting",
    "partner",
    "resource",
    "answer",
    "plainword",
]
NAMES = ["Coordinators", "Page writers", "Page reviewers (lived experience)", "Page reviewers (staff)"]


def permission(apps, app, model, codename):
    """The permission, made now if Django has not: it makes them only after all migrations have run."""
    kind, _made = apps.get_model("contenttypes", "ContentType").objects.get_or_create(app_label=app, model=model)
    found, _made = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=kind, codename=codename, defaults={"name": f"Can {codename.replace('_', ' ')}"}
    )
    return found


def make_groups(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    Group.objects.filter(name__in=["Editors", "Moderators"]).delete()
    root = apps.get_model("wagtailcore", "Page").objects.get(depth=1)
    collections = apps.get_model("wagtailcore", "Collection").objects
    # A writer chooses from what everybody shares; on all of it, they would see the pictures of others' stories.
    shared = collections.get(name="Shared pictures and files")
    places = {"Coordinators": collections.get(depth=1), "Page writers": shared}
    on_pages = apps.get_model("wagtailcore", "GroupPagePermission").objects
    on_files = apps.get_model("wagtailcore", "GroupCollectionPermission").objects
    for name in NAMES:
        group, _made = Group.objects.get_or_create(name=name)
        group.permissions.add(permission(apps, "wagtailadmin", "admin", "access_admin"))
        for codename in PAGES.get(name, []):
            on_pages.get_or_create(group=group, page=root, permission=permission(apps, "wagtailcore", "page", codename))
        for app, model in (("wagtailimages", "image"), ("wagtaildocs", "document")):
            for verb in FILES.get(name, []):
                may = permission(apps, app, model, f"{verb}_{model}")
                on_files.get_or_create(group=group, collection=places[name], permission=may)
    coordinators = Group.objects.get(name="Coordinators")
    for model in SNIPPETS:
        for verb in ("add", "change"):
            coordinators.permissions.add(permission(apps, "home", model, f"{verb}_{model}"))
    coordinators.permissions.add(permission(apps, "home", "brand", "change_brand"))


class Migration(migrations.Migration):
    dependencies = [
        ("members", "0002_sign_in"),
        ("home", "0006_shared_pictures"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailcore", "0098_apitoken"),
        ("wagtailadmin", "0006_formstate"),
        ("wagtailimages", "0027_image_description"),
        ("wagtaildocs", "0014_alter_document_file_size"),
    ]
    operations = [migrations.RunPython(make_groups, migrations.RunPython.noop)]
