"""A site has a home page from its first minute, in place of Wagtail's page of congratulations."""

from django.db import migrations


def make_home_page(apps, schema_editor):
    ContentType = apps.get_model("contenttypes.ContentType")
    Locale = apps.get_model("wagtailcore.Locale")
    Page = apps.get_model("wagtailcore.Page")
    Site = apps.get_model("wagtailcore.Site")
    HomePage = apps.get_model("home.HomePage")
    Page.objects.filter(depth=2).delete()
    locale, _made = Locale.objects.get_or_create(language_code="en")
    content_type, _made = ContentType.objects.get_or_create(model="homepage", app_label="home")
    home = HomePage.objects.create(
        title="Alongside",
        draft_title="Alongside",
        slug="home",
        content_type=content_type,
        path="00010001",
        depth=2,
        numchild=0,
        url_path="/home/",
        locale=locale,
    )
    Page.objects.filter(depth=1).update(numchild=1)
    Site.objects.all().delete()
    Site.objects.create(hostname="localhost", root_page=home, is_default_site=True)


class Migration(migrations.Migration):
    dependencies = [("home", "0003_rung_can_be_used_starterrecord_object_id_and_more"), ("wagtailcore", "0098_apitoken")]

    operations = [migrations.RunPython(make_home_page, migrations.RunPython.noop)]
