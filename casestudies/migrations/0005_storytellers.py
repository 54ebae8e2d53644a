"""Storytellers who use the site's own editor: a door to it, and a place for pictures and files that they bring."""

from django.db import migrations

NAME, PLACE = "Storytellers", "Pictures and files of stories"


def permission(apps, app, model, codename):
    """The permission, made now if Django has not: it makes them only after all migrations have run."""
    kind, _made = apps.get_model("contenttypes", "ContentType").objects.get_or_create(app_label=app, model=model)
    found, _made = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=kind, codename=codename, defaults={"name": f"Can {codename.replace('_', ' ')}"}
    )
    return found


def make_group(apps, schema_editor):
    group, _made = apps.get_model("auth", "Group").objects.get_or_create(name=NAME)
    group.permissions.add(permission(apps, "wagtailadmin", "admin", "access_admin"))
    place = place_for_files(apps.get_model("wagtailcore", "Collection").objects)
    for app, model in (("wagtailimages", "image"), ("wagtaildocs", "document")):
        may = permission(apps, app, model, f"add_{model}")
        apps.get_model("wagtailcore", "GroupCollectionPermission").objects.get_or_create(
            group=group, collection=place, permission=may
        )


def place_for_files(collections):
    """A migration knows no tree: the path of a new last child is put together here."""
    if there := collections.filter(name=PLACE).first():
        return there
    root = collections.get(depth=1)
    last = collections.filter(depth=2).order_by("path").last()
    number = int(last.path[-4:], 36) + 1 if last else 1
    digits = ""
    while number:
        number, digit = divmod(number, 36)
        digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"[digit] + digits
    made = collections.create(name=PLACE, path=root.path + digits.rjust(4, "0"), depth=2, numchild=0)
    collections.filter(pk=root.pk).update(numchild=root.numchild + 1)
    return made


class Migration(migrations.Migration):
    dependencies = [("casestudies", "0004_told_together"), ("members", "0003_groups")]
    operations = [migrations.RunPython(make_group, migrations.RunPython.noop)]
