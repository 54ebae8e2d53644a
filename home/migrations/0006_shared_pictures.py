"""One place for the pictures and files that everybody who writes pages may use; whoever may is said with the groups."""

from django.db import migrations

SHARED = "Shared pictures and files"


def make_shared_collection(apps, schema_editor):
    Collection = apps.get_model("wagtailcore.Collection")
    root = Collection.objects.get(depth=1)
    if Collection.objects.filter(name=SHARED).exists():
        return
    root.numchild += 1
    root.save()
    Collection.objects.create(name=SHARED, path=f"{root.path}{root.numchild:04d}", depth=2, numchild=0)


class Migration(migrations.Migration):
    dependencies = [("home", "0005_pictures_say_what_they_show"), ("wagtailcore", "0098_apitoken")]

    operations = [migrations.RunPython(make_shared_collection, migrations.RunPython.noop)]
